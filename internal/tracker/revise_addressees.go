package tracker

import (
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// addressees are those whom a recommendation asks. What was stated of somebody's part hangs on them, so that they stay the same ones while they are
// asked: known by their id, by their organisation, or by the words that the source has for them.
type addressees struct{ given bool }

func (l addressees) settle(c *command, of uuid.UUID) {
	if !l.given || c.err != nil {
		return
	}
	held := there[record.Addressee](c, "ordinal, id", "recommendation_id = ? and ended_by is null", of)
	last := 0
	for i, row := range takeRows(c, func(row record.Addressee) bool { return row.RecommendationID == of }) {
		found := slices.IndexFunc(held, func(other record.Addressee) bool { return isSame(row, other) })
		if found < 0 {
			last++
			row.Ordinal = last
			add(c, row)
			continue
		}
		last = c.readdress(path("addressees").item(i), held[found], row, last)
		held = slices.Delete(held, found, found+1)
	}
	for _, addressee := range held {
		c.askNoMore(addressee.ID)
	}
}

// isSame says whether an addressee is one that is there.
func isSame(row, other record.Addressee) bool {
	switch {
	case row.ID == other.ID:
		return true
	case row.OrganisationID != nil || other.OrganisationID != nil:
		return row.OrganisationID != nil && other.OrganisationID != nil && *row.OrganisationID == *other.OrganisationID
	default:
		return maps.Equal(row.Label, other.Label)
	}
}

// readdress writes what is to be different of an addressee that stays, and answers with its ordinal.
func (c *command) readdress(at path, was, next record.Addressee, last int) int {
	if orZero(was.OrganisationID) != orZero(next.OrganisationID) {
		c.fail(fault.About(string(at.to("organisation")), fault.Refused,
			"An addressee stays who it is. Leave this one out, and ask the other one."))
	}
	next.Ordinal = max(was.Ordinal, last+1)
	before, after := c.columns(was), map[string]any{}
	for column, value := range c.columns(next) {
		if !slices.Contains(unwritten, column) && !sameValue(before[column], value) {
			after[column] = asParameter(value)
		}
	}
	if len(after) > 0 {
		c.change("addressee", at, was.ID, after)
	}
	return next.Ordinal
}

// askNoMore ends that somebody is asked. It stays in the record of what was known before.
func (c *command) askNoMore(addressee uuid.UUID) {
	if c.err != nil {
		return
	}
	var said, committed int64
	c.fail(c.tx.Table("follow_up").Where("addressee_id = ? and state <> ?", addressee, record.FollowUpWithdrawn).Count(&said).Error)
	c.fail(c.tx.Table("action").Where("owner_id = ?", addressee).Count(&committed).Error)
	if said+committed > 0 {
		c.fail(fault.About("addressees", fault.Refused, "Somebody of whose part a follow-up or an action tells stays an addressee."))
		return
	}
	c.change("addressee", "addressees", addressee, map[string]any{"ended_by": c.id})
}
