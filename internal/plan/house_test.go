package plan

import (
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

var seedFlag = flag.Uint64("seed", 0, "repeat what a random test did with this seed")

// newRandom gives a random test its randomness, and says how to have the same again.
func newRandom(t testing.TB) *rand.Rand {
	t.Helper()
	seed := *seedFlag
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("to repeat: go test ./internal/plan -run '^%s$' -seed %d", t.Name(), seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// today is the day of the tests: some of what the library holds is of later days.
const today = "2014-02-20"

// house is a library in a database, a planner over it, and the same library in memory.
type house struct {
	*Planner
	world      world // what can be seen of it
	statements *statements
	catalogue  *Catalogue
}

func openHouse(t testing.TB, random *rand.Rand) *house {
	t.Helper()
	seen := &statements{}
	suivi := pgtest.New(t, postgres.Options{Tracer: seen, Today: today})
	owner, err := pgx.Connect(t.Context(), suivi.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = owner.Close(t.Context()) }()
	if _, err := owner.Exec(t.Context(), readTestdata(t, "library.sql")); err != nil {
		t.Fatal(err)
	}
	made := newWorld(random)
	made.load(t, owner)
	catalogue, err := ReadCatalogue(t.Context(), suivi.Public())
	if err != nil {
		t.Fatal(err)
	}
	planner, err := New(libraryOptions(librarySchema(t), catalogue, suivi))
	if err != nil {
		t.Fatal(err)
	}
	return &house{Planner: planner, world: made.visible(), statements: seen, catalogue: catalogue}
}

func libraryOptions(schema *ast.Schema, catalogue *Catalogue, reader Reader) Options {
	return Options{
		Schema: schema, Models: libraryModels(), IDPrefixes: idPrefixes, Catalogue: catalogue, Reader: reader, Secret: []byte("a secret of the tests"),
	}
}

// anyHouse is a house for tests that only want some library, always the same.
func anyHouse(t testing.TB) *house {
	t.Helper()
	return openHouse(t, rand.New(rand.NewPCG(1, 2)))
}

func readTestdata(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func librarySchema(t testing.TB) *ast.Schema {
	t.Helper()
	return schemaOf(t, readTestdata(t, "library.graphql"))
}

func schemaOf(t testing.TB, text string) *ast.Schema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// prefers is what whoever asks in the tests would like to read.
var prefers = []string{"bm", "en"}

// question makes a question of a document with one operation, where it is valid.
func (h *house) question(text string, variables map[string]any) (Question, error) {
	document, mistakes := gqlparser.LoadQueryWithRules(h.mapping.schema, text, rules.NewDefaultRules())
	if len(mistakes) > 0 {
		return Question{}, mistakes
	}
	if len(document.Operations) != 1 {
		return Question{}, errNotOne
	}
	validator.Walk(h.mapping.schema, document, &validator.Events{})
	operation := document.Operations[0]
	coerced, err := inputs{h.mapping.schema}.variables(operation, variables)
	return Question{Operation: operation, Fragments: document.Fragments, Variables: coerced, Languages: prefers}, err
}

func (h *house) mustQuestion(t testing.TB, text string, variables map[string]any) Question {
	t.Helper()
	question, err := h.question(text, variables)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return question
}

// statements counts what is sent to the database, but for the settings of a transaction.
type statements struct {
	mutex sync.Mutex
	seen  []string
}

func (s *statements) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !strings.Contains(data.SQL, "set_config") {
		s.seen = append(s.seen, data.SQL)
	}
	return ctx
}

func (s *statements) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// take gives what was sent since it was last asked.
func (s *statements) take() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	taken := s.seen
	s.seen = nil
	return taken
}
