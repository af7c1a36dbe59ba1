package plan

import "github.com/vektah/gqlparser/v2/ast"

// collected is everything that is asked under one response key: the same field, perhaps several times, its selections to be merged.
type collected struct {
	key        string
	field      *ast.Field
	selections []ast.SelectionSet
}

// collect gathers the fields that are asked of one concrete type, in the order in which they are first asked, as the specification's
// CollectFields does.
func (c *compiler) collect(def *ast.Definition, sets []ast.SelectionSet) []*collected {
	gathering := gathering{compiler: c, def: def, byKey: map[string]*collected{}, spread: map[string]bool{}}
	for _, set := range sets {
		gathering.walk(set)
	}
	return gathering.fields
}

type gathering struct {
	*compiler
	def    *ast.Definition
	fields []*collected
	byKey  map[string]*collected
	spread map[string]bool
}

func (g *gathering) walk(set ast.SelectionSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if g.included(selection.Directives) {
				g.add(selection)
			}
		case *ast.InlineFragment:
			if g.included(selection.Directives) && g.applies(selection.TypeCondition) {
				g.walk(selection.SelectionSet)
			}
		case *ast.FragmentSpread:
			if g.spread[selection.Name] || !g.included(selection.Directives) {
				continue
			}
			g.spread[selection.Name] = true
			if fragment := g.question.Fragments.ForName(selection.Name); fragment != nil && g.applies(fragment.TypeCondition) {
				g.walk(fragment.SelectionSet)
			}
		}
	}
}

func (g *gathering) add(asked *ast.Field) {
	key := asked.Alias
	known := g.byKey[key]
	if known == nil {
		known = &collected{key: key, field: g.concrete(asked)}
		g.byKey[key] = known
		g.fields = append(g.fields, known)
	}
	known.selections = append(known.selections, asked.SelectionSet)
}

// concrete is a field as the type at hand defines it: one that was asked of an interface can have more arguments here, and other defaults.
func (g *gathering) concrete(asked *ast.Field) *ast.Field {
	defined := g.def.Fields.ForName(asked.Name)
	if defined == nil || asked.ObjectDefinition == g.def {
		return asked
	}
	concrete := *asked
	concrete.ObjectDefinition, concrete.Definition = g.def, defined
	return &concrete
}

// applies says whether a fragment on a type is about the type at hand.
func (g *gathering) applies(condition string) bool {
	if condition == "" || condition == g.def.Name {
		return true
	}
	for _, possible := range g.schema.PossibleTypes[condition] {
		if possible.Name == g.def.Name {
			return true
		}
	}
	return false
}

// included applies @skip and @include. Their variables are part of a plan's shape.
func (c *compiler) included(directives ast.DirectiveList) bool {
	holds := func(name string) (is, given bool) {
		directive := directives.ForName(name)
		if directive == nil {
			return false, false
		}
		value, err := directive.Arguments.ForName("if").Value.Value(c.question.Variables)
		is, _ = value.(bool)
		return is, err == nil
	}
	if skip, given := holds("skip"); given && skip {
		return false
	}
	include, given := holds("include")
	return !given || include
}
