package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/auth"
	"github.com/suivi-project/suivi/internal/tracker"
	"github.com/suivi-project/suivi/internal/transfer"
)

var serveCommand = command{
	name:    "serve",
	summary: "serve the record of a data folder, or of the database that DATABASE_URL names",
	help: `suivi serve serves the record over GraphQL until it is interrupted.

Without DATABASE_URL it runs a private PostgreSQL in the data folder (SUIVI_DATA_DIR), which it makes on first use; with it, it uses that
database. Either way it migrates first.

  SUIVI_DATA_DIR=/srv/suivi SUIVI_ADDR=0.0.0.0:8080 suivi serve
  DATABASE_URL=postgres://owner:secret@db.example.org/suivi suivi serve`,
	run: serve,
}

func serve(ctx context.Context, s settings, env environment) error {
	dir, err := s.dataDir()
	if err != nil {
		return err
	}
	log := newLog(env)
	house, err := openHouse(ctx, s, dir, log)
	if err != nil {
		return err
	}
	return errors.Join(house.serve(ctx, s, log, func(url string) {
		_, _ = fmt.Fprintf(env.Out, "Suivi serves at %s/graphql; the explorer is at %s/graphiql. Ctrl-C stops it.\n", url, url)
	}), house.close())
}

// serve answers questions until the context ends, or the private database does. ready is called once with the address, when a question would
// be answered.
func (h *house) serve(ctx context.Context, s settings, log *slog.Logger, ready func(url string)) error {
	planner, err := h.planner(ctx)
	if err != nil {
		return err
	}
	issuer, err := s.issuer()
	if err != nil {
		return err
	}
	store, err := s.openFiles(ctx, h.dir)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("listen at %s (SUIVI_ADDR): %w", s.Addr, err)
	}
	door, writer := auth.NewDoor(h.Database, issuer), tracker.New(h.Database)
	front := http.NewServeMux()
	front.Handle("/", graph.New(graph.Options{Planner: planner, Tracker: writer, Door: door, Log: log, Ready: h.Ping}))
	counter := transfer.New(transfer.Options{Door: door, Tracker: writer, Record: h.Database, Store: store, Longest: int64(s.FileSize), Log: log})
	front.Handle(transfer.Root, counter)
	front.Handle(transfer.Root+"/", counter)
	server := graph.HTTPServer(s.Addr, front)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	ready("http://" + listener.Addr().String())

	select {
	case err := <-ended:
		return err
	case <-h.gone():
		return errors.Join(errors.New("the private PostgreSQL has ended; its log is in the data folder"), server.Close())
	case <-ctx.Done():
	}
	return shutDown(server, ended)
}

// shutDown lets the questions that are being answered be answered, for a while.
func shutDown(server *http.Server, ended <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(err, server.Close())
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func newLog(env environment) *slog.Logger {
	return slog.New(slog.NewTextHandler(env.Err, nil))
}
