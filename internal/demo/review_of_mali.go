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
	batch := tracker.Batch{
		WorkshopSeries: []tracker.WorkshopSeries{{
			Entry: entry("workshop_series", "upr-mali", review2008.says(""), review2013.says("")),
			Title: words("Universal Periodic Review of Mali", "Examen périodique universel du Mali"),
		}},
		Workshops: []tracker.Workshop{
			reviewSession("upr-mali-2008", review2008, 2008, 1, "Universal Periodic Review of Mali, 2nd session", "Examen périodique universel du Mali, 2e session"),
			reviewSession("upr-mali-2013", review2013, 2013, 2, "Universal Periodic Review of Mali, 15th session", "Examen périodique universel du Mali, 15e session"),
		},
	}
	for _, outcome := range mali2008() {
		outcome.addTo(&batch, "upr-mali-2008")
	}
	for _, outcome := range append(mali2013(), mali2013Unclaimed()...) {
		outcome.addTo(&batch, "upr-mali-2013")
	}
	return batch
}

// reviewSession is a session that reviewed Mali: its number is Mali's own, not the session's.
func reviewSession(reference string, cited document, year, ordinal int, english, french string) tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", reference, cited.says(""), cited.implies("",
			"That it is Mali's first review, or the second, follows from these two being those in hand.",
			"Que ce soit le premier examen du Mali, ou le deuxième, découle de ce que ces deux-là sont ceux que nous avons.")),
		Title: words(english, french), Kind: record.ReviewSession, State: record.WorkshopHeld, Held: tracker.HeldInYear(year),
		Series: the("upr-mali"), Ordinal: ordinal,
	}
}

// addTo adds a recommendation to Mali to a batch, with Mali's position and, where it made one, its claim.
func (o outcome) addTo(batch *tracker.Batch, session string) {
	mali := tracker.Source{Organisation: the("government-of-mali")}
	batch.Recommendations = append(batch.Recommendations, o.recommendation("government-of-mali", session))
	batch.Positions = append(batch.Positions, tracker.PositionStatement{
		Recommendation: the(o.reference), Addressee: the("government-of-mali"), Value: o.position, StatedBy: &mali,
	})
	if o.claim != "" {
		batch.FollowUps = append(batch.FollowUps, o.claimBy(mali))
	}
}

// claimBy is what the State says of its own part: it puts the recommendation among what is done or under way.
func (o outcome) claimBy(state tracker.Source) tracker.FollowUp {
	return tracker.FollowUp{
		Entry: entry("follow_up", o.reference+"-claim", review2013.implies(o.claim,
			"The paragraph was matched with the recommendation by comparing their wordings. The report gives no day; the last one of its year is taken, by which it had been said.",
			"Le paragraphe a été rapproché de la recommandation en comparant leurs termes. Le rapport ne donne pas de jour ; le dernier de l'année est retenu, auquel cela avait été dit.")),
		Recommendation: the(o.reference), Addressee: the("government-of-mali"),
		AsOf: record.Day(2013, time.December, 31), Implementation: record.InProgress, Assurance: record.Claimed, StatedBy: state, Accepted: true,
		Note: words("Mali's account puts this among what it has carried out or is carrying out, without telling which; hence in progress.",
			"Le Mali range ceci parmi ce qu'il a réalisé ou réalise, sans dire lequel des deux ; d'où : en cours."),
		Evidence: []tracker.Evidence{officialText("claim/"+o.reference, review2013, o.claim,
			"Report on the review of Mali, 15th session, 2013", "Rapport sur l'examen du Mali, 15e session, 2013")},
	}
}

// officialText is a public document of the United Nations that a follow-up rests on.
func officialText(name string, cited document, where, english, french string) tracker.Evidence {
	return tracker.Evidence{
		ID: idOf("evidence", name), Kind: record.OfficialText, Sensitivity: record.PublicThing, Title: words(english, french),
		Citations: []tracker.Citation{cited.says(where)},
	}
}

// mali2008 is what was recommended in 2008. No recommendation of 2013 says one of these again: that of the Holy See asks for independent courts
// too, but for other things besides, and neither a fight against corruption nor better prisons.
func mali2008() []outcome {
	return []outcome{
		{
			reference: "upr-mali-2008-judicial-independence", citations: cite(review2008, "Canada"), proposers: []string{"canada"},
			english:  "Make the judiciary more independent, root out corruption and treat those in detention by international standards.",
			french:   "Rendre la justice plus indépendante, extirper la corruption et traiter les détenus selon les normes internationales.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"corruption", "justice"},
		},
		{
			reference: "upr-mali-2008-juvenile-justice", citations: cite(review2008, "Mexico"), proposers: []string{"mexico"},
			english:  "Bring juvenile justice to every part of the country, with other answers than prison for children who break the law.",
			french:   "Étendre la justice des mineurs à tout le pays, avec d'autres réponses que la prison pour les enfants qui enfreignent la loi.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"justice", "childrens-rights"},
		},
	}
}

// cite cites where a review holds a recommendation.
func cite(review document, where string) []tracker.Citation {
	return []tracker.Citation{review.says("recommendation of " + where)}
}
