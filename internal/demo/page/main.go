// Command page writes the page that lists the demo record: go generate ./internal/demo runs it.
package main

import (
	"fmt"
	"os"

	"github.com/suivi-project/suivi/internal/demo"
)

func main() {
	if len(os.Args) != 2 {
		_, _ = fmt.Fprintln(os.Stderr, "page: name the one file to write")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], []byte(demo.Page()), 0o644); err != nil { //nolint:gosec // a page for everybody
		_, _ = fmt.Fprintln(os.Stderr, "page:", err)
		os.Exit(1)
	}
}
