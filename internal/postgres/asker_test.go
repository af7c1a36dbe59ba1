package postgres_test

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// lodge is a house with two programmes, each with an account and a place that it alone shows, and a place for everybody. Whoever keeps a
// programme has a token and is known to an issuer.
type lodge struct {
	*testing.T
	*pgtest.Suivi
	owner    *pgx.Conn
	accounts [2]uuid.UUID
}

const anIssuer = "https://login.example.org"

func newLodge(t *testing.T, options postgres.Options) lodge {
	t.Helper()
	house := pgtest.New(t, options)
	l := lodge{T: t, Suivi: house, owner: ownerOf(t, house)}
	const text = `jsonb_build_object('en', jsonb_build_object('text', $2::text, 'state', 'ORIGINAL'))`
	do(t, l.owner, "insert into record.place (id, visibility, command_id, name, level) values ($1, 'OPEN', $1, "+text+", 'TOWN')", uuid.New(), "everywhere")
	for i := range l.accounts {
		programme, name := uuid.New(), fmt.Sprint("account ", i)
		l.accounts[i] = uuid.New()
		do(t, l.owner, "insert into record.programme (id, visibility, command_id, title) values ($1, 'OPEN', $1, "+text+")", programme, name)
		do(t, l.owner, "insert into record.place (id, visibility, command_id, name, level, keeper_id) values ($1, 'DESK', $1, "+text+", 'TOWN', $3)", uuid.New(), name, programme)
		do(t, l.owner, "insert into record.account (id, command_id, name) values ($1, $1, $2)", l.accounts[i], name)
		do(t, l.owner, "insert into record.account_grant (id, command_id, account_id, programme_id, role) values ($1, $1, $2, $3, 'EDITOR')", uuid.New(), l.accounts[i], programme)
		do(t, l.owner, "insert into record.token (id, command_id, account_id, name, expires_at, digest) values ($1, $1, $2, 'a token', now() + interval '1 hour', $3)",
			uuid.New(), l.accounts[i], l.token(i).TokenDigest)
		do(t, l.owner, "insert into record.account_identity (id, command_id, account_id, issuer, subject) values ($1, $1, $2, $3, $4)", uuid.New(), l.accounts[i], anIssuer, name)
	}
	return l
}

// token and identity are what an account shows.
func (l lodge) token(i int) postgres.Asker {
	digest := sha256.Sum256([]byte(fmt.Sprint("token ", i)))
	return postgres.Asker{TokenDigest: digest[:]}
}

func (l lodge) identity(i int) postgres.Asker {
	return postgres.Asker{Issuer: anIssuer, Subject: fmt.Sprint("account ", i)}
}

// whatIsSeen tells who asks, and what they see.
const whatIsSeen = `select json_build_array(coalesce((select name from account), 'nobody'),
	(select json_agg(suivi.original(name) order by suivi.original(name)) from place), current_setting('plan_cache_mode'), $1::text)`

// sees reads in the name of an asker; nobody where nil.
func (l lodge) sees(asker *postgres.Asker, statement postgres.Statement) (string, error) {
	statement.SQL, statement.Args, statement.Asker = whatIsSeen, []any{"x"}, asker
	answer, _, err := l.Read(l.Context(), statement)
	return string(answer), err
}

func (l lodge) wants(who string, asker *postgres.Asker, name string, places ...string) {
	l.Helper()
	for _, prepare := range []bool{false, true, true} {
		for _, byKey := range []bool{false, true} {
			mode := map[bool]string{false: "force_custom_plan", true: "force_generic_plan"}[byKey]
			want, err := json.Marshal([]any{name, places, mode, "x"})
			if err != nil {
				l.Fatal(err)
			}
			seen, err := l.sees(asker, postgres.Statement{Prepare: prepare, ByKey: byKey})
			if err != nil || strings.Join(strings.Fields(seen), "") != strings.ReplaceAll(string(want), " ", "") {
				l.Errorf("%s (prepared %v): %s, %v; want %s", who, prepare, seen, err, want)
			}
		}
	}
}

