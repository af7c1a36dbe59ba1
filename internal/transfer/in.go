package transfer

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/files"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// taken is what is answered to a file that came in.
type taken struct {
	File      string `json:"file"`
	SHA256    string `json:"sha256"`
	Size      int64  `json:"size"`
	MediaType string `json:"mediaType"`
}

// takeIn takes a file in. Who sends it is asked before it is read, and it is in the store before the record tells of it.
func (c *counter) takeIn(w http.ResponseWriter, r *http.Request) {
	account, err := c.sender(r)
	if err == nil {
		err = checkBody(r, c.Longest)
	}
	if err != nil {
		c.refuse(w, r, err)
		return
	}
	draft, err := files.Receive(c.arriving(w, r))
	if err != nil { // and nobody waits any longer for the rest
		c.refuse(w, r, err)
		return
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{}) // all of it came
	defer func() { _ = draft.Close() }()
	if err := c.Store.Keep(r.Context(), draft); err != nil {
		c.refuse(w, r, err)
		return
	}
	id, receipt, err := c.Tracker.KeepFile(r.Context(), tracker.Request{Account: account},
		tracker.File{SHA256: draft.SHA256[:], Size: draft.Size, MediaType: draft.MediaType})
	if err != nil {
		c.refuse(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "private, no-store")
	if !receipt.Repeated {
		w.WriteHeader(http.StatusCreated)
	}
	// Nobody is left to tell.
	_ = json.NewEncoder(w).Encode(taken{record.PublicID("EvidenceFile", id), hex.EncodeToString(draft.SHA256[:]), draft.Size, draft.MediaType})
}

// sender is the account that sends a file, if it may.
func (c *counter) sender(r *http.Request) (uuid.UUID, error) {
	shown := r.Header.Values("Authorization")
	if len(shown) == 0 {
		return uuid.Nil, fault.New(fault.Unauthenticated, "To send a file, show who you are, by a token in the header Authorization.")
	}
	asker, err := c.Door.Asker(r.Context(), shown)
	if err != nil {
		return uuid.Nil, err
	}
	account, err := c.Door.Account(r.Context(), asker)
	if err != nil {
		return uuid.Nil, err
	}
	return account, c.Tracker.MaySendFiles(r.Context(), account)
}

// checkBody looks at what is said of a body before it is read. What kind of file it is, is not among that; but a form would be taken for a text.
func checkBody(r *http.Request, longest int64) error {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if strings.HasPrefix(media, "multipart/") || r.Header.Get("Content-Encoding") != "" {
		return fault.New(fault.BadFile, "Send the file itself as the body of the request, by POST: no form, and not compressed.")
	}
	if r.ContentLength > longest {
		return tooLarge(longest)
	}
	return nil
}

// errBrokenOff is why a body ended that did not come to its end.
var errBrokenOff = errors.New("the body broke off")

// arriving is the body of a request, within its limits of length and time. It may take as long as something comes of it now and then.
func (c *counter) arriving(w http.ResponseWriter, r *http.Request) io.Reader {
	return &patient{
		body: http.MaxBytesReader(w, r.Body, c.Longest), connection: http.NewResponseController(w), pause: c.Pause, last: time.Now().Add(c.Patience),
	}
}

type patient struct {
	body       io.Reader
	connection *http.ResponseController
	pause      time.Duration
	last       time.Time // when it must have come
}

func (p *patient) Read(into []byte) (int, error) {
	until := time.Now().Add(p.pause)
	if until.After(p.last) {
		until = p.last
	}
	_ = p.connection.SetReadDeadline(until) // a recorder in a test has none
	n, err := p.body.Read(into)
	if err == nil || err == io.EOF { //nolint:errorlint // a reader answers with EOF itself
		return n, err
	}
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong || errors.Is(err, os.ErrDeadlineExceeded) {
		return n, err
	}
	return n, fmt.Errorf("%w: %w", errBrokenOff, err)
}
