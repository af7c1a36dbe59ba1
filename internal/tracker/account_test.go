package tracker_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func gathering(keeper string) tracker.Batch {
	made := tracker.Workshop{Kind: record.Exchange, State: record.WorkshopPlanned}
	if keeper != "" {
		made.Keeper = ref(keeper)
	}
	return tracker.Batch{Workshops: []tracker.Workshop{made}}
}

func TestWhoMayWrite(t *testing.T) {
	h := newVillage(t)
	h.promise("nobody without an account", nobodyWithoutAnAccount)
	h.promise("an editor into their own programme alone", editorsIntoTheirOwn)
	h.promise("a follow-up by an editor of the programme that keeps its recommendation", followUpsByTheirKeepers)
	h.promise("a reporter nothing", reportersNothing)
	h.promise("accounts by an administrator alone", accountsByAdministrators)
	h.promise("an editor not what another programme hides", hiddenFromOthers)
	h.promise("a disabled account nothing", disabledNothing)
}

func nobodyWithoutAnAccount(h house) {
	for _, stranger := range []uuid.UUID{uuid.Nil, uuid.New()} {
		_, err := h.Record(h.Context(), by(stranger), gathering(""))
		refuses(h.T, err, fault.Forbidden, "")
	}
}

func editorsIntoTheirOwn(h house) {
	if _, err := h.Record(h.Context(), by(editorOfA), gathering("a")); err != nil {
		h.Fatal(err)
	}
	_, err := h.Record(h.Context(), by(editorOfA), gathering("b"))
	refuses(h.T, err, fault.Forbidden, "")
	_, err = h.Record(h.Context(), by(editorOfA), gathering(""))
	refuses(h.T, err, fault.Forbidden, "")
}

func followUpsByTheirKeepers(h house) {
	batch := tracker.Batch{FollowUps: []tracker.FollowUp{h.said("mend-the-bridge", "2024-01-01", record.InProgress)}}
	_, err := h.Record(h.Context(), by(editorOfB), batch)
	refuses(h.T, err, fault.Forbidden, "")
	if _, err := h.Record(h.Context(), by(editorOfA), batch); err != nil {
		h.Fatal(err)
	}
}

func reportersNothing(h house) {
	_, err := h.Record(h.Context(), by(reporterOfA), gathering("a"))
	refuses(h.T, err, fault.Forbidden, "")
}

func disabledNothing(h house) {
	if _, err := h.owner.Exec(h.Context(), "update record.account set disabled = true where id = $1", editorOfA); err != nil {
		h.Fatal(err)
	}
	_, err := h.Record(h.Context(), by(editorOfA), gathering("a"))
	refuses(h.T, err, fault.Forbidden, "")
}

func accountsByAdministrators(h house) {
	_, err := h.Record(h.Context(), by(editorOfA), tracker.Batch{Accounts: []tracker.Account{{Name: "Friend"}}})
	refuses(h.T, err, fault.Forbidden, "")
	h.record(tracker.Batch{Accounts: []tracker.Account{{Name: "Friend"}}})
}

func hiddenFromOthers(h house) {
	h.record(tracker.Batch{Studies: []tracker.Study{{
		Entry: named("secret"), Keeper: ref("b"), Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Private,
	}}})
	_, err := h.Disclose(h.Context(), by(editorOfA), ref("secret"), record.Open)
	refuses(h.T, err, fault.UnknownReference, "study")
	if _, err := h.Disclose(h.Context(), by(editorOfB), ref("secret"), record.Announced); err != nil {
		h.Fatal(err)
	}
	_, err = h.Disclose(h.Context(), by(editorOfA), ref("secret"), record.Open)
	refuses(h.T, err, fault.Forbidden, "study")
}

func TestTheFirstAdministratorIsMadeOnceAndIsInTheLedger(t *testing.T) {
	h := newHouse(t)
	done := make(chan error)
	for range 4 {
		go func() { done <- postgres.MakeFirstAdministrator(t.Context(), h.suivi.OwnerURL) }()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if entries := one[int](h, "select count(*) from record.audit_entry"); entries != 1 {
		t.Errorf("the ledger has %d entries, want 1", entries)
	}
	h.healthy()
}
