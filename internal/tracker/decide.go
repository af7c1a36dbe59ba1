package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// Decision is what becomes of a follow-up.
type Decision struct {
	FollowUp Ref
	State    record.FollowUpState // RETURNED, ACCEPTED or WITHDRAWN
	Reason   record.Text          // needed to return it
}

// FollowUpToAccept is a follow-up that a reviewer agrees with, as they have read it.
type FollowUpToAccept struct {
	FollowUp Ref
	Version  int
}

// FollowUpToReturn is a follow-up that goes back to its author, and why.
type FollowUpToReturn struct {
	FollowUp Ref
	Version  int
	Reason   record.Text
}

// FollowUpToWithdraw is a follow-up that is not to count any more, and perhaps why.
type FollowUpToWithdraw struct {
	FollowUp Ref
	Version  int
	Reason   record.Text
}

// AcceptFollowUp lets a follow-up count: from now on everybody may see it who may see its recommendation. Nobody accepts what they or their organisation stated.
func (t *Tracker) AcceptFollowUp(ctx context.Context, request Request, accepted FollowUpToAccept) (Receipt, error) {
	decision := Decision{FollowUp: accepted.FollowUp, State: record.FollowUpAccepted}
	return t.decide(ctx, request, "acceptFollowUp", accepted, "", decision, &accepted.Version)
}

// ReturnFollowUp gives a follow-up back to its author, to be mended. The reviewer never mends it in their place.
func (t *Tracker) ReturnFollowUp(ctx context.Context, request Request, returned FollowUpToReturn) (Receipt, error) {
	decision := Decision{FollowUp: returned.FollowUp, State: record.FollowUpReturned, Reason: returned.Reason}
	return t.decide(ctx, request, "returnFollowUp", returned, "", decision, &returned.Version)
}

// WithdrawFollowUp takes a follow-up back for good.
func (t *Tracker) WithdrawFollowUp(ctx context.Context, request Request, withdrawn FollowUpToWithdraw) (Receipt, error) {
	decision := Decision{FollowUp: withdrawn.FollowUp, State: record.FollowUpWithdrawn, Reason: withdrawn.Reason}
	return t.decide(ctx, request, "withdrawFollowUp", withdrawn, "", decision, &withdrawn.Version)
}

// Decide records what becomes of a follow-up, whatever its version. It answers UNKNOWN_REFERENCE where there is no such follow-up, and REFUSED for a
// move that is not legal.
func (t *Tracker) Decide(ctx context.Context, request Request, decision Decision) (Receipt, error) {
	mutation := map[record.FollowUpState]string{
		record.FollowUpAccepted: "acceptFollowUp", record.FollowUpReturned: "returnFollowUp", record.FollowUpWithdrawn: "withdrawFollowUp",
	}[decision.State]
	if mutation == "" {
		return Receipt{}, fault.About("decision.state", fault.BadArgument, "A decision is RETURNED, ACCEPTED or WITHDRAWN.")
	}
	return t.decide(ctx, request, mutation, decision, "decision", decision, nil)
}

func (t *Tracker) decide(
	ctx context.Context, request Request, mutation string, input any, at path, decision Decision, version *int,
) (Receipt, error) {
	if err := decision.check(at); err != nil {
		return Receipt{}, err
	}
	move := at.to("state")
	if at == "" {
		move = "followUp" // the mutation is the state
	}
	return t.run(ctx, request, kindOf(mutation), input, func(c *command) {
		said := c.findStated(at.to("followUp"), decision.FollowUp)
		c.about = said.ID
		if version != nil {
			c.isVersion(at.to("version"), *version, said.Version)
		}
		who := c.standing()
		own := c.isOwn(who, said)
		if decision.State == record.FollowUpWithdrawn {
			own = said.AuthorID != nil && *said.AuthorID == who.account && said.State != record.FollowUpAccepted
		}
		c.permit(at.to("followUp"), mutation, who, said.KeeperID, own)
		if c.err == nil {
			c.fail(checkMove(move, FollowUpAxis, said.State, decision.State))
		}
		c.decided(said, decision)
	})
}

func (d Decision) check(at path) error {
	if d.State == record.FollowUpReturned && len(d.Reason) == 0 {
		return fault.About(string(at.to("reason")), fault.BadArgument, "Say why it is returned, so that its author can mend it.")
	}
	return checkText(at.to("reason"), d.Reason)
}

// decided writes what became of a follow-up.
func (c *command) decided(said stated, decision Decision) {
	c.recommendations = append(c.recommendations, said.RecommendationID)
	add(c, record.FollowUpDecision{
		Kept: c.kept(c.newID(), keeping{said.KeeperID, record.VisibilityDesk}), FollowUpID: said.ID, State: decision.State, Reason: decision.Reason,
	})
}

// takeTurns keeps others from doing something with a record until the command has ended.
func (c *command) takeTurns(id uuid.UUID) {
	if c.err == nil {
		c.fail(postgres.TakeTurns(c.tx, id))
	}
}

// isVersion fails the command where a record has been written since the caller read it.
func (c *command) isVersion(at path, read, stored int) {
	if c.err == nil && read != stored {
		c.fail(fault.About(string(at), fault.Conflict,
			"The record has been changed since you read it: it is at version %d now. Look at it as it is, and revise that.", stored))
	}
}
