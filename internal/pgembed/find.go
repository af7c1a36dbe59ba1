//go:build unix

package pgembed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// oldest is the first major version that will do.
const oldest = 15

// Binaries is an installed PostgreSQL: the folder of its programs, and its major version.
type Binaries struct {
	Dir   string
	Major int
}

// Find looks for an installed PostgreSQL that will do: in SUIVI_PG_BIN and nowhere else where that is set, then on the PATH, where pg_config
// points, and in the usual places, the newest first.
func Find() (Binaries, error) {
	var passed []string
	for found := range installed() {
		if found.Major >= oldest {
			return found, nil
		}
		passed = append(passed, fmt.Sprintf("%d in %s is too old", found.Major, found.Dir))
	}
	return Binaries{}, errors.New(advice(passed))
}

// advice is one paragraph on what to do where there is no PostgreSQL that will do.
func advice(passed []string) string {
	found := fmt.Sprintf("no PostgreSQL %d or newer was found", oldest)
	if set := os.Getenv("SUIVI_PG_BIN"); set != "" {
		found += " in " + set + ", which SUIVI_PG_BIN names"
	}
	if len(passed) > 0 {
		found += " (" + strings.Join(passed, ", ") + ")"
	}
	return found + `. Install it (Debian, Ubuntu: "apt install postgresql"; Fedora: "dnf install postgresql-server postgresql-contrib"; ` +
		`Alpine: "apk add postgresql postgresql-contrib"; macOS: "brew install postgresql@17"), or set SUIVI_PG_BIN to the folder that ` +
		`holds postgres and initdb, or set DATABASE_URL to use a database of your own.`
}

// installed goes through every PostgreSQL of the machine, in the order in which they are preferred.
func installed() iter.Seq[Binaries] {
	return func(yield func(Binaries) bool) {
		for dir := range places() {
			if found, err := inspect(dir); err == nil && !yield(found) {
				return
			}
		}
	}
}

// places are the folders where the programs may be.
func places() iter.Seq[string] {
	return func(yield func(string) bool) {
		if set := os.Getenv("SUIVI_PG_BIN"); set != "" {
			yield(set)
			return
		}
		if path, err := exec.LookPath("postgres"); err == nil && !yield(filepath.Dir(path)) {
			return
		}
		if dir, err := ask("pg_config", "--bindir"); err == nil && !yield(dir) {
			return
		}
		for _, pattern := range []string{
			"/usr/lib/postgresql/*/bin",
			"/usr/pgsql-*/bin",
			"/usr/local/pgsql/bin",
			"/opt/homebrew/opt/postgresql@*/bin",
			"/usr/local/opt/postgresql@*/bin",
		} {
			for _, dir := range newestFirst(pattern) {
				if !yield(dir) {
					return
				}
			}
		}
	}
}

var number = regexp.MustCompile(`\d+`)

// newestFirst lists the folders of a pattern by the version in their names: 9 comes after 17.
func newestFirst(pattern string) []string {
	dirs, _ := filepath.Glob(pattern) // fails on a malformed pattern only
	version := func(dir string) int {
		n, _ := strconv.Atoi(number.FindString(dir))
		return n
	}
	slices.SortStableFunc(dirs, func(a, b string) int { return cmp.Compare(version(b), version(a)) })
	return dirs
}

// inspect sees whether a folder holds the programs, and of which version. It follows links, because PostgreSQL looks for its shared files
// from where its programs really are.
func inspect(dir string) (Binaries, error) {
	path, err := filepath.Abs(filepath.Join(dir, "postgres"))
	if err != nil {
		return Binaries{}, err
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return Binaries{}, err
	}
	dir = filepath.Dir(path)
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return Binaries{}, err
	}
	says, err := ask(path, "--version")
	if err != nil {
		return Binaries{}, err
	}
	// "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "postgres (PostgreSQL) 18beta1"
	major, err := strconv.Atoi(number.FindString(says))
	if err != nil {
		return Binaries{}, fmt.Errorf("%s says its version is %q", path, says)
	}
	return Binaries{Dir: dir, Major: major}, nil
}

// ask runs a program that answers a short question at once.
func ask(program, question string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	answer, err := exec.CommandContext(ctx, program, question).Output()
	return strings.TrimSpace(string(answer)), err
}
