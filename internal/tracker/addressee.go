package tracker

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// subject is what a statement is about: a recommendation that is in the record already, and those who are asked to act.
type subject struct {
	id uuid.UUID
	keeping
	addressees []asked
}

// asked is an addressee, as far as the rules look at it.
type asked struct {
	ID             uuid.UUID
	OrganisationID *uuid.UUID
}

// findSubject finds the recommendation that a statement is about. Its status is derived at the end of the command.
func (c *command) findSubject(at path, ref Ref) subject {
	id := c.find("recommendation", at, ref)
	if c.err != nil {
		return subject{}
	}
	if met, is := c.subjects[id]; is {
		return *met
	}
	found := &subject{id: id}
	c.subjects[id] = found
	var kept record.Kept
	c.fail(c.tx.Table("recommendation").Select("keeper_id", "visibility").Where("id = ?", id).Scan(&kept).Error)
	c.fail(c.tx.Table("addressee").Select("id", "organisation_id").Where("recommendation_id = ? and ended_by is null", id).
		Order("ordinal").Scan(&found.addressees).Error)
	found.keeping = keeping{kept.KeeperID, kept.Visibility}
	c.recommendations = append(c.recommendations, id)
	return *found
}

// findAddressee finds one of those who are asked. An addressee has no reference of its own: it is named by that of its organisation.
func (c *command) findAddressee(at path, of subject, ref Ref) (found asked) {
	if c.err != nil {
		return asked{}
	}
	var organisation uuid.UUID
	if ref.ID == uuid.Nil {
		organisation = c.find("organisation", at, ref)
	}
	for _, addressee := range of.addressees {
		if addressee.ID == ref.ID || ref.ID == uuid.Nil && addressee.OrganisationID != nil && *addressee.OrganisationID == organisation {
			return addressee
		}
	}
	c.fail(fault.About(string(at), fault.UnknownReference,
		"The recommendation asks no such addressee. Name one of its addressees, by its id or by the reference of its organisation."))
	return asked{}
}

// isPartOf says whether an organisation is another one, or belongs to it at whatever depth.
func (c *command) isPartOf(organisation, whole uuid.UUID) bool {
	seen := map[uuid.UUID]bool{}
	for next := &organisation; next != nil && !seen[*next] && c.err == nil; next = c.parentOf(*next) {
		if *next == whole {
			return true
		}
		seen[*next] = true
	}
	return false
}

// parentOf is the organisation that another belongs to; nil for none.
func (c *command) parentOf(organisation uuid.UUID) *uuid.UUID {
	if parent, met := c.parents[organisation]; met {
		return parent
	}
	var parents []uuid.NullUUID
	c.fail(c.tx.Table("organisation").Where("id = ?", organisation).Pluck("parent_id", &parents).Error)
	var parent *uuid.UUID
	if len(parents) > 0 && parents[0].Valid {
		parent = &parents[0].UUID
	}
	c.parents[organisation] = parent
	return parent
}
