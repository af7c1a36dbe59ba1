package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseStudySeries says what is to be different of a series of studies.
type ReviseStudySeries struct {
	StudySeries Ref
	Version     int
	Reference   Patch[string]
	Title       Patch[record.Text]
	Rule        Patch[record.SeriesRule]
	Programme   Patch[Ref]
	Citations   Patch[[]Citation]
}

func (ReviseStudySeries) noun() string { return "study_series" }

func (r ReviseStudySeries) revise(c *command) {
	reviseRecord(c, r.noun(), r.StudySeries, r.Version, []list{cited(r.Citations)}, r.onto)
	if r.Rule.Given {
		c.studies = append(c.studies, c.about) // whether its studies are as the rule has it, the database says: it sees them all
	}
}

func (r ReviseStudySeries) onto(was record.StudySeries) recordable {
	return StudySeries{
		Entry:     entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:    keeperOf(was.Kept),
		Title:     orText(r.Title, was.Title),
		Rule:      r.Rule.or(was.Rule),
		Programme: orNamed(r.Programme, was.ProgrammeID),
	}
}

// ReviseWorkshopSeries says what is to be different of a series of workshops.
type ReviseWorkshopSeries struct {
	WorkshopSeries Ref
	Version        int
	Reference      Patch[string]
	Title          Patch[record.Text]
	Organisation   Patch[Ref]
	Citations      Patch[[]Citation]
}

func (ReviseWorkshopSeries) noun() string { return "workshop_series" }

func (r ReviseWorkshopSeries) revise(c *command) {
	reviseRecord(c, r.noun(), r.WorkshopSeries, r.Version, []list{cited(r.Citations)}, r.onto)
}

func (r ReviseWorkshopSeries) onto(was record.WorkshopSeries) recordable {
	return WorkshopSeries{
		Entry:        entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:       keeperOf(was.Kept),
		Title:        orText(r.Title, was.Title),
		Organisation: orNamed(r.Organisation, was.OrganisationID),
	}
}
