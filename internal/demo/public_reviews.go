package demo

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// The public reviews of the United Nations: what they recommended to two States, what those said to it, and what was found later. Texts
// are our summaries.

// outcome is a recommendation of a review and what was said of it.
type outcome struct {
	reference       string
	citations       []tracker.Citation
	english, french string
	proposers       []string
	places          []string
	themes          []string
	instruments     []string
	position        record.PositionValue // none stated where empty
	claim           string               // where the State says that it is done or under way; nowhere where empty
}

// asked is whom a recommendation to a State asks: its government.
func asked(government string) tracker.Addressee {
	return tracker.Addressee{Lead: true, Party: tracker.Party{Audience: record.Government, Organisation: the(government)}}
}

func (o outcome) recommendation(government, session string) tracker.Recommendation {
	addressee := asked(government)
	addressee.ID = idOf("addressee", o.reference)
	recommendation := tracker.Recommendation{
		Entry: entry("recommendation", o.reference, o.citations...), Wordings: summary(o.english, o.french), Stage: record.Published,
		Workshop: the(session), Addressees: []tracker.Addressee{addressee}, Places: all(o.places...),
		Themes: all(o.themes...), Instruments: all(o.instruments...),
	}
	for _, proposer := range o.proposers {
		recommendation.Proposers = append(recommendation.Proposers, tracker.Party{Organisation: the(proposer)})
	}
	return recommendation
}
