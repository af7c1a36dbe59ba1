package auth

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suivi-project/suivi/internal/fault"
)

const audience = "https://suivi.example.org"

// realm is an issuer on a socket of this machine, with a clock that a test sets.
type realm struct {
	*testing.T
	server  *httptest.Server
	issuer  *Issuer
	asked   atomic.Int64 // about itself
	fetched atomic.Int64 // for its keys

	mu      sync.Mutex
	now     time.Time
	down    bool
	keys    []map[string]any
	offered []string
}

func newRealm(t *testing.T) *realm {
	t.Helper()
	r := &realm{T: t, now: time.Now(), offered: []string{"none", "HS256", "RS256", "ES256"}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		r.asked.Add(1)
		r.say(w, func() any {
			return map[string]any{"issuer": r.server.URL, "jwks_uri": r.server.URL + "/keys", "id_token_signing_alg_values_supported": r.offered}
		})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		r.fetched.Add(1)
		r.say(w, func() any { return map[string]any{"keys": r.keys} })
	})
	r.server = httptest.NewServer(mux)
	t.Cleanup(r.server.Close)
	var err error
	r.issuer, err = NewIssuer(IssuerOptions{URL: r.server.URL, Audience: audience, Now: r.clock})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *realm) say(w http.ResponseWriter, what func() any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.down {
		http.Error(w, "closed", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(what())
}

func (r *realm) clock() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

func (r *realm) set(change func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change()
}

func (r *realm) later(by time.Duration) { r.set(func() { r.now = r.now.Add(by) }) }

// publishes adds a key to those that the issuer shows.
func (r *realm) publishes(name string, key crypto.Signer) {
	number := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
	shown := map[string]any{"kid": name, "use": "sig"}
	switch public := key.Public().(type) {
	case *rsa.PublicKey:
		shown["kty"], shown["n"], shown["e"] = "RSA", number(public.N), number(big.NewInt(int64(public.E)))
	case *ecdsa.PublicKey:
		point, err := public.Bytes()
		if err != nil {
			r.Fatal(err)
		}
		shown["kty"], shown["crv"] = "EC", "P-256"
		shown["x"], shown["y"] = base64.RawURLEncoding.EncodeToString(point[1:33]), base64.RawURLEncoding.EncodeToString(point[33:])
	}
	r.set(func() { r.keys = append(r.keys, shown) })
}

// claims are those of a good token, changed.
func (r *realm) claims(change map[string]any) map[string]any {
	now := r.clock()
	claims := map[string]any{"iss": r.server.URL, "sub": "somebody", "aud": audience, "iat": now.Unix(), "exp": now.Add(time.Hour).Unix()}
	for name, value := range change {
		claims[name] = value
		if value == nil {
			delete(claims, name)
		}
	}
	return claims
}

var (
	anRSAKey = func() *rsa.PrivateKey { key, _ := rsa.GenerateKey(rand.Reader, 2048); return key }()
	otherKey = func() *rsa.PrivateKey { key, _ := rsa.GenerateKey(rand.Reader, 2048); return key }()
	anECKey  = func() *ecdsa.PrivateKey { key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader); return key }()
)

// token writes a token, as RFC 7515 does.
func token(t *testing.T, header, claims map[string]any, sign func(digest, message []byte) []byte) string {
	t.Helper()
	part := func(value any) string {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(text)
	}
	message := part(header) + "." + part(claims)
	digest := sha256.Sum256([]byte(message))
	return message + "." + base64.RawURLEncoding.EncodeToString(sign(digest[:], []byte(message)))
}

func byRSA(key *rsa.PrivateKey) func(digest, message []byte) []byte {
	return func(digest, _ []byte) []byte {
		signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest)
		if err != nil {
			panic(err)
		}
		return signature
	}
}

func byEC(digest, _ []byte) []byte {
	r, s, err := ecdsa.Sign(rand.Reader, anECKey, digest)
	if err != nil {
		panic(err)
	}
	return append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
}

func byHMAC(secret []byte) func(digest, message []byte) []byte {
	return func(_, message []byte) []byte {
		mac := hmac.New(sha256.New, secret)
		mac.Write(message)
		return mac.Sum(nil)
	}
}

func unsigned(_, _ []byte) []byte { return nil }

func rs256(name string) map[string]any {
	return map[string]any{"alg": "RS256", "kid": name, "typ": "at+jwt"}
}

// good is a token that is good, but for what is changed of its claims.
func (r *realm) good(change map[string]any) string {
	r.Helper()
	return token(r.T, rs256("first"), r.claims(change), byRSA(anRSAKey))
}

// admits and refuses ask whom a token speaks of.
func (r *realm) admits(name, token string) {
	r.Helper()
	if subject, err := r.issuer.subject(r.Context(), token); err != nil || subject != "somebody" {
		r.Errorf("%s: %q, %v; want somebody", name, subject, err)
	}
}

