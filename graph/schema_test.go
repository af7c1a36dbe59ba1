package graph

import (
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

func TestErrorCodesAreThoseOfTheSchema(t *testing.T) {
	var documented []fault.Code
	for _, value := range parsedSchema.Types["ErrorCode"].EnumValues {
		documented = append(documented, fault.Code(value.Name))
	}
	if !slices.Equal(documented, fault.Codes()) {
		t.Errorf("the schema documents %v; package fault has %v", documented, fault.Codes())
	}
}

func TestEverythingInTheSchemaIsDescribed(t *testing.T) {
	for _, def := range ours() {
		described(t, def.Name, def.Description)
		for _, field := range def.Fields {
			if field.Position == nil || field.Position.Src.BuiltIn || inherits(def, field) {
				continue
			}
			described(t, def.Name+"."+field.Name, field.Description)
			arguments(t, def.Name+"."+field.Name, field.Arguments)
		}
		for _, value := range def.EnumValues {
			described(t, def.Name+"."+value.Name, value.Description)
		}
	}
	for name, directive := range parsedSchema.Directives {
		if !directive.Position.Src.BuiltIn {
			described(t, "@"+name, directive.Description)
			arguments(t, "@"+name, directive.Arguments)
		}
	}
}

// inherits says whether a field is the id that Node describes once for all.
func inherits(def *ast.Definition, field *ast.FieldDefinition) bool {
	return field.Name == "id" && slices.Contains(def.Interfaces, "Node")
}

func arguments(t *testing.T, of string, list ast.ArgumentDefinitionList) {
	for _, argument := range list {
		described(t, of+"("+argument.Name+":)", argument.Description)
	}
}

func described(t *testing.T, name, description string) {
	if description == "" {
		t.Errorf("%s has no description", name)
	}
}
