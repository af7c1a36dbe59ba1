package postgres_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// table is a table of the record, with a row of it that somebody else keeps; one with nothing but what every row has where there is none yet.
type table struct {
	name    string
	row     map[string]any
	columns []string // that can be written
	updates []string // that the clerk may update
}

// tables are those that the clerk may write to.
func tables(t *testing.T, owner *pgx.Conn, keeper uuid.UUID) (found []table) {
	t.Helper()
	each(t, owner, `select c.relname from pg_class c where c.relnamespace = 'record'::regnamespace and c.relkind = 'r'
		and has_any_column_privilege('suivi_clerk', c.oid, 'INSERT') order by c.relname`, nil, func(row []string) { found = append(found, table{name: row[0]}) })
	for i := range found {
		of := &found[i]
		each(t, owner, `select a.attname, has_column_privilege('suivi_clerk', a.attrelid, a.attnum, 'UPDATE')::text from pg_attribute a
			where a.attrelid = format('record.%I', $1::text)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`, []any{of.name}, func(row []string) {
			of.columns = append(of.columns, pgx.Identifier{row[0]}.Sanitize())
			if row[1] == "true" {
				of.updates = append(of.updates, pgx.Identifier{row[0]}.Sanitize())
			}
		})
		of.row = map[string]any{"keeper_id": keeper, "visibility": "DESK", "command_id": uuid.New()}
		each(t, owner, fmt.Sprintf("select to_jsonb(t) from record.%s t limit 1", pgx.Identifier{of.name}.Sanitize()), nil, func(row []string) {
			if err := json.Unmarshal([]byte(strings.TrimPrefix(row[0], "\x01")), &of.row); err != nil {
				t.Fatal(err)
			}
		})
	}
	return found
}

// add adds a row like the one that is there, with an id of its own and what else is to be otherwise, and says whether row-level security let it.
func (of table) add(t *testing.T, tx pgx.Tx, otherwise map[string]any) (allowed bool) {
	t.Helper()
	row := map[string]any{}
	for column, value := range of.row {
		row[column] = value
	}
	row["id"] = uuid.New()
	for column, value := range otherwise {
		row[column] = value
	}
	encoded, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	columns := strings.Join(of.columns, ", ")
	nested, err := tx.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = nested.Rollback(t.Context()) }()
	_, err = nested.Exec(t.Context(), fmt.Sprintf("insert into %[1]s (%[2]s) select %[2]s from jsonb_populate_record(null::%[1]s, $1)",
		pgx.Identifier{of.name}.Sanitize(), columns), string(encoded))
	refused, is := errors.AsType[*pgconn.PgError](err)
	return !is || refused.Code != "42501"
}

// What stands by itself anybody may keep who keeps anything; all else hangs on something, and is kept as that is.
var standAlone = []string{
	"organisation", "place", "theme", "instrument", "programme", "study_series", "study", "finding", "workshop_series", "workshop", "recommendation", "source",
	"change_story",
}

func TestSQLOfItsOwnReachesNothingBeyondTheAccount(t *testing.T) {
	house := hide(t)
	owner := ownerOf(t, house.Suivi)
	programmes := ids(t, owner, "select id from record.programme order by id limit 2")
	account := func(role string, programme uuid.UUID) uuid.UUID {
		id := uuid.New()
		do(t, owner, "insert into record.account (id, command_id, name) values ($1, $1, 'account')", id)
		do(t, owner, "insert into record.account_grant (id, command_id, account_id, programme_id, role) values ($1, $1, $2, $3, $4)", uuid.New(), id, programme, role)
		return id
	}
	type asker struct {
		name    string
		account uuid.UUID
		within  bool // in the programme that keeps everything
	}
	reporter, verifier := account("REPORTER", programmes[0]), account("VERIFIER", programmes[0])
	elsewhere := []asker{
		{"nobody", uuid.Nil, false},
		{"an editor elsewhere", house.stranger, false},
		{"a reporter elsewhere", account("REPORTER", programmes[1]), false},
		{"a verifier elsewhere", account("VERIFIER", programmes[1]), false},
	}
	all := tables(t, owner, programmes[0])
	if len(all) < 50 {
		t.Errorf("only %d tables can be written to", len(all))
	}
	for _, asks := range append(elsewhere, asker{"a reporter", reporter, true}, asker{"a verifier", verifier, true}) {
		as(t, house.Clerk(), asks.account, func(tx pgx.Tx) {
			for _, of := range all {
				name := pgx.Identifier{of.name}.Sanitize()
				if _, kept := of.row["keeper_id"]; kept && !asks.within && !slices.Contains([]string{"account", "account_grant", "token", "account_identity", "confidential_source"}, of.name) {
					if seen := ids(t, tx, "select id from "+name); len(seen) > 0 {
						t.Errorf("%s finds %d rows of %s", asks.name, len(seen), of.name)
					}
				}
				if of.add(t, tx, nil) && !(asks.account == verifier && of.name == "follow_up_decision") {
					t.Errorf("%s adds to %s what others keep", asks.name, of.name)
				}
				if asks.account == house.stranger && of.add(t, tx, map[string]any{"keeper_id": programmes[1]}) != slices.Contains(standAlone, of.name) {
					t.Errorf("an editor adds to %s what hangs on what others keep, or nothing that stands by itself", of.name)
				}
				for _, column := range of.updates {
					changed, err := tx.Exec(t.Context(), fmt.Sprintf("update %s set %[2]s = %[2]s", name, column))
					if err != nil || changed.RowsAffected() > 0 {
						t.Errorf("%s changes %s of %d rows of %s, %v", asks.name, column, changed.RowsAffected(), of.name, err)
					}
				}
			}
			hiddenFromFunctions(t, tx, asks.name, asks.within, house.records, programmes)
		})
	}
	t.Run("but for what it submitted, and what is there for who verifies", func(t *testing.T) {
		seenByItsAuthor(t, house, verifier, reporter, elsewhere[2].account, elsewhere[3].account)
	})
}

