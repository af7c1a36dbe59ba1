package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// EvidenceToAttach is evidence for a follow-up that is there already.
type EvidenceToAttach struct {
	FollowUp Ref
	Evidence
}

// AttachEvidence puts evidence to a follow-up: its author's until it is decided, from then on that of who reviews or keeps the record.
func (t *Tracker) AttachEvidence(ctx context.Context, request Request, attached EvidenceToAttach) (Receipt, error) {
	if err := attached.check(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf("attachEvidence"), attached, func(c *command) {
		said := c.findStated("followUp", attached.FollowUp)
		who := c.standing()
		c.permit("followUp", "attachEvidence", who, said.KeeperID,
			said.AuthorID != nil && *said.AuthorID == who.account && said.State == record.FollowUpSubmitted)
		if c.err == nil && said.State == record.FollowUpWithdrawn {
			c.fail(fault.About("followUp", fault.Refused, "The follow-up was withdrawn, and nothing more is said with it."))
		}
		c.author = &who.account
		c.recommendations = append(c.recommendations, said.RecommendationID)
		c.about = attached.record(c, "", said.ID, keeping{said.KeeperID, record.VisibilityDesk})
	})
}

// StoryToAttach is a story of change that shows what came of a recommendation.
type StoryToAttach struct {
	Entry
	Recommendation Ref
	Change         record.Text
	Level          record.ChangeLevel
	Source         *Source
	Quote          record.Text
	Significance   record.Text
	Contribution   record.Text
	HappenedOn     *record.Date
	Place          Ref
	Sensitivity    record.Sensitivity
}

// AttachStory puts a story of change to a recommendation. What a reporter attaches is for those who keep and review the record, until an editor shows it to everybody.
func (t *Tracker) AttachStory(ctx context.Context, request Request, attached StoryToAttach) (Receipt, error) {
	story := ChangeStory{
		Entry: attached.Entry, Change: attached.Change, Level: attached.Level, Source: attached.Source, Quote: attached.Quote,
		Significance: attached.Significance, Contribution: attached.Contribution, HappenedOn: attached.HappenedOn, Place: attached.Place,
		Recommendation: attached.Recommendation, Sensitivity: attached.Sensitivity,
	}
	if err := story.check(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kindOf("attachStory"), attached, func(c *command) {
		of := c.findSubject("recommendation", attached.Recommendation)
		who := c.standing()
		c.permit("recommendation", "attachStory", who, of.keeper, false)
		if c.err == nil && story.Sensitivity == record.PublicThing && !who.keeps(of.keeper) {
			c.fail(fault.About("sensitivity", fault.Refused, "A story is RESTRICTED or CONFIDENTIAL until an editor shows it to everybody."))
		}
		story.Keeper = refOf(of.keeper)
		c.author = &who.account
		story.record(c, "")
		c.about = c.first
	})
}

// keeps says whether the account keeps what a programme does.
func (s standing) keeps(keeper *uuid.UUID) bool {
	return s.reaches(record.Admin, Everywhere, keeper) || s.reaches(record.Editor, Theirs, keeper)
}
