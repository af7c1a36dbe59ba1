package auth

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

func TestATokenIsOneWordWithAChecksum(t *testing.T) {
	form := regexp.MustCompile(`^suivi_[a-z2-7]{58}$`)
	seen := map[string]bool{}
	for range 100 {
		token, digest := NewToken()
		want := sha256.Sum256([]byte(token))
		if !form.MatchString(token) || !isOurs(token) || seen[token] || !bytes.Equal(digest, want[:]) {
			t.Fatalf("%s", token)
		}
		seen[token] = true
	}
}

func TestASlipOfThePenIsTold(t *testing.T) {
	token, _ := NewToken()
	for i := range token {
		for _, letter := range []string{"a", "7", "_", "A", ""} {
			if slip := token[:i] + letter + token[i+1:]; slip != token && isOurs(slip) {
				t.Errorf("%s passes for %s", slip, token)
			}
		}
	}
	for _, slip := range []string{token + "a", token + " ", strings.ToUpper(token), strings.TrimPrefix(token, prefix), "", prefix, prefix + "\n"} {
		if isOurs(slip) {
			t.Errorf("%q passes for %s", slip, token)
		}
	}
}

// book says whose account an asker is.
type book map[string]uuid.UUID

func (b book) Account(_ context.Context, asker postgres.Asker) (uuid.UUID, error) {
	if account, there := b[string(asker.TokenDigest)+asker.Subject]; there {
		return account, nil
	}
	return uuid.Nil, postgres.ErrNotSignedIn
}

// broken is a database that fails.
type broken struct{ error }

func (b broken) Account(context.Context, postgres.Asker) (uuid.UUID, error) { return uuid.Nil, b.error }

func TestTheHeaderShowsWhoAsks(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	token, digest := NewToken()
	door := NewDoor(book{}, r.issuer)
	for _, header := range []string{"Bearer " + token, "bearer " + token, "BEARER   " + token + " "} {
		asker, err := door.Asker(t.Context(), []string{header})
		if err != nil || !bytes.Equal(asker.TokenDigest, digest) || asker.Subject != "" {
			t.Errorf("%q: %+v, %v", header, asker, err)
		}
	}
	asker, err := door.Asker(t.Context(), []string{"Bearer " + r.good(nil)})
	if err != nil || asker.TokenDigest != nil || asker.Issuer != r.server.URL || asker.Subject != "somebody" {
		t.Errorf("%+v, %v", asker, err)
	}
}

func TestAHeaderThatShowsNobodyIsRefused(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	token, _ := NewToken()
	with, without := NewDoor(book{}, r.issuer), NewDoor(book{}, nil)
	for name, headers := range map[string][]string{
		"empty": {""}, "a scheme alone": {"Bearer"}, "a scheme and nothing": {"Bearer "}, "no scheme": {token}, "another scheme": {"Basic c29tZTpib2R5"},
		"two tokens": {"Bearer " + token + " " + token}, "two headers": {"Bearer " + token, "Bearer " + token}, "a slip": {"Bearer " + token + "a"},
		"rubbish": {"Bearer \x00"}, "a token like ours": {"Bearer suivi_rubbish"}, "much too long": {"Bearer " + strings.Repeat("a", longest)},
		"a list": {"Bearer " + token + ", Bearer " + token},
	} {
		for _, door := range []*Door{with, without} {
			if asker, err := door.Asker(t.Context(), headers); fault.CodeOf(err) != fault.Unauthenticated || asker != nil {
				t.Errorf("%s: %+v, %v", name, asker, err)
			}
		}
	}
	if _, err := without.Asker(t.Context(), []string{"Bearer " + r.good(nil)}); fault.CodeOf(err) != fault.Unauthenticated {
		t.Errorf("a token of an issuer, where there is none: %v", err)
	}
}

func TestEveryRefusalSaysTheSame(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	token, _ := NewToken()
	door := NewDoor(book{}, r.issuer)
	said := map[string]bool{}
	for _, header := range []string{"", "Bearer rubbish", "Bearer " + token + "a", "Bearer " + r.good(map[string]any{"exp": 1}), "Bearer " + r.good(map[string]any{"aud": "x"})} {
		_, err := door.Asker(t.Context(), []string{header})
		said[err.Error()] = true
	}
	_, err := door.Account(t.Context(), &postgres.Asker{TokenDigest: DigestOf(token)})
	said[err.Error()] = true
	_, err = door.Account(t.Context(), &postgres.Asker{Issuer: r.server.URL, Subject: "a stranger"})
	said[err.Error()] = true
	if len(said) != 1 {
		t.Errorf("refusals tell one from another: %v", said)
	}
}

func TestTheDatabaseSaysWhoseAccountItIs(t *testing.T) {
	_, digest := NewToken()
	account := uuid.New()
	door := NewDoor(book{string(digest): account}, nil)
	if found, err := door.Account(t.Context(), &postgres.Asker{TokenDigest: digest}); err != nil || found != account {
		t.Errorf("%s, %v", found, err)
	}
	for _, failure := range []struct {
		error
		code fault.Code
	}{{postgres.ErrUnreachable, fault.Unavailable}, {postgres.ErrTimeout, fault.Unavailable}, {errors.New("anything"), fault.Internal}} {
		if _, err := NewDoor(broken{failure.error}, nil).Account(t.Context(), &postgres.Asker{}); fault.CodeOf(err) != failure.code {
			t.Errorf("%v: %v, want %s", failure.error, err, failure.code)
		}
	}
}
