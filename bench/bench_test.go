// Package bench compares the reading road with statements written by hand.
package bench

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/scale"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// A contest is one question, asked of the planner, and answered by a statement that somebody wrote for it alone. Both go through the same
// pool of the public's.
type contest struct {
	name      string // of the files in testdata: the question, and the statement
	variables map[string]any
	arguments []any // of the statement
	byKey     bool
}

var contests = []contest{
	{
		name:      "list",
		variables: map[string]any{"filter": map[string]any{"implementation": []any{"IN_PROGRESS"}}, "first": 50},
		arguments: []any{[]string{"IN_PROGRESS"}},
	},
	{name: "dashboard"},
	{name: "one", variables: map[string]any{"reference": "scale-p1-80"}, arguments: []any{"scale-p1-80"}, byKey: true},
}

func BenchmarkReading(b *testing.B) {
	house := open(b)
	for _, contest := range contests {
		byPlanner, byHand := house.planned(b, contest), house.written(b, contest)
		mustAgree(b, byPlanner, byHand)
		b.Run(contest.name+"/planner", func(b *testing.B) { run(b, byPlanner) })
		b.Run(contest.name+"/by-hand", func(b *testing.B) { run(b, byHand) })
		b.Run(contest.name+"/ratio", func(b *testing.B) { compare(b, byPlanner, byHand) })
	}
}

// answering answers a question.
type answering func(context.Context) ([]byte, error)

func run(b *testing.B, answer answering) {
	b.ReportAllocs()
	for b.Loop() {
		must(b, answer)
	}
}

// compare has both answer in turn, so that whatever else the machine does bears on both alike, and reports their medians.
func compare(b *testing.B, byPlanner, byHand answering) {
	var planner, hand []time.Duration
	for b.Loop() {
		planner, hand = append(planner, timed(b, byPlanner)), append(hand, timed(b, byHand))
	}
	b.ReportMetric(0, "ns/op") // of the two together, which says nothing
	b.ReportMetric(float64(median(planner)), "planner-ns")
	b.ReportMetric(float64(median(hand)), "by-hand-ns")
	b.ReportMetric(float64(median(planner))/float64(median(hand)), "ratio")
}

func timed(b *testing.B, answer answering) time.Duration {
	began := time.Now()
	must(b, answer)
	return time.Since(began)
}

func median(of []time.Duration) time.Duration {
	slices.Sort(of)
	return of[len(of)/2]
}

func must(b *testing.B, answer answering) []byte {
	b.Helper()
	data, err := answer(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return data
}

// mustAgree sees to it that both answer the same, cursors apart: the planner's are sealed with a secret.
func mustAgree(b *testing.B, byPlanner, byHand answering) {
	b.Helper()
	if difference := cmp.Diff(plain(b, must(b, byHand)), plain(b, must(b, byPlanner))); difference != "" {
		b.Fatalf("the planner's answer is not the one written by hand:\n%s", difference)
	}
}

func plain(b *testing.B, answer []byte) (value any) {
	b.Helper()
	if err := json.Unmarshal(answer, &value); err != nil {
		b.Fatalf("%v: %s", err, answer)
	}
	return withoutCursors(value)
}

func withoutCursors(value any) any {
	switch value := value.(type) {
	case []any:
		for i := range value {
			value[i] = withoutCursors(value[i])
		}
	case map[string]any:
		for name := range value {
			if name == "cursor" || name == "startCursor" || name == "endCursor" {
				value[name] = value[name] != nil
				continue
			}
			value[name] = withoutCursors(value[name])
		}
	}
	return value
}

// house holds a synthetic record, and what asks it.
type house struct {
	database *postgres.Database
	schema   *ast.Schema
	planner  *plan.Planner
}

func open(b *testing.B) *house {
	b.Helper()
	suivi := pgtest.New(b, postgres.Options{Today: "2026-01-15", StatementTimeout: 10 * time.Minute})
	orFail(b, postgres.MakeFirstAdministrator(b.Context(), suivi.OwnerURL))
	orFail(b, scale.Load(b.Context(), suivi.Database, size(b), nil))
	orFail(b, postgres.Analyse(b.Context(), suivi.OwnerURL))
	catalogue, err := plan.ReadCatalogue(b.Context(), suivi.Public())
	orFail(b, err)
	h := &house{database: suivi.Database, schema: graph.NewExecutableSchema(graph.Config{}).Schema()}
	h.planner, err = plan.New(plan.Options{
		Schema: h.schema, Models: record.Models(), IDPrefixes: record.IDPrefix, Catalogue: catalogue, Reader: h.database,
		Secret: []byte("for the benchmarks alone"),
	})
	orFail(b, err)
	return h
}

// size is how many recommendations to ask of.
func size(b *testing.B) int {
	b.Helper()
	given := os.Getenv("SCALE")
	if given == "" {
		return 20_000
	}
	n, err := strconv.Atoi(given)
	orFail(b, err)
	return n
}

// planned asks the planner, as the front does once it has parsed and checked a question.
func (h *house) planned(b *testing.B, contest contest) answering {
	b.Helper()
	document, faults := gqlparser.LoadQueryWithRules(h.schema, read(b, contest.name+".graphql"), nil)
	if document == nil {
		b.Fatal(faults)
	}
	variables, err := validator.VariableValues(h.schema, document.Operations[0], contest.variables)
	orFail(b, err)
	question := plan.Question{Operation: document.Operations[0], Fragments: document.Fragments, Variables: variables, Languages: []string{"fr"}}
	return func(ctx context.Context) ([]byte, error) {
		answer := h.planner.Answer(ctx, question)
		if len(answer.Faults) > 0 {
			return nil, answer.Faults[0]
		}
		return answer.Data, nil
	}
}

func (h *house) written(b *testing.B, contest contest) answering {
	b.Helper()
	statement := postgres.Statement{SQL: read(b, contest.name+".sql"), Args: contest.arguments, ByKey: contest.byKey, Prepare: true}
	return func(ctx context.Context) ([]byte, error) {
		answer, _, err := h.database.Read(ctx, statement)
		return answer, err
	}
}

func read(b *testing.B, name string) string {
	b.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	orFail(b, err)
	return string(text)
}

func orFail(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
