package plan

import (
	"math/rand/v2"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// Whatever is sent, if it is valid it is answered or refused for a reason that its sender can act on: no failure of the database, no panic.
func FuzzOperation(f *testing.F) {
	h := anyHouse(f)
	g := &generator{dice: dice{rand.New(rand.NewPCG(3, 4))}, schema: h.mapping.schema, world: h.world}
	for range 30 {
		text, _ := g.operation()
		f.Add(text, "2021-02-09", int32(3), true)
		f.Add(text, "bk_"+h.world.with("book", "id"), int32(-1), false)
	}
	for _, canary := range canaries {
		f.Add(`query ($s: String!, $f: BookFilter, $n: Int) { book(reference: $s) { id } books(filter: $f, first: $n) { nodes { title(language: "fr") } } }`, canary, int32(1), true)
	}
	for _, query := range []string{
		`query ($i: [ID!]!, $d: Date!, $l: LanguageTag) { nodes(ids: $i) { ... on Book { title(language: $l) age(on: $d) } ... on Loan { late(on: $d) } } }`,
		`query ($f: LoanFilter, $o: [LoanOrder!], $c: String) { loans(filter: $f, orderBy: $o, after: $c, before: $c) { edges { cursor } totalCount } }`,
		`query ($r: PageRange, $g: Genre, $n: Int, $b: Boolean) { books { nodes { similar(length: $r, genre: $g) { id } initials(most: $n) fromSameLibrary(minPages: $n) { totalCount } age(inMonths: $b) } } }`,
		`{ books(filter: {addedAfter: "2021-02-09T10:00:00+23:59"}) { totalCount } library(id: "lib_x") { id } }`,
		`{ books(filter: {addedAfter: "2021-02-09T10:00:00,5Z", pages: [2147483647], library: {shelf: {lamps: [99999]}}}) { totalCount } }`,
		"{ book(reference: \"\xff\xfe\") { id } }",
		`fragment F on Book { prequel { ...G } } fragment G on Book { sequels(first: 1) { nodes { id } } } { books { nodes { ...F } } }`,
	} {
		f.Add(query, "fr", int32(7), true)
	}
	f.Fuzz(func(t *testing.T, text, word string, number int32, yes bool) {
		question, err := h.question(text, nil)
		if question.Operation == nil && err != nil || !withinReason(question) {
			return
		}
		v := values{h.mapping.schema, word, number, yes}
		question.Variables, err = inputs{h.mapping.schema}.variables(question.Operation, v.of(question.Operation))
		if err != nil {
			return
		}
		h.statements.take()
		answer := h.Answer(t.Context(), question)
		if sent := h.statements.take(); len(sent) > 1 {
			t.Errorf("%d statements", len(sent))
		}
		for _, found := range answer.Faults {
			if found.Code == fault.Internal || found.Code == fault.Timeout || found.Code == fault.Unavailable {
				t.Errorf("%v", found)
			}
		}
		if answer.Data == nil && len(answer.Faults) == 0 {
			t.Error("neither data nor a fault")
		}
	})
}

// values make up a value for every variable of an operation from a word, a number and a boolean.
type values struct {
	schema *ast.Schema
	word   string
	number int32
	yes    bool
}

func (v values) of(operation *ast.OperationDefinition) map[string]any {
	made := map[string]any{}
	for _, defined := range operation.VariableDefinitions {
		made[defined.Variable] = v.value(defined.Type, 0)
	}
	return made
}

func (v values) value(typ *ast.Type, depth int) any {
	if typ.Elem != nil {
		if depth > 2 && !typ.NonNull {
			return nil
		}
		return []any{v.value(typ.Elem, depth)}
	}
	def := v.schema.Types[typ.NamedType]
	switch {
	case def.Kind == ast.Enum:
		return def.EnumValues[int(uint32(v.number))%len(def.EnumValues)].Name
	case def.Kind == ast.InputObject:
		object := map[string]any{}
		for i, field := range def.Fields {
			if nested := v.schema.Types[field.Type.Name()].Kind == ast.InputObject; nested && depth > 1 || (int(uint32(v.number))>>(i%31))&1 == 0 && !field.Type.NonNull {
				continue
			}
			object[field.Name] = v.value(field.Type, depth+1)
		}
		return object
	case typ.NamedType == "Int":
		return v.number
	case typ.NamedType == "Boolean":
		return v.yes
	}
	return v.word
}

// withinReason holds a question to what the server's front lets through: depth and number of fields, fragments written out.
func withinReason(question Question) bool {
	budget := 400
	return reason(question, question.Operation.SelectionSet, 0, &budget)
}

func reason(question Question, set ast.SelectionSet, depth int, budget *int) bool {
	for _, selection := range set {
		if *budget--; *budget < 0 || depth > 12 {
			return false
		}
		within := true
		switch selection := selection.(type) {
		case *ast.Field:
			within = reason(question, selection.SelectionSet, depth+1, budget)
		case *ast.InlineFragment:
			within = reason(question, selection.SelectionSet, depth, budget)
		case *ast.FragmentSpread:
			within = reason(question, question.Fragments.ForName(selection.Name).SelectionSet, depth, budget)
		}
		if !within {
			return false
		}
	}
	return true
}
