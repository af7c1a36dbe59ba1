package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func (p programme) studyReference(ordinal int) string {
	return fmt.Sprintf("%s-s%d", p.reference(), ordinal+1)
}

func (p programme) study(c chance, ordinal int) tracker.Study {
	return tracker.Study{
		Entry:  named("study", p.studyReference(ordinal)),
		Keeper: the(p.reference()), Programme: the(p.reference()),
		Title: words(fmt.Sprintf("Study %d of programme %d", ordinal+1, p.ordinal+1), fmt.Sprintf("Étude %d du programme %d", ordinal+1, p.ordinal+1)),
		Kind:  studyKinds[ordinal%len(studyKinds)],
		Aims:  sentence(c), Stage: oneOf(c, record.StudyFieldwork, record.StudyDrafted, record.StudyValidated, record.StudyPublished),
		Disclosure:  disclosure(ordinal),
		Series:      the(p.studySeriesReference()),
		Coordinator: the(oneOf(c, p.associations...)),
		Experts:     []tracker.Source{{Role: words("Researcher", "Chercheur")}},
		Places:      []tracker.Ref{the(regionOf(p.country, c.below(regionsPerCountry)))},
	}
}

var studyKinds = []record.StudyKind{record.NeedsStudy, record.Assessment, record.Diagnostic, record.Consultation, record.Barometer, record.StoryCollection}

// disclosure makes of ten studies one private and two announced: what they recommend is seen by their keepers alone.
func disclosure(ordinal int) record.Disclosure {
	switch ordinal % 10 {
	case 0:
		return record.Private
	case 1, 2:
		return record.Announced
	default:
		return record.Open
	}
}
