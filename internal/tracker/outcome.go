package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Outcome is what came of a workshop where nothing was recommended.
type Outcome struct {
	Kind     record.OutcomeKind
	Text     record.Text
	StatedOn *record.Date // not known where nil
	StatedBy *Source      // not known where nil
	DueOn    *record.Date // the day by which it is to happen; none where nil
}

func (o Outcome) check(at path) error {
	err := cmp.Or(checkSomeText(at.to("text"), o.Text), checkOrder(at.to("dueOn"), o.StatedOn, o.DueOn))
	if err != nil || o.StatedBy == nil {
		return err
	}
	return o.StatedBy.check(at.to("statedBy"))
}

func (w Workshop) recordOutcomes(c *command, at path, id uuid.UUID, k keeping) {
	for i, outcome := range w.Outcomes {
		c.notFuture(at.item(i).to("statedOn"), outcome.StatedOn)
		add(c, record.Outcome{
			Linked: c.linked(k), WorkshopID: id, Ordinal: i + 1, Kind: outcome.Kind, Text: outcome.Text, StatedOn: outcome.StatedOn,
			DueOn: outcome.DueOn, StatedByID: c.anySource(at.item(i).to("statedBy"), k, outcome.StatedBy),
		})
	}
}
