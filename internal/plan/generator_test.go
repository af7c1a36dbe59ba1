package plan

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// generator makes up operations over the library: any field that the schema has, with any arguments, as literals or as variables, with aliases,
// fragments, directives and selections that are to be merged.
type generator struct {
	dice
	schema    *ast.Schema
	world     world
	names     int
	budget    int // how many fields are still to be asked for
	variables []string
	values    map[string]any
	fragments []string
}

// operation is the text of an operation, and the values of its variables. Most are valid; whoever asks passes over the others.
func (g *generator) operation() (text string, variables map[string]any) {
	g.names, g.budget, g.variables, g.values, g.fragments = 0, 15+g.IntN(60), nil, map[string]any{}, nil
	selections := g.selections(g.schema.Query, 0)
	declared := ""
	if len(g.variables) > 0 {
		declared = "(" + strings.Join(g.variables, ", ") + ")"
	}
	return "query " + declared + selections + "\n" + strings.Join(g.fragments, "\n"), g.values
}

func (g *generator) name(of string) string {
	g.names++
	return fmt.Sprintf("%s%d", of, g.names)
}

// selections are what is asked of an object.
func (g *generator) selections(def *ast.Definition, depth int) string {
	var asked []string
	for range 1 + g.IntN(5) {
		switch {
		case g.chance(6):
			asked = append(asked, g.fragment(def, depth))
		case g.chance(12):
			asked = append(asked, g.alias("__typename")+g.directives())
		default:
			asked = append(asked, g.field(def, depth))
		}
	}
	return "{ " + strings.Join(asked, " ") + " }"
}

func (g *generator) alias(field string) string {
	if g.chance(3) {
		return g.name("a") + ": " + field
	}
	return field
}

// fragment is a fragment on the type itself or on one that it can be, written in place or by its name.
func (g *generator) fragment(def *ast.Definition, depth int) string {
	possible := []*ast.Definition{def}
	possible = append(possible, g.schema.PossibleTypes[def.Name]...)
	possible = append(possible, g.schema.Implements[def.Name]...)
	on := possible[g.IntN(len(possible))]
	inner := g.selections(on, depth+1)
	switch {
	case g.chance(3):
		name := g.name("F")
		g.fragments = append(g.fragments, "fragment "+name+" on "+on.Name+" "+inner)
		return strings.Repeat("... "+name+g.directives()+" ", 1+g.IntN(2))
	case on == def && g.chance(2):
		return "..." + g.directives() + " " + inner
	default:
		return "... on " + on.Name + g.directives() + " " + inner
	}
}

// directives come as literals and as variables.
func (g *generator) directives() string {
	if !g.chance(10) {
		return ""
	}
	boolean := ast.NonNullNamedType("Boolean", nil)
	return fmt.Sprintf(" @%s(if: %s)", g.pick("skip", "include"), g.written(boolean, g.chance(2)))
}

func (g *generator) field(def *ast.Definition, depth int) string {
	fields := slices.DeleteFunc(slices.Clone(def.Fields), func(f *ast.FieldDefinition) bool {
		return strings.HasPrefix(f.Name, "__") || depth > 7 && !g.isLeaf(f)
	})
	if len(fields) == 0 {
		return g.alias("__typename")
	}
	g.budget--
	chosen := fields[g.IntN(len(fields))]
	if g.budget < 0 && !g.isLeaf(chosen) {
		return g.alias("__typename")
	}
	arguments := g.arguments(def, chosen)
	asked := chosen.Name
	if arguments != "" || g.chance(4) {
		asked = g.name(chosen.Name[:1]) + ": " + chosen.Name + arguments // of its own, since the next one may have other arguments
	}
	asked += g.directives()
	if g.isLeaf(chosen) {
		return asked
	}
	whole := asked + " " + g.selections(g.schema.Types[chosen.Type.Name()], depth+1)
	if g.chance(6) { // the same again, to be merged
		whole += " " + asked + " " + g.selections(g.schema.Types[chosen.Type.Name()], depth+1)
	}
	return whole
}

func (g *generator) isLeaf(f *ast.FieldDefinition) bool {
	return g.schema.Types[f.Type.Name()].IsLeafType()
}

