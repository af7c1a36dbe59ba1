package graph

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// coerceVariables makes of the values given, as JSON has them, what the schema's types say, by the rules of the specification: Int is an int64,
// Float a float64, ID and enums are strings, a list is a []any and an input a map[string]any with its defaults filled in. What no variable is
// declared for is passed over; a variable that is neither given nor has a default is absent.
func coerceVariables(schema *ast.Schema, definition *ast.OperationDefinition, given map[string]any) (map[string]any, *fault.Error) {
	coerced := map[string]any{}
	for _, variable := range definition.VariableDefinitions {
		name := variable.Variable
		value, ok := given[name]
		if !ok && variable.DefaultValue != nil {
			standard, err := variable.DefaultValue.Value(nil)
			if err != nil {
				return nil, badVariable(name, "has a default that makes no sense")
			}
			value, ok = standard, true
		}
		if !ok {
			if variable.Type.NonNull {
				return nil, badVariable(name, "is missing")
			}
			continue
		}
		value, problem := coercer{schema}.value(name, variable.Type, value)
		if problem != nil {
			return nil, problem
		}
		coerced[name] = value
	}
	return coerced, nil
}

func badVariable(path, what string) *fault.Error {
	return fault.About(shorten(path), fault.BadVariable, "The variable %s %s.", shorten(path), what)
}

type coercer struct{ schema *ast.Schema }

// value coerces one value. Path leads to it: the variable's name, then the names of fields and the places in lists.
func (c coercer) value(path string, kind *ast.Type, given any) (any, *fault.Error) {
	if given == nil {
		if kind.NonNull {
			return nil, badVariable(path, "must not be null")
		}
		return nil, nil
	}
	if kind.Elem != nil {
		return c.list(path, kind.Elem, given)
	}
	def := c.schema.Types[kind.NamedType]
	switch def.Kind {
	case ast.InputObject:
		return c.object(path, def, given)
	case ast.Enum:
		return enum(path, def, given)
	default:
		return scalar(path, def.Name, given)
	}
}

// list coerces a list; one value stands for a list of one.
func (c coercer) list(path string, element *ast.Type, given any) (any, *fault.Error) {
	items, ok := given.([]any)
	if !ok {
		one, problem := c.value(path, element, given)
		return []any{one}, problem
	}
	coerced := make([]any, len(items))
	for i, item := range items {
		value, problem := c.value(path+"."+strconv.Itoa(i), element, item)
		if problem != nil {
			return nil, problem
		}
		coerced[i] = value
	}
	return coerced, nil
}

func (c coercer) object(path string, def *ast.Definition, given any) (any, *fault.Error) {
	fields, ok := given.(map[string]any)
	if !ok {
		return nil, badVariable(path, "must be an object, of type "+def.Name)
	}
	for name := range fields {
		if def.Fields.ForName(name) == nil {
			return nil, badVariable(path+"."+name, "is nothing that "+def.Name+" has")
		}
	}
	coerced := map[string]any{}
	for _, field := range def.Fields {
		value, ok := fields[field.Name]
		if !ok && field.DefaultValue != nil {
			value, _ = field.DefaultValue.Value(nil) // the schema was checked when it was loaded
			ok = true
		}
		if !ok {
			if field.Type.NonNull {
				return nil, badVariable(path+"."+field.Name, "is missing")
			}
			continue
		}
		value, problem := c.value(path+"."+field.Name, field.Type, value)
		if problem != nil {
			return nil, problem
		}
		coerced[field.Name] = value
	}
	if def.Directives.ForName("oneOf") != nil && !isOne(coerced) {
		return nil, badVariable(path, "must have exactly one field, and not null")
	}
	return coerced, nil
}

func isOne(fields map[string]any) bool {
	for _, value := range fields {
		return len(fields) == 1 && value != nil
	}
	return false
}

func enum(path string, def *ast.Definition, given any) (any, *fault.Error) {
	if name, ok := given.(string); ok && def.EnumValues.ForName(name) != nil {
		return name, nil
	}
	return nil, badVariable(path, "must be a value of the enum "+def.Name)
}

// scalar coerces a value of a scalar type. What a scalar of our own means is for whoever reads it; here it is anything but a list or an object.
func scalar(path, name string, given any) (any, *fault.Error) {
	coerced, ok := given, false
	switch given := given.(type) {
	case json.Number, int64, float64:
		coerced, ok = number(name, given)
	case string:
		ok = !slices.Contains([]string{"Int", "Float", "Boolean"}, name)
		if strings.ContainsRune(given, 0) {
			return nil, badVariable(path, "must not hold the character U+0000")
		}
	case bool:
		ok = !slices.Contains([]string{"Int", "Float", "String", "ID"}, name)
	}
	if !ok {
		return nil, badVariable(path, "must be "+scalarWords(name))
	}
	return coerced, nil
}

// number coerces a number as JSON or the parser has it: 2.0 is an Int too, and an ID is taken as it is written.
func number(name string, given any) (any, bool) {
	text, ok := given.(json.Number)
	if !ok {
		raw, err := json.Marshal(given)
		if err != nil {
			return nil, false
		}
		text = json.Number(raw)
	}
	float, err := text.Float64()
	if err != nil {
		return nil, false
	}
	whole, err := text.Int64()
	isWhole := err == nil
	if !isWhole && float == math.Trunc(float) && math.Abs(float) < 1<<53 {
		whole, isWhole = int64(float), true
	}
	switch name {
	case "Int":
		return whole, isWhole && whole >= math.MinInt32 && whole <= math.MaxInt32
	case "Float":
		return float, true
	case "ID":
		return text.String(), !strings.ContainsAny(text.String(), ".eE")
	case "String", "Boolean":
		return nil, false
	}
	if isWhole {
		return whole, true
	}
	return float, true
}

func scalarWords(name string) string {
	words := map[string]string{
		"Int":     "a whole number of at most 32 bits",
		"Float":   "a number",
		"String":  "a string",
		"Boolean": "true or false",
		"ID":      "a string or a whole number",
	}
	if known := words[name]; known != "" {
		return known
	}
	return "a " + name + ", not a list or an object"
}
