package tracker_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// newChain is a house with one whole chain: a programme, its study and workshop, what they found and recommended, and whom they asked.
func newChain(t *testing.T) reader {
	t.Helper()
	h := newVillage(t)
	asked := madeAt("validation", "dig")
	asked.Study, asked.Findings = ref("wells"), []tracker.Ref{ref("thirst")}
	asked.Proposers = []tracker.Party{{Organisation: ref("watchers")}}
	asked.Programmes, asked.Places = []tracker.Ref{ref("water")}, []tracker.Ref{ref("village")}
	asked.Themes, asked.Instruments = []tracker.Ref{ref("well")}, []tracker.Ref{ref("goal-6")}
	h.record(tracker.Batch{
		Organisations: []tracker.Organisation{{Entry: named("old-council"), Name: text("Old council"), Successors: []tracker.Ref{ref("council")}}},
		Places:        []tracker.Place{{Entry: named("hamlet"), Name: text("Hamlet"), Level: record.Town, Successors: []tracker.Ref{ref("village")}}},
		Themes:        []tracker.Theme{{Entry: named("water-theme"), Name: text("Water")}, {Entry: named("well"), Name: text("Wells"), Parent: ref("water-theme")}},
		Instruments:   []tracker.Instrument{{Entry: named("goals"), Name: text("Goals")}, {Entry: named("goal-6"), Name: text("Goal 6"), Parent: ref("goals")}},
		Programmes: []tracker.Programme{{
			Entry: named("water"), Title: text("Water"), Parent: ref("a"), Countries: []tracker.Ref{ref("land")}, Themes: []tracker.Ref{ref("well")},
			Organisations: []tracker.Involved{{Organisation: ref("watchers"), Role: record.Funding}, {Organisation: ref("watchers"), Role: record.Partner}},
		}},
		Studies: []tracker.Study{{
			Entry: named("wells"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyValidated, Disclosure: record.Open, Programme: ref("water"),
			Coordinator: ref("watchers"), Commissioner: ref("council"), Places: []tracker.Ref{ref("village")}, Themes: []tracker.Ref{ref("well")},
			Instruments: []tracker.Ref{ref("goal-6")},
		}},
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("sittings"), Title: text("Sittings"), Organisation: ref("council")}},
		Workshops: []tracker.Workshop{{
			Entry: named("validation"), Keeper: ref("a"), Kind: record.ValidationWorkshop, State: record.WorkshopHeld, Held: tracker.HeldOn(day(t, "2023-01-10")),
			Place: ref("village"), Programme: ref("water"), Series: ref("sittings"), Ordinal: 1, Themes: []tracker.Ref{ref("well")},
			Instruments:    []tracker.Ref{ref("goal-6")},
			Participations: []tracker.Participation{{Role: record.Convenor, Organisation: ref("watchers")}, {Role: record.Chair, Organisation: ref("watchers")}},
		}, {
			Entry: named("sitting"), Keeper: ref("a"), Kind: record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Series: ref("sittings"), Ordinal: 2,
		}},
		Findings:        []tracker.Finding{{Entry: named("thirst"), Kind: record.Need, Text: text("Thirst"), Studies: []tracker.Ref{ref("wells")}, Workshops: []tracker.Ref{ref("validation")}}},
		Recommendations: []tracker.Recommendation{asked, endedOn(toCouncil("dig-here"), day(t, "2023-01-10"), record.Merged, ref("dig")), endedOn(toCouncil("dig-there"), day(t, "2023-01-10"), record.Merged, ref("dig"))},
		Repetitions:     []tracker.Repetition{{Recommendation: ref("dig"), Workshop: ref("sitting")}},
		ChangeStories: []tracker.ChangeStory{{
			Entry: named("less-thirst"), Keeper: ref("a"), Change: text("Less thirst"), Level: record.Community, Sensitivity: record.PublicThing,
			Place: ref("village"), Programme: ref("water"), Study: ref("wells"), Recommendation: ref("dig"),
		}},
	})
	return h.reader()
}

// page is a page of records, each with its reference.
func page(field string) string { return field + "(first: 9) { totalCount nodes { reference } }" }

