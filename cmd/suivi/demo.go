package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/suivi-project/suivi/internal/demo"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/scale"
)

func demoCommand() command {
	var size int
	return command{
		name:    "demo",
		summary: "serve an example record, in a private database of its own",
		help: `suivi demo starts a private PostgreSQL, loads an example record into it and serves it until it is interrupted. It never uses
DATABASE_URL.

Everything is kept in SUIVI_DATA_DIR if that is set, else in a folder of its own among the temporary files, so that the next start is quick;
delete that folder when you like. Each size of record has a folder of its own.

  suivi demo
  SUIVI_ADDR=127.0.0.1:9090 suivi demo
  suivi demo --scale 20000`,
		flags: func(flags *flag.FlagSet) {
			flags.IntVar(&size, "scale", 0, "add a synthetic record of `N` recommendations, with five follow-ups each and all that goes with them,\n"+
				"        to see how the house bears it: 200000 take some minutes")
		},
		run: func(ctx context.Context, s settings, env environment) error { return runDemo(ctx, s, env, size) },
	}
}

func runDemo(ctx context.Context, s settings, env environment, size int) error {
	if size < 0 {
		return fmt.Errorf("--scale takes a number of recommendations, not %d", size)
	}
	s.DatabaseURL, s.PublicURL, s.DeskURL, s.ClerkURL, s.Files = "", "", "", "", "" // nobody's database but our own, and nobody's files
	dir, err := s.demoDir(size)
	if err != nil {
		return err
	}
	log := newLog(env)
	house, err := openHouse(ctx, s, dir, log)
	if err != nil {
		return err
	}
	err = demo.Load(ctx, house.Database)
	if err == nil && size > 0 {
		err = house.loadScale(ctx, dir, size, env)
	}
	tokens := filepath.Join(dir, demoTokensFile)
	if err == nil {
		err = keepDemoTokens(ctx, house.Database, tokens)
	}
	if err == nil {
		err = house.serve(ctx, s, log, func(url string) { welcome(env.Out, url, dir, tokens) })
	}
	return errors.Join(err, house.close())
}

// loadScale adds the synthetic record. Its commands are large, so they go through pools of their own that are patient.
func (h *house) loadScale(ctx context.Context, dir string, size int, env environment) error {
	secrets, err := postgres.KeepSecrets(dir)
	if err != nil {
		return err
	}
	options, err := postgres.Logins(h.ownerURL, secrets)
	if err != nil {
		return err
	}
	options.StatementTimeout = 10 * time.Minute
	patient, err := postgres.Open(ctx, options)
	if err != nil {
		return err
	}
	defer patient.Close()
	shown := newProgress(env.Err, "recommendations")
	known := 1 // of how many recommendations the server knows: as the record grows, its plans have to follow
	err = scale.Load(ctx, patient, size, func(done, total int) {
		shown.show(done, total)
		if done >= 3*known && postgres.Analyse(ctx, h.ownerURL) == nil {
			known = done
		}
	})
	if err != nil {
		return err
	}
	shown.end()
	if !shown.begun {
		return nil // all was there
	}
	return postgres.Analyse(ctx, h.ownerURL)
}

// demoDir is the data folder of the demo. Among the temporary files it is named for the version of the record and of the tables, and
// for the size of a synthetic record, so that another begins with a folder of its own and wipes nobody's.
func (s settings) demoDir(size int) (string, error) {
	if s.DataDir != "" {
		return filepath.Abs(s.DataDir)
	}
	version, err := demoVersion()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("suivi-demo-%d-%s", os.Geteuid(), version))
	if size > 0 {
		dir += fmt.Sprintf("-%d", size)
	}
	return dir, ours(dir)
}

func demoVersion() (string, error) {
	fingerprint, err := demo.Fingerprint()
	if err != nil {
		return "", err
	}
	all := sha256.New()
	all.Write([]byte(fingerprint))
	err = fs.WalkDir(postgres.Migrations(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(postgres.Migrations(), path)
		all.Write(text)
		return err
	})
	return hex.EncodeToString(all.Sum(nil)[:4]), err
}

// ours makes a folder, or sees that the one that is there is a folder of this user's: anybody can make names among the temporary files.
func ours(dir string) error {
	if err := os.Mkdir(dir, 0o711); err == nil || !errors.Is(err, fs.ErrExist) { //nolint:gosec // passable, not readable: PostgreSQL may run as another user
		return err
	}
	found, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if owner, known := found.Sys().(*syscall.Stat_t); !found.IsDir() || (known && int(owner.Uid) != os.Geteuid()) {
		return fmt.Errorf("%s is somebody else's: set SUIVI_DATA_DIR to a folder of yours", dir)
	}
	return nil
}

// welcome says what to do next.
func welcome(out io.Writer, url, dir, tokens string) {
	_, _ = fmt.Fprintf(out, `
Suivi is ready, with an example record.

  Explore it     %[1]s/graphiql
  Ask it         curl %[1]s/graphql -H 'Content-Type: application/json' \
                   -d '{"query": "{ recommendations(first: 3, filter: {implementation: IN_PROGRESS}) { totalCount nodes { reference text(language: \"en\") status { summary assurance } } } }"}'
  Sign in        TOKEN=$(sed -n 's/.*"editor": "\(.*\)".*/\1/p' %[3]s)
                 curl %[1]s/graphql -H 'Content-Type: application/json' -H "Authorization: Bearer $TOKEN" \
                   -d '{"query": "{ viewer { name roles { role programme { reference } } } }"}'

It is kept in %[2]s, with a token for each role in %[4]s. Ctrl-C stops it.
`, url, dir, tokens, filepath.Base(tokens))
}
