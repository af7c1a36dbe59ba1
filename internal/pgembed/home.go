//go:build unix

package pgembed

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// home is the data folder, held by us alone.
type home struct {
	dir  string // absolute, without links
	lock *os.File
}

// openHome makes the folder where it is absent and takes the lock on it. The kernel lets go of the lock when we die.
func openHome(dir string) (*home, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	// Passable by others but not listable: where root starts it, PostgreSQL runs as another user and has to get to its cluster.
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return nil, err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	lock, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = errors.New("another suivi is using this folder: stop that one, or choose another folder for this one")
	}
	if err != nil {
		_ = lock.Close()
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return &home{dir: dir, lock: lock}, nil
}

func (h *home) close() { _ = h.lock.Close() }

func (h *home) cluster() string { return filepath.Join(h.dir, "postgres") }
func (h *home) secret() string  { return filepath.Join(h.dir, "postgres.secret") }
func (h *home) log() string     { return filepath.Join(h.dir, "postgres.log") }

// made tells whether there is a cluster, or something that stands in its place.
func (h *home) made() bool {
	_, err := os.Lstat(h.cluster())
	return !errors.Is(err, fs.ErrNotExist)
}

// binaries are those to run the cluster with. A cluster can be read by the major version that made it and by no other, so that one is taken
// even where a newer one is installed too; where it is not installed, the cluster is left as it is.
func (h *home) binaries() (Binaries, error) {
	if !h.made() {
		return Find()
	}
	text, err := os.ReadFile(filepath.Join(h.cluster(), "PG_VERSION"))
	if err != nil {
		return Binaries{}, fmt.Errorf("postgres/ is there but is no cluster that can be read; it was left as it is: %w", err)
	}
	version := strings.TrimSpace(string(text))
	major, err := strconv.Atoi(version)
	if err != nil {
		return Binaries{}, fmt.Errorf("postgres/ was made by PostgreSQL %q, which is too old or unknown; it was left as it is", version)
	}
	var others []string
	for found := range installed() {
		if found.Major == major {
			return found, nil
		}
		others = append(others, fmt.Sprintf("%d (%s)", found.Major, found.Dir))
	}
	if len(others) == 0 {
		others = append(others, "none")
	}
	return Binaries{}, fmt.Errorf("the data was made by PostgreSQL %d, and what is installed is %s. Nothing was touched. Install "+
		"PostgreSQL %d (SUIVI_PG_BIN names the folder of its programs where they are not found), or bring the data over with "+
		"pg_upgrade, or choose another folder", major, strings.Join(others, ", "), major)
}
