package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// misplacedNull finds a variable that is null where null may not stand. Validation lets a variable that may be null stand there if it has a
// default, since that is what it will be when it is absent; but it can be given as null nonetheless.
func misplacedNull(op *operation) *fault.Error {
	search := nullSearch{nulls: map[string]bool{}, visited: map[string]bool{}}
	for name, value := range op.variables {
		if value == nil {
			search.nulls[name] = true
		}
	}
	if len(search.nulls) == 0 {
		return nil
	}
	search.selections(op.definition.SelectionSet)
	if search.found == "" {
		return nil
	}
	return badVariable(search.found, "must not be null where it is used")
}

type nullSearch struct {
	nulls   map[string]bool // the variables that are null
	visited map[string]bool // the fragments that were searched
	found   string          // a variable that is null in the wrong place
}

func (s *nullSearch) selections(set ast.SelectionSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			s.directives(selection.Directives)
			s.arguments(selection.Arguments)
			s.selections(selection.SelectionSet)
		case *ast.InlineFragment:
			s.directives(selection.Directives)
			s.selections(selection.SelectionSet)
		case *ast.FragmentSpread:
			s.directives(selection.Directives)
			if !s.visited[selection.Name] {
				s.visited[selection.Name] = true
				s.selections(selection.Definition.SelectionSet)
			}
		}
	}
}

func (s *nullSearch) directives(list ast.DirectiveList) {
	for _, directive := range list {
		s.arguments(directive.Arguments)
	}
}

func (s *nullSearch) arguments(list ast.ArgumentList) {
	for _, argument := range list {
		s.value(argument.Value)
	}
}

func (s *nullSearch) value(value *ast.Value) {
	if value.Kind == ast.Variable && s.nulls[value.Raw] && value.ExpectedType != nil && value.ExpectedType.NonNull {
		s.found = value.Raw
	}
	for _, child := range value.Children {
		s.value(child.Value)
	}
}
