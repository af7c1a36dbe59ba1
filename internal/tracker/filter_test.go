package tracker_test

import (
	"slices"
	"testing"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// filtered is what the filters are tried on: a recommendation of a study with all that can hang on it, and one that was withdrawn.
func filtered(h house) tracker.Batch {
	on, due := day(h.T, "2023-01-01"), day(h.T, "2023-06-01")
	french := record.Text{"fr": {Text: "Creuser.", State: record.Original}}
	dig := toCouncil("dig")
	dig.Study, dig.Workshop, dig.MadeOn, dig.DueOn = ref("needs"), ref("hearing"), &on, &due
	dig.Wordings = []tracker.Wording{{Kind: record.FinalWording, Text: french}}
	dig.Findings, dig.Programmes = []tracker.Ref{ref("thirst")}, []tracker.Ref{ref("water")}
	dig.Proposers = []tracker.Party{{Organisation: ref("watchers")}}
	drop := toCouncil("drop")
	drop.Stage, drop.Ending = record.Ended, &tracker.Ending{Kind: record.Withdrawn, Reason: text("Too late.")}
	said := h.said("dig", "2023-05-01", record.InProgress)
	said.Reference = "said"
	said.Evidence = []tracker.Evidence{{Kind: record.MinutesEvidence, Title: text("Minutes"), Sensitivity: record.PublicThing, DatedOn: &on}}
	silent := h.said("drop", "2022-05-01", record.NotStarted)
	silent.Reference, silent.StatedBy = "silent", tracker.Source{Organisation: ref("old-office")}
	silent.Evidence = []tracker.Evidence{{Kind: record.OfficialText, Title: text("Kept"), Sensitivity: record.RestrictedThing}}
	return tracker.Batch{
		Organisations: []tracker.Organisation{{Entry: named("fund"), Name: text("Fund"), Acronym: "FND"}, {Entry: named("old-office"), Name: text("Old"), Successors: []tracker.Ref{ref("road-office")}}},
		Programmes: []tracker.Programme{{
			Entry: named("water"), Title: text("Water"), Status: record.ActivityClosed, ActualFrom: &on, ActualTo: &due, Parent: ref("a"),
			Organisations: []tracker.Involved{{Organisation: ref("fund"), Role: record.Funding}, {Organisation: ref("watchers"), Role: record.Implementing}},
		}},
		StudySeries: []tracker.StudySeries{{Entry: named("set"), Title: text("Set"), Rule: record.NoRule}},
		Studies: []tracker.Study{{
			Entry: named("needs"), Kind: record.NeedsStudy, Title: text("Needs"), Stage: record.StudyValidated, Disclosure: record.Open, Programme: ref("water"),
			Series: ref("set"), Commissioner: ref("fund"), Methods: []tracker.Method{{Kind: record.Survey}}, Groups: []tracker.Group{{Name: text("Youth"), Audience: record.CivilSociety}},
		}, {Entry: named("untitled"), Kind: record.Diagnostic, Stage: record.StudyPlanned, Disclosure: record.Announced}},
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("meetings"), Title: text("Meetings")}},
		Workshops: []tracker.Workshop{{
			Entry: named("hearing"), Kind: record.PublicHearing, State: record.WorkshopHeld, Programme: ref("water"), Series: ref("meetings"),
			Participations: []tracker.Participation{{Role: record.Chair, Organisation: ref("council")}, {Role: record.Invited, Audience: record.Media}},
		}, {Entry: named("answer"), Kind: record.Training, State: record.WorkshopHeld, RespondsTo: []tracker.Ref{ref("thirst")}}},
		Validations: []tracker.Validation{{Study: ref("needs"), Workshop: ref("hearing"), Outcome: record.ValidatedWithAmendments}},
		Findings: []tracker.Finding{
			{Entry: named("thirst"), Kind: record.Need, Text: text("Thirst."), Studies: []tracker.Ref{ref("needs")}},
			{Entry: named("queue"), Kind: record.Challenge, Text: text("Queues."), Workshops: []tracker.Ref{ref("hearing")}},
		},
		Recommendations: []tracker.Recommendation{dig, drop},
		Actions: []tracker.Action{
			{Entry: named("buy"), Recommendation: ref("dig"), Owner: ref("council"), Title: text("Buy"), Progress: record.ActionUnderWay, DueOn: &due},
			{Entry: named("sell"), Recommendation: ref("drop"), Owner: ref("council"), Title: text("Sell"), Progress: record.ActionDropped},
		},
		FollowUps: []tracker.FollowUp{said, silent},
		ChangeStories: []tracker.ChangeStory{{
			Entry: named("spring"), Change: text("Water."), Level: record.Community, Recommendation: ref("dig"), Source: &tracker.Source{Organisation: ref("watchers")},
			HappenedOn: &on, Sensitivity: record.PublicThing,
		}},
	}
}

