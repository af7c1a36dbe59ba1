package postgres

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
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

// readAsOnce does the same for a statement that is not worth preparing, which pgx does not send in a batch.
func (d *Database) readAsOnce(ctx context.Context, asker Asker, statement Statement) (answer []byte, failed []bool, err error) {
	err = pgx.BeginTxFunc(ctx, d.desk, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		if err := signedIn(tx.QueryRow(ctx, signIn, asker.arguments(statement.ByKey)...)); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, statement.SQL, append([]any{pgx.QueryExecModeExec}, statement.Args...)...)
		if err != nil {
			return err
		}
		answer, failed, err = oneRow(rows, statement.Checks)
		return err
	})
	return answer, failed, err
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
