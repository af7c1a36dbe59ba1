package auth

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

// accounts says whose account an asker shows; *postgres.Database does.
type accounts interface {
	Account(ctx context.Context, asker postgres.Asker) (uuid.UUID, error)
}

// Door is where askers show who they are.
type Door struct {
	accounts accounts
	issuer   *Issuer
}

// NewDoor makes a door. Without an issuer, it knows tokens of ours alone.
func NewDoor(accounts accounts, issuer *Issuer) *Door {
	return &Door{accounts, issuer}
}

// longest is as long as a token may be. Those of issuers that put a whole directory into one are some thousand letters.
const longest = 16 << 10

// bearer is how RFC 6750 writes a token in the header Authorization.
var bearer = regexp.MustCompile(`^(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *$`)

// Asker is who the headers Authorization of a request show, of which there is at least one. It is a refusal (UNAUTHENTICATED) where they show
// nothing that could be a good token, and UNAVAILABLE where the issuer that could say so is out of reach.
//
// A token of ours has the right form then, and no more is known of it: Account, or whoever reads in the asker's name, finds out the rest.
func (d *Door) Asker(ctx context.Context, authorization []string) (*postgres.Asker, error) {
	if len(authorization) != 1 || len(authorization[0]) > longest {
		return nil, fault.NotSignedIn()
	}
	shown := bearer.FindStringSubmatch(authorization[0])
	switch {
	case shown == nil:
		return nil, fault.NotSignedIn()
	case isOurs(shown[1]):
		return &postgres.Asker{TokenDigest: DigestOf(shown[1])}, nil
	case d.issuer == nil || strings.HasPrefix(shown[1], prefix):
		return nil, fault.NotSignedIn()
	}
	subject, err := d.issuer.subject(ctx, shown[1])
	if err != nil {
		return nil, err
	}
	return &postgres.Asker{Issuer: d.issuer.url, Subject: subject}, nil
}

// Account is the account of an asker: for whoever acts in its name, or answers without reading. It is a refusal (UNAUTHENTICATED) where it
// shows none that may sign in.
func (d *Door) Account(ctx context.Context, asker *postgres.Asker) (uuid.UUID, error) {
	account, err := d.accounts.Account(ctx, *asker)
	switch {
	case err == nil:
		return account, nil
	case errors.Is(err, postgres.ErrNotSignedIn):
		return uuid.Nil, fault.NotSignedIn()
	case errors.Is(err, postgres.ErrUnreachable), errors.Is(err, postgres.ErrTimeout):
		return uuid.Nil, unavailable(err)
	}
	return uuid.Nil, err
}

func unavailable(cause error) *fault.Error {
	return fault.New(fault.Unavailable, "Who you are cannot be checked just now. Try again later, or leave out the header Authorization and ask for what everybody may see.").
		Because(cause)
}
