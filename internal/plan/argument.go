package plan

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// argument is one argument of a field, as a way to its value: the value itself comes with each question.
type argument struct {
	name  string // as errors name it: recommendations.first
	value *ast.Value
	typ   *ast.Type
}

// argumentOf finds an argument of a field, or its default. An argument that is absent, or null, or a variable without a value, is nil.
func (c *compiler) argumentOf(where string, asked *ast.Field, name string) *argument {
	defined := asked.Definition.Arguments.ForName(name)
	if defined == nil {
		return nil
	}
	found := &argument{name: where + "." + name, typ: defined.Type, value: defined.DefaultValue}
	if given := asked.Arguments.ForName(name); given != nil && !c.isAbsent(given.Value) {
		found.value = given.Value
	}
	if found.value == nil || found.in(c.question.Variables) == nil {
		return nil
	}
	return found
}

// isAbsent says whether a value is a variable that was not given, which counts as if the argument were not there.
func (c *compiler) isAbsent(value *ast.Value) bool {
	if value.Kind != ast.Variable {
		return false
	}
	_, given := c.question.Variables[value.Raw]
	return !given
}

// in is the argument's value among these variables; nil for null.
func (a *argument) in(variables map[string]any) any {
	value, err := a.value.Value(variables)
	if err != nil {
		return nil
	}
	return value
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
