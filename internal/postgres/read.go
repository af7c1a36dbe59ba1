package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Statement is one question in SQL: it gives one row, with the answer as JSON and, where Checks is set, a list of booleans: which of the
// statement's own checks failed.
type Statement struct {
	SQL     string
	Args    []any
	Checks  bool
	ByKey   bool // finds its rows by key alone, so that one plan does for all values
	Prepare bool // has been asked before, and is worth preparing

	Asker *Asker // in whose name it is read; nil is the public's
}

// ErrTimeout is what Read answers where a statement took longer than it may.
var ErrTimeout = errors.New("the statement took too long")

// ErrUnreachable is what Read answers where the database does not.
var ErrUnreachable = errors.New("the database cannot be reached")

// Read answers one statement from one snapshot, for the public or in the name of its asker. The bytes are the caller's to keep.
func (d *Database) Read(ctx context.Context, statement Statement) (answer []byte, failed []bool, err error) {
	if statement.Asker != nil {
		return d.readAs(ctx, *statement.Asker, statement)
	}
	pool := d.open
	if statement.ByKey {
		pool = d.openByKey
	}
	arguments := make([]any, 0, len(statement.Args)+1)
	if !statement.Prepare {
		// Parsed, bound and run in one round trip, and forgotten. Every parameter has its type in the statement.
		arguments = append(arguments, pgx.QueryExecModeExec)
	}
	rows, err := pool.Query(ctx, statement.SQL, append(arguments, statement.Args...)...)
	if err != nil {
		return nil, nil, explain(err)
	}
	if answer, failed, err = oneRow(rows, statement.Checks); err != nil {
		return nil, nil, explain(err)
	}
	return answer, failed, nil
}

// oneRow reads the one row of a statement to its end.
func oneRow(rows pgx.Rows, checks bool) (answer []byte, failed []bool, err error) {
	defer rows.Close()
	if rows.Next() {
		answer = append(answer, rows.RawValues()[0]...)
		if checks {
			err = rows.Scan(nil, &failed)
		}
	}
	rows.Close()
	return answer, failed, errors.Join(err, rows.Err())
}

// explain tells the failures that a caller can act on from the others.
func explain(err error) error {
	if refused, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch refused.Code {
		case "57014": // query_canceled: statement_timeout, or the caller went away
			return fmt.Errorf("%w: %w", ErrTimeout, err)
		case "57P01", "57P02", "57P03", "53300": // shutting down, starting, too many connections
			return fmt.Errorf("%w: %w", ErrUnreachable, err)
		}
		return fmt.Errorf("read: %w", err)
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", ErrTimeout, err)
	}
	return fmt.Errorf("read: %w", err)
}
