package plan

import (
	"context"
	"os"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
	"github.com/suivi-project/suivi/internal/record"
)

// computed are the columns whose words a function gives, which no constraint names.
var computed = []string{"status_summary"}

// narrower are the columns that do not take every word of their enum: nothing is shown as an informal area, which is smaller than what it lies in.
var narrower = map[string]string{"shown_as": "INFORMAL_AREA"}

// What the database lets into a column are the words of the enum that tells of it: a word that is missing there could never be read, and one
// that is missing here would break the answer that holds it.
func TestAColumnHoldsTheWordsOfItsEnum(t *testing.T) {
	suivi := pgtest.New(t, postgres.Options{})
	planner := contractPlanner(t, suivi)
	owner, err := pgx.Connect(t.Context(), suivi.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = owner.Close(context.Background()) }()
	compared := 0
	for key, object := range planner.mapping.objects {
		for name, answer := range object.fields {
			enum := planner.mapping.schema.Types[object.def.Fields.ForName(name).Type.Name()]
			if enum.Kind != ast.Enum || answer.column == nil || object.model.rows || slices.Contains(computed, answer.column.name) {
				continue
			}
			if !isTable(t, owner, object.model.table) {
				continue // a view of other tables' columns
			}
			compared++
			var words []string
			for _, value := range enum.EnumValues {
				if value.Name != narrower[answer.column.name] {
					words = append(words, value.Name)
				}
			}
			slices.Sort(words)
			if allowed := wordsOf(t, owner, object.model.table, answer.column.name); !slices.Equal(allowed, words) {
				t.Errorf("%s.%s: the enum %s has %v, and the column %s.%s takes %v", key.typ, name, enum.Name, words, object.model.table, answer.column.name, allowed)
			}
		}
	}
	if compared < 25 {
		t.Errorf("only %d columns were compared", compared)
	}
}

func isTable(t *testing.T, owner *pgx.Conn, name string) (is bool) {
	t.Helper()
	if err := owner.QueryRow(t.Context(), "select to_regclass(format('record.%I', $1::text)) is not null", name).Scan(&is); err != nil {
		t.Fatal(err)
	}
	return is
}

// wordsOf are the words that the constraints of a column name: its own, those of its domain, and those of the table about it.
func wordsOf(t *testing.T, owner *pgx.Conn, table, column string) []string {
	t.Helper()
	rows, err := owner.Query(t.Context(), `
		select distinct found.word[1] from pg_attribute a
		join pg_constraint c on c.contypid = a.atttypid or c.conrelid = a.attrelid and a.attnum = any (c.conkey)
			and (cardinality(c.conkey) = 1 or c.conname like '%is_a_quantity')
		cross join regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z][A-Z_]+)''', 'g') as found (word)
		where a.attrelid = format('record.%I', $1::text)::regclass and a.attname = $2 and c.contype = 'c' order by 1`, table, column)
	if err != nil {
		t.Fatal(err)
	}
	words, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// contractPlanner is a planner for the house's own contract.
func contractPlanner(t *testing.T, suivi *pgtest.Suivi) *Planner {
	t.Helper()
	catalogue, err := ReadCatalogue(t.Context(), suivi.Public())
	if err != nil {
		t.Fatal(err)
	}
	contract, err := os.ReadFile("../../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	planner, err := New(Options{
		Schema: schemaOf(t, string(contract)), Models: record.Models(), IDPrefixes: record.IDPrefix, Catalogue: catalogue, Reader: suivi, Secret: []byte("s"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return planner
}
