package tracker_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// asker asks a house as the public does, or as an account, whatever a question costs.
type asker struct {
	house
	schema  *ast.Schema
	planner *plan.Planner
	who     *plan.Asker // the public where nil
}

// identified lets the planner know accounts.
func (h house) identified(accounts ...uuid.UUID) {
	h.Helper()
	for _, account := range accounts {
		_, _, err := h.Identify(h.Context(), byAdministrator, tracker.Identity{Account: account, Issuer: issuer, Subject: account.String()})
		if err != nil {
			h.Fatal(err)
		}
	}
}

const issuer = "https://login.example.org"

// as asks in the name of an account.
func (a asker) as(account uuid.UUID) asker {
	a.who = &plan.Asker{Issuer: issuer, Subject: account.String()}
	return a
}

func (h house) asker() asker {
	h.Helper()
	catalogue, err := plan.ReadCatalogue(h.Context(), h.suivi.Public())
	if err != nil {
		h.Fatal(err)
	}
	a := asker{house: h, schema: graph.NewExecutableSchema(graph.Config{}).Schema()}
	a.planner, err = plan.New(plan.Options{
		Schema: a.schema, Models: record.Models(), IDPrefixes: record.IDPrefix, Catalogue: catalogue, Reader: h.suivi, Secret: []byte("for the tests alone"),
	})
	if err != nil {
		h.Fatal(err)
	}
	return a
}

// reply is what is answered, and the codes of what is refused, with what was said about it.
type reply struct {
	data     string
	codes    []string
	messages []string
}

func (a asker) post(query string, variables map[string]any) (answered reply) {
	a.Helper()
	document, faults := gqlparser.LoadQueryWithRules(a.schema, query, nil)
	if document == nil {
		a.Fatalf("%s: %v", query, faults)
	}
	operation := document.Operations[0]
	coerced, err := validator.VariableValues(a.schema, operation, variables)
	if err != nil {
		a.Fatalf("%s: %v", query, err)
	}
	answer := a.planner.Answer(a.Context(), plan.Question{Operation: operation, Fragments: document.Fragments, Variables: coerced, Asker: a.who})
	for _, fault := range answer.Faults {
		answered.codes = append(answered.codes, string(fault.Code))
		answered.messages = append(answered.messages, fault.Message)
	}
	answered.data = string(answer.Data)
	return answered
}

// ask asks a question that must be answered, and reads the answer into an any.
func (a asker) ask(query string, variables map[string]any) (answer map[string]any) {
	a.Helper()
	answered := a.post(query, variables)
	if len(answered.codes) > 0 {
		a.Fatalf("%s: %v", query, answered.codes)
	}
	if err := json.Unmarshal([]byte(answered.data), &answer); err != nil {
		a.Fatalf("%s: %v", answered.data, err)
	}
	return answer
}

// found are the references of a list's records, in the order of the list.
func (a asker) found(list string, filter map[string]any) (references []string) {
	a.Helper()
	kind := a.schema.Query.Fields.ForName(list).Arguments.ForName("filter").Type.String()
	answer := a.ask("query ($filter: "+kind+") { "+list+"(filter: $filter, first: 100) { nodes { reference } } }", map[string]any{"filter": filter})
	for _, node := range answer[list].(map[string]any)["nodes"].([]any) {
		references = append(references, node.(map[string]any)["reference"].(string))
	}
	return references
}

// shared runs a test's promises about one house.
func (a asker) promise(name string, keep func(asker)) {
	a.Helper()
	a.Run(name, func(t *testing.T) {
		keep(asker{house{t, a.Tracker, a.suivi, a.owner}, a.schema, a.planner, a.who})
	})
}
