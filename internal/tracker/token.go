package tracker

import (
	"cmp"
	"context"
	"encoding/hex"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// longestToken is for how long a token can be good: whoever needs one for longer makes another in time.
const longestToken = 366 * 24 * time.Hour

// Token is a token to give to an account. Administrators alone give them.
type Token struct {
	Account uuid.UUID
	Name    string    // what it is for
	Expires time.Time // at most a year from now
	Digest  []byte    `json:"-"` // its SHA-256, which no digest of the ledger is made from
}

// CreateToken gives a token to an account. It answers with the id that the token is revoked by.
func (t *Tracker) CreateToken(ctx context.Context, request Request, token Token) (id uuid.UUID, receipt Receipt, err error) {
	if err := token.check(""); err != nil {
		return uuid.Nil, Receipt{}, err
	}
	receipt, err = t.run(ctx, request, "CREATE_TOKEN", token, func(c *command) { id = token.record(c, "") })
	return id, receipt, err
}

func (t Token) check(at path) error {
	left := time.Until(t.Expires)
	if left <= 0 || left > longestToken {
		return fault.About(string(at.to("expires")), fault.BadDate, "A token expires within a year, and not before it is made.")
	}
	return checkName(at.to("name"), t.Name, 100)
}

func (t Token) record(c *command, at path) uuid.UUID {
	made := record.Token{
		Linked: c.linked(keeping{nil, record.VisibilityDesk}), AccountID: c.findAccount(at.to("account"), t.Account),
		Name: t.Name, ExpiresAt: t.Expires.UTC(), Digest: `\x` + hex.EncodeToString(t.Digest),
	}
	add(c, made)
	return made.ID
}

// RevokeToken ends a token. Whoever shows it from now on is nobody.
func (t *Tracker) RevokeToken(ctx context.Context, request Request, id uuid.UUID) (Receipt, error) {
	return t.run(ctx, request, "REVOKE_TOKEN", id, func(c *command) {
		end[record.Token](c, "token", "token", id)
	})
}

// Tokens are those that have not been revoked, expired ones too, in the order in which they were made: all where an administrator asks, else
// the account's own.
func (t *Tracker) Tokens(ctx context.Context, account uuid.UUID) (tokens []record.Token, err error) {
	err = t.look(ctx, account, func(c *command) {
		c.fail(c.tx.Omit("digest", "recorded_to").Where("ended_by is null").Order("recorded_from, id").Find(&tokens).Error)
	})
	return tokens, err
}

// Identity says that an issuer of OpenID Connect means an account by a name of its own. Administrators alone say so.
type Identity struct {
	Account uuid.UUID
	Issuer  string // as it stands in its tokens
	Subject string // as it stands there
}

// Identify lets an account sign in by an issuer. It answers with the id that the identity is ended by.
func (t *Tracker) Identify(ctx context.Context, request Request, identity Identity) (id uuid.UUID, receipt Receipt, err error) {
	if err := identity.check(""); err != nil {
		return uuid.Nil, Receipt{}, err
	}
	receipt, err = t.run(ctx, request, "IDENTIFY", identity, func(c *command) {
		made := record.AccountIdentity{
			Linked: c.linked(keeping{nil, record.VisibilityDesk}), AccountID: c.findAccount("account", identity.Account),
			Issuer: identity.Issuer, Subject: identity.Subject,
		}
		add(c, made)
		id = made.ID
	})
	return id, receipt, err
}

func (i Identity) check(at path) error {
	parsed, err := url.Parse(i.Issuer)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" || len(i.Issuer) > 1000 {
		return fault.About(string(at.to("issuer")), fault.BadArgument, issuerRule)
	}
	return checkName(at.to("subject"), i.Subject, 255)
}

const issuerRule = "An issuer is an address that begins with https://, letter for letter as in its tokens."

// Disidentify ends an identity: by it, nobody signs in any more.
func (t *Tracker) Disidentify(ctx context.Context, request Request, id uuid.UUID) (Receipt, error) {
	return t.run(ctx, request, "DISIDENTIFY", id, func(c *command) {
		end[record.AccountIdentity](c, "account_identity", "identity", id)
	})
}

// Identities are those that have not been ended: all where an administrator asks, else the account's own.
func (t *Tracker) Identities(ctx context.Context, account uuid.UUID) (identities []record.AccountIdentity, err error) {
	err = t.look(ctx, account, func(c *command) {
		c.fail(c.tx.Omit("recorded_to").Where("ended_by is null").Order("recorded_from, id").Find(&identities).Error)
	})
	return identities, err
}

// end ends a link that is named by its id.
func end[Row any](c *command, table string, at path, id uuid.UUID) {
	if c.err != nil {
		return
	}
	ended := c.tx.Model(new(Row)).Where("id = ? and ended_by is null", id).Update("ended_by", c.id)
	c.fail(ended.Error)
	if c.err == nil && ended.RowsAffected == 0 {
		c.fail(fault.About(string(at), fault.UnknownReference, "There is no such %s, it was ended before, or you may not see it.", at))
	}
	c.touched[table] = true
}

// checkName checks a word of somebody's, of so many letters at most.
func checkName(at path, name string, most int) error {
	if utf8.RuneCountInString(name) > most || !utf8.ValidString(name) {
		return fault.About(string(at), fault.BadArgument, "This has at most %d letters.", most)
	}
	return cmp.Or(checkWords(at, name), checkPrintable(at, name))
}

func checkPrintable(at path, name string) error {
	for _, letter := range name {
		if letter < ' ' || letter == 0x7f {
			return fault.About(string(at), fault.BadArgument, "This is one line, without control characters.")
		}
	}
	return nil
}
