package tracker

import (
	"cmp"

	"github.com/suivi-project/suivi/internal/record"
)

// Place is a place to record. Everybody may see it, unless it is sensitive. Where borders were redrawn, the old and the new place are two.
type Place struct {
	Entry
	Keeper             Ref // the programme that keeps the record; administrators alone where none
	Name               record.Text
	Aliases            []Alias
	Level              record.PlaceLevel
	Within             []PlaceParent // where it lay, and when; the periods do not overlap
	ValidFrom, ValidTo *record.Date
	Successors         []Ref // the places that its area went to
	Codes              []Code
	Sensitivity        record.Sensitivity // who may see it: everybody where empty
	ShownAs            record.PlaceLevel  // at which level of what it lies in things that are at it are shown to everybody else; needed of one that is sensitive
}

// PlaceParent says that a place lay in another from one day to another; since ever and for ever where nil.
type PlaceParent struct {
	Place    Ref
	From, To *record.Date
}

func (p Place) check(at path) error {
	return cmp.Or(
		p.Entry.check(at),
		p.checkShownAs(at.to("shownAs")),
		checkSomeText(at.to("name"), p.Name),
		checkOrder(at.to("validTo"), p.ValidFrom, p.ValidTo),
		checkEach(at.to("within"), p.Within),
		checkEach(at.to("aliases"), p.Aliases),
		checkEach(at.to("codes"), p.Codes),
	)
}

func (p PlaceParent) check(at path) error {
	return checkOrder(at.to("to"), p.From, p.To)
}

func (p Place) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), p.Keeper), record.VisibilityOpen}.of(p.Sensitivity)
	id := c.begin("place", p.Entry)
	c.sites[id] = site{id, cmp.Or(p.Sensitivity, record.PublicThing), orNil(p.ShownAs)}
	c.places = true
	add(c, record.Place{
		Kept: c.kept(id, k), Reference: orNil(p.Reference), Name: p.Name, Level: p.Level, ValidFrom: p.ValidFrom, ValidTo: p.ValidTo,
		Sensitivity: cmp.Or(p.Sensitivity, record.PublicThing), ShownAs: orNil(p.ShownAs),
	})
	for i, within := range p.Within {
		add(c, record.PlaceParent{
			Linked: c.linked(k), PlaceID: id, ParentID: c.find("place", at.to("within").item(i).to("place"), within.Place),
			ValidFrom: within.From, ValidTo: within.To,
		})
	}
	for i, successor := range p.Successors {
		add(c, record.PlaceSuccessor{Linked: c.linked(k), PlaceID: id, SuccessorID: c.find("place", at.to("successors").item(i), successor)})
	}
	c.alias(id, k, p.Aliases)
	c.code(id, k, p.Codes)
	c.cite(id, k, p.Citations)
}
