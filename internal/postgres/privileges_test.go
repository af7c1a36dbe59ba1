package postgres_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/suivi-project/suivi/internal/demo"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// reach is what a role may do: with the relations and functions of a schema, by kind of privilege.
type reach struct {
	relations func(schema, relation, privilege string) bool
	functions func(schema, function string) bool
}

// What all three share: functions of their arguments alone, and the date.
var shared = []string{"today", "account", "original", "is_translated", "in_language", "summary"}

// What the two who read share.
var forReaders = []string{
	"cursor", "sealed", "masked", "hidden", "cursor_refusal", "translations", "text_detail",
	"precedes", "advancement", "is_closed", "movement", "sheet_day", // of reviews
	"ledger_position", "languages_found", // of filters
	"words_of", "gaps_of", "stretch", "word_matches", "word_differences", // of wordings
	"instant", "read_day", "read_instant", // of times
	"plain", "unaccented", "parted", "words", "lexeme", "word_query", "query_words", "some_of", // of search
	"said", "audience_label", "workshop_kind_label", // of figures
}

var reaches = map[string]reach{
	postgres.PublicRole: {
		relations: func(schema, _, privilege string) bool { return schema == "open" && privilege == "SELECT" },
		functions: func(schema, function string) bool {
			return schema == "open" || schema == "suivi" && slices.Contains(append(shared, forReaders...), function)
		},
	},
	postgres.DeskRole: {
		relations: func(schema, _, privilege string) bool { return schema == "desk" && privilege == "SELECT" },
		functions: func(schema, function string) bool {
			return schema == "desk" || schema == "suivi" &&
				slices.Contains(append(append(shared, forReaders...), "audience", "account_of", "sees_all", "kept_programmes", "overseen_programmes", "author", "verifies"), function)
		},
	},
	postgres.ClerkRole: {
		relations: clerkMay,
		functions: func(schema, function string) bool {
			return schema == "suivi" && slices.Contains(append(shared, "sees_all", "kept_programmes", "edited_programmes", "reported_programmes", "verified_programmes",
				"overseen_programmes", "reports", "verifies", "author", "own_organisation", "own_organisations", "kindred_organisations", "hangs_well", "is_authors", "is_anothers", "known_account"), function) ||
				schema == "record" && slices.Contains([]string{
					"seal", "derive", "derive_places", "derive_visibility", "derive_search", "release_attendance",
					"is_input", "is_new_source", "shown_place", "reveal", "revealed", "erase",
				}, function)
		},
	},
}

// What is said is never unsaid: nobody updates these.
var history = []string{"audit_entry", "follow_up", "follow_up_decision", "position_statement", "wording", "validation"}

func clerkMay(schema, relation, privilege string) bool {
	switch {
	case schema != "record":
		return false
	case slices.Contains([]string{
		"entry", "ledger_head", "place_ancestor", "place_reach", "status_span", "attendance_release", "derived_visibility",
		"change", "shown_otherwise", "part", "input_salt", "closed", "source_of", "revision", "intervention", "audit_line", "keeping",
	}, relation):
		return false // written and read by the functions that derive and seal
	case relation == "confidential_source": // nobody reads it but the function that reveals
		return privilege == "INSERT"
	case relation == "audit_entry":
		return privilege == "SELECT"
	case privilege == "UPDATE":
		return !slices.Contains(history, relation)
	default:
		return privilege == "SELECT" || privilege == "INSERT"
	}
}

func TestNoRoleHasAPrivilegeBeyondItsSchema(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	for role, may := range reaches {
		t.Run(role, func(t *testing.T) {
			walked := 0
			each(t, owner, `select n.nspname, c.relname, p.privilege from pg_class c join pg_namespace n on n.oid = c.relnamespace,
				unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as p (privilege)
				where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'v', 'm', 'p', 'f')
				and case when p.privilege in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege($1, c.oid, p.privilege)
					else has_table_privilege($1, c.oid, p.privilege) end`, []any{role}, func(found []string) {
				walked++
				if !may.relations(found[0], found[1], found[2]) {
					t.Errorf("%s may %s %s.%s", role, found[2], found[0], found[1])
				}
			})
			each(t, owner, `select n.nspname, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
				where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and has_function_privilege($1, p.oid, 'EXECUTE')
				and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`, []any{role}, func(found []string) {
				walked++
				if !may.functions(found[0], found[1]) {
					t.Errorf("%s may call %s.%s", role, found[0], found[1])
				}
			})
			if walked < 20 {
				t.Errorf("%s reaches %d things: less than its own schema", role, walked)
			}
		})
	}
}

