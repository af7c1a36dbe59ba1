package graph

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	graphql "github.com/vektah/gqlparser/v2/ast"
)

func TestGeneratedCodeIsOfTheSchemaAsItStands(t *testing.T) {
	text, err := os.ReadFile("../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) != 1 || sources[0].Input != string(text) {
		t.Error("schema.graphql has changed since the code was generated; run go generate ./...")
	}
}

func TestGeneratedCodeExecutesNoFieldOfTheRecord(t *testing.T) {
	names := functions(t, "generated.go")
	if !slices.Contains(names, "___Type_name") {
		t.Fatal("the executors are called something else than this test believes")
	}
	marked := 0
	for _, def := range parsedSchema.Types {
		if def.Directives.ForName("record") == nil {
			continue
		}
		marked++
		for _, name := range names {
			if name == "_"+def.Name || strings.HasPrefix(name, "_"+def.Name+"_") || strings.Contains(name, "marshalN"+def.Name+"2") {
				t.Errorf("%s is generated for %s, which lives in the record", name, def.Name)
			}
		}
	}
	if marked == 0 {
		t.Error("no type is marked @record")
	}
	for _, name := range names {
		if strings.HasPrefix(name, "_Query_") && !strings.HasPrefix(name, "_Query___") {
			t.Errorf("%s is generated for a query, which is the planner's", name)
		}
	}
}

// functions names the functions and methods of a file.
func functions(t *testing.T, file string) (names []string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, declaration := range parsed.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok {
			names = append(names, function.Name.Name)
		}
	}
	return names
}

func TestIntrospectionServesTheWholeSchema(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	answer := ask(t, server, `{ __schema { types { name fields { name } inputFields { name } enumValues { name } } directives { name } } }`)

	served := map[string]bool{}
	var response struct {
		Data struct {
			Schema struct {
				Types []struct {
					Name                            string
					Fields, InputFields, EnumValues []struct{ Name string }
				}
				Directives []struct{ Name string }
			} `json:"__schema"`
		}
	}
	decodeInto(t, answer, &response)
	for _, kind := range response.Data.Schema.Types {
		served[kind.Name] = true
		for _, part := range slices.Concat(kind.Fields, kind.InputFields, kind.EnumValues) {
			served[kind.Name+"."+part.Name] = true
		}
	}
	for _, directive := range response.Data.Schema.Directives {
		served["@"+directive.Name] = true
	}
	for _, name := range everyName() {
		if !served[name] {
			t.Errorf("%s is in schema.graphql and is not served", name)
		}
	}
	if served["@defer"] {
		t.Error("@defer is offered, and we do not do it")
	}
}

// everyName names all that schema.graphql declares.
func everyName() (names []string) {
	for _, def := range ours() {
		names = append(names, def.Name)
		for _, field := range def.Fields {
			if !strings.HasPrefix(field.Name, "__") {
				names = append(names, def.Name+"."+field.Name)
			}
		}
		for _, value := range def.EnumValues {
			names = append(names, def.Name+"."+value.Name)
		}
	}
	return append(names, "@record", "@on")
}

// ours are the types that schema.graphql declares.
func ours() (defs []*graphql.Definition) {
	for _, def := range parsedSchema.Types {
		if !def.BuiltIn {
			defs = append(defs, def)
		}
	}
	slices.SortFunc(defs, func(a, b *graphql.Definition) int { return strings.Compare(a.Name, b.Name) })
	return defs
}
