package plan

import (
	"context"
	"fmt"
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

// notes is a reader that notes whom a statement is read for.
type notes struct {
	asked []*Asker
	err   error
}

func (n *notes) Read(_ context.Context, statement postgres.Statement) ([]byte, []bool, error) {
	n.asked = append(n.asked, statement.Asker)
	return []byte(`{}`), nil, n.err
}

func TestAStatementIsReadForWhoeverAsks(t *testing.T) {
	h, reader := anyHouse(t), &notes{}
	h.reader = reader
	one, other := &Asker{Subject: "one"}, &Asker{Subject: "other"}
	question := h.mustQuestion(t, `{ books { totalCount } }`, nil)
	for _, asker := range []*Asker{one, nil, other, one, nil} { // one plan for all
		question.Asker = asker
		if answer := h.Answer(t.Context(), question); !answer.Read || len(answer.Faults) > 0 {
			t.Errorf("%+v", answer)
		}
		if got := reader.asked[len(reader.asked)-1]; got != asker {
			t.Errorf("read for %v, want %v", got, asker)
		}
	}
	refused := h.mustQuestion(t, `{ books(first: -1) { totalCount } }`, nil)
	if answer := h.Answer(t.Context(), refused); answer.Read || len(reader.asked) != 5 {
		t.Errorf("what was refused was read: %+v", answer)
	}
}

func TestWhoIsNotSignedInIsTold(t *testing.T) {
	h := anyHouse(t)
	h.reader = &notes{err: fmt.Errorf("read: %w", postgres.ErrNotSignedIn)}
	answer := h.Answer(t.Context(), h.mustQuestion(t, `{ books { totalCount } }`, nil))
	if answer.Read || answer.Data != nil || len(answer.Faults) != 1 || answer.Faults[0].Code != fault.Unauthenticated {
		t.Errorf("%+v", answer)
	}
}
