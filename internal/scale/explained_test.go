//go:build scale

package scale_test

import (
	"iter"
	"strings"
)

// node is a step of a plan, as EXPLAIN tells it.
type node struct {
	Type      string  `json:"Node Type"`
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

// readWhole are the steps that read a table from one end to the other. One that a limit is expected to stop before its end is none: where
// much matches, what a page or a count wants is soon found, wherever one begins to read.
func (n node) readWhole() (whole []node) {
	for _, step := range n.Steps {
		if n.Type == "Limit" && step.Type == "Seq Scan" && n.Rows < step.Rows {
			continue
		}
		whole = append(whole, step.readWhole()...)
	}
	if n.Type == "Seq Scan" {
		whole = append(whole, n)
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
