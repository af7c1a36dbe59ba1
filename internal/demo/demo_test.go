package demo_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/demo"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// house holds the demo record; its owner sees everything.
type house struct {
	*testing.T
	*pgtest.Suivi
	owner *pgx.Conn
}

func loaded(t *testing.T) house {
	t.Helper()
	suivi := pgtest.New(t, postgres.Options{})
	if err := postgres.MakeFirstAdministrator(t.Context(), suivi.OwnerURL); err != nil {
		t.Fatal(err)
	}
	if err := demo.Load(t.Context(), suivi.Database); err != nil {
		t.Fatal(err)
	}
	owner, err := pgx.Connect(t.Context(), suivi.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close(context.Background()) })
	return house{t, suivi, owner}
}

// rows asks for a list of words.
func (h house) rows(question string) []string {
	h.Helper()
	rows, err := h.owner.Query(h.Context(), question)
	if err != nil {
		h.Fatalf("%s: %v", question, err)
	}
	words, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		h.Fatalf("%s: %v", question, err)
	}
	return words
}

// want checks what a question answers with.
func (h house) want(question string, words ...string) {
	h.Helper()
	if difference := cmp.Diff(words, h.rows(question), cmpopts.EquateEmpty()); difference != "" {
		h.Errorf("%s:\n%s", question, difference)
	}
}

// counts is how many rows every table of the record has.
func (h house) counts() map[string]string {
	h.Helper()
	counts := map[string]string{}
	for _, table := range h.rows("select table_name::text from information_schema.tables where table_schema = 'record' and table_type = 'BASE TABLE'") {
		counts[table] = h.rows("select count(*)::text from record." + table)[0]
	}
	return counts
}

func TestLoadingAgainChangesNothing(t *testing.T) {
	h := loaded(t)
	head := "select concat_ws(' ', position, recorded_at, encode(digest, 'hex')) from record.ledger_head"
	counts, before := h.counts(), h.rows(head)
	if err := demo.Load(t.Context(), h.Database); err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(counts, h.counts()); difference != "" {
		t.Errorf("the tables differ:\n%s", difference)
	}
	h.want(head, before...)
}

func TestEveryHouseHoldsTheSameIDs(t *testing.T) {
	ids := "select id::text from record.entry order by id"
	first, second := loaded(t), loaded(t)
	second.want(ids, first.rows(ids)...)
}

func TestEveryRecordIsCited(t *testing.T) {
	h := loaded(t)
	for _, noun := range []string{"organisation", "place", "programme", "study", "workshop", "recommendation", "follow_up"} {
		if h.rows("select count(*)::text from record." + noun)[0] == "0" {
			t.Errorf("there is no %s", noun)
		}
		h.want(fmt.Sprintf("select t.reference::text from record.%s t where not exists (select from record.citation c where c.record_id = t.id)", noun))
	}
}

func TestWhatIsConcludedSaysFromWhat(t *testing.T) {
	loaded(t).want("select document from record.citation where basis = 'INFERRED' and note is null")
}

func TestEveryTextIsInFrenchAndEnglishWithOneOriginal(t *testing.T) {
	h := loaded(t)
	texts := h.rows(`select table_name || '.' || column_name from information_schema.columns
		where table_schema = 'record' and domain_name = 'translated' and table_name in (select tablename from pg_tables where schemaname = 'record')`)
	if len(texts) == 0 {
		t.Fatal("there are no texts")
	}
	for _, text := range texts {
		table, column, _ := strings.Cut(text, ".")
		h.want(fmt.Sprintf(`select t.%[2]s::text from record.%[1]s t where not t.%[2]s ?& array['en', 'fr']
			or t.%[2]s is not null and (select count(*) from jsonb_each(t.%[2]s) said (tag, translation) where translation ->> 'state' = 'ORIGINAL') <> 1`, table, column))
	}
}

func TestTheWorkshopOfKayesIsInTheTownAndItsStudyWaitsForTwoOthers(t *testing.T) {
	h := loaded(t)
	h.want(`select concat_ws(' ', w.held_from, w.held_to, w.held_precision, w.state, p.reference, p.level, c.code)
		from open.workshop w join open.place p on p.id = w.place_id join open.code c on c.record_id = p.within_id and c.vocabulary = 'ISO 3166-2'
		where w.reference = 'kayes-validation-2021'`, "2021-02-09 2021-02-09 DAY HELD kayes-town TOWN ML-1")
	h.want("select count(*)::text from record.place p join record.code c on c.record_id = p.id where p.level = 'TOWN'", "0")
	h.want(`select concat_ws(' ', s.reference, s.stage, s.disclosure, o.acronym) from open.study s join open.programme p on p.id = s.programme_id
		left join open.organisation o on o.id = s.coordinator_id where p.reference = 'security-for-all' order by 1`,
		"gao-security-needs PLANNED ANNOUNCED", "kayes-security-needs VALIDATED ANNOUNCED CERM", "mopti-security-needs PLANNED ANNOUNCED")
}

func TestThePublicReviewsShowPositionsClaimsAndGrades(t *testing.T) {
	h := loaded(t)
	h.want(`select concat_ws(' ', a.position_value, r.status_summary, r.status_assurance, r.status_derivation, count(*))
		from open.recommendation r join open.addressee a on a.recommendation_id = r.id
		group by a.position_value, r.status_summary, r.status_assurance, r.status_derivation order by 1`,
		"ACCEPTED UNDER_WAY CLAIMED ROLLED_UP 14", "ACCEPTED UNKNOWN 4", "NONE_YET DONE_VERIFIED VERIFIED STATED 3",
		"NONE_YET NOT_DONE VERIFIED STATED 1", "NONE_YET UNDER_WAY VERIFIED STATED 2", "NOTED UNKNOWN 2")
	h.want(`select o.reference::text from open.recommendation r join open.proposer p on p.recommendation_id = r.id
		join open.organisation o on o.id = p.organisation_id where r.reference = 'upr-mali-2013-111-19' order by p.ordinal`, "canada", "montenegro")
	h.want("select reference::text from open.recommendation where due_on is not null")
}
