package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// repeated is of how many recommendations one is said again by the last meeting of the committee, where it was made before.
const repeated = 20

func (p programme) committeeReference() string { return p.reference() + "-committee" }

// committee is the series of the meetings that review what the programme's committee recommended.
func (p programme) committee() tracker.WorkshopSeries {
	return tracker.WorkshopSeries{
		Entry: named("workshop_series", p.committeeReference()), Keeper: the(p.reference()), Organisation: the(p.asked[0]),
		Title: words(fmt.Sprintf("Committee of programme %d", p.ordinal+1), fmt.Sprintf("Comité du programme %d", p.ordinal+1)),
	}
}

// meetingHeld is when a meeting took place: to the day but for two.
func (p programme) meetingHeld(ordinal int) tracker.Held {
	switch day := p.meetingDay(ordinal); ordinal {
	case 2:
		return tracker.HeldInMonth(instant(day).Year(), instant(day).Month())
	case 4:
		return tracker.HeldInYear(instant(day).Year())
	default:
		return tracker.HeldOn(day)
	}
}

// meetingDay is the day of a meeting. They follow each other from firstDay to lastMade.
func (p programme) meetingDay(ordinal int) record.Date {
	apart := daysBetween(firstDay, lastMade) / meetingsPerProgramme
	return later(firstDay, ordinal*apart+p.ordinal%apart)
}

// repetition says that the last meeting said a recommendation again.
func (p programme) repetition(c chance, of tracker.Recommendation) tracker.Repetition {
	last := meetingsPerProgramme - 1
	on := p.meetingDay(last)
	return tracker.Repetition{
		Recommendation: the(of.Reference), Workshop: the(p.workshopReference(last)), StatedOn: &on, Reference: fmt.Sprintf("decision %d", 1+c.below(90)),
	}
}
