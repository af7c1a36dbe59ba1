package tracker_test

import (
	"fmt"
	"testing"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// hidden is an announced study with an expert and a recommendation on which everything hangs that can.
func hidden(h house) tracker.Batch {
	made := toCouncil("find-water")
	made.Study = ref("wells")
	made.Citations = []tracker.Citation{{Document: "The study", Basis: record.Stated}}
	made.Proposers = []tracker.Party{{Organisation: ref("watchers")}}
	made.Places, made.Programmes = []tracker.Ref{ref("village")}, []tracker.Ref{ref("a")}
	said := h.said("find-water", "2024-01-01", record.InProgress)
	said.Entry = tracker.Entry{Reference: "said", Citations: []tracker.Citation{{Document: "A letter", Basis: record.Stated}}}
	return tracker.Batch{
		Studies: []tracker.Study{{
			Entry: named("wells"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyValidated, Disclosure: record.Announced,
			Experts: []tracker.Source{{Role: text("Expert")}}, Places: []tracker.Ref{ref("village")},
		}},
		Recommendations: []tracker.Recommendation{made},
		Positions: []tracker.PositionStatement{{
			Recommendation: ref("find-water"), Addressee: ref("council"), Value: record.Accepted, StatedBy: &tracker.Source{Organisation: ref("council")},
		}},
		FollowUps: []tracker.FollowUp{said},
	}
}

// seen is how many rows of each table the public sees, beyond what it saw of the village.
func (h house) seen() map[string]int {
	h.Helper()
	counts := map[string]int{}
	for _, table := range []string{
		"study", "study_expert", "study_place", "recommendation", "addressee", "proposer", "recommendation_place", "recommendation_programme",
		"position_statement", "follow_up", "citation", "source", "status_span",
	} {
		var count int
		if err := h.suivi.Public().QueryRow(h.Context(), "select count(*) from open."+table).Scan(&count); err != nil {
			h.Fatal(err)
		}
		counts[table] = count
	}
	return counts
}

func TestEverythingThatHangsOnAStudyIsSeenAsFarAsItIsDisclosed(t *testing.T) {
	h := newVillage(t)
	before := h.seen()
	h.record(hidden(h))
	announced := map[string]int{"study": 1, "study_expert": 1, "study_place": 1, "source": 1}
	open := map[string]int{
		"study": 1, "study_expert": 1, "study_place": 1, "recommendation": 1, "addressee": 1, "proposer": 1, "recommendation_place": 1,
		"recommendation_programme": 1, "position_statement": 1, "follow_up": 1, "citation": 2, "source": 3, "status_span": 3,
	}
	check := func(disclosure record.Disclosure, want map[string]int) {
		t.Helper()
		now := h.seen()
		for table, count := range now {
			if count-before[table] != want[table] {
				t.Errorf("%s: the public sees %d more of %s, want %d", disclosure, count-before[table], table, want[table])
			}
		}
		h.healthy()
	}
	check(record.Announced, announced)
	for _, step := range []struct {
		disclosure record.Disclosure
		want       map[string]int
	}{{record.Open, open}, {record.Private, nil}, {record.Open, open}, {record.Announced, announced}} {
		if _, err := h.Disclose(t.Context(), by(editorOfA), ref("wells"), step.disclosure); err != nil {
			t.Fatal(err)
		}
		check(step.disclosure, step.want)
	}
}

func TestWhatIsNotPublishedOrNotAcceptedIsNotSeen(t *testing.T) {
	h := newVillage(t)
	before := h.seen()
	draft := toCouncil("draft")
	draft.Stage = record.Draft
	submitted := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
	submitted.Accepted = false
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{draft}, FollowUps: []tracker.FollowUp{submitted}})
	if now := h.seen(); fmt.Sprint(now) != fmt.Sprint(before) {
		t.Errorf("the public sees %v, want %v", now, before)
	}
	h.healthy()
}

func TestARecommendationMadeWhileItsStudyIsDisclosedIsSeenAsTheStudyIs(t *testing.T) {
	h := newVillage(t)
	h.record(hidden(h))
	for round := range 5 {
		disclosures := []record.Disclosure{record.Open, record.Private}
		_, failures := atOnce(4, func(i int) (tracker.Receipt, error) {
			if i == 0 {
				return h.Disclose(t.Context(), by(editorOfA), ref("wells"), disclosures[round%2])
			}
			made := toCouncil(fmt.Sprintf("another-%d-%d", round, i))
			made.Study = ref("wells")
			return h.Record(t.Context(), by(editorOfA), tracker.Batch{
				Recommendations: []tracker.Recommendation{made},
				FollowUps:       []tracker.FollowUp{h.said("find-water", fmt.Sprintf("2023-0%d-0%d", round+1, i), record.InProgress)},
			})
		})
		noFailures(t, failures)
		h.healthy()
	}
}

func TestStudiesThatRestOnEachOtherAreDisclosedAtOnce(t *testing.T) {
	h := newVillage(t)
	h.record(tracker.Batch{Studies: []tracker.Study{
		{Entry: named("first"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyDrafted, Disclosure: record.Private},
		{
			Entry: named("second"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyDrafted, Disclosure: record.Private,
			BasedOn: []tracker.Ground{{Study: ref("first")}},
		},
	}})
	for round := range 6 {
		_, failures := atOnce(2, func(i int) (tracker.Receipt, error) {
			return h.Disclose(t.Context(), by(editorOfA), ref([]string{"first", "second"}[i]), []record.Disclosure{record.Open, record.Private}[round%2])
		})
		noFailures(t, failures)
		h.healthy()
	}
}
