//go:build unix

// Package pgembed runs the private PostgreSQL of the zero-config default: a cluster in a folder of its own, reached over a Unix socket by
// nobody else, and gone when we are gone, however that came about.
//
// It uses a PostgreSQL that is installed on the machine and brings none along.
package pgembed

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// owner is the superuser of the cluster.
const owner = "suivi_owner"

// Options says where the cluster lives and how much it matters.
type Options struct {
	// Dir is the data folder. It is made where it is absent, and holds the cluster (postgres/), the superuser's password (postgres.secret),
	// what PostgreSQL has to say (postgres.log) and, where its path is short enough, the socket (socket/).
	Dir string

	// Throwaway trades the safety of the data for speed, for data that need not outlive the process: tests.
	Throwaway bool

	// Log hears of the first use and of every start; nil is silence.
	Log *slog.Logger
}

// Server is a PostgreSQL that is up.
type Server struct {
	secret  string
	sockets string
	process *process
	stop    func() error
}

// Start makes the cluster on first use, starts PostgreSQL on it and returns once it answers. The context bounds the start and nothing
// more: what ends the server is Stop, or the end of this process.
//
// Where root starts it, PostgreSQL runs as the user who owns the cluster; a new one belongs to postgres, or to nobody where the machine
// has no such user.
func Start(ctx context.Context, options Options) (*Server, error) {
	log := options.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	h, err := openHome(options.Dir)
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL: %w", err)
	}
	s, err := h.start(ctx, options.Throwaway, log)
	if err != nil {
		h.close()
		return nil, fmt.Errorf("private PostgreSQL in %s: %w", h.dir, err)
	}
	return s, nil
}

// start goes from the cheapest refusal to the dearest step, and touches nothing before the version of the cluster is known to be right.
func (h *home) start(ctx context.Context, throwaway bool, log *slog.Logger) (*Server, error) {
	began := time.Now()
	binaries, err := h.binaries()
	if err != nil {
		return nil, err
	}
	as, err := h.account()
	if err != nil {
		return nil, err
	}
	if !h.made() {
		log.InfoContext(ctx, "making a private PostgreSQL", "folder", h.dir, "version", binaries.Major)
		if err := h.initialise(ctx, binaries, as, throwaway); err != nil {
			return nil, err
		}
	}
	secret, err := os.ReadFile(h.secret())
	if err != nil {
		return nil, fmt.Errorf("the superuser's password is needed: %w", err)
	}
	sockets, err := h.sockets(as)
	if err != nil {
		return nil, err
	}
	p, err := h.launch(ctx, binaries, as, settings(sockets, throwaway))
	if err != nil {
		_ = os.RemoveAll(sockets)
		return nil, err
	}
	s := &Server{secret: string(secret), sockets: sockets, process: p}
	s.stop = sync.OnceValue(func() error {
		defer h.close()
		defer func() { _ = os.RemoveAll(sockets) }()
		return p.stop()
	})
	log.InfoContext(ctx, "private PostgreSQL is up", "folder", h.dir, "version", binaries.Major, "took", time.Since(began))
	return s, nil
}

// URL is how to reach a database of this server as its superuser.
func (s *Server) URL(database string) string {
	// A space must be %20 here: libpq does not read a plus as one.
	host := strings.ReplaceAll(url.QueryEscape(s.sockets), "+", "%20")
	// The port is said because PGPORT, where set, would be believed otherwise.
	address := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(owner, s.secret),
		Path:     "/" + database,
		RawQuery: "host=" + host + "&port=" + port,
	}
	return address.String()
}

// Done is closed when PostgreSQL has exited, for whatever reason.
func (s *Server) Done() <-chan struct{} { return s.process.done }

// Stop ends the server: sessions are cut off, what was committed is on disk. It may be called more than once.
func (s *Server) Stop() error { return s.stop() }
