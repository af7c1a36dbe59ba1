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

func TestNobodyWritesWithoutAnAccount(t *testing.T) {
	h := newVillage(t)
	for _, stranger := range []uuid.UUID{uuid.Nil, uuid.New()} {
		_, err := h.Record(t.Context(), by(stranger), gathering(""))
		refuses(t, err, fault.Forbidden, "")
	}
}

func TestAnEditorWritesIntoTheirOwnProgrammeAlone(t *testing.T) {
	h := newVillage(t)
	if _, err := h.Record(t.Context(), by(editorOfA), gathering("a")); err != nil {
		t.Fatal(err)
	}
	_, err := h.Record(t.Context(), by(editorOfA), gathering("b"))
	refuses(t, err, fault.Forbidden, "")
	_, err = h.Record(t.Context(), by(editorOfA), gathering(""))
	refuses(t, err, fault.Forbidden, "")
}

func TestAFollowUpIsWrittenByAnEditorOfTheProgrammeThatKeepsItsRecommendation(t *testing.T) {
	h := newVillage(t)
	batch := tracker.Batch{FollowUps: []tracker.FollowUp{h.said("mend-the-bridge", "2024-01-01", record.InProgress)}}
	_, err := h.Record(t.Context(), by(editorOfB), batch)
	refuses(t, err, fault.Forbidden, "")
	if _, err := h.Record(t.Context(), by(editorOfA), batch); err != nil {
		t.Fatal(err)
	}
}

func TestAReporterEditsNothing(t *testing.T) {
	h := newVillage(t)
	_, err := h.Record(t.Context(), by(reporterOfA), gathering("a"))
	refuses(t, err, fault.Forbidden, "")
}

func TestADisabledAccountWritesNothing(t *testing.T) {
	h := newVillage(t)
	if _, err := h.owner.Exec(t.Context(), "update record.account set disabled = true where id = $1", editorOfA); err != nil {
		t.Fatal(err)
	}
	_, err := h.Record(t.Context(), by(editorOfA), gathering("a"))
	refuses(t, err, fault.Forbidden, "")
}

func TestAnAdministratorAloneMakesAccounts(t *testing.T) {
	h := newVillage(t)
	_, err := h.Record(t.Context(), by(editorOfA), tracker.Batch{Accounts: []tracker.Account{{Name: "Friend"}}})
	refuses(t, err, fault.Forbidden, "")
	h.record(tracker.Batch{Accounts: []tracker.Account{{Name: "Friend"}}})
}

func TestAnEditorDoesNotFindWhatAnotherProgrammeHides(t *testing.T) {
	h := newVillage(t)
	h.record(tracker.Batch{Studies: []tracker.Study{{
		Entry: named("secret"), Keeper: ref("b"), Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Private,
	}}})
	_, err := h.Disclose(t.Context(), by(editorOfA), ref("secret"), record.Open)
	refuses(t, err, fault.UnknownReference, "study")
	if _, err := h.Disclose(t.Context(), by(editorOfB), ref("secret"), record.Announced); err != nil {
		t.Fatal(err)
	}
	_, err = h.Disclose(t.Context(), by(editorOfA), ref("secret"), record.Open)
	refuses(t, err, fault.Forbidden, "study")
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
