package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseAction says what is to be different of an action. How far it has come is told by its progress.
type ReviseAction struct {
	Action    Ref
	Version   int
	Reference Patch[string]
	Owner     Patch[Ref] // one of the addressees of its recommendation
	Title     Patch[record.Text]
	DueOn     Patch[*record.Date]
	Citations Patch[[]Citation]
}

func (ReviseAction) noun() string { return "action" }

func (r ReviseAction) revise(c *command) {
	reviseRecord(c, r.noun(), r.Action, r.Version, []list{cited(r.Citations)}, r.onto)
}

func (r ReviseAction) onto(was record.Action) recordable {
	return Action{
		Entry:          entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Recommendation: ByID(was.RecommendationID),
		Owner:          r.Owner.or(ByID(was.OwnerID)),
		Title:          orText(r.Title, was.Title),
		DueOn:          r.DueOn.or(was.DueOn),
		Progress:       was.Progress,
	}
}
