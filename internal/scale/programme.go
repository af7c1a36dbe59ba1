package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// programme is one programme, and what belongs to it while it is made.
type programme struct {
	ordinal         int
	country         int
	recommendations int // how many it has

	// Whom it works with, of the country: those who are asked, and those who propose, report and verify.
	asked, associations []string
}

func newProgramme(ordinal, n int) programme {
	c, country := newChance(ordinal), ordinal/programmesPerCountry
	return programme{
		ordinal: ordinal, country: country,
		recommendations: min(recommendationsPerProgramme, n-ordinal*recommendationsPerProgramme),
		asked:           someOf(c, askedPerProgramme, append(ministriesOf(country), councilsOf(country)...)),
		associations:    someOf(c, associationsPerProgramme, associationsOf(country)),
	}
}

func programmeReference(ordinal int) string { return fmt.Sprintf("scale-p%d", ordinal+1) }

func (p programme) reference() string { return programmeReference(p.ordinal) }

// addTo adds the programme to a batch, with its studies, workshops and recommendations, and what was said of them.
func (p programme) addTo(batch *tracker.Batch) {
	c := newChance(p.ordinal)
	batch.Programmes = append(batch.Programmes, p.record(c))
	for i := range studiesPerProgramme {
		batch.Studies = append(batch.Studies, p.study(c, i))
	}
	batch.WorkshopSeries = append(batch.WorkshopSeries, p.committee())
	attended := newChance(attendedFrom + p.ordinal)
	for i := range workshopsPerProgramme {
		workshop := p.workshop(c, i)
		addAttendance(attended, &workshop)
		batch.Workshops = append(batch.Workshops, workshop)
	}
	besides := newChance(besidesFrom + p.ordinal)
	p.addFindings(besides, batch)
	p.addSeries(batch)
	p.addValidations(besides, batch)
	for i := range p.recommendations {
		p.addRecommendation(c, besides, batch, i)
	}
}

// Where the seeds begin of what is rare, and of who came to the workshops: these are decided apart, so that more of them leaves the rest of the
// record as it is.
const (
	besidesFrom  = 1 << 20
	attendedFrom = 2 << 20
)

func (p programme) record(c chance) tracker.Programme {
	began := c.between(firstDay, lastMade)
	ends := later(began, 365*(1+c.below(5)))
	return tracker.Programme{
		Entry:       named("programme", p.reference()),
		Title:       words(fmt.Sprintf("Synthetic programme %d", p.ordinal+1), fmt.Sprintf("Programme synthétique %d", p.ordinal+1)),
		Aims:        sentence(c),
		Status:      oneOf(c, record.Pipeline, record.UnderWay, record.UnderWay, record.Finalisation, record.ActivityClosed, record.Suspended),
		PlannedFrom: &began, PlannedTo: &ends,
		Countries: []tracker.Ref{the(countryOf(p.country))},
		Organisations: []tracker.Involved{
			{Organisation: the(funder), Role: record.Funding},
			{Organisation: the(oneOf(c, p.associations...)), Role: record.Implementing},
		},
	}
}
