package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func accountCommand() command {
	return command{
		name:    "account",
		summary: "create and list accounts, and say who signs in as which",
		help: `suivi account keeps the accounts that people and machines sign in as.

  suivi account create --name "Website of the ministry" --organisation government-of-mali --grant REPORTER:security-for-all
  suivi account list
  suivi account identify --account "Website of the ministry" --issuer https://login.example.org --subject 7f3a
  suivi account disidentify aid_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11

Each says more with --help. They work on the database that DATABASE_URL names, else on the private one in the data folder
(SUIVI_DATA_DIR), also while a server runs on it.`,
		verbs: []command{accountCreateCommand(), accountListCommand, accountIdentifyCommand(), accountDisidentifyCommand()},
	}
}

func accountCreateCommand() command {
	var name, organisation string
	var grants []tracker.Grant
	return command{
		name: "account create",
		help: `suivi account create makes an account and prints its id. Nobody can sign in as it yet: suivi token create makes a token for a machine,
suivi account identify lets somebody in whom an issuer knows.

  suivi account create --name "Editors of Security for All" --grant EDITOR:security-for-all --grant VERIFIER:security-for-all
  suivi account create --name "Head of the house" --grant ADMIN`,
		flags: func(flags *flag.FlagSet) {
			flags.StringVar(&name, "name", "", "the account's `NAME`; it need not be a person's")
			flags.StringVar(&organisation, "organisation", "", "the organisation that it speaks for, by its `REFERENCE`; none where it is left out")
			flags.Func("grant", "a role in a programme, as `ROLE:PROGRAMME` with the programme's reference, or ADMIN; once for each. The roles are\n"+
				"        REPORTER, VERIFIER and EDITOR", func(text string) error {
				role, programme, _ := strings.Cut(text, ":")
				grants = append(grants, tracker.Grant{Role: record.Role(role), Programme: tracker.ByReference(programme)})
				return nil
			})
		},
		run: func(ctx context.Context, s settings, env environment) error {
			account := tracker.Account{ID: uuid.New(), Name: name, Organisation: tracker.ByReference(organisation), Grants: grants}
			return visit(ctx, s, func(suivi *tracker.Tracker) error {
				if _, err := suivi.Record(ctx, byOwner, tracker.Batch{Accounts: []tracker.Account{account}}); err != nil {
					return told(err)
				}
				_, err := fmt.Fprintln(env.Out, record.PublicID("Account", account.ID))
				return err
			})
		},
	}
}

var accountListCommand = command{
	name: "account list",
	help: `suivi account list lists the accounts, and below each who signs in as it by an issuer.

  suivi account list`,
	run: func(ctx context.Context, s settings, env environment) error {
		return visit(ctx, s, func(suivi *tracker.Tracker) error { return listAccounts(ctx, suivi, env) })
	},
}

func listAccounts(ctx context.Context, suivi *tracker.Tracker, env environment) error {
	accounts, err := suivi.Accounts(ctx, byOwner.Account)
	if err != nil {
		return told(err)
	}
	identities, err := suivi.Identities(ctx, byOwner.Account)
	if err != nil {
		return told(err)
	}
	table := tabwriter.NewWriter(env.Out, 0, 0, 3, ' ', 0)
	_, _ = fmt.Fprintln(table, "ID\tNAME")
	for _, account := range accounts {
		name := account.Name
		if account.Disabled {
			name += " (disabled)"
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\n", record.PublicID("Account", account.ID), name)
		for _, identity := range identities {
			if identity.AccountID == account.ID {
				_, _ = fmt.Fprintf(table, "  %s\t  %s of %s\n", identityID(identity.ID), identity.Subject, identity.Issuer)
			}
		}
	}
	return table.Flush()
}

func accountIdentifyCommand() command {
	var account, issuer, subject string
	return command{
		name: "account identify",
		help: `suivi account identify says whom an issuer of OpenID Connect means by an account. Whoever shows a token of that issuer (SUIVI_OIDC_ISSUER)
about that subject signs in as the account. No account comes about by signing in.

  suivi account identify --account "Editors of Security for All" --issuer https://login.example.org --subject 7f3a`,
		flags: func(flags *flag.FlagSet) {
			flags.StringVar(&account, "account", "", "the `ACCOUNT`, by its name or its id")
			flags.StringVar(&issuer, "issuer", "", "the issuer's `ADDRESS`, letter for letter as in the claim iss of its tokens")
			flags.StringVar(&subject, "subject", "", "the issuer's `WORD` for whom it means, as in the claim sub of its tokens")
		},
		run: func(ctx context.Context, s settings, env environment) error {
			return visit(ctx, s, func(suivi *tracker.Tracker) error {
				of, err := findAccount(ctx, suivi, account)
				if err != nil {
					return err
				}
				id, _, err := suivi.Identify(ctx, byOwner, tracker.Identity{Account: of.ID, Issuer: issuer, Subject: subject})
				if err != nil {
					return told(err)
				}
				_, err = fmt.Fprintf(env.Out, "%s\n", identityID(id))
				return err
			})
		},
	}
}

func accountDisidentifyCommand() command {
	var named string
	return command{
		name:  "account disidentify",
		named: "the ID of an identity",
		help: `suivi account disidentify ends what suivi account identify said: by it, nobody signs in any more.

  suivi account disidentify aid_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11`,
		about: func(id string) { named = id },
		run: func(ctx context.Context, s settings, env environment) error {
			id, err := uuid.Parse(strings.TrimPrefix(named, "aid_"))
			if err != nil {
				return errors.New("name the identity by its id, as suivi account list shows it")
			}
			return visit(ctx, s, func(suivi *tracker.Tracker) error {
				if _, err := suivi.Disidentify(ctx, byOwner, id); err != nil {
					return told(err)
				}
				_, err := fmt.Fprintln(env.Out, "By that identity, nobody signs in any more.")
				return err
			})
		},
	}
}

func identityID(id uuid.UUID) string { return "aid_" + id.String() }
