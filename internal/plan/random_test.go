package plan

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
)

// operationsPerRun is how many operations each run makes up, over one library of its own.
const operationsPerRun = 300

// Whatever is asked, the planner answers what the specification's algorithm answers over the same rows, in one statement.
func TestEveryAnswerIsTheReferences(t *testing.T) {
	random := newRandom(t)
	h := openHouse(t, random)
	g := &generator{dice: dice{random}, schema: h.mapping.schema, world: h.world}
	for asked, invalid := 0, 0; asked < operationsPerRun; {
		text, values := g.operation()
		question, err := h.generated(text, values)
		if err != nil {
			if invalid++; invalid > 10*operationsPerRun {
				t.Fatalf("hardly anything that is made up is valid: %v\n%s", err, text)
			}
			continue
		}
		asked++
		h.mustAgree(t, text, question)
		if t.Failed() {
			return
		}
	}
}

// mustAgree asks the planner and the reference.
func (h *house) mustAgree(t *testing.T, text string, question Question) {
	t.Helper()
	reference := h.reference(question)
	expected := reference.answer()
	h.statements.take()
	answer := h.Answer(t.Context(), question)
	if sent := h.statements.take(); len(sent) != 1 {
		t.Errorf("%d statements for one operation:\n%s\n%s", len(sent), text, sent)
	}
	for _, found := range answer.Faults {
		if found.Code != fault.NotFound || answer.Data == nil {
			t.Errorf("%v\n%s\n%s", found, text, written(question.Variables))
		}
	}
	if len(answer.Faults) != reference.missing {
		t.Errorf("%d records were not found, and %d faults say so:\n%s", reference.missing, len(answer.Faults), text)
	}
	if got := withoutSeals(compact(t, answer.Data)); got != expected {
		t.Errorf("%s\n%s\nexpected %s\ngot      %s", text, written(question.Variables), expected, got)
	}
}

func compact(t testing.TB, data []byte) string {
	t.Helper()
	if data == nil {
		return ""
	}
	var compacted bytes.Buffer
	if err := json.Compact(&compacted, data); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	return compacted.String()
}

func written(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
