package tracker

import (
	"slices"
	"strings"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Axis is one thing that moves, and the moves of it that are legal. The axes are this one table: commands ask it, docs/moves.md is drawn from it, and
// a move that is not in it is refused.
type Axis struct {
	Name  string   // what moves
	Start []string // where it can begin
	Moves []Move
}

// Move is a way from any of some states to any of some others.
type Move struct {
	From, To []string
	By       string // the mutations that make it
	Needs    string // what it takes besides; nothing where empty
}

// The axes. That a thing is said again as it stands is no move.
var (
	PositionAxis = Axis{
		Name:  "Position of an addressee",
		Start: words(record.NoneYet),
		Moves: []Move{
			{From: words(record.NoneYet), To: positions, By: "recordPosition"},
			{From: positions, To: positions, By: "recordPosition"},
		},
	}
	ImplementationAxis = Axis{
		Name:  "Implementation",
		Start: words(record.NoInformation),
		Moves: []Move{
			{From: words(record.NoInformation), To: undone, By: "submitFollowUp"},
			{From: words(record.NoInformation), To: done, By: "submitFollowUp", Needs: "evidence or a reason"},
			{From: undone, To: done, By: "submitFollowUp", Needs: "evidence or a reason"},
			{From: done, To: done, By: "submitFollowUp", Needs: "evidence or a reason"},
			{From: done, To: open, By: "submitFollowUp, reopen", Needs: "a reason, of reopen"},
			{From: done, To: failed, By: "submitFollowUp, downgrade", Needs: "a reason, of downgrade"},
			{From: undone, To: undone, By: "submitFollowUp"},
		},
	}
	AssuranceAxis = Axis{
		Name:  "Assurance of a status",
		Start: []string{noStatement},
		Moves: []Move{
			{From: assured, To: words(record.Claimed, record.Reported), By: "submitFollowUp"},
			{From: assured, To: words(record.Verified), By: "verifyFollowUp", Needs: "somebody independent of the addressee"},
			{From: words(record.Claimed, record.Reported, record.Verified), To: words(record.Disputed), By: "disputeFollowUp", Needs: "an accepted follow-up that somebody else stated"},
		},
	}
	FollowUpAxis = Axis{
		Name:  "State of a follow-up",
		Start: words(record.FollowUpSubmitted, record.FollowUpAccepted),
		Moves: []Move{
			{From: words(record.FollowUpSubmitted), To: words(record.FollowUpAccepted), By: "acceptFollowUp", Needs: "somebody else than who stated it"},
			{From: words(record.FollowUpSubmitted), To: words(record.FollowUpReturned), By: "returnFollowUp", Needs: "a reason"},
			{From: words(record.FollowUpReturned), To: words(record.FollowUpAccepted), By: "acceptFollowUp", Needs: "somebody else than who stated it"},
			{From: words(record.FollowUpAccepted), To: words(record.FollowUpReturned), By: "returnFollowUp", Needs: "a reason"},
			{From: words(record.FollowUpSubmitted), To: words(record.FollowUpWithdrawn), By: "withdrawFollowUp"},
			{From: words(record.FollowUpReturned), To: words(record.FollowUpWithdrawn), By: "withdrawFollowUp, resubmitFollowUp"},
			{From: words(record.FollowUpAccepted), To: words(record.FollowUpWithdrawn), By: "withdrawFollowUp", Needs: "an editor of the programme"},
		},
	}
	ActionAxis = Axis{
		Name:  "Progress of an action",
		Start: words(record.ActionPlanned, record.ActionUnderWay, record.ActionDone, record.ActionDropped),
		Moves: []Move{
			{From: words(record.ActionPlanned), To: words(record.ActionUnderWay, record.ActionDone, record.ActionDropped), By: "recordProgress"},
			{From: words(record.ActionUnderWay), To: words(record.ActionPlanned, record.ActionDone, record.ActionDropped), By: "recordProgress"},
			{From: words(record.ActionDone), To: words(record.ActionUnderWay), By: "recordProgress"},
			{From: words(record.ActionDropped), To: words(record.ActionPlanned, record.ActionUnderWay), By: "recordProgress"},
		},
	}
	LifecycleAxis = Axis{
		Name:  "Lifecycle of a recommendation",
		Start: words(record.Draft, record.Validated, record.Published, record.Ended),
		Moves: []Move{
			{From: words(record.Draft), To: words(record.Validated), By: "validateRecommendation, recordValidation"},
			{From: words(record.Validated), To: words(record.Draft), By: "sendBackRecommendation, recordValidation"},
			{From: words(record.Draft, record.Validated), To: words(record.Published), By: "publishRecommendation"},
			{From: words(record.Draft, record.Validated, record.Published), To: words(record.Ended), By: "withdrawRecommendation, endRecommendation, supersedeRecommendation, mergeRecommendations, splitRecommendation, recordReview", Needs: "a reason"},
			{From: words(record.Ended), To: words(record.Published), By: "reinstateRecommendation"},
		},
	}
	StudyAxis = Axis{
		Name:  "Stage of a study",
		Start: words(record.StudyPlanned, record.StudyFieldwork, record.StudyDrafted, record.StudyValidated, record.StudyPublished),
		Moves: []Move{
			{From: words(record.StudyPlanned), To: words(record.StudyFieldwork, record.StudyDrafted), By: "moveStudy"},
			{From: words(record.StudyFieldwork), To: words(record.StudyPlanned, record.StudyDrafted), By: "moveStudy"},
			{From: words(record.StudyPlanned, record.StudyFieldwork, record.StudyDrafted), To: words(record.StudyValidated), By: "moveStudy, recordValidation"},
			{From: words(record.StudyDrafted), To: words(record.StudyFieldwork), By: "moveStudy"},
			{From: words(record.StudyValidated), To: words(record.StudyDrafted), By: "moveStudy, recordValidation"},
			{From: words(record.StudyDrafted, record.StudyValidated), To: words(record.StudyPublished), By: "moveStudy", Needs: "all studies of a series that waits for all"},
		},
	}
)

// Axes are all of them, in the order of the page.
func Axes() []Axis {
	return []Axis{PositionAxis, ImplementationAxis, LifecycleAxis, AssuranceAxis, FollowUpAxis, ActionAxis, StudyAxis}
}

// noStatement is where the assurance of a status begins: there is none.
const noStatement = "NO_STATEMENT"

var (
	positions = words(record.Accepted, record.AcceptedInPart, record.Noted, record.Rejected)
	done      = words(record.Implemented, record.ImplementedOtherwise)
	open      = words(record.NotStarted, record.InProgress, record.PartiallyImplemented) // there is something left to do
	failed    = words(record.NotImplemented, record.ContraryActionTaken)
	undone    = slices.Concat(open, failed)
	assured   = append(words(record.Claimed, record.Reported, record.Verified, record.Disputed), noStatement)
)

func words[Value ~string](values ...Value) []string {
	all := make([]string, len(values))
	for i, value := range values {
		all[i] = string(value)
	}
	return all
}

// Allows says whether a move is legal.
func (a Axis) Allows(from, to string) bool {
	return from != to && slices.ContainsFunc(a.Moves, func(m Move) bool { return slices.Contains(m.From, from) && slices.Contains(m.To, to) })
}

// AllowsBy says whether a mutation makes a move.
func (a Axis) AllowsBy(mutation, from, to string) bool {
	return slices.ContainsFunc(a.Moves, func(m Move) bool {
		return slices.Contains(strings.Split(m.By, ", "), mutation) && slices.Contains(m.From, from) && slices.Contains(m.To, to)
	})
}

// From are the states that can be reached from one in a single move, in the order of the table.
func (a Axis) From(state string) (reached []string) {
	for _, move := range a.Moves {
		for _, to := range move.To {
			if a.Allows(state, to) && slices.Contains(move.From, state) && !slices.Contains(reached, to) {
				reached = append(reached, to)
			}
		}
	}
	return reached
}

// checkMove refuses a move that is not in the table.
func checkMove[Value ~string](at path, axis Axis, from, to Value) error {
	if axis.Allows(string(from), string(to)) {
		return nil
	}
	if reached := axis.From(string(from)); len(reached) > 0 {
		return fault.About(string(at), fault.Refused, "It is %s, and from there it can only become one of %s.", from, strings.Join(reached, ", "))
	}
	return fault.About(string(at), fault.Refused, "It is %s, and stays so.", from)
}
