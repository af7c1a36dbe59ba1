package transfer_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/files"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
	"github.com/suivi-project/suivi/internal/transfer"
)

func TestFilesOfEvidence(t *testing.T) {
	h := newHouse(t)
	h.promise("a photograph comes out as an image, and without where it was taken", photograph)
	h.promise("a file that comes again is the same, however many come at once", sameAgain)
	h.promise("who has no role sends nothing", senders)
	h.promise("what is no file to keep is refused in words", refusals)
	h.promise("what breaks off leaves nothing behind", brokenOff)
	h.promise("who may see the evidence gets the file, and nobody else learns of it", whoSees)
	h.promise("a file is named by who sent it", namedByItsSender)
	h.promise("nobody fills the store with what is no evidence", waiting)
	h.promise("a file is got in parts, and once while it is the same", parts)
	h.promise("the pages of any site may ask", otherSites)
	h.promise("a file that was lost is our fault, and says nothing of where it was", lost)
	h.healthy()
}

// where is where a photograph was taken.
const where = "12.6392N 8.0029W"

func photographed(t *testing.T) string {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00" + where
	return "\xff\xd8\xff\xe1\x00" + string(rune(len(exif)+2)) + exif + plain.String()[2:]
}

func photograph(h house) {
	content := photographed(h.T)
	taken := h.send(editorOfA, content)
	if taken.MediaType != "image/jpeg" || taken.Size >= int64(len(content)) {
		h.Errorf("%+v, of %d bytes", taken, len(content))
	}
	path := h.shows(taken, record.PublicThing, true)
	got := h.ask(uuid.Nil, http.MethodGet, path, nil)
	digest := sha256.Sum256([]byte(got.body))
	if got.status != http.StatusOK || int64(len(got.body)) != taken.Size || hex.EncodeToString(digest[:]) != taken.SHA256 || strings.Contains(got.body, where) {
		h.Errorf("%+v", got)
	}
	if _, err := jpeg.Decode(strings.NewReader(got.body)); err != nil {
		h.Errorf("it cannot be looked at: %v", err)
	}
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Vary": "Authorization",
		"Content-Disposition": `attachment; filename="` + filepath.Base(path) + `.jpg"`, "Cache-Control": "public, no-cache", "Cross-Origin-Resource-Policy": "cross-origin",
		"Etag": `"` + taken.SHA256 + `"`, "Last-Modified": "",
	} {
		if values := strings.Join(got.header.Values(name), ", "); !strings.Contains(values, want) || want == "" && values != "" {
			h.Errorf("%s is %q, want %q", name, values, want)
		}
	}
}

func sameAgain(h house) {
	first := h.send(editorOfA, "What was said in Kayes.")
	var group sync.WaitGroup
	others := make([]sent, 8)
	for i := range others {
		group.Go(func() { others[i] = h.send(editorOfB, "What was said in Ségou.") })
	}
	group.Wait()
	for _, other := range others {
		if other != others[0] || other.File == first.File {
			h.Errorf("%+v is not %+v", other, others[0])
		}
	}
	ids := make([]uuid.UUID, 16)
	for i := range ids {
		group.Go(func() {
			id, _, err := h.KeepFile(h.Context(), tracker.Request{Account: editorOfB}, tracker.File{SHA256: make([]byte, 32), Size: 1, MediaType: "text/plain"})
			if ids[i] = id; err != nil {
				h.Errorf("of several at once: %v", err)
			}
		})
	}
	group.Wait()
	if slices.ContainsFunc(ids, func(id uuid.UUID) bool { return id != ids[0] || id == uuid.Nil }) {
		h.Errorf("one file has the ids %v", ids)
	}
	again := h.ask(editorOfA, http.MethodPost, "/evidence", strings.NewReader("What was said in Kayes."), "Content-Type", "image/png")
	if again.status != http.StatusOK || !strings.Contains(again.body, first.File) || !strings.Contains(again.body, `"text/plain"`) {
		h.Errorf("%+v", again)
	}
	if other := h.send(editorOfB, "What was said in Kayes."); other.File == first.File || other.SHA256 != first.SHA256 {
		h.Errorf("the file of another account is %+v", other)
	}
	if standing(h.T, h.folder, first.SHA256) != 1 {
		h.Error("equal files are not kept once")
	}
}

