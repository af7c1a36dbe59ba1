//go:build unix

package pgembed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	blink    = 2 * time.Millisecond // between two looks at whether something has come about
	farewell = 10 * time.Second     // for a PostgreSQL whose parent was killed to finish its shutdown
	patience = 2 * time.Minute      // for a start, recovery after a crash included
)

// launch starts PostgreSQL on the cluster and waits until it takes connections.
func (h *home) launch(ctx context.Context, binaries Binaries, as account, settings []string) (*process, error) {
	h.awaitPredecessor(ctx)
	log, err := os.OpenFile(h.log(), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	info, err := log.Stat()
	if err != nil {
		return nil, err
	}

	args := append([]string{"-D", h.cluster()}, settings...)
	cmd := as.command(context.WithoutCancel(ctx), filepath.Join(binaries.Dir, "postgres"), args...)
	cmd.Stdout, cmd.Stderr = log, log
	p, err := spawn(cmd)
	if err != nil {
		return nil, err
	}
	if err := h.awaitReady(ctx, p); err != nil {
		said, _ := io.ReadAll(io.NewSectionReader(log, info.Size(), 1<<20))
		return nil, fmt.Errorf("%w; it said:\n%s", errors.Join(err, p.stop()), lastLines(said))
	}
	return p, nil
}

// awaitReady returns when the server takes connections.
func (h *home) awaitReady(ctx context.Context, p *process) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errors.New("not ready after "+patience.String()))
	defer cancel()
	for {
		if pid, status := h.postmaster(); pid == p.pid && status == "ready" {
			return nil
		}
		select {
		case <-p.done:
			return errors.New("the server ended before it was ready")
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(blink):
		}
	}
}

// awaitPredecessor gives a PostgreSQL whose parent was killed the time to go: it was told to when its parent died. What is still there
// after that is for PostgreSQL to judge, which refuses to start beside another one.
func (h *home) awaitPredecessor(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, farewell)
	defer cancel()
	for {
		pid, _ := h.postmaster()
		switch {
		case pid == 0 || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH):
			return
		case isOwnThread(pid):
			h.disown()
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(blink):
		}
	}
}

// isOwnThread tells whether a number is that of one of our own threads. In a container the numbers begin anew at every start, so that the
// one that a killed PostgreSQL left behind may well be.
func isOwnThread(pid int) bool {
	_, err := os.Stat(fmt.Sprintf("/proc/self/task/%d", pid))
	return err == nil
}

// disown puts our own number in place of that of a server that is no more: PostgreSQL would take any other thread of ours for a server that
// lives, but knows that its parent is none. The file stays, because it tells PostgreSQL of shared memory still in use.
func (h *home) disown() {
	text, err := os.ReadFile(h.pidFile())
	if err != nil {
		return
	}
	_, rest, _ := strings.Cut(string(text), "\n")
	_ = os.WriteFile(h.pidFile(), fmt.Appendf(nil, "%d\n%s", os.Getpid(), rest), 0o600)
}

func (h *home) pidFile() string { return filepath.Join(h.cluster(), "postmaster.pid") }

// postmaster reads what the server that runs on the cluster says of itself: its process number and its status. A killed one says it still.
func (h *home) postmaster() (pid int, status string) {
	text, err := os.ReadFile(h.pidFile())
	if err != nil {
		return 0, ""
	}
	lines := strings.Split(string(text), "\n")
	pid, _ = strconv.Atoi(lines[0])
	if len(lines) > 7 {
		status = strings.TrimSpace(lines[7])
	}
	return max(pid, 0), status
}

// lastLines is the end of what a program said, which is where it says what went wrong.
func lastLines(said []byte) string {
	lines := bytes.Split(bytes.TrimSpace(said), []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-10):], []byte("\n")))
}
