package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseInstrument says what is to be different of an instrument.
type ReviseInstrument struct {
	Instrument Ref
	Version    int
	Reference  Patch[string]
	Name       Patch[record.Text]
	Aliases    Patch[[]Alias]
	Parent     Patch[Ref]
	Codes      Patch[[]Code]
	Citations  Patch[[]Citation]
}

func (ReviseInstrument) noun() string { return "instrument" }

func (r ReviseInstrument) revise(c *command) {
	reviseRecord(c, r.noun(), r.Instrument, r.Version, names(r.Aliases, r.Codes, r.Citations), r.onto)
}

func (r ReviseInstrument) onto(was record.Instrument) recordable {
	return Instrument{
		Entry:   entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:  keeperOf(was.Kept),
		Name:    orText(r.Name, was.Name),
		Aliases: r.Aliases.Value,
		Parent:  orNamed(r.Parent, was.ParentID),
		Codes:   r.Codes.Value,
	}
}
