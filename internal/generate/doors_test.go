package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

const small = `
	directive @record on OBJECT | INTERFACE
	directive @on(by: Comparison) on INPUT_FIELD_DEFINITION
	enum Comparison { BEFORE }
	enum Level { TOWN }
	input PlaceFilter { level: Level @on(by: BEFORE) }
	interface Node @record { id: ID! }
	type Place implements Node @record { id: ID! level: Level within: Place }
	type Query { place(filter: PlaceFilter): Place node(id: ID!): Node }
`

const mutation = `
	input NamePlaceInput { name: String! kind: Kind }
	enum Kind { FORMAL }
	type NamePlacePayload { place: Place problems: [Problem!]! }
	type Problem { message: String! }
	type Mutation { namePlace(input: NamePlaceInput!): NamePlacePayload! }
`

// narrowed is what gqlgen sees of a schema: the names of its types, without those that every schema has.
func narrowed(t *testing.T, text string) (*config.Config, []string) {
	t.Helper()
	cfg := config.DefaultConfig()
	cfg.Schema = gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphql", Input: text})
	cfg.Directives["record"] = config.DirectiveConfig{SkipRuntime: true}
	cfg.Directives["on"] = config.DirectiveConfig{SkipRuntime: true}
	if err := (doors{}).MutateConfig(cfg); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(cfg.Schema.Types)) {
		if !cfg.Schema.Types[name].BuiltIn {
			names = append(names, name)
		}
	}
	return cfg, names
}

func TestOfQueriesOnlyIntrospectionIsSeen(t *testing.T) {
	cfg, names := narrowed(t, small)
	if !slices.Equal(names, []string{"Query"}) {
		t.Errorf("seen: %s", names)
	}
	for _, field := range cfg.Schema.Query.Fields {
		if !strings.HasPrefix(field.Name, "__") {
			t.Errorf("Query.%s is seen", field.Name)
		}
	}
	if cfg.Schema.Query.Fields.ForName("__schema") == nil || cfg.Schema.Directives["skip"] == nil {
		t.Error("introspection or @skip is not seen")
	}
	if cfg.Schema.Directives["record"] != nil || cfg.Schema.Directives["on"] != nil {
		t.Error("a directive that runs no code is seen")
	}
}

func TestMutationsAreNotSeen(t *testing.T) {
	_, names := narrowed(t, small+mutation)
	if !slices.Equal(names, []string{"Query"}) {
		t.Errorf("seen: %s", names)
	}
}
