package plan

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

var errNotOne = errors.New("not one operation")

// inputs coerces what a client sends, as the specification says it: section 3.10 for input objects, 6.1.2 for variables and 6.4.1 for
// arguments. Int is an int64, a list is a []any, an input object a map with its defaults.
type inputs struct{ schema *ast.Schema }

func (in inputs) variables(operation *ast.OperationDefinition, given map[string]any) (map[string]any, error) {
	coerced := map[string]any{}
	for _, defined := range operation.VariableDefinitions {
		value, there := given[defined.Variable]
		switch {
		case there:
			value, err := in.coerce(defined.Type, value)
			if err != nil {
				return nil, fmt.Errorf("$%s: %w", defined.Variable, err)
			}
			coerced[defined.Variable] = value
		case defined.DefaultValue != nil:
			coerced[defined.Variable] = in.literal(defined.Type, defined.DefaultValue, nil)
		case defined.Type.NonNull:
			return nil, fmt.Errorf("$%s is missing", defined.Variable)
		}
	}
	return coerced, nil
}

// coerce makes of a value, as JSON has it, what its type says.
func (in inputs) coerce(typ *ast.Type, value any) (any, error) {
	switch {
	case value == nil && typ.NonNull:
		return nil, errors.New("null where there may be none")
	case value == nil:
		return nil, nil
	case typ.Elem != nil:
		return in.coerceList(typ.Elem, value)
	case in.schema.Types[typ.NamedType].Kind == ast.InputObject:
		return in.coerceObject(in.schema.Types[typ.NamedType], value)
	case typ.NamedType == "Int":
		return strconv.ParseInt(fmt.Sprint(value), 10, 32)
	case typ.NamedType == "Boolean":
		if _, is := value.(bool); !is {
			return nil, errors.New("no boolean")
		}
	case in.schema.Types[typ.NamedType].Kind == ast.Enum:
		if name, is := value.(string); !is || in.schema.Types[typ.NamedType].EnumValues.ForName(name) == nil {
			return nil, errors.New("no value of the enum")
		}
	default:
		if number, is := value.(json.Number); is {
			return number.String(), nil
		}
		if _, is := value.(string); !is {
			return nil, errors.New("no string")
		}
	}
	return value, nil
}

func (in inputs) coerceList(elem *ast.Type, value any) (any, error) {
	given, is := value.([]any)
	if !is {
		given = []any{value}
	}
	list := []any{}
	for _, element := range given {
		coerced, err := in.coerce(elem, element)
		if err != nil {
			return nil, err
		}
		list = append(list, coerced)
	}
	return list, nil
}

func (in inputs) coerceObject(def *ast.Definition, value any) (any, error) {
	given, is := value.(map[string]any)
	if !is {
		return nil, errors.New("no object")
	}
	object := map[string]any{}
	for _, field := range def.Fields {
		value, there := given[field.Name]
		switch {
		case there:
			coerced, err := in.coerce(field.Type, value)
			if err != nil {
				return nil, err
			}
			object[field.Name] = coerced
		case field.DefaultValue != nil:
			object[field.Name] = in.literal(field.Type, field.DefaultValue, nil)
		case field.Type.NonNull:
			return nil, fmt.Errorf("%s is missing", field.Name)
		}
	}
	return object, nil
}

// literal reads a value of a document, in which variables that are not there count as not written.
func (in inputs) literal(typ *ast.Type, value *ast.Value, variables map[string]any) any {
	switch {
	case value.Kind == ast.Variable:
		return variables[value.Raw]
	case value.Kind == ast.NullValue:
		return nil
	case typ.Elem != nil:
		if value.Kind != ast.ListValue {
			return []any{in.literal(typ.Elem, value, variables)}
		}
		list := []any{}
		for _, child := range value.Children {
			list = append(list, in.literal(typ.Elem, child.Value, variables))
		}
		return list
	case value.Kind == ast.ObjectValue:
		object := map[string]any{}
		for _, field := range in.schema.Types[typ.NamedType].Fields {
			if value := given(value.Children.ForName(field.Name), field.DefaultValue, variables); value != nil {
				object[field.Name] = in.literal(field.Type, value, variables)
			}
		}
		return object
	}
	read, err := value.Value(nil)
	if err != nil {
		return value.Raw
	}
	return read
}

// given is what was written, else the default, else nil.
func given(written, standard *ast.Value, variables map[string]any) *ast.Value {
	if written == nil {
		return standard
	}
	if _, there := variables[written.Raw]; written.Kind == ast.Variable && !there {
		return standard
	}
	return written
}

func (in inputs) arguments(def *ast.FieldDefinition, asked *ast.Field, variables map[string]any) map[string]any {
	coerced := map[string]any{}
	for _, defined := range def.Arguments {
		var written *ast.Value
		if argument := asked.Arguments.ForName(defined.Name); argument != nil {
			written = argument.Value
		}
		if value := given(written, defined.DefaultValue, variables); value != nil {
			coerced[defined.Name] = in.literal(defined.Type, value, variables)
		}
	}
	return coerced
}
