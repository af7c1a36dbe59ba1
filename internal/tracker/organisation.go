package tracker

import (
	"cmp"

	"github.com/suivi-project/suivi/internal/record"
)

// Organisation is an organisation to record. Everybody may see it.
type Organisation struct {
	Entry
	Keeper             Ref // the programme that keeps the record; administrators alone where none
	Name               record.Text
	Aliases            []Alias
	Acronym            string // none where empty
	Parent             Ref    // the organisation that it belongs to
	ValidFrom, ValidTo *record.Date
	Successors         []Ref // the organisations that took over its work
	Codes              []Code
}

func (o Organisation) check(at path) error {
	return cmp.Or(
		o.Entry.check(at),
		checkSomeText(at.to("name"), o.Name),
		checkOrder(at.to("validTo"), o.ValidFrom, o.ValidTo),
		checkEach(at.to("aliases"), o.Aliases),
		checkEach(at.to("codes"), o.Codes),
	)
}

func (o Organisation) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), o.Keeper), record.VisibilityOpen}
	id := c.begin("organisation", o.Entry)
	add(c, record.Organisation{
		Kept: c.kept(id, k), Reference: orNil(o.Reference), Name: o.Name, Acronym: orNil(o.Acronym),
		ParentID: c.findAny("organisation", at.to("parent"), o.Parent), ValidFrom: o.ValidFrom, ValidTo: o.ValidTo,
	})
	for i, successor := range o.Successors {
		add(c, record.OrganisationSuccessor{
			Linked: c.linked(k), OrganisationID: id, SuccessorID: c.find("organisation", at.to("successors").item(i), successor),
		})
	}
	c.alias(id, k, o.Aliases)
	c.code(id, k, o.Codes)
	c.cite(id, k, o.Citations)
}
