package explorer_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/suivi-project/suivi/graph/explorer"
)

func TestThePageIsServedWithAndWithoutASlash(t *testing.T) {
	for _, path := range []string{"/graphiql", "/graphiql/"} {
		answer := get(path)
		if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d, %s", path, answer.Code, answer.Header().Get("Content-Type"))
		}
		if !strings.Contains(answer.Body.String(), "<title>Suivi explorer</title>") {
			t.Errorf("%s: this is not the explorer:\n%s", path, answer.Body)
		}
	}
}

func TestThePageAsksTheEndpointItIsGiven(t *testing.T) {
	if page := get("/graphiql").Body.String(); !strings.Contains(page, `data-endpoint="/elsewhere"`) {
		t.Errorf("the endpoint is not in the page:\n%s", page)
	}
}

func TestTheFirstQuestionIsOneThatTheGraphAnswers(t *testing.T) {
	sdl, err := os.ReadFile("../../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: string(sdl)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gqlparser.LoadQueryWithRules(schema, explorer.FirstQuestion, rules.NewDefaultRules()); err != nil {
		t.Error(err)
	}
}

func TestThePageNamesNoOtherOrigin(t *testing.T) {
	addresses := addressesIn(get("/graphiql").Body.String())
	if len(addresses) == 0 {
		t.Fatal("the page loads nothing at all")
	}
	for _, address := range addresses {
		if !strings.HasPrefix(address, "/graphiql/") && address != "data:," {
			t.Errorf("the page names %s", address)
		}
	}
}

func TestThePageHoldsNoScriptOfItsOwn(t *testing.T) {
	page := get("/graphiql").Body.String()
	for _, script := range regexp.MustCompile(`(?s)<script([^>]*)>(.*?)</script>`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(script[1], "src=") || script[2] != "" {
			t.Errorf("an inline script: %s", script[0])
		}
	}
}

func TestTheStylesheetsLoadNothing(t *testing.T) {
	for _, path := range []string{"/graphiql/graphiql.min.css", "/graphiql/explorer.css"} {
		style := strings.ReplaceAll(get(path).Body.String(), "url(data:", "")
		if loads := regexp.MustCompile(`@import|url\(.{0,40}`).FindString(style); loads != "" {
			t.Errorf("%s loads something: %s", path, loads)
		}
	}
}

func TestEveryAnswerIsLockedDown(t *testing.T) {
	for _, path := range []string{"/graphiql", "/graphiql/explorer.js", "/graphiql/no-such-file"} {
		header := get(path).Header()
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
				"img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "no-referrer",
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: %s is %q, not %q", path, name, got, want)
			}
		}
	}
}

func TestAFileUnderItsVersionIsKeptForEver(t *testing.T) {
	for _, address := range addressesIn(get("/graphiql").Body.String()) {
		if address == "data:," {
			continue
		}
		answer := get(address)
		if answer.Code != http.StatusOK || answer.Body.Len() == 0 {
			t.Errorf("%s: %d, %d bytes", address, answer.Code, answer.Body.Len())
		}
		if got := answer.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control is %q", address, got)
		}
	}
}

func TestThePageAndFilesUnderAnotherVersionAreCheckedEachTime(t *testing.T) {
	for _, path := range []string{"/graphiql", "/graphiql/graphiql.min.js", "/graphiql/graphiql.min.js?v=old"} {
		if got := get(path).Header().Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control is %q", path, got)
		}
	}
}

func TestWhatTheVisitorHasIsNotSentAgain(t *testing.T) {
	for _, path := range []string{"/graphiql", "/graphiql/explorer.js", "/graphiql/graphiql.min.js"} {
		tag := get(path).Header().Get("ETag")
		if again := get(path, "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s with tag %s: %d, %d bytes", path, tag, again.Code, again.Body.Len())
		}
	}
}

func TestGzipIsSentToThoseWhoTakeIt(t *testing.T) {
	const path = "/graphiql/graphiql.min.js"
	plain := get(path)

	for _, accepted := range []string{"gzip", "br, gzip", "GZIP;q=0.5, *;q=0"} {
		packed := get(path, "Accept-Encoding", accepted)
		if packed.Header().Get("Content-Encoding") != "gzip" || packed.Header().Get("Vary") != "Accept-Encoding" {
			t.Fatalf("Accept-Encoding %q: the headers are %v", accepted, packed.Header())
		}
		if packed.Header().Get("ETag") == plain.Header().Get("ETag") {
			t.Errorf("Accept-Encoding %q: the tag is that of the plain form", accepted)
		}
		if !bytes.Equal(unpack(t, packed.Body), plain.Body.Bytes()) {
			t.Errorf("Accept-Encoding %q: unpacked, it is another file", accepted)
		}
	}

	for _, accepted := range []string{"", "br", "gzip;q=0", "gzip; q=0.0"} {
		if got := get(path, "Accept-Encoding", accepted).Header(); got.Get("Content-Encoding") != "" || got.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: the headers are %v", accepted, got)
		}
	}
}

func TestTheExplorerIsOnlyForReading(t *testing.T) {
	answer := ask(http.MethodPost, "/graphiql")
	if answer.Code != http.StatusMethodNotAllowed || answer.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d, Allow %q", answer.Code, answer.Header().Get("Allow"))
	}
	if answer := ask(http.MethodHead, "/graphiql"); answer.Code != http.StatusOK || answer.Body.Len() != 0 {
		t.Errorf("HEAD: %d, %d bytes", answer.Code, answer.Body.Len())
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	for _, path := range []string{"/graphiql/no-such-file", "/graphiql/assets", "/graphiql/fetch", "/graphiql/explorer.js/"} {
		if answer := get(path); answer.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, answer.Code)
		}
	}
}

var handler = explorer.Handler("/elsewhere")

// get asks for a path, with headers given as name and value in turn.
func get(path string, header ...string) *httptest.ResponseRecorder {
	return ask(http.MethodGet, path, header...)
}

func ask(method, path string, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	return answer
}

// addressesIn finds what a page loads or links to.
func addressesIn(page string) []string {
	var addresses []string
	for _, attribute := range regexp.MustCompile(`(?:src|href|action)\s*=\s*"([^"]*)"`).FindAllStringSubmatch(page, -1) {
		addresses = append(addresses, attribute[1])
	}
	return addresses
}

func unpack(t *testing.T, packed io.Reader) []byte {
	t.Helper()
	reader, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}
