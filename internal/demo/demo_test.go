package demo_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
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

func TestTheDemoRecord(t *testing.T) {
	h := loaded(t)
	for name, promise := range map[string]func(house){
		"loading it again changes nothing":                                      loadingAgain,
		"every record is cited":                                                 cited,
		"what is concluded says from what":                                      concluded,
		"every text is in French and English, with one original":                inTwoLanguages,
		"nothing is translated by people who were not there":                    honestStates,
		"it agrees with itself":                                                 healthy,
		"every reference that the operations use is there":                      references,
		"Kayes is a town, and its study waits for two others":                   kayes,
		"the third meeting in Bamako counts as its source does":                 bamako,
		"the second meeting recommended, and nothing of it is recorded":         previousMeeting,
		"the Governor's favour is a statement and no position":                  governor,
		"a part without a figure is unknown":                                    mediators,
		"ministries are those of the government that citizens questioned":       questions,
		"drivers and recommendations are reported by audience and not invented": reported,
		"the quote is a story whose source is a role":                           story,
		"the reviews show positions, claims and grades":                         reviews,
		"a claim and a grade rest on a public document":                         evidence,
		"every recommendation of the reviews has a theme":                       thematic,
		"a 9 is three regions, depending on who numbers":                        nines,
		"old regions have ended and new ones follow them":                       successors,
	} {
		t.Run(name, func(t *testing.T) { promise(house{t, h.Suivi, h.owner}) })
	}
}

func TestEveryHouseHoldsTheSameIDs(t *testing.T) {
	ids := "select id::text from record.entry order by id"
	first, second := loaded(t), loaded(t)
	second.want(ids, first.rows(ids)...)
}

func TestThePageOfTheDemoRecordIsFresh(t *testing.T) {
	kept, err := os.ReadFile(filepath.Join("..", "..", "docs", "demo-record.md"))
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != demo.Page() {
		t.Error("docs/demo-record.md is stale: run go generate ./internal/demo")
	}
}

func loadingAgain(h house) {
	head := "select concat_ws(' ', position, recorded_at, encode(digest, 'hex')) from record.ledger_head"
	counts, before := h.counts(), h.rows(head)
	if err := demo.Load(h.Context(), h.Database); err != nil {
		h.Fatal(err)
	}
	if difference := cmp.Diff(counts, h.counts()); difference != "" {
		h.Errorf("the tables differ:\n%s", difference)
	}
	h.want(head, before...)
}

func cited(h house) {
	for _, noun := range []string{
		"organisation", "place", "theme", "instrument", "programme", "study_series", "study", "workshop_series", "workshop", "validation", "finding",
		"reported_count", "recommendation", "follow_up", "evidence", "change_story",
	} {
		if h.rows("select count(*)::text from record." + noun)[0] == "0" {
			h.Errorf("there is no %s", noun)
		}
		h.want(fmt.Sprintf("select t.id::text from record.%s t where not exists (select from record.citation c where c.record_id = t.id)", noun))
	}
}

func concluded(h house) {
	h.want("select document from record.citation where basis = 'INFERRED' and note is null")
}

func inTwoLanguages(h house) {
	texts := h.rows(`select table_name || '.' || column_name from information_schema.columns
		where table_schema = 'record' and domain_name = 'translated' and table_name in (select tablename from pg_tables where schemaname = 'record')`)
	if len(texts) == 0 {
		h.Fatal("there are no texts")
	}
	for _, text := range texts {
		table, column, _ := strings.Cut(text, ".")
		h.want(fmt.Sprintf(`select t.%[2]s::text from record.%[1]s t where not t.%[2]s ?& array['en', 'fr']
			or t.%[2]s is not null and (select count(*) from jsonb_each(t.%[2]s) said (tag, translation) where translation ->> 'state' = 'ORIGINAL') <> 1`, table, column))
	}
	h.want("select recommendation_id::text from record.wording group by recommendation_id having count(*) filter (where state = 'ORIGINAL') <> 1 or count(*) <> 2")
}

func honestStates(h house) {
	h.want("select distinct state from record.wording order by 1", "MACHINE", "ORIGINAL")
	h.want("select distinct translation ->> 'state' from record.recommendation r, jsonb_each(r.text) said (tag, translation) order by 1", "MACHINE", "ORIGINAL")
}

func healthy(h house) {
	complaints, err := postgres.Doctor(h.Context(), h.OwnerURL)
	if err != nil {
		h.Fatal(err)
	}
	for _, complaint := range complaints {
		h.Errorf("not so: %s (%d rows)", complaint.Check, complaint.Rows)
	}
}

func references(h house) {
	for noun, wanted := range map[string][]string{
		"programme":       {"security-for-all"},
		"study":           {"scg-north-centre", "niger-resource-management", "stories-kangaba-2022"},
		"workshop_series": {"ccs-bamako"},
		"finding":         {"ccs-capacity"},
		"workshop": {
			"kayes-validation-2021", "ccs-bamako-3", "ccs-segou-niono", "women-security-segou-2017", "eid-2022", "mediation-seminar",
			"media-training-bamako", "human-rights-symposium-14", "niger-restitution",
		},
	} {
		for _, reference := range wanted {
			h.want(fmt.Sprintf("select reference::text from open.%s where reference = '%s'", noun, reference), reference)
		}
	}
}

