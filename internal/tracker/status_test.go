package tracker_test

import (
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// status is what the record stores of a whole recommendation.
func (h house) status(reference string) string {
	h.Helper()
	return one[string](h, `select concat_ws(' ', status_implementation, status_assurance, status_as_of, status_derivation, status_summary)
		from record.recommendation where reference = $1`, reference)
}

func (h house) wantStatus(reference, want string) {
	h.Helper()
	if got := h.status(reference); got != want {
		h.Errorf("the status of %s is %s, want %s", reference, got, want)
	}
}

func TestAStatusIsRolledUpFromTheLeadAddressees(t *testing.T) {
	h := newHouse(t)
	const (
		none        = record.Implementation("")
		notStarted  = record.NotStarted
		inProgress  = record.InProgress
		partly      = record.PartiallyImplemented
		done        = record.Implemented
		doneOther   = record.ImplementedOtherwise
		notDone     = record.NotImplemented
		contrary    = record.ContraryActionTaken
		information = record.NoInformation
	)
	h.record(tracker.Batch{Organisations: []tracker.Organisation{
		{Entry: named("first"), Name: text("First")},
		{Entry: named("second"), Name: text("Second")},
		{Entry: named("helper"), Name: text("Helper")},
		{Entry: named("watchers"), Name: text("Watchers")},
	}})
	for i, roll := range []struct {
		first, second, whole record.Implementation
	}{
		{none, none, information},
		{done, done, done},
		{doneOther, doneOther, doneOther},
		{notStarted, notStarted, notStarted},
		{notDone, notDone, notDone},
		{partly, partly, partly},
		{contrary, contrary, contrary},
		{done, contrary, contrary},
		{contrary, none, contrary},
		{done, doneOther, done},
		{done, none, partly},
		{done, notDone, partly},
		{doneOther, notStarted, partly},
		{partly, inProgress, partly},
		{partly, none, partly},
		{inProgress, none, inProgress},
		{inProgress, notStarted, inProgress},
		{inProgress, notDone, inProgress},
		{notStarted, none, notStarted},
		{notDone, none, notDone},
		{notDone, notStarted, notDone},
	} {
		t.Run(fmt.Sprintf("%s and %s", roll.first, roll.second), func(t *testing.T) {
			reference := fmt.Sprintf("roll-%d", i)
			made := tracker.Recommendation{Entry: named(reference), Wordings: final("Do it."), Stage: record.Published}
			batch := tracker.Batch{}
			for _, part := range []struct {
				organisation   string
				implementation record.Implementation
			}{{"first", roll.first}, {"second", roll.second}, {"helper", record.ContraryActionTaken}} {
				made.Addressees = append(made.Addressees, tracker.Addressee{
					Party: tracker.Party{Organisation: ref(part.organisation)}, Lead: part.organisation != "helper", // a helper does not count
				})
				if part.implementation != "" {
					said := h.said(reference, "2024-01-01", part.implementation)
					said.Addressee = ref(part.organisation)
					batch.FollowUps = append(batch.FollowUps, said)
				}
			}
			batch.Recommendations = []tracker.Recommendation{made}
			h.record(batch)
			got := one[record.Implementation](h, "select status_implementation::text from record.recommendation where reference = $1", reference)
			if got != roll.whole {
				t.Errorf("got %s, want %s", got, roll.whole)
			}
		})
	}
	h.healthy()
}

func TestTheStatusOfARecommendation(t *testing.T) {
	h := newVillage(t)
	h.promise("rolled up, it is as sure as its weakest part and as late as its latest", weakestAndLatest)
	h.promise("a statement on the whole goes before the roll-up", wholeBeforeParts)
	h.promise("every status has its summary", summaries)
	h.promise("a dispute makes it disputed and keeps the voices", disputed)
	h.promise("what is submitted, returned or withdrawn does not count", notAccepted)
	h.promise("a late arrival tells of its time and does not move it", lateArrival)
	h.promise("the position of an addressee is its latest statement", latestPosition)
}

func weakestAndLatest(h house) {
	asked := toCouncil("both")
	asked.Addressees = append(asked.Addressees, tracker.Addressee{Party: tracker.Party{Organisation: ref("watchers")}, Lead: true})
	verified := h.said("both", "2024-02-01", record.InProgress)
	verified.Addressee, verified.Assurance = ref("council"), record.Verified
	claimed := h.said("both", "2024-01-01", record.InProgress)
	claimed.Addressee, claimed.Assurance = ref("watchers"), record.Claimed
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{asked}, FollowUps: []tracker.FollowUp{verified, claimed}})
	h.wantStatus("both", "IN_PROGRESS CLAIMED 2024-02-01 ROLLED_UP UNDER_WAY")
}

func wholeBeforeParts(h house) {
	bridge := h.asks("whole")
	part := h.said(bridge, "2024-02-01", record.Implemented)
	part.Addressee = ref("council")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{part, h.said(bridge, "2024-01-01", record.InProgress)}})
	h.wantStatus(bridge, "IN_PROGRESS REPORTED 2024-01-01 STATED UNDER_WAY")
}

