package tracker

import (
	"cmp"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// ChangeStory is a story of change to record. Everybody may see it where it is public and the study that collected it, if one did, is open.
type ChangeStory struct {
	Entry
	Keeper         Ref // the programme that keeps the record; administrators alone where none
	Change         record.Text
	Level          record.ChangeLevel
	Source         *Source // who tells it: often a role; not known where nil
	Quote          record.Text
	Significance   record.Text
	Contribution   record.Text
	Verifier       *Source      // nobody verified it where nil
	HappenedOn     *record.Date // not known where nil
	Place          Ref
	PlaceShownAs   record.PlaceLevel // the level of what it lies in as which everybody else is shown the place; as it is where empty, unless it is sensitive itself
	stays          *placement        // where it is revised, and its place is not
	Programme      Ref               // the programme that it is told of
	Study          Ref               // the study that collected it
	Recommendation Ref               // the recommendation that it is evidence for
	Sensitivity    record.Sensitivity
}

func (s ChangeStory) check(at path) error {
	err := cmp.Or(
		s.Entry.check(at),
		checkSomeText(at.to("change"), s.Change),
		checkText(at.to("quote"), s.Quote),
		checkText(at.to("significance"), s.Significance),
		checkText(at.to("contribution"), s.Contribution),
		checkShownAs(at.to("placeShownAs"), s.PlaceShownAs),
	)
	if err == nil && s.Source != nil {
		err = cmp.Or(s.Source.check(at.to("source")), s.checkSource(at.to("source").to("withheld")))
	}
	if err == nil && s.Verifier != nil {
		err = s.Verifier.check(at.to("verifier"))
	}
	return err
}

func (s ChangeStory) checkSource(at path) error {
	if s.Sensitivity == record.ConfidentialThing && s.Source.Name != "" && !s.Source.Withheld {
		return fault.About(string(at), fault.Refused, "The name of who tells a confidential story is withheld.")
	}
	return nil
}

func (s ChangeStory) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), s.Keeper), record.VisibilityDesk}
	c.notFuture(at.to("happenedOn"), s.HappenedOn)
	id := c.begin("change_story", s.Entry)
	c.others = append(c.others, id)
	place, exact := c.placed(at, s.Place, s.PlaceShownAs, s.stays)
	add(c, record.ChangeStory{
		Kept: c.kept(id, k), Reference: orNil(s.Reference), Change: s.Change, Level: s.Level, Quote: s.Quote, Significance: s.Significance,
		Contribution: s.Contribution, HappenedOn: s.HappenedOn, Sensitivity: s.Sensitivity, AuthorID: c.author,
		SourceID:         c.anySource(at.to("source"), k, s.Source),
		VerifierID:       c.anySource(at.to("verifier"), k, s.Verifier),
		PlaceID:          place,
		ExactPlaceID:     exact,
		ProgrammeID:      c.findAny("programme", at.to("programme"), s.Programme),
		StudyID:          c.findAny("study", at.to("study"), s.Study),
		RecommendationID: c.findAny("recommendation", at.to("recommendation"), s.Recommendation),
	})
	c.cite(id, k, s.Citations)
}