func kayes(h house) {
	h.want(`select concat_ws(' ', w.held_from, w.held_to, w.held_precision, w.state, p.reference, p.level, c.code)
		from open.workshop w join open.place p on p.id = w.place_id join open.code c on c.record_id = p.within_id and c.vocabulary = 'ISO 3166-2'
		where w.reference = 'kayes-validation-2021'`, "2021-02-09 2021-02-09 DAY HELD kayes-town TOWN ML-1")
	h.want("select count(*)::text from record.place p join record.code c on c.record_id = p.id where p.level = 'TOWN'", "0")
	h.want(`select concat_ws(' ', s.reference, s.stage, s.disclosure, o.acronym) from open.study s join open.study_series x on x.id = s.series_id
		left join open.organisation o on o.id = s.coordinator_id where x.reference = 'security-for-all-studies' and x.rule = 'ALL_VALIDATED' order by 1`,
		"gao-security-needs PLANNED ANNOUNCED", "kayes-security-needs VALIDATED ANNOUNCED CERM", "mopti-security-needs PLANNED ANNOUNCED")
	h.want(`select concat_ws(' ', v.outcome, c.basis) from open.validation v join open.workshop w on w.id = v.workshop_id join open.citation c on c.record_id = v.id
		where w.reference = 'kayes-validation-2021'`, "VALIDATED_WITH_AMENDMENTS INFERRED")
}

// present is what the public sees of a workshop's attendance.
func (h house) present(workshop string, cells ...string) {
	h.Helper()
	h.want(fmt.Sprintf(`select concat_ws(' ', a.dimension, a.key, a.quantity_kind, a.quantity_value) from open.attendance_cell a join open.workshop w on w.id = a.workshop_id
		where w.reference = '%s' order by a.ordinal`, workshop), cells...)
}

func bamako(h house) {
	h.present("ccs-bamako-3", "TOTAL total EXACT 88", "SEX women EXACT 23", "AGE under30 PERCENT 20")
	h.want(`select concat_ws(' ', i.ordinal, i.kind) from open.agenda_item i join open.workshop w on w.id = i.workshop_id where w.reference = 'ccs-bamako-3' order by 1`,
		"1 DISCUSSION", "2 FOLLOW_UP", "3 PRESENTATION")
	h.want(`select concat_ws(' ', w.held_from, c.basis) from open.workshop w join open.citation c on c.record_id = w.id where w.reference = 'ccs-bamako-3' order by c.ordinal`,
		"2022-12-14 STATED", "2022-12-14 INFERRED")
	h.present("human-rights-symposium-14", "TOTAL total EXACT 151", "SEX women EXACT 51")
	h.present("media-training-bamako", "TOTAL total EXACT 22", "SEX women EXACT 9")
	h.present("kangaba-training-2022", "TOTAL total EXACT 25", "ORIGIN kangaba-cercle EXACT 25")
}

func previousMeeting(h house) {
	h.want(`select concat_ws(' ', p.reference, r.measure, r.quantity_kind, (select count(*) from record.recommendation x where x.workshop_id = p.id))
		from open.workshop w, open.workshop_previous(w.id) before (id) join open.workshop p on p.id = before.id join open.reported_count r on r.record_id = p.id
		where w.reference = 'ccs-bamako-3'`, "ccs-bamako-2 RECOMMENDATIONS UNKNOWN 0")
}

func governor(h house) {
	h.want(`select concat_ws(' ', o.kind, o.stated_on, s.name, s.role -> 'en' ->> 'text') from open.outcome o join open.workshop w on w.id = o.workshop_id
		join open.source s on s.id = o.stated_by_id where w.reference = 'women-security-segou-2017'`, "STATEMENT 2017-04-12 Governor of Ségou")
	h.want("select r.reference::text from record.recommendation r join record.workshop w on w.id = r.workshop_id where w.kind <> 'REVIEW_SESSION'")
}

func mediators(h house) {
	h.present("mediation-seminar", "TOTAL total EXACT 68", "SEX women EXACT 14", "KIND regional-delegates UNKNOWN", "KIND traditional-mediators UNKNOWN",
		"KIND civil-society UNKNOWN", "KIND headquarters UNKNOWN")
}

func questions(h house) {
	h.want(`select concat_ws(' ', r.measure, r.quantity_kind, r.quantity_value, o.reference, p.reference) from open.reported_count r join open.workshop w on w.id = r.record_id
		join open.reported_count_organisation l on l.reported_count_id = r.id join open.organisation o on o.id = l.organisation_id join open.organisation p on p.id = o.parent_id
		where w.reference = 'eid-2022' order by o.reference`,
		"QUESTIONS EXACT 11 ministry-defence-mali government-of-mali", "QUESTIONS EXACT 11 ministry-security-mali government-of-mali")
}

