//go:build unix

package pgembed_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/suivi-project/suivi/internal/pgembed"
)

func TestAServerThatRunsCanBeVisited(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	server := start(t, dir)
	ask[int](t, server, "create table kept (what int); insert into kept values (7) returning what")
	visited, runs := pgembed.Running(dir)
	if !runs {
		t.Fatal("nobody is at home")
	}
	if got := ask[int](t, visited, "select what from kept"); got != 7 {
		t.Errorf("the visitor finds %d", got)
	}
	if err := visited.Stop(); err != nil {
		t.Error(err)
	}
	if got := ask[int](t, server, "select what from kept"); got != 7 {
		t.Errorf("after the visit: %d", got)
	}
	select {
	case <-visited.Done():
		t.Error("the visitor is told that the server has ended")
	default:
	}
}

func TestNobodyIsVisitedWhereNoServerRuns(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	if _, runs := pgembed.Running(dir); runs {
		t.Error("a server runs on an empty folder")
	}
	if _, runs := pgembed.Running(filepath.Join(dir, "nowhere")); runs {
		t.Error("a server runs where there is no folder")
	}
	server := start(t, dir)
	said, err := os.ReadFile(filepath.Join(dir, "postgres", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	stop(t, server)
	if _, runs := pgembed.Running(dir); runs {
		t.Error("a server runs that was stopped")
	}
	// What a killed server left behind is not taken for one.
	left := "2147483647\n" + strings.SplitN(string(said), "\n", 2)[1]
	if err := os.WriteFile(filepath.Join(dir, "postgres", "postmaster.pid"), []byte(left), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, runs := pgembed.Running(dir); runs {
		t.Error("a server runs that was killed")
	}
}
