package plan

import (
	"fmt"
	"sort"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// shape tells apart the variables that make different statements of one operation: which are given, down to the fields of input objects;
// booleans, since they switch fields on and off; enums that stand alone, since they choose orders; and the sizes of pages. What is only ever a
// parameter is not part of it.
func (m *mapping) shape(question Question) string {
	var shape strings.Builder
	for _, defined := range question.Operation.VariableDefinitions {
		value, given := question.Variables[defined.Variable]
		if !given {
			shape.WriteByte('-')
			continue
		}
		m.writeShape(&shape, defined.Type, value)
		shape.WriteByte(';')
	}
	return shape.String()
}

func (m *mapping) writeShape(shape *strings.Builder, typ *ast.Type, value any) {
	if value == nil {
		shape.WriteByte('0')
		return
	}
	if typ.Elem != nil {
		m.writeListShape(shape, typ.Elem, asList(value))
		return
	}
	def := m.schema.Types[typ.NamedType]
	switch {
	case def.Kind == ast.InputObject:
		object, _ := value.(map[string]any)
		shape.WriteByte('{')
		for _, key := range sortedKeys(object) {
			if defined := def.Fields.ForName(key); defined != nil {
				shape.WriteString(key + ":")
				m.writeShape(shape, defined.Type, object[key])
				shape.WriteByte(',')
			}
		}
		shape.WriteByte('}')
	case def.Name == "Boolean" || def.Kind == ast.Enum:
		fmt.Fprint(shape, value)
	case def.Name == "Int":
		wanted, _ := asInt(value)
		fmt.Fprint(shape, pageSize(wanted))
	default:
		shape.WriteByte('1')
	}
}

// writeListShape writes a list of input objects one by one, since each is a condition of its own; other lists are one parameter.
func (m *mapping) writeListShape(shape *strings.Builder, elem *ast.Type, list []any) {
	if def := m.schema.Types[elem.Name()]; def.Kind != ast.InputObject {
		shape.WriteByte('1')
		return
	}
	shape.WriteByte('[')
	for _, element := range list {
		m.writeShape(shape, elem, element)
		shape.WriteByte(',')
	}
	shape.WriteByte(']')
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
