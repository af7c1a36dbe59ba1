//go:build scale

package scale_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/pgembed"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// spacious is a house for a large record: one that goes with the test, or one in the data folder that SCALE_DIR names, which stays.
func spacious(t *testing.T) *house {
	t.Helper()
	if dir := os.Getenv("SCALE_DIR"); dir != "" {
		return kept(t, dir)
	}
	return empty(t)
}

// kept is a house whose record outlives the test. It can be that of `suivi demo --scale`.
func kept(t *testing.T, dir string) *house {
	t.Helper()
	const name = "suivi"
	h := &house{T: t}
	h.must(os.MkdirAll(dir, 0o711)) //nolint:gosec // passable, since PostgreSQL may run as another user; not readable
	secrets, err := postgres.KeepSecrets(dir)
	h.must(err)
	server, err := pgembed.Start(t.Context(), pgembed.Options{Dir: dir})
	h.must(err)
	t.Cleanup(func() { _ = server.Stop() })
	_, err = postgres.CreateDatabase(t.Context(), server.URL("postgres"), name)
	h.must(err)
	h.Suivi = &pgtest.Suivi{OwnerURL: server.URL(name), Secrets: secrets}
	h.must(postgres.Migrate(t.Context(), h.OwnerURL, secrets))
	h.must(postgres.MakeFirstAdministrator(t.Context(), h.OwnerURL))
	options, err := postgres.Logins(h.OwnerURL, secrets)
	h.must(err)
	options.Today, options.StatementTimeout, options.Connections = today, 10*time.Minute, 4
	h.Database, err = postgres.Open(t.Context(), options)
	h.must(err)
	t.Cleanup(h.Close)
	h.owner, err = pgx.Connect(t.Context(), h.OwnerURL)
	h.must(err)
	t.Cleanup(func() { _ = h.owner.Close(context.Background()) })
	return h
}
