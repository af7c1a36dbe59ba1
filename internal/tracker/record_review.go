package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Review is what a meeting made of the recommendations on its agenda.
type Review struct {
	Workshop Ref
	StatedBy *Source // who says how far each has come; the body that meets where nil
	Items    []ReviewItem
}

// ReviewItem is what a meeting made of one recommendation.
type ReviewItem struct {
	Recommendation Ref
	Version        int
	Decision       record.ReviewDecisionKind
	Implementation record.Implementation // how far it has come, as the meeting sees it; nothing is said of that where empty
	Note           record.Text           // what there is to say of that; the reason of what is closed or referred
	Text           record.Text           // how it is worded from now on: AMENDED needs it, REFERRED can have it
	RollForward    bool                  // the meeting says it again as well; what is carried over always is
	Addressees     []Addressee           // who is asked instead: of REFERRED, and of no other
	Reference      string                // of what is asked of them
}

// RecordReview records what a meeting made of its whole agenda, as one command. What the review of the meeting then shows follows from what is
// recorded here: what was carried over is said again, what was amended has a new wording, what was closed is implemented or has ended, and what was
// referred has ended, with a new recommendation to others in its place. It needs a meeting that was held on days that are known.
func (t *Tracker) RecordReview(ctx context.Context, request Request, review Review) (Receipt, error) {
	receipt, err := t.run(ctx, request, "RECORD_REVIEW", review, func(c *command) {
		if len(review.Items) == 0 {
			c.fail(fault.About("items", fault.BadArgument, "Say of at least one recommendation what was made of it."))
		}
		meeting := c.heldMeeting("workshop", review.Workshop)
		if c.err != nil {
			return
		}
		c.about = meeting.ID
		if meeting.HeldPrecision != record.ToTheDay {
			c.fail(fault.About("workshop", fault.Refused, "The days of the meeting are not known. Say first when it was held."))
		}
		c.fail(checkEach("items", review.Items))
		by := c.reviewer(meeting, review.StatedBy)
		for i, item := range review.Items {
			c.reviewed(path("items").item(i), meeting, by, item)
			c.flush()
		}
		c.about = meeting.ID
	})
	return receipt, ofNoun("recommendation", err)
}

func (i ReviewItem) check(at path) error {
	closes := i.Implementation == record.Implemented || i.Implementation == record.ImplementedOtherwise
	wrong := func(field, message string) error {
		return fault.About(string(at.to(field)), fault.BadArgument, "%s", message)
	}
	switch {
	case i.Decision == record.Amended && len(i.Text) == 0:
		return wrong("text", "What is AMENDED is worded anew: say how.")
	case len(i.Text) > 0 && i.Decision != record.Amended && i.Decision != record.Referred:
		return wrong("text", "Only what is AMENDED or REFERRED is worded anew.")
	case i.Decision == record.Referred && len(i.Addressees) == 0:
		return wrong("addressees", "What is REFERRED is asked of others: say of whom.")
	case i.Decision != record.Referred && (len(i.Addressees) > 0 || i.Reference != ""):
		return wrong("addressees", "Only what is REFERRED is asked of others.")
	case i.Decision == record.DecidedClosed && i.Implementation != "" && !closes:
		return wrong("implementation", "What is CLOSED is implemented, or has ended: then nothing is said of how far it has come.")
	case closes && i.Decision != record.DecidedClosed:
		return wrong("decision", "What is implemented is CLOSED.")
	}
	if i.Decision == record.DecidedClosed || i.Decision == record.Referred {
		return checkSomeText(at.to("note"), i.Note)
	}
	return checkText(at.to("note"), i.Note)
}

// reviewer is who says how far each recommendation has come.
func (c *command) reviewer(meeting record.Workshop, by *Source) Source {
	if by != nil {
		c.fail(by.check("statedBy"))
		return *by
	}
	if meeting.SeriesID != nil && c.err == nil {
		if body := one[record.WorkshopSeries](c, *meeting.SeriesID).OrganisationID; body != nil {
			c.learn("organisation", ByID(*body), *body)
			return Source{Organisation: ByID(*body)}
		}
	}
	return Source{}
}

