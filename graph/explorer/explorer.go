// Package explorer serves GraphiQL, the page where a visitor can ask the graph by hand and read its documentation.
//
// All that the page needs is in the binary: it loads nothing from any other place, and its Content-Security-Policy forbids it to.
package explorer

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"strings"
)

// Root is the path at which the handler is to be mounted, with and without a slash at its end.
const Root = "/graphiql"

// FirstQuestion is what a visitor finds in the editor on the first visit.
//
//go:embed page/first.graphql
var FirstQuestion string

//go:embed page/index.html
var index string

// policy lets the page load from its own server alone. Styles in the page itself are allowed because GraphiQL makes one while a dialogue is
// open, to hold still what lies behind it; scripts in the page itself are not. The data: images are in GraphiQL's stylesheet.
const policy = "default-src 'none'; " +
	"script-src 'self'; " +
	"style-src 'self' 'unsafe-inline'; " +
	"connect-src 'self'; " +
	"img-src 'self' data:; " +
	"base-uri 'none'; " +
	"form-action 'none'; " +
	"frame-ancestors 'none'"

// Handler serves the explorer at [Root], asking its questions of the endpoint: a path on the same server, such as "/graphql".
func Handler(endpoint string) http.Handler {
	files := loadFiles()
	page := newPage(endpoint, files)

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")

		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "the explorer is only for reading: use GET", http.StatusMethodNotAllowed)
			return
		}

		switch name := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, Root), "/"); {
		case name == "":
			page.serve(w, r)
		case files[name] != nil:
			files[name].serve(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}

// newPage writes the page for an endpoint, with the address of each file that it loads.
func newPage(endpoint string, files map[string]*file) *file {
	address := func(name string) string { return Root + "/" + name + "?v=" + files[name].version }
	tmpl := template.Must(template.New("index.html").Funcs(template.FuncMap{"file": address}).Parse(index))

	var page bytes.Buffer
	if err := tmpl.Execute(&page, struct{ Endpoint, FirstQuestion string }{endpoint, FirstQuestion}); err != nil {
		panic(err) // the template is ours, and the tests execute it
	}
	return newFile("index.html", page.Bytes(), nil)
}