func TestNoRoleCanBecomeAnotherOrMakeAnything(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	for role := range reaches {
		each(t, owner, `select rolname from pg_roles where rolname = $1 and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
			union all select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = $1
			union all select nspname from pg_namespace where has_schema_privilege($1, oid, 'CREATE')
			union all select datname from pg_database where datname = current_database() and has_database_privilege($1, oid, 'CREATE, TEMPORARY')`,
			[]any{role}, func(found []string) { t.Errorf("%s has too much power, in %s", role, found[0]) })
	}
}

// hidden is a house in which everything is kept by one programme and shown to nobody else, and two accounts: one that keeps it, and one that
// keeps another programme.
type hidden struct {
	*pgtest.Suivi
	keeper, stranger uuid.UUID
	records          []uuid.UUID
}

func hide(t *testing.T) hidden {
	t.Helper()
	house := pgtest.New(t, postgres.Options{})
	if err := postgres.MakeFirstAdministrator(t.Context(), house.OwnerURL); err != nil {
		t.Fatal(err)
	}
	if err := demo.Load(t.Context(), house.Database); err != nil {
		t.Fatal(err)
	}
	owner := ownerOf(t, house)
	h := hidden{Suivi: house, keeper: uuid.New(), stranger: uuid.New(), records: ids(t, owner, "select id from record.entry")}
	programmes := ids(t, owner, "select id from record.programme order by id limit 2")
	for i, account := range []uuid.UUID{h.keeper, h.stranger} {
		do(t, owner, "insert into record.account (id, command_id, name) values ($1, $2, 'account')", account, uuid.New())
		do(t, owner, "insert into record.account_grant (id, command_id, account_id, programme_id, role) values ($1, $1, $2, $3, 'EDITOR')", uuid.New(), account, programmes[i])
	}
	// What is in a part for everybody and for its keepers is to be there once.
	do(t, owner, "delete from record.part a using record.part b where (a.record_id, a.whole_id) = (b.record_id, b.whole_id) and a.ctid < b.ctid")
	each(t, owner, `select table_name from information_schema.columns c join information_schema.tables using (table_schema, table_name)
		where table_schema = 'record' and column_name = 'visibility' and table_type = 'BASE TABLE' and table_name not in ('account', 'account_grant')`, nil,
		func(found []string) {
			do(t, owner, fmt.Sprintf("update record.%s set visibility = 'DESK', keeper_id = $1", pgx.Identifier(found).Sanitize()), programmes[0])
		})
	return h
}

func TestWhatIsHiddenIsHiddenInEveryViewAndFunction(t *testing.T) {
	house := hide(t)
	shown := 0
	for _, asker := range []struct {
		name    string
		pool    *pgxpool.Pool
		account uuid.UUID
		sees    bool
	}{
		{"the public", house.Public(), uuid.Nil, false},
		{"nobody at the desk", house.Desk(), uuid.Nil, false},
		{"a stranger", house.Desk(), house.stranger, false},
		{"the keeper", house.Desk(), house.keeper, true},
	} {
		as(t, asker.pool, asker.account, func(tx pgx.Tx) {
			for _, count := range everything(t, tx, house.records) {
				switch {
				case !asker.sees && count.rows > 0:
					t.Errorf("%s sees %d rows of %s", asker.name, count.rows, count.of)
				case asker.sees && count.rows > 0:
					shown++
				}
			}
		})
	}
	if shown < 15 {
		t.Errorf("the keeper sees rows in only %d places: this test cannot tell much", shown)
	}
}

// A figure of attendance that was not released is in the tables, and no view gives it away: each that reads what a figure is reads also whether it
// was released. Functions read nothing but views.
func TestNoViewShowsAFigureOfAttendanceThatWasNotReleased(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	found := 0
	each(t, owner, `select v.relname, bool_or(a.attname = 'released')::text from pg_depend d
		join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass join pg_class v on v.oid = r.ev_class
		join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
		where d.refobjid in ('record.attendance_cell'::regclass, 'record.participation'::regclass) and v.relnamespace in ('open'::regnamespace, 'desk'::regnamespace)
		group by v.oid having bool_or(a.attname ~ '^(quantity|count)_')`, nil, func(view []string) {
		if found++; view[1] != "true" {
			t.Errorf("%s shows figures of attendance whether or not they were released", view[0])
		}
	})
	if found < 4 {
		t.Errorf("only %d views show figures of attendance", found)
	}
}