// reviewed records what a meeting made of one recommendation.
func (c *command) reviewed(at path, meeting record.Workshop, by Source, item ReviewItem) {
	step := Step{item.Recommendation, item.Version, meeting.HeldTo}
	was := c.seized(at, step)
	c.onTheAgenda(at.to("recommendation"), was, meeting)
	if item.Decision == record.Referred || item.Decision == record.DecidedClosed && item.Implementation == "" {
		c.closed(at, meeting, LastStep{step, item.Note}, was, item)
		return
	}
	c.touch("recommendation", at.to("recommendation"), was.ID)
	if item.Implementation != "" {
		c.reviewSays(at, meeting, by, was, item)
	}
	if item.Decision == record.Amended {
		c.reword(at, was.ID, Wording{Kind: record.AmendedWording, Text: item.Text, StatedOn: meeting.HeldTo, Workshop: ByID(meeting.ID)})
	}
	if item.Decision == record.CarriedOver || item.RollForward {
		c.rollForward(at, was.ID, meeting, "")
	}
}

// onTheAgenda fails the command where a meeting has not to do with a recommendation: those of earlier meetings of its series are on its agenda.
func (c *command) onTheAgenda(at path, was record.Recommendation, meeting record.Workshop) {
	if c.err != nil {
		return
	}
	var siblings int64
	c.fail(c.tx.Table("workshop").Where("id = ? and id <> ? and series_id = ?", was.WorkshopID, meeting.ID, meeting.SeriesID).Count(&siblings).Error)
	if siblings == 0 {
		c.fail(fault.About(string(at), fault.Refused, "It is not on the agenda of the meeting: an earlier meeting of the same series has not made it."))
	}
}

// reviewSays records how far a recommendation has come, as a meeting sees it.
func (c *command) reviewSays(at path, meeting record.Workshop, by Source, was record.Recommendation, item ReviewItem) {
	if c.err != nil {
		return
	}
	said := FollowUp{
		Recommendation: ByID(was.ID), AsOf: *meeting.HeldTo, Implementation: item.Implementation, Assurance: record.Reported, Note: item.Note,
		StatedBy: by, Accepted: true,
	}
	if item.Decision == record.DecidedClosed {
		said.Reason = item.Note
	}
	if by.Organisation != (Ref{}) && c.isOneOf(c.findAny("organisation", "statedBy.organisation", by.Organisation), c.findSubject(at, ByID(was.ID)).addressees) {
		said.Assurance = record.Claimed
	}
	if by.check("statedBy") != nil {
		c.fail(fault.About("statedBy", fault.BadArgument, "Say who reviewed how far each has come: no body is known that meets here."))
		return
	}
	c.fail(said.check(at))
	said.record(c, at)
}

// closed ends a recommendation at a meeting, and records what is asked of others instead.
func (c *command) closed(at path, meeting record.Workshop, last LastStep, was record.Recommendation, item ReviewItem) {
	if item.Decision != record.Referred {
		c.finish(at, last, was, record.NoLongerApplicable, nil)
		return
	}
	if c.err != nil {
		return
	}
	text := item.Text
	if len(text) == 0 {
		text = firstWritten(was.Text)
	}
	instead := c.part(at, Recommendation{
		Entry: Entry{Reference: item.Reference}, Wordings: []Wording{{Kind: record.FinalWording, Text: text, StatedOn: meeting.HeldTo, Workshop: ByID(meeting.ID)}},
		Workshop: ByID(meeting.ID), Addressees: item.Addressees,
	}, was, *meeting.HeldTo)
	c.finish(at, last, was, record.Superseded, []uuid.UUID{instead})
}

// firstWritten is a text with one original. What a recommendation says can have several: each wording was first written in a language of its own.
func firstWritten(text record.Text) record.Text {
	said, original := record.Text{}, false
	for _, language := range sortedKeys(text) {
		translation := text[language]
		if translation.State == record.Original {
			if original {
				translation.State = record.Reviewed
			}
			original = true
		}
		said[language] = translation
	}
	return said
}
