package tracker

import (
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Wording is what a recommendation said, in one or several languages.
type Wording struct {
	Kind     record.WordingKind // a SUMMARY where the text itself is not in hand
	Text     record.Text
	StatedOn *record.Date // not known where nil
	Workshop Ref          // the workshop that stated it
}

func (w Wording) check(at path) error { return checkSomeText(at.to("text"), w.Text) }

// checkWordings checks that the wordings of a recommendation follow one another, so that there is no doubt which one holds.
func checkWordings(at path, wordings []Wording) error {
	if len(wordings) == 0 {
		return fault.About(string(at), fault.BadArgument, "A recommendation says something: give at least one wording.")
	}
	for i := 1; i < len(wordings); i++ {
		before, after := wordings[i-1].StatedOn, wordings[i].StatedOn
		if before == nil || after == nil || !before.Before(*after) {
			return fault.About(string(at.item(i).to("statedOn")), fault.BadArgument,
				"Of several wordings each has its day, and they come in the order of their days.")
		}
	}
	return checkEach(at, wordings)
}

// recordWordings records what the recommendation said; what it says now follows from it.
func (r Recommendation) recordWordings(c *command, at path, id uuid.UUID, k keeping) {
	for i, wording := range r.Wordings {
		c.word(at.item(i), id, k, wording)
	}
}

func (c *command) word(at path, id uuid.UUID, k keeping, wording Wording) {
	c.notFuture(at.to("statedOn"), wording.StatedOn)
	workshop := c.findAny("workshop", at.to("workshop"), wording.Workshop)
	for _, language := range sortedKeys(wording.Text) {
		translation := wording.Text[language]
		add(c, record.Wording{
			Kept: c.kept(c.newID(), k), RecommendationID: id, Kind: wording.Kind, Language: language, State: translation.State,
			Text: translation.Text, StatedOn: wording.StatedOn, WorkshopID: workshop,
		})
	}
}

// sortedKeys are the languages of a text, in one order.
func sortedKeys(text record.Text) []string { return slices.Sorted(maps.Keys(text)) }