// turnsAway checks that somebody reads nothing and has no account.
func (l lodge) turnsAway(who string, asker postgres.Asker) {
	l.Helper()
	for _, prepare := range []bool{false, true, true} {
		if seen, err := l.sees(&asker, postgres.Statement{Prepare: prepare}); !errors.Is(err, postgres.ErrNotSignedIn) || seen != "" {
			l.Errorf("%s (prepared %v): %q, %v", who, prepare, seen, err)
		}
	}
	if account, err := l.Account(l.Context(), asker); !errors.Is(err, postgres.ErrNotSignedIn) || account != uuid.Nil {
		l.Errorf("%s has the account %s, %v", who, account, err)
	}
}

func TestAnAccountReadsWhatItKeepsAndTheNextAskerDoesNot(t *testing.T) {
	l := newLodge(t, postgres.Options{Connections: 1}) // whoever asks next gets the same connection
	for range 2 {
		for i := range l.accounts {
			token, identity, name := l.token(i), l.identity(i), fmt.Sprint("account ", i)
			l.wants(name+" by a token", &token, name, name, "everywhere")
			l.nothingIsLeft()
			l.wants(name+" by an issuer", &identity, name, name, "everywhere")
			l.nothingIsLeft()
			l.turnsAway("a stranger after "+name, l.token(7))
			l.nothingIsLeft()
			l.wants("everybody", nil, "nobody", "everywhere")
			if account, err := l.Account(t.Context(), token); err != nil || account != l.accounts[i] {
				t.Errorf("%s has the account %s, %v", name, account, err)
			}
		}
	}
}

// nothingIsLeft checks that the desk's one connection is as it was before anybody asked.
func (l lodge) nothingIsLeft() {
	l.Helper()
	var account, mode string
	var seen int
	err := l.Desk().QueryRow(l.Context(), `select coalesce(current_setting('suivi.account', true), ''), current_setting('plan_cache_mode'),
		(select count(*) from place)`).Scan(&account, &mode, &seen)
	if err != nil || account != "" || mode != "force_custom_plan" || seen != 1 {
		l.Errorf("the next asker is %q, sees %d places, %s, %v", account, seen, mode, err)
	}
}

func TestAStatementThatFailsLeavesNothingBehind(t *testing.T) {
	l := newLodge(t, postgres.Options{Connections: 1, StatementTimeout: 200 * time.Millisecond})
	token := l.token(0)
	for name, sql := range map[string]string{
		"a statement that fails": "select 1 / ($1::text)::int - 0 / 0", "one that is none": "select $1::text from nowhere", "one that takes long": "select pg_sleep(60), $1::text",
	} {
		for _, prepare := range []bool{false, true} {
			answer, _, err := l.Read(t.Context(), postgres.Statement{SQL: sql, Args: []any{"0"}, Prepare: prepare, Asker: &token})
			if err == nil || answer != nil || errors.Is(err, postgres.ErrNotSignedIn) || errors.Is(err, postgres.ErrTimeout) != strings.Contains(sql, "sleep") {
				t.Errorf("%s: %s, %v", name, answer, err)
			}
			l.nothingIsLeft()
		}
	}
	l.wants("the same asker, afterwards", &token, "account 0", "account 0", "everywhere")
}

// Whatever an argument or a check is, it means the same to an asker as to the public, prepared or not.
func TestAnAskersArgumentsMeanWhatThePublicsDo(t *testing.T) {
	l := newLodge(t, postgres.Options{Connections: 1})
	token := l.token(0)
	for name, statement := range map[string]postgres.Statement{
		"text":          {SQL: `select json_build_array($1::text, $2::text::int, $3::text)`, Args: []any{`l'été "à" \ 😀`, "7", nil}},
		"lists":         {SQL: `select to_json($1::text[]), array[true, false]`, Args: []any{[]string{"a,b", `"c"`, "", "null", "{}"}}, Checks: true},
		"an empty list": {SQL: `select to_json($1::text[]), array[]::boolean[]`, Args: []any{[]string{}}, Checks: true},
		"bytes":         {SQL: `select to_json(encode($1::bytea, 'hex'))`, Args: []any{[]byte{0, 255, '\'', '\\'}}},
		"no row":        {SQL: `select to_json(1) where false`},
		"null":          {SQL: `select null::json`},
		"much":          {SQL: `select to_json(repeat('é', 3000000))`},
	} {
		want, wantFailed, err := l.Read(t.Context(), statement)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, prepare := range []bool{false, true, true} {
			asked := statement
			asked.Asker, asked.Prepare = &token, prepare
			got, failed, err := l.Read(t.Context(), asked)
			if err != nil || string(got) != string(want) || !slices.Equal(failed, wantFailed) {
				t.Errorf("%s (prepared %v): %.100s %v, %v; want %.100s %v", name, prepare, got, failed, err, want, wantFailed)
			}
		}
	}
}