func (g *generator) arguments(of *ast.Definition, f *ast.FieldDefinition) string {
	var given []string
	backwards := g.chance(3)
	for _, defined := range f.Arguments {
		switch name := defined.Name; {
		case name == "id" && of == g.schema.Query && f.Name != "node" && f.Arguments.ForName("reference") != nil && g.chance(2),
			name == "reference" && of == g.schema.Query && len(given) > 0,
			name == "first" && backwards, name == "last" && !backwards:
			continue
		case !defined.Type.NonNull && g.chance(2) && name != "reference" && name != "id":
			continue
		}
		if written := g.argument(f, defined); written != "" {
			given = append(given, defined.Name+": "+written)
		}
	}
	if len(given) == 0 {
		return ""
	}
	return "(" + strings.Join(given, ", ") + ")"
}

func (g *generator) argument(f *ast.FieldDefinition, defined *ast.ArgumentDefinition) string {
	lookup := defined.Name == "id" || defined.Name == "reference"
	switch defined.Name {
	case "after", "before":
		return g.variable(defined.Type, placeholder{g.anyRow(nodeOf(g.schema, f))})
	case "id":
		return g.written(defined.Type, g.publicID(f.Type.Name()))
	case "prefix": // which most groups refuse
		return ""
	case "from":
		return g.written(defined.Type, fmt.Sprintf("20%02d-%02d-%02d", 8+g.IntN(4), 1+g.IntN(12), 1+g.IntN(28)))
	case "to":
		return g.written(defined.Type, fmt.Sprintf("20%02d-%02d-%02d", 12+g.IntN(5), 1+g.IntN(12), 1+g.IntN(28)))
	case "ids":
		return g.written(defined.Type, []any{g.publicID("Book"), g.publicID("Node"), g.publicID("Node")})
	case "reference":
		return g.written(defined.Type, g.referenceOf(f.Type.Name()))
	}
	if !defined.Type.NonNull && !lookup && g.chance(10) {
		return g.written(defined.Type, nil)
	}
	return g.written(defined.Type, g.value(defined.Name, defined.Type, 0))
}

// placeholder stands for the cursor of a row, until it is known which list and which order it is a cursor of.
type placeholder struct{ row row }

func nodeOf(schema *ast.Schema, f *ast.FieldDefinition) string {
	return schema.Types[f.Type.Name()].Fields.ForName("nodes").Type.Name()
}

func (g *generator) anyRow(typ string) row {
	switch typ {
	case "Register":
		return entryOf(g.anyRow("Loan"))
	case "Found":
		return foundBook(g.anyRow("Book"))
	}
	rows := g.world[strings.ToLower(typ)]
	return rows[g.IntN(len(rows))]
}

func (g *generator) publicID(typ string) any {
	if typ == "Node" {
		typ = g.pick("Author", "Book", "Library", "Loan", "Magazine", "Patron")
	}
	if g.chance(8) {
		return idPrefixes[typ] + "_" + g.uuid() // of nothing
	}
	return idPrefixes[typ] + "_" + g.anyRow(typ)["id"].(string)
}

func (g *generator) existingID(typ string) any {
	return idPrefixes[typ] + "_" + g.anyRow(typ)["id"].(string)
}

func (g *generator) referenceOf(typ string) any {
	for range 20 {
		if reference := g.anyRow(typ)["reference"]; reference != nil {
			return reference
		}
	}
	return "nothing-has-this"
}