func reported(h house) {
	h.want(`select concat_ws(' ', r.measure, r.quantity_kind, r.quantity_value, r.audiences) from open.reported_count r join open.study s on s.id = r.record_id
		where s.reference = 'scg-north-centre' order by r.ordinal`,
		"DRIVERS EXACT 11 {}", "RECOMMENDATIONS EXACT 33 {GOVERNMENT,LOCAL_COMMUNITIES,INTERNATIONAL_DONORS}")
	h.want(`select concat_ws(' ', m.kind, m.quantity_kind, m.quantity_value, m.unit) from open.study_method m join open.study s on s.id = m.study_id
		where s.reference = 'scg-north-centre' order by m.ordinal`, "INTERVIEWS MORE_THAN 60 TIMES", "FIELD_RESEARCH EXACT 3 WEEKS")
	h.want("select r.reference::text from record.recommendation r where r.study_id is not null")
}

func story(h house) {
	h.want(`select concat_ws(' ', c.reference, c.level, s.name, s.role -> 'en' ->> 'text') from open.change_story c join open.source s on s.id = c.source_id`,
		"scg-tabletop-mopti INDIVIDUAL Community forum member, Mopti")
}

func reviews(h house) {
	h.want(`select concat_ws(' ', a.position_value, r.status_summary, r.status_assurance, r.status_derivation, count(*))
		from open.recommendation r join open.addressee a on a.recommendation_id = r.id
		group by a.position_value, r.status_summary, r.status_assurance, r.status_derivation order by 1`,
		"ACCEPTED UNDER_WAY CLAIMED ROLLED_UP 27", "ACCEPTED UNKNOWN 7", "NONE_YET DONE_VERIFIED VERIFIED STATED 3",
		"NONE_YET NOT_DONE VERIFIED STATED 1", "NONE_YET UNDER_WAY VERIFIED STATED 2", "NOTED UNKNOWN 2")
	h.want(`select o.reference::text from open.recommendation r join open.proposer p on p.recommendation_id = r.id
		join open.organisation o on o.id = p.organisation_id where r.reference = 'upr-mali-2013-111-19' order by p.ordinal`, "canada", "montenegro")
	h.want(`select concat_ws(' ', w.series_ordinal, w.reference, count(r.id)) from open.workshop w join open.workshop_series s on s.id = w.series_id
		join open.recommendation r on r.workshop_id = w.id where s.reference = 'upr-mali' group by w.series_ordinal, w.reference order by 1`,
		"1 upr-mali-2008 2", "2 upr-mali-2013 34")
	h.want("select reference::text from open.recommendation where due_on is not null")
}

func evidence(h house) {
	h.want("select f.id::text from open.follow_up f where not exists (select from open.evidence e where e.follow_up_id = f.id and e.kind = 'OFFICIAL_TEXT')")
	h.want(`select i.reference::text from open.recommendation r join open.record_instrument l on l.record_id = r.id join open.instrument i on i.id = l.instrument_id`,
		"women-peace-security")
}

func thematic(h house) {
	h.want("select r.reference::text from open.recommendation r where not exists (select from open.record_theme t where t.record_id = r.id)")
}

func nines(h house) {
	h.want(`select concat_ws(' ', c.vocabulary, c.version, c.code, p.reference) from open.code c join open.place p on p.id = c.record_id
		where c.code in ('ML-9', 'ML09') order by 1`,
		"ISO 3166-2 ML-9 menaka-region", "OCHA P-code 2021 ML09 bamako-district", "OCHA P-code 2023 ML09 taoudenit-region")
	h.want("select p.reference::text from open.place p, open.place_named('{\"vocabulary\": \"OCHA P-code\", \"version\": \"2023\", \"code\": \"ML09\"}') named (id) where p.id = named.id",
		"taoudenit-region")
}

func successors(h house) {
	h.want(`select concat_ws(' ', o.reference, o.valid_to, string_agg(concat_ws(' ', n.reference, n.valid_from), ', ' order by n.reference))
		from open.place_successor s join open.place o on o.id = s.place_id join open.place n on n.id = s.successor_id group by o.reference, o.valid_to order by 1`,
		"kayes-region 2022-12-31 kayes-region-2023 2023-01-01, kita-region 2023-01-01, nioro-region 2023-01-01",
		"koulikoro-region 2022-12-31 dioila-region 2023-01-01, koulikoro-region-2023 2023-01-01",
		"mopti-region 2022-12-31 bandiagara-region 2023-01-01, douentza-region 2023-01-01, mopti-region-2023 2023-01-01",
		"segou-region 2022-12-31 san-region 2023-01-01, segou-region-2023 2023-01-01",
		"tombouctou-region 2022-12-31 taoudenit-region, tombouctou-region-2023 2023-01-01")
	h.want(`select concat_ws(' ', n.reference) from open.place k join open.place n on n.id = k.within_id where k.reference = 'kangaba-cercle'`, "koulikoro-region-2023")
}
