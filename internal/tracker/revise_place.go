package tracker

import "github.com/suivi-project/suivi/internal/record"

// RevisePlace says what is to be different of a place.
type RevisePlace struct {
	Place              Ref
	Version            int
	Reference          Patch[string]
	Name               Patch[record.Text]
	Aliases            Patch[[]Alias]
	Level              Patch[record.PlaceLevel]
	Within             Patch[[]PlaceParent]
	ValidFrom, ValidTo Patch[*record.Date]
	Successors         Patch[[]Ref]
	Codes              Patch[[]Code]
	Citations          Patch[[]Citation]
}

func (RevisePlace) noun() string { return "place" }

func (r RevisePlace) revise(c *command) {
	reviseRecord(c, r.noun(), r.Place, r.Version, append(names(r.Aliases, r.Codes, r.Citations),
		hanging[record.PlaceParent]{r.Within.Given, "place_id"}, hanging[record.PlaceSuccessor]{r.Successors.Given, "place_id"}), r.onto)
}

func (r RevisePlace) onto(was record.Place) recordable {
	return Place{
		Entry:       entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:      keeperOf(was.Kept),
		Name:        orText(r.Name, was.Name),
		Aliases:     r.Aliases.Value,
		Level:       r.Level.or(was.Level),
		Within:      r.Within.Value,
		ValidFrom:   r.ValidFrom.or(was.ValidFrom),
		ValidTo:     r.ValidTo.or(was.ValidTo),
		Successors:  r.Successors.Value,
		Codes:       r.Codes.Value,
		Sensitivity: was.Sensitivity,
		ShownAs:     orZero(was.ShownAs),
	}
}
