package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseStudy says what is to be different of a study. How far it has come and how much of it is shown are moves of their own.
type ReviseStudy struct {
	Study        Ref
	Version      int
	Reference    Patch[string]
	Title        Patch[record.Text]
	Kind         Patch[record.StudyKind]
	Aims         Patch[record.Text]
	Series       Patch[Ref]
	Programme    Patch[Ref]
	Coordinator  Patch[Ref]
	Commissioner Patch[Ref]
	Experts      Patch[[]Source]
	Methods      Patch[[]Method]
	Groups       Patch[[]Group]
	Places       Patch[[]Ref]
	Themes       Patch[[]Ref]
	Instruments  Patch[[]Ref]
	Reported     Patch[[]ReportedCount]
	Documents    Patch[[]Document]
	BasedOn      Patch[[]Ground]
	Citations    Patch[[]Citation]
}

func (ReviseStudy) noun() string { return "study" }

func (r ReviseStudy) revise(c *command) {
	reviseRecord(c, r.noun(), r.Study, r.Version, []list{
		cited(r.Citations),
		hanging[record.StudyExpert]{r.Experts.Given, "study_id"},
		hanging[record.StudyMethod]{r.Methods.Given, "study_id"},
		hanging[record.StudyGroup]{r.Groups.Given, "study_id"},
		hanging[record.StudyPlace]{r.Places.Given, "study_id"},
		hanging[record.RecordTheme]{r.Themes.Given, "record_id"},
		hanging[record.RecordInstrument]{r.Instruments.Given, "record_id"},
		reportedCounts{r.Reported.Given},
		hanging[record.Document]{r.Documents.Given, "record_id"},
		hanging[record.Lineage]{r.BasedOn.Given, "record_id"},
	}, r.onto)
}

func (r ReviseStudy) onto(was record.Study) recordable {
	return Study{
		Entry:        entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:       keeperOf(was.Kept),
		Title:        orText(r.Title, was.Title),
		Kind:         r.Kind.or(was.Kind),
		Aims:         orText(r.Aims, was.Aims),
		Stage:        was.Stage,
		Disclosure:   was.Disclosure,
		Series:       orNamed(r.Series, was.SeriesID),
		Programme:    orNamed(r.Programme, was.ProgrammeID),
		Coordinator:  orNamed(r.Coordinator, was.CoordinatorID),
		Commissioner: orNamed(r.Commissioner, was.CommissionerID),
		Experts:      r.Experts.Value,
		Methods:      r.Methods.Value,
		Groups:       r.Groups.Value,
		Places:       r.Places.Value,
		Themes:       r.Themes.Value,
		Instruments:  r.Instruments.Value,
		Reported:     r.Reported.Value,
		Documents:    r.Documents.Value,
		BasedOn:      r.BasedOn.Value,
	}
}
