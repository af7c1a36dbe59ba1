package scale_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
	"github.com/suivi-project/suivi/internal/scale"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// house holds a synthetic record; its owner sees everything.
type house struct {
	*testing.T
	*pgtest.Suivi
	owner *pgx.Conn
}

// today is after everything that happens in the record.
const today = "2026-01-15"

// empty is a house with its first administrator and nothing else.
func empty(t *testing.T) *house {
	t.Helper()
	suivi := pgtest.New(t, postgres.Options{Today: today, StatementTimeout: 10 * time.Minute})
	h := &house{T: t, Suivi: suivi}
	h.must(postgres.MakeFirstAdministrator(t.Context(), suivi.OwnerURL))
	owner, err := pgx.Connect(t.Context(), suivi.OwnerURL)
	h.must(err)
	t.Cleanup(func() { _ = owner.Close(context.Background()) })
	h.owner = owner
	return h
}

func (h *house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// rows asks for a list of words.
func (h *house) words(question string) []string {
	h.Helper()
	rows, err := h.owner.Query(h.Context(), question)
	h.must(err)
	words, err := pgx.CollectRows(rows, pgx.RowTo[string])
	h.must(err)
	return words
}

// want checks what a question answers with.
func (h *house) want(question string, words ...string) {
	h.Helper()
	if got := h.words(question); !slices.Equal(got, words) {
		h.Errorf("%s:\ngot  %q\nwant %q", question, got, words)
	}
}

func TestThereAreAsManyRecommendationsAsAskedForAndFiveFollowUpsForEach(t *testing.T) {
	h := empty(t)
	h.must(scale.Load(t.Context(), h.Database, 415, nil))
	h.want("select count(*)::text from record.recommendation", "415")
	h.want("select count(*)::text from record.follow_up", "2075")
	h.want("select count(*)::text from record.programme", "2")
	h.want("select count(*)::text from record.account_grant where account_id = '"+scale.EditorOfOne.String()+"'", "1")
	h.want("select count(*)::text from record.account_grant where account_id = '"+scale.EditorOfMany.String()+"'", "2")
}

func TestEveryValueOccurs(t *testing.T) {
	h := empty(t)
	h.must(scale.Load(t.Context(), h.Database, 400, nil))
	for column, wanted := range map[string]string{
		"recommendation.status_implementation": "8", "recommendation.status_assurance": "4", "recommendation.status_derivation": "2",
		"recommendation.lifecycle_stage": "4", "recommendation.visibility": "2", "recommendation.priority": "3",
		"follow_up.implementation": "7", "follow_up.assurance": "4", "follow_up.state": "2", // none states that nothing is known
		"addressee.position_value": "5", "study.disclosure": "3", "study.kind": "6", "workshop.held_precision": "4",
	} {
		h.want(distinct(column), wanted)
	}
}

func TestTheMeetingsOfEachProgrammesCommitteeReviewWhatTheOnesBeforeRecommended(t *testing.T) {
	h := empty(t)
	h.must(scale.Load(t.Context(), h.Database, 400, nil))
	h.want("select distinct s.movement from open.workshop w, open.workshop_review(w.id, null, null) s order by 1",
		"ADVANCED", "CLOSED", "REOPENED", "REVERSED", "UNCHANGED")
	h.want(`select count(*)::text from open.workshop w where w.series_id is not null
		and exists (select from open.workshop_review(w.id, null, null) s, open.workshop_review_decision(s.id, w.id, s.status_on, null) d
			where d.kind = 'CARRIED_OVER')`, "1")
}

// distinct counts the values of a column.
func distinct(column string) string {
	for i, letter := range column {
		if letter == '.' {
			return "select count(distinct " + column[i+1:] + ")::text from record." + column[:i]
		}
	}
	return ""
}

func TestTheRecordAgreesWithItself(t *testing.T) {
	h := empty(t)
	h.must(scale.Load(t.Context(), h.Database, 100, nil))
	complaints, err := postgres.Doctor(t.Context(), h.OwnerURL)
	h.must(err)
	for _, complaint := range complaints {
		t.Errorf("not so: %s (%d rows)", complaint.Check, complaint.Rows)
	}
}

func TestTheSameSizeIsTheSameRecordEverywhere(t *testing.T) {
	content := `select r.id || ' ' || r.text || ' ' || coalesce(r.due_on::text, '') || r.status_summary from record.recommendation r
		union all select f.id || ' ' || f.as_of || f.implementation || f.assurance || f.state from record.follow_up f order by 1`
	first, second := empty(t), empty(t)
	first.must(scale.Load(t.Context(), first.Database, 60, nil))
	second.must(scale.Load(t.Context(), second.Database, 60, nil))
	second.want(content, first.words(content)...)
}

func TestLoadingAgainChangesNothing(t *testing.T) {
	h := empty(t)
	h.must(scale.Load(t.Context(), h.Database, 20, nil))
	head := "select concat_ws(' ', position, recorded_at, encode(digest, 'hex')) from record.ledger_head"
	before := h.words(head)
	h.must(scale.Load(t.Context(), h.Database, 20, nil))
	h.want(head, before...)
}

func TestLoadingGoesOnWhereItWasInterrupted(t *testing.T) {
	h := empty(t)
	interrupted, interrupt := context.WithCancel(t.Context())
	err := scale.Load(interrupted, h.Database, 2010, func(int, int) { interrupt() })
	if err == nil {
		t.Fatal("it was not interrupted")
	}
	last := 0
	h.must(scale.Load(t.Context(), h.Database, 2010, func(done, total int) { last = done * 100 / total }))
	h.want("select count(*)::text from record.recommendation", "2010")
	if last != 100 {
		t.Errorf("at the end, %d %% are said to be done", last)
	}
}

func TestARecordOfNoSizeIsRefused(t *testing.T) {
	if err := scale.Load(t.Context(), nil, 0, nil); err == nil {
		t.Error("it was loaded")
	}
}
