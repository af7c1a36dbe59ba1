package tracker

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Action is an action to record: what an addressee commits to, to carry out a recommendation. It is kept with the recommendation.
type Action struct {
	Entry
	Recommendation Ref
	Owner          Ref // one of its addressees, by its id or by the reference of its organisation
	Title          record.Text
	DueOn          *record.Date // none set where nil
	Progress       record.ActionProgress
}

func (a Action) check(at path) error {
	return cmp.Or(a.Entry.check(at), checkSomeText(at.to("title"), a.Title))
}

func (a Action) record(c *command, at path) {
	of := c.findSubject(at.to("recommendation"), a.Recommendation)
	owner := c.findAddressee(at.to("owner"), of, a.Owner)
	a.write(c, of, owner)
}

func (a Action) write(c *command, of subject, owner asked) {
	k := keeping{of.keeper, record.VisibilityDesk}
	id := c.begin("action", a.Entry)
	add(c, record.Action{
		Kept: c.kept(id, k), Reference: orNil(a.Reference), RecommendationID: of.id, Title: a.Title, OwnerID: owner.ID, DueOn: a.DueOn,
		Progress: a.Progress,
	})
	c.cite(id, k, a.Citations)
}

// findAction finds one of the actions of a recommendation, and the addressee that owns it.
func (c *command) findAction(at path, of subject, ref Ref) (action, owner uuid.UUID) {
	action = c.find("action", at, ref)
	if c.err != nil {
		return action, owner
	}
	var owners []uuid.UUID
	c.fail(c.tx.Table("action").Where("id = ? and recommendation_id = ?", action, of.id).Pluck("owner_id", &owners).Error)
	if len(owners) == 0 {
		c.fail(fault.About(string(at), fault.UnknownReference, "The recommendation has no such action. Name one of its own."))
		return action, owner
	}
	return action, owners[0]
}

// ActionToCommit is what an addressee commits to.
type ActionToCommit struct {
	ID             uuid.UUID // made from the request where zero
	Reference      string
	Recommendation Ref
	Owner          Ref // one of its addressees, by its id or by the reference of its organisation
	Title          record.Text
	DueOn          *record.Date
	Progress       record.ActionProgress // planned where empty
}

// CommitToAction records what an addressee commits to. A reporter commits their own organisation.
func (t *Tracker) CommitToAction(ctx context.Context, request Request, made ActionToCommit) (Receipt, error) {
	action := Action{
		Entry: Entry{ID: made.ID, Reference: made.Reference}, Recommendation: made.Recommendation, Owner: made.Owner, Title: made.Title, DueOn: made.DueOn,
		Progress: cmp.Or(made.Progress, record.ActionPlanned),
	}
	if err := action.check(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf("commitToAction"), made, func(c *command) {
		of := c.findSubject("recommendation", action.Recommendation)
		owner := c.findAddressee("owner", of, action.Owner)
		who := c.standing()
		c.permit("owner", "commitToAction", who, of.keeper, c.speaksFor(who, owner))
		if c.err == nil {
			action.write(c, of, owner)
		}
		c.about = c.first
	})
}

// ProgressToRecord is how far an action has come.
type ProgressToRecord struct {
	Action   Ref
	Version  int
	Progress record.ActionProgress
}

// RecordProgress records how far an action has come. A reporter says it of what their own organisation committed to.
func (t *Tracker) RecordProgress(ctx context.Context, request Request, made ProgressToRecord) (Receipt, error) {
	return t.run(ctx, request, kindOf("recordProgress"), made, func(c *command) {
		id := c.find("action", "action", made.Action)
		c.about = id
		c.takeTurns(id)
		var action record.Action
		if c.err == nil {
			c.fail(c.tx.Select("keeper_id", "version", "recommendation_id", "owner_id", "progress").Where("id = ?", id).Take(&action).Error)
		}
		c.isVersion("version", made.Version, action.Version)
		of := c.findSubject("action", ByID(action.RecommendationID))
		who := c.standing()
		c.permit("action", "recordProgress", who, of.keeper, c.isOneOf(who.organisation, concerned(of, &action.OwnerID)))
		if c.err == nil {
			c.fail(checkMove("progress", ActionAxis, action.Progress, made.Progress))
		}
		c.change("action", "action", id, map[string]any{"progress": made.Progress})
	})
}
