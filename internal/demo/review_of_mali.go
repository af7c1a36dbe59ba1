package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const (
	review2008 document = "United Nations, Universal Periodic Review of Mali, 2nd session, 2008"
	review2013 document = "United Nations, Universal Periodic Review of Mali, 15th session, 2013"
)

// reviewOfMali is what other States recommended to Mali in 2008 and 2013 on security, justice and the part of women.
func reviewOfMali() tracker.Batch {
	batch := tracker.Batch{Workshops: []tracker.Workshop{
		reviewSession("upr-mali-2008", review2008, 2008, "Universal Periodic Review of Mali, 2nd session", "Examen périodique universel du Mali, 2e session"),
		reviewSession("upr-mali-2013", review2013, 2013, "Universal Periodic Review of Mali, 15th session", "Examen périodique universel du Mali, 15e session"),
	}}
	for _, outcome := range mali2008() {
		outcome.addTo(&batch, "upr-mali-2008")
	}
	for _, outcome := range mali2013() {
		outcome.addTo(&batch, "upr-mali-2013")
	}
	return batch
}

func reviewSession(reference string, cited document, year int, english, french string) tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", reference, cited.says("")), Title: words(english, french), Kind: record.ReviewSession,
		State: record.WorkshopHeld, Held: tracker.HeldInYear(year),
	}
}

// addTo adds a recommendation to Mali to a batch, with Mali's position and, where it made one, its claim.
func (o outcome) addTo(batch *tracker.Batch, session string) {
	mali := tracker.Source{Organisation: the("government-of-mali")}
	batch.Recommendations = append(batch.Recommendations, o.recommendation("government-of-mali", session))
	batch.Positions = append(batch.Positions, tracker.PositionStatement{
		Recommendation: the(o.reference), Addressee: the("government-of-mali"), Value: o.position, StatedBy: &mali,
	})
	if o.claim == nil {
		return
	}
	batch.FollowUps = append(batch.FollowUps, tracker.FollowUp{
		Entry:          entry("follow_up", o.reference+"-claim", *o.claim),
		Recommendation: the(o.reference), Addressee: the("government-of-mali"),
		AsOf: record.Day(2013, time.December, 31), Implementation: record.InProgress, Assurance: record.Claimed, StatedBy: mali, Accepted: true,
		Note: words("Mali's account puts this among what it has carried out or is carrying out, without telling which; hence in progress.",
			"Le Mali range ceci parmi ce qu'il a réalisé ou réalise, sans dire lequel des deux ; d'où : en cours."),
	})
}

// claimed cites the paragraph in which Mali says that a recommendation is done or under way.
func claimed(paragraph string) *tracker.Citation {
	cited := review2013.implies(paragraph,
		"The paragraph was matched with the recommendation by comparing their wordings. The report gives no day; the last one of its year is taken, by which it had been said.",
		"Le paragraphe a été rapproché de la recommandation en comparant leurs termes. Le rapport ne donne pas de jour ; le dernier de l'année est retenu, auquel cela avait été dit.")
	return &cited
}

func mali2008() []outcome {
	return []outcome{
		{
			reference: "upr-mali-2008-judicial-independence", citations: cite(review2008, "Canada"), proposers: []string{"canada"},
			english:  "Make the judiciary more independent, root out corruption and treat those in detention by international standards.",
			french:   "Rendre la justice plus indépendante, extirper la corruption et traiter les détenus selon les normes internationales.",
			position: record.Accepted, places: []string{"mali"},
		},
		{
			reference: "upr-mali-2008-juvenile-justice", citations: cite(review2008, "Mexico"), proposers: []string{"mexico"},
			english:  "Bring juvenile justice to every part of the country, with other answers than prison for children who break the law.",
			french:   "Étendre la justice des mineurs à tout le pays, avec d'autres réponses que la prison pour les enfants qui enfreignent la loi.",
			position: record.Accepted, places: []string{"mali"},
		},
	}
}

// cite cites where a review holds a recommendation.
func cite(review document, where string) []tracker.Citation {
	return []tracker.Citation{review.says("recommendation of " + where)}
}
