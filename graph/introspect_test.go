package graph

import (
	"context"
	"testing"

	"github.com/suivi-project/suivi/internal/plan"
)

func TestThePlannerIsNotTroubledForTheSchema(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	for query, want := range map[string]string{
		`{ __typename }`:       `{"data":{"__typename":"Query"}}`,
		`{ kind: __typename }`: `{"data":{"kind":"Query"}}`,
		`{ __schema { queryType { name } } __typename }`:                                                   `{"data":{"__schema":{"queryType":{"name":"Query"}},"__typename":"Query"}}`,
		`{ ...F __schema { queryType { kind } } } fragment F on Query { __schema { queryType { name } } }`: `{"data":{"__schema":{"queryType":{"name":"Query","kind":"OBJECT"}}}}`,
		`{ __type(name: "Nonsense") { name } }`:                                                            `{"data":{"__type":null}}`,
		`query($n: String = "Place") { p: __type(name: $n) { name kind } }`:                                `{"data":{"p":{"name":"Place","kind":"OBJECT"}}}`,
		`{ organisations @skip(if: true) { totalCount } ... @include(if: false) { __typename } }`:          `{"data":{}}`,
	} {
		if r := ask(t, server, query); r.body != want {
			t.Errorf("%s: %s, want %s", query, r.body, want)
		}
	}
}

func TestThePlannerIsGivenWhatTheSchemaAnswers(t *testing.T) {
	var got plan.Question
	server := front(t, Options{Planner: says(func(_ context.Context, q plan.Question) plan.Answer {
		got = q
		return plan.Answer{Data: []byte(`{}`)}
	})})
	ask(t, server, `{ __typename ...F organisations { totalCount } s: __schema { queryType { name } } } fragment F on Query { __type(name: "Place") { name } }`)
	if introspection := asJSON(t, got.Introspection); introspection != `{"__type":{"name":"Place"},"s":{"queryType":{"name":"Query"}}}` {
		t.Errorf("introspection %s", introspection)
	}
	ask(t, server, question)
	if got.Introspection != nil {
		t.Errorf("introspection %v for a question that asks for none", got.Introspection)
	}
}
