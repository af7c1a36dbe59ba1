package postgres

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations are the migration files, for whoever needs to tell one version of them from another.
func Migrations() fs.FS {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return files
}

// Migrate makes the roles and brings the database at ownerURL up to this version. It does nothing where all is done, and two servers that
// start at once take turns. Without secrets, the roles are taken to be there already.
func Migrate(ctx context.Context, ownerURL string, secrets Secrets) error {
	owner, err := pgx.Connect(ctx, ownerURL)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = owner.Close(ctx) }()
	if err := requireVersion(ctx, owner); err != nil {
		return err
	}
	if secrets.Public != "" {
		if err := MakeRoles(ctx, owner, secrets); err != nil {
			return err
		}
	}
	if err := CloseDoors(ctx, owner); err != nil {
		return err
	}
	return withGoose(ownerURL, func(migrator *goose.Provider) error {
		_, err := migrator.Up(ctx)
		return err
	})
}

// MigrateDown undoes every migration, and with them the record: for tests.
func MigrateDown(ctx context.Context, ownerURL string) error {
	return withGoose(ownerURL, func(migrator *goose.Provider) error {
		_, err := migrator.DownTo(ctx, 0)
		return err
	})
}

// CreateDatabase makes a database where it is missing, on the cluster that url leads to, and says whether it had to.
func CreateDatabase(ctx context.Context, url, name string) (made bool, err error) {
	owner, err := pgx.Connect(ctx, url)
	if err != nil {
		return false, fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = owner.Close(ctx) }()
	var there bool
	if err := owner.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&there); err != nil || there {
		return false, err
	}
	_, err = owner.Exec(ctx, "create database "+pgx.Identifier{name}.Sanitize()+" template template0 encoding 'UTF8'")
	return err == nil, err
}

// oldest is the oldest server that the migrations run on: unique constraints with `nulls not distinct` came with 15.
const oldest = 150000

func requireVersion(ctx context.Context, owner *pgx.Conn) error {
	var version int
	if err := owner.QueryRow(ctx, "select current_setting('server_version_num')::int").Scan(&version); err != nil {
		return fmt.Errorf("ask for the server's version: %w", err)
	}
	if version < oldest {
		return fmt.Errorf("the database server is PostgreSQL %d; Suivi needs 15 or later", version/10000)
	}
	return nil
}

func withGoose(ownerURL string, do func(*goose.Provider) error) error {
	config, err := pgx.ParseConfig(ownerURL)
	if err != nil {
		return fmt.Errorf("read the database URL: %w", err)
	}
	database := stdlib.OpenDB(*config)
	defer func() { _ = database.Close() }()
	migrator, err := newMigrator(database)
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if err := do(migrator); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func newMigrator(database *sql.DB) (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, database, Migrations(), goose.WithSessionLocker(locker))
}
