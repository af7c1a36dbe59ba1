package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/suivi-project/suivi/internal/auth"
	"github.com/suivi-project/suivi/internal/demo"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/tracker"
)

// demoTokensFile is where the demo keeps a token for each of its accounts: an object of role and token.
const demoTokensFile = "demo-tokens.json"

// demoTokenLasts is for how long a token of the demo is good. The next start makes another where less than a month of it is left.
const demoTokenLasts = 365 * 24 * time.Hour

// keepDemoTokens sees that there is a good token for each account of the demo in a file that its owner alone may read. Those that are there
// and good are kept.
func keepDemoTokens(ctx context.Context, database *postgres.Database, path string) error {
	kept, err := readDemoTokens(path)
	if err != nil {
		return err
	}
	suivi := tracker.New(database)
	tokens := map[string]string{}
	for _, account := range demo.Accounts() {
		token := kept[account.Role]
		good, err := stillGood(ctx, database, suivi, account, token)
		if err != nil {
			return err
		}
		if !good {
			if token, err = makeDemoToken(ctx, suivi, account); err != nil {
				return err
			}
		}
		tokens[account.Role] = token
	}
	return writeDemoTokens(path, tokens)
}

// stillGood says whether a token lets its holder in as an account of the demo, and will for a while.
func stillGood(ctx context.Context, database *postgres.Database, suivi *tracker.Tracker, account demo.Account, token string) (bool, error) {
	found, err := database.Account(ctx, postgres.Asker{TokenDigest: auth.DigestOf(token)})
	if errors.Is(err, postgres.ErrNotSignedIn) || err == nil && found != account.ID {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	given, err := suivi.Tokens(ctx, account.ID)
	for _, one := range given {
		if one.ExpiresAt.After(time.Now().Add(30 * 24 * time.Hour)) {
			return true, err
		}
	}
	return false, err
}

func makeDemoToken(ctx context.Context, suivi *tracker.Tracker, account demo.Account) (string, error) {
	token, digest := auth.NewToken()
	_, _, err := suivi.CreateToken(ctx, byOwner, tracker.Token{
		Account: account.ID, Name: demoTokensFile, Expires: time.Now().Add(demoTokenLasts), Digest: digest,
	})
	if err != nil {
		return "", fmt.Errorf("make a token for the demo's %s: %w", account.Role, err)
	}
	return token, nil
}

// readDemoTokens reads the tokens that were kept: none where there is no such file, or nobody can tell what is in it.
func readDemoTokens(path string) (tokens map[string]string, err error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the demo's tokens: %w", err)
	}
	if json.Unmarshal(text, &tokens) != nil {
		return nil, nil //nolint:nilerr // they are made anew
	}
	return tokens, nil
}

// writeDemoTokens writes beside and renames, so that whoever reads sees all of it, and nobody else may.
func writeDemoTokens(path string, tokens map[string]string) error {
	text, err := json.MarshalIndent(tokens, "", "  ")
	if err != nil {
		return err
	}
	draft := path + ".new"
	if err := os.Remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("keep the demo's tokens: %w", err)
	}
	if err := os.WriteFile(draft, append(text, '\n'), 0o600); err != nil {
		return fmt.Errorf("keep the demo's tokens: %w", err)
	}
	return os.Rename(draft, path)
}
