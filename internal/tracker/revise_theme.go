package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseTheme says what is to be different of a theme.
type ReviseTheme struct {
	Theme     Ref
	Version   int
	Reference Patch[string]
	Name      Patch[record.Text]
	Aliases   Patch[[]Alias]
	Parent    Patch[Ref]
	Codes     Patch[[]Code]
	Citations Patch[[]Citation]
}

func (ReviseTheme) noun() string { return "theme" }

func (r ReviseTheme) revise(c *command) {
	reviseRecord(c, r.noun(), r.Theme, r.Version, names(r.Aliases, r.Codes, r.Citations), r.onto)
}

func (r ReviseTheme) onto(was record.Theme) recordable {
	return Theme{
		Entry:   entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:  keeperOf(was.Kept),
		Name:    orText(r.Name, was.Name),
		Aliases: r.Aliases.Value,
		Parent:  orNamed(r.Parent, was.ParentID),
		Codes:   r.Codes.Value,
	}
}
