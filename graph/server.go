package graph

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/rs/cors"

	"github.com/suivi-project/suivi/graph/explorer"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/tracker"
)

// answerer answers queries. It is the planner, or something that stands in for it in a test.
type answerer interface {
	Answer(context.Context, plan.Question) plan.Answer
}

// doorkeeper tells who asks; *auth.Door is one. Its errors are faults, or ours.
type doorkeeper interface {
	// Asker is who the headers Authorization of a request show, of which there is at least one.
	Asker(ctx context.Context, authorization []string) (*plan.Asker, error)
	// Account is the account of an asker, and an error where it shows none that may sign in.
	Account(ctx context.Context, asker *plan.Asker) (uuid.UUID, error)
}

// Options says what stands behind the front, and what the front puts up with.
type Options struct {
	Planner answerer                    // answers queries
	Tracker *tracker.Tracker            // carries out mutations; nil lets nobody write
	Door    doorkeeper                  // tells who asks; nil lets nobody in who shows a token
	Limits  Limits                      // what a request may ask for
	Log     *slog.Logger                // hears of what went wrong on our side; nil is silence
	Ready   func(context.Context) error // says whether questions can be answered now; nil is always
}

// New is the whole front: /graphql, the explorer at /graphiql, and /healthz and /readyz for whoever watches over the process.
func New(options Options) http.Handler {
	log := options.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	limits := options.Limits.orDefaults()
	page := explorer.Handler("/graphql")

	executor := newExecutor(options)
	mux := http.NewServeMux()
	mux.Handle("/graphql", anyOrigin().Handler(&transport{
		executor: executor,
		door:     options.Door,
		limits:   limits,
		faults:   presenter{log},
	}))
	mux.Handle("/graphql/", http.HandlerFunc(nothingHere))
	mux.Handle(explorer.Root, page)
	mux.Handle(explorer.Root+"/", page)
	mux.HandleFunc("GET /healthz", alive)
	mux.Handle("GET /readyz", readiness(options.Ready, log))
	mux.Handle("GET /{$}", http.RedirectHandler(explorer.Root, http.StatusFound))
	return mux
}

// HTTPServer serves a handler at an address, and waits for nobody for ever. It has no write timeout, which would cut long answers that are
// meant to be long: /graphql sets its own.
func HTTPServer(addr string, handler http.Handler) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}

// anyOrigin lets the pages of any site ask: the record is public, and nothing that a browser keeps for us goes along. A page that shows a
// token has it from somebody.
func anyOrigin() *cors.Cors {
	return cors.New(cors.Options{
		AllowedOrigins: []string{"*"},
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions},
		AllowedHeaders: []string{"*"},
		MaxAge:         24 * 60 * 60,
	})
}

// alive says that the process is there, and nothing else.
func alive(w http.ResponseWriter, _ *http.Request) {
	say(w, http.StatusOK, "ok")
}

// readiness says whether a question would be answered now. Why not is for the log.
func readiness(ready func(context.Context) error, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if ready != nil {
			if err := ready(ctx); err != nil {
				log.WarnContext(ctx, "not ready", "error", err)
				say(w, http.StatusServiceUnavailable, "not ready")
				return
			}
		}
		say(w, http.StatusOK, "ready")
	})
}

func say(w http.ResponseWriter, status int, word string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(word + "\n")) // nobody is left to tell
}
