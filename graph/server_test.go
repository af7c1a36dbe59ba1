package graph

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
)

func TestTheProcessSaysThatItIsAlive(t *testing.T) {
	server := front(t, Options{Ready: func(context.Context) error { return errors.New("no database") }})
	if r := send(t, http.MethodGet, server+"/healthz", ""); r.status != http.StatusOK || r.body != "ok\n" {
		t.Errorf("%d %s", r.status, r.body)
	}
}

func TestReadinessSaysNothingOfTheInside(t *testing.T) {
	ready := errors.New("dial 10.0.0.7:5432: relation suivi.recommendation")
	server := front(t, Options{Ready: func(context.Context) error { return ready }})
	if r := send(t, http.MethodGet, server+"/readyz", ""); r.status != http.StatusServiceUnavailable || r.body != "not ready\n" {
		t.Errorf("%d %s", r.status, r.body)
	}
	ready = nil
	if r := send(t, http.MethodGet, server+"/readyz", ""); r.status != http.StatusOK || r.body != "ready\n" {
		t.Errorf("%d %s", r.status, r.body)
	}
}

func TestTheExplorerIsServedAndTheRootLeadsThere(t *testing.T) {
	server := front(t, Options{})
	if r := send(t, http.MethodGet, server+"/", ""); r.status != http.StatusFound || r.header.Get("Location") != "/graphiql" {
		t.Errorf("/: %d %s", r.status, r.header.Get("Location"))
	}
	for _, path := range []string{"/graphiql", "/graphiql/"} {
		if r := send(t, http.MethodGet, server+path, ""); r.status != http.StatusOK || !strings.Contains(r.body, "/graphql") {
			t.Errorf("%s: %d", path, r.status)
		}
	}
	if r := send(t, http.MethodGet, server+"/nonsense", ""); r.status != http.StatusNotFound {
		t.Errorf("/nonsense: %d", r.status)
	}
}

func TestAServerWaitsForNobodyForEver(t *testing.T) {
	server := HTTPServer(":0", http.NotFoundHandler())
	if server.ReadHeaderTimeout <= 0 || server.ReadTimeout <= 0 || server.IdleTimeout <= 0 || server.MaxHeaderBytes <= 0 || server.WriteTimeout != 0 {
		t.Errorf("%+v", server)
	}
}

func TestABodyMayHaveItsLimitAndNoMore(t *testing.T) {
	server := front(t, Options{Planner: data(answered), Limits: Limits{Body: 100}})
	body := func(length int) string {
		text := `{"query":"{ __typename }"}`
		return text + strings.Repeat(" ", length-len(text))
	}
	if r := post(t, server, body(100)); r.status != http.StatusOK {
		t.Errorf("at the limit: %d %s", r.status, r.body)
	}
	for _, kind := range []string{plainJSON, graphqlResponse} {
		r := post(t, server, body(101), "Accept", kind)
		if r.status != http.StatusRequestEntityTooLarge || r.code(t) != "BODY_TOO_LARGE" || r.errors(t)[0].Extensions["limit"] != 100.0 {
			t.Errorf("beyond it: %d %s", r.status, r.body)
		}
	}
	if r := get(t, server, []string{"query", "{ __typename }" + strings.Repeat(" ", 100)}); r.status != http.StatusRequestEntityTooLarge {
		t.Errorf("by GET: %d %s", r.status, r.body)
	}
}

func TestABodyThatDoesNotArriveIsNotWaitedFor(t *testing.T) {
	server := front(t, Options{Planner: untouched(t), Limits: Limits{Transfer: 20 * time.Millisecond}})
	if status := dawdle(t, server); status != http.StatusRequestTimeout {
		t.Errorf("%d", status)
	}
}

func TestAnAnswerMayTakeLongerThanItsQuestionTookToArrive(t *testing.T) {
	var server string
	server = front(t, Options{Limits: Limits{Transfer: 20 * time.Millisecond}, Planner: says(func(ctx context.Context, _ plan.Question) plan.Answer {
		dawdle(t, server) // it is refused after the time that this question's body had, and a little later than that
		if ctx.Err() != nil {
			t.Errorf("the question was given up: %v", ctx.Err())
		}
		return plan.Answer{Data: []byte(answered)}
	})})
	if r := ask(t, server, question); r.body != `{"data":`+answered+`}` {
		t.Error(r.body)
	}
}

