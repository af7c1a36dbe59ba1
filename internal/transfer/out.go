package transfer

import (
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/files"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// errNoFile is what is answered where an id is none of evidence.
var errNoFile = errors.New("this is no id of evidence")

// handOut hands out the file of a piece of evidence to whoever may see that. That there is none, and that it may not be seen, is one answer.
func (c *counter) handOut(w http.ResponseWriter, r *http.Request) {
	evidence, file, err := c.find(r)
	if err != nil {
		c.refuse(w, r, err)
		return
	}
	tag := `"` + hex.EncodeToString(file.SHA256) + `"`
	content := io.ReadSeeker(unread{file.Size})
	if r.Method == http.MethodGet && !strings.Contains(r.Header.Get("If-None-Match"), tag) {
		opened, err := c.Store.Open(r.Context(), file.SHA256)
		if err != nil {
			c.refuse(w, r, err)
			return
		}
		defer func() { _ = opened.Close() }()
		content = opened
	}
	protect(w.Header(), file)
	w.Header().Set("ETag", tag)
	w.Header().Set("Content-Disposition", `attachment; filename="`+record.PublicID("Evidence", evidence)+files.Extension(file.MediaType)+`"`)
	slow := &unhurried{w, http.NewResponseController(w), c.Pause}
	http.ServeContent(slow, r, "", time.Time{}, content)
}

// find is what the record tells this asker of the file.
func (c *counter) find(r *http.Request) (uuid.UUID, postgres.EvidenceFile, error) {
	var asker *postgres.Asker
	if shown := r.Header.Values("Authorization"); len(shown) > 0 {
		var err error
		if asker, err = c.Door.Asker(r.Context(), shown); err != nil {
			return uuid.Nil, postgres.EvidenceFile{}, err
		}
	}
	kind, evidence, is := record.ParsePublicID(r.PathValue("id"))
	if !is || kind != "Evidence" {
		evidence = uuid.Nil // asked for all the same, so that a token that is not good is told so
	}
	file, err := c.Record.EvidenceFile(r.Context(), asker, evidence)
	return evidence, file, err
}

// protect says what a browser must not do with a file, whatever is in it: guess what it is, run it, show it as a page of this site's, or keep for
// others what not everybody may see. What everybody may see is asked for again each time, since it can be hidden.
func protect(head http.Header, file postgres.EvidenceFile) {
	kind, reach, keep := file.MediaType, "same-origin", "private, no-store"
	if kind == "text/plain" {
		kind += "; charset=utf-8"
	}
	if file.Open {
		reach, keep = "cross-origin", "public, no-cache"
	}
	head.Set("Content-Type", kind)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	head.Set("Cross-Origin-Resource-Policy", reach)
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cache-Control", keep)
	head.Add("Vary", "Authorization")
}

// unread is a file of which nothing but its length is asked for.
type unread struct{ size int64 }

func (u unread) Read([]byte) (int, error) { return 0, io.EOF }

func (u unread) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return u.size + offset, nil
	}
	return offset, nil
}

// unhurried gives whoever takes a file time for each piece of it.
type unhurried struct {
	http.ResponseWriter
	connection *http.ResponseController
	pause      time.Duration
}

func (u *unhurried) Write(piece []byte) (int, error) {
	_ = u.connection.SetWriteDeadline(time.Now().Add(u.pause)) // a recorder in a test has none
	return u.ResponseWriter.Write(piece)
}