func summaries(h house) {
	for i, row := range []struct {
		implementation record.Implementation
		assurance      record.Assurance
		summary        record.Summary
	}{
		{"", "", record.SummaryUnknown},
		{record.NotStarted, record.Reported, record.SummaryNotStarted},
		{record.InProgress, record.Claimed, record.SummaryUnderWay},
		{record.PartiallyImplemented, record.Verified, record.SummaryUnderWay},
		{record.Implemented, record.Verified, record.DoneVerified},
		{record.ImplementedOtherwise, record.Verified, record.DoneVerified},
		{record.Implemented, record.Claimed, record.DoneClaimed},
		{record.Implemented, record.Reported, record.DoneClaimed},
		{record.ImplementedOtherwise, record.Claimed, record.DoneClaimed},
		{record.NotImplemented, record.Verified, record.NotDone},
		{record.ContraryActionTaken, record.Reported, record.Contrary},
	} {
		open, ended := fmt.Sprintf("open-%d", i), fmt.Sprintf("ended-%d", i)
		gone := toCouncil(ended)
		gone.Stage, gone.Ending = record.Ended, &tracker.Ending{Kind: record.Withdrawn, Reason: text("Because.")}
		batch := tracker.Batch{Recommendations: []tracker.Recommendation{toCouncil(open), gone}}
		for _, reference := range []string{open, ended} {
			said := h.said(reference, "2024-01-01", row.implementation)
			said.Assurance = row.assurance
			if row.assurance == record.Claimed {
				said.StatedBy.Organisation = ref("council")
			}
			if row.implementation != "" {
				batch.FollowUps = append(batch.FollowUps, said)
			}
		}
		h.record(batch)
		for reference, want := range map[string]record.Summary{open: row.summary, ended: record.SummaryEnded} {
			got := one[record.Summary](h, "select status_summary from record.recommendation where reference = $1", reference)
			if got != want {
				h.Errorf("%s, %s: %s is %s, want %s", row.implementation, row.assurance, reference, got, want)
			}
		}
	}
}

func disputed(h house) {
	bridge := h.asks("contested")
	claim := h.said(bridge, "2024-01-01", record.Implemented)
	claim.Entry, claim.Assurance, claim.StatedBy.Organisation = named("claim"), record.Claimed, ref("council")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{claim}})
	dispute := h.said(bridge, "2024-02-01", record.NotStarted)
	dispute.Assurance, dispute.Contests = record.Disputed, ref("claim")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{dispute}})
	h.wantStatus(bridge, "IMPLEMENTED DISPUTED 2024-01-01 STATED DONE_CLAIMED")
	voices := one[int](h, "select count(*) from record.recommendation r, open.recommendation_status_voices(r.id, null, null) where r.reference = $1", bridge)
	if voices != 2 {
		h.Errorf("%d voices are heard, want 2", voices)
	}
	h.healthy()
}

func notAccepted(h house) {
	bridge := h.asks("undecided")
	said := h.said(bridge, "2024-01-01", record.InProgress)
	said.Entry, said.Accepted = named("said"), false
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	h.wantStatus(bridge, "NO_INFORMATION UNKNOWN")
	for _, step := range []struct {
		state record.FollowUpState
		want  string
	}{
		{record.FollowUpAccepted, "IN_PROGRESS REPORTED 2024-01-01 STATED UNDER_WAY"},
		{record.FollowUpReturned, "NO_INFORMATION UNKNOWN"},
		{record.FollowUpAccepted, "IN_PROGRESS REPORTED 2024-01-01 STATED UNDER_WAY"},
		{record.FollowUpWithdrawn, "NO_INFORMATION UNKNOWN"},
	} {
		decision := tracker.Decision{FollowUp: ref("said"), State: step.state, Reason: text("Because.")}
		if _, err := h.Decide(h.Context(), by(editorOfA), decision); err != nil {
			h.Fatal(err)
		}
		h.wantStatus(bridge, step.want)
	}
	h.healthy()
}

func lateArrival(h house) {
	bridge := h.asks("late")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said(bridge, "2024-03-01", record.InProgress)}})
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said(bridge, "2024-01-01", record.NotStarted)}})
	h.wantStatus(bridge, "IN_PROGRESS REPORTED 2024-03-01 STATED UNDER_WAY")
	rows, err := h.owner.Query(h.Context(), `select concat_ws(' ', valid_from, valid_to, implementation, ended_by is null) from record.status_span
		where addressee_id is null and recommendation_id = (select id from record.recommendation where reference = $1) order by recorded_from, valid_from`, bridge)
	if err != nil {
		h.Fatal(err)
	}
	got, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		h.Fatal(err)
	}
	want := []string{
		"-infinity infinity NO_INFORMATION f", // what the record knew at first
		"-infinity 2024-03-01 NO_INFORMATION f", "2024-03-01 infinity IN_PROGRESS t",
		"-infinity 2024-01-01 NO_INFORMATION t", "2024-01-01 2024-03-01 NOT_STARTED t",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		h.Errorf("the spans are\n%v, want\n%v", got, want)
	}
	h.healthy()
}

func latestPosition(h house) {
	bridge := h.asks("stance")
	later, earlier := day(h.T, "2024-02-01"), day(h.T, "2024-01-01")
	council := tracker.Source{Organisation: ref("council")}
	for _, statement := range []tracker.PositionStatement{
		{Value: record.Noted},
		{Value: record.Accepted, StatedOn: &later, StatedBy: &council},
		{Value: record.Rejected, StatedOn: &earlier},
	} {
		statement.Recommendation, statement.Addressee = ref(bridge), ref("council")
		h.record(tracker.Batch{Positions: []tracker.PositionStatement{statement}})
	}
	got := one[string](h, "select concat_ws(' ', position_value, position_stated_on, position_stated_by_id is not null) from record.addressee a join record.recommendation r on r.id = a.recommendation_id where r.reference = $1", bridge)
	if got != "ACCEPTED 2024-02-01 t" {
		h.Errorf("the position is %s, want ACCEPTED of 2024-02-01", got)
	}
	h.healthy()
}
