package tracker_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// curious makes questions of the schema, so that what is added to it is asked for without being told: every field of the root, with all that
// is in its records and in the records that hang on these; and every list by every filter.
type curious struct {
	schema   *ast.Schema
	words    []string          // what is looked for where a text is wanted
	ids      []string          // of records of all kinds
	prefixes map[string]string // what the ids of a type begin with
	places   []string          // references of places
	clocks   map[string]string // what is given to arguments of these names, which can be left out
}

// questions are asked one by one: a name, which stays the same, and the text.
func (e curious) questions() map[string]string {
	made := map[string]string{}
	for _, root := range e.roots() {
		depth := 1
		if root.Arguments.ForName("id") != nil || root.Arguments.ForName("ids") != nil {
			depth = 0 // what hangs on a record is asked for where it is listed
		}
		for i, given := range e.arguments(root) {
			made[fmt.Sprintf("%s %d", root.Name, i)] = "{ " + root.Name + given + e.selected(root.Type, depth) + " }"
		}
	}
	return made
}

// questionsWithFilters ask for every list by every filter.
func (e curious) questionsWithFilters() map[string]string {
	made := map[string]string{}
	for _, root := range e.roots() {
		for i, filtered := range e.filtered(root) {
			made[fmt.Sprintf("%s filtered %d", root.Name, i)] = filtered
		}
		if argument := root.Arguments.ForName("filter"); argument != nil {
			for i, named := range e.named(e.schema.Types[argument.Type.Name()]) { // each alone, since it may be refused
				made[fmt.Sprintf("%s named %d", root.Name, i)] = "{ " + root.Name + "(filter: " + named + ") { __typename } }"
			}
		}
	}
	return made
}

func (e curious) roots() (roots []*ast.FieldDefinition) {
	for _, root := range e.schema.Query.Fields {
		if !strings.HasPrefix(root.Name, "__") {
			roots = append(roots, root)
		}
	}
	return roots
}

// arguments are the ways to ask for a field: with no argument that it can do without; or, where it cannot tell which record is meant, each.
func (e curious) arguments(of *ast.FieldDefinition) (ways []string) {
	var needed []*ast.ArgumentDefinition
	for _, argument := range of.Arguments {
		switch {
		case argument.Type.NonNull && argument.DefaultValue == nil:
			needed = append(needed, argument)
		case argument.Name == "id":
			for _, id := range e.ids {
				if strings.HasPrefix(id, e.prefixes[of.Type.Name()]+"_") {
					ways = append(ways, "(id: \""+id+"\")")
				}
			}
		case argument.Name == "reference" && e.prefixes[of.Type.Name()] != "":
			for _, word := range e.words {
				ways = append(ways, "(reference: \""+word+"\")")
			}
		}
	}
	if len(ways) > 0 {
		return ways
	}
	ways = []string{""}
	for _, argument := range needed {
		var more []string
		for _, way := range ways {
			for _, value := range e.values(argument.Name, argument.Type) {
				more = append(more, way+argument.Name+": "+value+", ")
			}
		}
		ways = more
	}
	for _, name := range slices.Sorted(maps.Keys(e.clocks)) {
		if of.Arguments.ForName(name) != nil {
			for i := range ways {
				ways[i] += name + ": " + e.clocks[name] + ", "
			}
		}
	}
	if of.Arguments.ForName("first") != nil {
		for i := range ways {
			ways[i] += "first: 100"
		}
	}
	for i, way := range ways {
		if way != "" {
			ways[i] = "(" + way + ")"
		}
	}
	return ways
}

// values are what an argument or a field of a filter can be given.
func (e curious) values(name string, typ *ast.Type) []string {
	def := e.schema.Types[typ.Name()]
	switch {
	case def.Kind == ast.Enum:
		var all []string
		for _, value := range def.EnumValues {
			all = append(all, value.Name)
		}
		return all
	case typ.Name() == "Boolean":
		return []string{"true", "false"}
	case typ.Name() == "Date" && name == "from":
		return []string{`"2020-01-01"`} // from which there are few months
	case typ.Name() == "Date":
		return []string{map[bool]string{true: `"2024-05-01"`, false: `"1990-01-01"`}[name == "to" || strings.HasSuffix(name, "Before")]}
	case typ.Name() == "DateTime":
		return []string{`"1990-01-01T00:00:00Z"`}
	case typ.Name() == "LanguageTag":
		return []string{`"en"`, `"fr"`}
	case typ.Name() == "Int":
		return []string{"10"}
	case typ.Name() == "ID":
		if typ.Elem != nil {
			return []string{`["` + strings.Join(e.ids, `", "`) + `"]`}
		}
		return quoted(e.ids)
	case typ.Name() == "String" && name != "reference":
		return quoted(e.words)
	case typ.Name() == "PlaceRef":
		var all []string
		for _, place := range e.places {
			all = append(all, "{reference: \""+place+"\"}")
		}
		return all
	case def.Kind == ast.InputObject:
		return []string{"{}"}
	}
	return nil
}

func quoted(words []string) (all []string) {
	for _, word := range words {
		all = append(all, "\""+word+"\"")
	}
	return all
}

