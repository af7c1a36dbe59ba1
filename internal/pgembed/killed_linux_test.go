package pgembed_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestKilledParentLeavesNoPostgres(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	parent := startHelper(t, dir)
	pid := postmaster(t, dir)
	if gone(pid) {
		t.Fatal("the server was never there")
	}
	parent.kill(t)
	eventually(t, "PostgreSQL ends after its parent", func() bool { return gone(pid) })
}

func TestStartRightAfterAKillWaitsForTheOldServerToGo(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	startHelper(t, dir).kill(t)
	ask[int](t, start(t, dir), "select 1")
}

func TestFirstUseThatWasKilledIsBegunAgain(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	parent := spawnHelper(t, dir)
	eventually(t, "initdb is under way", func() bool {
		begun, _ := filepath.Glob(filepath.Join(dir, "postgres.new-*", "PG_VERSION"))
		return len(begun) > 0
	})
	parent.kill(t)
	ask[int](t, start(t, dir), "select 1")
}

// In a container that is started again, the number in a stale postmaster.pid may be that of one of our own threads.
func TestStalePidThatIsOneOfOurThreadsIsNoServer(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	startHelper(t, dir, ordinary).end(t)
	startHelper(t, dir, ordinary, withStalePid).end(t)
}

// gone tells whether a process has ended, be it that nobody has asked how yet.
func gone(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || strings.Contains(string(stat), ") Z ")
}
