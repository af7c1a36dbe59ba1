package scale

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// disputeFrom is how many follow-ups a recommendation has before one of them is contested.
const disputeFrom = 15

// followUps are the follow-ups on a recommendation, from the oldest to the newest. Where one is to be contested, the dispute counts as one.
func (p programme) followUps(c chance, on tracker.Recommendation, ordinal int) []tracker.FollowUp {
	many := statementsOn(ordinal, p.recommendations)
	if many >= disputeFrom {
		many--
	}
	said := make([]tracker.FollowUp, many)
	for i := range said {
		said[i] = p.followUp(c, on, i)
	}
	slices.SortStableFunc(said, func(a, b tracker.FollowUp) int {
		return cmp.Compare(daysBetween(firstDay, a.AsOf), daysBetween(firstDay, b.AsOf))
	})
	if len(said)+1 >= disputeFrom {
		latest := &said[len(said)-1] // on the whole, so that its dispute is seen in the status
		latest.ID, latest.Accepted, latest.Addressee = contestedOn(on.Reference), true, tracker.Ref{}
	}
	return said
}

func (p programme) followUp(c chance, on tracker.Recommendation, ordinal int) tracker.FollowUp {
	said := tracker.FollowUp{
		Recommendation: the(on.Reference), AsOf: c.between(*on.MadeOn, lastDay), Accepted: c.in(85),
		Implementation: implementation(c),
		Assurance:      oneOf(c, record.Claimed, record.Claimed, record.Reported, record.Reported, record.Verified),
		StatedBy:       tracker.Source{Organisation: the(oneOf(c, p.associations...))},
	}
	lead := on.Addressees[0].Organisation
	if said.Assurance == record.Claimed {
		said.StatedBy = tracker.Source{Organisation: lead}
	}
	if c.in(60) {
		said.Addressee = lead
	}
	if said.Implementation == record.Implemented || said.Implementation == record.ImplementedOtherwise {
		said.Reason = words(fmt.Sprintf("Seen on the spot, visit %d.", ordinal+1), fmt.Sprintf("Constaté sur place, visite %d.", ordinal+1))
	}
	if c.in(30) {
		said.Note = sentence(c)
	}
	return said
}

func implementation(c chance) record.Implementation {
	return oneOf(c, record.NotStarted, record.NotStarted, record.InProgress, record.InProgress, record.InProgress, record.PartiallyImplemented,
		record.PartiallyImplemented, record.Implemented, record.Implemented, record.ImplementedOtherwise, record.NotImplemented, record.ContraryActionTaken)
}

// disputes are what contests the programme's follow-ups.
func (p programme) disputes() (disputes []tracker.FollowUp) {
	c := newChance(-1 - p.ordinal)
	for i := range p.recommendations {
		if statementsOn(i, p.recommendations) >= disputeFrom {
			disputes = append(disputes, p.dispute(c, p.recommendationReference(i)))
		}
	}
	return disputes
}

func (p programme) dispute(c chance, recommendation string) tracker.FollowUp {
	return tracker.FollowUp{
		Recommendation: the(recommendation), Contests: tracker.ByID(contestedOn(recommendation)), AsOf: lastDay,
		Implementation: record.NotImplemented, Assurance: record.Disputed, Accepted: true,
		StatedBy: tracker.Source{Organisation: the(oneOf(c, p.associations...)), Role: words("Members", "Des membres")},
	}
}
