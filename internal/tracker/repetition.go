package tracker

import (
	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Repetition says, to record, that a later gathering said a recommendation again. It is kept with the recommendation.
type Repetition struct {
	Recommendation Ref
	Reference      string       // how the later gathering refers to it; none where empty
	Workshop       Ref          // where it was said again
	StatedOn       *record.Date // not known where nil
	StatedBy       *Source      // not known where nil
}

const repetitionRule = "Say where it was said again: the workshop, the day or who said it."

func (r Repetition) check(at path) error {
	if r.Workshop == (Ref{}) && r.StatedOn == nil && r.StatedBy == nil {
		return fault.About(string(at), fault.BadArgument, repetitionRule)
	}
	if r.StatedBy == nil {
		return nil
	}
	return r.StatedBy.check(at.to("statedBy"))
}

func (r Repetition) record(c *command, at path) {
	of := c.findSubject(at.to("recommendation"), r.Recommendation)
	c.notFuture(at.to("statedOn"), r.StatedOn)
	k := keeping{of.keeper, record.VisibilityDesk}
	add(c, record.Repetition{
		Linked: c.linked(k), RecommendationID: of.id, Reference: orNil(r.Reference), StatedOn: r.StatedOn,
		WorkshopID: c.findAny("workshop", at.to("workshop"), r.Workshop),
		StatedByID: c.anySource(at.to("statedBy"), k, r.StatedBy),
	})
}
