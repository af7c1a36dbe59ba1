package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseProgramme says what is to be different of a programme.
type ReviseProgramme struct {
	Programme              Ref
	Version                int
	Reference              Patch[string]
	Title                  Patch[record.Text]
	Aims                   Patch[record.Text]
	Status                 Patch[record.ActivityStatus]
	PlannedFrom, PlannedTo Patch[*record.Date]
	ActualFrom, ActualTo   Patch[*record.Date]
	Countries              Patch[[]Ref]
	Organisations          Patch[[]Involved]
	AllFundersNamed        Patch[*bool]
	Parent                 Patch[Ref]
	IATIIdentifier         Patch[string]
	AttendanceThreshold    Patch[*int] // for the attendance that is recorded from then on
	Codes                  Patch[[]Code]
	Targets                Patch[[]Target]
	Themes                 Patch[[]Ref]
	Citations              Patch[[]Citation]
}

func (ReviseProgramme) noun() string { return "programme" }

func (r ReviseProgramme) revise(c *command) {
	reviseRecord(c, r.noun(), r.Programme, r.Version, []list{
		hanging[record.Code]{r.Codes.Given, "record_id"},
		cited(r.Citations),
		hanging[record.RecordTheme]{r.Themes.Given, "record_id"},
		hanging[record.ProgrammeCountry]{r.Countries.Given, "programme_id"},
		hanging[record.ProgrammeOrganisation]{r.Organisations.Given, "programme_id"},
		hanging[record.Target]{r.Targets.Given, "programme_id"},
	}, r.onto)
}

func (r ReviseProgramme) onto(was record.Programme) recordable {
	return Programme{
		Entry:               entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Title:               orText(r.Title, was.Title),
		Aims:                orText(r.Aims, was.Aims),
		Status:              r.Status.or(orZero(was.Status)),
		PlannedFrom:         r.PlannedFrom.or(was.PlannedFrom),
		PlannedTo:           r.PlannedTo.or(was.PlannedTo),
		ActualFrom:          r.ActualFrom.or(was.ActualFrom),
		ActualTo:            r.ActualTo.or(was.ActualTo),
		Countries:           r.Countries.Value,
		Organisations:       r.Organisations.Value,
		AllFundersNamed:     r.AllFundersNamed.or(was.AllFundersNamed),
		Parent:              orNamed(r.Parent, was.ParentID),
		IATIIdentifier:      r.IATIIdentifier.or(orZero(was.IATIIdentifier)),
		AttendanceThreshold: r.AttendanceThreshold.or(was.AttendanceThreshold),
		Codes:               r.Codes.Value,
		Targets:             r.Targets.Value,
		Themes:              r.Themes.Value,
	}
}
