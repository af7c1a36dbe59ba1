package postgres_test

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/suivi-project/suivi/internal/pgembed"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func TestMigrationsGoUpDownAndUpAgainToTheSameSchema(t *testing.T) {
	url := pgtest.Empty(t)
	before := dump(t, url)
	migrate(t, url)
	first := dump(t, url)
	if err := postgres.MigrateDown(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	if left := cmp.Diff(before, withoutGoose(dump(t, url))); left != "" {
		t.Errorf("going down leaves something behind:\n%s", left)
	}
	migrate(t, url)
	if difference := cmp.Diff(first, dump(t, url)); difference != "" {
		t.Errorf("the second way up ends elsewhere:\n%s", difference)
	}
}

func TestMigratingTwiceChangesNothing(t *testing.T) {
	url := pgtest.Empty(t)
	migrate(t, url)
	first := dump(t, url)
	migrate(t, url)
	if difference := cmp.Diff(first, dump(t, url)); difference != "" {
		t.Errorf("migrating again changed the schema:\n%s", difference)
	}
}

func TestTwoServersMayMigrateAtOnce(t *testing.T) {
	url := pgtest.Empty(t)
	done := make(chan error)
	secrets := pgtest.Secrets(t)
	for range 2 {
		go func() { done <- postgres.Migrate(t.Context(), url, secrets) }()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestAnOwnerWithoutGreatPowerCanMigrate(t *testing.T) {
	cluster := ownCluster(t)
	superuser := connect(t, cluster.URL("postgres"))
	for _, statement := range []string{"create role plain login createrole password 'plain'", "create database plain owner plain"} {
		if _, err := superuser.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	plain, err := url.Parse(cluster.URL("plain"))
	if err != nil {
		t.Fatal(err)
	}
	plain.User = url.UserPassword("plain", "plain")
	for range 2 { // the second time, the roles are there
		if err := postgres.Migrate(t.Context(), plain.String(), postgres.NewSecrets()); err != nil {
			t.Fatal(err)
		}
	}
}

// ownCluster is a cluster whose roles no other test knows.
func ownCluster(t *testing.T) *pgembed.Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "suivi-test-") // not t.TempDir, which the user that PostgreSQL runs as may not enter
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	cluster, err := pgembed.Start(t.Context(), pgembed.Options{Dir: dir, Throwaway: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cluster.Stop() })
	return cluster
}

func migrate(t *testing.T, url string) {
	t.Helper()
	if err := postgres.Migrate(t.Context(), url, pgtest.Secrets(t)); err != nil {
		t.Fatal(err)
	}
}

// dump is the schema as pg_dump writes it, less the lines that differ every time.
func dump(t *testing.T, url string) string {
	t.Helper()
	found, err := pgembed.Find()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), filepath.Join(found.Dir, "pg_dump"), "--schema-only", url).CombinedOutput() //nolint:gosec // both from the test
	if err != nil {
		t.Fatalf("pg_dump: %v\n%s", err, out)
	}
	return regexp.MustCompile(`(?m)^\\(un)?restrict .*\n`).ReplaceAllString(string(out), "")
}

// withoutGoose leaves out the table in which the migrations themselves are counted.
func withoutGoose(dump string) string {
	return regexp.MustCompile(`(?s)SET default_tablespace.*?(--\n-- PostgreSQL database dump complete)`).ReplaceAllString(dump, "$1")
}
