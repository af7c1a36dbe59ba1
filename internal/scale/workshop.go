package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func (p programme) workshopReference(ordinal int) string {
	return fmt.Sprintf("%s-w%d", p.reference(), ordinal+1)
}

func (p programme) workshop(c chance, ordinal int) tracker.Workshop {
	made := tracker.Workshop{
		Entry:  named("workshop", p.workshopReference(ordinal)),
		Keeper: the(p.reference()), Programme: the(p.reference()),
		Title: words(fmt.Sprintf("Workshop %d of programme %d", ordinal+1, p.ordinal+1), fmt.Sprintf("Atelier %d du programme %d", ordinal+1, p.ordinal+1)),
		Kind: oneOf(c, record.ValidationWorkshop, record.ValidationWorkshop, record.Restitution, record.AdvisoryCommitteeMeeting, record.Exchange,
			record.Training, record.Symposium, record.Seminar, record.TabletopExercise, record.PublicHearing, record.ReviewSession),
		State:          record.WorkshopHeld,
		Place:          the(townOf(p.country, c.below(regionsPerCountry), c.below(cerclesPerRegion))),
		Objectives:     sentence(c),
		Participations: []tracker.Participation{{Role: record.Convenor, Organisation: the(p.associations[ordinal%len(p.associations)])}},
	}
	if ordinal < meetingsPerProgramme {
		made.Kind, made.Series, made.Ordinal = record.AdvisoryCommitteeMeeting, the(p.committeeReference()), ordinal+1
		made.Held = p.meetingHeld(ordinal)
		return made
	}
	if c.in(10) {
		made.State = record.WorkshopPlanned
		return made
	}
	made.Held = held(c, c.between(firstDay, lastMade))
	return made
}

// held is when a workshop took place: mostly to the day, sometimes to the month or the year, sometimes not said.
func held(c chance, day record.Date) tracker.Held {
	on := instant(day)
	switch roll := c.below(100); {
	case roll < 8:
		return tracker.Held{}
	case roll < 12:
		return tracker.HeldInYear(on.Year())
	case roll < 20:
		return tracker.HeldInMonth(on.Year(), on.Month())
	default:
		return tracker.HeldFrom(day, later(day, c.below(3)))
	}
}
