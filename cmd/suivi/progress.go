package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// progress shows how far something has come: as a bar that grows where a person looks on, else as a line every tenth of the way.
type progress struct {
	to    io.Writer
	what  string
	bar   bool
	shown int // tenths, for lines
	begun bool
}

func newProgress(to io.Writer, what string) *progress {
	return &progress{to: to, what: what, bar: isTerminal(to)}
}

func isTerminal(to io.Writer) bool {
	file, is := to.(*os.File)
	if !is {
		return false
	}
	about, err := file.Stat()
	return err == nil && about.Mode()&os.ModeCharDevice != 0
}

// show says that so many are done.
func (p *progress) show(done, total int) {
	p.begun = true
	tenths := 10 * done / total
	switch {
	case p.bar:
		const width = 40
		filled := width * done / total
		_, _ = fmt.Fprintf(p.to, "\r[%s%s] %d of %d %s", strings.Repeat("#", filled), strings.Repeat(".", width-filled), done, total, p.what)
	case tenths > p.shown:
		p.shown = tenths
		_, _ = fmt.Fprintf(p.to, "%d of %d %s are loaded.\n", done, total, p.what)
	}
}

// end leaves the bar as it is and goes on below it.
func (p *progress) end() {
	if p.bar && p.begun {
		_, _ = fmt.Fprintln(p.to)
	}
}
