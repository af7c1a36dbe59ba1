package tracker_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/record"
)

// reader asks a house what the public asks: what was written by one road is read by the other.
type reader struct {
	house
	schema  *ast.Schema
	planner *plan.Planner
}

type values = map[string]any

func (h house) reader() reader {
	h.Helper()
	catalogue, err := plan.ReadCatalogue(h.Context(), h.suivi.Public())
	if err != nil {
		h.Fatal(err)
	}
	r := reader{house: h, schema: graph.NewExecutableSchema(graph.Config{}).Schema()}
	r.planner, err = plan.New(plan.Options{
		Schema: r.schema, Models: record.Models(), IDPrefixes: record.IDPrefix, Catalogue: catalogue, Reader: h.suivi, Secret: []byte("for the tests alone"),
	})
	if err != nil {
		h.Fatal(err)
	}
	return r
}

// promise keeps one promise in a house that is read.
func (r reader) promise(name string, keep func(reader)) {
	r.Helper()
	r.Run(name, func(t *testing.T) { keep(reader{house{t, r.Tracker, r.suivi, r.owner}, r.schema, r.planner}) })
}

func (r reader) answer(query string, variables values) plan.Answer {
	r.Helper()
	document, faults := gqlparser.LoadQueryWithRules(r.schema, query, nil)
	if document == nil {
		r.Fatal(faults)
	}
	read, err := validator.VariableValues(r.schema, document.Operations[0], variables)
	if err != nil {
		r.Fatal(err)
	}
	return r.planner.Answer(r.Context(), plan.Question{Operation: document.Operations[0], Fragments: document.Fragments, Variables: read})
}

// read is an answer, and there must be one.
func (r reader) read(query string, variables values) any {
	r.Helper()
	answer := r.answer(query, variables)
	for _, refusal := range answer.Faults {
		r.Fatalf("%s %s: %s %v", refusal.Code, refusal.Argument, refusal.Message, refusal.Unwrap())
	}
	var data any
	if err := json.Unmarshal(answer.Data, &data); err != nil {
		r.Fatal(err)
	}
	return data
}

// refused checks that a question is refused with a code.
func (r reader) refused(code fault.Code, query string, variables values) {
	r.Helper()
	answer := r.answer(query, variables)
	if len(answer.Faults) != 1 || answer.Faults[0].Code != code {
		r.Errorf("%s %v: got %v, want %s", query, variables, answer.Faults, code)
	}
}

// at is a part of an answer, at a path such as "workshop.review.nodes.0".
func at(whole any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch within := whole.(type) {
		case values:
			whole = within[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(within) {
				return nil
			}
			whole = within[i]
		default:
			return nil
		}
	}
	return whole
}

// says is a part of an answer in short: as JSON, without quotes.
func says(whole any, path string) string {
	encoded, err := json.Marshal(at(whole, path))
	if err != nil {
		return err.Error()
	}
	return strings.ReplaceAll(string(encoded), `"`, "")
}
