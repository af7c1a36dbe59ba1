package graph

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/suivi-project/suivi/internal/fault"
)

// mostErrors is how many errors of one document are reported: enough to mend it by.
const mostErrors = 20

// specified are the rules of the specification. They suggest nothing: a guess at what somebody may have meant costs time and helps a machine
// more than a person, who has the explorer.
var specified = func() (ordered []validator.RuleFunc) {
	set := rules.NewDefaultRules()
	for instead, quiet := range map[string]validator.Rule{
		"FieldsOnCorrectType": rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		"KnownArgumentNames":  rules.KnownArgumentNamesRuleWithoutSuggestions,
		"KnownTypeNames":      rules.KnownTypeNamesRuleWithoutSuggestions,
		"ScalarLeafs":         rules.ScalarLeafsRuleWithoutSuggestions,
		"ValuesOfCorrectType": rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	} {
		set.ReplaceRule(instead, quiet.RuleFunc)
	}
	set.AddRule("LeafLiterals", leafLiterals)
	inner := set.GetInner()
	for _, name := range slices.Sorted(maps.Keys(inner)) {
		ordered = append(ordered, inner[name])
	}
	return ordered
}()

// leafLiterals refuses what the parser's own rules let pass: a list or an object where a scalar or an enum is expected, an Int of more than 32
// bits, and a character that no text of the record can hold.
func leafLiterals(events *validator.Events, report validator.AddErrFunc) {
	events.OnValue(func(_ *validator.Walker, value *ast.Value) {
		if value.Definition == nil || value.ExpectedType == nil || !value.Definition.IsLeafType() {
			return
		}
		message := ""
		switch {
		case value.Kind == ast.ObjectValue, value.Kind == ast.ListValue && value.ExpectedType.Elem == nil && !builtIn(value.Definition):
			message = `Expected value of type "` + value.ExpectedType.String() + `", found a list or an object.`
		case strings.ContainsRune(value.Raw, 0):
			message = "A string must not hold the character U+0000."
		case value.Kind == ast.IntValue && value.Definition.Name == "Int":
			if _, err := strconv.ParseInt(value.Raw, 10, 32); err != nil {
				message = "Int cannot represent non 32-bit signed integer value."
			}
		}
		if message != "" {
			report(validator.Message("%s", message), at(value.Position))
		}
	})
}

// builtIn says whether a type is one of the five scalars of the specification, or an enum: the parser's own rules refuse lists there.
func builtIn(def *ast.Definition) bool {
	return def.Kind == ast.Enum || def.OneOf("Int", "Float", "String", "Boolean", "ID")
}

func at(position *ast.Position) validator.ErrorOption {
	return func(err *gqlerror.Error) {
		if position != nil {
			err.Locations = append(err.Locations, gqlerror.Location{Line: position.Line, Column: position.Column})
		}
	}
}

// mistake is what a rule said, and where.
type mistake struct {
	message string
	where   gqlerror.Location
}

// validate checks a document against the schema, and leaves in it what every part of it means there.
func validate(schema *ast.Schema, document *ast.QueryDocument) (faults []*fault.Error) {
	seen := map[mistake]bool{} // a fragment is visited once for every operation, and once by itself
	report := func(options ...validator.ErrorOption) {
		if len(faults) == mostErrors {
			return
		}
		said := &gqlerror.Error{}
		for _, option := range options {
			option(said)
		}
		found := mistake{message: said.Message}
		if len(said.Locations) > 0 {
			found.where = said.Locations[0]
		}
		if !seen[found] {
			seen[found] = true
			faults = append(faults, fault.New(fault.ValidationFailed, "%s", shorten(said.Message)).Because(said))
		}
	}
	events := &validator.Events{}
	for _, rule := range specified {
		rule(events, report)
	}
	validator.Walk(schema, document, events)
	return faults
}
