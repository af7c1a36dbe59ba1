package plan

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// What is refused at start-up though something seems to answer it: better no server than one that passes over an argument in silence, or
// answers another question.

// checkRootArguments refuses a root field that could not tell which records are meant.
func checkRootArguments(root *ast.FieldDefinition, def *ast.Definition, object *object) error {
	list := root.Type.Elem != nil
	for _, argument := range root.Arguments {
		switch name := argument.Name; {
		case isConnection(def) && isListArgument(name), isConnection(def) && isClock(name) && object.model.then != "",
			object == nil && name == map[bool]string{false: "id", true: "ids"}[list],
			object != nil && !list && object.fields[name].column != nil:
		default:
			return fmt.Errorf("nothing takes its argument %s", name)
		}
	}
	if !isConnection(def) && (len(root.Arguments) == 0 || object != nil && list) {
		return fmt.Errorf("it has no argument that tells which record is meant, and is no page of a list")
	}
	return nil
}

// checkArguments refuses an argument that what answers the field does not take.
func (f field) checkArguments(defined *ast.FieldDefinition) error {
	for _, argument := range defined.Arguments {
		taken := false
		switch {
		case f.embedded != nil:
			taken = f.embedded.then.takes(argument.Name)
		case f.translated() || f.detail != nil:
			taken = argument.Name == "language"
		case f.relation != nil:
			taken = f.relation.connection && isListArgument(argument.Name) || isClock(argument.Name) && f.relation.relation.toldThen()
		case f.function != nil:
			function := f.function.function
			taken = f.function.connection && (isListArgument(argument.Name) || isClock(argument.Name) && f.function.object.model.then != "") ||
				function.takes(argument.Name) || argument.Name == "language" && slices.Contains(function.inputs, wantedTags)
			if !taken {
				return fmt.Errorf("the function %s does not take its argument %s", f.function.function.name, argument.Name)
			}
		}
		if !taken {
			return fmt.Errorf("nothing takes its argument %s", argument.Name)
		}
	}
	return nil
}

// checkColumns refuses a function that stands in for a row, and lacks a column that an object on that row reads.
func (f function) checkColumns(of *object) error {
	for _, answer := range of.fields {
		needed := []string{"id"}
		switch {
		case answer.column != nil:
			needed = append(needed, answer.column.name)
		case answer.detail != nil:
			needed = append(needed, answer.detail.column.name)
		case answer.relation != nil:
			for _, pair := range append(answer.relation.relation.on, answer.relation.relation.own...) {
				needed = append(needed, pair.left)
			}
		case answer.embedded != nil:
			if err := f.checkColumns(answer.embedded.object); err != nil {
				return err
			}
		}
		for _, name := range needed {
			if !slices.ContainsFunc(f.columns, func(returned parameter) bool { return returned.name == name }) {
				return fmt.Errorf("the function %s returns no column %s", f.name, name)
			}
		}
	}
	return nil
}

// listFields are the fields of a page of a list, of its edges and of its place in the list.
var listFields = map[string][]string{
	"":         {"edges", "nodes", "pageInfo", "totalCount", "totalCountIsExact"},
	"edges":    {"cursor", "node"},
	"pageInfo": {"hasNextPage", "hasPreviousPage", "startCursor", "endCursor"},
}

// checkConnection refuses a page of a list that says more than pages say.
func (m *mapping) checkConnection(def *ast.Definition, extras map[string]*calling) error {
	for part, known := range listFields {
		at := def
		if within := def.Fields.ForName(part); within != nil {
			at = m.schema.Types[within.Type.Name()]
		} else if part != "" {
			continue
		}
		for _, defined := range at.Fields {
			if !slices.Contains(known, defined.Name) && (part != "" || extras[defined.Name] == nil) {
				return fmt.Errorf("the schema's field %s.%s: no page of a list has it", at.Name, defined.Name)
			}
		}
	}
	return nil
}

// checkPages refuses a size of pages that no statement is made for.
func checkPages(listed *ast.FieldDefinition, paged bool) error {
	if listed.Directives.ForName("pages") == nil {
		return nil
	}
	if most := mostOf(listed); !paged || most < 1 || most > pageLargest {
		return fmt.Errorf("the schema's field %s has pages of %d records; pages are of lists, and from 1 to %d", listed.Name, most, pageLargest)
	}
	return nil
}
