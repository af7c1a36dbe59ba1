package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// Complaint is a check that the record does not stand.
type Complaint struct {
	Check string // what should hold, in a sentence
	Rows  int    // of how many rows it does not
}

// Doctor compares what the record stores for speed with what it derives, and the ledger with itself, from one snapshot. It changes nothing.
// Without a complaint all is well. It needs the owner's connection: nobody else sees every row.
func Doctor(ctx context.Context, ownerURL string) (complaints []Complaint, err error) {
	owner, err := pgx.Connect(ctx, ownerURL)
	if err != nil {
		return nil, fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = owner.Close(ctx) }()
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err = pgx.BeginTxFunc(ctx, owner, snapshot, func(tx pgx.Tx) error {
		complaints, err = examine(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("examine the record: %w", err)
	}
	return complaints, nil
}

func examine(ctx context.Context, tx pgx.Tx) (complaints []Complaint, err error) {
	sealed, err := sealChecks(ctx, tx)
	if err != nil {
		return nil, err
	}
	told, err := feedChecks(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, check := range slices.Concat(checks, sealed, told) {
		var rows int
		if err := tx.QueryRow(ctx, "select count(*) from ("+check.wrong+") as wrong").Scan(&rows); err != nil {
			return nil, fmt.Errorf("whether %s: %w", check.holds, err)
		}
		if rows > 0 {
			complaints = append(complaints, Complaint{check.holds, rows})
		}
	}
	unseen, err := visibilityComplaints(ctx, tx)
	return append(complaints, unseen...), err
}

// check is a query for what is wrong where something does not hold.
type check struct{ holds, wrong string }

var checks = []check{
	{"the state of a follow-up is that of its last decision", `
		select from record.derived_state(array(select id from record.follow_up)) d join record.follow_up f on f.id = d.follow_up_id where f.state <> d.state`},
	{"the text of a recommendation is that of its latest wordings", `
		select from record.derived_text(array(select id from record.recommendation)) d join record.recommendation r on r.id = d.recommendation_id
			where r.text <> d.text`},
	{"the spans of a recommendation are those that follow from what was said of it", differing(
		`select recommendation_id, addressee_id, valid_from, valid_to, implementation::text, assurance::text, as_of, derivation, stated_by_id,
			follow_up_id, position_value::text, position_stated_on, position_stated_by_id, lifecycle_stage, due_on
			from record.status_span where ended_by is null`,
		derivedSpans)},
	{"the status of a recommendation is the one that follows from what was said of it", differing(
		`select id, status_implementation::text, status_assurance::text, status_as_of, status_derivation, status_stated_by_id from record.recommendation`,
		`select recommendation_id, implementation, assurance, as_of, derivation, stated_by_id from (`+derivedSpans+`) d
			where addressee_id is null and valid_to = 'infinity'`)},
	{"the status and position of an addressee are those that follow from what was said", differing(
		`select id, status_implementation::text, status_assurance::text, status_as_of, status_stated_by_id, position_value::text, position_stated_on,
			position_stated_by_id from record.addressee where ended_by is null`,
		`select addressee_id, implementation, assurance, as_of, stated_by_id, position_value, position_stated_on, position_stated_by_id
			from (`+derivedSpans+`) d where valid_to = 'infinity' and addressee_id in (select id from record.addressee where ended_by is null)`)},
	{"a place lies where its latest parent says", `
		select from record.place p where p.within_id is distinct from record.derived_within(p.id)`},
	{"a place lies in all that its parents lie in", differing(
		`select ancestor_id, place_id from record.place_ancestor`, `select ancestor_id, place_id from record.derived_ancestor()`)},
	{"asking for a place finds what lies in it and what came of it", differing(
		`select place_id, reached_id from record.place_reach`, `select place_id, reached_id from record.derived_reach()`)},
	{"a record is found by what it says and by the names that it is tied to", differing(
		`select noun, id, words from record.search_text`,
		`select d.* from unnest(record.search_nouns()) n, record.derived_search(n, array(select id from record.entry where noun = n)) d`)},
	{"a slip of the pen can be taken for every word that records are found by", `
		select from (select distinct s.noun, w.lexeme from record.search_text s, unnest(s.words) w) w where record.searched_for_alike(w.lexeme)
			and not exists (select from record.search_word k where k.noun = w.noun and k.word = w.lexeme)`},
	{"a figure of attendance is released where what was first recorded of its workshop lets it be", differing(
		`select id, released from record.attendance_cell union all select id, released from record.participation where count_kind <> 'UNKNOWN'`,
		`select id, released from record.derived_release(array(select workshop_id from record.attendance_release))`)},
	{"the ledger has no gap", `
		select from (select position, row_number() over (order by position) as place from record.audit_entry) e where position <> place`},
	{"the ledger's times grow with its positions", `
		select from (select recorded_at, lag(recorded_at) over (order by position) as before from record.audit_entry) e where recorded_at <= before`},
	{"an entry of the ledger begins with the digest of the one before", `
		select from (select previous_digest, lag(digest, 1, sha256('')) over (order by position) as before from record.audit_entry) e
			where previous_digest <> before`},
	{"the digest of an entry is that of what it says", `
		select from record.audit_entry e where e.digest <>
			record.audit_digest(e.previous_digest, e.position, e.recorded_at, e.account_id, e.command_id, e.kind, e.record_id, e.request_id, e.input_digest, e.changes)`},
	{"the feed of changes tells of records, and of places that the ledger has come to", `
		select from record.change c where not exists (select from record.entry e where e.id = c.record_id and upper(e.noun) = c.record_kind)
			or c.position > (select position from record.ledger_head)`},
	{"a record is in the parts of the record that it belongs to or is about", `
		select from record.derived_part(array(select id from record.entry)) d
			where not exists (select from record.part p where p.record_id = d.record_id and p.whole_id = d.whole_id and p.visibility = d.visibility)`},
	{"nothing waits to be told of that was shown or hidden", `select from record.shown_otherwise`},
	{"the head of the ledger is its last entry", differing(
		`select position, digest from record.ledger_head`,
		`(select position, digest from record.audit_entry union all select 0, sha256('') order by position desc limit 1)`)},
}

const derivedSpans = `select * from record.derived_span(array(select id from record.recommendation))`

// differing are the rows that one query has and the other has not.
func differing(stored, derived string) string {
	return fmt.Sprintf("((%[1]s) except (%[2]s)) union all ((%[2]s) except (%[1]s))", stored, derived)
}

// visibilityComplaints look at every table whose rows are seen where a recommendation, a study or a story is: all in one statement, since it
// takes longer to plan than to carry out.
func visibilityComplaints(ctx context.Context, tx pgx.Tx) (complaints []Complaint, err error) {
	var stored string
	err = tx.QueryRow(ctx, `select string_agg(format('select %1$L as noun, id, visibility from record.%1$I', noun), ' union all ')
		from unnest(record.shown_nouns()) as noun`).Scan(&stored)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `select s.noun, count(*) from (`+stored+`) s
		join (select noun, id, bool_or(visibility = 'OPEN') as open from record.derived_visibility group by noun, id) d on d.noun = s.noun and d.id = s.id
		where d.open <> (s.visibility = 'OPEN') group by s.noun order by s.noun`)
	if err != nil {
		return nil, fmt.Errorf("who may see what: %w", err)
	}
	var table string
	var wrong int
	_, err = pgx.ForEachRow(rows, []any{&table, &wrong}, func() error {
		complaints = append(complaints, Complaint{"a row of " + table + " is seen where it may be", wrong})
		return nil
	})
	return complaints, err
}

// sealChecks look at every table that commands write to.
func sealChecks(ctx context.Context, tx pgx.Tx) (made []check, err error) {
	rows, err := tx.Query(ctx, `select s.table_name, s.column_name from information_schema.columns s
		join information_schema.columns c on c.table_schema = s.table_schema and c.table_name = s.table_name and c.column_name = 'command_id'
		where s.table_schema = 'record' and s.column_name in ('position', 'recorded_from') order by 1`)
	if err != nil {
		return nil, err
	}
	var table, column string
	_, err = pgx.ForEachRow(rows, []any{&table, &column}, func() error {
		made = append(made, check{"every row of " + table + " is in the ledger", fmt.Sprintf(
			`select from record.%[1]s t where t.%[2]s is null or not exists (select from record.audit_entry e where e.command_id = t.command_id)`,
			pgx.Identifier{table}.Sanitize(), pgx.Identifier{column}.Sanitize())})
		return nil
	})
	return made, err
}
