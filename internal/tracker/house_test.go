package tracker_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// today is the day on which the tests take place.
const today = "2024-05-01"

// house is a database of one test, the tracker that writes to it, and its owner, who sees everything.
type house struct {
	*testing.T
	*tracker.Tracker
	suivi *pgtest.Suivi
	owner *pgx.Conn
}

// newHouse is a house with its first administrator and nothing else.
func newHouse(t *testing.T) house {
	t.Helper()
	suivi := pgtest.New(t, postgres.Options{Today: today, Connections: 20})
	if err := postgres.MakeFirstAdministrator(t.Context(), suivi.OwnerURL); err != nil {
		t.Fatal(err)
	}
	owner, err := pgx.Connect(t.Context(), suivi.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close(context.Background()) })
	return house{t, tracker.New(suivi.Database), suivi, owner}
}

// newVillage is a house with what most tests need: two places, two organisations of which one is part of the other, a third, two programmes
// with an editor each, and a recommendation to the council.
func newVillage(t *testing.T) house {
	t.Helper()
	h := newHouse(t)
	h.record(tracker.Batch{
		Organisations: []tracker.Organisation{
			{Entry: named("council"), Name: text("Council")},
			{Entry: named("road-office"), Name: text("Road office"), Parent: ref("council")},
			{Entry: named("watchers"), Name: text("Watchers")},
		},
		Places: []tracker.Place{
			{Entry: named("land"), Name: text("Land"), Level: record.Country},
			{Entry: named("village"), Name: text("Village"), Level: record.Town, Within: []tracker.PlaceParent{{Place: ref("land")}}},
		},
		Programmes: []tracker.Programme{{Entry: named("a"), Title: text("A")}, {Entry: named("b"), Title: text("B")}},
		Accounts: []tracker.Account{
			{ID: editorOfA, Name: "Editor of A", Grants: []tracker.Grant{{Role: record.Editor, Programme: ref("a")}}},
			{ID: editorOfB, Name: "Editor of B", Grants: []tracker.Grant{{Role: record.Editor, Programme: ref("b")}}},
			{ID: reporterOfA, Name: "Reporter of A", Grants: []tracker.Grant{{Role: record.Reporter, Programme: ref("a")}}},
		},
		Recommendations: []tracker.Recommendation{toCouncil("mend-the-bridge")},
	})
	return h
}

var (
	editorOfA   = uuid.MustParse("aaaaaaaa-0000-4000-8000-000000000001")
	editorOfB   = uuid.MustParse("bbbbbbbb-0000-4000-8000-000000000002")
	reporterOfA = uuid.MustParse("aaaaaaaa-0000-4000-8000-000000000003")
)

func text(english string) record.Text {
	return record.Text{"en": {Text: english, State: record.Original}}
}

// final is one adopted wording.
func final(english string) []tracker.Wording {
	return []tracker.Wording{{Kind: record.FinalWording, Text: text(english)}}
}

func named(reference string) tracker.Entry { return tracker.Entry{Reference: reference} }

func ref(reference string) tracker.Ref { return tracker.ByReference(reference) }

func day(t *testing.T, iso string) record.Date {
	t.Helper()
	parsed, err := record.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// toCouncil is a published recommendation, kept by programme A, that the council leads in.
func toCouncil(reference string) tracker.Recommendation {
	return tracker.Recommendation{
		Entry: named(reference), Keeper: ref("a"), Wordings: final("Mend it."), Stage: record.Published,
		Addressees: []tracker.Addressee{{Party: tracker.Party{Organisation: ref("council")}, Lead: true}},
	}
}

// said is an accepted report on a recommendation to the council, by the watchers.
func (h house) said(recommendation, asOf string, implementation record.Implementation) tracker.FollowUp {
	return tracker.FollowUp{
		Recommendation: ref(recommendation), AsOf: day(h.T, asOf), Implementation: implementation, Assurance: record.Reported,
		Reason: text("We saw it."), StatedBy: tracker.Source{Organisation: ref("watchers")}, Accepted: true,
	}
}

func by(account uuid.UUID) tracker.Request { return tracker.Request{Account: account} }

var byAdministrator = by(postgres.FirstAdministrator)

// promise keeps one promise in a house that it shares with others: each writes about records of its own.
func (h house) promise(name string, keep func(house)) {
	h.Helper()
	h.Run(name, func(t *testing.T) { keep(house{t, h.Tracker, h.suivi, h.owner}) })
}

// asks records a recommendation to the council, and answers with its reference.
func (h house) asks(reference string) string {
	h.Helper()
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{toCouncil(reference)}})
	return reference
}

// record records a batch as an administrator.
func (h house) record(batch tracker.Batch) tracker.Receipt {
	h.Helper()
	receipt, err := h.Record(h.Context(), byAdministrator, batch)
	if err != nil {
		h.Fatal(err)
	}
	return receipt
}

// refuses checks that an error is a fault with a code and an argument, and says nothing of the database.
func refuses(t *testing.T, err error, code fault.Code, argument string) {
	t.Helper()
	known, ok := errors.AsType[*fault.Error](err)
	if !ok {
		t.Fatalf("got %v, want %s about %q", err, code, argument)
	}
	if known.Code != code || known.Argument != argument {
		t.Errorf("got %s about %q (%s), want %s about %q", known.Code, known.Argument, known.Message, code, argument)
	}
	if leaks.MatchString(known.Message) {
		t.Errorf("the message tells how the house is built: %s", known.Message)
	}
}

// one asks the owner for one value.
func one[Value any](h house, question string, arguments ...any) (value Value) {
	h.Helper()
	if err := h.owner.QueryRow(h.Context(), question, arguments...).Scan(&value); err != nil {
		h.Fatalf("%s: %v", question, err)
	}
	return value
}

// healthy checks that what is stored is what is derived.
func (h house) healthy() {
	h.Helper()
	complaints, err := postgres.Doctor(h.Context(), h.suivi.OwnerURL)
	if err != nil {
		h.Fatal(err)
	}
	for _, complaint := range complaints {
		h.Errorf("not so: %s (%d rows)", complaint.Check, complaint.Rows)
	}
}
