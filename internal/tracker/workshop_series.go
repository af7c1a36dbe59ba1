package tracker

import (
	"cmp"

	"github.com/suivi-project/suivi/internal/record"
)

// WorkshopSeries is a series of gatherings to record: the meetings of a body, the sessions of a review. Everybody may see it.
type WorkshopSeries struct {
	Entry
	Keeper       Ref // the programme that keeps the record; administrators alone where none
	Title        record.Text
	Organisation Ref // the body that meets
}

func (s WorkshopSeries) check(at path) error {
	return cmp.Or(s.Entry.check(at), checkSomeText(at.to("title"), s.Title))
}

func (s WorkshopSeries) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), s.Keeper), record.VisibilityOpen}
	id := c.begin("workshop_series", s.Entry)
	add(c, record.WorkshopSeries{
		Kept: c.kept(id, k), Reference: orNil(s.Reference), Title: s.Title,
		OrganisationID: c.findAny("organisation", at.to("organisation"), s.Organisation),
	})
	c.cite(id, k, s.Citations)
}
