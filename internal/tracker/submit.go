package tracker

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// FollowUpToSubmit is what an account says of a recommendation, in the name of its organisation.
type FollowUpToSubmit struct {
	Recommendation Ref
	Addressee      Ref // whose part it is about; the whole where none
	Action         Ref // the action that it is about; none where it is about no one action
	AsOf           record.Date
	Implementation record.Implementation
	Note           record.Text
	Reason         record.Text
	Evidence       []Evidence
	Contests       Ref // the accepted follow-up that it contests
}

// SubmitFollowUp records what an account says, to be looked at before it counts. Who the account speaks for decides the assurance: an addressee claims, a third
// party reports, a verifier who is independent of the addressee verifies, and whatever contests is disputed.
func (t *Tracker) SubmitFollowUp(ctx context.Context, request Request, said FollowUpToSubmit) (Receipt, error) {
	return t.submit(ctx, request, "submitFollowUp", said, said, func(*command, subject, *uuid.UUID) {})
}

// StatusToReopen is a statement that what was implemented has something left to be done.
type StatusToReopen FollowUpToSubmit

// Reopen submits a statement that what was implemented is not, or not any more. It says why.
func (t *Tracker) Reopen(ctx context.Context, request Request, said StatusToReopen) (Receipt, error) {
	return t.goBack(ctx, request, "reopen", said, FollowUpToSubmit(said))
}

// StatusToDowngrade is a statement that what was implemented has come to nothing, or to its contrary.
type StatusToDowngrade FollowUpToSubmit

// Downgrade submits a statement that what was implemented was not, or has been undone. It says why.
func (t *Tracker) Downgrade(ctx context.Context, request Request, said StatusToDowngrade) (Receipt, error) {
	return t.goBack(ctx, request, "downgrade", said, FollowUpToSubmit(said))
}

// goBack submits a statement that only follows one that something was implemented.
func (t *Tracker) goBack(ctx context.Context, request Request, mutation string, input any, said FollowUpToSubmit) (Receipt, error) {
	if err := checkSomeText("reason", said.Reason); err != nil {
		return Receipt{}, err
	}
	return t.submit(ctx, request, mutation, input, said, func(c *command, of subject, addressee *uuid.UUID) {
		held := c.holding(of, addressee, said.AsOf)
		if c.err == nil && !ImplementationAxis.AllowsBy(mutation, string(held), string(said.Implementation)) {
			c.fail(fault.About("implementation", fault.Refused, "On that day %s held, and %s does not go back on it: submit a follow-up instead.", held, said.Implementation))
		}
	})
}

func (t *Tracker) submit(
	ctx context.Context, request Request, mutation string, input any, said FollowUpToSubmit, also func(*command, subject, *uuid.UUID),
) (Receipt, error) {
	statement := said.statement()
	if err := statement.checkSaid(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf(mutation), input, func(c *command) {
		c.about = c.submit(mutation, statement, also)
	})
}

func (f FollowUpToSubmit) statement() FollowUp {
	return FollowUp{
		Recommendation: f.Recommendation, Addressee: f.Addressee, Action: f.Action, AsOf: f.AsOf, Implementation: f.Implementation,
		Note: f.Note, Reason: f.Reason, Evidence: f.Evidence, Contests: f.Contests,
	}
}

// submit writes a statement in the name of the account, and answers with its id.
func (c *command) submit(mutation string, said FollowUp, also func(*command, subject, *uuid.UUID)) uuid.UUID {
	of := c.findSubject("recommendation", said.Recommendation)
	action, addressee := said.about(c, "", of)
	c.notFuture("asOf", &said.AsOf)
	asked := concerned(of, addressee)
	who := c.standing()
	c.permit("recommendation", mutation, who, of.keeper, c.isOneOf(who.organisation, asked) || c.isAbove(who.organisation, asked))
	if said.Contests != (Ref{}) {
		c.ofOthers("contests", who, said.Contests)
	}
	also(c, of, addressee)
	said.Assurance = c.assuranceOf(who, of, asked, said)
	said.StatedBy = c.speaker(who, said.Assurance)
	c.author = &who.account
	if c.err != nil {
		return uuid.Nil
	}
	return said.write(c, "", of, action, addressee)
}

