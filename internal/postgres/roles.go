package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// The three logins. Each reaches one schema and is a member of nothing, so that no setting makes one into another.
const (
	PublicRole = "suivi_public" // reads open
	DeskRole   = "suivi_desk"   // reads desk
	ClerkRole  = "suivi_clerk"  // writes record, under row-level security
)

// rolesLock keeps two servers that start at once from making the same roles: roles belong to the whole cluster.
const rolesLock = 0x5375697669 // "Suivi"

// MakeRoles makes the three logins where they are missing and gives them the passwords of secrets. It comes before the migrations, which
// only grant. owner is a connection that may create roles.
func MakeRoles(ctx context.Context, owner *pgx.Conn, secrets Secrets) error {
	tx, err := owner.Begin(ctx)
	if err != nil {
		return fmt.Errorf("make the roles: %w", err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(rolesLock)); err != nil {
		return fmt.Errorf("make the roles: %w", err)
	}
	passwords := map[string]string{PublicRole: secrets.Public, DeskRole: secrets.Desk, ClerkRole: secrets.Clerk}
	for _, role := range []string{PublicRole, DeskRole, ClerkRole} {
		if err := makeRole(ctx, tx, role, passwords[role]); err != nil {
			return fmt.Errorf("make the role %s: %w", role, err)
		}
	}
	return tx.Commit(ctx)
}

func makeRole(ctx context.Context, tx pgx.Tx, role, password string) error {
	var there bool
	if err := tx.QueryRow(ctx, "select exists (select from pg_roles where rolname = $1)", role).Scan(&there); err != nil {
		return err
	}
	verb := "create"
	if there {
		verb = "alter"
	}
	// format() quotes: neither a role nor a password can be a parameter of these statements.
	var statement string
	err := tx.QueryRow(ctx, "select format('%s role %I login noinherit nosuperuser nocreatedb nocreaterole password %L', $1::text, $2::text, $3::text)",
		verb, role, password).Scan(&statement)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, statement)
	return err
}
