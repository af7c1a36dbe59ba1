package tracker_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// canary is a text that nobody may see before the study is open: no word of it is anywhere else.
func canary(of string) record.Text { return text("canary-" + of) }

// Everything that could tell of what an announced study holds. Ids are given, so that it can be asked for them.
var secrets = map[string]uuid.UUID{
	"fnd": uuid.MustParse("5ec4e700-0000-4000-8000-000000000001"), "rec": uuid.MustParse("5ec4e700-0000-4000-8000-000000000002"),
	"adr": uuid.MustParse("5ec4e700-0000-4000-8000-000000000003"), "act": uuid.MustParse("5ec4e700-0000-4000-8000-000000000004"),
	"fup": uuid.MustParse("5ec4e700-0000-4000-8000-000000000005"), "evd": uuid.MustParse("5ec4e700-0000-4000-8000-000000000006"),
	"sto": uuid.MustParse("5ec4e700-0000-4000-8000-000000000007"),
}

// secret begins a record that nobody may know of.
func secret(prefix string) tracker.Entry {
	return tracker.Entry{
		ID: secrets[prefix], Reference: "canary-reference-" + prefix,
		Citations: []tracker.Citation{{Document: "canary-cited-for-" + prefix, Basis: record.Stated, Note: canary("note-of-" + prefix)}},
	}
}

// announcing records what may be known of three studies that wait for one another: two are validated, one is not yet. One of them has a document.
func (h house) announcing() {
	h.Helper()
	study := func(reference string, stage record.StudyStage) tracker.Study {
		return tracker.Study{
			Entry: named(reference), Keeper: ref("a"), Title: text("Study of " + reference), Kind: record.NeedsStudy, Stage: stage, Disclosure: record.Announced,
			Series: ref("set"), Programme: ref("a"), Places: []tracker.Ref{ref("village")}, Coordinator: ref("watchers"),
		}
	}
	wells := study("wells", record.StudyValidated)
	wells.Documents = []tracker.Document{{Kind: record.Report, Title: canary("document"), URL: "https://example.org/canary-url"}}
	h.record(tracker.Batch{
		Themes:      []tracker.Theme{{Entry: named("water"), Name: text("Water")}},
		Instruments: []tracker.Instrument{{Entry: named("charter"), Name: text("Charter")}},
		StudySeries: []tracker.StudySeries{{Entry: named("set"), Title: text("Set"), Rule: record.AllValidated, Programme: ref("a")}},
		Studies:     []tracker.Study{wells, study("rivers", record.StudyValidated), study("rains", record.StudyDrafted)},
		Workshops: []tracker.Workshop{
			{Entry: named("hearing"), Kind: record.ValidationWorkshop, State: record.WorkshopHeld, Programme: ref("a"), Place: ref("village")},
		},
		Validations: []tracker.Validation{{Study: ref("wells"), Workshop: ref("hearing"), Outcome: record.ValidatedAsItStood}},
	})
}

