package auth

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// keys are an issuer's keys. Where one that a token names is not among those that are kept, they are fetched anew: an issuer may change them.
type keys struct{ *oidc.RemoteKeySet }

type troubleKey struct{}

// VerifySignature checks a signature, and leaves in the context what went wrong where the keys could not be had.
func (k keys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := k.RemoteKeySet.VerifySignature(ctx, token)
	// Only what is told of the keys wraps a cause; what is told of the signature does not.
	if cause := errors.Unwrap(err); cause != nil {
		if left, wanted := ctx.Value(troubleKey{}).(*error); wanted {
			*left = cause
		}
	}
	return payload, err
}

// errPaced is the failure of a request that was not made, because there were too many of late.
var errPaced = errors.New("the issuer was asked too often of late")

// pace keeps anybody who makes up names of keys from having us ask the issuer for each of them: some requests at once, then one a second.
type pace struct {
	to  http.RoundTripper
	now func() time.Time

	mu   sync.Mutex
	used float64 // of what is allowed at once
	last time.Time
}

const atOnce = 10

// RoundTrip makes a request, unless there were too many of late.
func (p *pace) RoundTrip(r *http.Request) (*http.Response, error) {
	if !p.allows() {
		return nil, errPaced
	}
	if p.to == nil {
		return http.DefaultTransport.RoundTrip(r)
	}
	return p.to.RoundTrip(r)
}

func (p *pace) allows() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	p.used = max(0, p.used-now.Sub(p.last).Seconds())
	p.last = now
	if p.used+1 > atOnce {
		return false
	}
	p.used++
	return true
}