// dawdle promises a body and does not send it. It returns the status of the answer.
func dawdle(t *testing.T, server string) int {
	connection, err := net.Dial("tcp", strings.TrimPrefix(server, "http://"))
	if err != nil {
		t.Error(err)
		return 0
	}
	defer connection.Close()
	fmt.Fprint(connection, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer response.Body.Close()
	return response.StatusCode
}

func TestAnAnswerMayHaveItsLimitAndNoMore(t *testing.T) {
	server := front(t, Options{Planner: data(answered), Limits: Limits{Answer: len(answered)}})
	if r := ask(t, server, question); r.code(t) != "" {
		t.Errorf("at the limit: %s", r.body)
	}
	server = front(t, Options{Planner: data(answered), Limits: Limits{Answer: len(answered) - 1}})
	if r := ask(t, server, question); r.code(t) != "ANSWER_TOO_LARGE" || strings.Contains(r.body, "totalCount") {
		t.Errorf("beyond it: %s", r.body)
	}
}

func TestAQuestionHasADeadline(t *testing.T) {
	for name, cause := range map[string]func(context.Context) error{
		"as the context says it":      context.Context.Err,
		"as a broken connection does": func(context.Context) error { return errors.New("write: broken pipe") },
		"wrapped":                     func(ctx context.Context) error { return fmt.Errorf("query: %w", ctx.Err()) },
	} {
		log := &bytes.Buffer{}
		server := front(t, Options{
			Log:    slog.New(slog.NewTextHandler(log, nil)),
			Limits: Limits{Time: 20 * time.Millisecond},
			Planner: says(func(ctx context.Context, _ plan.Question) plan.Answer {
				<-ctx.Done()
				return plan.Answer{Faults: []*fault.Error{fault.New(fault.Internal, "a database").Because(cause(ctx))}}
			}),
		})
		if r := ask(t, server, question); r.code(t) != "TIMEOUT" || strings.Contains(r.body, "database") {
			t.Errorf("%s: %s", name, r.body)
		}
		if log.Len() > 0 {
			t.Errorf("%s: logged as if it were our fault: %s", name, log)
		}
	}
}

func TestAnAskerWhoGoesAwayIsNotOurFault(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	e := newExecutor(Options{Planner: says(func(context.Context, plan.Question) plan.Answer {
		cancel()
		return plan.Answer{Faults: []*fault.Error{fault.New(fault.Internal, "").Because(errors.New("write: broken pipe"))}}
	})})
	if answer := e.run(ctx, request{query: question}); len(answer.Faults) != 1 || answer.Faults[0].Code != fault.Timeout {
		t.Errorf("%v", answer.Faults)
	}
}

func TestWhatIsOurFaultIsLoggedOnceAndNotShown(t *testing.T) {
	secret := errors.New(`ERROR: relation "open.place" does not exist (SQLSTATE 42P01)`)
	for name, planner := range map[string]says{
		"a fault": func(context.Context, plan.Question) plan.Answer {
			return plan.Answer{Faults: []*fault.Error{fault.New(fault.Internal, "SELECT from open.place").With("table", "open.place").Because(secret)}}
		},
		"a panic": func(context.Context, plan.Question) plan.Answer { panic(secret) },
		"beside data": func(context.Context, plan.Question) plan.Answer {
			return plan.Answer{Data: []byte(`{}`), Faults: []*fault.Error{fault.New(fault.Internal, "").Because(secret)}}
		},
	} {
		log := &bytes.Buffer{}
		server := front(t, Options{Planner: planner, Log: slog.New(slog.NewTextHandler(log, nil))})
		r := ask(t, server, question)
		for _, word := range []string{"open.place", "SQLSTATE", "SELECT", ".go", "panic"} {
			if strings.Contains(r.body, word) {
				t.Errorf("%s: shows %q: %s", name, word, r.body)
			}
		}
		id, _ := r.errors(t)[0].Extensions["requestId"].(string)
		if r.code(t) != "INTERNAL" || len(id) < 16 || strings.Count(log.String(), "requestId="+id) != 1 || strings.Count(log.String(), "SQLSTATE") != 1 {
			t.Errorf("%s: %s\nlogged: %s", name, r.body, log)
		}
		if name == "a panic" && !strings.Contains(log.String(), "server_test.go") {
			t.Errorf("%s is logged without its stack: %s", name, log)
		}
	}
}

func TestAnAnswerOfNothingIsOurFault(t *testing.T) {
	server := front(t, Options{Planner: says(func(context.Context, plan.Question) plan.Answer { return plan.Answer{} })})
	if r := ask(t, server, question); r.code(t) != "INTERNAL" {
		t.Error(r.body)
	}
}

func TestWhatIsTheCallersIsNotLogged(t *testing.T) {
	log := &bytes.Buffer{}
	server := front(t, Options{Log: slog.New(slog.NewTextHandler(log, nil)), Planner: says(func(context.Context, plan.Question) plan.Answer {
		return plan.Answer{Faults: []*fault.Error{fault.About("organisations.first", fault.BadPage, "Pages hold at most 100.").With("limit", 100)}}
	})})
	ask(t, server, "{ nonsense }")
	post(t, server, "rubbish")
	r := ask(t, server, question)
	want := `{"errors":[{"message":"Pages hold at most 100.","extensions":{"argument":"organisations.first","code":"BAD_PAGE","limit":100}}]}`
	if r.body != want || log.Len() > 0 {
		t.Errorf("%s\nlogged: %s", r.body, log)
	}
}
