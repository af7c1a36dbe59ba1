package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseChangeStory says what is to be different of a story of change.
type ReviseChangeStory struct {
	ChangeStory    Ref
	Version        int
	Reference      Patch[string]
	Change         Patch[record.Text]
	Level          Patch[record.ChangeLevel]
	Source         Patch[*Source]
	Quote          Patch[record.Text]
	Significance   Patch[record.Text]
	Contribution   Patch[record.Text]
	Verifier       Patch[*Source]
	HappenedOn     Patch[*record.Date]
	Place          Patch[Ref]
	PlaceShownAs   Patch[record.PlaceLevel] // with a place alone: as what everybody else is shown it
	Programme      Patch[Ref]
	Study          Patch[Ref]
	Recommendation Patch[Ref]
	Sensitivity    Patch[record.Sensitivity]
	Citations      Patch[[]Citation]
}

func (ReviseChangeStory) noun() string { return "change_story" }

func (r ReviseChangeStory) revise(c *command) {
	reviseRecord(c, r.noun(), r.ChangeStory, r.Version, []list{cited(r.Citations)}, func(was record.ChangeStory) recordable {
		return r.onto(was, c.told(was.SourceID), c.told(was.VerifierID))
	})
}

func (r ReviseChangeStory) onto(was record.ChangeStory, source, verifier *Source) recordable {
	return ChangeStory{
		Entry:          entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:         keeperOf(was.Kept),
		Change:         orText(r.Change, was.Change),
		Level:          r.Level.or(was.Level),
		Source:         r.Source.or(source),
		Quote:          orText(r.Quote, was.Quote),
		Significance:   orText(r.Significance, was.Significance),
		Contribution:   orText(r.Contribution, was.Contribution),
		Verifier:       r.Verifier.or(verifier),
		HappenedOn:     r.HappenedOn.or(was.HappenedOn),
		Place:          orNamed(r.Place, was.PlaceID),
		PlaceShownAs:   r.PlaceShownAs.Value,
		stays:          stays(r.Place, was.PlaceID, was.ExactPlaceID),
		Programme:      orNamed(r.Programme, was.ProgrammeID),
		Study:          orNamed(r.Study, was.StudyID),
		Recommendation: orNamed(r.Recommendation, was.RecommendationID),
		Sensitivity:    r.Sensitivity.or(was.Sensitivity),
	}
}
