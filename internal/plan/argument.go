package plan

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// argument is one argument of a field, as a way to its value: the value itself comes with each question.
type argument struct {
	name   string // as errors name it: recommendations.first
	value  *ast.Value
	typ    *ast.Type
	schema *ast.Schema
	words  int // how many characters of words it may hold; zero for what is not searched for
}

// argumentOf finds an argument of a field, or its default. An argument that is absent, or null, or a variable without a value, is nil.
func (c *compiler) argumentOf(where string, asked *ast.Field, name string) *argument {
	defined := asked.Definition.Arguments.ForName(name)
	if defined == nil {
		return nil
	}
	found := &argument{name: where + "." + name, typ: defined.Type, value: defined.DefaultValue, schema: c.schema, words: mostWords(defined.Directives)}
	if given := asked.Arguments.ForName(name); given != nil && !isAbsent(given.Value, c.question.Variables) {
		found.value = given.Value
	}
	if found.value == nil || found.in(c.question.Variables) == nil {
		return nil
	}
	return found
}

// mostWords is how many characters of words the directive @words allows; zero where it is not there.
func mostWords(directives ast.DirectiveList) int {
	words := directives.ForName("words")
	if words == nil {
		return 0
	}
	given := words.Arguments.ForName("atMost")
	if given == nil {
		given = &ast.Argument{Value: words.Definition.Arguments.ForName("atMost").DefaultValue}
	}
	most, err := strconv.Atoi(given.Value.Raw)
	if err != nil {
		return 0 // which the schema's own validation does not let through
	}
	return most
}

// isAbsent says whether a value is a variable that was not given, which counts as if the argument were not there.
func isAbsent(value *ast.Value, variables map[string]any) bool {
	if value.Kind != ast.Variable {
		return false
	}
	_, given := variables[value.Raw]
	return !given
}

// in is the argument's value among these variables; nil for null.
func (a *argument) in(variables map[string]any) any {
	return read(a.schema, a.typ, a.value, variables)
}

// read reads a value as it is written, and makes of it what a variable of that value would be: input objects get their defaults, and a single
// value stands for a list of one.
func read(schema *ast.Schema, typ *ast.Type, written *ast.Value, variables map[string]any) any {
	switch {
	case written.Kind == ast.Variable:
		return variables[written.Raw]
	case written.Kind == ast.NullValue:
		return nil
	case typ.Elem != nil && written.Kind != ast.ListValue:
		return []any{read(schema, typ.Elem, written, variables)}
	case typ.Elem != nil:
		list := []any{}
		for _, child := range written.Children {
			list = append(list, read(schema, typ.Elem, child.Value, variables))
		}
		return list
	case written.Kind == ast.ObjectValue && schema.Types[typ.Name()].Kind == ast.InputObject:
		return readObject(schema, schema.Types[typ.Name()], written, variables)
	}
	value, err := written.Value(variables)
	if err != nil {
		return written.Raw // a number too long for Go: what it should be is checked later
	}
	return value
}

func readObject(schema *ast.Schema, def *ast.Definition, written *ast.Value, variables map[string]any) map[string]any {
	object := map[string]any{}
	for _, defined := range def.Fields {
		value := written.Children.ForName(defined.Name)
		if value == nil || isAbsent(value, variables) {
			value = defined.DefaultValue
		}
		if value != nil {
			object[defined.Name] = read(schema, defined.Type, value, variables)
		}
	}
	return object
}

// reading is a way from the variables of a question to a value.
type reading func(variables map[string]any) any

// key reads one field of an input object.
func (r reading) key(name string) reading {
	return func(variables map[string]any) any {
		object, _ := r(variables).(map[string]any)
		return object[name]
	}
}

// index reads one element of a list; a single value counts as a list of one.
func (r reading) index(i int) reading {
	return func(variables map[string]any) any {
		list := asList(r(variables))
		if i >= len(list) {
			return nil
		}
		return list[i]
	}
}

// asList applies GraphQL's input coercion: a single value stands for a list of one.
func asList(value any) []any {
	switch value := value.(type) {
	case nil:
		return nil
	case []any:
		return value
	default:
		return []any{value}
	}
}

// asInt reads a number however it came: from a literal, or from JSON.
func asInt(value any) (int, error) {
	switch value := value.(type) {
	case int:
		return value, nil
	case int64:
		return int(value), nil
	case float64:
		return int(value), nil
	case json.Number:
		return strconv.Atoi(value.String())
	case string:
		return strconv.Atoi(value)
	}
	return 0, fmt.Errorf("%T is no number", value)
}

func asText(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case fmt.Stringer:
		return value.String()
	}
	return fmt.Sprint(value)
}
