package tracker

import (
	"fmt"
	"strings"
)

//go:generate go run ./page ../../docs

const movesHead = `# Legal moves

What can become what, on each axis of the record. A recommendation stands on four of them at once, which are never one list: what those who are asked
say to it (position), how far it has come (implementation), where it stands in its own life (lifecycle), and who stands behind what is said (assurance).

A move that is not drawn here is refused. An arrow is labelled with the mutation that makes the move.

This page is drawn from the table in internal/tracker/moves.go: change it there, then run ` + "`go generate ./internal/tracker`" + `.
`

// MovesPage draws the axes.
func MovesPage() string {
	var page strings.Builder
	page.WriteString(movesHead)
	for _, axis := range Axes() {
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n```mermaid\nstateDiagram-v2\n", axis.Name, axis.About)
		for _, start := range axis.Start {
			fmt.Fprintf(&page, "    [*] --> %s\n", start)
		}
		for _, move := range axis.Moves {
			move.draw(&page, axis)
		}
		page.WriteString("```\n")
		if needs := axis.needs(); needs != "" {
			page.WriteString("\n" + needs)
		}
	}
	return page.String()
}

func (m Move) draw(page *strings.Builder, axis Axis) {
	for _, from := range m.From {
		for _, to := range m.To {
			if axis.Allows(from, to) {
				fmt.Fprintf(page, "    %s --> %s: %s\n", from, to, m.By)
			}
		}
	}
}

// needs says what the moves take besides.
func (a Axis) needs() string {
	var table strings.Builder
	for _, move := range a.Moves {
		if move.Needs != "" {
			fmt.Fprintf(&table, "| %s | %s | %s |\n", strings.Join(move.From, ", "), strings.Join(move.To, ", "), move.Needs)
		}
	}
	if table.Len() == 0 {
		return ""
	}
	return "| from | to | takes |\n|---|---|---|\n" + table.String()
}

// Pages are the pages of the documentation that are drawn from tables here, by the names of their files.
func Pages() map[string]string {
	return map[string]string{"moves.md": MovesPage()}
}