func TestAnAccountSeesItselfAndNoOther(t *testing.T) {
	house := hide(t)
	as(t, house.Desk(), house.stranger, func(tx pgx.Tx) {
		for _, view := range []string{"select id from account", "select account_id from account_grant"} {
			if seen := ids(t, tx, view); len(seen) != 1 || seen[0] != house.stranger {
				t.Errorf("%s: %v; want the account itself alone", view, seen)
			}
		}
	})
}

func TestWithoutAnAccountNothingIsWritten(t *testing.T) {
	house := hide(t)
	as(t, house.Clerk(), uuid.Nil, func(tx pgx.Tx) {
		_, err := tx.Exec(t.Context(), `insert into place (id, visibility, command_id, name, level)
			values ($1, 'OPEN', $1, '{"fr": {"text": "Ici", "state": "ORIGINAL"}}', 'TOWN')`, uuid.New())
		if err == nil || !strings.Contains(err.Error(), "42501") {
			t.Errorf("want row-level security to refuse, got %v", err)
		}
	})
}

type rowsOf struct {
	of   string
	rows int
}

// everything counts what can be had of each view, of each function that takes an id, for every id that there is, and of each that gives ids.
func everything(t *testing.T, tx pgx.Tx, records []uuid.UUID) (counts []rowsOf) {
	t.Helper()
	each(t, tx, `select c.relname from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'v'
		and c.relname not in ('account', 'account_grant')`, nil, func(found []string) {
		counts = append(counts, count(t, tx, found[0], "select count(*) from "+pgx.Identifier(found).Sanitize()))
	})
	each(t, tx, `select p.proname, repeat(', null', p.pronargs - 1) from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.proretset
		and p.prorettype <> 'boolean'::regtype and p.proargtypes[0] = 'uuid'::regtype`, nil, func(found []string) {
		call := pgx.Identifier{found[0]}.Sanitize() + "(i.id" + found[1] + ")"
		counts = append(counts, count(t, tx, found[0], "select count(*) from unnest($1::uuid[]) as i (id), "+call, records))
	})
	// Those that take no id and give ids: of whatever they are asked, all of them. Who asks sees themselves.
	each(t, tx, `select p.proname, array_to_string(array_fill('null'::text, array[p.pronargs::int]), ', ') from pg_proc p
		where p.pronamespace = current_schema()::regnamespace and p.proretset and p.proargtypes[0] is distinct from 'uuid'::regtype and p.proname <> 'viewer'
		and exists (select from unnest(p.proargnames, p.proargmodes::text[]) as returned (name, mode) where (name, mode) = ('id', 't'))`, nil, func(found []string) {
		counts = append(counts, count(t, tx, found[0], "select count(*) from "+pgx.Identifier{found[0]}.Sanitize()+"("+found[1]+")"))
	})
	return counts
}

func count(t *testing.T, tx pgx.Tx, of, sql string, arguments ...any) rowsOf {
	t.Helper()
	counted := rowsOf{of: of}
	if err := tx.QueryRow(t.Context(), sql, arguments...).Scan(&counted.rows); err != nil {
		t.Fatalf("%s: %v", of, err)
	}
	return counted
}

// as runs something in a transaction of a pool, in the name of an account.
func as(t *testing.T, pool *pgxpool.Pool, account uuid.UUID, do func(pgx.Tx)) {
	t.Helper()
	name := ""
	if account != uuid.Nil {
		name = account.String()
	}
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(t.Context())) }()
	if _, err := tx.Exec(t.Context(), "select set_config('suivi.account', $1, true)", name); err != nil {
		t.Fatal(err)
	}
	do(tx)
}

func ownerOf(t *testing.T, house *pgtest.Suivi) *pgx.Conn {
	t.Helper()
	return connect(t, house.OwnerURL)
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close(context.WithoutCancel(t.Context())) })
	return connection
}

func do(t *testing.T, owner *pgx.Conn, sql string, arguments ...any) {
	t.Helper()
	if _, err := owner.Exec(t.Context(), sql, arguments...); err != nil {
		t.Fatal(err)
	}
}

// querier is a connection or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, arguments ...any) (pgx.Rows, error)
}

func ids(t *testing.T, on querier, sql string) []uuid.UUID {
	t.Helper()
	rows, err := on.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// each calls with every row of a query, read as text, when the query has ended.
func each(t *testing.T, on querier, sql string, arguments []any, with func(row []string)) {
	t.Helper()
	rows, err := on.Query(t.Context(), sql, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) ([]string, error) {
		var texts []string
		for _, raw := range row.RawValues() {
			texts = append(texts, string(raw))
		}
		return texts, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all {
		with(row)
	}
}
