package tracker_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// everything is one of each of the other nouns, about one announced study and what came of it.
func everything(h house) tracker.Batch {
	drafted, adopted := day(h.T, "2023-01-01"), day(h.T, "2023-06-01")
	made := toCouncil("dig")
	made.Study, made.Findings = ref("water"), []tracker.Ref{ref("thirst")}
	made.Themes, made.Instruments = []tracker.Ref{ref("wells")}, []tracker.Ref{ref("charter")}
	made.Wordings = []tracker.Wording{
		{Kind: record.DraftWording, StatedOn: &drafted, Workshop: ref("hearing"), Text: record.Text{
			"en": {Text: "Dig.", State: record.Original}, "fr": {Text: "Creusez.", State: record.Machine},
		}},
		{Kind: record.FinalWording, StatedOn: &adopted, Text: text("Dig deep.")},
	}
	said := h.said("dig", "2024-01-01", record.InProgress)
	said.Action = ref("hire")
	said.Evidence = []tracker.Evidence{
		{Kind: record.LinkEvidence, Title: text("Picture"), URL: "https://example.org/well", Sensitivity: record.PublicThing, Citations: cites("Web")},
		{Kind: record.MinutesEvidence, Title: text("Minutes"), Sensitivity: record.RestrictedThing},
	}
	return tracker.Batch{
		Themes:      []tracker.Theme{{Entry: named("water-theme"), Name: text("Water")}, {Entry: named("wells"), Name: text("Wells"), Parent: ref("water-theme"), Aliases: []tracker.Alias{{Text: "Bores"}}}},
		Instruments: []tracker.Instrument{{Entry: named("charter"), Name: text("Charter"), Codes: []tracker.Code{{Vocabulary: "V", Code: "1"}}}},
		Programmes: []tracker.Programme{{
			Entry: named("c"), Title: text("C"), Themes: []tracker.Ref{ref("wells")}, Codes: []tracker.Code{{Vocabulary: "DAC", Code: "15210"}},
			Targets: []tracker.Target{{Measure: text("Wells"), Baseline: value(record.Exact, 0), Target: value(record.AtLeast, 3)}},
		}},
		StudySeries: []tracker.StudySeries{{Entry: named("set"), Title: text("Set"), Rule: record.NoRule}},
		Studies: []tracker.Study{{
			Entry: named("water"), Keeper: ref("a"), Kind: record.Assessment, Stage: record.StudyDrafted, Disclosure: record.Announced, Series: ref("set"),
			Methods:   []tracker.Method{{Kind: record.Interviews, Quantity: value(record.MoreThan, 60), Unit: record.Times}, {Kind: record.Survey}},
			Groups:    []tracker.Group{{Name: text("Neighbours"), Audience: record.LocalCommunities}},
			Themes:    []tracker.Ref{ref("wells")},
			Reported:  []tracker.ReportedCount{{Measure: record.RecommendationsReported, Quantity: value(record.Exact, 33), Audiences: []record.Audience{record.Government, record.Media}, Organisations: []tracker.Ref{ref("council")}, Citations: cites("Page")}},
			Documents: []tracker.Document{{Kind: record.Report, Title: text("Report")}},
			BasedOn:   []tracker.Ground{{Workshop: ref("hearing")}}, // which comes later in the batch
		}},
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("meetings"), Title: text("Meetings"), Organisation: ref("council")}},
		Workshops: []tracker.Workshop{
			{Entry: named("hearing"), Kind: record.PublicHearing, State: record.WorkshopHeld, Series: ref("meetings"), Ordinal: 1},
			{
				Entry: named("answer"), Kind: record.Training, State: record.WorkshopHeld, Series: ref("meetings"), Ordinal: 2, Themes: []tracker.Ref{ref("wells")},
				Agenda:         []tracker.AgendaItem{{Number: 1, Title: text("Opening"), Kind: record.Ceremony}},
				Participations: []tracker.Participation{{Role: record.Chair, Capacity: text("Elder"), AgendaItem: 1}, {Role: record.Participant, Audience: record.Media, Count: value(record.Exact, 2)}},
				Attendance:     []tracker.AttendanceCell{cell(record.TotalDimension, "total"), {Dimension: record.AgeDimension, Key: "under30", Label: text("Young"), Quantity: value(record.Percent, 20)}},
				Outcomes:       []tracker.Outcome{{Kind: record.PlanOutcome, Text: text("More."), StatedBy: &tracker.Source{Role: text("Elder")}}},
				Reported:       []tracker.ReportedCount{{Measure: record.QuestionsReported, Quantity: record.Quantity{Words: text("many")}, Citations: cites("Page")}},
				Documents:      []tracker.Document{{Kind: record.Guide, Title: text("Guide"), URL: "https://example.org"}},
				RespondsTo:     []tracker.Ref{ref("thirst")}, BasedOn: []tracker.Ground{{Study: ref("water")}, {Workshop: ref("hearing")}},
				Instruments: []tracker.Ref{ref("charter")},
			},
		},
		Validations:     []tracker.Validation{{Study: ref("water"), Workshop: ref("hearing"), Outcome: record.ValidatedWithAmendments, Amendments: text("Spelling."), Citations: cites("Page")}},
		Findings:        []tracker.Finding{{Entry: tracker.Entry{Reference: "thirst", Citations: cites("Page")}, Keeper: ref("a"), Kind: record.Need, Number: 1, Text: text("Thirst."), Studies: []tracker.Ref{ref("water")}}},
		Recommendations: []tracker.Recommendation{made},
		Repetitions:     []tracker.Repetition{{Recommendation: ref("dig"), Workshop: ref("answer"), Reference: "7", StatedBy: &tracker.Source{Organisation: ref("watchers")}}},
		Actions:         []tracker.Action{{Entry: tracker.Entry{Reference: "hire", Citations: cites("Page")}, Recommendation: ref("dig"), Owner: ref("council"), Title: text("Hire diggers"), Progress: record.ActionPlanned}},
		FollowUps:       []tracker.FollowUp{said},
		ChangeStories: []tracker.ChangeStory{
			{Entry: tracker.Entry{Reference: "told", Citations: cites("Page")}, Keeper: ref("a"), Change: text("Water."), Level: record.Collective, Source: &tracker.Source{Role: text("Neighbour")}, Study: ref("water"), Place: ref("village"), Sensitivity: record.PublicThing},
			{Entry: named("whispered"), Keeper: ref("a"), Change: text("Beer."), Level: record.Individual, Source: &tracker.Source{Role: text("Neighbour")}, Sensitivity: record.ConfidentialThing},
		},
	}
}

