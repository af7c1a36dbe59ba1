package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func (p programme) findingReference(ordinal int) string {
	return fmt.Sprintf("%s-f%d", p.reference(), ordinal+1)
}

// addFindings adds what the programme's studies and workshops found; here and there a workshop was held in response.
func (p programme) addFindings(c chance, batch *tracker.Batch) {
	for i := range findingsPerProgramme {
		found := tracker.Finding{
			Entry: named("finding", p.findingReference(i)), Keeper: the(p.reference()), Number: i + 1, Text: sentence(c),
			Kind: oneOf(c, record.Driver, record.Challenge, record.Need, record.GoodPractice),
		}
		if i%4 == 3 {
			found.Workshops = []tracker.Ref{the(p.workshopReference(c.below(workshopsPerProgramme)))}
		} else {
			found.Studies = []tracker.Ref{the(p.studyReference(i % studiesPerProgramme))}
		}
		batch.Findings = append(batch.Findings, found)
	}
}

// addSeries adds the series that the programme's studies belong to. They wait for nothing.
func (p programme) addSeries(batch *tracker.Batch) {
	batch.StudySeries = append(batch.StudySeries, tracker.StudySeries{
		Entry: named("study_series", p.studySeriesReference()), Keeper: the(p.reference()), Programme: the(p.reference()), Rule: record.NoRule,
		Title: called("Studies of " + p.reference()),
	})
}

func (p programme) studySeriesReference() string { return p.reference() + "-studies" }

// addValidations has each of the programme's studies that is not published yet put to a workshop: what a workshop makes of one comes before.
func (p programme) addValidations(c chance, batch *tracker.Batch) {
	for i, study := range batch.Studies[len(batch.Studies)-studiesPerProgramme:] {
		outcome := oneOf(c, record.ValidatedAsItStood, record.ValidatedWithAmendments, record.SentBack, record.ValidationNotStated)
		if study.Stage != record.StudyPublished {
			batch.Validations = append(batch.Validations, tracker.Validation{Study: the(study.Reference), Workshop: the(p.workshopReference(i)), Outcome: outcome})
		}
	}
}
