package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Verification is what somebody who is independent of the addressee found of what an accepted follow-up says.
type Verification struct {
	FollowUp       Ref
	AsOf           record.Date
	Implementation record.Implementation // what they found; that it is as stated where empty
	Note           record.Text
	Reason         record.Text
	Evidence       []Evidence
}

// VerifyFollowUp puts a verification beside what was stated: a follow-up of its own, accepted as it is made. Both voices stay.
func (t *Tracker) VerifyFollowUp(ctx context.Context, request Request, found Verification) (Receipt, error) {
	said := FollowUp{AsOf: found.AsOf, Implementation: found.Implementation, Note: found.Note, Reason: found.Reason, Evidence: found.Evidence}
	if err := said.checkWords(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf("verifyFollowUp"), found, func(c *command) {
		beside := c.findStated("followUp", found.FollowUp)
		if said.Implementation == "" {
			said.Implementation = beside.Implementation
		}
		if err := said.checkClosing("reason"); err != nil && !c.isShown(beside) {
			c.fail(err)
		}
		c.answer("verifyFollowUp", beside, said, record.Verified)
	})
}

// Dispute is what somebody holds against an accepted follow-up that another stated.
type Dispute struct {
	FollowUp       Ref
	AsOf           record.Date
	Implementation record.Implementation // what is so instead
	Note           record.Text
	Reason         record.Text
	Evidence       []Evidence
}

// DisputeFollowUp contests a follow-up, by one of its own. A verifier's counts at once, a reporter's once it is accepted. Both voices stay.
func (t *Tracker) DisputeFollowUp(ctx context.Context, request Request, held Dispute) (Receipt, error) {
	said := FollowUp{
		AsOf: held.AsOf, Implementation: held.Implementation, Note: held.Note, Reason: held.Reason, Evidence: held.Evidence, Contests: held.FollowUp,
	}
	if err := said.checkSaid(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf("disputeFollowUp"), held, func(c *command) {
		c.answer("disputeFollowUp", c.findStated("followUp", held.FollowUp), said, record.Disputed)
	})
}

// answer puts a statement beside another one that was accepted, of the same subject. What a verifier states who is independent of whom it concerns counts at once.
func (c *command) answer(mutation string, beside stated, said FollowUp, assurance record.Assurance) {
	if c.err != nil {
		return
	}
	if beside.State != record.FollowUpAccepted {
		c.fail(fault.About("followUp", fault.Refused, "The follow-up is %s. Only one that is accepted is verified or contested.", beside.State))
		return
	}
	of := c.findSubject("followUp", ByID(beside.RecommendationID))
	c.notFuture("asOf", &said.AsOf)
	asked := concerned(of, beside.AddresseeID)
	who := c.standing()
	involved := c.isOneOf(who.organisation, asked) || c.isAbove(who.organisation, asked)
	asReporter := assurance == record.Disputed && (who.reaches(record.Reporter, TheirsAndNobodys, of.keeper) || who.keeps(of.keeper))
	c.permit("followUp", mutation, who, of.keeper, c.isOwn(who, beside) || involved && !asReporter)
	said.Assurance, said.StatedBy = assurance, c.speaker(who, assurance)
	c.author = &who.account
	if c.err != nil {
		return
	}
	c.about = said.write(c, "", of, beside.ActionID, beside.AddresseeID)
	if assurance == record.Verified || who.verifies(of.keeper) && !involved {
		c.decided(stated{ID: c.about, KeeperID: of.keeper, RecommendationID: of.id}, Decision{State: record.FollowUpAccepted})
	}
}

// isShown says whether evidence shows what a follow-up says.
func (c *command) isShown(said stated) bool {
	var evidence []uuid.UUID
	c.fail(c.tx.Table("evidence").Where("follow_up_id = ?", said.ID).Limit(1).Pluck("id", &evidence).Error)
	return len(evidence) > 0
}