func cites(document string) []tracker.Citation {
	return []tracker.Citation{{Document: document, Basis: record.Stated}}
}

// rows asks the owner for a list of words.
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

func (h house) want(question string, words ...string) {
	h.Helper()
	if difference := cmp.Diff(words, h.rows(question), cmpopts.EquateEmpty()); difference != "" {
		h.Errorf("%s:\n%s", question, difference)
	}
}

func TestEveryNounIsRecordedAsItWasGiven(t *testing.T) {
	h := newVillage(t)
	h.record(everything(h))
	h.want("select concat_ws(' ', t.reference, p.reference, a.text) from record.theme t left join record.theme p on p.id = t.parent_id left join record.alias a on a.record_id = t.id order by t.reference",
		"water-theme", "wells water-theme Bores")
	h.want("select concat_ws(' ', baseline_kind, baseline_value, target_kind, target_value) from record.target", "EXACT 0 AT_LEAST 3")
	h.want("select concat_ws(' ', vocabulary, code) from record.code order by 1", "DAC 15210", "V 1")
	h.want("select concat_ws(' ', kind, quantity_kind, quantity_value, unit) from record.study_method order by ordinal", "INTERVIEWS MORE_THAN 60 TIMES", "SURVEY UNKNOWN")
	h.want("select concat_ws(' ', measure, quantity_kind, quantity_value, audiences) from record.reported_count order by 1",
		"QUESTIONS UNKNOWN {}", "RECOMMENDATIONS EXACT 33 {GOVERNMENT,MEDIA}")
	h.want("select concat_ws(' ', reference, series_ordinal) from record.workshop order by 1", "answer 2", "hearing 1")
	h.want("select concat_ws(' ', p.role, a.ordinal, p.audience, p.count_kind, p.count_value) from record.participation p left join record.agenda_item a on a.id = p.agenda_item_id order by p.ordinal",
		"CHAIR 1 UNKNOWN", "PARTICIPANT MEDIA EXACT 2")
	h.want("select concat_ws(' ', dimension, key, quantity_kind, quantity_value) from record.attendance_cell order by ordinal", "TOTAL total EXACT 1", "AGE under30 PERCENT 20")
	h.want("select concat_ws(' ', kind, stated_by_id is not null) from record.outcome", "PLAN t")
	h.want("select concat_ws(' ', record_noun, based_on_noun) from record.lineage order by 1", "study workshop", "workshop study", "workshop workshop")
	h.want("select concat_ws(' ', outcome, amendments -> 'en' ->> 'text') from record.validation", "VALIDATED_WITH_AMENDMENTS Spelling.")
	h.want("select concat_ws(' ', kind, number) from record.finding", "NEED 1")
	h.want("select concat_ws(' ', p.reference, w.reference) from record.repetition p join record.workshop w on w.id = p.workshop_id", "7 answer")
	h.want("select concat_ws(' ', a.title -> 'en' ->> 'text', o.reference) from record.action a join record.addressee d on d.id = a.owner_id join record.organisation o on o.id = d.organisation_id", "Hire diggers council")
	h.want("select concat_ws(' ', kind, url, sensitivity) from record.evidence order by 1", "LINK https://example.org/well PUBLIC", "MINUTES RESTRICTED")
	h.want("select concat_ws(' ', level, sensitivity) from record.change_story order by 1", "COLLECTIVE PUBLIC", "INDIVIDUAL CONFIDENTIAL")
	h.healthy()
}

