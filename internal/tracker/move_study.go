package tracker

import (
	"context"

	"github.com/suivi-project/suivi/internal/record"
)

// StudyStep is a step in the life of a study, as the caller has seen it.
type StudyStep struct {
	Study   Ref
	Version int
	Stage   record.StudyStage
}

// MoveStudy says how far a study has come.
func (t *Tracker) MoveStudy(ctx context.Context, request Request, step StudyStep) (Receipt, error) {
	receipt, err := t.run(ctx, request, "MOVE_STUDY", step, func(c *command) {
		id := c.seize("study", "", step.Study, step.Version)
		if c.err != nil {
			return
		}
		c.fail(checkMove("stage", StudyAxis, one[record.Study](c, id).Stage, step.Stage))
		c.change("study", "study", id, map[string]any{"stage": step.Stage})
		if step.Stage == record.StudyPublished {
			c.awaitSeries("stage", id)
		}
		c.studies = append(c.studies, id)
	})
	return receipt, blame(ofNoun("study", err), "stage", "disclosure")
}

// StudyDisclosure is how much of a study everybody may see from now on.
type StudyDisclosure struct {
	Study      Ref
	Version    int
	Disclosure record.Disclosure
}

// DiscloseStudy shows or hides a study, and what may be seen of all that hangs on it.
func (t *Tracker) DiscloseStudy(ctx context.Context, request Request, disclosure StudyDisclosure) (Receipt, error) {
	receipt, err := t.run(ctx, request, "DISCLOSE_STUDY", disclosure, func(c *command) {
		id := c.seize("study", "", disclosure.Study, disclosure.Version)
		c.disclose("disclosure", id, disclosure.Disclosure)
	})
	return receipt, ofNoun("study", err)
}

// StudyWithdrawal takes a study back.
type StudyWithdrawal struct {
	Study   Ref
	Version int
}

// WithdrawStudy hides a study and all that hangs on it from everybody but those who keep it.
func (t *Tracker) WithdrawStudy(ctx context.Context, request Request, withdrawal StudyWithdrawal) (Receipt, error) {
	return t.run(ctx, request, "WITHDRAW_STUDY", withdrawal, func(c *command) {
		id := c.seize("study", "", withdrawal.Study, withdrawal.Version)
		c.disclose("study", id, record.Private)
	})
}