// assuranceOf is what somebody's word is worth of those whom a statement concerns.
func (c *command) assuranceOf(who standing, of subject, asked []asked, said FollowUp) record.Assurance {
	switch {
	case said.Contests != (Ref{}):
		return record.Disputed
	case c.isOneOf(who.organisation, asked):
		return record.Claimed
	case who.verifies(of.keeper) && !c.isAbove(who.organisation, asked):
		return record.Verified
	}
	return record.Reported
}

// verifierRole is who a verifier is that speaks for no organisation. Accounts are not shown.
var verifierRole = record.Text{
	"en": {Text: "Verifier of the record", State: record.Original},
	"fr": {Text: "Personne chargée de vérifier", State: record.Machine},
}

// speaker is in whose name an account states something: its organisation's. Whoever verifies need not have one.
func (c *command) speaker(who standing, assurance record.Assurance) Source {
	switch {
	case who.organisation != nil:
		return Source{Organisation: ByID(*who.organisation)}
	case assurance == record.Verified || assurance == record.Disputed:
		return Source{Role: verifierRole}
	}
	c.fail(fault.New(fault.Refused, "Your account speaks for no organisation, so that nobody would stand behind what it says. Let an administrator name one."))
	return Source{}
}

// stated is a follow-up that is there already, as far as the rules look at it.
type stated struct {
	ID               uuid.UUID
	KeeperID         *uuid.UUID
	RecommendationID uuid.UUID
	AddresseeID      *uuid.UUID
	ActionID         *uuid.UUID
	State            record.FollowUpState
	Implementation   record.Implementation
	AuthorID         *uuid.UUID
	Version          int
	OrganisationID   *uuid.UUID `gorm:"-"` // which stated it
}

// findStated finds a follow-up that something is to be done with.
func (c *command) findStated(at path, ref Ref) (found stated) {
	id := c.find("follow_up", at, ref)
	if c.err != nil {
		return found
	}
	c.takeTurns(id)
	c.fail(c.tx.Table("follow_up").Where("id = ?", id).Take(&found).Error)
	var organisations []uuid.UUID
	c.fail(c.tx.Table("source").Where("id = (?) and organisation_id is not null",
		c.tx.Table("follow_up").Select("stated_by_id").Where("id = ?", id)).Pluck("organisation_id", &organisations).Error)
	if len(organisations) > 0 {
		found.OrganisationID = &organisations[0]
	}
	return found
}

// isOwn says whether an account or its organisation stated something, or an organisation above or below it.
func (c *command) isOwn(who standing, said stated) bool {
	if said.AuthorID != nil && *said.AuthorID == who.account {
		return true
	}
	return who.organisation != nil && said.OrganisationID != nil &&
		(c.isPartOf(*who.organisation, *said.OrganisationID) || c.isPartOf(*said.OrganisationID, *who.organisation))
}

// ofOthers fails the command where a follow-up is the account's own.
func (c *command) ofOthers(at path, who standing, ref Ref) {
	if said := c.findStated(at, ref); c.err == nil && c.isOwn(who, said) {
		c.fail(fault.About(string(at), fault.Refused, contestRule))
	}
}

// holding is what held of a subject on a day.
func (c *command) holding(of subject, addressee *uuid.UUID, day record.Date) record.Implementation {
	held := []record.Implementation{}
	stated := c.tx.Table("follow_up").Where("recommendation_id = ? and state = ? and contests_id is null and action_id is null and as_of <= ?",
		of.id, record.FollowUpAccepted, day)
	if addressee == nil {
		stated = stated.Where("addressee_id is null")
	} else {
		stated = stated.Where("addressee_id = ?", *addressee)
	}
	c.fail(stated.Order("as_of desc, recorded_at desc, id desc").Limit(1).Pluck("implementation", &held).Error)
	if len(held) == 0 && addressee == nil { // rolled up from its addressees
		c.fail(c.tx.Table("recommendation").Where("id = ? and status_as_of <= ?", of.id, day).Pluck("status_implementation", &held).Error)
	}
	return cmp.Or(append(held, record.NoInformation)[0], record.NoInformation)
}