// withheld is what the study of wells found and recommends, and what was said and told of it. All that it names besides, everybody sees.
func withheld(h house) tracker.Batch {
	made := toCouncil("")
	made.Entry, made.Study, made.Workshop = secret("rec"), ref("wells"), ref("hearing")
	on, due := day(h.T, "2023-01-01"), day(h.T, "2023-06-01")
	made.MadeOn, made.DueOn, made.Priority = &on, &due, record.High
	made.Wordings = []tracker.Wording{{Kind: record.DraftWording, Text: canary("draft"), StatedOn: &on}, {Kind: record.FinalWording, Text: canary("text"), StatedOn: &due, Workshop: ref("hearing")}}
	made.Addressees[0].ID = secrets["adr"]
	made.Addressees = append(made.Addressees, tracker.Addressee{Party: tracker.Party{Label: canary("addressee"), Audience: record.Media}})
	made.Proposers = []tracker.Party{{Organisation: ref("watchers")}, {Label: canary("proposer"), Audience: record.Academia}}
	made.Findings = []tracker.Ref{tracker.ByID(secrets["fnd"])}
	made.Places, made.Programmes, made.Themes = []tracker.Ref{ref("village")}, []tracker.Ref{ref("a")}, []tracker.Ref{ref("water")}
	made.Instruments = []tracker.Ref{ref("charter")}
	about := tracker.ByID(secrets["rec"])
	said := h.said("", "2024-01-01", record.InProgress)
	said.Entry, said.Recommendation, said.Note = secret("fup"), about, canary("note")
	said.StatedBy = tracker.Source{Organisation: ref("watchers"), Role: canary("voice")}
	said.Evidence = []tracker.Evidence{{ID: secrets["evd"], Kind: record.MinutesEvidence, Title: canary("evidence"), Sensitivity: record.PublicThing}}
	return tracker.Batch{
		Findings:        []tracker.Finding{{Entry: secret("fnd"), Keeper: ref("a"), Kind: record.Need, Number: 7, Text: canary("finding"), Studies: []tracker.Ref{ref("wells")}}},
		Recommendations: []tracker.Recommendation{made},
		Repetitions:     []tracker.Repetition{{Recommendation: about, Reference: "canary-repetition", Workshop: ref("hearing")}},
		Positions: []tracker.PositionStatement{{
			Recommendation: about, Addressee: tracker.ByID(secrets["adr"]), Value: record.Accepted, StatedBy: &tracker.Source{Role: canary("position")},
		}},
		Actions:   []tracker.Action{{Entry: secret("act"), Recommendation: about, Owner: tracker.ByID(secrets["adr"]), Title: canary("action"), Progress: record.ActionPlanned}},
		FollowUps: []tracker.FollowUp{said},
		ChangeStories: []tracker.ChangeStory{{
			Entry: secret("sto"), Keeper: ref("a"), Change: canary("story"), Level: record.Community, Study: ref("wells"), Programme: ref("a"),
			Place: ref("village"), Recommendation: about, Sensitivity: record.PublicThing, Quote: canary("quote"),
		}},
	}
}

// canaries are the words that are looked for when the study is open.
var canaries = []string{
	"canary-document", "canary-url", "canary-text", "canary-draft", "canary-addressee", "canary-proposer", "canary-finding", "canary-repetition",
	"canary-position", "canary-action", "canary-note", "canary-voice", "canary-evidence", "canary-story", "canary-quote",
	"canary-cited-for-rec", "canary-cited-for-fnd", "canary-cited-for-fup", "canary-cited-for-act", "canary-cited-for-sto", "canary-note-of-fnd",
}

func (a asker) asksForEverything() curious {
	e := curious{schema: a.schema, words: []string{"canary-text"}, places: []string{"land", "village"}, prefixes: record.IDPrefix}
	for _, prefix := range slices.Sorted(maps.Keys(secrets)) {
		e.ids = append(e.ids, prefix+"_"+secrets[prefix].String())
		e.words = append(e.words, "canary-reference-"+prefix)
	}
	return e
}

// answers are what questions are answered with.
func (a asker) answers(questions map[string]string) map[string]reply {
	a.Helper()
	answers := map[string]reply{}
	for name, question := range questions {
		answer := a.post(question, nil)
		answer.data = whenAsked.ReplaceAllString(answer.data, "$1 now")
		answers[name] = answer
	}
	return answers
}

// whenAsked matches what figures say of when they were asked for.
var whenAsked = regexp.MustCompile(`("knownAt\w*" :) "[^"]*"`)

// differ says how two houses differ in what they answer.
func differ(t *testing.T, when string, before, after map[string]reply) {
	t.Helper()
	for name, was := range before {
		if now := after[name]; now.data != was.data || fmt.Sprint(now.codes) != fmt.Sprint(was.codes) {
			t.Errorf("%s, %s is answered otherwise: %v %.2000s\nand before %v %.2000s", when, name, now.codes, now.data, was.codes, was.data)
		}
	}
}

// private is a study of the same set that nobody may know of, whatever it rests on.
func private() tracker.Study {
	return tracker.Study{
		Entry: named("canary-reference-rec"), Keeper: ref("a"), Title: canary("title"), Kind: record.Diagnostic, Stage: record.StudyDrafted, Disclosure: record.Private,
		Series: ref("set"), Programme: ref("a"), Places: []tracker.Ref{ref("village")}, Themes: []tracker.Ref{ref("water")},
		BasedOn: []tracker.Ground{{Study: ref("wells")}},
	}
}

