//go:build unix

package pgembed_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/pgembed"
)

// start starts a throwaway server and sees to its end.
func start(t *testing.T, dir string) *pgembed.Server {
	t.Helper()
	server, err := pgembed.Start(t.Context(), pgembed.Options{Dir: dir, Throwaway: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, server) })
	return server
}

// common is the one server of the tests that only look, started when the first of them asks for it; endCommon is for TestMain.
var (
	common = sync.OnceValues(func() (running, error) {
		dir, err := os.MkdirTemp("/tmp", "pgembed-")
		if err != nil {
			return running{}, err
		}
		server, err := pgembed.Start(context.Background(), pgembed.Options{Dir: dir, Throwaway: true})
		endCommon = func() {
			if err == nil {
				_ = server.Stop()
			}
			_ = os.RemoveAll(dir)
		}
		return running{dir, server}, err
	})
	endCommon = func() {}
)

type running struct {
	dir    string
	server *pgembed.Server
}

func shared(t *testing.T) (string, *pgembed.Server) {
	t.Helper()
	it, err := common()
	if err != nil {
		t.Fatal(err)
	}
	return it.dir, it.server
}

func stop(t *testing.T, server *pgembed.Server) {
	t.Helper()
	if err := server.Stop(); err != nil {
		t.Error(err)
	}
}

// refused expects a start to fail with an error that says all of this.
func refused(t *testing.T, dir string, says ...string) {
	t.Helper()
	server, err := pgembed.Start(t.Context(), pgembed.Options{Dir: dir, Throwaway: true})
	if err == nil {
		stop(t, server)
		t.Fatal("it started")
	}
	for _, part := range says {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q: %v", part, err)
		}
	}
}

// ask puts a question to the database postgres; of several statements, the last gives the answer.
func ask[T any](t *testing.T, server *pgembed.Server, question string, args ...any) (answer T) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), server.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	statements := strings.Split(question, "; ")
	for _, statement := range statements[:len(statements)-1] {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := conn.QueryRow(t.Context(), statements[len(statements)-1], args...).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// folder is a short temporary folder that every user may pass through, as t.TempDir is not.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "pgembed-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// contents is every file of a folder with its mode and a digest of what is in it.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		all[path] = fmt.Sprint(info.Mode(), info.ModTime(), info.Sys().(*syscall.Stat_t).Uid)
		if info.Mode().IsRegular() {
			all[path] += fmt.Sprintf(" %x", sha256.Sum256([]byte(read(t, path))))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func postmaster(t *testing.T, dir string) int {
	t.Helper()
	first, _, _ := strings.Cut(read(t, filepath.Join(dir, "postgres", "postmaster.pid")), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func secret(t *testing.T, dir string) string { return read(t, filepath.Join(dir, "postgres.secret")) }

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// eventually looks again and again until what is awaited has come about.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for !happened() {
		select {
		case <-ctx.Done():
			t.Fatalf("never happened: %s", what)
		case <-time.After(2 * time.Millisecond):
		}
	}
}
