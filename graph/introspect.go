package graph

import (
	"context"
	"maps"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// newSchema is the schema that is served and validated against: schema.graphql, and of what the parser adds to every schema all but @defer,
// which we do not do.
func newSchema() graphql.ExecutableSchema {
	served := *parsedSchema
	served.Directives = maps.Clone(parsedSchema.Directives)
	delete(served.Directives, "defer")
	return NewExecutableSchema(Config{Schema: &served})
}

// rootFields are the fields of a query that ask about the schema, merged as an answer holds them; and whether there are any that ask about the
// record. Where there are none, __typename counts as a question about the schema, so that the planner need not be troubled.
func (op *operation) rootFields() (aboutSchema ast.SelectionSet, aboutRecord bool) {
	fields := graphql.CollectFields(op.context(op.definition.SelectionSet), op.definition.SelectionSet, []string{"Query"})
	for _, field := range fields {
		aboutRecord = aboutRecord || !strings.HasPrefix(field.Name, "__")
	}
	for _, merged := range fields {
		if !strings.HasPrefix(merged.Name, "__") || aboutRecord && merged.Name == "__typename" {
			continue
		}
		field := *merged.Field
		field.SelectionSet = merged.Selections
		aboutSchema = append(aboutSchema, &field)
	}
	return aboutSchema, aboutRecord
}

// introspect has the generated code answer the fields that ask about the schema.
func (e *executor) introspect(ctx context.Context, op *operation, fields ast.SelectionSet) ([]byte, error) {
	ctx = graphql.WithOperationContext(ctx, op.context(fields))
	ctx = graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	response := e.schema.Exec(ctx)(ctx)
	if errs := graphql.GetErrors(ctx); len(errs) > 0 {
		return nil, errs
	}
	return response.Data, nil
}

// context is how generated code wants to be told of an operation, here one of certain fields only.
func (op *operation) context(fields ast.SelectionSet) *graphql.OperationContext {
	reduced := *op.definition
	reduced.SelectionSet = fields
	return &graphql.OperationContext{
		RawQuery:               op.text,
		Doc:                    op.document,
		Operation:              &reduced,
		Variables:              op.variables,
		RecoverFunc:            func(_ context.Context, left any) error { return panicked(left) },
		ResolverMiddleware:     func(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) },
		RootResolverMiddleware: func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler { return next(ctx) },
	}
}
