package plan

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
)

// sealer makes and checks the seals of cursors. The database seals, with a key made here for one list, order and filter; see the function
// suivi.cursor in the migrations.
type sealer struct{ secret []byte }

const macLength = 16

// scopeOf names a list, its order and its filter in a few letters: a cursor is good for its own scope only.
func scopeOf(list, order string, filter any) string {
	written, err := json.Marshal(filter) // maps are written in the order of their keys
	if err != nil {
		written = nil
	}
	sum := sha256.Sum256([]byte(list + "\x00" + order + "\x00" + string(written)))
	return hex.EncodeToString(sum[:8])
}

// pads are the key of a scope as HMAC-SHA-256 uses it (RFC 2104): a block to put before the message, and one to put before that hash.
func (s *sealer) pads(scope string) (inner, outer []byte) {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte("cursor of " + scope))
	key := mac.Sum(nil)
	inner, outer = make([]byte, sha256.BlockSize), make([]byte, sha256.BlockSize)
	copy(inner, key)
	copy(outer, key)
	for i := range inner {
		inner[i] ^= 0x36
		outer[i] ^= 0x5c
	}
	return inner, outer
}

// position is what a cursor holds: where in the order a record stands.
type position struct{ key, id string }

// open checks a cursor and reads it.
func (s *sealer) open(name, cursor, scope string) (position, *fault.Error) {
	altered := fault.About(name, fault.BadCursor, "%s must be a cursor as an answer gave it; this one was altered or cut short", name)
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(sealed) <= macLength || strings.ContainsAny(cursor, "\r\n") { // the decoder passes over the ends of lines
		return position{}, altered
	}
	content, mac := sealed[:len(sealed)-macLength], sealed[len(sealed)-macLength:]
	parts := strings.SplitN(string(content), "|", 3)
	if len(parts) != 3 {
		return position{}, altered
	}
	inner, outer := s.pads(parts[0])
	hashed := sha256.Sum256(append(inner, content...))
	expected := sha256.Sum256(append(outer, hashed[:]...))
	if !hmac.Equal(mac, expected[:macLength]) {
		return position{}, altered
	}
	if _, err := uuid.Parse(parts[1]); err != nil {
		return position{}, altered
	}
	if parts[0] != scope {
		return position{}, fault.About(name, fault.BadCursor,
			"%s is a cursor of another list, order or filter, or of the list as of another day or time; begin again without it", name)
	}
	return position{key: parts[2], id: parts[1]}, nil
}
