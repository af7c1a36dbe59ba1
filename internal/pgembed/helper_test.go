//go:build unix

package pgembed_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/suivi-project/suivi/internal/pgembed"
)

const (
	helperDir   = "PGEMBED_TEST_HELPER_DIR"   // the folder in which a helper starts its server
	helperStale = "PGEMBED_TEST_HELPER_STALE" // where set, the helper first leaves a pid file there that names one of its own threads
)

// TestMain is also the main of the helpers: processes of this same program that start a server and may be killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		if err := help(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	endCommon()
	os.Exit(code)
}

// help keeps a server up until standard input ends.
func help(dir string) error {
	if os.Getenv(helperStale) != "" {
		if err := leaveStalePid(dir); err != nil {
			return err
		}
	}
	server, err := pgembed.Start(context.Background(), pgembed.Options{Dir: dir, Throwaway: true})
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(os.Stdout, server.URL("postgres"))
	_, _ = io.Copy(io.Discard, os.Stdin)
	return server.Stop()
}

func leaveStalePid(dir string) error {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return err
	}
	last := threads[len(threads)-1].Name()
	if last == strconv.Itoa(os.Getpid()) {
		return fmt.Errorf("thread %s is the process itself", last)
	}
	return os.WriteFile(filepath.Join(dir, "postgres", "postmaster.pid"), []byte(last+"\n"), 0o600)
}

type helper struct {
	cmd   *exec.Cmd
	stdin io.Closer
	out   *bufio.Reader
	url   string
}

// ordinary makes a helper an ordinary user, to whom the folder is given.
func ordinary(t *testing.T, cmd *exec.Cmd, dir string) {
	t.Helper()
	const nobody = 65534
	if os.Geteuid() != 0 {
		return // as it is
	}
	if err := os.Chown(dir, nobody, nobody); err != nil {
		t.Fatal(err)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// withStalePid has the helper find a stale pid file.
func withStalePid(_ *testing.T, cmd *exec.Cmd, _ string) {
	cmd.Env = append(cmd.Env, helperStale+"=1")
}

// startHelper starts a helper and waits until its server is up.
func startHelper(t *testing.T, dir string, options ...func(*testing.T, *exec.Cmd, string)) *helper {
	t.Helper()
	h := spawnHelper(t, dir, options...)
	line, err := h.out.ReadString('\n')
	if err != nil {
		t.Fatalf("the helper failed: %v", err)
	}
	h.url = strings.TrimSpace(line)
	return h
}

// spawnHelper starts a helper and does not wait.
func spawnHelper(t *testing.T, dir string, options ...func(*testing.T, *exec.Cmd, string)) *helper {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), myself(t))
	cmd.Env = append(os.Environ(), helperDir+"="+dir)
	cmd.Stderr = os.Stderr
	for _, option := range options {
		option(t, cmd, dir)
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &helper{cmd: cmd, stdin: stdin, out: bufio.NewReader(stdout)}
}

// myself is a path by which any user may run this program: the folder it was built in is closed to others.
func myself(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat("/proc/self/exe"); err == nil {
		return "/proc/self/exe"
	}
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// end lets the helper stop its server and waits for it.
func (h *helper) end(t *testing.T) {
	t.Helper()
	if err := h.stdin.Close(); err != nil {
		t.Error(err)
	}
	if err := h.cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// kill gives the helper no chance to do anything.
func (h *helper) kill(t *testing.T) {
	t.Helper()
	if err := h.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = h.cmd.Wait()
}