func TestManyAskersAtOnceReadEachTheirOwn(t *testing.T) {
	l := newLodge(t, postgres.Options{Connections: 2})
	var all sync.WaitGroup
	for asker := range 8 {
		all.Go(func() {
			shown, name := l.token(asker%2), fmt.Sprint("account ", asker%2)
			if asker >= 4 {
				shown = l.identity(asker % 2)
			}
			for i := range 60 {
				seen, err := l.sees(&shown, postgres.Statement{Prepare: i%3 > 0, ByKey: i%2 == 0})
				if err != nil || strings.Count(seen, name) != 2 || strings.Count(seen, "account") != 2 {
					t.Errorf("%s: %s, %v", name, seen, err)
				}
			}
		})
	}
	for range 2 {
		all.Go(func() {
			for i := range 60 {
				if seen, err := l.sees(nil, postgres.Statement{Prepare: i%2 == 0}); err != nil || strings.Contains(seen, "account") {
					t.Errorf("everybody: %s, %v", seen, err)
				}
				stranger := l.token(7)
				if seen, err := l.sees(&stranger, postgres.Statement{Prepare: i%2 == 0}); !errors.Is(err, postgres.ErrNotSignedIn) || seen != "" {
					t.Errorf("a stranger: %s, %v", seen, err)
				}
			}
		})
	}
	all.Wait()
}

func TestWhoMayNotSignInAnyMoreIsTurnedAwayAtOnce(t *testing.T) {
	for name, ends := range map[string]struct{ sql, undo string }{
		"a revoked token":    {"update record.token set ended_by = account_id", "update record.token set ended_by = null"},
		"an expired token":   {"update record.token set expires_at = now()", "update record.token set expires_at = now() + interval '1 hour'"},
		"a disabled account": {"update record.account set disabled = true", "update record.account set disabled = false"},
		"a token of another": {"update record.token set digest = sha256(digest)", ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLodge(t, postgres.Options{Connections: 1})
			token := l.token(0)
			l.wants("before", &token, "account 0", "account 0", "everywhere")
			do(t, l.owner, ends.sql)
			l.turnsAway(name, token)
			if ends.undo != "" {
				do(t, l.owner, ends.undo)
				l.wants("after all", &token, "account 0", "account 0", "everywhere")
			}
		})
	}
}

func TestWhomTheIssuerDoesNotMeanIsTurnedAway(t *testing.T) {
	l := newLodge(t, postgres.Options{})
	for name, asker := range map[string]postgres.Asker{
		"somebody unknown":                   {Issuer: anIssuer, Subject: "somebody"},
		"somebody of another issuer":         {Issuer: anIssuer + "/", Subject: "account 0"},
		"somebody with a name alike":         {Issuer: anIssuer, Subject: "Account 0"},
		"nobody":                             {},
		"an empty token of a known identity": {TokenDigest: []byte{}, Issuer: anIssuer, Subject: "account 0"},
	} {
		l.turnsAway(name, asker)
	}
	do(t, l.owner, "update record.account_identity set ended_by = account_id where subject = 'account 0'")
	l.turnsAway("one whose identity was ended", l.identity(0))
	do(t, l.owner, "update record.account set disabled = true")
	l.turnsAway("one whose account is disabled", l.identity(1))
}