func TestWhatARecommendationSaysIsItsLatestWordingAndAnOlderTranslationIsStale(t *testing.T) {
	h := newVillage(t)
	h.record(everything(h))
	h.want(`select concat_ws(' ', tag, said ->> 'text', said ->> 'state') from record.recommendation r, jsonb_each(r.text) as translation (tag, said) where r.reference = 'dig' order by 1`,
		"en Dig deep. ORIGINAL", "fr Creusez. STALE")
	h.want(`select concat_ws(' ', w.kind, w.language, w.state, w.stated_on, w.text) from record.wording w join record.recommendation r on r.id = w.recommendation_id
		where r.reference = 'dig' order by 1`, "DRAFT en ORIGINAL 2023-01-01 Dig.", "DRAFT fr MACHINE 2023-01-01 Creusez.", "FINAL en ORIGINAL 2023-06-01 Dig deep.")
}

func TestTheOtherNounsAreSeenAsFarAsTheStudyIsDisclosed(t *testing.T) {
	h := newVillage(t)
	tables := []string{
		"study_method", "study_group", "document", "reported_count", "reported_count_organisation", "validation", "lineage", "finding", "finding_study",
		"workshop_response", "wording", "recommendation_finding", "repetition", "action", "evidence", "change_story", "record_theme", "record_instrument",
		"citation", "source",
	}
	seen := func() map[string]int {
		counts := map[string]int{}
		for _, table := range tables {
			var count int
			if err := h.suivi.Public().QueryRow(t.Context(), "select count(*) from open."+table).Scan(&count); err != nil {
				t.Fatal(err)
			}
			counts[table] = count
		}
		return counts
	}
	before := seen()
	h.record(everything(h))
	always := map[string]int{
		"document": 1, "reported_count": 1, "lineage": 1, "record_theme": 2, "record_instrument": 1, "citation": 1, "source": 1,
	} // what hangs on workshops and programmes
	announced := map[string]int{
		"study_method": 2, "study_group": 1, "document": 1, "reported_count": 2, "reported_count_organisation": 1, "validation": 1, "lineage": 3,
		"record_theme": 3, "record_instrument": 1, "citation": 3, "source": 1,
	}
	open := map[string]int{
		"study_method": 2, "study_group": 1, "document": 2, "reported_count": 2, "reported_count_organisation": 1, "validation": 1, "lineage": 3,
		"finding": 1, "finding_study": 1, "workshop_response": 1, "wording": 3, "recommendation_finding": 1, "repetition": 1, "action": 1, "evidence": 1,
		"change_story": 1, "record_theme": 4, "record_instrument": 2, "citation": 7, "source": 4,
	}
	check := func(disclosure record.Disclosure, want map[string]int) {
		t.Helper()
		now := seen()
		for _, table := range tables {
			if got := now[table] - before[table]; got != want[table] {
				t.Errorf("%s: the public sees %d more of %s, want %d", disclosure, got, table, want[table])
			}
		}
		h.healthy()
	}
	check(record.Announced, announced)
	for _, step := range []struct {
		disclosure record.Disclosure
		want       map[string]int
	}{{record.Open, open}, {record.Private, always}, {record.Open, open}, {record.Announced, announced}} {
		if _, err := h.Disclose(t.Context(), byAdministrator, ref("water"), step.disclosure); err != nil {
			t.Fatal(err)
		}
		check(step.disclosure, step.want)
	}
}

func TestAFindingThatAWorkshopShowedIsSeenWhateverItsStudiesDisclose(t *testing.T) {
	h := newVillage(t)
	batch := everything(h)
	batch.Findings[0].Workshops = []tracker.Ref{ref("hearing")}
	h.record(batch)
	for _, disclosure := range []record.Disclosure{record.Private, record.Open, record.Announced} {
		if _, err := h.Disclose(t.Context(), byAdministrator, ref("water"), disclosure); err != nil {
			t.Fatal(err)
		}
		h.want("select reference::text from open.finding", "thirst")
		h.want("select w.reference::text from open.workshop_response r join open.workshop w on w.id = r.workshop_id", "answer")
	}
	h.healthy()
}

