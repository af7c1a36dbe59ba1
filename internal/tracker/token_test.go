package tracker_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/tracker"
)

// tokenFor is a token to give to an account, good for an hour.
func tokenFor(account uuid.UUID) tracker.Token {
	digest := sha256.Sum256([]byte(uuid.NewString()))
	return tracker.Token{Account: account, Name: "a token", Expires: time.Now().Add(time.Hour), Digest: digest[:]}
}

// gives gives a token as an administrator.
func (h house) gives(token tracker.Token) uuid.UUID {
	h.Helper()
	id, _, err := h.CreateToken(h.Context(), byAdministrator, token)
	if err != nil {
		h.Fatal(err)
	}
	return id
}

func TestTokensAndIdentities(t *testing.T) {
	h := newVillage(t)
	h.promise("a token is in the ledger, and what it is told by is not", tokensInTheLedger)
	h.promise("a token is revoked once", revokedOnce)
	h.promise("an administrator sees all tokens, an account its own", tokensSeen)
	h.promise("a token that makes no sense is refused", badTokens)
	h.promise("tokens are an administrator's to give", tokensByAdministrators)
	h.promise("an issuer means one account by one word", oneIdentity)
	h.promise("an identity that makes no sense is refused", badIdentities)
	h.promise("identities are an administrator's to give", identitiesByAdministrators)
	h.healthy()
}

func tokensInTheLedger(h house) {
	token := tokenFor(editorOfA)
	id := h.gives(token)
	if kind := one[string](h, "select e.kind from record.audit_entry e join record.token t using (command_id) where t.id = $1 and e.account_id = $2 and t.recorded_from = e.recorded_at",
		id, byAdministrator.Account); kind != "CREATE_TOKEN" {
		h.Errorf("the ledger says %s", kind)
	}
	if !one[bool](h, "select digest = $2 from record.token where id = $1", id, token.Digest) {
		h.Error("another digest is kept than was given")
	}
	if _, err := h.RevokeToken(h.Context(), byAdministrator, id); err != nil {
		h.Fatal(err)
	}
	if kind := one[string](h, "select e.kind from record.audit_entry e join record.token t on t.ended_by = e.command_id where t.id = $1 and t.recorded_to = e.recorded_at", id); kind != "REVOKE_TOKEN" {
		h.Errorf("the ledger says %s", kind)
	}
	// Nothing in the database but the one column holds it, however it is written.
	for table, text := range h.everything() {
		for _, written := range []string{hex.EncodeToString(token.Digest), base64.StdEncoding.EncodeToString(token.Digest)} {
			if strings.Contains(text, written) {
				h.Errorf("%s holds the digest", table)
			}
		}
	}
}

// everything is each table of the database as text, without the digests of tokens.
func (h house) everything() map[string]string {
	h.Helper()
	rows, err := h.owner.Query(h.Context(), "select table_name::text from information_schema.tables where table_schema = 'record' and table_type = 'BASE TABLE'")
	if err != nil {
		h.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		h.Fatal(err)
	}
	all := map[string]string{}
	for _, name := range names {
		all[name] = one[string](h, "select coalesce(string_agg((to_jsonb(t) - case when $1 = 'token' then 'digest' else '' end)::text, ' '), '') from record."+
			pgx.Identifier{name}.Sanitize()+" t", name)
	}
	return all
}

func revokedOnce(h house) {
	id := h.gives(tokenFor(editorOfA))
	if _, err := h.RevokeToken(h.Context(), byAdministrator, id); err != nil {
		h.Fatal(err)
	}
	for _, gone := range []uuid.UUID{id, uuid.New(), uuid.Nil} {
		_, err := h.RevokeToken(h.Context(), byAdministrator, gone)
		refuses(h.T, err, fault.UnknownReference, "token")
	}
}

func tokensSeen(h house) {
	ofA, ofB := h.gives(tokenFor(editorOfA)), h.gives(tokenFor(editorOfB))
	seen := func(account uuid.UUID) (ids []uuid.UUID) {
		tokens, err := h.Tokens(h.Context(), account)
		if err != nil {
			h.Fatal(err)
		}
		for _, token := range tokens {
			ids = append(ids, token.ID)
			if token.Digest != "" || token.Name != "a token" || token.RecordedFrom == nil || !token.ExpiresAt.After(time.Now()) {
				h.Errorf("%+v", token)
			}
		}
		return ids
	}
	if all := seen(byAdministrator.Account); !slices.Contains(all, ofA) || !slices.Contains(all, ofB) {
		h.Errorf("an administrator sees %v", all)
	}
	if own := seen(editorOfB); !slices.Equal(own, []uuid.UUID{ofB}) {
		h.Errorf("an account sees %v, want its own, %v", own, ofB)
	}
	if accounts, err := h.Accounts(h.Context(), editorOfB); err != nil || len(accounts) != 1 || accounts[0].ID != editorOfB {
		h.Errorf("an account sees the accounts %v, %v", accounts, err)
	}
	_, err := h.Tokens(h.Context(), uuid.New())
	refuses(h.T, err, fault.Forbidden, "")
}

