package main

import (
	"strings"

	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

// doors narrows what gqlgen sees to what it is to write code for, which is introspection. Queries are the planner's, whole, and so is everything
// that lives in the record; mutations are a table of commands. The schema that is served is parsed anew from its text, and stays whole.
type doors struct{}

// Name names the plugin in gqlgen's messages.
func (doors) Name() string { return "doors" }

// MutateConfig narrows the view.
func (doors) MutateConfig(cfg *config.Config) error { //nolint:unparam // gqlgen asks for an error
	schema := cfg.Schema
	schema.Query.Fields = introspection(schema.Query.Fields)
	dropMutations(schema)
	dropMarks(cfg)

	kept := reachable(schema)
	for name, def := range schema.Types {
		if !kept[name] && !def.BuiltIn {
			delete(schema.Types, name)
			delete(schema.PossibleTypes, name)
			delete(schema.Implements, name)
		}
	}
	return nil
}

// introspection keeps __schema and __type.
func introspection(fields ast.FieldList) (kept ast.FieldList) {
	for _, field := range fields {
		if strings.HasPrefix(field.Name, "__") {
			kept = append(kept, field)
		}
	}
	return kept
}

// dropMutations removes what a table of commands carries out (graph/commands.go): their inputs are read into the tracker's own structs.
func dropMutations(schema *ast.Schema) {
	if schema.Mutation != nil {
		delete(schema.Types, schema.Mutation.Name)
		schema.Mutation = nil
	}
}

// dropMarks removes the directives that run no code, and with them the last use of the types of their arguments.
func dropMarks(cfg *config.Config) {
	for name, directive := range cfg.Schema.Directives {
		if cfg.Directives[name].SkipRuntime && !directive.Position.Src.BuiltIn {
			delete(cfg.Schema.Directives, name)
		}
	}
}

// reachable names the types that somebody comes upon who starts at the roots.
func reachable(schema *ast.Schema) map[string]bool {
	seen := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		def := schema.Types[name]
		if def == nil || seen[name] {
			return
		}
		seen[name] = true
		for _, field := range def.Fields {
			visit(field.Type.Name())
			for _, argument := range field.Arguments {
				visit(argument.Type.Name())
			}
		}
		for _, member := range def.Types {
			visit(member)
		}
	}
	for _, root := range []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription} {
		if root != nil {
			visit(root.Name)
		}
	}
	return seen
}
