package plan

import (
	"context"
	"fmt"
	"testing"

	"github.com/suivi-project/suivi/internal/postgres"
)

// Other values of one shape are one plan; what makes another statement makes another plan.
func TestPlansAreRememberedByShape(t *testing.T) {
	h := anyHouse(t)
	const operation = `query ($f: BookFilter, $o: [BookOrder!], $n: Int, $yes: Boolean = true, $l: LanguageTag, $on: Date) {
		books(filter: $f, orderBy: $o, first: $n) { nodes { title(language: $l) age(on: $on, inMonths: $yes) pages @include(if: $yes) } } }`
	question := h.mustQuestion(t, operation, nil)
	planFor := func(variables map[string]any) *plan {
		t.Helper()
		coerced, err := inputs{h.mapping.schema}.variables(question.Operation, variables)
		if err != nil {
			t.Fatal(err)
		}
		question.Variables = coerced
		made, refusal := h.planOf(question)
		if refusal != nil {
			t.Fatal(refusal)
		}
		return made
	}
	type values = map[string]any
	base := values{"f": values{"genre": []any{"NOVEL"}, "or": []any{values{"pages": []any{1}}}}, "o": values{"field": "PAGES"}, "n": 6, "l": "fr", "on": "2021-02-09"}
	with := func(key string, value any) values {
		changed := values{}
		for k, v := range base {
			changed[k] = v
		}
		changed[key] = value
		return changed
	}
	for what, same := range map[string]values{
		"itself":                     base,
		"another language":           with("l", "en"),
		"another day":                with("on", "2020-01-01"),
		"another page of its size":   with("n", 10),
		"other values of a filter":   with("f", values{"genre": []any{"POETRY", "DRAMA"}, "or": values{"pages": 2}}),
		"a boolean that is the same": with("yes", true),
	} {
		if planFor(same) != planFor(base) {
			t.Errorf("%s is another plan", what)
		}
	}
	for what, other := range map[string]values{
		"no filter":                    with("f", nil),
		"a filter more":                with("f", values{"genre": []any{"NOVEL"}, "inPrint": true, "or": []any{values{"pages": []any{1}}}}),
		"an alternative more":          with("f", values{"genre": []any{"NOVEL"}, "or": []any{values{"pages": []any{1}}, values{"pages": []any{2}}}}),
		"null for a filter":            with("f", values{"genre": nil, "or": []any{values{"pages": []any{1}}}}),
		"another order":                with("o", values{"field": "ADDED_AT"}),
		"another direction":            with("o", values{"field": "PAGES", "direction": "DESC"}),
		"a larger page":                with("n", 11),
		"a boolean that is another":    with("yes", false),
		"no language":                  with("l", nil),
		"no day":                       with("on", nil),
		"a filter of the same letters": with("f", values{"genre": []any{"NOVEL"}, "and": []any{values{"pages": []any{1}}}}),
	} {
		if planFor(other) == planFor(base) {
			t.Errorf("%s is the same plan", what)
		}
	}
	if first, again := planFor(with("f", values{"inPrint": true})), planFor(with("f", values{"inPrint": false})); first == again {
		t.Error("true and false are one plan")
	}
}

// However many operations are sent, no more than so many plans are kept.
func TestPlansAreForgotten(t *testing.T) {
	h := anyHouse(t)
	for i := range plansKept + 20 {
		if _, refusal := h.planOf(h.mustQuestion(t, fmt.Sprintf(`{ a%d: __typename }`, i), nil)); refusal != nil {
			t.Fatal(refusal)
		}
	}
	if kept := h.plans.Len(); kept != plansKept {
		t.Errorf("%d plans are kept", kept)
	}
}

// An operation that is refused is not remembered, and a plan keeps nothing of the values it was made with.
func TestNoValueIsRemembered(t *testing.T) {
	h := anyHouse(t)
	question := h.mustQuestion(t, `query ($id: ID!) { book(id: $id) { id } }`, map[string]any{"id": "bk_" + h.world.with("book", "id")})
	h.Answer(t.Context(), question)
	question.Variables = map[string]any{"id": "rubbish"}
	if answer := h.Answer(t.Context(), question); len(answer.Faults) != 1 {
		t.Error("the plan answers with the value that it was made with")
	}
	h.plans.Purge()
	h.Answer(t.Context(), h.mustQuestion(t, `{ books(first: 1, last: 1) { totalCount } }`, nil))
	if h.plans.Len() != 0 {
		t.Error("a refusal is remembered")
	}
}

// watched passes statements on and keeps them.
type watched struct {
	Reader
	seen []postgres.Statement
}

func (w *watched) Read(ctx context.Context, statement postgres.Statement) ([]byte, []bool, error) {
	w.seen = append(w.seen, statement)
	return w.Reader.Read(ctx, statement)
}

// What is asked once is not worth preparing; the second time it is. What is found by key alone says so.
func TestStatementsArePreparedTheSecondTime(t *testing.T) {
	h := anyHouse(t)
	watched := &watched{Reader: h.reader}
	h.reader = watched
	byKey := h.mustQuestion(t, `query ($r: String!) { book(reference: $r) { pages library { open } authors { name } } }`, map[string]any{"r": "book-1"})
	list := h.mustQuestion(t, `{ books(filter: {inPrint: true}) { totalCount } }`, nil)
	for range 3 {
		h.Answer(t.Context(), byKey)
		h.Answer(t.Context(), list)
	}
	for i, statement := range watched.seen {
		if statement.Prepare != (i >= 2) {
			t.Errorf("statement %d: prepared is %v", i, statement.Prepare)
		}
		if statement.ByKey != (i%2 == 0) {
			t.Errorf("statement %d: by key is %v", i, statement.ByKey)
		}
	}
	if len(watched.seen) != 6 {
		t.Errorf("%d statements", len(watched.seen))
	}
}

// A plan serves many questions at once.
func TestManyAtOnce(t *testing.T) {
	h := anyHouse(t)
	question := h.mustQuestion(t, `query ($r: String!) { book(reference: $r) { reference pages } books(first: 3) { nodes { reference } } }`, map[string]any{"r": "book-1"})
	asked := make([]chan string, 12)
	for i := range asked {
		asked[i] = make(chan string, 1)
		mine := question
		mine.Variables = map[string]any{"r": fmt.Sprintf("book-%d", i%6)}
		go func() { asked[i] <- compact(t, h.Answer(t.Context(), mine).Data) }()
	}
	for i, answer := range asked {
		mine := question
		mine.Variables = map[string]any{"r": fmt.Sprintf("book-%d", i%6)}
		if got, expected := <-answer, h.reference(mine).answer(); got != expected {
			t.Errorf("got %s, expected %s", got, expected)
		}
	}
}
