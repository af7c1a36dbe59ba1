package tracker

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Step is a step in the life of a recommendation: which one, as the caller has seen it, and since when it stands where the step leads.
type Step struct {
	Recommendation Ref
	Version        int
	Since          *record.Date // today where nil
}

// LastStep is a step that ends the life of a recommendation.
type LastStep struct {
	Step
	Reason record.Text
}

// Supersession is a step by which other recommendations take the place of one.
type Supersession struct {
	LastStep
	By []Ref
}

// Merger is the end of some recommendations in another, which says it all.
type Merger struct {
	Recommendations []Merged
	Into            Ref
	Reason          record.Text
	Since           *record.Date // today where nil
}

// Merged is one of several recommendations that end in another.
type Merged struct {
	Recommendation Ref
	Version        int
}

// Division is a step by which a recommendation ends in several new ones.
type Division struct {
	LastStep
	Into []Recommendation // what is not said of one is as it was of the whole
}

// ValidateRecommendation says that a draft has been validated.
func (t *Tracker) ValidateRecommendation(ctx context.Context, request Request, step Step) (Receipt, error) {
	return t.step(ctx, request, "VALIDATE_RECOMMENDATION", step, record.Validated)
}

// SendBackRecommendation makes what was validated a draft again.
func (t *Tracker) SendBackRecommendation(ctx context.Context, request Request, step Step) (Receipt, error) {
	return t.step(ctx, request, "SEND_BACK_RECOMMENDATION", step, record.Draft)
}

// PublishRecommendation shows a recommendation to everybody, once its study is open.
func (t *Tracker) PublishRecommendation(ctx context.Context, request Request, step Step) (Receipt, error) {
	return t.step(ctx, request, "PUBLISH_RECOMMENDATION", step, record.Published)
}

// ReinstateRecommendation takes up again what had ended. Nothing stands in its place any more.
func (t *Tracker) ReinstateRecommendation(ctx context.Context, request Request, step Step) (Receipt, error) {
	return t.run(ctx, request, "REINSTATE_RECOMMENDATION", step, func(c *command) {
		was := c.take("", step, record.Published, nil)
		if was.Lifecycle.Stage != record.Ended {
			c.fail(fault.About("recommendation", fault.Refused, "It has not ended: there is nothing to take up again."))
		}
		successors := tableOf[record.RecommendationSuccessor](c)
		c.end("recommendation_successor", successors.ids(there[record.RecommendationSuccessor](c, "id", "recommendation_id = ? and ended_by is null", was.ID)))
	})
}

// WithdrawRecommendation ends a recommendation that those who made it take back. A draft that is withdrawn is never shown.
func (t *Tracker) WithdrawRecommendation(ctx context.Context, request Request, last LastStep) (Receipt, error) {
	return t.run(ctx, request, "WITHDRAW_RECOMMENDATION", last, func(c *command) { c.takeLast("", last, record.Withdrawn, nil) })
}

// EndRecommendation ends a recommendation that is no longer applicable.
func (t *Tracker) EndRecommendation(ctx context.Context, request Request, last LastStep) (Receipt, error) {
	return t.run(ctx, request, "END_RECOMMENDATION", last, func(c *command) { c.takeLast("", last, record.NoLongerApplicable, nil) })
}

// SupersedeRecommendation ends a recommendation in whose place others stand.
func (t *Tracker) SupersedeRecommendation(ctx context.Context, request Request, supersession Supersession) (Receipt, error) {
	return t.run(ctx, request, "SUPERSEDE_RECOMMENDATION", supersession, func(c *command) {
		if len(supersession.By) == 0 {
			c.fail(fault.About("by", fault.BadArgument, "Name at least one recommendation that stands in its place."))
		}
		var by []uuid.UUID
		for i, ref := range supersession.By {
			by = append(by, c.findLiving(path("by").item(i), ref))
		}
		c.takeLast("", supersession.LastStep, record.Superseded, by)
	})
}

// MergeRecommendations ends recommendations in another, which the receipt names.
func (t *Tracker) MergeRecommendations(ctx context.Context, request Request, merger Merger) (Receipt, error) {
	return t.run(ctx, request, "MERGE_RECOMMENDATIONS", merger, func(c *command) {
		if len(merger.Recommendations) == 0 {
			c.fail(fault.About("recommendations", fault.BadArgument, "Name at least one recommendation that ends in the other."))
		}
		into := c.findLiving("into", merger.Into)
		for i, merged := range merger.Recommendations {
			last := LastStep{Step{merged.Recommendation, merged.Version, merger.Since}, merger.Reason}
			c.takeLast(path("recommendations").item(i), last, record.Merged, []uuid.UUID{into})
		}
		c.about = cmp.Or(orNone(c.err == nil, into), c.about)
	})
}

