package plan

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"strconv"
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

// forAudience binds a scope to those whom its cursors are given to: what others see is another list, though it has the same name.
func forAudience(scope, audience string) string {
	sum := sha256.Sum256([]byte(audience))
	return scope + "." + hex.EncodeToString(sum[:4])
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

// position is what a cursor holds: where in the order a record stands; and, of a list that goes on for ever, how far that had come when it was begun.
type position struct{ key, id, since string }

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
	list, _, _ := strings.Cut(scope, ".")
	switch given, _, _ := strings.Cut(parts[0], "."); {
	case given != list:
		return position{}, fault.About(name, fault.BadCursor,
			"%s is a cursor of another list, order or filter, or of the list as of another day or time; begin again without it", name)
	case parts[0] != scope:
		return position{}, resync(name)
	}
	return position{key: parts[2], id: parts[1]}, nil
}

// resync refuses a cursor that is as it was given, by a list that is not what it was.
func resync(name string) *fault.Error {
	return fault.About(name, fault.ResyncRequired,
		"%s comes from a list of which you saw more or less then, or that has been put back to an earlier day; drop what you hold and begin again without it",
		name)
}

func expired(name string) *fault.Error {
	return fault.About(name, fault.CursorExpired, "%s is too old to go on from; drop what you hold and begin again without it", name)
}

// A place in the ledger counts what the asker may not see, so a key that is a whole number is hidden in its cursor, by suivi.hidden: a tag of eight
// bytes, from which the mask follows, and the number under the mask.

// tagLength is how long the tag is in hexadecimal.
const tagLength = 16

// unhide reads a key that suivi.hidden wrote. What a seal holds was not altered, so it is never malformed.
func (s *sealer) unhide(scope, hidden string) string {
	if len(hidden) <= tagLength {
		return "0"
	}
	_, pad := s.pads(scope)
	tag, err := hex.DecodeString(hidden[:tagLength])
	masked, wrong := strconv.ParseUint(hidden[tagLength:], 16, 64)
	if err != nil || wrong != nil {
		return "0"
	}
	mask := sha256.Sum256(append(pad, tag...))
	return strconv.FormatInt(int64(masked^binary.BigEndian.Uint64(mask[:8])), 10) //nolint:gosec // all its bits are wanted
}
