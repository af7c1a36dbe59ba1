package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// canaries are what somebody would send who means harm.
var canaries = []string{
	`'`, `"`, `\`, `\'`, `''`, `$1`, `$$`, `;--`, `/*`, `%s`, `%d`, `null::text`, `) or true --`, `E'\x27'`, "\x00", "\u2028", "’", "\n", `' || version() || '`,
}

// disguised swaps values for canaries: the same value for the same canary, so that equal values stay equal.
type disguised struct{ seen map[string]string }

func (d disguised) text(was string) string {
	if d.seen[was] == "" {
		d.seen[was] = fmt.Sprintf("canary%d%s", len(d.seen), canaries[len(d.seen)%len(canaries)])
	}
	return d.seen[was]
}

// literals swaps the strings in a document.
func (d disguised) literals(set ast.SelectionSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			for _, argument := range selection.Arguments {
				d.literal(argument.Value)
			}
			d.literals(selection.SelectionSet)
		case *ast.InlineFragment:
			d.literals(selection.SelectionSet)
		}
	}
}

func (d disguised) literal(value *ast.Value) {
	if value.Kind == ast.StringValue || value.Kind == ast.BlockValue {
		value.Raw = d.text(value.Raw)
	}
	for _, child := range value.Children {
		d.literal(child.Value)
	}
}

// value swaps the strings in a variable, but for the values of enums, which are no text of the client's own.
func (d disguised) value(schema *ast.Schema, typ *ast.Type, value any) any {
	switch value := value.(type) {
	case string:
		if schema.Types[typ.Name()].Kind == ast.Enum {
			return value
		}
		return d.text(value)
	case []any:
		list := []any{}
		for _, element := range value {
			list = append(list, d.value(schema, typ.Elem, element))
		}
		return list
	case map[string]any:
		object := map[string]any{}
		for name, element := range value {
			object[name] = d.value(schema, schema.Types[typ.Name()].Fields.ForName(name).Type, element)
		}
		return object
	}
	return value
}

func (d disguised) question(schema *ast.Schema, question Question) Question {
	d.literals(question.Operation.SelectionSet)
	for _, fragment := range question.Fragments {
		d.literals(fragment.SelectionSet)
	}
	variables := map[string]any{}
	for _, defined := range question.Operation.VariableDefinitions {
		if value, there := question.Variables[defined.Variable]; there {
			variables[defined.Variable] = d.value(schema, defined.Type, value)
		}
	}
	question.Variables = variables
	return question
}

// Nothing that is sent becomes part of a statement: with every text in an operation and its variables swapped for another, the statement is the
// same, letter by letter.
func TestNothingSentIsSpliced(t *testing.T) {
	random := newRandom(t)
	h := openHouse(t, random)
	g := &generator{dice: dice{random}, schema: h.mapping.schema, world: h.world}
	for compiled := 0; compiled < 200; {
		text, values := g.operation()
		question, err := h.generated(text, values)
		if err != nil {
			continue
		}
		compiled++
		before, refusal := h.mapping.compile(question)
		if refusal != nil {
			t.Fatalf("%v\n%s", refusal, text)
		}
		question = disguised{map[string]string{}}.question(h.mapping.schema, question)
		after, refusal := h.mapping.compile(question)
		if refusal != nil {
			t.Fatalf("%v\n%s", refusal, text)
		}
		if before.sql != after.sql || strings.Contains(after.sql, "canary") {
			t.Fatalf("%s\n%s\n%s", text, before.sql, after.sql)
		}
		for _, found := range h.Answer(t.Context(), question).Faults {
			if found.Code == fault.Internal {
				t.Fatalf("%v\n%s", found, text)
			}
		}
	}
}

// Canaries that are sent as values arrive as values: the answer is the reference's, and the statement holds none of them.
func TestCanariesArriveAsValues(t *testing.T) {
	h := anyHouse(t)
	for _, canary := range canaries {
		if canary == "\x00" {
			continue // refused: see TestRefusals
		}
		query := `query ($text: String!) { books(filter: {titled: $text}) { totalCount nodes { id } } a: book(reference: $text) { id } b: books(filter: {titled: ` + graphQLString(canary) + `}) { totalCount } }`
		question := h.mustQuestion(t, query, map[string]any{"text": "canary" + canary})
		h.mustAgree(t, query, question)
		made, _ := h.planOf(question)
		if strings.Contains(made.sql, "canary") {
			t.Errorf("%s\n%s", query, made.sql)
		}
	}
}

func graphQLString(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

// A response key is the one thing of a client's in a statement, as a quoted literal.
func TestAResponseKeyIsQuoted(t *testing.T) {
	if got := literal(`a'b\c`); got != `'a''b\c'` {
		t.Errorf("got %s", got)
	}
	long := strings.Repeat("k", 128)
	h := anyHouse(t)
	query := `{ ` + long + `: books(first: 1) { ` + long + `: nodes { ` + long + `: id select: id null: pages } } }`
	h.mustAgree(t, query, h.mustQuestion(t, query, nil))
}
