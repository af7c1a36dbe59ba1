package tracker

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// FollowUpToResubmit is a returned follow-up as its author mends it. What is not given stays as it was.
type FollowUpToResubmit struct {
	FollowUp       Ref
	Version        int
	AsOf           Patch[record.Date]
	Implementation Patch[record.Implementation]
	Note           Patch[record.Text]
	Reason         Patch[record.Text]
	Evidence       Patch[[]Evidence]
}

// ResubmitFollowUp states anew what was returned. Nothing that was said is edited: the new follow-up names the one that it mends, and that one is withdrawn. It is for
// its author alone.
func (t *Tracker) ResubmitFollowUp(ctx context.Context, request Request, mended FollowUpToResubmit) (Receipt, error) {
	if err := mended.check(); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf("resubmitFollowUp"), mended, mended.record)
}

func (f FollowUpToResubmit) check() error {
	if f.AsOf.Given && f.AsOf.Value == (record.Date{}) || f.Implementation.Given && f.Implementation.Value == "" {
		return fault.New(fault.BadArgument, "A follow-up says of which day it is, and what has come of the recommendation. Leave out what is to stay as it was.")
	}
	return cmp.Or(checkText("note", f.Note.Value), checkText("reason", f.Reason.Value), checkEach("evidence", f.Evidence.Value))
}

func (f FollowUpToResubmit) record(c *command) {
	returned := c.findStated("followUp", f.FollowUp)
	c.about = returned.ID
	c.isVersion("version", f.Version, returned.Version)
	who := c.standing()
	c.permit("followUp", "resubmitFollowUp", who, returned.KeeperID, returned.AuthorID != nil && *returned.AuthorID == who.account)
	if c.err == nil && returned.State != record.FollowUpReturned {
		c.fail(fault.About("followUp", fault.Refused, "The follow-up is %s. Only one that was returned is mended.", returned.State))
	}
	before := c.saidBefore(returned.ID)
	if c.err != nil {
		return
	}
	said := FollowUp{
		Recommendation: ByID(before.RecommendationID), Addressee: refOf(before.AddresseeID), Action: refOf(before.ActionID), Contests: refOf(before.ContestsID),
		AsOf: f.AsOf.or(before.AsOf), Implementation: f.Implementation.or(before.Implementation), Note: f.Note.or(before.Note), Reason: f.Reason.or(before.Reason),
		Evidence: f.Evidence.Value, mends: &returned.ID,
	}
	if err := said.checkSaysSomething("implementation"); err != nil {
		c.fail(err)
	}
	if err := said.checkClosing("reason"); err != nil && (f.Evidence.Given || !c.isShown(returned)) {
		c.fail(err)
	}
	made := c.submit("submitFollowUp", said, func(*command, subject, *uuid.UUID) {})
	if c.err != nil {
		return
	}
	if !f.Evidence.Given {
		c.carryEvidence(returned.ID, made)
	}
	c.decided(returned, Decision{State: record.FollowUpWithdrawn})
	c.about = made
}

// saidBefore is a follow-up as it was stated.
func (c *command) saidBefore(id uuid.UUID) (said record.FollowUp) {
	if c.err == nil {
		c.fail(c.tx.Select("recommendation_id", "addressee_id", "action_id", "contests_id", "as_of", "implementation", "note", "reason").
			Where("id = ?", id).Take(&said).Error)
	}
	return said
}

// carryEvidence shows with a follow-up what was shown with the one that it mends.
func (c *command) carryEvidence(from, to uuid.UUID) {
	var shown []record.Evidence
	c.fail(c.tx.Where("follow_up_id = ?", from).Order("id").Find(&shown).Error)
	for _, evidence := range shown {
		id := c.newID()
		evidence.Kept = c.kept(id, keeping{evidence.KeeperID, record.VisibilityDesk})
		evidence.FollowUpID, evidence.AuthorID = to, c.author
		add(c, evidence)
	}
}

// refOf names a record by an id; none where nil.
func refOf(id *uuid.UUID) Ref {
	if id == nil {
		return Ref{}
	}
	return ByID(*id)
}
