//go:build unix

package pgembed

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Running is the server that another process runs on a data folder, where one does: for a short visit. To stop it is not ours: Stop does
// nothing, and Done is never closed.
func Running(dir string) (*Server, bool) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, false
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, false
	}
	h := &home{dir: dir}
	pid, status := h.postmaster()
	if pid == 0 || status != "ready" || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return nil, false
	}
	secret, err := os.ReadFile(h.secret())
	sockets := h.runningSockets()
	if err != nil || sockets == "" {
		return nil, false
	}
	return &Server{secret: string(secret), sockets: sockets, process: &process{}, stop: func() error { return nil }}, true
}

// runningSockets is the folder of sockets of the server that runs on the cluster, as it says itself.
func (h *home) runningSockets() string {
	text, err := os.ReadFile(h.pidFile())
	if err != nil {
		return ""
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) < 5 {
		return ""
	}
	return strings.TrimSpace(lines[4])
}
