package auth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/coreos/go-oidc/v3/oidc"

	"github.com/suivi-project/suivi/internal/fault"
)

const (
	// fresh is how long we go by what an issuer said of itself. A key that it has taken out of use is forgotten after that; one that it has
	// put to use is fetched when a token bears its name.
	fresh = time.Hour
	// again is how soon we ask an issuer again that did not answer.
	again = 5 * time.Second
	// leeway is by how much clocks may differ where a token is not good yet.
	leeway = time.Minute
)

// Issuer is an issuer of OpenID Connect, whose access tokens let people in.
type Issuer struct {
	url, audience string
	client        *http.Client
	now           func() time.Time

	asking sync.Mutex // held by whoever is asking the issuer about itself
	mu     sync.Mutex // guards what follows
	known  *oidc.IDTokenVerifier
	asked  time.Time
	failed error // what came of asking last
}

// IssuerOptions say whom to believe.
type IssuerOptions struct {
	URL      string           // as it stands in its tokens; its address of discovery follows from it
	Audience string           // whom its tokens have to be for
	Client   *http.Client     // with what it is asked; one with a timeout where nil
	Now      func() time.Time // the clock; time.Now where nil
}

// NewIssuer makes an issuer. It is first asked about itself when somebody shows a token, so that we start where it is out of reach.
func NewIssuer(options IssuerOptions) (*Issuer, error) {
	parsed, err := url.Parse(options.URL)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" || parsed.RawQuery != "" || parsed.Fragment != "" || parsed.User != nil {
		return nil, errors.New("an issuer is an address as in https://login.example.org/realms/suivi")
	}
	if parsed.Scheme == "http" && !slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, parsed.Hostname()) {
		return nil, errors.New("an issuer's address begins with https://, unless it is on this machine")
	}
	if strings.TrimSpace(options.Audience) == "" {
		return nil, errors.New("an issuer's tokens are for somebody: the audience must not be empty")
	}
	client := http.Client{}
	if options.Client != nil {
		client = *options.Client
	}
	client.Timeout = cmp.Or(client.Timeout, 5*time.Second)
	made := &Issuer{url: options.URL, audience: options.Audience, client: &client, now: options.Now}
	if made.now == nil {
		made.now = time.Now
	}
	client.Transport = &pace{to: client.Transport, now: made.now}
	return made, nil
}

// subject is whom a token speaks of: one that the issuer signed, for us, and that is good now.
func (i *Issuer) subject(ctx context.Context, token string) (string, error) {
	verifier, err := i.verifier(ctx)
	if err != nil {
		return "", unavailable(err)
	}
	var trouble error // of fetching keys: the verifier tells it in words alone
	verified, err := verifier.Verify(context.WithValue(ctx, troubleKey{}, &trouble), token)
	switch {
	case trouble != nil && !errors.Is(trouble, errPaced):
		return "", unavailable(trouble)
	case err != nil:
		return "", fault.NotSignedIn()
	}
	var claims struct {
		NotBefore float64 `json:"nbf"`
	}
	if err := verified.Claims(&claims); err != nil || time.Unix(int64(claims.NotBefore), 0).After(i.now().Add(leeway)) {
		return "", fault.NotSignedIn()
	}
	if name := verified.Subject; name == "" || len(name) > 255 || !utf8.ValidString(name) || strings.ContainsRune(name, 0) {
		return "", fault.NotSignedIn()
	}
	return verified.Subject, nil
}

// verifier is what checks tokens, by what the issuer says of itself. Where it says nothing any more, we go on with what it said last.
func (i *Issuer) verifier(ctx context.Context) (*oidc.IDTokenVerifier, error) {
	known, due, err := i.state()
	switch {
	case !due:
		return known, err
	case known == nil:
		i.asking.Lock()
	case !i.asking.TryLock():
		return known, nil // somebody else is asking
	}
	defer i.asking.Unlock()
	if known, due, err = i.state(); !due {
		return known, err
	}
	found, err := i.discover(context.WithoutCancel(ctx)) // others wait for it too
	i.mu.Lock()
	defer i.mu.Unlock()
	i.asked, i.failed = i.now(), err
	if err == nil {
		i.known = found
	}
	if i.known == nil {
		return nil, err
	}
	return i.known, nil
}

// state is what we know, and whether it is time to ask again.
func (i *Issuer) state() (known *oidc.IDTokenVerifier, due bool, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	wait := fresh
	if i.failed != nil {
		wait = again
	}
	if i.known == nil {
		err = i.failed
	}
	return i.known, i.asked.IsZero() || i.now().Sub(i.asked) >= wait, err
}

// believable are the ways to sign that take a key of which the issuer shows one half. None, and those with a secret that both sides know,
// are not among them, whatever an issuer says of itself.
var believable = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

// discover asks the issuer about itself. Its keys are fetched when they are needed, and kept.
func (i *Issuer) discover(ctx context.Context) (*oidc.IDTokenVerifier, error) {
	ctx = oidc.ClientContext(ctx, i.client)
	provider, err := oidc.NewProvider(ctx, i.url)
	if err != nil {
		return nil, fmt.Errorf("ask the issuer about itself: %w", err)
	}
	var said struct {
		Keys       string   `json:"jwks_uri"`
		Algorithms []string `json:"id_token_signing_alg_values_supported"`
	}
	if err := provider.Claims(&said); err != nil || said.Keys == "" {
		return nil, errors.Join(errors.New("the issuer does not say where its keys are"), err)
	}
	algorithms := slices.DeleteFunc(said.Algorithms, func(name string) bool { return !slices.Contains(believable, name) })
	return oidc.NewVerifier(i.url, keys{oidc.NewRemoteKeySet(ctx, said.Keys)}, &oidc.Config{
		ClientID: i.audience, SupportedSigningAlgs: algorithms, Now: i.now,
	}), nil
}
