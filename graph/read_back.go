package graph

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/record"
)

// recordVariable holds the id of the record that is read back. No client can have a variable of that name.
const recordVariable = "the record"

// readBackKey is what a payload asks of its record: which mutation of which document, and what its directives let through.
type readBackKey struct {
	operation *ast.OperationDefinition
	mutation  string
	shape     string
}

// readBacks remembers the questions by which records are read back, since plans are remembered by question.
type readBacks = lru.Cache[readBackKey, *ast.OperationDefinition]

func newReadBacks() *readBacks {
	kept, err := lru.New[readBackKey, *ast.OperationDefinition](256)
	if err != nil {
		panic(err) // the size is above nothing
	}
	return kept
}

// recordsOf are the fields of a payload that hold its record: neither its problems, nor what its command tells.
func (e *executor) recordsOf(fields []graphql.CollectedField) (records []graphql.CollectedField) {
	for _, field := range fields {
		if field.Name != "__typename" && e.isRecord(field.Definition) {
			records = append(records, field)
		}
	}
	return records
}

// isRecord says whether a field holds what lives in the record, and is read from there.
func (e *executor) isRecord(field *ast.FieldDefinition) bool {
	return e.schema.Schema().Types[field.Type.Name()].Directives.ForName("record") != nil
}

// readBack is the question that a payload asks of its record: the road of every other question, so that nobody reads what they wrote otherwise than
// they would read it later.
func (e *executor) readBack(op *operation, asked request, of graphql.CollectedField, records []graphql.CollectedField, about uuid.UUID) plan.Question {
	key := readBackKey{op.definition, of.Alias, shapeOf(op)}
	definition, known := e.readBacks.Get(key)
	if !known {
		definition = e.askForRecord(op, records)
		e.readBacks.Add(key, definition)
	}
	variables := map[string]any{recordVariable: record.PublicID(records[0].Definition.Type.Name(), about)}
	for name, value := range op.variables {
		variables[name] = value
	}
	return plan.Question{
		Operation: definition, Fragments: op.document.Fragments, Variables: variables, Languages: asked.languages, Asker: asked.asker,
	}
}

// shapeOf tells apart the variables that @skip and @include may look at.
func shapeOf(op *operation) string {
	var shape strings.Builder
	for _, variable := range op.definition.VariableDefinitions {
		if value, is := op.variables[variable.Variable].(bool); is {
			fmt.Fprintf(&shape, "%s=%t;", variable.Variable, value)
		}
	}
	return shape.String()
}

// askForRecord asks for the same record as often as the payload does.
func (e *executor) askForRecord(op *operation, records []graphql.CollectedField) *ast.OperationDefinition {
	schema := e.schema.Schema()
	node := schema.Query.Fields.ForName("node")
	variable := &ast.VariableDefinition{Variable: recordVariable, Type: ast.NonNullNamedType("ID", nil), Definition: schema.Types["ID"], Used: true}
	definition := &ast.OperationDefinition{
		Operation:           ast.Query,
		VariableDefinitions: append(ast.VariableDefinitionList{variable}, op.definition.VariableDefinitions...),
	}
	for _, field := range records {
		id := &ast.Value{Kind: ast.Variable, Raw: recordVariable, VariableDefinition: variable, Definition: variable.Definition, ExpectedType: variable.Type}
		definition.SelectionSet = append(definition.SelectionSet, &ast.Field{
			Alias: field.Alias, Name: node.Name, Definition: node, ObjectDefinition: schema.Query,
			Arguments: ast.ArgumentList{{Name: "id", Value: id}},
			SelectionSet: ast.SelectionSet{&ast.InlineFragment{
				TypeCondition: field.Definition.Type.Name(), ObjectDefinition: schema.Types[node.Type.Name()], SelectionSet: field.Selections,
			}},
		})
	}
	return definition
}
