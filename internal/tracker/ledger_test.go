package tracker_test

import (
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// atOnce runs a command many times at once and gives what each answered.
func atOnce(times int, run func(int) (tracker.Receipt, error)) ([]tracker.Receipt, []error) {
	receipts, failures := make([]tracker.Receipt, times), make([]error, times)
	var running sync.WaitGroup
	for i := range times {
		running.Go(func() { receipts[i], failures[i] = run(i) })
	}
	running.Wait()
	return receipts, failures
}

func noFailures(t *testing.T, failures []error) {
	t.Helper()
	for _, err := range failures {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFailedCommandLeavesNothingBehind(t *testing.T) {
	h := newVillage(t)
	records, entries := one[int](h, "select count(*) from record.entry"), one[int](h, "select count(*) from record.audit_entry")
	links := one[int](h, "select count(*) from record.citation")
	_, err := h.Record(t.Context(), byAdministrator, tracker.Batch{
		Organisations: []tracker.Organisation{{
			Entry: tracker.Entry{Reference: "fine", Citations: []tracker.Citation{{Document: "D", Basis: record.Stated}}}, Name: text("Fine"),
		}},
		Workshops: []tracker.Workshop{{Kind: record.Exchange, State: record.WorkshopPlanned, Place: ref("nowhere")}},
	})
	refuses(t, err, fault.UnknownReference, "workshops.0.place")
	if now := one[int](h, "select count(*) from record.entry"); now != records {
		t.Errorf("%d records were left behind", now-records)
	}
	if now := one[int](h, "select count(*) from record.citation"); now != links {
		t.Errorf("%d citations were left behind", now-links)
	}
	if now := one[int](h, "select count(*) from record.audit_entry"); now != entries {
		t.Errorf("%d places in the ledger were taken", now-entries)
	}
	next := h.record(gathering("a"))
	if next.Position != int64(entries+1) {
		t.Errorf("the next command is at %d, want %d", next.Position, entries+1)
	}
}

func TestPositionsAreGaplessAndEntriesChainedUnderConcurrentCommands(t *testing.T) {
	h := newVillage(t)
	before := one[int64](h, "select max(position) from record.audit_entry")
	receipts, failures := atOnce(16, func(int) (tracker.Receipt, error) { return h.Record(t.Context(), by(editorOfA), gathering("a")) })
	noFailures(t, failures)
	seen := map[int64]bool{}
	for _, receipt := range receipts {
		seen[receipt.Position] = true
	}
	for position := before + 1; position <= before+16; position++ {
		if !seen[position] {
			t.Errorf("no command has the place %d", position)
		}
	}
	h.healthy()
}

func TestARequestMadeTwiceHasOneEffect(t *testing.T) {
	h := newVillage(t)
	request := tracker.Request{Account: editorOfA, ID: uuid.New()}
	first, err := h.Record(t.Context(), request, gathering("a"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := h.Record(t.Context(), request, gathering("a"))
	if err != nil {
		t.Fatal(err)
	}
	if !second.Repeated || second.Position != first.Position {
		t.Errorf("got %+v, want a repetition of %+v", second, first)
	}
	if workshops := one[int](h, "select count(*) from record.workshop"); workshops != 1 {
		t.Errorf("there are %d workshops, want 1", workshops)
	}
}

func TestARequestMadeManyTimesAtOnceHasOneEffect(t *testing.T) {
	h := newVillage(t)
	request := tracker.Request{Account: editorOfA, ID: uuid.New()}
	receipts, failures := atOnce(8, func(int) (tracker.Receipt, error) { return h.Record(t.Context(), request, gathering("a")) })
	noFailures(t, failures)
	first := 0
	for _, receipt := range receipts {
		if receipt.Position != receipts[0].Position {
			t.Errorf("got the places %d and %d, want one", receipt.Position, receipts[0].Position)
		}
		if !receipt.Repeated {
			first++
		}
	}
	if first != 1 {
		t.Errorf("%d commands say that they were the first, want 1", first)
	}
}

func TestARequestIDIsRefusedWithAnotherInput(t *testing.T) {
	h := newVillage(t)
	request := tracker.Request{Account: postgres.FirstAdministrator, ID: uuid.New()}
	dated := tracker.Batch{FollowUps: []tracker.FollowUp{h.said("mend-the-bridge", "2024-01-01", record.InProgress)}}
	if _, err := h.Record(t.Context(), request, dated); err != nil {
		t.Fatal(err)
	}
	dated.FollowUps[0].AsOf = day(t, "2024-01-02")
	_, err := h.Record(t.Context(), request, dated)
	refuses(t, err, fault.RequestIDReused, "requestId")
	if _, err := h.Record(t.Context(), tracker.Request{Account: editorOfA, ID: request.ID}, dated); err != nil {
		t.Errorf("another account may use the same id: %v", err)
	}
}

func TestARequestGivesTheSameIDsInEveryHouse(t *testing.T) {
	var found []uuid.UUID
	request := tracker.Request{Account: postgres.FirstAdministrator, ID: uuid.New()}
	for range 2 {
		h := newHouse(t)
		if _, err := h.Record(t.Context(), request, gathering("")); err != nil {
			t.Fatal(err)
		}
		found = append(found, one[uuid.UUID](h, "select id from record.workshop"))
	}
	if found[0] != found[1] {
		t.Errorf("got the ids %v and %v, want one", found[0], found[1])
	}
}

func TestStatementsMadeAtOnceOnOneRecommendationAllCount(t *testing.T) {
	h := newVillage(t)
	months := []string{"2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"}
	_, failures := atOnce(len(months), func(i int) (tracker.Receipt, error) {
		return h.Record(t.Context(), by(editorOfA), tracker.Batch{
			FollowUps: []tracker.FollowUp{h.said("mend-the-bridge", months[i], record.InProgress)},
		})
	})
	noFailures(t, failures)
	if spans := one[int](h, "select count(*) from record.status_span where addressee_id is null and ended_by is null"); spans != 5 {
		t.Errorf("the whole has %d spans, want 5", spans)
	}
	h.healthy()
}

func TestPlacesMadeAtOnceLieInEachOther(t *testing.T) {
	h := newVillage(t)
	_, failures := atOnce(8, func(int) (tracker.Receipt, error) {
		return h.Record(t.Context(), byAdministrator, tracker.Batch{Places: []tracker.Place{{
			Name: text("Hamlet"), Level: record.InformalArea, Within: []tracker.PlaceParent{{Place: ref("village")}},
		}}})
	})
	noFailures(t, failures)
	h.healthy()
}
