//go:build unix

package pgembed

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// initialise makes the cluster under another name and gives it its own when it is whole: a crash half-way leaves nothing that could be
// mistaken for one.
func (h *home) initialise(ctx context.Context, binaries Binaries, as account, throwaway bool) error {
	if err := h.keepSecret(as); err != nil {
		return err
	}
	h.clearHalves()
	half, err := os.MkdirTemp(h.dir, "postgres.new-")
	if err != nil {
		return err
	}
	if err := as.own(half); err != nil {
		return err
	}
	cmd := as.command(ctx, filepath.Join(binaries.Dir, "initdb"), h.initdb(half, binaries.Major, throwaway)...)
	cmd.WaitDelay = 5 * time.Second
	// The signal that a child gets at its parent's death follows the parent's thread, so the thread has to stay while the child lives.
	runtime.LockOSThread()
	said, err := cmd.CombinedOutput()
	runtime.UnlockOSThread()
	if err != nil {
		h.clearHalves()
		return fmt.Errorf("initdb: %w\n%s", err, lastLines(said))
	}
	if err := os.Rename(half, h.cluster()); err != nil {
		return err
	}
	return h.lock.Sync() // the lock is the folder itself: its new name for the cluster is on disk from here on
}

// initdb is how the cluster is made. Its locale knows the letters of every language and sorts by code point, alike on every machine.
func (h *home) initdb(dir string, major int, throwaway bool) []string {
	args := []string{
		"--pgdata=" + dir, "--username=" + owner, "--pwfile=" + h.secret(),
		"--auth-local=scram-sha-256", "--auth-host=reject", "--encoding=UTF8", "--no-instructions",
	}
	switch {
	case major >= 17: // brings its own, whatever the system has
		args = append(args, "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	case runtime.GOOS == "darwin": // where the same thing has another name
		args = append(args, "--no-locale", "--lc-ctype=UTF-8")
	default:
		args = append(args, "--locale=C.UTF-8")
	}
	if throwaway {
		return append(args, "--no-sync")
	}
	return append(args, "--data-checksums")
}

// keepSecret makes the superuser's password where there is none yet. The file is the account's because initdb, which reads it, is run as
// the account.
func (h *home) keepSecret(as account) error {
	if info, err := os.Stat(h.secret()); err == nil && info.Size() > 0 {
		return as.own(h.secret())
	}
	file, err := os.OpenFile(h.secret(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(rand.Text())
	return errors.Join(err, file.Sync(), file.Close(), as.own(h.secret()))
}

// clearHalves removes what a crash in the middle of initdb left behind. What cannot be removed is in nobody's way.
func (h *home) clearHalves() {
	halves, _ := filepath.Glob(filepath.Join(h.dir, "postgres.new-*"))
	for _, half := range halves {
		_ = os.RemoveAll(half)
	}
}
