package tracker

import (
	"cmp"
	"context"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// Revelation asks to be shown what is confidential of a source.
type Revelation struct {
	Source Ref    // by its id
	Reason string // why it is needed, which the ledger keeps
}

// mostReason is how long a reason can be.
const mostReason = 1000

func (r Revelation) check(at path) error {
	return cmp.Or(checkNamed(at.to("source"), r.Source), checkName(at.to("reason"), r.Reason, mostReason))
}

// checkNamed wants a record by its id, where any kind of record could be meant.
func checkNamed(at path, named Ref) error {
	if named == ByID(named.ID) && named != (Ref{}) {
		return nil
	}
	return fault.About(string(at), fault.BadID, "Name it by its id, as an answer gave it.")
}

// RevealSource shows what is confidential of a source to an account that edits or verifies what its keeper keeps, or is an administrator's (FORBIDDEN). It is
// shown what the ledger tells that it was, and nothing before: who saw it and why stays. The receipt tells its `id` and its `name`. It answers UNKNOWN_REFERENCE where there is no such source.
func (t *Tracker) RevealSource(ctx context.Context, request Request, revelation Revelation) (receipt Receipt, err error) {
	if err := revelation.check(""); err != nil {
		return Receipt{}, err
	}
	receipt, err = t.run(ctx, request, "REVEAL_SOURCE", revelation, func(c *command) {
		c.about = revelation.Source.ID
		touched, err := postgres.Reveal(c.tx, c.id, revelation.Source.ID, revelation.Reason)
		c.intervened("source", touched, err)
	})
	if err != nil {
		return receipt, err
	}
	err = t.look(ctx, request.Account, func(c *command) {
		revealed, err := postgres.Revealed(c.tx, receipt.Position)
		c.fail(err)
		if len(revealed) == 0 {
			c.fail(forbidden("source"))
			return
		}
		receipt.Told = map[string]any{"id": record.PublicID("Source", revealed[0].SourceID), "name": revealed[0].Name}
	})
	return receipt, err
}

// intervened goes on from what the database wrote.
func (c *command) intervened(at path, touched []string, err error) {
	if c.fail(err); c.err != nil {
		return
	}
	if touched == nil {
		c.fail(unknown(at, "record"))
	}
	for _, table := range touched {
		c.touched[table] = true
	}
}

// Erasure asks to have erased what a record says of persons.
type Erasure struct {
	Record Ref      // by its id: a source, a participation, a follow-up, a piece of evidence, a story of change, an account
	Fields []string // which fields, such as name, role or quote; all that are about persons where empty
	Reason string   // why, which the ledger keeps
}

func (e Erasure) check(at path) error {
	return cmp.Or(checkNamed(at.to("record"), e.Record), checkName(at.to("reason"), e.Reason, mostReason))
}

// Erase puts the word «erased» in the place of what a record says of persons, for good: where it is shown, where it is searched, and where the ledger could
// tell of it. That it was there and was erased, by whom and why, stays. It needs an account that edits the programme that keeps the record, or an
// administrator's (FORBIDDEN), and answers UNKNOWN_REFERENCE where there is no such record, and REFUSED where nothing of it is about persons.
func (t *Tracker) Erase(ctx context.Context, request Request, erasure Erasure) (Receipt, error) {
	if err := erasure.check(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, "ERASE", erasure, func(c *command) {
		c.about = erasure.Record.ID
		touched, err := postgres.Erase(c.tx, c.id, erasure.Record.ID, erasure.Fields, erasure.Reason)
		c.intervened("record", touched, err)
		if c.err == nil && len(touched) == 0 {
			c.fail(fault.About("fields", fault.Refused, "There is nothing there that is about a person, or it was erased before."))
		}
	})
}
