package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/pgembed"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// databaseName is the database in the private cluster.
const databaseName = "suivi"

// house is everything that stands behind the door: a database, private or given, migrated, with its pools.
type house struct {
	*postgres.Database
	dir      string // the data folder
	ownerURL string
	secret   []byte
	private  *pgembed.Server // nil where DATABASE_URL names the database
}

// openHouse starts what has to be started and migrates what has to be migrated. dir is the data folder.
func openHouse(ctx context.Context, s settings, dir string, log *slog.Logger) (*house, error) {
	return openOrVisit(ctx, s, dir, log, false)
}

// visitHouse is openHouse for a command of a moment. Where a server runs on the data folder, it goes in beside it and leaves the house as it is.
func visitHouse(ctx context.Context, s settings) (*house, error) {
	dir, err := s.dataDir()
	if err != nil {
		return nil, err
	}
	return openOrVisit(ctx, s, dir, slog.New(slog.DiscardHandler), true)
}

func openOrVisit(ctx context.Context, s settings, dir string, log *slog.Logger, visit bool) (_ *house, err error) {
	if err := os.MkdirAll(dir, 0o711); err != nil { //nolint:gosec // passable, since PostgreSQL may run as another user; not readable
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	secrets, err := postgres.KeepSecrets(dir)
	if err != nil {
		return nil, err
	}
	h := &house{dir: dir, ownerURL: s.DatabaseURL, secret: []byte(secrets.Cursor)}
	if s.Secret != "" {
		h.secret = []byte(s.Secret)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.close())
		}
	}()
	if running, is := pgembed.Running(dir); h.ownerURL == "" && visit && is {
		h.private, h.ownerURL = running, running.URL(databaseName)
		return h, h.openPools(ctx, s, secrets)
	}
	if h.ownerURL == "" {
		if err := h.startPrivate(ctx, dir, log); err != nil {
			return nil, err
		}
	}
	if err := migrate(ctx, h.ownerURL, s, secrets); err != nil {
		return nil, err
	}
	return h, h.openPools(ctx, s, secrets)
}

func (h *house) startPrivate(ctx context.Context, dir string, log *slog.Logger) error {
	private, err := pgembed.Start(ctx, pgembed.Options{Dir: dir, Log: log})
	if err != nil {
		return err
	}
	h.private, h.ownerURL = private, private.URL(databaseName)
	_, err = postgres.CreateDatabase(ctx, private.URL("postgres"), databaseName)
	return err
}

// migrate brings the database up to date and sees that there is a first account. Where the logins are given, they are there already.
func migrate(ctx context.Context, ownerURL string, s settings, secrets postgres.Secrets) error {
	if s.PublicURL != "" {
		secrets = postgres.Secrets{}
	}
	if err := postgres.Migrate(ctx, ownerURL, secrets); err != nil {
		return err
	}
	return postgres.MakeFirstAdministrator(ctx, ownerURL)
}

func (h *house) openPools(ctx context.Context, s settings, secrets postgres.Secrets) (err error) {
	options := postgres.Options{PublicURL: s.PublicURL, DeskURL: s.DeskURL, ClerkURL: s.ClerkURL}
	if s.PublicURL == "" {
		if options, err = postgres.Logins(h.ownerURL, secrets); err != nil {
			return err
		}
	}
	if h.Database, err = postgres.Open(ctx, options); err != nil {
		return err
	}
	return h.Ping(ctx)
}

// planner compiles questions for this database; it refuses to start with a schema that the database does not answer.
func (h *house) planner(ctx context.Context) (*plan.Planner, error) {
	catalogue, err := plan.ReadCatalogue(ctx, h.Public())
	if err != nil {
		return nil, err
	}
	return plan.New(plan.Options{
		Schema:     graph.NewExecutableSchema(graph.Config{}).Schema(),
		Models:     record.Models(),
		IDPrefixes: record.IDPrefix,
		Catalogue:  catalogue,
		Reader:     h,
		Secret:     h.secret,
	})
}

// gone is closed when the private database ends without being asked to; it never is where there is none.
func (h *house) gone() <-chan struct{} {
	if h.private == nil {
		return nil
	}
	return h.private.Done()
}

// close gives back what openHouse took, in the opposite order.
func (h *house) close() error {
	if h.Database != nil {
		h.Database.Close()
	}
	if h.private != nil {
		return h.private.Stop()
	}
	return nil
}