func TestAnEditorRecordsEveryNounOfTheirOwnProgramme(t *testing.T) {
	h := newVillage(t)
	h.record(tracker.Batch{Workshops: []tracker.Workshop{{Entry: named("elsewhere"), Kind: record.Exchange, State: record.WorkshopHeld}}})
	made := toCouncil("build")
	batch := tracker.Batch{
		Studies:   []tracker.Study{{Entry: named("sand"), Keeper: ref("a"), Kind: record.Diagnostic, Stage: record.StudyDrafted, Disclosure: record.Open, Methods: []tracker.Method{{Kind: record.Survey}}, BasedOn: []tracker.Ground{{Workshop: ref("elsewhere")}}}},
		Workshops: []tracker.Workshop{{Entry: named("yard"), Keeper: ref("a"), Kind: record.Training, State: record.WorkshopHeld, RespondsTo: []tracker.Ref{ref("dust")}, Attendance: []tracker.AttendanceCell{cell(record.TotalDimension, "total")}}},
		Validations: []tracker.Validation{{
			Study: ref("sand"), Workshop: ref("yard"), Outcome: record.ValidatedAsItStood,
		}},
		Findings:        []tracker.Finding{{Entry: named("dust"), Keeper: ref("a"), Kind: record.Challenge, Text: text("Dust."), Studies: []tracker.Ref{ref("sand")}}},
		Recommendations: []tracker.Recommendation{made},
		Repetitions:     []tracker.Repetition{{Recommendation: ref("build"), Workshop: ref("yard")}},
		Actions:         []tracker.Action{{Recommendation: ref("build"), Owner: ref("council"), Title: text("Buy"), Progress: record.ActionPlanned}},
		ChangeStories:   []tracker.ChangeStory{{Keeper: ref("a"), Change: text("Less dust."), Level: record.Community, Sensitivity: record.PublicThing}},
	}
	if _, err := h.Record(t.Context(), by(editorOfA), batch); err != nil {
		t.Fatal(err)
	}
	for i, theirs := range []tracker.Batch{
		{Validations: []tracker.Validation{{Study: ref("sand"), Workshop: ref("elsewhere"), Outcome: record.SentBack}}},
		{Actions: batch.Actions},
		{Repetitions: batch.Repetitions},
		{ChangeStories: batch.ChangeStories},
		{StudySeries: []tracker.StudySeries{{Title: text("S"), Rule: record.NoRule}}},
		{WorkshopSeries: []tracker.WorkshopSeries{{Title: text("S")}}},
		{Themes: []tracker.Theme{{Name: text("T")}}},
		{Instruments: []tracker.Instrument{{Name: text("I")}}},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			_, err := h.Record(t.Context(), by(editorOfB), theirs)
			refuses(t, err, "FORBIDDEN", "")
		})
	}
	h.healthy()
}

func TestTheTablesThatAreShownAreThoseOfWhichItIsDerived(t *testing.T) {
	h := newHouse(t)
	const derived = `select distinct noun.words[1] as noun from regexp_matches(pg_get_viewdef('record.derived_visibility'::regclass), 'SELECT ''([a-z_]+)''::text', 'g') as noun (words)`
	h.want("select (count(*) > 20)::text from ("+derived+") d", "true")
	h.want("select unnest(record.shown_nouns()) except " + derived)
	h.want(derived + " except select unnest(record.shown_nouns())")
}

func TestAFindingIsSeenWhileOneOfTheStudiesThatShowedItIsOpen(t *testing.T) {
	h := newVillage(t)
	study := func(reference string, disclosure record.Disclosure) tracker.Study {
		return tracker.Study{Entry: named(reference), Kind: record.Diagnostic, Stage: record.StudyDrafted, Disclosure: disclosure}
	}
	finding := func(reference string, studies ...tracker.Ref) tracker.Finding {
		return tracker.Finding{Entry: tracker.Entry{Reference: reference, Citations: cites("Page")}, Kind: record.Driver, Text: text("Mud."), Studies: studies}
	}
	h.record(tracker.Batch{
		Studies:  []tracker.Study{study("north", record.Announced), study("south", record.Announced), study("far", record.Open)},
		Findings: []tracker.Finding{finding("shared", ref("north"), ref("south")), finding("southern", ref("south"), ref("far"))},
	})
	for _, step := range []struct {
		study      string
		disclosure record.Disclosure
		seen       []string
	}{
		{"north", record.Open, []string{"shared", "southern"}},
		{"south", record.Open, []string{"shared", "southern"}},
		{"north", record.Private, []string{"shared", "southern"}},
		{"south", record.Announced, []string{"southern"}},
		{"far", record.Announced, nil},
		{"south", record.Open, []string{"shared", "southern"}},
	} {
		if _, err := h.Disclose(t.Context(), byAdministrator, ref(step.study), step.disclosure); err != nil {
			t.Fatal(err)
		}
		h.want("select f.reference::text from open.finding f join open.citation c on c.record_id = f.id order by 1", step.seen...)
		h.healthy()
	}
}
