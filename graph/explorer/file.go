package explorer

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// embedded holds the vendored assets, compressed, with their licences beside them, and the page's own few lines.
//
//go:embed assets/*.gz assets/*.txt page/*.js page/*.css
var embedded embed.FS

// file is one thing that can be served, ready in each of its forms.
type file struct {
	kind    string // the media type
	version string // a hash of the plain text; the page asks for the file under it
	plain   []byte
	gzipped []byte // nil where the file is too small to be worth it
}

// newFile makes a file from its texts; the ending of the name tells its kind.
func newFile(name string, plain, gzipped []byte) *file {
	sum := sha256.Sum256(plain)
	return &file{
		kind:    mediaTypes[path.Ext(name)],
		version: hex.EncodeToString(sum[:8]),
		plain:   plain,
		gzipped: gzipped,
	}
}

// mediaTypes are written out here, so that no table of the machine's own can change what is served.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
}

// loadFiles readies every embedded file, by the name under which it is served.
func loadFiles() map[string]*file {
	files := map[string]*file{}
	for _, dir := range []string{"assets", "page"} {
		entries, err := embedded.ReadDir(dir)
		must(err)
		for _, entry := range entries {
			content, err := embedded.ReadFile(path.Join(dir, entry.Name()))
			must(err)
			if name, ok := strings.CutSuffix(entry.Name(), ".gz"); ok {
				files[name] = newFile(name, gunzip(content), content)
			} else {
				files[name] = newFile(name, content, nil)
			}
		}
	}
	return files
}

// serve answers with the file, compressed where it can be and the visitor takes it so.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.kind)

	// Under its version a file never changes; under its bare name it is asked for anew each time, and the tag saves sending it twice.
	if r.URL.Query().Get("v") == f.version {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		header.Set("Cache-Control", "no-cache")
	}

	content, tag := f.plain, f.version
	if f.gzipped != nil {
		header.Set("Vary", "Accept-Encoding")
		if takesGzip(r) {
			header.Set("Content-Encoding", "gzip")
			content, tag = f.gzipped, f.version+"-gzip"
		}
	}
	header.Set("ETag", strconv.Quote(tag))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// takesGzip tells whether the visitor's Accept-Encoding names gzip, with any weight but nought.
func takesGzip(r *http.Request) bool {
	for offer := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, weights, err := mime.ParseMediaType(offer)
		if err != nil || coding != "gzip" {
			continue
		}
		weight, given := weights["q"]
		q, err := strconv.ParseFloat(weight, 64)
		return !given || err == nil && q > 0
	}
	return false
}

func gunzip(content []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(content))
	must(err)
	plain, err := io.ReadAll(r)
	must(err)
	return plain
}

// must is for what is embedded in the binary: where that is broken the program is, and the tests load all of it.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