// SplitRecommendation ends a recommendation in several new ones.
func (t *Tracker) SplitRecommendation(ctx context.Context, request Request, division Division) (Receipt, error) {
	receipt, err := t.run(ctx, request, "SPLIT_RECOMMENDATION", division, func(c *command) {
		if len(division.Into) < 2 {
			c.fail(fault.About("into", fault.BadArgument, "A recommendation is split into two others at least."))
		}
		whole := c.seized("", division.Step)
		since := c.since(division.Step)
		var parts []uuid.UUID
		for i, part := range division.Into {
			parts = append(parts, c.part(path("into").item(i), part, whole, since))
		}
		c.finish("", division.LastStep, whole, record.Split, parts)
	})
	return receipt, ofNoun("recommendation", err)
}

func (t *Tracker) step(ctx context.Context, request Request, kind string, step Step, to record.LifecycleStage) (Receipt, error) {
	return t.run(ctx, request, kind, step, func(c *command) {
		if was := c.take("", step, to, nil); was.Lifecycle.Stage == record.Ended {
			c.fail(fault.About("recommendation", fault.Refused, "It has ended. What ended by mistake is reinstated."))
		}
	})
}

// take takes a step, and answers with the recommendation as it was.
func (c *command) take(at path, step Step, to record.LifecycleStage, ending *Ending) record.Recommendation {
	was := c.seized(at, step)
	c.advance(at, step, was, to, ending)
	return was
}

// takeLast takes a step that ends a recommendation.
func (c *command) takeLast(at path, last LastStep, kind record.EndingKind, successors []uuid.UUID) {
	c.finish(at, last, c.seized(at, last.Step), kind, successors)
}

// seized is the recommendation that a step is taken with, as it was.
func (c *command) seized(at path, step Step) record.Recommendation {
	id := c.seize("recommendation", at, step.Recommendation, step.Version)
	if c.err != nil {
		return record.Recommendation{}
	}
	return one[record.Recommendation](c, id)
}

func (c *command) since(step Step) record.Date {
	if step.Since == nil {
		return c.today
	}
	return *step.Since
}

// finish ends a recommendation, and says what stands in its place.
func (c *command) finish(at path, last LastStep, was record.Recommendation, kind record.EndingKind, successors []uuid.UUID) {
	if c.err == nil {
		c.fail(checkSomeText(at.to("reason"), last.Reason))
	}
	c.advance(at, last.Step, was, record.Ended, &Ending{Kind: kind, Reason: last.Reason})
	if c.err != nil {
		return
	}
	for _, successor := range successors {
		if successor == was.ID {
			c.fail(fault.About(string(at.to("recommendation")), fault.BadArgument, "A recommendation cannot succeed itself."))
		}
		add(c, record.RecommendationSuccessor{
			Linked: c.linked(keeping{was.KeeperID, record.VisibilityDesk}), RecommendationID: was.ID, SuccessorID: successor,
		})
	}
}

// advance moves a recommendation to another stage, if that is a legal move.
func (c *command) advance(at path, step Step, was record.Recommendation, to record.LifecycleStage, ending *Ending) {
	if c.err != nil {
		return
	}
	since := c.since(step)
	c.fail(checkMove(at.to("recommendation"), LifecycleAxis, was.Lifecycle.Stage, to))
	c.notFuture(at.to("since"), &since)
	if was.Lifecycle.Since != nil && since.Before(*was.Lifecycle.Since) {
		c.fail(fault.About(string(at.to("since")), fault.BadDate, "It has stood where it stands since %s: give that day or a later one.", was.Lifecycle.Since))
	}
	values := map[string]any{
		"lifecycle_stage": to, "lifecycle_since": since, "lifecycle_published": was.Lifecycle.Published || to == record.Published,
		"lifecycle_ending_kind": nil, "lifecycle_ending_reason": nil,
	}
	if ending != nil {
		values["lifecycle_ending_kind"] = ending.Kind
		values["lifecycle_ending_reason"], _ = ending.Reason.Value()
	}
	c.change("recommendation", at.to("recommendation"), was.ID, values)
	c.recommendations = append(c.recommendations, was.ID)
}

// findLiving finds a recommendation that can stand in the place of another.
func (c *command) findLiving(at path, ref Ref) uuid.UUID {
	id := c.find("recommendation", at, ref)
	if c.err == nil && one[record.Recommendation](c, id).Lifecycle.Stage == record.Ended {
		c.fail(fault.About(string(at), fault.Refused, "That recommendation has ended itself, and stands in the place of none."))
	}
	return id
}

// orNone is an id where a condition holds.
func orNone(holds bool, id uuid.UUID) uuid.UUID {
	if holds {
		return id
	}
	return uuid.Nil
}