func TestNoLoginReadsWhatATokenIsToldBy(t *testing.T) {
	l := newLodge(t, postgres.Options{})
	do(t, l.owner, "insert into record.account_grant (id, command_id, account_id, role) values ($1, $1, $2, 'ADMIN')", uuid.New(), l.accounts[0])
	refused := func(who string, tx pgx.Tx, sql string) {
		t.Helper()
		savepoint, err := tx.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, err = savepoint.Exec(t.Context(), sql)
		if err, is := errors.AsType[*pgconn.PgError](err); !is || err.Code != "42501" { // insufficient_privilege
			t.Errorf("%s, %s: %v", who, sql, err)
		}
		if err := savepoint.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	as(t, l.Public(), l.accounts[0], func(tx pgx.Tx) {
		for _, sql := range []string{"select id from record.token", "select id from record.account_identity", "select suivi.account_of('', '', '')"} {
			refused("the public", tx, sql)
		}
	})
	as(t, l.Desk(), l.accounts[0], func(tx pgx.Tx) {
		for _, sql := range []string{"select id from record.token", "select digest from record.token", "select id from record.account_identity"} {
			refused("an administrator at the desk", tx, sql)
		}
	})
	as(t, l.Clerk(), l.accounts[0], func(tx pgx.Tx) {
		for _, sql := range []string{
			"select digest from token", "select * from token", "select id from token where digest = ''", "update token set digest = ''", "update token set account_id = id",
			"update token set expires_at = 'infinity'", "delete from token", "update token set ended_by = id returning digest", "insert into token default values returning digest",
			"select suivi.account_of('', '', '')", "update account_identity set subject = 'x'",
		} {
			refused("an administrator's clerk", tx, sql)
		}
	})
	as(t, l.Clerk(), l.accounts[1], func(tx pgx.Tx) {
		if seen := ids(t, tx, "select account_id from token"); len(seen) != 1 || seen[0] != l.accounts[1] {
			t.Errorf("an editor sees the tokens of %v", seen)
		}
		if seen := ids(t, tx, "select account_id from account_identity"); len(seen) != 1 || seen[0] != l.accounts[1] {
			t.Errorf("an editor sees the identities of %v", seen)
		}
		if changed, err := tx.Exec(t.Context(), "update token set ended_by = id"); err != nil || changed.RowsAffected() > 0 {
			t.Errorf("an editor ended %d tokens, %v", changed.RowsAffected(), err)
		}
		refused("an editor", tx, "insert into token (id, command_id, account_id, name, expires_at, digest) values (gen_random_uuid(), gen_random_uuid(), suivi.account(), 'x', now(), sha256(''))")
		refused("an editor", tx, "insert into account_identity (id, command_id, account_id, issuer, subject) values (gen_random_uuid(), gen_random_uuid(), suivi.account(), 'https://x', 'x')")
	})
}

// To the public, a setting makes nobody into an account.
func TestThePublicIsNobodyWhateverIsSet(t *testing.T) {
	l := newLodge(t, postgres.Options{})
	as(t, l.Public(), l.accounts[0], func(tx pgx.Tx) {
		for _, sql := range []string{"select id from account", "select id from account_grant", "select id from viewer()"} {
			if seen := ids(t, tx, sql); len(seen) != 0 {
				t.Errorf("%s: %v", sql, seen)
			}
		}
	})
}

// The planner learns from the schema of the public what it asks of the desk's too.
func TestTheSchemasOfTheReadersAreAlike(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	things := func(schema string) (all []string) {
		each(t, owner, `select concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnum)
				from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = $1::regnamespace and a.attnum > 0 and not a.attisdropped
			union all select concat_ws(' ', 'function', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.provolatile, p.proparallel,
				p.prosecdef, p.proretset, p.procost, p.prorows) from pg_proc p where p.pronamespace = $1::regnamespace`, []any{schema},
			func(found []string) { all = append(all, strings.ReplaceAll(found[0], schema+".", "")) })
		slices.Sort(all)
		return all
	}
	open, desk := things("open"), things("desk")
	for _, thing := range open {
		if !slices.Contains(desk, thing) {
			t.Errorf("the desk has not: %s", thing)
		}
	}
	for _, thing := range desk {
		if !slices.Contains(open, thing) {
			t.Errorf("the public has not: %s", thing)
		}
	}
	if len(open) < 100 {
		t.Errorf("only %d things were found", len(open))
	}
}
