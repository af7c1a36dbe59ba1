package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// reference answers a question as slowly and as obviously as can be: field by field, over rows in memory, by the algorithm of section 6 of the
// GraphQL specification. What it answers, the planner must answer.
type reference struct {
	inputs
	world    world // as it is where the field at hand stands
	present  world
	clocks   row // asOf and knownAt, as they are given around
	question Question
	missing  int // how many lookups found nothing
}

func (h *house) reference(question Question) *reference {
	return &reference{inputs: inputs{h.mapping.schema}, world: h.world, present: h.world, clocks: row{}, question: question}
}

func (r *reference) answer() string {
	data := r.executeSelectionSet(r.schema.Query, row{}, r.question.Operation.SelectionSet)
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(data); err != nil {
		panic(err) // it holds nothing but what JSON has
	}
	return strings.TrimSpace(written.String())
}

// members are what a JSON object holds, in order.
type members []member

type member struct {
	key   string
	value any
}

func (m members) MarshalJSON() ([]byte, error) {
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	for i, member := range m {
		written.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
		fmt.Fprintf(&written, "%q:", member.key)
		if err := encoder.Encode(member.value); err != nil {
			return nil, err
		}
	}
	if len(m) == 0 {
		return []byte("{}"), nil
	}
	return append(written.Bytes(), '}'), nil
}

func (r *reference) executeSelectionSet(typ *ast.Definition, value row, set ast.SelectionSet) members {
	data := members{}
	for _, fields := range r.collectFields(typ, set, map[string]bool{}) {
		data = append(data, member{fields[0].Alias, r.executeField(typ, value, fields)})
	}
	return data
}

// collectFields groups fields by response key, in the order in which each key is first met.
func (r *reference) collectFields(typ *ast.Definition, set ast.SelectionSet, visited map[string]bool) (grouped [][]*ast.Field) {
	add := func(fields ...*ast.Field) {
		for i := range grouped {
			if grouped[i][0].Alias == fields[0].Alias {
				grouped[i] = append(grouped[i], fields...)
				return
			}
		}
		grouped = append(grouped, fields)
	}
	addAll := func(groups [][]*ast.Field) {
		for _, fields := range groups {
			add(fields...)
		}
	}
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if r.included(selection.Directives) {
				add(selection)
			}
		case *ast.FragmentSpread:
			if !r.included(selection.Directives) || visited[selection.Name] {
				continue
			}
			visited[selection.Name] = true
			if fragment := r.question.Fragments.ForName(selection.Name); r.doesFragmentTypeApply(typ, fragment.TypeCondition) {
				addAll(r.collectFields(typ, fragment.SelectionSet, visited))
			}
		case *ast.InlineFragment:
			if r.included(selection.Directives) && r.doesFragmentTypeApply(typ, selection.TypeCondition) {
				addAll(r.collectFields(typ, selection.SelectionSet, visited))
			}
		}
	}
	return grouped
}

func (r *reference) included(directives ast.DirectiveList) bool {
	says := func(name string) any {
		directive := directives.ForName(name)
		if directive == nil {
			return nil
		}
		return r.literal(ast.NonNullNamedType("Boolean", nil), directive.Arguments[0].Value, r.question.Variables)
	}
	return says("skip") != true && says("include") != false
}

func (r *reference) doesFragmentTypeApply(typ *ast.Definition, condition string) bool {
	if condition == "" || condition == typ.Name || slices.Contains(typ.Interfaces, condition) {
		return true
	}
	return slices.Contains(r.schema.Types[condition].Types, typ.Name) // of a union
}

func (r *reference) executeField(typ *ast.Definition, value row, fields []*ast.Field) any {
	if fields[0].Name == "__typename" {
		return typ.Name
	}
	def := typ.Fields.ForName(fields[0].Name)
	arguments := r.arguments(def, fields[0], r.question.Variables)
	defer r.at(def, arguments)()
	resolved := r.resolve(typ, value, def, arguments)
	if strings.HasSuffix(def.Type.Name(), "Connection") {
		resolved = r.page(r.schema.Types[def.Type.Name()], resolved.([]row), arguments)
	}
	return r.completeValue(def.Type, fields, resolved)
}

func (r *reference) completeValue(typ *ast.Type, fields []*ast.Field, value any) any {
	def := r.schema.Types[typ.Name()]
	if rows, is := value.([]row); is {
		list := []any{}
		for _, element := range rows {
			list = append(list, r.completeValue(typ.Elem, fields, element))
		}
		return list
	}
	object, _ := value.(row)
	switch {
	case def.IsLeafType():
		return value
	case object == nil:
		return nil
	case def.IsAbstractType():
		def = r.schema.Types[object["__typename"].(string)]
	}
	merged := ast.SelectionSet{}
	for _, field := range fields {
		merged = append(merged, field.SelectionSet...)
	}
	return r.executeSelectionSet(def, object, merged)
}

// resolve is the value of a field before it is completed: what the library's resolvers say, else the column of that name.
func (r *reference) resolve(typ *ast.Definition, value row, def *ast.FieldDefinition, arguments row) any {
	if resolver := resolvers[typ.Name+"."+def.Name]; resolver != nil {
		return resolver(r, value, arguments)
	}
	if def.Name == "id" {
		return idPrefixes[typ.Name] + "_" + value["id"].(string)
	}
	if found, there := value[def.Name]; there {
		return found
	}
	return value[underscored(def.Name)]
}

// underscored writes publishedOn as published_on.
func underscored(name string) string {
	var written strings.Builder
	for _, letter := range name {
		if letter >= 'A' && letter <= 'Z' {
			written.WriteByte('_')
			letter += 'a' - 'A'
		}
		written.WriteRune(letter)
	}
	return written.String()
}
