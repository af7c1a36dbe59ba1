//go:build unix

package pgembed_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/suivi-project/suivi/internal/pgembed"
)

func TestFindReadsTheVersion(t *testing.T) {
	for says, want := range map[string]int{
		"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)": 15,
		"postgres (PostgreSQL) 18beta1":                        18,
		"postgres (PostgreSQL) 19devel":                        19,
	} {
		dir := install(t, map[string]string{"postgres": says, "initdb": ""})
		t.Setenv("SUIVI_PG_BIN", dir)
		got, err := pgembed.Find()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(pgembed.Binaries{Dir: dir, Major: want}, got); diff != "" {
			t.Errorf("%s:\n%s", says, diff)
		}
	}
}

func TestFindFollowsLinksToWhereTheProgramsAre(t *testing.T) {
	dir, links := install(t, map[string]string{"postgres": "postgres (PostgreSQL) 16.1", "initdb": ""}), folder(t)
	if err := os.Symlink(filepath.Join(dir, "postgres"), filepath.Join(links, "postgres")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SUIVI_PG_BIN", "")
	t.Setenv("PATH", links)
	if got, err := pgembed.Find(); err != nil || got.Dir != dir {
		t.Errorf("found %v, %v; want %s", got, err, dir)
	}
}

func TestFindPassesOverWhatIsTooOld(t *testing.T) {
	newer := install(t, map[string]string{"postgres": "postgres (PostgreSQL) 17.0", "initdb": ""})
	older := install(t, map[string]string{"postgres": "postgres (PostgreSQL) 14.9", "initdb": "", "pg_config": newer})
	t.Setenv("SUIVI_PG_BIN", "")
	t.Setenv("PATH", older)
	if got, err := pgembed.Find(); err != nil || got.Dir != newer {
		t.Errorf("found %v, %v; want %s", got, err, newer)
	}
}

func TestFindSaysWhatToDoWhereNothingWillDo(t *testing.T) {
	for name, programs := range map[string]map[string]string{
		"nothing":         {},
		"14":              {"postgres": "postgres (PostgreSQL) 14.9", "initdb": ""},
		"the server only": {"postgres": "postgres (PostgreSQL) 16.1"},
		"something else":  {"postgres": "hello", "initdb": ""},
	} {
		t.Setenv("SUIVI_PG_BIN", install(t, programs))
		_, err := pgembed.Find()
		if err == nil {
			t.Errorf("%s: found", name)
			continue
		}
		for _, part := range []string{"apt install", "dnf install", "apk add", "brew install", "SUIVI_PG_BIN", "DATABASE_URL"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: the error does not say %q: %v", name, part, err)
			}
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than a paragraph: %v", name, err)
		}
	}
}

func TestClusterIsRunByTheVersionThatMadeIt(t *testing.T) {
	right, err := pgembed.Find()
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t)
	stop(t, start(t, dir))

	newer := install(t, map[string]string{"postgres": "postgres (PostgreSQL) 99.0", "initdb": "", "pg_config": right.Dir})
	t.Setenv("SUIVI_PG_BIN", "")
	t.Setenv("PATH", newer)
	if found, err := pgembed.Find(); err != nil || found.Major != 99 {
		t.Fatalf("found %v, %v", found, err)
	}
	start(t, dir)
}

// install makes a folder of programs that say one thing each.
func install(t *testing.T, programs map[string]string) string {
	t.Helper()
	dir := folder(t)
	for name, says := range programs {
		path := filepath.Join(dir, name)
		write(t, path, "#!/bin/sh\necho '"+says+"'\n")
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// Where the temporary folder is a link, Find gives what it leads to.
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