// hiddenFromFunctions checks that no function of the clerk's tells of a hidden record what it would not tell of one that is not there.
func hiddenFromFunctions(t *testing.T, tx pgx.Tx, who string, within bool, records, programmes []uuid.UUID) {
	t.Helper()
	each(t, tx, `select p.oid::regproc::text, p.pronargs::text from pg_proc p where p.pronamespace = 'suivi'::regnamespace and has_function_privilege(p.oid, 'EXECUTE')
		and not p.proretset and (p.pronargs = 0 or p.proargtypes[0] = 'uuid'::regtype)`, nil, func(found []string) {
		switch {
		case found[1] != "0":
			var told int
			sql := "select count(*) from unnest($1::uuid[]) as i (id) where $2::uuid is not null and " + found[0] + "(i.id)"
			if found[1] == "2" {
				sql = strings.Replace(sql, "(i.id)", "(i.id, $2)", 1)
			}
			if err := tx.QueryRow(t.Context(), sql, records, programmes[0]).Scan(&told); err != nil || told > 0 && !within {
				t.Errorf("%s: %s tells of %d records, %v", who, found[0], told, err)
			}
		default:
			var told *string
			if err := tx.QueryRow(t.Context(), "select "+found[0]+"()::text").Scan(&told); err != nil {
				t.Errorf("%s: %s: %v", who, found[0], err)
			} else if told != nil && strings.Contains(*told, programmes[0].String()) && !within {
				t.Errorf("%s: %s tells of what others keep", who, found[0])
			}
		}
	})
}

// seenByItsAuthor checks who sees what was submitted of a record that no programme keeps: its author, and whoever verifies anywhere.
func seenByItsAuthor(t *testing.T, house hidden, author, reporter, elsewhere, verifierElsewhere uuid.UUID) {
	t.Helper()
	owner := ownerOf(t, house.Suivi)
	of := []string{"follow_up", "evidence", "source", "citation", "change_story"}
	for _, name := range of {
		do(t, owner, fmt.Sprintf("update record.%[1]s set keeper_id = null, author_id = $1 where id = (select id from record.%[1]s limit 1)", name), author)
	}
	for who, sees := range map[uuid.UUID]int{author: 1, verifierElsewhere: 1, reporter: 0, elsewhere: 0, house.stranger: 0, house.keeper: 0, uuid.Nil: 0} {
		for login, pool := range map[string]func() *pgxpool.Pool{"the desk": house.Desk, "the clerk": house.Clerk} {
			as(t, pool(), who, func(tx pgx.Tx) {
				for _, name := range of {
					hasKeeper := "keeper_id is null"
					if name == "source" && login == "the desk" {
						hasKeeper = "id = '" + ids(t, owner, "select id from record.source where author_id is not null")[0].String() + "'"
					}
					if seen := ids(t, tx, fmt.Sprintf("select id from %s where %s", name, hasKeeper)); len(seen) != sees {
						t.Errorf("%s finds %d rows of %s for %s, want %d", login, len(seen), name, who, sees)
					}
				}
			})
		}
	}
	each(t, owner, `select table_schema, table_name from information_schema.columns where table_schema in ('open', 'desk') and column_name = 'author_id'`, nil, func(found []string) {
		t.Errorf("%s.%s tells who an author is", found[0], found[1])
	})
}