// references are all references in a part of an answer.
func references(part any) (found []string) {
	switch part := part.(type) {
	case values:
		for name, inner := range part {
			if reference, is := inner.(string); is && name == "reference" {
				found = append(found, reference)
			}
			found = append(found, references(inner)...)
		}
	case []any:
		for _, inner := range part {
			found = append(found, references(inner)...)
		}
	}
	slices.Sort(found)
	return found
}

func TestTheChainCanBeWalkedBothWays(t *testing.T) {
	r := newChain(t)
	for _, link := range []struct{ one, there, other, back string }{
		{`programme "water"`, page("studies"), `study "wells"`, "programme { reference }"},
		{`programme "water"`, page("workshops"), `workshop "validation"`, "programme { reference }"},
		{`programme "water"`, page("recommendations"), `recommendation "dig"`, "programmes { reference }"},
		{`programme "water"`, "organisations { organisation { reference } }", `organisation "watchers"`, page("programmes")},
		{`programme "water"`, page("changeStories"), `changeStory "less-thirst"`, "programme { reference }"},
		{`programme "water"`, "themes { reference }", `theme "well"`, page("programmes")},
		{`programme "water"`, "countries { reference }", `place "land"`, page("programmes")},
		{`programme "a"`, page("parts"), `programme "water"`, "parent { reference }"},
		{`study "wells"`, "coordinator { reference }", `organisation "watchers"`, page("studies")},
		{`study "wells"`, "commissioner { reference }", `organisation "council"`, page("commissioned")},
		{`study "wells"`, page("findings"), `finding "thirst"`, "sources { ... on Study { reference } }"},
		{`study "wells"`, page("recommendations"), `recommendation "dig"`, "study { reference }"},
		{`study "wells"`, page("changeStories"), `changeStory "less-thirst"`, "study { reference }"},
		{`study "wells"`, "places { reference }", `place "village"`, page("studies")},
		{`study "wells"`, "themes { reference }", `theme "well"`, page("studies")},
		{`study "wells"`, "instruments { reference }", `instrument "goal-6"`, page("studies")},
		{`workshop "validation"`, page("findings"), `finding "thirst"`, "sources { ... on Workshop { reference } }"},
		{`workshop "validation"`, page("recommendations"), `recommendation "dig"`, "workshop { reference }"},
		{`workshop "validation"`, "place { reference }", `place "village"`, page("workshops")},
		{`workshop "validation"`, "themes { reference }", `theme "well"`, page("workshops")},
		{`workshop "validation"`, "instruments { reference }", `instrument "goal-6"`, page("workshops")},
		{`workshop "validation"`, "participations { nodes { organisation { reference } } }", `organisation "watchers"`, page("workshops")},
		{`workshop "sitting"`, "repetitions { nodes { recommendation { reference } } }", `recommendation "dig"`, "repetitions { nodes { workshop { reference } } }"},
		{`workshopSeries "sittings"`, "organisation { reference }", `organisation "council"`, page("workshopSeries")},
		{`recommendation "dig"`, page("findings"), `finding "thirst"`, page("recommendations")},
		{`recommendation "dig"`, "addressees { organisation { reference } }", `organisation "council"`, page("recommendations")},
		{`recommendation "dig"`, "proposers { organisation { reference } }", `organisation "watchers"`, page("proposed")},
		{`recommendation "dig"`, page("changeStories"), `changeStory "less-thirst"`, "recommendation { reference }"},
		{`recommendation "dig"`, "places { reference }", `place "village"`, page("recommendations")},
		{`recommendation "dig"`, "themes { reference }", `theme "well"`, page("recommendations")},
		{`recommendation "dig"`, "instruments { reference }", `instrument "goal-6"`, page("recommendations")},
		{`recommendation "dig-here"`, "lifecycle { ending { successors { reference } } }", `recommendation "dig"`, "predecessors { reference }"},
		{`recommendation "dig-there"`, "lifecycle { ending { successors { reference } } }", `recommendation "dig"`, "predecessors { reference }"},
		{`organisation "old-council"`, "successors { reference }", `organisation "council"`, "predecessors { reference }"},
		{`organisation "council"`, page("members"), `organisation "road-office"`, "parent { reference }"},
		{`place "hamlet"`, "successors { reference }", `place "village"`, "predecessors { reference }"},
		{`place "village"`, page("changeStories"), `changeStory "less-thirst"`, "place { reference }"},
		{`theme "water-theme"`, page("parts"), `theme "well"`, "parent { reference }"},
		{`instrument "goals"`, page("parts"), `instrument "goal-6"`, "parent { reference }"},
	} {
		r.leads(link.one, link.there, link.other)
		r.leads(link.other, link.back, link.one)
	}
	// Whoever is somewhere twice leads there once.
	twice := r.read(`{ organisation(reference: "watchers") { programmes { totalCount nodes { reference } } workshops { totalCount nodes { reference } } } }`, nil)
	const once = "{programmes:{nodes:[{reference:water}],totalCount:1},workshops:{nodes:[{reference:validation}],totalCount:1}}"
	if got := says(twice, "organisation"); got != once {
		t.Errorf("the watchers lead to %s, want %s", got, once)
	}
}