func badTokens(h house) {
	for name, bad := range map[string]struct {
		change   func(*tracker.Token)
		code     fault.Code
		argument string
	}{
		"for nobody":            {func(t *tracker.Token) { t.Account = uuid.New() }, fault.UnknownReference, "account"},
		"without a name":        {func(t *tracker.Token) { t.Name = " " }, fault.BadArgument, "name"},
		"with a name too long":  {func(t *tracker.Token) { t.Name = strings.Repeat("é", 101) }, fault.BadArgument, "name"},
		"with a name of lines":  {func(t *tracker.Token) { t.Name = "a\nb" }, fault.BadArgument, "name"},
		"with a name that none": {func(t *tracker.Token) { t.Name = "\xff" }, fault.BadArgument, "name"},
		"expired":               {func(t *tracker.Token) { t.Expires = time.Now().Add(-time.Second) }, fault.BadDate, "expires"},
		"that never expires":    {func(t *tracker.Token) { t.Expires = time.Time{} }, fault.BadDate, "expires"},
		"good for ten years":    {func(t *tracker.Token) { t.Expires = time.Now().AddDate(10, 0, 0) }, fault.BadDate, "expires"},
	} {
		token := tokenFor(editorOfA)
		bad.change(&token)
		h.Run(name, func(t *testing.T) {
			_, _, err := h.CreateToken(t.Context(), byAdministrator, token)
			refuses(t, err, bad.code, bad.argument)
		})
	}
}

func tokensByAdministrators(h house) {
	id := h.gives(tokenFor(editorOfA))
	_, _, err := h.CreateToken(h.Context(), by(editorOfA), tokenFor(editorOfA))
	refuses(h.T, err, fault.Forbidden, "")
	_, _, err = h.CreateToken(h.Context(), by(editorOfA), tokenFor(editorOfB))
	refuses(h.T, err, fault.UnknownReference, "account")
	_, err = h.RevokeToken(h.Context(), by(editorOfA), id)
	refuses(h.T, err, fault.UnknownReference, "token")
	_, _, err = h.CreateToken(h.Context(), by(uuid.New()), tokenFor(editorOfA))
	refuses(h.T, err, fault.Forbidden, "")
}

func identityOf(account uuid.UUID, subject string) tracker.Identity {
	return tracker.Identity{Account: account, Issuer: "https://login.example.org", Subject: subject}
}

func oneIdentity(h house) {
	id, _, err := h.Identify(h.Context(), byAdministrator, identityOf(editorOfA, "one"))
	if err != nil {
		h.Fatal(err)
	}
	_, _, err = h.Identify(h.Context(), byAdministrator, identityOf(editorOfB, "one"))
	refuses(h.T, err, fault.Refused, "subject")
	if _, err := h.Disidentify(h.Context(), byAdministrator, id); err != nil {
		h.Fatal(err)
	}
	_, err = h.Disidentify(h.Context(), byAdministrator, id)
	refuses(h.T, err, fault.UnknownReference, "identity")
	if _, _, err := h.Identify(h.Context(), byAdministrator, identityOf(editorOfB, "one")); err != nil {
		h.Error(err)
	}
	own, err := h.Identities(h.Context(), editorOfB)
	if err != nil || len(own) != 1 || own[0].Subject != "one" || own[0].AccountID != editorOfB {
		h.Errorf("%+v, %v", own, err)
	}
}

func badIdentities(h house) {
	for name, bad := range map[string]struct {
		change   func(*tracker.Identity)
		code     fault.Code
		argument string
	}{
		"of nobody":               {func(i *tracker.Identity) { i.Account = uuid.Nil }, fault.UnknownReference, "account"},
		"by no issuer":            {func(i *tracker.Identity) { i.Issuer = "" }, fault.BadArgument, "issuer"},
		"by no address":           {func(i *tracker.Identity) { i.Issuer = "login.example.org" }, fault.BadArgument, "issuer"},
		"by a long address":       {func(i *tracker.Identity) { i.Issuer = "https://" + strings.Repeat("a", 1000) }, fault.BadArgument, "issuer"},
		"without a subject":       {func(i *tracker.Identity) { i.Subject = "" }, fault.BadArgument, "subject"},
		"with a subject too long": {func(i *tracker.Identity) { i.Subject = strings.Repeat("a", 256) }, fault.BadArgument, "subject"},
	} {
		identity := identityOf(editorOfA, "bad")
		bad.change(&identity)
		h.Run(name, func(t *testing.T) {
			_, _, err := h.Identify(t.Context(), byAdministrator, identity)
			refuses(t, err, bad.code, bad.argument)
		})
	}
}

func identitiesByAdministrators(h house) {
	_, _, err := h.Identify(h.Context(), by(editorOfA), identityOf(editorOfA, "self-made"))
	refuses(h.T, err, fault.Forbidden, "")
}
