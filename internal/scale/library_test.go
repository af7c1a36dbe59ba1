//go:build scale

package scale_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// library is a house with a large record, a planner that asks it, and the questions of testdata.
type library struct {
	*house
	n         int
	schema    *ast.Schema
	planner   *plan.Planner
	rows      map[string]int64 // how many rows a table has
	pages     map[string]int   // and how many pages
	documents map[string]*ast.QueryDocument
	asked     postgres.Statement // the last one

	talkedAbout string // the recommendation of the first programme with the most follow-ups that everybody may see
	lately      string // a time after which little was recorded
	last        string // the time at which something was recorded last
	changed     string // a place deep in the feed of changes
	anAction    string
	aStory      string
}

func newLibrary(h *house, n int) *library {
	h.Helper()
	l := &library{
		house: h, n: n, schema: graph.NewExecutableSchema(graph.Config{}).Schema(), rows: map[string]int64{}, pages: map[string]int{}, documents: map[string]*ast.QueryDocument{},
	}
	catalogue, err := plan.ReadCatalogue(h.Context(), h.Public())
	h.must(err)
	l.planner, err = plan.New(plan.Options{
		Schema: l.schema, Models: record.Models(), IDPrefixes: record.IDPrefix, Catalogue: catalogue, Reader: l, Secret: []byte("for the tests alone"),
	})
	h.must(err)
	rows, err := h.owner.Query(h.Context(), "select relname::text, reltuples::bigint, relpages from pg_class where relnamespace = 'record'::regnamespace and relkind = 'r'")
	h.must(err)
	var table string
	var count int64
	var pages int
	_, err = pgx.ForEachRow(rows, []any{&table, &count, &pages}, func() error {
		l.rows[table], l.pages[table] = count, pages
		return nil
	})
	h.must(err)
	l.talkedAbout = l.words(`select r.reference::text from open.recommendation r join open.follow_up f on f.recommendation_id = r.id
		where r.reference like 'scale-p1-%' group by r.reference order by count(*) desc, r.reference limit 1`)[0]
	l.last = l.words(`select to_char(recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from record.ledger_head`)[0]
	l.lately = l.words(`select to_char(recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from record.audit_entry order by position desc offset 2 limit 1`)[0]
	l.anAction = l.words("select reference::text from open.action order by 1 limit 1")[0]
	l.aStory = l.words("select reference::text from open.change_story order by 1 limit 1")[0]
	l.changed = l.follow(h.T, min(20, n/2000))
	return l
}

// Read keeps a statement for whoever wants to see how it is answered, and has it answered.
func (l *library) Read(ctx context.Context, statement postgres.Statement) (answer []byte, failed []bool, err error) {
	l.asked = statement
	return l.Database.Read(ctx, statement)
}

// answer has a question answered.
func (l *library) answer(t *testing.T, asked question) []byte {
	t.Helper()
	document, known := l.documents[asked.file]
	if !known {
		text := []byte(asked.file)
		if !strings.HasPrefix(asked.file, "query") {
			var err error
			if text, err = os.ReadFile(filepath.Join("testdata", asked.file+".graphql")); err != nil {
				t.Fatal(err)
			}
		}
		var faults error
		document, faults = gqlparser.LoadQueryWithRules(l.schema, string(text), nil)
		if document == nil {
			t.Fatalf("%s: %v", asked.file, faults)
		}
		l.documents[asked.file] = document
	}
	operation := document.Operations[0]
	variables, err := validator.VariableValues(l.schema, operation, asked.variables)
	if err != nil {
		t.Fatalf("%s: %v", asked.name, err)
	}
	answer := l.planner.Answer(t.Context(), plan.Question{Operation: operation, Fragments: document.Fragments, Variables: variables})
	for _, fault := range answer.Faults {
		t.Fatalf("%s: %s", asked.name, fault.Message)
	}
	return answer.Data
}

// listed is the table of which a question that was asked wants a list, or figures; empty where it wants other things.
func (l *library) listed(asked question) string {
	field, is := l.documents[asked.file].Operations[0].SelectionSet[0].(*ast.Field)
	if !is {
		return ""
	}
	if figures := l.schema.Types[field.Definition.Type.Name()].Directives.ForName("statistics"); figures != nil {
		return postgres.Naming.ColumnName("", figures.Arguments.ForName("of").Value.Raw)
	}
	if !strings.HasSuffix(field.Definition.Type.Name(), "Connection") {
		return ""
	}
	nodes := l.schema.Types[field.Definition.Type.Name()].Fields.ForName("nodes")
	return postgres.Naming.ColumnName("", nodes.Type.Name())
}

// explain says how the database answers a question for somebody.
func (l *library) explain(t *testing.T, who audience, asked question) node {
	t.Helper()
	return l.explained(t, who, asked, "explain (format json) ")
}

// measure has the database carry out a question for somebody, and says what that came to.
func (l *library) measure(t *testing.T, who audience, asked question) measured {
	t.Helper()
	plan := l.explained(t, who, asked, "explain (analyze, buffers, timing off, format json) ")
	plan.within = &plan
	return plan.measured
}

func (l *library) explained(t *testing.T, who audience, asked question, how string) node {
	t.Helper()
	l.answer(t, asked)
	pool := l.Public()
	if who.account != uuid.Nil {
		pool = l.Desk()
	}
	var explained []struct{ Plan node }
	err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), "select set_config('suivi.account', $1, true)", who.account.String()); err != nil {
			return err
		}
		var encoded []byte
		arguments := append([]any{pgx.QueryExecModeExec}, l.asked.Args...)
		if err := tx.QueryRow(t.Context(), how+l.asked.SQL, arguments...).Scan(&encoded); err != nil {
			return err
		}
		return json.Unmarshal(encoded, &explained)
	})
	if err != nil {
		t.Fatalf("%s: %v", asked.name, err)
	}
	return explained[0].Plan
}

// walk goes so many pages into the list of recommendations, and gives the cursor that it has come to.
func (l *library) walk(t *testing.T, orderBy []any, pages int) string {
	t.Helper()
	variables := values{"orderBy": orderBy, "first": 50}
	for range pages {
		var page struct {
			Recommendations struct{ PageInfo struct{ EndCursor string } }
		}
		if err := json.Unmarshal(l.answer(t, question{file: "walk", name: "walking", variables: variables}), &page); err != nil {
			t.Fatal(err)
		}
		variables["after"] = page.Recommendations.PageInfo.EndCursor
	}
	return variables["after"].(string)
}

// follow goes so many pages into the feed of changes, and gives the cursor that it has come to.
func (l *library) follow(t *testing.T, pages int) string {
	t.Helper()
	after := values{}
	for range pages {
		var page struct {
			Changes struct{ PageInfo struct{ EndCursor string } }
		}
		if err := json.Unmarshal(l.answer(t, question{file: "sync", name: "following", variables: after}), &page); err != nil {
			t.Fatal(err)
		}
		after["after"] = page.Changes.PageInfo.EndCursor
	}
	cursor, _ := after["after"].(string)
	return cursor
}
