package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// StudyValidation is what a workshop made of a study, and of what the study recommends.
type StudyValidation struct {
	Study      Ref
	Version    int // of the study
	Workshop   Ref
	Outcome    record.ValidationOutcome
	Amendments record.Text // what was amended, in words
	Amended    []Amendment // the recommendations that were worded anew
	Citations  []Citation
}

// Amendment is what a workshop made of the words of a recommendation.
type Amendment struct {
	Recommendation Ref
	Text           record.Text
}

func (a Amendment) check(at path) error { return checkSomeText(at.to("text"), a.Text) }

// RecordValidation records what a workshop made of a study. Where the study is validated, so are its drafts; where it is sent back, what had been
// validated is a draft again. Amendments become wordings.
func (t *Tracker) RecordValidation(ctx context.Context, request Request, validation StudyValidation) (Receipt, error) {
	receipt, err := t.run(ctx, request, "RECORD_VALIDATION", validation, func(c *command) {
		id := c.seize("study", "", validation.Study, validation.Version)
		if c.err == nil {
			c.fail(validation.check())
		}
		if c.err != nil {
			return
		}
		was := one[record.Study](c, id)
		meeting := c.heldMeeting("workshop", validation.Workshop)
		Validation{
			Study: ByID(id), Workshop: ByID(meeting.ID), Outcome: validation.Outcome, Amendments: validation.Amendments, Citations: validation.Citations,
		}.record(c, "")
		for i, amendment := range validation.Amended {
			c.amend(path("amended").item(i), id, meeting, amendment)
		}
		c.settleValidation(was, meeting, validation.Outcome)
	})
	return receipt, blame(ofNoun("study", err), "workshop", "validations")
}

func (v StudyValidation) check() error {
	if len(v.Amended) > 0 && v.Outcome != record.ValidatedWithAmendments {
		return fault.About("amended", fault.BadArgument, "Only a study that is VALIDATED_WITH_AMENDMENTS has amendments.")
	}
	if err := checkEach("amended", v.Amended); err != nil {
		return err
	}
	return Validation{Amendments: v.Amendments, Citations: v.Citations}.check("")
}

// amend words a recommendation of a study as the workshop wants it.
func (c *command) amend(at path, study uuid.UUID, meeting record.Workshop, amendment Amendment) {
	id := c.find("recommendation", at.to("recommendation"), amendment.Recommendation)
	if c.err == nil && orZero(one[record.Recommendation](c, id).StudyID) != study {
		c.fail(fault.About(string(at.to("recommendation")), fault.Refused, "It does not come from that study."))
	}
	if c.err != nil {
		return
	}
	c.touch("recommendation", at.to("recommendation"), id)
	c.reword(at, id, Wording{Kind: record.AmendedWording, Text: amendment.Text, Workshop: ByID(meeting.ID)})
}

// settleValidation moves a study, and what it recommends, to where an outcome puts them.
func (c *command) settleValidation(was record.Study, meeting record.Workshop, outcome record.ValidationOutcome) {
	if c.err != nil {
		return
	}
	var stage record.StudyStage
	var from, to record.LifecycleStage
	switch outcome {
	case record.ValidatedAsItStood, record.ValidatedWithAmendments:
		stage, from, to = record.StudyValidated, record.Draft, record.Validated
	case record.SentBack:
		stage, from, to = record.StudyDrafted, record.Validated, record.Draft
	default: // nobody says what was made of it
		c.touch("study", "study", was.ID)
		return
	}
	c.change("study", "study", was.ID, map[string]any{"stage": stage})
	for _, recommendation := range there[record.Recommendation](c, "id", "study_id = ? and lifecycle_stage = ?", was.ID, from) {
		step := Step{Since: meeting.HeldTo}
		if since := recommendation.Lifecycle.Since; since != nil && step.Since != nil && step.Since.Before(*since) {
			step.Since = since
		}
		c.advance("", step, recommendation, to, nil)
	}
}
