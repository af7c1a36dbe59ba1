package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func (p programme) recommendationReference(ordinal int) string {
	return fmt.Sprintf("%s-%d", p.reference(), ordinal+1)
}

// addRecommendation adds a recommendation to a batch, with the positions of those whom it asks and the follow-ups on it.
func (p programme) addRecommendation(c, besides chance, batch *tracker.Batch, ordinal int) {
	made := p.recommendation(c, ordinal)
	p.addRarities(besides, &made)
	batch.Recommendations = append(batch.Recommendations, made)
	for _, addressee := range made.Addressees {
		if addressee.Organisation != (tracker.Ref{}) && c.in(60) {
			batch.Positions = append(batch.Positions, position(c, made, addressee))
		}
	}
	p.addAction(besides, batch, made)
	p.addStory(besides, batch, made)
	said := p.followUps(c, made, ordinal)
	for i := range said {
		addEvidence(besides, &said[i])
	}
	batch.FollowUps = append(batch.FollowUps, said...)
	if ordinal%repeated == 0 && made.MadeOn.Before(p.meetingDay(meetingsPerProgramme-1)) {
		batch.Repetitions = append(batch.Repetitions, p.repetition(c, made))
	}
}

func (p programme) recommendation(c chance, ordinal int) tracker.Recommendation {
	madeOn, workshop := c.between(firstDay, lastMade), c.below(workshopsPerProgramme)
	inWorkshop := c.in(70)
	if inWorkshop && workshop < meetingsPerProgramme {
		madeOn = p.meetingDay(workshop)
	}
	made := tracker.Recommendation{
		Entry:  tracker.Entry{Reference: p.recommendationReference(ordinal)},
		Keeper: the(p.reference()), MadeOn: &madeOn, Stage: stage(c),
		Wordings:   []tracker.Wording{{Kind: record.FinalWording, Text: sentence(c)}},
		Addressees: p.addressees(c), Proposers: p.proposers(c),
		Programmes: []tracker.Ref{the(p.reference())},
		Places:     []tracker.Ref{the(anyPlace(c, p.country))},
	}
	if made.Stage == record.Ended {
		made.Ending = &tracker.Ending{Kind: oneOf(c, record.Superseded, record.Merged, record.Withdrawn, record.NoLongerApplicable), Reason: sentence(c)}
	}
	if c.in(60) {
		due := later(madeOn, 90+c.below(5*365))
		made.DueOn = &due
	}
	if c.in(50) {
		made.Priority = oneOf(c, record.High, record.Medium, record.Medium, record.Low)
		made.Citations = []tracker.Citation{{Document: "Synthetic report", Locator: fmt.Sprintf("paragraph %d", 1+c.below(90)), Basis: record.Stated}}
	}
	if c.in(60) {
		made.Themes = []tracker.Ref{the(oneOf(c, themes...))}
	}
	if c.in(80) {
		made.Study = the(p.studyReference(c.below(studiesPerProgramme)))
	}
	if inWorkshop {
		made.Workshop = the(p.workshopReference(workshop))
	}
	return made
}

func stage(c chance) record.LifecycleStage {
	switch roll := c.below(100); {
	case roll < 6:
		return record.Draft
	case roll < 9:
		return record.Validated
	case roll < 15:
		return record.Ended
	default:
		return record.Published
	}
}

// addressees are one to three: ministries and councils, and now and then an audience. The first leads.
func (p programme) addressees(c chance) (addressees []tracker.Addressee) {
	for i, organisation := range someOf(c, oneOf(c, 1, 1, 1, 2, 3), p.asked) {
		addressee := tracker.Addressee{Lead: i == 0, Party: tracker.Party{Organisation: the(organisation)}}
		if i > 0 && c.in(30) {
			addressee.Party = anyAudience(c)
		}
		addressees = append(addressees, addressee)
	}
	return addressees
}

func (p programme) proposers(c chance) (proposers []tracker.Party) {
	for _, association := range someOf(c, c.below(3), p.associations) {
		proposers = append(proposers, tracker.Party{Organisation: the(association)})
	}
	if c.in(20) {
		proposers = append(proposers, anyAudience(c))
	}
	return proposers
}

func anyAudience(c chance) tracker.Party {
	return oneOf(c,
		tracker.Party{Audience: record.LocalCommunities, Label: words("The communities", "Les communautés")},
		tracker.Party{Audience: record.CivilSociety, Label: words("Civil society", "La société civile")},
		tracker.Party{Audience: record.InternationalDonors, Label: words("Those who fund", "Les bailleurs")},
		tracker.Party{Audience: record.Media, Label: words("The media", "Les médias")},
	)
}

func position(c chance, on tracker.Recommendation, by tracker.Addressee) tracker.PositionStatement {
	said := tracker.PositionStatement{
		Recommendation: the(on.Reference), Addressee: by.Organisation, StatedBy: &tracker.Source{Organisation: by.Organisation},
		Value: oneOf(c, record.Accepted, record.Accepted, record.Accepted, record.AcceptedInPart, record.Noted, record.Rejected),
	}
	if c.in(80) {
		on := c.between(*on.MadeOn, lastDay)
		said.StatedOn = &on
	}
	return said
}