func (r *realm) refuses(name, token string, code fault.Code) {
	r.Helper()
	if subject, err := r.issuer.subject(r.Context(), token); fault.CodeOf(err) != code || subject != "" {
		r.Errorf("%s: %q, %v; want %s", name, subject, err, code)
	}
}

func TestATokenOfTheIssuerSaysWhoAsks(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	r.publishes("curve", anECKey)
	for name, token := range map[string]string{
		"one for us alone":              r.good(nil),
		"one for us and others":         r.good(map[string]any{"aud": []string{"https://elsewhere.example.org", audience}}),
		"one good from just now":        r.good(map[string]any{"nbf": r.clock().Add(leeway / 2).Unix()}),
		"one with a fraction of an nbf": r.good(map[string]any{"nbf": float64(r.clock().Unix()) + 0.5}),
		"one signed by a curve":         token(t, map[string]any{"alg": "ES256", "kid": "curve"}, r.claims(nil), byEC),
		"one that names no key":         token(t, map[string]any{"alg": "RS256"}, r.claims(nil), byRSA(anRSAKey)),
	} {
		r.admits(name, token)
	}
	if asked, fetched := r.asked.Load(), r.fetched.Load(); asked != 1 || fetched != 1 {
		t.Errorf("the issuer was asked %d times about itself and %d times for its keys, want once each", asked, fetched)
	}
}

func TestATokenThatIsNotGoodSaysNothing(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	der, err := x509.MarshalPKIXPublicKey(anRSAKey.Public())
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	now := r.clock()
	good := r.good(nil)
	for name, token := range map[string]string{
		"for another audience":              r.good(map[string]any{"aud": "https://elsewhere.example.org"}),
		"for no audience":                   r.good(map[string]any{"aud": nil}),
		"for an audience that begins as we": r.good(map[string]any{"aud": audience + "/other"}),
		"of another issuer":                 r.good(map[string]any{"iss": "https://elsewhere.example.org"}),
		"of no issuer":                      r.good(map[string]any{"iss": nil}),
		"expired":                           r.good(map[string]any{"exp": now.Add(-time.Second).Unix()}),
		"that never expires":                r.good(map[string]any{"exp": nil}),
		"good from tomorrow":                r.good(map[string]any{"nbf": now.Add(24 * time.Hour).Unix()}),
		"good from two minutes from now":    r.good(map[string]any{"nbf": now.Add(2 * leeway).Unix()}),
		"about nobody":                      r.good(map[string]any{"sub": nil}),
		"about nobody in particular":        r.good(map[string]any{"sub": ""}),
		"about somebody with a long name":   r.good(map[string]any{"sub": string(make([]byte, 256))}),
		"about somebody with a NUL":         r.good(map[string]any{"sub": "some\x00body"}),
		"that is not signed":                token(t, map[string]any{"alg": "none"}, r.claims(nil), unsigned),
		"that is not signed by our key":     token(t, map[string]any{"alg": "none", "kid": "first"}, r.claims(nil), unsigned),
		"whose secret is the public key":    token(t, map[string]any{"alg": "HS256", "kid": "first"}, r.claims(nil), byHMAC(public)),
		"whose secret is its bytes":         token(t, map[string]any{"alg": "HS256", "kid": "first"}, r.claims(nil), byHMAC(der)),
		"whose secret is its number":        token(t, map[string]any{"alg": "HS256", "kid": "first"}, r.claims(nil), byHMAC(anRSAKey.N.Bytes())),
		"signed by another key":             token(t, rs256("first"), r.claims(nil), byRSA(otherKey)),
		"signed by an unknown key":          token(t, rs256("second"), r.claims(nil), byRSA(otherKey)),
		"signed in a way that it is not":    token(t, map[string]any{"alg": "ES256", "kid": "first"}, r.claims(nil), byRSA(anRSAKey)),
		"that brings its own key":           token(t, map[string]any{"alg": "RS256", "jwk": r.keys[0]}, r.claims(nil), byRSA(otherKey)),
		"cut short":                         good[:len(good)-10],
		"with claims of another":            swap(good, r.good(map[string]any{"sub": "the head of the house"})),
		"of one part":                       "rubbish",
		"of three parts":                    "rubb.i.sh",
	} {
		r.refuses("one "+name, token, fault.Unauthenticated)
	}
	r.admits("a good one, after all that", good)
}

// An issuer that shows its secrets to everybody has nobody let in by them.
func TestASharedSecretIsNoKey(t *testing.T) {
	r := newRealm(t)
	secret := []byte("a secret that the issuer shows to everybody who asks")
	r.set(func() {
		r.keys = append(r.keys, map[string]any{"kid": "shared", "kty": "oct", "k": base64.RawURLEncoding.EncodeToString(secret)})
	})
	r.publishes("first", anRSAKey)
	r.refuses("one by the secret", token(t, map[string]any{"alg": "HS256", "kid": "shared"}, r.claims(nil), byHMAC(secret)), fault.Unauthenticated)
	r.refuses("one by any key", token(t, map[string]any{"alg": "HS256"}, r.claims(nil), byHMAC(secret)), fault.Unauthenticated)
	r.set(func() { r.offered = []string{"HS256"} })
	r.later(fresh + time.Second)
	r.refuses("one by the secret, where there is nothing else", token(t, map[string]any{"alg": "HS256", "kid": "shared"}, r.claims(nil), byHMAC(secret)), fault.Unauthenticated)
	r.admits("one by the key", r.good(nil))
}

