package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// FollowUp is a dated statement, to record, of what came of a recommendation, of one addressee's part of it or of one action. It is kept with
// the recommendation.
type FollowUp struct {
	Entry
	Recommendation Ref
	Addressee      Ref // whose part it is about, by its id or by the reference of its organisation; the whole where none
	Action         Ref // the action that it is about; its owner is the addressee
	AsOf           record.Date
	Implementation record.Implementation
	Assurance      record.Assurance
	Note           record.Text
	Reason         record.Text // why it closes the matter, where no evidence shows it
	StatedBy       Source
	Evidence       []Evidence
	Contests       Ref  // the accepted follow-up of the same recommendation that it contests
	Accepted       bool // accepted at once by the editor who records it; else submitted

	mends *uuid.UUID // the returned follow-up in whose place its author states this
}

func (f FollowUp) check(at path) error {
	return cmp.Or(
		f.Entry.check(at),
		f.checkSaid(at),
		f.StatedBy.check(at.to("statedBy")),
		f.checkDispute(at.to("contests")),
	)
}

// checkSaid checks what is said, whoever says it.
func (f FollowUp) checkSaid(at path) error {
	return cmp.Or(f.checkWords(at), f.checkSaysSomething(at.to("implementation")), f.checkClosing(at.to("reason")))
}

func (f FollowUp) checkWords(at path) error {
	return cmp.Or(
		checkText(at.to("note"), f.Note),
		checkText(at.to("reason"), f.Reason),
		checkEach(at.to("evidence"), f.Evidence),
	)
}

func (f FollowUp) checkSaysSomething(at path) error {
	if f.Implementation == record.NoInformation {
		return fault.About(string(at), fault.BadArgument, "No information is what holds where nobody has stated anything: record no follow-up.")
	}
	return nil
}

func (f FollowUp) checkClosing(at path) error {
	closes := f.Implementation == record.Implemented || f.Implementation == record.ImplementedOtherwise
	if closes && len(f.Reason) == 0 && len(f.Evidence) == 0 {
		return fault.About(string(at), fault.Refused, "Closing as implemented needs evidence that shows it, or a reason.")
	}
	return nil
}

func (f FollowUp) checkDispute(at path) error {
	if f.Assurance == record.Disputed && f.Contests == (Ref{}) {
		return fault.About(string(at), fault.BadArgument, "A follow-up of assurance DISPUTED names the follow-up that it contests.")
	}
	return nil
}

func (f FollowUp) record(c *command, at path) {
	of := c.findSubject(at.to("recommendation"), f.Recommendation)
	action, addressee := f.about(c, at, of)
	c.notFuture(at.to("asOf"), &f.AsOf)
	f.standsBehind(c, at, concerned(of, addressee))
	f.write(c, at, of, action, addressee)
}

// write writes a follow-up and what supports it.
func (f FollowUp) write(c *command, at path, of subject, action, addressee *uuid.UUID) uuid.UUID {
	k, state := keeping{of.keeper, record.VisibilityDesk}, record.FollowUpSubmitted
	if f.Accepted {
		k, state = of.keeping, record.FollowUpAccepted
	}
	id := c.begin("follow_up", f.Entry)
	source := c.source(at.to("statedBy"), k, f.StatedBy)
	add(c, record.FollowUp{
		Kept: c.kept(id, k), Reference: orNil(f.Reference), RecommendationID: of.id, AddresseeID: addressee, ActionID: action, State: state, AsOf: f.AsOf,
		Implementation: f.Implementation, Assurance: f.Assurance, Note: f.Note, Reason: f.Reason, StatedByID: source,
		ContestsID: c.findContested(at.to("contests"), of, f.Contests), MendsID: f.mends, AuthorID: c.author,
	})
	for i, evidence := range f.Evidence {
		evidence.record(c, at.to("evidence").item(i), id, k)
	}
	c.cite(id, k, f.Citations)
	if f.Accepted {
		k.visibility = record.VisibilityDesk
		add(c, record.FollowUpDecision{Kept: c.kept(c.newID(), k), FollowUpID: id, State: record.FollowUpAccepted})
	}
	return id
}

// about is the action that a follow-up is about, and the addressee whose part that is; nil for none, and for the whole.
func (f FollowUp) about(c *command, at path, of subject) (action, addressee *uuid.UUID) {
	if f.Addressee != (Ref{}) {
		id := c.findAddressee(at.to("addressee"), of, f.Addressee).ID
		addressee = &id
	}
	if f.Action == (Ref{}) {
		return nil, addressee
	}
	id, owner := c.findAction(at.to("action"), of, f.Action)
	if addressee != nil && *addressee != owner {
		c.fail(fault.About(string(at.to("addressee")), fault.BadArgument, "The action is another addressee's. Name its owner, or none."))
	}
	return &id, &owner
}

// concerned are the addressees that a statement speaks of: one, or all of them where it is about the whole.
func concerned(of subject, addressee *uuid.UUID) []asked {
	if addressee == nil {
		return of.addressees
	}
	for _, one := range of.addressees {
		if one.ID == *addressee {
			return []asked{one}
		}
	}
	return nil
}

// findContested finds the follow-up that another contests. Only one that counts can be contested.
func (c *command) findContested(at path, of subject, ref Ref) *uuid.UUID {
	id := c.findAny("follow_up", at, ref)
	if id == nil || c.err != nil {
		return nil
	}
	var accepted int64
	c.fail(c.tx.Table("follow_up").Where("id = ? and recommendation_id = ? and state = ?", *id, of.id, record.FollowUpAccepted).Count(&accepted).Error)
	if accepted == 0 {
		c.fail(fault.About(string(at), fault.Refused, "Only an accepted follow-up of the same recommendation can be contested."))
	}
	return id
}