// leads checks that a field of one record leads to another. A record is written as its noun and its reference, quoted.
func (r reader) leads(from, field, to string) {
	r.Helper()
	var noun, reference, other, wanted string
	if _, err := fmt.Sscanf(from+" "+to, "%s %q %s %q", &noun, &reference, &other, &wanted); err != nil {
		r.Fatal(err)
	}
	answer := r.read(fmt.Sprintf("{ %s(reference: %q) { %s } }", noun, reference, field), nil)
	found := references(answer)
	if !slices.Contains(found, wanted) {
		r.Errorf("%s: %s leads to %v, want %s", from, field, found, wanted)
	}
}

func TestWhatAWordingChangedIsTold(t *testing.T) {
	h := newVillage(t)
	first, second, third := day(t, "2023-01-10"), day(t, "2023-06-10"), day(t, "2024-01-10")
	made := toCouncil("reworded")
	made.Wordings = []tracker.Wording{
		{Kind: record.DraftWording, Text: text("Mend the bridge."), StatedOn: &first},
		{Kind: record.AmendedWording, Text: record.Text{"fr": {Text: "Réparer le pont.", State: record.Original}}, StatedOn: &second},
		{Kind: record.FinalWording, Text: record.Text{
			"en": {Text: "Mend the old bridge.", State: record.Original}, "fr": {Text: "Réparer le vieux pont.", State: record.Machine},
		}, StatedOn: &third, Workshop: ref("sitting")},
	}
	h.record(tracker.Batch{
		Workshops:       []tracker.Workshop{{Entry: named("sitting"), Keeper: ref("a"), Kind: record.Seminar, State: record.WorkshopHeld}},
		Recommendations: []tracker.Recommendation{made},
	})
	answer := h.reader().read(`{ recommendation(reference: "reworded") { wordings { nodes {
		language statedOn previous { text previous { text } } differences { kind text } recommendation { reference }
	} } } workshop(reference: "sitting") { wordings { nodes { language text } } } }`, nil)
	for path, want := range map[string]string{
		"recommendation.wordings.nodes.0": "{differences:[],language:en,previous:null,recommendation:{reference:reworded},statedOn:2023-01-10}",
		"recommendation.wordings.nodes.1": "{differences:[],language:fr,previous:null,recommendation:{reference:reworded},statedOn:2023-06-10}",
		"recommendation.wordings.nodes.2": "{differences:[{kind:KEPT,text:Mend the },{kind:ADDED,text:old },{kind:KEPT,text:bridge.}],language:en," +
			"previous:{previous:null,text:Mend the bridge.},recommendation:{reference:reworded},statedOn:2024-01-10}",
		"recommendation.wordings.nodes.3": "{differences:[{kind:KEPT,text:Réparer le },{kind:ADDED,text:vieux },{kind:KEPT,text:pont.}],language:fr," +
			"previous:{previous:null,text:Réparer le pont.},recommendation:{reference:reworded},statedOn:2024-01-10}",
		"workshop.wordings.nodes": "[{language:en,text:Mend the old bridge.},{language:fr,text:Réparer le vieux pont.}]",
	} {
		if got := says(answer, path); got != want {
			t.Errorf("%s is\n%s, want\n%s", path, got, want)
		}
	}
}
