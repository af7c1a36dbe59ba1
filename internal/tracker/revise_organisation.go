package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseOrganisation says what is to be different of an organisation.
type ReviseOrganisation struct {
	Organisation       Ref
	Version            int
	Reference          Patch[string]
	Name               Patch[record.Text]
	Aliases            Patch[[]Alias]
	Acronym            Patch[string]
	Parent             Patch[Ref]
	ValidFrom, ValidTo Patch[*record.Date]
	Successors         Patch[[]Ref]
	Codes              Patch[[]Code]
	Citations          Patch[[]Citation]
}

func (ReviseOrganisation) noun() string { return "organisation" }

func (r ReviseOrganisation) revise(c *command) {
	reviseRecord(c, r.noun(), r.Organisation, r.Version, append(names(r.Aliases, r.Codes, r.Citations), hanging[record.OrganisationSuccessor]{r.Successors.Given, "organisation_id"}), r.onto)
}

func (r ReviseOrganisation) onto(was record.Organisation) recordable {
	return Organisation{
		Entry:      entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:     keeperOf(was.Kept),
		Name:       orText(r.Name, was.Name),
		Aliases:    r.Aliases.Value,
		Acronym:    r.Acronym.or(orZero(was.Acronym)),
		Parent:     orNamed(r.Parent, was.ParentID),
		ValidFrom:  r.ValidFrom.or(was.ValidFrom),
		ValidTo:    r.ValidTo.or(was.ValidTo),
		Successors: r.Successors.Value,
		Codes:      r.Codes.Value,
	}
}
