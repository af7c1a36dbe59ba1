package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// FollowUpToSubmit is what an account says of a recommendation, in the name of its organisation.
type FollowUpToSubmit struct {
	Recommendation Ref
	Addressee      Ref // whose part it is about; the whole where none
	Action         Ref // the action that it is about; none where it is about no one action
	AsOf           record.Date
	Implementation record.Implementation
	Note           record.Text
	Reason         record.Text
	Evidence       []Evidence
	Contests       Ref // the accepted follow-up that it contests
}

// SubmitFollowUp records what an account says, to be looked at before it counts.
func (t *Tracker) SubmitFollowUp(ctx context.Context, request Request, said FollowUpToSubmit) (Receipt, error) {
	return t.run(ctx, request, "SUBMIT_FOLLOW_UP", said, func(c *command) {
		var speaker []uuid.UUID
		c.fail(c.tx.Table("account").Where("id = ? and organisation_id is not null", request.Account).Pluck("organisation_id", &speaker).Error)
		source := Source{Withheld: true}
		if len(speaker) > 0 {
			source = Source{Organisation: ByID(speaker[0])}
		}
		followUp := FollowUp{
			Recommendation: said.Recommendation, Addressee: said.Addressee, Action: said.Action, AsOf: said.AsOf, Implementation: said.Implementation,
			Assurance: record.Reported, Note: said.Note, Reason: said.Reason, StatedBy: source, Evidence: said.Evidence, Contests: said.Contests,
		}
		c.fail(followUp.check(""))
		if c.err == nil {
			followUp.record(c, "")
		}
		c.about = c.first
	})
}
