package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Theme is a theme to record: what recommendations, studies, workshops and programmes are about. Everybody may see it.
type Theme struct {
	Entry
	Keeper  Ref // the programme that keeps the record; administrators alone where none
	Name    record.Text
	Aliases []Alias
	Parent  Ref // the wider theme that it is part of
	Codes   []Code
}

func (t Theme) check(at path) error {
	return cmp.Or(
		t.Entry.check(at),
		checkSomeText(at.to("name"), t.Name),
		checkEach(at.to("aliases"), t.Aliases),
		checkEach(at.to("codes"), t.Codes),
	)
}

func (t Theme) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), t.Keeper), record.VisibilityOpen}
	id := c.begin("theme", t.Entry)
	add(c, record.Theme{
		Kept: c.kept(id, k), Reference: orNil(t.Reference), Name: t.Name, ParentID: c.findAny("theme", at.to("parent"), t.Parent),
	})
	c.alias(id, k, t.Aliases)
	c.code(id, k, t.Codes)
	c.cite(id, k, t.Citations)
}

// themes says what a record is about.
func (c *command) themes(at path, id uuid.UUID, k keeping, themes []Ref) {
	for i, theme := range themes {
		add(c, record.RecordTheme{Linked: c.linked(k), RecordID: id, ThemeID: c.find("theme", at.item(i), theme)})
	}
}
