package main

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suivi-project/suivi/internal/auth"
)

// suivi runs a command to its end on a data folder, and answers with what it prints.
func suivi(t *testing.T, dir string, arguments ...string) (code int, out, said string) {
	t.Helper()
	env, printed, complained := world(map[string]string{"SUIVI_DATA_DIR": dir})
	code = run(t.Context(), arguments, env)
	return code, strings.TrimSpace(printed.String()), complained.String()
}

// done is suivi for a command that must succeed.
func done(t *testing.T, dir string, arguments ...string) string {
	t.Helper()
	code, out, said := suivi(t, dir, arguments...)
	if code != 0 {
		t.Fatalf("suivi %v: code %d, %s", arguments, code, said)
	}
	return out
}

func demoTokens(t *testing.T, dir string) (tokens map[string]string) {
	t.Helper()
	path := filepath.Join(dir, "demo-tokens.json")
	about, err := os.Stat(path)
	if err != nil || about.Mode() != 0o600 {
		t.Fatalf("%s: %v, %v; want it readable by its owner alone", path, about, err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &tokens); err != nil {
		t.Fatal(err)
	}
	return tokens
}

// refusedAsNobody checks that a door lets nobody in, and does not repeat what was shown.
func (d door) refusedAsNobody(who string) {
	d.Helper()
	for _, query := range []string{`{ viewer { name } }`, `{ __typename }`, `{ nonsense }`} {
		answer := d.post(query, nil)
		if answer.status != http.StatusUnauthorized || answer.Data != nil || len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != "UNAUTHENTICATED" ||
			strings.Contains(answer.Errors[0].Message, d.token) {
			d.Errorf("%s, %s: %+v", who, query, answer)
		}
	}
}

const everythingOfTheViewer = `{ viewer { name organisation { reference } roles { role programme { reference } } } }`

func TestTheDemoLetsEachRoleIn(t *testing.T) {
	dir := dataDir(t)
	d := open(t, "demo", dir)
	tokens := demoTokens(t, dir)
	if roles := slices.Sorted(maps.Keys(tokens)); !slices.Equal(roles, []string{"admin", "editor", "reporter", "verifier"}) {
		t.Fatalf("there are tokens for %v", roles)
	}
	for role, want := range map[string]string{
		"":         `{"viewer":null}`,
		"reporter": `{"viewer":{"name":"Demo reporter for the Government of Mali","organisation":{"reference":"government-of-mali"},"roles":[{"programme":{"reference":"security-governance-north-centre"},"role":"REPORTER"}]}}`,
		"verifier": `{"viewer":{"name":"Demo verifier","organisation":null,"roles":[{"programme":{"reference":"impunity-access-to-justice"},"role":"VERIFIER"},{"programme":{"reference":"security-governance-north-centre"},"role":"VERIFIER"}]}}`,
		"editor":   `{"viewer":{"name":"Demo editor","organisation":null,"roles":[{"programme":{"reference":"impunity-access-to-justice"},"role":"EDITOR"},{"programme":{"reference":"security-governance-north-centre"},"role":"EDITOR"}]}}`,
		"admin":    `{"viewer":{"name":"Demo administrator","organisation":null,"roles":[{"programme":null,"role":"ADMIN"}]}}`,
	} {
		for range 3 { // sent as it is, prepared, and from memory
			if seen := byReference(d.as(tokens[role]).ask(everythingOfTheViewer, nil)); seen != want {
				t.Errorf("%q is %s\nwant %s", role, seen, want)
			}
		}
	}
	t.Run("and shows it what its programmes keep", func(t *testing.T) { hiddenFromThePublic(door{T: t, url: d.url}, tokens) })
	t.Run("and tells who is nobody", func(t *testing.T) { nobodies(door{T: t, url: d.url}, tokens) })
	t.Run("and takes what is submitted", func(t *testing.T) { submitting(door{T: t, url: d.url, token: tokens["reporter"]}) })
	t.Run("once, however bad the line", func(t *testing.T) { onABadLine(door{T: t, url: d.url, token: tokens["reporter"]}, dir) })
	t.Run("and lets each role answer for its part", func(t *testing.T) { answeringForIt(door{T: t, url: d.url}, tokens) })
	t.Run("and does no harm", func(t *testing.T) { doingNoHarm(door{T: t, url: d.url}, tokens) })
	t.Run("and tells of two writers who lost", func(t *testing.T) { revising(door{T: t, url: d.url, token: tokens["admin"]}) })
	t.Run("and takes files as evidence", func(t *testing.T) { filing(door{T: t, url: d.url}, tokens) })
	t.Run("by tokens that are given and taken back while it runs", func(t *testing.T) { givenAndTakenBack(door{T: t, url: d.url}, dir) })
	d.stop()
	keptNowhere(t, dir, d.said.String(), tokens)
	loggedNowhere(t, dir, d.said.String(), withheldName, erasedName)
	aFileThatWasCutShort(t, dir)

	again := open(t, "demo", dir)
	if kept := demoTokens(t, dir); !maps.Equal(kept, tokens) {
		t.Errorf("a second start in the same folder made other tokens")
	}
	again.as(tokens["editor"]).ask(everythingOfTheViewer, nil)
	done(t, dir, "token", "revoke", tokenOf(t, dir, "Demo editor"))
	again.as(tokens["editor"]).refusedAsNobody("an editor whose token was revoked")
	again.stop()

	third := open(t, "demo", dir)
	after := demoTokens(t, dir)
	if after["editor"] == tokens["editor"] || after["admin"] != tokens["admin"] {
		t.Error("a start makes anew the tokens that are not good any more, and no other")
	}
	third.as(after["editor"]).ask(everythingOfTheViewer, nil)
}

// byReference is an answer with the roles in the order of their programmes.
func byReference(viewer answered) string {
	text := viewer.json()
	parts := regexp.MustCompile(`\{"programme":\{"reference":"[a-z-]+"\},"role":"[A-Z]+"\}`).FindAllString(text, -1)
	if len(parts) == 2 && parts[0] > parts[1] {
		text = strings.Replace(text, parts[0]+","+parts[1], parts[1]+","+parts[0], 1)
	}
	return text
}

// The findings of a study that is announced and not open are seen by those who keep it.
func hiddenFromThePublic(d door, tokens map[string]string) {
	const question = `{ finding(reference: "ccs-capacity") { sources { ... on Study { reference } ... on Workshop { reference } } } study(reference: "impunity-judicial-interviews") { findings { totalCount } } }`
	for role, want := range map[string]int{"": 0, "reporter": 0, "verifier": 1, "editor": 1, "admin": 1} {
		if seen := d.as(tokens[role]).ask(question, nil).at("study.findings.totalCount").value; seen != float64(want) {
			d.Errorf("%q sees %v findings, want %d", role, seen, want)
		}
	}
	before := d.ask(`{ recommendations(first: 50) { totalCount nodes { reference status { summary } } } }`, nil).json()
	d.as(tokens["admin"]).ask(`{ recommendations(first: 50) { totalCount nodes { reference status { summary } } } }`, nil)
	if after := d.ask(`{ recommendations(first: 50) { totalCount nodes { reference status { summary } } } }`, nil).json(); after != before {
		d.Error("what the public sees depends on who asked before")
	}
}

func nobodies(d door, tokens map[string]string) {
	for who, token := range map[string]string{
		"rubbish": "rubbish", "a token of nobody's": "suivi_" + strings.Repeat("a", 58), "a token with a slip": tokens["admin"][:len(tokens["admin"])-1],
		"an unsigned word": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
	} {
		d.as(token).refusedAsNobody(who)
	}
}

// givenAndTakenBack is all of suivi token and suivi account, beside a server that runs.
func givenAndTakenBack(d door, dir string) {
	id := done(d.T, dir, "account", "create", "--name", "Website", "--organisation", "scg", "--grant", "EDITOR:security-for-all", "--grant", "REPORTER:security-for-all")
	token := done(d.T, dir, "token", "create", "--account", id, "--name", "nightly", "--expires", "1h")
	if !regexp.MustCompile(`^suivi_[a-z2-7]{58}$`).MatchString(token) {
		d.Errorf("what is printed is no token alone: %s", token)
	}
	d.as(token).ask(everythingOfTheViewer, nil).want(map[string]string{
		"viewer.name": `"Website"`, "viewer.organisation.reference": `"scg"`, "viewer.roles.0.role": `"EDITOR"`, "viewer.roles.1.role": `"REPORTER"`,
	})
	listed := done(d.T, dir, "token", "list")
	if strings.Contains(listed, token) || strings.Contains(listed, digestOf(token)) || !regexp.MustCompile(`(?m)^tok_\S+ +Website +nightly +\S+Z +\S+Z$`).MatchString(listed) {
		d.Errorf("the list of tokens:\n%s", listed)
	}
	done(d.T, dir, "token", "revoke", tokenOf(d.T, dir, "Website"))
	d.as(token).refusedAsNobody("a website whose token was revoked")
	if listed := done(d.T, dir, "token", "list"); strings.Contains(listed, "Website") {
		d.Errorf("a revoked token is listed:\n%s", listed)
	}
	by := done(d.T, dir, "account", "identify", "--account", "Website", "--issuer", "https://login.example.org", "--subject", "7f3a")
	if listed := done(d.T, dir, "account", "list"); !regexp.MustCompile(id+` +Website`).MatchString(listed) || !strings.Contains(listed, by) || !strings.Contains(listed, "7f3a of https://login.example.org") {
		d.Errorf("the list of accounts:\n%s", listed)
	}
	done(d.T, dir, "account", "disidentify", by)
	done(d.T, dir, "account", "create", "--name", "Website")
	for name, bad := range map[string]struct {
		arguments []string
		says      string
	}{
		"no account":                {[]string{"token", "create"}, "--account is needed"},
		"an unknown account":        {[]string{"token", "create", "--account", "Nobody"}, "there is no account"},
		"a name of two":             {[]string{"token", "create", "--account", "Website"}, "several accounts"},
		"a time that is none":       {[]string{"token", "create", "--account", id, "--expires", "soon"}, "--expires"},
		"a time gone by":            {[]string{"token", "create", "--account", id, "--expires", "-1h"}, "expires"},
		"a day gone by":             {[]string{"token", "create", "--account", id, "--expires", "2020-01-01"}, "expires"},
		"ten years":                 {[]string{"token", "create", "--account", id, "--expires", "87600h"}, "within a year"},
		"a long name":               {[]string{"token", "create", "--account", id, "--name", strings.Repeat("a", 101)}, "at most 100"},
		"an empty name":             {[]string{"token", "create", "--account", id, "--name", ""}, "must not be empty"},
		"a token to revoke":         {[]string{"token", "revoke", token}, "by its id"},
		"an unknown token":          {[]string{"token", "revoke", "tok_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11"}, "no such token"},
		"an account without a name": {[]string{"account", "create"}, "must not be empty"},
		"an unknown role":           {[]string{"account", "create", "--name", "x", "--grant", "KING:security-for-all"}, "REPORTER"},
		"an unknown programme":      {[]string{"account", "create", "--name", "x", "--grant", "EDITOR:nowhere"}, "no such programme"},
		"an unknown identity":       {[]string{"account", "disidentify", "x"}, "by its id"},
		"an issuer that is none":    {[]string{"account", "identify", "--account", id, "--issuer", "x", "--subject", "y"}, "issuer"},
	} {
		code, out, said := suivi(d.T, dir, bad.arguments...)
		if code != 1 || out != "" || !strings.Contains(said, bad.says) || strings.Contains(said, token) || strings.Contains(said, "SQL") {
			d.Errorf("%s: code %d, %q, %q; want %q", name, code, out, said, bad.says)
		}
	}
}

// tokenOf is the id of an account's token, from the list.
func tokenOf(t *testing.T, dir, account string) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^(tok_\S+) +` + account).FindStringSubmatch(done(t, dir, "token", "list"))
	if found == nil {
		t.Fatalf("%s has no token", account)
	}
	return found[1]
}

// digestOf is the digest of a token, written as PostgreSQL would.
func digestOf(token string) string { return hex.EncodeToString(auth.DigestOf(token)) }

// keptNowhere looks through the data folder, the files of the database and the logs among it, and through what was printed, for any token.
func keptNowhere(t *testing.T, dir, printed string, tokens map[string]string) {
	t.Helper()
	looked, digests := 0, 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || entry.Name() == "demo-tokens.json" {
			return err
		}
		text, err := os.ReadFile(path)
		looked++
		for role, token := range tokens {
			if bytes.Contains(text, auth.DigestOf(token)) {
				digests++
			}
			if bytes.Contains(text, []byte(token)) || strings.HasSuffix(path, ".log") && bytes.Contains(text, []byte(digestOf(token))) {
				t.Errorf("%s holds the token of the %s", path, role)
			}
		}
		return err
	})
	if err != nil || looked < 100 || digests < len(tokens) {
		t.Errorf("%d files were looked at, and %d digests found: %v", looked, digests, err)
	}
	for role, token := range tokens {
		if strings.Contains(printed, token) || strings.Contains(printed, digestOf(token)) {
			t.Errorf("the token of the %s is printed", role)
		}
	}
}

func TestAnIssuerLetsPeopleIn(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	issuer := newIssuer(t, key)
	dir := dataDir(t)
	d := open(t, "serve", dir, "SUIVI_OIDC_ISSUER", issuer, "SUIVI_OIDC_AUDIENCE", "suivi")
	done(t, dir, "account", "create", "--name", "Head of the house", "--grant", "ADMIN")
	identity := done(t, dir, "account", "identify", "--account", "Head of the house", "--issuer", issuer, "--subject", "somebody")

	good := accessToken(t, key, issuer, "suivi", "somebody")
	d.as(good).ask(everythingOfTheViewer, nil).want(map[string]string{"viewer.name": `"Head of the house"`, "viewer.roles.0.role": `"ADMIN"`})
	d.as(accessToken(t, key, issuer, "elsewhere", "somebody")).refusedAsNobody("somebody with a token for others")
	d.as(accessToken(t, key, issuer, "suivi", "a stranger")).refusedAsNobody("a stranger")
	if listed := done(t, dir, "account", "list"); strings.Contains(listed, "stranger") {
		t.Errorf("an account came about by itself:\n%s", listed)
	}
	done(t, dir, "account", "disidentify", identity)
	d.as(good).refusedAsNobody("somebody whom the issuer means no more")
}

// newIssuer is an issuer of OpenID Connect with one key.
func newIssuer(t *testing.T, key *rsa.PrivateKey) (address string) {
	t.Helper()
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	says := func(path string, what any) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(what)
		})
	}
	says("/.well-known/openid-configuration", map[string]any{"issuer": server.URL, "jwks_uri": server.URL + "/keys"})
	says("/keys", map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "kid": "key", "n": base64.RawURLEncoding.EncodeToString(key.N.Bytes()), "e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(key.E)).Bytes()),
	}}})
	return server.URL
}

func accessToken(t *testing.T, key *rsa.PrivateKey, issuer, audience, subject string) string {
	t.Helper()
	part := func(value any) string {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(text)
	}
	message := part(map[string]any{"alg": "RS256", "kid": "key"}) + "." +
		part(map[string]any{"iss": issuer, "aud": audience, "sub": subject, "exp": time.Now().Add(time.Hour).Unix()})
	digest := sha256.Sum256([]byte(message))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return message + "." + base64.RawURLEncoding.EncodeToString(signature)
}