// What an announced study holds changes no answer to any question before it is open, and is seen everywhere as soon as it is. That there is a
// private one changes none either.
func TestNothingTellsOfAPrivateStudyNorWhatAnAnnouncedOneHoldsBeforeItIsOpen(t *testing.T) {
	h := newVillage(t)
	h.announcing()
	a := h.asker()
	lists, filters := a.asksForEverything().questions(), a.asksForEverything().questionsWithFilters()
	before, filtered := a.answers(lists), a.answers(filters)
	for name, answered := range filtered {
		if strings.Contains(name, " filtered ") && len(answered.codes) > 0 {
			t.Errorf("%s is refused, so that it tells nothing: %v", name, answered.codes)
		}
	}
	hidden := withheld(h)
	hidden.Studies = []tracker.Study{private()}
	h.record(hidden)
	announced := a.answers(lists)
	differ(t, "with findings and recommendations", before, announced)
	differ(t, "with findings and recommendations", filtered, a.answers(filters))
	for name, answered := range announced {
		for _, id := range secrets {
			if strings.Contains(answered.data, "canary") || strings.Contains(answered.data, id.String()) {
				t.Errorf("%s tells of it: %.2000s", name, answered.data)
				break
			}
		}
	}

	_, err := h.Disclose(t.Context(), by(editorOfA), ref("wells"), record.Open)
	refuses(t, err, "REFUSED", "disclosure")
	differ(t, "after a refused opening", before, a.answers(lists))

	h.validate("rains")
	h.validate("canary-reference-rec")
	if _, err := h.Disclose(t.Context(), by(editorOfA), ref("wells"), record.Open); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, answered := range a.answers(lists) {
		all.WriteString(answered.data)
	}
	opened := all.String()
	for _, word := range canaries {
		if !strings.Contains(opened, word) {
			t.Errorf("open, and %s is nowhere", word)
		}
	}
	for prefix, id := range secrets {
		if !strings.Contains(opened, prefix+"_"+id.String()) {
			t.Errorf("open, and the id of the %s is nowhere", prefix)
		}
	}
	h.healthy()

	if _, err := h.Disclose(t.Context(), by(editorOfA), ref("wells"), record.Announced); err != nil {
		t.Fatal(err)
	}
	for name, answered := range a.answers(lists) {
		if strings.Contains(answered.data, "canary") {
			t.Errorf("closed again, and %s tells of it: %.2000s", name, answered.data)
		}
	}
}

// validate has a study validated: no command of the tracker revises one yet.
func (h house) validate(study string) {
	h.Helper()
	if _, err := h.owner.Exec(h.Context(), "update record.study set stage = 'VALIDATED' where reference = $1", study); err != nil {
		h.Fatal(err)
	}
}

func TestAnAnnouncedStudyShowsThatItExistsWhereItStandsAndWhatItWaitsFor(t *testing.T) {
	h := newVillage(t)
	h.announcing()
	h.record(withheld(h))
	a := h.asker()
	const question = `{ study(reference: "wells") {
		title stage disclosure places { reference } coordinator { reference }
		validations { outcome workshop { reference } } documents { title } findings { totalCount } recommendations { totalCount }
		series { reference publishable waitingFor { reference stage } studies { totalCount } } } }`
	want := `{"study":{"title":"Study of wells","stage":"VALIDATED","disclosure":"ANNOUNCED","places":[{"reference":"village"}],"coordinator":{"reference":"watchers"},` +
		`"validations":[{"outcome":"VALIDATED","workshop":{"reference":"hearing"}}],"documents":[],"findings":{"totalCount":0},"recommendations":{"totalCount":0},` +
		`"series":{"reference":"set","publishable":false,"waitingFor":[{"reference":"rains","stage":"DRAFTED"}],"studies":{"totalCount":3}}}}`
	if got := withoutSpaces(a.post(question, nil).data); got != withoutSpaces(want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	waiting := map[string]any{"publishable": false}
	if found := a.found("allStudySeries", waiting); !slices.Equal(found, []string{"set"}) {
		t.Errorf("series that wait: %q", found)
	}
	h.validate("rains")
	if found := a.found("allStudySeries", waiting); len(found) > 0 {
		t.Errorf("series that wait for nothing: %q", found)
	}
	if got := withoutSpaces(a.post(`{ studySeries(reference: "set") { publishable waitingFor { reference } } }`, nil).data); got != `{"studySeries":{"publishable":true,"waitingFor":[]}}` {
		t.Error(got)
	}
}

func withoutSpaces(text string) string { return strings.ReplaceAll(text, " ", "") }
