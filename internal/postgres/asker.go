package postgres

import (
	"bytes"
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// Asker is who asks, as far as they have shown it: by the SHA-256 of a token of ours, or by what an issuer whose signature was checked says
// of them. Whose account that is, and whether it may sign in just now, the database says.
type Asker struct {
	TokenDigest     []byte // nil where an issuer speaks for them
	Issuer, Subject string
}

// ErrNotSignedIn is what the database answers to an asker who shows no account that may sign in, for whatever reason.
var ErrNotSignedIn = errors.New("what the asker shows is no account that may sign in")

// signIn says in whose name the rest of the transaction reads, and how it is planned. It answers with the account; with nothing where there
// is none. Whoever reads in a transaction without an account sees what the public sees.
const signIn = `select set_config('suivi.account', coalesce(suivi.account_of($1::bytea, $2::text, $3::text)::text, ''), true),
	set_config('plan_cache_mode', $4::text, true)`

func (a Asker) arguments(byKey bool) []any {
	mode := "force_custom_plan"
	if byKey {
		mode = "force_generic_plan"
	}
	return []any{a.TokenDigest, a.Issuer, a.Subject, mode}
}

// Account is the account of an asker. It answers ErrNotSignedIn where there is none that may sign in.
func (d *Database) Account(ctx context.Context, asker Asker) (uuid.UUID, error) {
	var account *uuid.UUID
	err := d.desk.QueryRow(ctx, "select suivi.account_of($1::bytea, $2::text, $3::text)", asker.TokenDigest, asker.Issuer, asker.Subject).Scan(&account)
	if err != nil {
		return uuid.Nil, explain(err)
	}
	if account == nil {
		return uuid.Nil, ErrNotSignedIn
	}
	return *account, nil
}

// readAs answers one statement for an asker. Nothing is remembered from one read to the next: an account that was disabled, or a token that
// was revoked, before the statement began reads nothing.
func (d *Database) readAs(ctx context.Context, asker Asker, statement Statement) (answer []byte, failed []bool, err error) {
	if statement.Prepare {
		answer, failed, err = d.readAsAgain(ctx, asker, statement)
	} else {
		answer, failed, err = d.readAsOnce(ctx, asker, statement)
	}
	if err != nil {
		return nil, nil, explain(err)
	}
	return answer, failed, nil
}

// readAsAgain asks in one round trip and one transaction: what is set for it ends with it.
func (d *Database) readAsAgain(ctx context.Context, asker Asker, statement Statement) (answer []byte, failed []bool, err error) {
	var batch pgx.Batch
	batch.Queue(signIn, asker.arguments(statement.ByKey)...)
	batch.Queue(statement.SQL, statement.Args...)
	results := d.desk.SendBatch(ctx, &batch)
	defer func() {
		if closed := results.Close(); err == nil {
			err = closed
		}
	}()
	if err := signedIn(results.QueryRow()); err != nil {
		return nil, nil, err
	}
	rows, err := results.Query()
	if err != nil {
		return nil, nil, err
	}
	return oneRow(rows, statement.Checks)
}

// readAsOnce does the same for a statement that is not worth preparing: what goes in a batch of pgx is prepared, so this one is written a floor
// below.
func (d *Database) readAsOnce(ctx context.Context, asker Asker, statement Statement) (answer []byte, failed []bool, err error) {
	connection, err := d.desk.Acquire(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer connection.Release()
	types := connection.Conn().TypeMap()
	var batch pgconn.Batch
	if err := errors.Join(queue(&batch, types, signIn, asker.arguments(statement.ByKey)), queue(&batch, types, statement.SQL, statement.Args)); err != nil {
		return nil, nil, err
	}
	results := connection.Conn().PgConn().ExecBatch(ctx, &batch)
	defer func() {
		if closed := results.Close(); err == nil {
			err = closed
		}
	}()
	account := nextRow(results)
	if account == nil {
		return nil, nil, results.Close()
	}
	if len(account[0]) == 0 {
		return nil, nil, ErrNotSignedIn
	}
	row := nextRow(results)
	if row == nil {
		return nil, nil, results.Close()
	}
	if statement.Checks {
		err = types.Scan(pgtype.BoolArrayOID, pgtype.TextFormatCode, row[1], &failed)
	}
	return row[0], failed, err
}

// queue adds a statement to a batch, with its arguments as they travel: text, lists of text, and bytes.
func queue(batch *pgconn.Batch, types *pgtype.Map, sql string, arguments []any) error {
	values, formats := make([][]byte, len(arguments)), make([]int16, len(arguments))
	for i, argument := range arguments {
		switch value := argument.(type) {
		case nil:
		case string:
			values[i] = []byte(value)
		case []byte:
			values[i], formats[i] = value, pgtype.BinaryFormatCode
		default:
			list, err := types.Encode(pgtype.TextArrayOID, pgtype.TextFormatCode, value, nil)
			if err != nil {
				return err
			}
			values[i] = list
		}
	}
	batch.ExecParams(sql, values, nil, formats, nil)
	return nil
}

// nextRow is the one row of the next statement of a batch, the caller's to keep; nil where there is none, and why says the batch.
func nextRow(results *pgconn.MultiResultReader) (row [][]byte) {
	if !results.NextResult() {
		return nil
	}
	reader := results.ResultReader()
	if reader.NextRow() {
		for _, value := range reader.Values() {
			row = append(row, bytes.Clone(value))
		}
	}
	if _, err := reader.Close(); err != nil {
		return nil
	}
	return row
}

func signedIn(row pgx.Row) error {
	var account, mode string
	if err := row.Scan(&account, &mode); err != nil {
		return err
	}
	if account == "" {
		return ErrNotSignedIn
	}
	return nil
}
