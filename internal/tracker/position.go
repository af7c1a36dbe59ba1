package tracker

import (
	"github.com/suivi-project/suivi/internal/record"
)

// PositionStatement is a statement, to record, of where an addressee stands towards a recommendation. It is kept with the recommendation.
type PositionStatement struct {
	Recommendation Ref
	Addressee      Ref // by its id, or by the reference of its organisation
	Value          record.PositionValue
	StatedOn       *record.Date // not known where nil
	StatedBy       *Source      // not known where nil
}

func (p PositionStatement) check(at path) error {
	if p.StatedBy == nil {
		return nil
	}
	return p.StatedBy.check(at.to("statedBy"))
}

func (p PositionStatement) record(c *command, at path) {
	of := c.findSubject(at.to("recommendation"), p.Recommendation)
	addressee := c.findAddressee(at.to("addressee"), of, p.Addressee)
	c.notFuture(at.to("statedOn"), p.StatedOn)
	k := of.keeping
	add(c, record.PositionStatement{
		Kept: c.kept(c.newID(), k), AddresseeID: addressee.ID, Value: p.Value, StatedOn: p.StatedOn,
		StatedByID: c.anySource(at.to("statedBy"), k, p.StatedBy),
	})
}
