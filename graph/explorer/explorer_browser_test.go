//go:build browser

// These tests need Chromium: go test -tags browser ./graph/explorer
//
// They run against a stand-in for the graph, or against the server at SUIVI_URL where that is set. SUIVI_SCREENSHOT names a file for a
// picture of the page with the first answer.
package explorer_test

import (
	_ "embed"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/suivi-project/suivi/graph/explorer"
)

const (
	queryEditor = `document.querySelector('.graphiql-query-editor .CodeMirror')?.CodeMirror.getValue()`
	answer      = `document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue()`
	runButton   = `.graphiql-execute-button`
	docsButton  = `button[aria-label="Show Documentation Explorer"]`
)

func TestTheExplorerInARealBrowser(t *testing.T) {
	server := serverUnderTest(t)
	browser := startChromium(t)

	// Each promise starts where the one before it left the page.
	promise := func(name string, kept func(t *testing.T)) {
		t.Run(name, func(t *testing.T) {
			browser.t = t
			kept(t)
		})
	}

	promise("the page opens on the first question", func(t *testing.T) {
		browser.open(server + explorer.Root)
		if title := browser.until(`document.title`); title != "Suivi explorer" {
			t.Errorf("the title is %q", title)
		}
		if question := browser.until(queryEditor); question != explorer.FirstQuestion {
			t.Errorf("the editor holds:\n%s", question)
		}
	})

	promise("pressing the run button shows the answer", func(t *testing.T) {
		browser.press(runButton)
		shown := browser.until(answer)
		var parsed struct {
			Data struct {
				Recommendations struct{ TotalCount *int }
			}
			Errors []any
		}
		if err := json.Unmarshal([]byte(shown), &parsed); err != nil || parsed.Data.Recommendations.TotalCount == nil || parsed.Errors != nil {
			t.Errorf("the answer shown is:\n%s", shown)
		}
	})

	promise("the documentation opens, with the graph's own types", func(t *testing.T) {
		browser.press(docsButton)
		browser.until(`[...document.querySelectorAll('.graphiql-doc-explorer-type-name')].some(type => type.textContent === 'Query')`)
		if path := os.Getenv("SUIVI_SCREENSHOT"); path != "" {
			browser.picture(path)
		}
	})

	promise("the settings open and close", func(t *testing.T) {
		browser.press(`button[aria-label="Open settings dialog"]`)
		browser.press(`.graphiql-dialog .graphiql-dialog-close`)
		browser.until(`!document.querySelector('.graphiql-dialog')`)
	})

	promise("a link brings its own question and variables, and does not run them", func(t *testing.T) {
		link := url.Values{"query": {"query Linked { __typename }"}, "variables": {`{ "linked": true }`}}
		browser.open(server + explorer.Root + "/?" + link.Encode())
		if question := browser.until(queryEditor); question != link.Get("query") {
			t.Errorf("the editor holds:\n%s", question)
		}
		browser.until(`document.querySelector('[aria-label="Variables"] .CodeMirror')?.CodeMirror.getValue().includes('linked')`)
		if shown := browser.until(`'answer:' + ` + answer); shown != "answer:" {
			t.Errorf("it was run: %s", shown)
		}
	})

	promise("the tabs are there again on the next visit", func(t *testing.T) {
		browser.until(`localStorage.getItem('graphiql:tabState')?.includes('Linked')`)
		browser.open(server + explorer.Root)
		browser.until(`document.querySelector('.graphiql-tabs')?.textContent.includes('Linked')`)
	})

	promise("nothing was asked of any other server", func(t *testing.T) {
		requested, _ := browser.seen()
		if !slices.Contains(requested, server+explorer.Root) {
			t.Errorf("not even the page was seen to be asked for, among %q", requested)
		}
		for _, address := range requested {
			if !strings.HasPrefix(address, server+"/") && !strings.HasPrefix(address, "data:") {
				t.Error(address)
			}
		}
	})

	promise("the console stayed free of errors", func(t *testing.T) {
		_, complaints := browser.seen()
		for _, complaint := range complaints {
			t.Error(complaint)
		}
	})
}

// serverUnderTest gives the address of the server to visit, without a slash at its end.
func serverUnderTest(t *testing.T) string {
	if address := os.Getenv("SUIVI_URL"); address != "" {
		return strings.TrimSuffix(address, "/")
	}
	mux := http.NewServeMux()
	page := explorer.Handler("/graphql")
	mux.Handle(explorer.Root, page)
	mux.Handle(explorer.Root+"/", page)
	mux.HandleFunc("POST /graphql", standIn)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

//go:embed testdata/introspection.json
var introspection string

//go:embed testdata/first-answer.json
var firstAnswer string

// standIn answers as the graph would: what it is made of, or the first question.
func standIn(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/graphql-response+json")
	var question struct{ Query string }
	if err := json.NewDecoder(r.Body).Decode(&question); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if strings.Contains(question.Query, "__schema") {
		io.WriteString(w, introspection)
	} else {
		io.WriteString(w, firstAnswer)
	}
}
