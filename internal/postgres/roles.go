package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// The three logins. Each reaches one schema and is a member of nothing, so that no setting makes one into another.
const (
	PublicRole = "suivi_public" // reads open
	DeskRole   = "suivi_desk"   // reads desk
	ClerkRole  = "suivi_clerk"  // writes record, under row-level security
)

// rolesLock keeps two servers that start at once on one database from making the same roles.
const rolesLock = 0x5375697669 // "Suivi"

// MakeRoles makes the three logins where they are missing and gives them the passwords of secrets. It comes before the migrations, which
// only grant. owner is a connection that may create roles.
func MakeRoles(ctx context.Context, owner *pgx.Conn, secrets Secrets) error {
	// An advisory lock holds within one database, and roles belong to all: where another database's server was quicker, we look again.
	for attempt := 1; ; attempt++ {
		err := pgx.BeginFunc(ctx, owner, func(tx pgx.Tx) error { return makeRoles(ctx, tx, secrets) })
		if lost, is := errors.AsType[*pgconn.PgError](err); is && (lost.Code == "XX000" || lost.Code == "42710") && attempt < 10 {
			continue // tuple concurrently updated; duplicate role
		}
		if err != nil {
			return fmt.Errorf("make the roles: %w", err)
		}
		return nil
	}
}

func makeRoles(ctx context.Context, tx pgx.Tx, secrets Secrets) error {
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(rolesLock)); err != nil {
		return err
	}
	passwords := map[string]string{PublicRole: secrets.Public, DeskRole: secrets.Desk, ClerkRole: secrets.Clerk}
	for _, role := range []string{PublicRole, DeskRole, ClerkRole} {
		if err := makeRole(ctx, tx, role, passwords[role]); err != nil {
			return fmt.Errorf("%s: %w", role, err)
		}
	}
	return nil
}

// CloseDoors takes from everybody what a new database gives to everybody: connecting to it, and making temporary tables in it. Privileges of
// a database are not copied with it, so a clone needs this too.
func CloseDoors(ctx context.Context, owner *pgx.Conn) error {
	_, err := owner.Exec(ctx, `do $$ begin
		perform pg_advisory_xact_lock(`+fmt.Sprint(rolesLock)+`);
		execute format('revoke all on database %I from public', current_database());
		execute format('grant connect on database %I to suivi_public, suivi_desk, suivi_clerk', current_database());
	end $$`)
	if err != nil {
		return fmt.Errorf("close the doors of the database: %w", err)
	}
	return nil
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
	// What a role may not be (superuser and the like) is not said: a new role is none of it, and only a superuser may say so of an old one.
	// format() quotes: neither a role nor a password can be a parameter of these statements.
	var statement string
	err := tx.QueryRow(ctx, "select format('%s role %I login noinherit password %L', $1::text, $2::text, $3::text)",
		verb, role, password).Scan(&statement)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, statement)
	return err
}
