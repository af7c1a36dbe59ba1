package postgres

import (
	"context"
	"fmt"
	"net/url"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	gormpostgres "gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/schema"
)

// Naming is how names in the models become names in the database: recommendation, due_on. One home, so that whoever writes and whoever
// reads agree.
var Naming = schema.NamingStrategy{SingularTable: true}

// Options are what a Database needs to know.
type Options struct {
	PublicURL, DeskURL, ClerkURL string          // the three logins
	Connections                  int             // how many connections each pool may hold; four per core and at most 20 where zero
	StatementTimeout             time.Duration   // how long one statement may take; ten seconds where zero
	Tracer                       pgx.QueryTracer // sees every statement, but those in the name of an account only if it is a pgx.BatchTracer and they are prepared; may be nil
	Today                        string          // the date, for tests; the server's day in UTC where empty
}

// Database is the house's pools: one per login, and a second one for the public's reads by key.
type Database struct {
	open, openByKey, desk, clerk *pgxpool.Pool
	writer                       *gorm.DB
}

// Logins are the URLs of the three logins on the server and database of ownerURL.
func Logins(ownerURL string, secrets Secrets) (Options, error) {
	parsed, err := url.Parse(ownerURL)
	if err != nil {
		return Options{}, fmt.Errorf("DATABASE_URL must be a URL, as in postgres://owner:secret@host/suivi") // the cause would show the secret
	}
	as := func(role, password string) string {
		login := *parsed
		login.User = url.UserPassword(role, password)
		return login.String()
	}
	return Options{
		PublicURL: as(PublicRole, secrets.Public),
		DeskURL:   as(DeskRole, secrets.Desk),
		ClerkURL:  as(ClerkRole, secrets.Clerk),
	}, nil
}

// Open makes the pools. It reaches no server yet: Ping does.
func Open(ctx context.Context, options Options) (*Database, error) {
	if options.Connections == 0 {
		options.Connections = min(4*runtime.NumCPU(), 20) // four pools: together fewer than a server takes as it comes
	}
	if options.StatementTimeout == 0 {
		options.StatementTimeout = 10 * time.Second
	}
	var database Database
	for _, pool := range []struct {
		pool           **pgxpool.Pool
		url, path      string
		planCacheMode  string
		statementCache int
	}{
		// A statement with a filter is worth planning for its values; one by key is not.
		{&database.open, options.PublicURL, "open", "force_custom_plan", 128},
		{&database.openByKey, options.PublicURL, "open", "force_generic_plan", 128},
		{&database.desk, options.DeskURL, "desk", "force_custom_plan", 128},
		{&database.clerk, options.ClerkURL, "record", "auto", 128},
	} {
		made, err := newPool(ctx, options, pool.url, map[string]string{
			"search_path":     pool.path,
			"plan_cache_mode": pool.planCacheMode,
		}, pool.statementCache)
		if err != nil {
			database.Close()
			return nil, err
		}
		*pool.pool = made
	}
	writer, err := gorm.Open(gormpostgres.New(gormpostgres.Config{Conn: stdlib.OpenDBFromPool(database.clerk)}), &gorm.Config{
		NamingStrategy:         Naming,
		SkipDefaultTransaction: true, // every command opens its own
		Logger:                 logger.Discard,
		TranslateError:         false, // constraints are told apart by name, in the tracker
	})
	if err != nil {
		database.Close()
		return nil, fmt.Errorf("open the writing road: %w", err)
	}
	database.writer = writer
	return &database, nil
}

func newPool(ctx context.Context, options Options, url string, settings map[string]string, statementCache int) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read a database URL: %w", err)
	}
	config.MaxConns = int32(min(options.Connections, 1000)) //nolint:gosec // bounded on the line itself
	config.MaxConnIdleTime = time.Hour                      // as many idle connections as the pool has: each holds its prepared statements
	config.ConnConfig.StatementCacheCapacity = statementCache
	config.ConnConfig.Tracer = options.Tracer
	parameters := config.ConnConfig.RuntimeParams
	parameters["application_name"] = "suivi"
	parameters["TimeZone"] = "UTC"
	parameters["jit"] = "off" // a statement is short; compiling it is not
	parameters["statement_timeout"] = fmt.Sprint(options.StatementTimeout.Milliseconds())
	for name, value := range settings {
		parameters[name] = value
	}
	if options.Today != "" {
		parameters["suivi.today"] = options.Today
	}
	return pgxpool.NewWithConfig(ctx, config)
}

// Writer is the clerk's way in, for the commands of the tracker.
func (d *Database) Writer() *gorm.DB { return d.writer }

// Clerk is the clerk's pool itself, for the few questions that are no command.
func (d *Database) Clerk() *pgxpool.Pool { return d.clerk }

// Public is the public's pool, for whoever needs to look at what the public reaches.
func (d *Database) Public() *pgxpool.Pool { return d.open }

// Desk is the accounts' pool.
func (d *Database) Desk() *pgxpool.Pool { return d.desk }

// Ping says whether the database answers.
func (d *Database) Ping(ctx context.Context) error {
	return d.open.Ping(ctx)
}

// Close gives back every connection.
func (d *Database) Close() {
	for _, pool := range []*pgxpool.Pool{d.open, d.openByKey, d.desk, d.clerk} {
		if pool != nil {
			pool.Close()
		}
	}
}
