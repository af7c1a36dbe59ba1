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

// told is what a reader should know of each axis.
var told = map[string]string{
	PositionAxis.Name: `The latest statement holds, by the day on which it was stated. Whoever has taken a position can take another one, and cannot be as if they had
taken none.`,
	ImplementationAxis.Name: `The latest accepted follow-up holds, by the day that it is about. Nothing that was stated goes back to no information. Reopening and
downgrading are statements like any other, on a later day.`,
	AssuranceAxis.Name: `Who states something decides its assurance: the addressee claims, a third party reports, a verifier who is independent of the addressee
verifies. A follow-up keeps its assurance; the status has that of the follow-up that holds, and is disputed while an accepted one contests that. The voices stay
side by side.`,
	FollowUpAxis.Name: `A reviewer accepts what the author wrote or returns it, and never mends it. The author mends what was returned by stating it anew: the new
follow-up names the one that it mends, which is withdrawn. Once accepted, it is for who keeps the record to withdraw it; its author states what came since. A
verification, and what a verifier contests, are accepted as they are made.`,
	ActionAxis.Name: `What was dropped can be taken up again, and what was thought to be done can turn out not to be.`,
	LifecycleAxis.Name: `An ending has a kind (superseded, merged, split, withdrawn, no longer applicable) and a reason; what was superseded, merged or split names
what stands in its place. What ended by mistake is taken up again. A draft that is withdrawn was never shown, and is not shown then.`,
	StudyAxis.Name: `A study can pass over a stage. What was published is not undone, but can be hidden. The studies of a series that waits for all are published once
each of them is validated.`,
}

// MovesPage draws the axes.
func MovesPage() string {
	var page strings.Builder
	page.WriteString(movesHead)
	for _, axis := range Axes() {
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n```mermaid\nstateDiagram-v2\n", axis.Name, told[axis.Name])
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
	return map[string]string{"moves.md": MovesPage(), "who-may-what.md": RulesPage()}
}
