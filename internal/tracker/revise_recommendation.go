package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseRecommendation says what is to be different of a recommendation. What it says is changed by a new wording, and its stage by a move.
type ReviseRecommendation struct {
	Recommendation Ref
	Version        int
	Reference      Patch[string]
	Priority       Patch[record.Priority]
	MadeOn         Patch[*record.Date]
	DueOn          Patch[*record.Date]
	Study          Patch[Ref]
	Workshop       Patch[Ref]
	Proposers      Patch[[]Party]
	Addressees     Patch[[]Addressee]
	Findings       Patch[[]Ref]
	Places         Patch[[]Ref]
	Programmes     Patch[[]Ref]
	Themes         Patch[[]Ref]
	Instruments    Patch[[]Ref]
	Citations      Patch[[]Citation]
}

func (ReviseRecommendation) noun() string { return "recommendation" }

func (r ReviseRecommendation) revise(c *command) {
	reviseRecord(c, r.noun(), r.Recommendation, r.Version, []list{
		cited(r.Citations),
		hanging[record.Proposer]{r.Proposers.Given, "recommendation_id"},
		addressees{r.Addressees.Given},
		hanging[record.RecommendationFinding]{r.Findings.Given, "recommendation_id"},
		hanging[record.RecommendationPlace]{r.Places.Given, "recommendation_id"},
		hanging[record.RecommendationProgramme]{r.Programmes.Given, "recommendation_id"},
		hanging[record.RecordTheme]{r.Themes.Given, "record_id"},
		hanging[record.RecordInstrument]{r.Instruments.Given, "record_id"},
	}, r.onto)
}

// besidesWordings is a recommendation whose wordings stay as they are.
type besidesWordings struct {
	Recommendation
	says record.Text
}

func (r besidesWordings) check(at path) error {
	if err := r.Entry.check(at); err != nil {
		return err
	}
	return r.checkBesidesWordings(at)
}

func (r besidesWordings) record(c *command, at path) { r.recordBesidesWordings(c, at, r.says) }

func (r ReviseRecommendation) onto(was record.Recommendation) recordable {
	next := Recommendation{
		Entry:       entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:      keeperOf(was.Kept),
		Priority:    r.Priority.or(orZero(was.Priority)),
		MadeOn:      r.MadeOn.or(was.MadeOn),
		DueOn:       r.DueOn.or(was.DueOn),
		Stage:       was.Lifecycle.Stage,
		Since:       was.Lifecycle.Since,
		Study:       orNamed(r.Study, was.StudyID),
		Workshop:    orNamed(r.Workshop, was.WorkshopID),
		Proposers:   r.Proposers.Value,
		Addressees:  r.Addressees.Value,
		Findings:    r.Findings.Value,
		Places:      r.Places.Value,
		Programmes:  r.Programmes.Value,
		Themes:      r.Themes.Value,
		Instruments: r.Instruments.Value,
	}
	if ending := was.Lifecycle.Ending; ending.Kind != nil {
		next.Ending = &Ending{Kind: *ending.Kind, Reason: ending.Reason}
	}
	return besidesWordings{next, was.Text}
}
