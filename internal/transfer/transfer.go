package transfer

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/rs/cors"

	"github.com/suivi-project/suivi/internal/files"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/tracker"
)

// Root is the address below which everything here is found.
const Root = "/evidence"

// doorkeeper tells who asks; *auth.Door is one.
type doorkeeper interface {
	Asker(ctx context.Context, authorization []string) (*postgres.Asker, error)
	Account(ctx context.Context, asker *postgres.Asker) (uuid.UUID, error)
}

// recorder records what came in; *tracker.Tracker is one.
type recorder interface {
	MaySendFiles(ctx context.Context, account uuid.UUID) error
	KeepFile(ctx context.Context, request tracker.Request, file tracker.File) (uuid.UUID, tracker.Receipt, error)
}

// reader says what there is for an asker; *postgres.Database is one.
type reader interface {
	EvidenceFile(ctx context.Context, asker *postgres.Asker, evidence uuid.UUID) (postgres.EvidenceFile, error)
}

// store keeps what is in the files; *files.Store is one.
type store interface {
	Keep(ctx context.Context, draft *files.Draft) error
	Open(ctx context.Context, digest []byte) (io.ReadSeekCloser, error)
}

// Options says what stands behind the counter.
type Options struct {
	Door     doorkeeper
	Tracker  recorder
	Record   reader
	Store    store
	Longest  int64         // how long a file may be, in bytes; 20 MiB where zero
	Pause    time.Duration // how long nothing may come, or be taken, before it is given up; 30 seconds where zero
	Patience time.Duration // how long one file may take to come in; 15 minutes where zero
	Log      *slog.Logger  // hears of what went wrong on our side; nil is silence
}

// New is what answers at /evidence and below. The pages of any site may ask: nothing that a browser keeps for us goes along.
func New(options Options) http.Handler {
	options.Longest = cmp.Or(options.Longest, DefaultLongest)
	options.Pause = cmp.Or(options.Pause, 30*time.Second)
	options.Patience = cmp.Or(options.Patience, 15*time.Minute)
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	c := &counter{options}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+Root, c.takeIn)
	mux.HandleFunc("GET "+Root+"/{id}", c.handOut)
	mux.HandleFunc(Root, c.notSo)
	mux.HandleFunc(Root+"/", c.notSo)
	return cors.New(cors.Options{
		AllowedOrigins: []string{"*"},
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions},
		AllowedHeaders: []string{"*"},
		ExposedHeaders: []string{"Content-Disposition", "ETag"},
		MaxAge:         24 * 60 * 60,
	}).Handler(mux)
}

// DefaultLongest is how long a file may be where nothing else is said.
const DefaultLongest = 20 << 20

// counter is where files come in and go out.
type counter struct{ Options }
