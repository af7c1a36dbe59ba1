package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Instrument is an instrument to record: a resolution, a goal, a treaty or a law that records refer to. Everybody may see it.
type Instrument struct {
	Entry
	Keeper  Ref // the programme that keeps the record; administrators alone where none
	Name    record.Text
	Aliases []Alias
	Parent  Ref // the instrument that it is part of
	Codes   []Code
}

func (i Instrument) check(at path) error {
	return cmp.Or(
		i.Entry.check(at),
		checkSomeText(at.to("name"), i.Name),
		checkEach(at.to("aliases"), i.Aliases),
		checkEach(at.to("codes"), i.Codes),
	)
}

func (i Instrument) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), i.Keeper), record.VisibilityOpen}
	id := c.begin("instrument", i.Entry)
	add(c, record.Instrument{
		Kept: c.kept(id, k), Reference: orNil(i.Reference), Name: i.Name, ParentID: c.findAny("instrument", at.to("parent"), i.Parent),
	})
	c.alias(id, k, i.Aliases)
	c.code(id, k, i.Codes)
	c.cite(id, k, i.Citations)
}

// instruments says what a record refers to.
func (c *command) instruments(at path, id uuid.UUID, k keeping, instruments []Ref) {
	for i, instrument := range instruments {
		add(c, record.RecordInstrument{Linked: c.linked(k), RecordID: id, InstrumentID: c.find("instrument", at.item(i), instrument)})
	}
}
