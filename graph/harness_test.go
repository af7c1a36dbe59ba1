package graph

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/suivi-project/suivi/internal/plan"
)

// says stands in for the planner where a test is about the front alone.
type says func(context.Context, plan.Question) plan.Answer

func (s says) Answer(ctx context.Context, q plan.Question) plan.Answer { return s(ctx, q) }

// data answers every question with the same bytes.
func data(text string) says {
	return func(context.Context, plan.Question) plan.Answer { return plan.Answer{Data: []byte(text)} }
}

// untouched fails the test if it is asked anything.
func untouched(t *testing.T) says {
	return func(_ context.Context, q plan.Question) plan.Answer {
		t.Errorf("the planner was asked %s", q.Operation.Name)
		return plan.Answer{Data: []byte(`{}`)}
	}
}

// front serves the whole front over a real socket and returns its address.
func front(t *testing.T, options Options) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Config = HTTPServer("", New(options))
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

// reply is an HTTP response, read to its end.
type reply struct {
	status int
	header http.Header
	body   string
}

// graphqlError is an error as a client sees it.
type graphqlError struct {
	Message    string
	Path       []any
	Locations  []struct{ Line, Column int }
	Extensions map[string]any
}

// errors are the errors in a reply; a test fails where the body is not a response of GraphQL.
func (r reply) errors(t *testing.T) []graphqlError {
	t.Helper()
	var response struct{ Errors []graphqlError }
	if err := json.Unmarshal([]byte(r.body), &response); err != nil {
		t.Fatalf("not a response: %v: %.300s", err, r.body)
	}
	return response.Errors
}

// code is the code of the first error, empty where there is none.
func (r reply) code(t *testing.T) string {
	t.Helper()
	if found := r.errors(t); len(found) > 0 {
		code, _ := found[0].Extensions["code"].(string)
		return code
	}
	return ""
}

// send sends a request; headers come in pairs.
func send(t *testing.T, method, address, body string, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, string(text)}
}

// post posts a JSON body to /graphql.
func post(t *testing.T, server, body string, headers ...string) reply {
	t.Helper()
	return send(t, http.MethodPost, server+"/graphql", body, append([]string{"Content-Type", "application/json"}, headers...)...)
}

// ask posts a question.
func ask(t *testing.T, server, query string, headers ...string) reply {
	t.Helper()
	return post(t, server, asJSON(t, map[string]any{"query": query}), headers...)
}

// get asks by GET with parameters that come in pairs.
func get(t *testing.T, server string, parameters []string, headers ...string) reply {
	t.Helper()
	values := url.Values{}
	for i := 0; i < len(parameters); i += 2 {
		values.Add(parameters[i], parameters[i+1])
	}
	return send(t, http.MethodGet, server+"/graphql?"+values.Encode(), "", headers...)
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// decodeInto reads a reply's body as JSON.
func decodeInto(t *testing.T, r reply, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.body), into); err != nil {
		t.Fatalf("%v: %.300s", err, r.body)
	}
}
