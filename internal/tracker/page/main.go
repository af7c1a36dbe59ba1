// Command page writes the pages that are drawn from the tables of the tracker: go generate ./internal/tracker runs it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/suivi-project/suivi/internal/tracker"
)

func main() {
	if len(os.Args) != 2 {
		_, _ = fmt.Fprintln(os.Stderr, "page: name the folder to write to")
		os.Exit(2)
	}
	for name, text := range tracker.Pages() {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), []byte(text), 0o644); err != nil { //nolint:gosec // a page for everybody
			_, _ = fmt.Fprintln(os.Stderr, "page:", err)
			os.Exit(1)
		}
	}
}