// Each filter finds what it says, and nothing else.
func TestEachFilterFindsWhatItSays(t *testing.T) {
	h := newVillage(t)
	h.record(filtered(h))
	a := h.asker()
	type where = map[string]any
	by := func(reference string) where { return where{"reference": []any{reference}} }
	one := func(value any) []any { return []any{value} }
	all := []string{"dig", "drop", "mend-the-bridge"}
	for _, asked := range []struct {
		list   string
		filter where
		want   []string
	}{
		{"recommendations", where{"hasStatement": true}, []string{"dig", "drop"}},
		{"recommendations", where{"hasStatement": false}, []string{"mend-the-bridge"}},
		{"recommendations", where{"endingKind": one("WITHDRAWN")}, []string{"drop"}},
		{"recommendations", where{"hasDueDate": true}, []string{"dig"}},
		{"recommendations", where{"hasDueDate": false}, []string{"drop", "mend-the-bridge"}},
		{"recommendations", where{"hasEvidence": true}, []string{"dig"}}, // what is restricted is none for the public
		{"recommendations", where{"hasEvidence": false}, []string{"drop", "mend-the-bridge"}},
		{"recommendations", where{"funder": by("fund")}, []string{"dig"}},
		{"recommendations", where{"funder": by("watchers")}, nil}, // it implements
		{"recommendations", where{"action": where{"progress": one("DROPPED")}}, []string{"drop"}},
		{"recommendations", where{"changeStory": where{}}, []string{"dig"}},
		{"recommendations", where{"language": one("fr")}, []string{"dig"}},
		{"recommendations", where{"language": one("fr-ML")}, []string{"dig"}},
		{"recommendations", where{"language": one("en")}, []string{"drop", "mend-the-bridge"}},
		{"recommendations", where{"language": []any{"bm", "fr", "en"}}, all},
		{"recommendations", where{"language": one("bm")}, nil},
		{"recommendations", where{"changedSince": "2001-01-01T00:00:00Z"}, all},
		{"recommendations", where{"changedSince": "2999-01-01T00:00:00+02:00"}, nil},
		{"recommendations", where{"workshop": where{"kind": one("PUBLIC_HEARING"), "series": by("meetings")}}, []string{"dig"}},
		{"recommendations", where{"study": where{"series": by("set"), "funder": by("fund")}}, []string{"dig"}},
		{"recommendations", where{"addressee": where{"lead": true, "not": where{"hasStatement": true}}}, all},
		{"recommendations", where{"proposer": where{"not": where{"organisation": by("council")}}}, []string{"dig"}},
		{"recommendations", where{"followUp": where{"statedBy": where{"organisation": by("old-office")}}}, []string{"drop"}},

		{"followUps", where{"hasEvidence": true}, []string{"said"}},
		{"followUps", where{"evidence": where{"kind": one("MINUTES"), "hasUrl": false, "datedBefore": "2024-01-01"}}, []string{"said"}},
		{"followUps", where{"statedBy": where{"organisation": by("watchers")}}, []string{"said"}},
		{"followUps", where{"contesting": true}, nil},
		{"followUps", where{"recommendation": where{"stage": one("ENDED")}}, []string{"silent"}},

		{"studies", where{"commissioner": by("fund")}, []string{"needs"}},
		{"studies", where{"method": one("SURVEY")}, []string{"needs"}},
		{"studies", where{"audience": one("CIVIL_SOCIETY")}, []string{"needs"}},
		{"studies", where{"audience": one("MEDIA")}, nil},
		{"studies", where{"validation": where{"outcome": one("VALIDATED_WITH_AMENDMENTS"), "workshop": by("hearing")}}, []string{"needs"}},
		{"studies", where{"finding": by("thirst"), "recommendation": by("dig"), "hasRecommendations": true, "funder": by("fund")}, []string{"needs"}},
		{"studies", where{"hasRecommendations": false}, []string{"untitled"}},
		{"studies", where{"language": one("en")}, []string{"needs"}},

		{"workshops", where{"participation": where{"role": one("CHAIR"), "organisation": by("council")}}, []string{"hearing"}},
		{"workshops", where{"participation": where{"role": one("CHAIR"), "audience": one("MEDIA")}}, nil}, // not the same one
		{"workshops", where{"validation": where{"study": by("needs")}, "recommendation": by("dig"), "funder": by("fund")}, []string{"hearing"}},
		{"workshops", where{"respondsTo": by("thirst")}, []string{"answer"}},
		{"workshops", where{"finding": by("queue")}, []string{"hearing"}},
		{"workshops", where{"hasRecommendations": false}, []string{"answer"}},

		{"findings", where{"study": by("needs")}, []string{"thirst"}},
		{"findings", where{"workshop": by("hearing")}, []string{"queue"}},
		{"findings", where{"respondedToBy": by("answer"), "hasRecommendations": true}, []string{"thirst"}},
		{"findings", where{"hasRecommendations": false}, []string{"queue"}},

		{"actions", where{"dueBefore": "2024-01-01", "owner": where{"organisation": by("council")}}, []string{"buy"}},
		{"actions", where{"hasDueDate": false}, []string{"sell"}},
		{"actions", where{"progress": one("UNDER_WAY"), "recommendation": by("dig")}, []string{"buy"}},

		{"changeStories", where{"source": where{"organisation": by("watchers")}, "verified": false, "happenedAfter": "2022-12-31"}, []string{"spring"}},
		{"changeStories", where{"recommendation": by("drop")}, nil},

		{"organisations", where{"funds": by("water")}, []string{"fund"}},
		{"organisations", where{"asked": by("dig")}, []string{"council"}},
		{"organisations", where{"proposed": where{}}, []string{"watchers"}},
		{"organisations", where{"acronym": one("FND")}, []string{"fund"}},
		{"organisations", where{"successor": by("road-office")}, []string{"old-office"}},
		{"places", where{"parent": by("land")}, []string{"village"}},
		{"programmes", where{"funder": by("fund"), "parent": by("a"), "beganBefore": "2023-01-02", "endedAfter": "2023-05-31"}, []string{"water"}},
		{"programmes", where{"recommendation": by("dig"), "study": by("needs"), "workshop": by("hearing")}, []string{"water"}},
		{"programmes", where{"organisation": where{"role": one("FUNDING"), "organisation": by("watchers")}}, nil},
		{"allStudySeries", where{"study": by("needs"), "publishable": true}, []string{"set"}},
		{"allWorkshopSeries", where{"workshop": by("hearing")}, []string{"meetings"}},
	} {
		if found := a.found(asked.list, asked.filter); !slices.Equal(sorted(found), asked.want) {
			t.Errorf("%s by %v: %q, want %q", asked.list, asked.filter, found, asked.want)
		}
	}
	answer := a.ask(`{ allEvidence(filter: {followUp: {reference: ["said"]}, sensitivity: [PUBLIC]}) { totalCount nodes { followUp { reference } } }
		actions(orderBy: [{field: DUE_ON, direction: DESC}]) { nodes { reference } } }`, nil)
	if evidence := answer["allEvidence"].(map[string]any)["totalCount"]; evidence != 1.0 {
		t.Errorf("%v pieces of evidence, want 1", evidence)
	}
	h.healthy()
}

func sorted(words []string) []string {
	slices.Sort(words)
	return words
}

// What was written after a time is found by it, and what was not is not, to the instant.
func TestChangedSinceIsAfterTheLastChangeThatOneHas(t *testing.T) {
	h := newVillage(t)
	h.asks("before")
	a := h.asker()
	latest := func() string {
		return one[string](h, `select to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from record.ledger_head`)
	}
	changed := func(since string, want ...string) {
		t.Helper()
		if found := sorted(a.found("recommendations", map[string]any{"changedSince": since})); !slices.Equal(found, want) {
			t.Errorf("since %s: %q, want %q", since, found, want)
		}
	}
	had := latest()
	changed(had)
	h.asks("after")
	changed(had, "after")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said("before", "2024-01-01", record.InProgress)}})
	changed(had, "after", "before") // its status is its own
	changed(latest())
}
