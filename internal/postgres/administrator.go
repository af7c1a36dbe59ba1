package postgres

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// FirstAdministrator is the account that MakeFirstAdministrator makes, in every house.
var FirstAdministrator = uuid.MustParse("5a1cf0d2-7f3b-5c1e-9a64-0d1f6b7e2c58")

// MakeFirstAdministrator makes the account "Suivi", an administrator, where it is missing. The first account cannot come by a command: there
// would be no account to give it. So it is the owner of the database who makes it, and writes it into the ledger like any command.
func MakeFirstAdministrator(ctx context.Context, ownerURL string) error {
	owner, err := pgx.Connect(ctx, ownerURL)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = owner.Close(ctx) }()
	err = pgx.BeginFunc(ctx, owner, func(tx pgx.Tx) error { return makeFirstAdministrator(ctx, tx) })
	if err != nil {
		return fmt.Errorf("make the first administrator: %w", err)
	}
	return nil
}

func makeFirstAdministrator(ctx context.Context, tx pgx.Tx) error {
	// Of two servers that start at once, the second waits here for the first and then finds its account.
	if _, err := tx.Exec(ctx, "select from record.ledger_head for update"); err != nil {
		return err
	}
	var there bool
	err := tx.QueryRow(ctx, "select exists (select from record.account where id = $1)", FirstAdministrator).Scan(&there)
	if err != nil || there {
		return err
	}
	command := uuid.New()
	_, err = tx.Exec(ctx, "insert into record.account (id, command_id, name) values ($1, $2, 'Suivi')", FirstAdministrator, command)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "insert into record.account_grant (id, command_id, account_id, role) values ($1, $2, $3, 'ADMIN')", uuid.New(), command, FirstAdministrator)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "select set_config('suivi.account', $1, true)", FirstAdministrator.String()); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "select record.seal($1, 'MAKE_FIRST_ADMINISTRATOR', null, null, $2)", command, []string{"account", "account_grant"})
	return err
}
