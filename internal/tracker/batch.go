package tracker

import (
	"cmp"
	"context"

	"github.com/suivi-project/suivi/internal/fault"
)

// Batch is what one command records. Its lists are taken in the order of its fields, and each from its first item on: a record may name
// any that is there already, and any that comes before it.
type Batch struct {
	Organisations   []Organisation
	Places          []Place
	Programmes      []Programme
	Accounts        []Account
	Grants          []Grant
	Studies         []Study
	Workshops       []Workshop
	Recommendations []Recommendation
	Positions       []PositionStatement
	FollowUps       []FollowUp
}

// Record records a batch, as one command with one place in the ledger. It needs an account that edits what each record is kept by; an
// administrator may record everything, and nobody else organisations, places and programmes of their own. Besides what a field wants
// (BAD_ARGUMENT, BAD_DATE, BAD_LANGUAGE), it answers UNKNOWN_REFERENCE for a record that is not there, REFUSED where a rule of the record
// stands against it, and FORBIDDEN where the account may not write.
func (t *Tracker) Record(ctx context.Context, request Request, batch Batch) (Receipt, error) {
	if err := batch.check(); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, "RECORD", batch, func(c *command) {
		recordEach(c, "organisations", batch.Organisations)
		recordEach(c, "places", batch.Places)
		recordEach(c, "programmes", batch.Programmes)
		recordEach(c, "accounts", batch.Accounts)
		recordEach(c, "grants", batch.Grants)
		recordEach(c, "studies", batch.Studies)
		recordEach(c, "workshops", batch.Workshops)
		recordEach(c, "recommendations", batch.Recommendations)
		recordEach(c, "positions", batch.Positions)
		recordEach(c, "followUps", batch.FollowUps)
	})
}

func (b Batch) check() error {
	if b.count() == 0 {
		return fault.New(fault.BadArgument, "There is nothing to record. Give at least one record.")
	}
	return cmp.Or(
		checkEach("organisations", b.Organisations),
		checkEach("places", b.Places),
		checkEach("programmes", b.Programmes),
		checkEach("accounts", b.Accounts),
		checkEach("grants", b.Grants),
		checkEach("studies", b.Studies),
		checkEach("workshops", b.Workshops),
		checkEach("recommendations", b.Recommendations),
		checkEach("positions", b.Positions),
		checkEach("followUps", b.FollowUps),
	)
}

func (b Batch) count() int {
	return len(b.Organisations) + len(b.Places) + len(b.Programmes) + len(b.Accounts) + len(b.Grants) + len(b.Studies) +
		len(b.Workshops) + len(b.Recommendations) + len(b.Positions) + len(b.FollowUps)
}

// recordEach records the items of one list, and inserts them before the next list looks for them.
func recordEach[Item interface{ record(*command, path) }](c *command, at path, items []Item) {
	for i, item := range items {
		if c.err != nil {
			return
		}
		item.record(c, at.item(i))
	}
	c.flush()
}
