package tracker

import (
	"cmp"

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
