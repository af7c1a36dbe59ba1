package tracker

import (
	"context"

	"github.com/suivi-project/suivi/internal/fault"
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
	p.write(c, at, addressee, of.keeping)
}

func (p PositionStatement) write(c *command, at path, addressee asked, k keeping) {
	c.notFuture(at.to("statedOn"), p.StatedOn)
	add(c, record.PositionStatement{
		Kept: c.kept(c.newID(), k), AddresseeID: addressee.ID, Value: p.Value, StatedOn: p.StatedOn,
		StatedByID: c.anySource(at.to("statedBy"), k, p.StatedBy),
	})
}

// RecordPosition records where an addressee stands. A reporter states it for their own organisation; who keeps the record says who stated it.
func (t *Tracker) RecordPosition(ctx context.Context, request Request, stated PositionStatement) (Receipt, error) {
	if err := stated.check(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf("recordPosition"), stated, func(c *command) {
		of := c.findSubject("recommendation", stated.Recommendation)
		addressee := c.findAddressee("addressee", of, stated.Addressee)
		who := c.standing()
		c.permit("addressee", "recordPosition", who, of.keeper, c.speaksFor(who, addressee))
		k := of.keeping
		if !who.keeps(of.keeper) {
			if stated.StatedBy != nil {
				c.fail(fault.About("statedBy", fault.Refused, "You state it for your own organisation: leave out who states it."))
			}
			source := c.speaker(who, record.Claimed)
			stated.StatedBy, k.visibility, c.author = &source, record.VisibilityDesk, &who.account
		}
		c.about = of.id
		if c.err == nil {
			stated.write(c, "", addressee, k)
		}
	})
}

// speaksFor says whether an account speaks for an addressee: its organisation is the addressee, or belongs to it.
func (c *command) speaksFor(who standing, addressee asked) bool {
	return c.isOneOf(who.organisation, []asked{addressee})
}
