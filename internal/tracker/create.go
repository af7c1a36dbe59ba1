package tracker

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
)

// Create records a batch that holds one record, and answers as Record does. A refusal names the fields of that record.
func (t *Tracker) Create(ctx context.Context, request Request, batch Batch) (Receipt, error) {
	receipt, err := t.record(ctx, request, "CREATE", batch, func(c *command) { c.about = c.first })
	return receipt, ofTheOnly(batch, err)
}

// ofTheOnly gives the fault of a batch that holds one record the path within that record.
func ofTheOnly(batch Batch, err error) error {
	refusal, is := errors.AsType[*fault.Error](err)
	if !is {
		return err
	}
	for _, list := range batch.lists() {
		if list.count() == 0 {
			continue
		}
		if rest, within := strings.CutPrefix(refusal.Argument, list.name()); within {
			refusal.Argument = strings.TrimPrefix(strings.TrimPrefix(rest, ".0"), ".")
		}
	}
	return refusal
}

// begun remembers the first record that a command makes.
func (c *command) begun(id uuid.UUID) {
	if c.first == uuid.Nil {
		c.first = id
	}
}
