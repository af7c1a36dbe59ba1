package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/auth"
	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func tokenCommand() command {
	return command{
		name:    "token",
		summary: "create, list and revoke the tokens that machines sign in with",
		help: `suivi token keeps the tokens that machines sign in with. A token lets whoever holds it act as its account, until it expires or is revoked.

  suivi token create --account "Website of the ministry"
  suivi token list
  suivi token revoke tok_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11

Each says more with --help. They work on the database that DATABASE_URL names, else on the private one in the data folder
(SUIVI_DATA_DIR), also while a server runs on it.`,
		verbs: []command{tokenCreateCommand(), tokenListCommand, tokenRevokeCommand()},
	}
}

func tokenCreateCommand() command {
	var account, name, expires string
	return command{
		name: "token create",
		help: `suivi token create makes a token and prints it. It is shown this once: what is kept cannot be turned back into it.

  suivi token create --account "Website of the ministry" --name "nightly import" --expires 720h
  TOKEN=$(suivi token create --account acc_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11 --expires 2027-06-30)`,
		flags: func(flags *flag.FlagSet) {
			flags.StringVar(&account, "account", "", "the `ACCOUNT` to sign in as, by its name or its id; suivi account list shows them")
			flags.StringVar(&name, "name", "token", "what it is for, as a `NAME` to know it by")
			flags.StringVar(&expires, "expires", "2160h", "until `WHEN` it is good: for so long from now, as in 720h, or to the end of a day in UTC, as in 2027-06-30;\n"+
				"        90 days where it is left out, and at most a year")
		},
		run: func(ctx context.Context, s settings, env environment) error {
			until, err := whenExpires(expires, time.Now())
			if err != nil {
				return err
			}
			return visit(ctx, s, func(suivi *tracker.Tracker) error { return createToken(ctx, suivi, env, account, name, until) })
		},
	}
}

func createToken(ctx context.Context, suivi *tracker.Tracker, env environment, account, name string, until time.Time) error {
	of, err := findAccount(ctx, suivi, account)
	if err != nil {
		return err
	}
	token, digest := auth.NewToken()
	id, _, err := suivi.CreateToken(ctx, byOwner, tracker.Token{Account: of.ID, Name: name, Expires: until, Digest: digest})
	if err != nil {
		return told(err)
	}
	_, _ = fmt.Fprintf(env.Err, "A token of %q, good until %s. It is shown this once. To take it back: suivi token revoke %s\n",
		of.Name, until.UTC().Format(time.RFC3339), tokenID(id))
	_, err = fmt.Fprintln(env.Out, token)
	return err
}

// whenExpires reads a time from now, or a day that is the last one.
func whenExpires(text string, now time.Time) (time.Time, error) {
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day.AddDate(0, 0, 1), nil
	}
	lasts, err := time.ParseDuration(text)
	if err != nil {
		return time.Time{}, fmt.Errorf("--expires takes a time from now as in 720h, or a day as in 2027-06-30, not %.40q", text)
	}
	return now.Add(lasts), nil
}

var tokenListCommand = command{
	name: "token list",
	help: `suivi token list lists the tokens that have not been revoked: what each is revoked by, whose it is, what it is for, and until when it is good.

  suivi token list`,
	run: func(ctx context.Context, s settings, env environment) error {
		return visit(ctx, s, func(suivi *tracker.Tracker) error { return listTokens(ctx, suivi, env) })
	},
}

func listTokens(ctx context.Context, suivi *tracker.Tracker, env environment) error {
	tokens, err := suivi.Tokens(ctx, byOwner.Account)
	if err != nil {
		return told(err)
	}
	accounts, err := suivi.Accounts(ctx, byOwner.Account)
	if err != nil {
		return told(err)
	}
	names := map[uuid.UUID]string{}
	for _, account := range accounts {
		names[account.ID] = account.Name
	}
	table := tabwriter.NewWriter(env.Out, 0, 0, 3, ' ', 0)
	_, _ = fmt.Fprintln(table, "ID\tACCOUNT\tNAME\tCREATED\tEXPIRES")
	for _, token := range tokens {
		until := token.ExpiresAt.UTC().Format(time.RFC3339)
		if token.ExpiresAt.Before(time.Now()) {
			until += " (expired)"
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", tokenID(token.ID), names[token.AccountID], token.Name, when(token.RecordedFrom), until)
	}
	return table.Flush()
}

func when(sealed *time.Time) string {
	if sealed == nil {
		return ""
	}
	return sealed.UTC().Format(time.RFC3339)
}

func tokenRevokeCommand() command {
	var named string
	return command{
		name:  "token revoke",
		named: "the ID of a token",
		help: `suivi token revoke takes a token back. Whoever shows it from then on is refused, by every server of this database.

  suivi token revoke tok_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11`,
		about: func(id string) { named = id },
		run: func(ctx context.Context, s settings, env environment) error {
			id, err := uuid.Parse(strings.TrimPrefix(named, "tok_"))
			if err != nil {
				return errors.New("name the token by its id, as suivi token list shows it; the token itself is kept nowhere") // nor repeated here
			}
			return visit(ctx, s, func(suivi *tracker.Tracker) error {
				if _, err := suivi.RevokeToken(ctx, byOwner, id); err != nil {
					return told(err)
				}
				_, err := fmt.Fprintln(env.Out, "The token is revoked.")
				return err
			})
		},
	}
}

func tokenID(id uuid.UUID) string { return "tok_" + id.String() }

// byOwner is in whose name the commands of this program write: whoever may open the house is its first administrator.
var byOwner = tracker.Request{Account: postgres.FirstAdministrator}

// visit does something in the house that the settings lead to.
func visit(ctx context.Context, s settings, do func(*tracker.Tracker) error) error {
	house, err := visitHouse(ctx, s)
	if err != nil {
		return err
	}
	return errors.Join(do(tracker.New(house.Database)), house.close())
}

// told is a refusal in a sentence, without its code.
func told(err error) error {
	refusal, is := errors.AsType[*fault.Error](err)
	switch {
	case !is:
		return err
	case refusal.Argument != "":
		return fmt.Errorf("%s: %s", refusal.Argument, refusal.Message)
	}
	return errors.New(refusal.Message)
}

// findAccount finds an account by its id or its name.
func findAccount(ctx context.Context, suivi *tracker.Tracker, wanted string) (record.Account, error) {
	if wanted == "" {
		return record.Account{}, errors.New("--account is needed: the name or the id of an account, as suivi account list shows them")
	}
	accounts, err := suivi.Accounts(ctx, byOwner.Account)
	if err != nil {
		return record.Account{}, told(err)
	}
	var found []record.Account
	var ids []string
	for _, account := range accounts {
		id := record.PublicID("Account", account.ID)
		if account.Name == wanted || id == wanted || account.ID.String() == wanted {
			found, ids = append(found, account), append(ids, id)
		}
	}
	switch len(found) {
	case 0:
		return record.Account{}, fmt.Errorf("there is no account %.80q; suivi account list shows those there are", wanted)
	case 1:
		return found[0], nil
	}
	return record.Account{}, fmt.Errorf("there are several accounts of that name; name one by its id: %s", strings.Join(ids, ", "))
}