// standing counts the files below a folder whose names begin with something.
func standing(t *testing.T, folder, name string) (count int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasPrefix(entry.Name(), name) {
			count++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func senders(h house) {
	before := standing(h.T, h.folder, "")
	post := func(account uuid.UUID, headers ...string) answer {
		return h.ask(account, http.MethodPost, "/evidence", strings.NewReader("a text of whom?"), headers...)
	}
	stranger := post(uuid.Nil)
	h.refused("no token", stranger, http.StatusUnauthorized, fault.Unauthenticated)
	if stranger.header.Get("WWW-Authenticate") == "" {
		h.Error("it is not said how to sign in")
	}
	h.refused("a token that is none", post(uuid.Nil, "Authorization", "Bearer suivi_"+strings.Repeat("a", 58)), http.StatusUnauthorized, fault.Unauthenticated)
	h.refused("no role", post(nobody), http.StatusForbidden, fault.Forbidden)
	french := post(nobody, "Accept-Language", "fr-ML, en;q=0.5")
	if h.refused("no role", french, http.StatusForbidden, fault.Forbidden); !strings.Contains(french.body, "Votre compte") {
		h.Errorf("in French: %s", french.body)
	}
	if _, _, err := h.KeepFile(h.Context(), tracker.Request{Account: nobody}, tracker.File{SHA256: make([]byte, 32), Size: 1, MediaType: "text/plain"}); fault.CodeOf(err) != fault.Forbidden {
		h.Errorf("past the counter: %v", err)
	}
	if after := standing(h.T, h.folder, ""); after != before {
		h.Errorf("%d files are kept of those who may send none", after-before)
	}
}

func refusals(h house) {
	before := standing(h.T, h.folder, "")
	long := strings.Repeat("long ", 20_001)
	for name, test := range map[string]struct {
		body    io.Reader
		headers []string
		status  int
		code    fault.Code
	}{
		"a page that says it is an image": {strings.NewReader("<html><script>"), []string{"Content-Type", "image/png"}, http.StatusUnsupportedMediaType, fault.BadFile},
		"half a photograph":               {strings.NewReader(photographed(h.T)[:200]), nil, http.StatusUnsupportedMediaType, fault.BadFile},
		"nothing":                         {strings.NewReader(""), nil, http.StatusUnsupportedMediaType, fault.BadFile},
		"a form":                          {strings.NewReader("--x\r\n\r\na\r\n--x--"), []string{"Content-Type", "multipart/form-data; boundary=x"}, http.StatusUnsupportedMediaType, fault.BadFile},
		"what is compressed":              {strings.NewReader("a"), []string{"Content-Encoding", "gzip"}, http.StatusUnsupportedMediaType, fault.BadFile},
		"what says that it is too long":   {strings.NewReader(long), nil, http.StatusRequestEntityTooLarge, fault.BodyTooLarge},
		"what turns out to be too long":   {io.MultiReader(strings.NewReader(long)), nil, http.StatusRequestEntityTooLarge, fault.BodyTooLarge},
		"an image with too much behind":   {io.MultiReader(strings.NewReader(photographed(h.T) + long)), nil, http.StatusRequestEntityTooLarge, fault.BodyTooLarge},
	} {
		h.refused(name, h.ask(editorOfA, http.MethodPost, "/evidence", test.body, test.headers...), test.status, test.code)
	}
	for path, method := range map[string]string{"/evidence": http.MethodPut, "/evidence/x": http.MethodPost, "/evidence/x/y": http.MethodGet} {
		if got := h.ask(editorOfA, method, path, nil); got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") == "" {
			h.Errorf("%s %s: %+v", method, path, got)
		}
	}
	if after := standing(h.T, h.folder, ""); after != before {
		h.Errorf("%d files are kept that were refused", after-before)
	}
}

// brokenOff sends a part of a file, over a connection of its own, and then nothing, or goes away.
func brokenOff(h house) {
	h.Setenv("TMPDIR", h.TempDir())
	before := standing(h.T, h.folder, "")
	store, err := files.Open(h.Context(), "file://"+h.folder)
	if err != nil {
		h.Fatal(err)
	}
	h.url = h.serve(transfer.Options{Store: store, Pause: 20 * time.Millisecond})
	for _, goes := range []bool{false, true} {
		connection, err := new(net.Dialer).DialContext(h.Context(), "tcp", strings.TrimPrefix(h.url, "http://"))
		if err != nil {
			h.Fatal(err)
		}
		_, _ = fmt.Fprintf(connection, "POST /evidence HTTP/1.1\r\nHost: suivi\r\nAuthorization: Bearer %s\r\nContent-Length: 1000\r\n\r\n%%PDF-1.7 half", h.tokens[editorOfA])
		if goes {
			_ = connection.(*net.TCPConn).CloseWrite() //nolint:forcetypeassert // it was dialled so
		}
		said, err := io.ReadAll(connection)
		want := map[bool]string{false: "408 ", true: "400 "}[goes]
		if err != nil || !strings.HasPrefix(string(said), "HTTP/1.1 "+want) {
			h.Errorf("who goes (%v) is told %q, %v", goes, said, err)
		}
		_ = connection.Close()
	}
	if after := standing(h.T, h.folder, ""); after != before || standing(h.T, os.TempDir(), "") > 0 {
		h.Errorf("%d files are kept of what broke off", after-before)
	}
}

func whoSees(h house) {
	plain := h.send(editorOfA, "Who sees this?")
	hidden := h.ask(uuid.Nil, http.MethodGet, "/evidence/"+record.PublicID("Evidence", uuid.New()), nil)
	h.refused("evidence that is not there", hidden, http.StatusNotFound, fault.NotFound)
	everybody := map[string]uuid.UUID{"the public": uuid.Nil, "another programme's": editorOfB, "who has no role": nobody, "the programme's": readerOfA, "who sent it": editorOfA, "an administrator": byAdministrator}
	for name, test := range map[string]struct {
		path string
		open bool
	}{
		"public and accepted":       {h.shows(plain, record.PublicThing, true), true},
		"public and submitted":      {h.shows(plain, record.PublicThing, false), false},
		"restricted and accepted":   {h.shows(plain, record.RestrictedThing, true), false},
		"confidential and accepted": {h.shows(plain, record.ConfidentialThing, true), false},
	} {
		for who, account := range everybody {
			got := h.ask(account, http.MethodGet, test.path, nil, "If-None-Match", `"else"`)
			known := h.ask(account, http.MethodGet, test.path, nil, "If-None-Match", `"`+plain.SHA256+`"`)
			head := h.ask(account, http.MethodHead, test.path, nil)
			if test.open || who == "the programme's" || who == "who sent it" || who == "an administrator" {
				if got.status != http.StatusOK || got.body != "Who sees this?" || known.status != http.StatusNotModified || head.status != http.StatusOK {
					h.Errorf("%s, %s: %d %q, %d, %d", name, who, got.status, got.body, known.status, head.status)
				}
				if kept := got.header.Get("Cache-Control"); test.open != (kept == "public, no-cache") || !test.open && kept != "private, no-store" {
					h.Errorf("%s, %s: keeps it as %s", name, who, kept)
				}
				continue
			}
			if got.status != hidden.status || got.body != hidden.body || known.body != hidden.body || head.status != hidden.status ||
				fmt.Sprint(without(got.header)) != fmt.Sprint(without(hidden.header)) {
				h.Errorf("%s, %s: %+v, %+v; want what is said of what is not there", name, who, got, known)
			}
		}
		h.refused(name, h.ask(uuid.Nil, http.MethodGet, test.path, nil, "Authorization", "Bearer nonsense"), http.StatusUnauthorized, fault.Unauthenticated)
	}
	for _, path := range []string{"/evidence/x", "/evidence/" + plain.File, "/evidence/evd_", "/evidence/" + uuid.NewString(), "/evidence/..%2f..%2fetc%2fpasswd", "/evidence/" + plain.SHA256} {
		h.refused(path, h.ask(byAdministrator, http.MethodGet, path, nil), http.StatusNotFound, fault.NotFound)
	}
}

// without is a header without the time of day.
func without(header http.Header) http.Header {
	left := header.Clone()
	left.Del("Date")
	return left
}

func namedByItsSender(h house) {
	ours := h.send(editorOfA, "Ours alone.")
	said, _ := proof(ours.ref(h), record.PublicThing, false)
	for name, account := range map[string]uuid.UUID{"a stranger": editorOfB, "an administrator": byAdministrator} {
		_, err := h.Record(h.Context(), tracker.Request{Account: account}, tracker.Batch{FollowUps: []tracker.FollowUp{said}})
		if refusal, is := err.(*fault.Error); fault.CodeOf(err) != fault.UnknownReference && fault.CodeOf(err) != fault.Forbidden || is && refusal.Argument != "followUps.0.evidence.0.file" {
			h.Errorf("%s names the file: %v", name, err)
		}
	}
	// Past the rules, with SQL of its own, the database refuses it too.
	tx, err := h.suivi.Clerk().Begin(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	defer func() { _ = tx.Rollback(h.Context()) }()
	if _, err := tx.Exec(h.Context(), "select set_config('suivi.account', $1, true)", byAdministrator.String()); err != nil {
		h.Fatal(err)
	}
	insert := func(file any) error {
		_, err := tx.Exec(h.Context(), `insert into evidence (id, visibility, command_id, follow_up_id, kind, title, sensitivity, file_id)
			values ($1, 'DESK', $1, $1, 'DOCUMENT', '{"en": {"text": "T", "state": "ORIGINAL"}}', 'PUBLIC', $2)`, uuid.New(), file)
		return err
	}
	if err := insert(nil); err != nil {
		h.Errorf("evidence without a file: %v", err)
	}
	if err := insert(ours.ref(h).ID); err == nil || !strings.Contains(err.Error(), "42501") {
		h.Errorf("evidence with a file of another's: %v", err)
	}
}

func waiting(h house) {
	request := tracker.Request{Account: readerOfA}
	keep := func(i int) error {
		digest := sha256.Sum256([]byte{byte(i)})
		_, _, err := h.KeepFile(h.Context(), request, tracker.File{SHA256: digest[:], Size: 1, MediaType: "text/plain"})
		return err
	}
	for i := range 100 {
		if err := keep(i); err != nil {
			h.Fatal(i, err)
		}
	}
	if err := keep(1); err != nil {
		h.Errorf("one that was sent before: %v", err)
	}
	if err := keep(100); fault.CodeOf(err) != fault.Refused {
		h.Errorf("one more: %v", err)
	}
	h.refused("one more", h.ask(readerOfA, http.MethodPost, "/evidence", strings.NewReader("one more")), http.StatusConflict, fault.Refused)
}

func parts(h house) {
	path := h.shows(h.send(editorOfA, "0123456789"), record.PublicThing, true)
	part := h.ask(uuid.Nil, http.MethodGet, path, nil, "Range", "bytes=3-5")
	if part.status != http.StatusPartialContent || part.body != "345" || part.header.Get("Content-Range") != "bytes 3-5/10" {
		h.Errorf("%+v", part)
	}
	if beyond := h.ask(uuid.Nil, http.MethodGet, path, nil, "Range", "bytes=10-"); beyond.status != http.StatusRequestedRangeNotSatisfiable {
		h.Errorf("%+v", beyond)
	}
	head := h.ask(uuid.Nil, http.MethodHead, path, nil)
	if head.status != http.StatusOK || head.body != "" || head.header.Get("Content-Length") != "10" || head.header.Get("Content-Type") != "text/plain; charset=utf-8" {
		h.Errorf("%+v", head)
	}
	same := h.ask(uuid.Nil, http.MethodGet, path, nil, "If-None-Match", `"x", W/`+head.header.Get("ETag"))
	if same.status != http.StatusNotModified || same.body != "" {
		h.Errorf("%+v", same)
	}
}

func otherSites(h house) {
	allowed := h.ask(uuid.Nil, http.MethodOptions, "/evidence", nil, "Origin", "https://example.org", "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization")
	if allowed.header.Get("Access-Control-Allow-Origin") != "*" || allowed.header.Get("Access-Control-Allow-Methods") != "POST" || allowed.header.Get("Access-Control-Allow-Credentials") != "" {
		h.Errorf("%+v", allowed)
	}
}

func lost(h house) {
	taken := h.send(editorOfA, "This will be lost.")
	path := h.shows(taken, record.PublicThing, true)
	if err := os.Remove(filepath.Join(h.folder, taken.SHA256[:2], taken.SHA256)); err != nil {
		h.Fatal(err)
	}
	got := h.ask(uuid.Nil, http.MethodGet, path, nil)
	h.refused("a file that was lost", got, http.StatusInternalServerError, fault.Internal)
	if strings.Contains(got.body, taken.SHA256) || !strings.Contains(h.log.String(), taken.SHA256) {
		h.Errorf("said is %s\nlogged is %s", got.body, h.log)
	}
}
