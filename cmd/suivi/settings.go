package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/caarlos0/env/v11"

	"github.com/suivi-project/suivi/internal/auth"
	"github.com/suivi-project/suivi/internal/files"
)

// settings come from the environment. docs/settings.md is the same list for people; a test holds the two together (settings_test.go).
type settings struct {
	DatabaseURL string `env:"DATABASE_URL"`
	Addr        string `env:"SUIVI_ADDR" envDefault:"127.0.0.1:8080"`
	DataDir     string `env:"SUIVI_DATA_DIR"`
	PublicURL   string `env:"SUIVI_PUBLIC_URL"`
	DeskURL     string `env:"SUIVI_DESK_URL"`
	ClerkURL    string `env:"SUIVI_CLERK_URL"`
	Secret      string `env:"SUIVI_SECRET"`
	Issuer      string `env:"SUIVI_OIDC_ISSUER"`
	Audience    string `env:"SUIVI_OIDC_AUDIENCE"`
	Files       string `env:"SUIVI_FILES"`
	FileSize    length `env:"SUIVI_FILE_SIZE" envDefault:"20MiB"`
}

// length is a number of bytes, written as in 500KiB, 20MiB or 1048576.
type length int64

// longestFile is what SUIVI_FILE_SIZE can be: answers give the length of a file as a number of 32 bits.
const longestFile = 1 << 30

// UnmarshalText reads a length.
func (l *length) UnmarshalText(text []byte) error {
	number, times := string(text), int64(1)
	for unit, worth := range map[string]int64{"KiB": 1 << 10, "MiB": 1 << 20} {
		if rest, is := strings.CutSuffix(number, unit); is {
			number, times = rest, worth
		}
	}
	value, err := strconv.ParseInt(number, 10, 32)
	if err != nil || value < 1 || value*times > longestFile {
		return errors.New("SUIVI_FILE_SIZE must be a number of bytes, at most 1024MiB, as in 500KiB, 20MiB or 1048576")
	}
	*l = length(value * times)
	return nil
}

// read elsewhere: SUIVI_PG_BIN, by internal/pgembed; TEST_DATABASE_URL, by internal/postgres/pgtest.

func readSettings(in environment) (settings, error) {
	variables := map[string]string{}
	for _, name := range settingNames() {
		if value, set := in.Lookup(name); set {
			variables[name] = value
		}
	}
	read, err := env.ParseAsWithOptions[settings](env.Options{Environment: variables})
	if err != nil {
		return settings{}, err
	}
	return read, read.check()
}

func settingNames() []string {
	fields, _ := env.GetFieldParams(&settings{}) // the tags are above
	names := make([]string, 0, len(fields))
	for _, field := range fields {
		names = append(names, field.OwnKey)
	}
	return names
}

func (s settings) check() error {
	if _, _, err := net.SplitHostPort(s.Addr); err != nil {
		return fmt.Errorf("SUIVI_ADDR must be a host and a port as in 127.0.0.1:8080, not %q", s.Addr)
	}
	if _, err := s.issuer(); err != nil {
		return err
	}
	if s.Files != "" && !strings.HasPrefix(s.Files, "file:///") && !strings.HasPrefix(s.Files, "s3://") {
		return fmt.Errorf("SUIVI_FILES must be an address as in file:///var/lib/suivi/files or s3://bucket?region=eu-west-3, not %q", s.Files)
	}
	given := 0
	for _, login := range []string{s.PublicURL, s.DeskURL, s.ClerkURL} {
		if login != "" {
			given++
		}
	}
	switch {
	case given != 0 && given != 3:
		return errors.New("SUIVI_PUBLIC_URL, SUIVI_DESK_URL and SUIVI_CLERK_URL go together: give all three or none")
	case given == 3 && s.DatabaseURL == "":
		return errors.New("SUIVI_PUBLIC_URL, SUIVI_DESK_URL and SUIVI_CLERK_URL are logins of the database that DATABASE_URL names: give that too")
	case s.Secret != "" && len(s.Secret) < 16:
		return errors.New("SUIVI_SECRET must have at least 16 characters")
	}
	return nil
}

// issuer is who else lets people in; nil where nobody does.
func (s settings) issuer() (*auth.Issuer, error) {
	if s.Issuer == "" && s.Audience == "" {
		return nil, nil
	}
	if s.Issuer == "" || s.Audience == "" {
		return nil, errors.New("SUIVI_OIDC_ISSUER and SUIVI_OIDC_AUDIENCE go together: give both or none")
	}
	issuer, err := auth.NewIssuer(auth.IssuerOptions{URL: s.Issuer, Audience: s.Audience})
	if err != nil {
		return nil, fmt.Errorf("SUIVI_OIDC_ISSUER: %w", err)
	}
	return issuer, nil
}

// dataDir is where what lasts is kept: as set, else where this machine keeps such things.
func (s settings) dataDir() (string, error) {
	if s.DataDir != "" {
		return filepath.Abs(s.DataDir)
	}
	if os.Geteuid() == 0 {
		return "/var/lib/suivi", nil // not in root's home, which the user that PostgreSQL runs as cannot enter
	}
	if data := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "suivi"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("there is no home folder to keep data in: set SUIVI_DATA_DIR")
	}
	return filepath.Join(home, ".local", "share", "suivi"), nil
}

// openFiles opens the store of files: as set, else a folder in the data folder.
func (s settings) openFiles(ctx context.Context, dir string) (*files.Store, error) {
	address := s.Files
	if address == "" {
		address = (&url.URL{Scheme: "file", Path: filepath.Join(dir, "files")}).String()
	}
	store, err := files.Open(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("open the store of files (SUIVI_FILES): %w", err)
	}
	return store, nil
}
