package graph

import (
	"context"
	"reflect"

	"github.com/suivi-project/suivi/internal/tracker"
)

// command is what a mutation does: which struct its input is read into, and what is run with it.
type command struct {
	input reflect.Type
	run   func(ctx context.Context, to *tracker.Tracker, request tracker.Request, input reflect.Value) (tracker.Receipt, error)
}

// of makes a command of a method of the tracker.
func of[Input any](method func(*tracker.Tracker, context.Context, tracker.Request, Input) (tracker.Receipt, error)) command {
	return command{
		input: reflect.TypeFor[Input](),
		run: func(ctx context.Context, to *tracker.Tracker, request tracker.Request, input reflect.Value) (tracker.Receipt, error) {
			return method(to, ctx, request, input.Interface().(Input)) //nolint:forcetypeassert // it was made of that type
		},
	}
}

// creates makes a command that records one new record.
func creates[Input any](in func(Input) tracker.Batch) command {
	return of(func(to *tracker.Tracker, ctx context.Context, request tracker.Request, input Input) (tracker.Receipt, error) {
		return to.Create(ctx, request, in(input))
	})
}

// revises makes a command that revises a record.
func revises[Input tracker.Revision]() command {
	return of(func(to *tracker.Tracker, ctx context.Context, request tracker.Request, input Input) (tracker.Receipt, error) {
		return to.Revise(ctx, request, input)
	})
}

// commands are what the schema's mutations do, by their names. The server does not start with a mutation that is not among them, nor with an input
// that its command does not take.
var commands = map[string]command{
	"createOrganisation": creates(func(o tracker.Organisation) tracker.Batch {
		return tracker.Batch{Organisations: []tracker.Organisation{o}}
	}),
	"createPlace":       creates(func(p tracker.Place) tracker.Batch { return tracker.Batch{Places: []tracker.Place{p}} }),
	"createTheme":       creates(func(t tracker.Theme) tracker.Batch { return tracker.Batch{Themes: []tracker.Theme{t}} }),
	"createInstrument":  creates(func(i tracker.Instrument) tracker.Batch { return tracker.Batch{Instruments: []tracker.Instrument{i}} }),
	"createProgramme":   creates(func(p tracker.Programme) tracker.Batch { return tracker.Batch{Programmes: []tracker.Programme{p}} }),
	"createStudySeries": creates(func(s tracker.StudySeries) tracker.Batch { return tracker.Batch{StudySeries: []tracker.StudySeries{s}} }),
	"createStudy":       creates(func(s tracker.Study) tracker.Batch { return tracker.Batch{Studies: []tracker.Study{s}} }),
	"createFinding":     creates(func(f tracker.Finding) tracker.Batch { return tracker.Batch{Findings: []tracker.Finding{f}} }),
	"createWorkshopSeries": creates(func(s tracker.WorkshopSeries) tracker.Batch {
		return tracker.Batch{WorkshopSeries: []tracker.WorkshopSeries{s}}
	}),
	"createWorkshop": creates(func(w tracker.Workshop) tracker.Batch { return tracker.Batch{Workshops: []tracker.Workshop{w}} }),
	"createRecommendation": creates(func(r tracker.Recommendation) tracker.Batch {
		return tracker.Batch{Recommendations: []tracker.Recommendation{r}}
	}),
	"createChangeStory": creates(func(s tracker.ChangeStory) tracker.Batch {
		return tracker.Batch{ChangeStories: []tracker.ChangeStory{s}}
	}),
	"reviseOrganisation":      revises[tracker.ReviseOrganisation](),
	"revisePlace":             revises[tracker.RevisePlace](),
	"reviseTheme":             revises[tracker.ReviseTheme](),
	"reviseInstrument":        revises[tracker.ReviseInstrument](),
	"reviseProgramme":         revises[tracker.ReviseProgramme](),
	"reviseStudySeries":       revises[tracker.ReviseStudySeries](),
	"reviseStudy":             revises[tracker.ReviseStudy](),
	"reviseFinding":           revises[tracker.ReviseFinding](),
	"reviseWorkshopSeries":    revises[tracker.ReviseWorkshopSeries](),
	"reviseWorkshop":          revises[tracker.ReviseWorkshop](),
	"reviseRecommendation":    revises[tracker.ReviseRecommendation](),
	"reviseAction":            revises[tracker.ReviseAction](),
	"reviseChangeStory":       revises[tracker.ReviseChangeStory](),
	"validateRecommendation":  of((*tracker.Tracker).ValidateRecommendation),
	"sendBackRecommendation":  of((*tracker.Tracker).SendBackRecommendation),
	"publishRecommendation":   of((*tracker.Tracker).PublishRecommendation),
	"reinstateRecommendation": of((*tracker.Tracker).ReinstateRecommendation),
	"withdrawRecommendation":  of((*tracker.Tracker).WithdrawRecommendation),
	"endRecommendation":       of((*tracker.Tracker).EndRecommendation),
	"supersedeRecommendation": of((*tracker.Tracker).SupersedeRecommendation),
	"mergeRecommendations":    of((*tracker.Tracker).MergeRecommendations),
	"splitRecommendation":     of((*tracker.Tracker).SplitRecommendation),
	"rewordRecommendation":    of((*tracker.Tracker).RewordRecommendation),
	"rollForward":             of((*tracker.Tracker).RollForward),
	"moveStudy":               of((*tracker.Tracker).MoveStudy),
	"discloseStudy":           of((*tracker.Tracker).DiscloseStudy),
	"withdrawStudy":           of((*tracker.Tracker).WithdrawStudy),
	"recordValidation":        of((*tracker.Tracker).RecordValidation),
	"recordReview":            of((*tracker.Tracker).RecordReview),
	"submitFollowUp":          of((*tracker.Tracker).SubmitFollowUp),
	"resubmitFollowUp":        of((*tracker.Tracker).ResubmitFollowUp),
	"withdrawFollowUp":        of((*tracker.Tracker).WithdrawFollowUp),
	"acceptFollowUp":          of((*tracker.Tracker).AcceptFollowUp),
	"returnFollowUp":          of((*tracker.Tracker).ReturnFollowUp),
	"verifyFollowUp":          of((*tracker.Tracker).VerifyFollowUp),
	"disputeFollowUp":         of((*tracker.Tracker).DisputeFollowUp),
	"reopen":                  of((*tracker.Tracker).Reopen),
	"downgrade":               of((*tracker.Tracker).Downgrade),
	"recordPosition":          of((*tracker.Tracker).RecordPosition),
	"commitToAction":          of((*tracker.Tracker).CommitToAction),
	"recordProgress":          of((*tracker.Tracker).RecordProgress),
	"attachEvidence":          of((*tracker.Tracker).AttachEvidence),
	"attachStory":             of((*tracker.Tracker).AttachStory),
	"revealSource":            of((*tracker.Tracker).RevealSource),
	"erase":                   of((*tracker.Tracker).Erase),
}
