//go:build scale

package scale_test

import (
	"iter"
	"strings"
)

// node is a step of a plan, as EXPLAIN tells it.
type node struct {
	Type      string  `json:"Node Type"`
	Part      string  `json:"Parent Relationship"` // of the step above
	Table     string  `json:"Relation Name"`
	Index     string  `json:"Index Name"`
	Condition string  `json:"Index Cond"`
	Filter    string  `json:"Filter"`
	Rows      float64 `json:"Plan Rows"`
	Steps     []node  `json:"Plans"`

	measured
}

// measured is what a plan that was carried out came to.
type measured struct {
	Found  float64 `json:"Actual Rows"` // each time that the step was taken
	Hits   int     `json:"Shared Hit Blocks"`
	Reads  int     `json:"Shared Read Blocks"`
	within *node
}

// buffers are the pages of the disk, or of what is kept of it in memory, that a plan looked at.
func (m measured) buffers() int { return m.Hits + m.Reads }

// counted are the rows that reached the count.
func (m measured) counted() float64 {
	for step := range m.within.all() {
		if step.Type == "Limit" {
			return step.Found
		}
	}
	return 0
}

// all are the step and those below it.
func (n node) all() iter.Seq[node] {
	return func(yield func(node) bool) { n.visit(yield) }
}

func (n node) visit(yield func(node) bool) bool {
	if !yield(n) {
		return false
	}
	for _, step := range n.Steps {
		if !step.visit(yield) {
			return false
		}
	}
	return true
}

// matching is from which share of a table on reading it whole is as good as going by an index: there is a match in most of its pages.
const matching = 0.03

// readWhole are the steps that read a large table from one end to the other though little is expected to come of it. rows tells how many rows a
// table has. One that a limit is expected to stop before its end is none: where much matches, what a page or a count wants is soon found,
// wherever one begins to read.
//
// listed is the table of which a list is asked for, and where most of it matches, what it is compared with may be read whole too.
//
// Nor is a table that is laid beside something of which so much is expected that looking each of it up would read more than the table has.
func (n node) readWhole(rows map[string]int64, listed string) []node {
	return n.read(rows, matching*float64(rows[listed]), n.Rows, 0)
}

// lookup is how many rows of a table are read in the time that an index takes to find one.
const lookup = 10

// comes is what is expected to come of the joins that a step is part of, before any limit; beside is what is expected of what it is joined with.
func (n node) read(rows map[string]int64, enough, comes, beside float64) (whole []node) {
	if n.Type == "Seq Scan" && rows[n.Table] > large && comes < matching*float64(rows[n.Table]) && (enough == 0 || comes < enough) &&
		beside*lookup < float64(rows[n.Table]) {
		whole = append(whole, n)
	}
	for i, step := range n.Steps {
		switch {
		case n.Type == "Limit" && step.Type == "Seq Scan" && n.Rows < step.Rows:
		case n.Type == "Limit" || n.Type == "Aggregate" || n.Type == "WindowAgg" || strings.HasSuffix(step.Part, "Plan"):
			whole = append(whole, step.read(rows, enough, step.Rows, 0)...) // a result of its own
		case strings.HasSuffix(n.Type, "Join") && len(n.Steps) == 2:
			whole = append(whole, step.read(rows, enough, comes, n.Steps[1-i].Rows)...)
		default:
			whole = append(whole, step.read(rows, enough, comes, beside)...)
		}
	}
	return whole
}

// seeks says whether the plan goes to a place in an index by comparing rows.
func (n node) seeks(index string) bool {
	for step := range n.all() {
		if step.Index == index && strings.Contains(step.Condition, "ROW(") {
			return true
		}
	}
	return false
}
