package tracker_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const history = `query History($asOf: Date, $knownAt: DateTime) {
  recommendation(reference: "mend-the-bridge") {
    status(asOf: $asOf, knownAt: $knownAt) {
      summary implementation assurance asOf overdue derivation disagreement statedBy { organisation { reference } } voices { id implementation assurance asOf }
    }
    addressees {
      position(asOf: $asOf, knownAt: $knownAt) { value statedOn }
      status(asOf: $asOf, knownAt: $knownAt) { summary implementation assurance asOf }
    }
  }
}`

// asked is a question that was answered once.
type asked struct {
	asOf    string
	knownAt time.Time
	answer  string
}

func TestAnAnswerGivenOnceIsGivenAgain(t *testing.T) {
	const seed = 20240501
	random := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // a story, no secret
	h := newVillage(t)
	ask := h.historian()
	days := []string{"2021-01-01", "2021-06-15", "2022-03-01", "2023-09-30", today}
	var answers []asked
	for range 25 {
		h.record(something(h, random, days))
		now := one[time.Time](h, "select recorded_at from record.ledger_head")
		for _, day := range days {
			answers = append(answers, asked{day, now, ask(map[string]any{"asOf": day, "knownAt": now.Format(time.RFC3339Nano)})})
		}
		present := ask(nil)
		if again := answers[len(answers)-1].answer; present != again {
			t.Fatalf("today, as known now, is not the present:\n%s\n%s", again, present)
		}
	}
	different := map[string]bool{}
	for _, before := range answers {
		different[before.answer] = true
		if again := ask(map[string]any{"asOf": before.asOf, "knownAt": before.knownAt.Format(time.RFC3339Nano)}); again != before.answer {
			t.Errorf("as of %s, known at %s, was\n%s\nand is now\n%s", before.asOf, before.knownAt, before.answer, again)
		}
	}
	if len(different) < 20 {
		t.Errorf("only %d different answers: this story tells too little", len(different))
	}
	h.healthy()
}

// something is a statement, a dispute or a position, of any of the days, however late it becomes known.
func something(h house, random *rand.Rand, days []string) tracker.Batch {
	asOf := days[random.IntN(len(days))]
	on := day(h.T, asOf)
	switch random.IntN(4) {
	case 0:
		values := []record.PositionValue{record.Accepted, record.AcceptedInPart, record.Noted, record.Rejected}
		return tracker.Batch{Positions: []tracker.PositionStatement{{
			Recommendation: ref("mend-the-bridge"), Addressee: ref("council"), Value: values[random.IntN(len(values))], StatedOn: &on,
		}}}
	case 1:
		if said := one[[]string](h, `select coalesce(array_agg(id::text order by id), '{}') from record.follow_up where contests_id is null`); len(said) > 0 {
			contest := h.said("mend-the-bridge", today, anyImplementation(random))
			contest.Contests = byID(h, said[random.IntN(len(said))])
			return tracker.Batch{FollowUps: []tracker.FollowUp{contest}}
		}
	}
	said := h.said("mend-the-bridge", asOf, anyImplementation(random))
	if random.IntN(2) == 0 {
		said.Addressee = ref("council")
	}
	return tracker.Batch{FollowUps: []tracker.FollowUp{said}}
}

func anyImplementation(random *rand.Rand) record.Implementation {
	all := []record.Implementation{
		record.NotStarted, record.InProgress, record.PartiallyImplemented, record.Implemented, record.ImplementedOtherwise, record.NotImplemented,
		record.ContraryActionTaken,
	}
	return all[random.IntN(len(all))]
}

func TestWhatWillBeKnownCannotBeAsked(t *testing.T) {
	h := newVillage(t)
	planner, question := h.planner(), h.question(map[string]any{"knownAt": time.Now().Add(time.Hour).Format(time.RFC3339)})
	answer := planner.Answer(t.Context(), question)
	if answer.Data != nil || len(answer.Faults) == 0 || answer.Faults[0].Argument != "recommendation.status.knownAt" {
		t.Errorf("got %s, %v", answer.Data, answer.Faults)
	}
}

// historian asks the question of this test for given clocks, as the public.
func (h house) historian() func(clocks map[string]any) string {
	planner, question := h.planner(), h.question(nil)
	return func(clocks map[string]any) string {
		h.Helper()
		question.Variables = clocks
		answer := planner.Answer(h.Context(), question)
		if len(answer.Faults) > 0 {
			h.Fatal(answer.Faults[0])
		}
		return string(answer.Data)
	}
}

func (h house) planner() *plan.Planner {
	h.Helper()
	return h.plannerOver(h.suivi)
}

func (h house) plannerOver(reader plan.Reader) *plan.Planner {
	h.Helper()
	catalogue, err := plan.ReadCatalogue(h.Context(), h.suivi.Public())
	if err != nil {
		h.Fatal(err)
	}
	planner, err := plan.New(plan.Options{
		Schema: contract(h.T), Models: record.Models(), IDPrefixes: record.IDPrefix, Catalogue: catalogue, Reader: reader, Secret: []byte("secret"),
	})
	if err != nil {
		h.Fatal(err)
	}
	return planner
}

func (h house) question(variables map[string]any) plan.Question {
	h.Helper()
	return h.questionOf(history, variables)
}

func (h house) questionOf(text string, variables map[string]any) plan.Question {
	h.Helper()
	document, err := gqlparser.LoadQueryWithRules(contract(h.T), text, nil)
	if err != nil {
		h.Fatal(err)
	}
	return plan.Question{Operation: document.Operations[0], Fragments: document.Fragments, Variables: maps.Clone(variables)}
}

func contract(t *testing.T) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	return gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
}

func byID(h house, id string) tracker.Ref {
	h.Helper()
	parsed, err := uuid.Parse(id)
	if err != nil {
		h.Fatal(err)
	}
	return tracker.ByID(parsed)
}

func TestVoicesDisagreeWhereTheySayDifferentThings(t *testing.T) {
	h := newVillage(t)
	ask := h.historian()
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said("mend-the-bridge", "2022-03-01", record.InProgress)}})
	if answer := ask(nil); !strings.Contains(answer, `"disagreement" : false`) {
		t.Errorf("one voice disagrees with itself: %s", answer)
	}
	verdict := h.said("mend-the-bridge", "2023-09-30", record.NotImplemented)
	verdict.Assurance = record.Verified
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{verdict}})
	if answer := ask(nil); !strings.Contains(answer, `"disagreement" : true`) {
		t.Errorf("in progress and not implemented are the same: %s", answer)
	}
	if answer := ask(map[string]any{"asOf": "2022-12-31"}); !strings.Contains(answer, `"disagreement" : false`) {
		t.Errorf("there was one voice at the end of 2022: %s", answer)
	}
}
