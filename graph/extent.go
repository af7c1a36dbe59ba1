package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// extent is how deep a selection goes, and how many fields it comes to with every fragment written out.
type extent struct{ depth, fields int }

// What validation may take, since it is more than proportional to a document's length. Real documents stay far below.
const (
	mostComparisons = 1_000_000 // fields of one response key are compared each with each: can they be merged?
	mostVisits      = 250_000   // a field in a fragment is visited once for each operation and each fragment that leads there
)

// extents knows the extents of a document's fragments. Each is walked once, however often it is spread; without that, fragments that each
// spread the next one twice would keep us for ever.
type extents struct {
	fragments map[string]*ast.FragmentDefinition
	known     map[string]extent
	repeats   map[string]int // how often each response key stands in the document
}

// checkExtent refuses a document that goes too deep, that is too long with its fragments written out, or that repeats itself too often, before
// anything looks at it closely.
func checkExtent(document *ast.QueryDocument, limits Limits) *fault.Error {
	e := extents{map[string]*ast.FragmentDefinition{}, map[string]extent{}, map[string]int{}}
	for _, fragment := range document.Fragments {
		e.fragments[fragment.Name] = fragment
	}
	for _, fragment := range document.Fragments {
		e.fragment(fragment.Name)
	}
	for _, definition := range document.Operations {
		found := e.selections(definition.SelectionSet)
		if found.depth > limits.Depth {
			return tooDeep(limits.Depth)
		}
		if found.fields > limits.Cost {
			return tooCostly(found.fields, limits.Cost)
		}
	}
	return e.checkEffort(len(document.Operations) + len(document.Fragments))
}

// checkEffort refuses a document of so many definitions that would keep validation busy. Its fields were walked already.
func (e extents) checkEffort(definitions int) *fault.Error {
	comparisons, visits := 0, 0
	for _, times := range e.repeats {
		comparisons += times * times
		visits += times * definitions
	}
	busy := func(cost, limit int) *fault.Error {
		return fault.New(fault.TooCostly, "The question repeats itself too often to be checked. Ask for each field once.").
			With("cost", cost).With("limit", limit)
	}
	switch {
	case comparisons > mostComparisons:
		return busy(comparisons, mostComparisons)
	case visits > mostVisits:
		return busy(visits, mostVisits)
	}
	return nil
}

func (e extents) selections(set ast.SelectionSet) (sum extent) {
	for _, selection := range set {
		var one extent
		switch selection := selection.(type) {
		case *ast.Field:
			e.repeats[selection.Alias]++
			one = e.selections(selection.SelectionSet)
			one = extent{one.depth + 1, plus(one.fields, 1)}
		case *ast.InlineFragment:
			one = e.selections(selection.SelectionSet)
		case *ast.FragmentSpread:
			one = e.fragment(selection.Name)
		}
		sum = extent{max(sum.depth, one.depth), plus(sum.fields, one.fields)}
	}
	return sum
}

func (e extents) fragment(name string) extent {
	if known, ok := e.known[name]; ok {
		return known
	}
	fragment := e.fragments[name]
	if fragment == nil {
		return extent{} // validation will say so
	}
	e.known[name] = extent{} // a fragment within itself ends here; validation will say so
	e.known[name] = e.selections(fragment.SelectionSet)
	return e.known[name]
}

func tooDeep(limit int) *fault.Error {
	return fault.New(fault.TooDeep, "The question is nested more than %d deep.", limit).With("limit", limit)
}
