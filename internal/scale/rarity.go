package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

var instruments = []string{"scale-convention", "scale-goal", "scale-goal-target", "scale-law"}

func instrumentsPart() part {
	return part{"instruments", func() (batch tracker.Batch) {
		for _, reference := range instruments {
			batch.Instruments = append(batch.Instruments, tracker.Instrument{Entry: named("instrument", reference), Name: called(reference[len("scale-"):])})
		}
		return batch
	}}
}

// addRarities gives a recommendation what few have: a finding that it answers, an instrument, a text in a third language.
func (p programme) addRarities(c chance, made *tracker.Recommendation) {
	if c.in(20) {
		made.Findings = []tracker.Ref{the(p.findingReference(c.below(findingsPerProgramme)))}
	}
	if c.in(10) {
		made.Instruments = []tracker.Ref{the(oneOf(c, instruments...))}
	}
	if c.below(200) == 0 {
		last := &made.Wordings[len(made.Wordings)-1]
		last.Text["bm"] = record.Translation{Text: "Baara ka kε.", State: record.Reviewed}
	}
}

// addAction has the lead addressee of one recommendation in ten commit to something.
func (p programme) addAction(c chance, batch *tracker.Batch, on tracker.Recommendation) {
	if !c.in(10) {
		return
	}
	action := tracker.Action{
		Entry: named("action", on.Reference+"-action"), Recommendation: the(on.Reference), Owner: on.Addressees[0].Organisation, Title: sentence(c),
		Progress: oneOf(c, record.ActionPlanned, record.ActionPlanned, record.ActionUnderWay, record.ActionDone, record.ActionDropped),
	}
	if c.in(70) {
		due := later(*on.MadeOn, 90+c.below(3*365))
		action.DueOn = &due
	}
	batch.Actions = append(batch.Actions, action)
}

// addStory tells a story of change of one recommendation in fifty.
func (p programme) addStory(c chance, batch *tracker.Batch, on tracker.Recommendation) {
	if c.below(50) != 0 {
		return
	}
	happened := c.between(*on.MadeOn, lastDay)
	batch.ChangeStories = append(batch.ChangeStories, tracker.ChangeStory{
		Entry: named("change_story", on.Reference+"-story"), Keeper: the(p.reference()), Change: sentence(c),
		Level:  oneOf(c, record.Individual, record.Collective, record.Community, record.Association),
		Source: &tracker.Source{Role: words("Member of a council", "Membre d'un conseil"), Organisation: the(oneOf(c, p.associations...))}, HappenedOn: &happened,
		Place: the(anyPlace(c, p.country)), Programme: the(p.reference()), Recommendation: the(on.Reference), Sensitivity: record.PublicThing,
	})
}

// addEvidence lets three follow-ups in a hundred show something.
func addEvidence(c chance, said *tracker.FollowUp) {
	if !c.in(3) {
		return
	}
	dated := said.AsOf
	said.Evidence = []tracker.Evidence{{
		Kind: oneOf(c, record.DocumentEvidence, record.MinutesEvidence, record.OfficialText), Title: called(fmt.Sprintf("Record %d", 1+c.below(900))), DatedOn: &dated,
		Sensitivity: oneOf(c, record.PublicThing, record.PublicThing, record.RestrictedThing),
	}}
}