// selected is the selection of all that a type has, and of what hangs on it to a depth. A page of a list is as deep as the list.
func (e curious) selected(typ *ast.Type, depth int, within ...string) string {
	def := e.schema.Types[typ.Name()]
	switch {
	case def.IsLeafType():
		return ""
	case def.IsAbstractType():
		var parts []string
		for _, possible := range e.schema.PossibleTypes[def.Name] {
			if possible.Kind == ast.Object {
				parts = append(parts, "... on "+possible.Name+" { "+e.fields(possible, depth, possible.Name+"_", within)+" }")
			}
		}
		slices.Sort(parts)
		return " { __typename " + strings.Join(parts, " ") + " }"
	}
	return " { " + e.fields(def, depth, "", within) + " }"
}

func (e curious) fields(def *ast.Definition, depth int, prefix string, within []string) string {
	parts := []string{"__typename"}
	path := append(slices.Clone(within), def.Name)
	for _, field := range def.Fields {
		inner := e.schema.Types[field.Type.Name()]
		below := depth
		if e.isRecord(inner) || isPage(inner) || slices.Contains(path, inner.Name) { // or one of the same kind around it
			below--
		}
		if isPage(def) {
			below = depth // the page counted already
		}
		if strings.HasSuffix(def.Name, "Edge") && field.Name == "node" {
			continue // it is among the nodes
		}
		if below < 0 {
			continue
		}
		for i, given := range e.arguments(field) {
			if isPage(inner) {
				given = strings.ReplaceAll(given, "first: 100", "first: 20")
			}
			parts = append(parts, fmt.Sprintf("%s%s_%d: %s%s%s", prefix, field.Name, i, field.Name, given, e.selected(field.Type, below, path...)))
		}
	}
	return strings.Join(parts, " ")
}

// isRecord says whether a type is a record of its own, or can be one.
func (e curious) isRecord(def *ast.Definition) bool {
	return def.IsAbstractType() || slices.Contains(def.Interfaces, "Node")
}

func isPage(def *ast.Definition) bool { return strings.HasSuffix(def.Name, "Connection") }

// filtersAtOnce is how many filters are asked for by one question, which may hold so many conditions.
const filtersAtOnce = 12

// filtered are questions for a list by each field of its filter, and by each field of the filters within it that tells whether there is
// something.
func (e curious) filtered(root *ast.FieldDefinition) (questions []string) {
	argument := root.Arguments.ForName("filter")
	if argument == nil {
		return nil
	}
	asked := " { __typename " + e.plain(e.schema.Types[root.Type.Name()]) + " }"
	input := e.schema.Types[argument.Type.Name()]
	filters := e.filters(input, false)
	for _, filter := range filters {
		if input.Fields.ForName("not") != nil && !strings.Contains(filter[1:], "{") {
			filters = append(filters, "{not: "+filter+"}")
		}
	}
	others := e.arguments(root)[0]
	others = strings.TrimSuffix(strings.TrimPrefix(others, "("), ")")
	for some := range slices.Chunk(filters, filtersAtOnce) {
		var parts []string
		for i, filter := range some {
			parts = append(parts, fmt.Sprintf("f%d: %s(%s filter: %s)%s", i, root.Name, others, filter, asked))
		}
		questions = append(questions, "{ "+strings.Join(parts, " ")+" }")
	}
	return questions
}

// plain are the fields that tell how many records there are and which.
func (e curious) plain(def *ast.Definition) string {
	var parts []string
	for _, field := range def.Fields {
		switch {
		case field.Name == "nodes" && e.schema.Types[field.Type.Name()].Fields.ForName("id") != nil:
			parts = append(parts, "nodes { id }")
		case e.schema.Types[field.Type.Name()].IsLeafType() && len(e.arguments(field)) == 1 && e.arguments(field)[0] == "":
			parts = append(parts, field.Name)
		}
	}
	return strings.Join(parts, " ")
}

// filters are all that a filter can ask with one field: of related records, whether there are any, and those for which something is there. What is
// related to these is asked of their own list, where they have one.
func (e curious) filters(def *ast.Definition, within bool) (filters []string) {
	for _, field := range def.Fields {
		inner := e.schema.Types[field.Type.Name()]
		switch {
		case slices.Contains([]string{"and", "or", "not", "id", "reference"}, field.Name):
		case inner.Kind == ast.InputObject && field.Type.Name() != "PlaceRef":
			if within && def.Fields.ForName("id") != nil {
				continue
			}
			filters = append(filters, "{"+field.Name+": {}}")
			if !within {
				for _, filter := range e.filters(inner, true) {
					filters = append(filters, "{"+field.Name+": "+filter+"}")
				}
			}
		case !within || field.Type.Name() == "Boolean" || field.Type.Name() == "DateTime":
			for _, value := range e.values(field.Name, field.Type) {
				filters = append(filters, "{"+field.Name+": "+value+"}")
			}
		}
	}
	return filters
}

// named are filters that name a record that nobody may know of.
func (e curious) named(def *ast.Definition) (filters []string) {
	kind := strings.TrimSuffix(def.Name, "Filter")
	if def.Fields.ForName("id") != nil && e.prefixes[kind] != "" {
		for _, id := range e.ids {
			if strings.HasPrefix(id, e.prefixes[kind]+"_") {
				filters = append(filters, "{id: \""+id+"\"}")
			}
		}
	}
	if def.Fields.ForName("reference") != nil {
		for _, word := range e.words {
			filters = append(filters, "{reference: \""+word+"\"}")
		}
	}
	return filters
}
