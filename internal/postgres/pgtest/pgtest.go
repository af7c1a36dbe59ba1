// Package pgtest gives tests a real database of their own: one private cluster for the test process, or the one that TEST_DATABASE_URL
// names, one template that is migrated once, and a clone of it for every test.
package pgtest

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/pgembed"
	"github.com/suivi-project/suivi/internal/postgres"
)

// Main runs the tests of a package and takes down the cluster behind them. Every package whose tests need a database calls it:
//
//	func TestMain(m *testing.M) { pgtest.Main(m) }
func Main(m *testing.M) {
	code := m.Run()
	shared.stop()
	os.Exit(code)
}

// Suivi is a migrated database of one test.
type Suivi struct {
	*postgres.Database
	OwnerURL string
	Secrets  postgres.Secrets
}

// New gives a test a migrated database with nothing in it. Options may set what the test wants of its pools; the logins are filled in.
func New(t testing.TB, options postgres.Options) *Suivi {
	t.Helper()
	shared.migrateTemplate(t)
	name := "test_" + uuid.NewString()
	shared.exec(t, "create database "+pgx.Identifier{name}.Sanitize()+" template "+pgx.Identifier{shared.template}.Sanitize())
	t.Cleanup(func() { shared.drop(t, name) })

	made := &Suivi{OwnerURL: shared.url(t, name), Secrets: shared.secrets}
	owner, err := pgx.Connect(t.Context(), made.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = owner.Close(t.Context()) }()
	if err := postgres.CloseDoors(t.Context(), owner); err != nil {
		t.Fatal(err)
	}
	logins, err := postgres.Logins(made.OwnerURL, made.Secrets)
	if err != nil {
		t.Fatal(err)
	}
	options.PublicURL, options.DeskURL, options.ClerkURL = logins.PublicURL, logins.DeskURL, logins.ClerkURL
	if options.Connections == 0 {
		options.Connections = 4
	}
	made.Database, err = postgres.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(made.Close) // before the database is dropped: cleanups run last in, first out
	return made
}

// Empty gives a test a database with nothing in it, not even migrations: the URL of its owner.
func Empty(t testing.TB) string {
	t.Helper()
	name := "test_" + uuid.NewString()
	shared.start(t)
	shared.exec(t, "create database "+pgx.Identifier{name}.Sanitize()+" template template0")
	t.Cleanup(func() { shared.drop(t, name) })
	return shared.url(t, name)
}

// Secrets are the passwords of the three logins on the tests' cluster: roles belong to the whole of it, so every test uses the same.
func Secrets(t testing.TB) postgres.Secrets {
	t.Helper()
	shared.start(t)
	return shared.secrets
}

// cluster is what the tests of one process share.
type cluster struct {
	starting, migrating sync.Once
	failure             error
	owner               string // the URL of the owner, on any database
	template            string
	secrets             postgres.Secrets
	private             *pgembed.Server
	dir                 string
}

var shared = &cluster{secrets: postgres.NewSecrets()}

func (c *cluster) start(t testing.TB) {
	t.Helper()
	c.starting.Do(func() { c.failure = c.startOnce() })
	if c.failure != nil {
		t.Fatalf("tests need a PostgreSQL: %v", c.failure)
	}
}

func (c *cluster) startOnce() error {
	if c.owner = os.Getenv("TEST_DATABASE_URL"); c.owner != "" {
		// Several processes test on one server, and the roles are the same for all.
		c.secrets = postgres.Secrets{Public: "suivi-test", Desk: "suivi-test", Clerk: "suivi-test", Cursor: "suivi-test"}
		return nil
	}
	dir, err := os.MkdirTemp("", "suivi-test-")
	if err != nil {
		return err
	}
	c.dir = dir
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c.private, err = pgembed.Start(ctx, pgembed.Options{Dir: dir, Throwaway: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	c.owner = c.private.URL("postgres")
	return nil
}

// migrateTemplate makes the template of this process.
func (c *cluster) migrateTemplate(t testing.TB) {
	t.Helper()
	c.start(t)
	c.migrating.Do(func() {
		c.template = fmt.Sprintf("template_%d_%s", os.Getpid(), uuid.NewString())
		_, c.failure = postgres.CreateDatabase(context.Background(), c.owner, c.template)
		if c.failure == nil {
			c.failure = postgres.Migrate(context.Background(), c.url(t, c.template), c.secrets)
		}
	})
	if c.failure != nil {
		t.Fatalf("migrate a template for the tests: %v", c.failure)
	}
}

func (c *cluster) url(t testing.TB, database string) string {
	t.Helper()
	parsed, err := url.Parse(c.owner)
	if err != nil {
		t.Fatal(err)
	}
	parsed.Path = "/" + database
	return parsed.String()
}

func (c *cluster) exec(t testing.TB, statement string) {
	t.Helper()
	if err := c.try(statement); err != nil {
		t.Fatal(err)
	}
}

func (c *cluster) try(statement string) error {
	ctx := context.Background()
	connection, err := pgx.Connect(ctx, c.owner)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close(ctx) }()
	_, err = connection.Exec(ctx, statement)
	return err
}

func (c *cluster) drop(t testing.TB, database string) {
	t.Helper()
	c.exec(t, "drop database if exists "+pgx.Identifier{database}.Sanitize()+" with (force)")
}

func (c *cluster) stop() {
	if c.template != "" {
		_ = c.try("drop database if exists " + pgx.Identifier{c.template}.Sanitize() + " with (force)")
	}
	if c.private != nil {
		_ = c.private.Stop()
		_ = os.RemoveAll(c.dir)
	}
}
