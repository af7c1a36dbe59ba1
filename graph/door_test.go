package graph

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
)

// doorman stands in for the door where a test is about HTTP alone: it lets in who shows "good", and later on whoever was let in before, unless
// it was told to let in nobody any more.
type doorman struct{ gone bool }

func (doorman) Asker(_ context.Context, authorization []string) (*plan.Asker, error) {
	switch strings.Join(authorization, "|") {
	case "Bearer good":
		return &plan.Asker{Subject: "somebody"}, nil
	case "Bearer later":
		return nil, fault.New(fault.Unavailable, "Later.")
	case "Bearer broken":
		return nil, errors.New("a secret of the house")
	}
	return nil, fault.NotSignedIn()
}

func (d doorman) Account(context.Context, *plan.Asker) (uuid.UUID, error) {
	if d.gone {
		return uuid.Nil, fault.NotSignedIn()
	}
	return uuid.New(), nil
}

// whoAsks answers with who asks, as a planner that reads.
func whoAsks(_ context.Context, q plan.Question) plan.Answer {
	if q.Asker == nil {
		return plan.Answer{Data: []byte(`"nobody"`), Read: true}
	}
	return plan.Answer{Data: []byte(`"` + q.Asker.Subject + `"`), Read: true}
}

func TestATokenIsReadFromTheRequest(t *testing.T) {
	server := front(t, Options{Planner: says(whoAsks), Door: doorman{}})
	for _, test := range []struct {
		name, token string
		status      int
		says        string
	}{
		{"no token", "", http.StatusOK, `{"data":"nobody"}`},
		{"a good one", "Bearer good", http.StatusOK, `{"data":"somebody"}`},
		{"a bad one", "Bearer bad", http.StatusUnauthorized, "UNAUTHENTICATED"},
		{"one that cannot be checked", "Bearer later", http.StatusServiceUnavailable, "UNAVAILABLE"},
		{"one that breaks the door", "Bearer broken", http.StatusInternalServerError, "INTERNAL"},
	} {
		headers := []string{"Accept", graphqlResponse}
		if test.token != "" {
			headers = append(headers, "Authorization", test.token)
		}
		for _, r := range []reply{ask(t, server, question, headers...), get(t, server, []string{"query", question}, headers...)} {
			if r.status != test.status || !strings.Contains(r.body, test.says) || strings.Contains(r.body, "secret") {
				t.Errorf("%s: %d %s", test.name, r.status, r.body)
			}
			if !strings.Contains(strings.Join(r.header.Values("Vary"), ","), "Authorization") {
				t.Errorf("%s: Vary %v", test.name, r.header.Values("Vary"))
			}
			if stored := r.header.Get("Cache-Control"); (stored == "private, no-store") != (test.token != "") {
				t.Errorf("%s: Cache-Control %q", test.name, stored)
			}
			if challenge := r.header.Get("WWW-Authenticate"); strings.HasPrefix(challenge, "Bearer ") != (test.status == http.StatusUnauthorized) {
				t.Errorf("%s: WWW-Authenticate %q", test.name, challenge)
			}
		}
	}
}

func TestARefusedTokenIsRefusedAsAnyKindOfAnswer(t *testing.T) {
	server := front(t, Options{Planner: untouched(t), Door: doorman{}})
	for _, accept := range []string{"", plainJSON, graphqlResponse} {
		if r := ask(t, server, question, "Accept", accept, "Authorization", "Bearer bad"); r.status != http.StatusUnauthorized || r.code(t) != "UNAUTHENTICATED" {
			t.Errorf("%q: %d %s", accept, r.status, r.body)
		}
	}
}

func TestWithoutADoorNobodyIsLetIn(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	if r := ask(t, server, question, "Authorization", "Bearer good"); r.status != http.StatusUnauthorized {
		t.Errorf("%d %s", r.status, r.body)
	}
}

func TestWhoIsNobodyAnyMoreIsToldSoWhateverTheyAsk(t *testing.T) {
	notRead := says(func(context.Context, plan.Question) plan.Answer {
		return plan.Answer{Faults: []*fault.Error{fault.New(fault.BadArgument, "")}}
	})
	for name, query := range map[string]string{
		"about the schema": `{ __schema { queryType { name } } }`, "about the name of the root": `{ __typename }`,
		"nonsense": `{ nonsense }`, "what is no question": `{`, "what is refused before it is read": question,
	} {
		r := ask(t, front(t, Options{Planner: notRead, Door: doorman{gone: true}}), query, "Authorization", "Bearer good")
		if r.status != http.StatusUnauthorized || r.code(t) != "UNAUTHENTICATED" || strings.Contains(r.body, `"data"`) {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
		r = ask(t, front(t, Options{Planner: notRead, Door: doorman{}}), query, "Authorization", "Bearer good")
		if r.status != http.StatusOK {
			t.Errorf("%s, by somebody: %d %s", name, r.status, r.body)
		}
	}
}
