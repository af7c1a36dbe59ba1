package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Rewording is what a recommendation says from now on. What it said before stays in the record.
type Rewording struct {
	Recommendation Ref
	Version        int
	Wording
}

// RewordRecommendation gives a recommendation a new wording, on the day on which it was stated: that of the workshop that stated it, else today, where
// none is given.
func (t *Tracker) RewordRecommendation(ctx context.Context, request Request, rewording Rewording) (Receipt, error) {
	return t.run(ctx, request, "REWORD_RECOMMENDATION", rewording, func(c *command) {
		id := c.seize("recommendation", "", rewording.Recommendation, rewording.Version)
		c.touch("recommendation", "recommendation", id)
		c.reword("", id, rewording.Wording)
	})
}

// touch gives a record a new version, where something is hung on it that changes what it says.
func (c *command) touch(noun string, at path, id uuid.UUID) { c.change(noun, at, id, map[string]any{}) }

// reword gives a recommendation a wording that holds from its day on.
func (c *command) reword(at path, recommendation uuid.UUID, wording Wording) {
	if c.err != nil {
		return
	}
	c.fail(wording.check(at))
	if wording.StatedOn == nil {
		wording.StatedOn = c.statedOn(at.to("workshop"), wording.Workshop)
	}
	if before := c.lastWording(recommendation); c.err == nil && before != nil && wording.StatedOn.Before(*before) {
		c.fail(fault.About(string(at.to("statedOn")), fault.BadDate, "The wording that holds was stated on %s: a new one is of that day or a later one.", before))
	}
	of := c.findSubject(at.to("recommendation"), ByID(recommendation))
	c.word(at, recommendation, keeping{of.keeper, record.VisibilityDesk}, wording)
}

// statedOn is the last day on which a workshop can have stated something, or today where none did.
func (c *command) statedOn(at path, workshop Ref) *record.Date {
	today := c.today
	if id := c.findAny("workshop", at, workshop); id != nil && c.err == nil {
		if last := one[record.Workshop](c, *id).HeldTo; last != nil && last.Before(today) {
			return last
		}
	}
	return &today
}

// lastWording is the day of the last wording of a recommendation that has a day; nil for none.
func (c *command) lastWording(recommendation uuid.UUID) *record.Date {
	dated := there[record.Wording](c, "stated_on desc, id", "recommendation_id = ? and stated_on is not null", recommendation)
	if len(dated) == 0 {
		return nil
	}
	return dated[0].StatedOn
}

// RolledForward is a recommendation that a later workshop says again, in other words where a text is given.
type RolledForward struct {
	Recommendation Ref
	Version        int
	Workshop       Ref
	Reference      string // what the workshop calls it; none where empty
	Text           record.Text
}

// RollForward records that a later workshop said a recommendation again. It stays one recommendation.
func (t *Tracker) RollForward(ctx context.Context, request Request, rolled RolledForward) (Receipt, error) {
	return t.run(ctx, request, "ROLL_FORWARD", rolled, func(c *command) {
		id := c.seize("recommendation", "", rolled.Recommendation, rolled.Version)
		c.touch("recommendation", "recommendation", id)
		meeting := c.heldMeeting("workshop", rolled.Workshop)
		c.rollForward("", id, meeting, rolled.Reference)
		if len(rolled.Text) > 0 {
			c.reword("", id, Wording{Kind: record.AmendedWording, Text: rolled.Text, Workshop: ByID(meeting.ID)})
		}
	})
}

// heldMeeting finds a workshop that said or decided something, so that it took place.
func (c *command) heldMeeting(at path, ref Ref) record.Workshop {
	id := c.find("workshop", at, ref)
	if c.err != nil {
		return record.Workshop{}
	}
	meeting := one[record.Workshop](c, id)
	if meeting.State == record.WorkshopPlanned || meeting.State == record.WorkshopCancelled {
		c.fail(fault.About(string(at), fault.Refused, "A gathering that was not held has said nothing: it is %s.", meeting.State))
	}
	return meeting
}

// rollForward records that a meeting said a recommendation again.
func (c *command) rollForward(at path, recommendation uuid.UUID, meeting record.Workshop, reference string) {
	if c.err != nil {
		return
	}
	was := one[record.Recommendation](c, recommendation)
	first := orZero(was.WorkshopID) == meeting.ID
	if first || was.MadeOn != nil && meeting.HeldTo != nil && meeting.HeldTo.Before(*was.MadeOn) {
		c.fail(fault.About(string(at.to("workshop")), fault.Refused, "A gathering says again what was recommended before it."))
	}
	repetition := Repetition{Recommendation: ByID(recommendation), Workshop: ByID(meeting.ID), Reference: reference}
	if meeting.HeldPrecision == record.ToTheDay {
		repetition.StatedOn = meeting.HeldTo
	}
	c.fail(repetition.check(at))
	repetition.record(c, at)
}