// swap puts the claims of one token into another.
func swap(into, from string) string {
	parts, others := splitToken(into), splitToken(from)
	return parts[0] + "." + others[1] + "." + parts[2]
}

func splitToken(token string) (parts [3]string) {
	i := 0
	for _, letter := range token {
		if letter == '.' {
			i++
			continue
		}
		parts[i] += string(letter)
	}
	return parts
}

func TestAnIssuerMayChangeItsKeys(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	r.admits("the first key", r.good(nil))
	r.later(time.Second)
	r.set(func() { r.keys = nil })
	r.publishes("second", otherKey)
	r.admits("the second key, as soon as a token bears it", token(t, rs256("second"), r.claims(nil), byRSA(otherKey)))
	r.refuses("the first key, which is shown no more", r.good(nil), fault.Unauthenticated)
}

func TestAKeyOutOfUseIsForgotten(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	r.admits("while it is in use", r.good(nil))
	r.set(func() { r.keys = nil })
	r.later(fresh + time.Second)
	r.refuses("an hour after", r.good(nil), fault.Unauthenticated)
}

func TestNobodyHasUsAskTheIssuerForEveryNameOfAKey(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	r.admits("at first", r.good(nil))
	for range 50 {
		r.refuses("a key that was made up", token(t, rs256("made-up"), r.claims(nil), byRSA(otherKey)), fault.Unauthenticated)
	}
	if fetched := r.fetched.Load(); fetched >= atOnce {
		t.Errorf("50 tokens had us fetch the keys %d times", fetched)
	}
	r.admits("a known key, meanwhile", r.good(nil))
	r.publishes("second", otherKey)
	r.later(time.Second)
	r.admits("a new key, a second later", token(t, rs256("second"), r.claims(nil), byRSA(otherKey)))
}

func TestAnIssuerOutOfReachIsNobodysFault(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	r.set(func() { r.down = true })
	r.refuses("before it was ever there", r.good(nil), fault.Unavailable)
	asked := r.asked.Load()
	r.refuses("again, at once", r.good(nil), fault.Unavailable)
	if r.asked.Load() != asked {
		t.Error("an issuer that is down is asked for every token")
	}
	r.set(func() { r.down = false })
	r.later(again)
	r.admits("when it is back", r.good(nil))

	r.set(func() { r.down = true })
	r.admits("with what is known of it", r.good(nil))
	r.refuses("with a key that is not known", token(t, rs256("second"), r.claims(nil), byRSA(otherKey)), fault.Unavailable)
	r.refuses("with an expired token", r.good(map[string]any{"exp": r.clock().Add(-time.Second).Unix()}), fault.Unauthenticated)
	r.later(fresh + time.Second)
	r.admits("when it does not answer for an hour", r.good(nil))
}

func TestManyAsksAreOneQuestionToTheIssuer(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	good := r.good(nil)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { r.admits("one of many", good) })
	}
	all.Wait()
	if asked := r.asked.Load(); asked != 1 {
		t.Errorf("the issuer was asked %d times about itself", asked)
	}
}

func TestOneWhoGoesAwayTakesTheIssuerFromNobody(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	gone, leave := context.WithCancel(t.Context())
	leave()
	_, _ = r.issuer.subject(gone, r.good(nil))
	r.admits("the next", r.good(nil))
}

func TestAnIssuerThatSaysItIsAnotherIsNotBelieved(t *testing.T) {
	r := newRealm(t)
	r.publishes("first", anRSAKey)
	other, err := NewIssuer(IssuerOptions{URL: r.server.URL + "/", Audience: audience, Now: r.clock})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.subject(t.Context(), r.good(nil)); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("%v", err)
	}
}

func TestAnIssuerThatMakesNoSenseIsRefused(t *testing.T) {
	for _, bad := range []IssuerOptions{
		{URL: "", Audience: audience},
		{URL: "login.example.org", Audience: audience},
		{URL: "ftp://login.example.org", Audience: audience},
		{URL: "http://login.example.org", Audience: audience},
		{URL: "https://login.example.org?x", Audience: audience},
		{URL: "https://me:secret@login.example.org", Audience: audience},
		{URL: "https://login.example.org", Audience: " "},
	} {
		if _, err := NewIssuer(bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
	if _, err := NewIssuer(IssuerOptions{URL: "https://login.example.org/realms/suivi", Audience: "suivi"}); err != nil {
		t.Error(err)
	}
}