// value makes up a value for an argument or a field of an input.
func (g *generator) value(name string, typ *ast.Type, depth int) any {
	if typ.Elem != nil {
		list := []any{}
		if name == "orderBy" {
			return append(list, g.value(name, typ.Elem, depth))
		}
		for range g.IntN(3) {
			list = append(list, g.value(name, typ.Elem, depth))
		}
		return list
	}
	def := g.schema.Types[typ.NamedType]
	if def.Kind == ast.InputObject {
		return g.inputObject(def, depth)
	}
	if def.Kind == ast.Enum {
		if !typ.NonNull && g.chance(5) {
			return nil
		}
		return enumValue(def.EnumValues[g.IntN(len(def.EnumValues))].Name)
	}
	switch typ.NamedType {
	case "Int":
		return map[string]int{"first": g.IntN(12), "last": g.IntN(12), "countAtMost": g.IntN(40), "most": g.IntN(4), "lamps": g.IntN(4), "issue": g.IntN(9)}[name] +
			map[bool]int{true: 10 * g.IntN(20)}[name == "pages" || name == "minPages" || name == "atLeast" || name == "atMost"]
	case "Boolean":
		return g.chance(2)
	case "Date":
		return g.day()
	case "DateTime":
		return g.day() + g.pick("T10:00:00Z", "T11:30:00+02:00", "T12:00:00.5Z")
	case "LanguageTag":
		return g.pick("fr", "en", "bm", "fr-ML", "de")
	default:
		return map[string]string{
			"town": g.pick("Arle", "Brode", "Nowhere"), "label": fmt.Sprintf("shelf %d", g.IntN(5)), "damage": g.pick("torn", "wet"), "word": g.pick("novel", "Issue", "3"),
			"name": g.pick("Ada", "Zoe", "É. Zed", "Émile", "group 1", "Bo"), "tags": g.pick("red", "old", `q"\`), "titled": g.pick("été", "l'", `\`, "3"),
		}[name]
	}
}

// enumValue is written without quotes.
type enumValue string

func (g *generator) inputObject(def *ast.Definition, depth int) any {
	object := map[string]any{}
	wanted := 1 + g.IntN(2)
	if strings.HasSuffix(def.Name, "Ref") {
		wanted = 1
	}
	for _, i := range g.Perm(len(def.Fields)) {
		field := def.Fields[i]
		nested := g.schema.Types[field.Type.Name()].Kind == ast.InputObject
		if !field.Type.NonNull && len(object) >= wanted || nested && depth > 1 {
			continue
		}
		typ := strings.TrimSuffix(strings.TrimSuffix(def.Name, "Filter"), "Ref")
		switch {
		case field.Name == "id" && field.Type.Elem != nil:
			object["id"] = []any{g.existingID(typ), g.existingID(typ)}
		case field.Name == "id":
			object["id"] = g.existingID(typ)
		case field.Name == "reference" && field.Type.Elem != nil:
			object["reference"] = g.references(typ)
		case field.Name == "reference":
			object["reference"] = g.referenceOf(typ)
		case !field.Type.NonNull && g.chance(12):
			object[field.Name] = nil
		default:
			object[field.Name] = g.value(field.Name, field.Type, depth+1)
		}
	}
	return object
}

func (g *generator) references(typ string) []any {
	if found := g.referenceOf(typ); found != "nothing-has-this" {
		return []any{found}
	}
	return []any{}
}

// written writes a value as a literal, as a variable, or as a literal with variables in it.
func (g *generator) written(typ *ast.Type, value any) string {
	if g.chance(3) {
		return g.variable(typ, value)
	}
	if list, is := value.([]any); is && len(list) == 1 && list[0] != nil && g.chance(2) {
		return g.written(typ.Elem, list[0]) // one stands for a list of one
	}
	return g.literal(typ, value, g.written)
}

// constant writes a value with no variables in it.
func (g *generator) constant(typ *ast.Type, value any) string {
	return g.literal(typ, value, g.constant)
}

func (g *generator) literal(typ *ast.Type, value any, inner func(*ast.Type, any) string) string {
	var parts []string
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			parts = append(parts, inner(typ.Elem, element))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		for _, name := range sortedKeys(value) {
			parts = append(parts, name+": "+inner(g.schema.Types[typ.NamedType].Fields.ForName(name).Type, value[name]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case enumValue:
		return string(value)
	}
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // values are made above
	}
	return string(text)
}

// variable declares a variable with a value, or with that value as its default, or without any.
func (g *generator) variable(typ *ast.Type, value any) string {
	name := g.name("v")
	declared := "$" + name + ": " + typ.String()
	_, cursor := value.(placeholder)
	switch {
	case cursor || value != nil && !g.chance(4):
		g.values[name] = plain(value)
	case value != nil:
		declared += " = " + g.constant(typ, value)
	case g.chance(2):
		g.values[name] = nil
	}
	g.variables = append(g.variables, declared)
	return "$" + name
}

// plain is a value as JSON has it.
func plain(value any) any {
	switch value := value.(type) {
	case enumValue:
		return string(value)
	case []any:
		list := []any{}
		for _, element := range value {
			list = append(list, plain(element))
		}
		return list
	case map[string]any:
		object := map[string]any{}
		for key, element := range value {
			object[key] = plain(element)
		}
		return object
	}
	return value
}
