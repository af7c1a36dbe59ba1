package plan

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// lookup compiles one record by something that is its alone: its id, or its reference.
func (c *compiler) lookup(asked *collected, object *object, column string) string {
	given, by := c.lookupArgument(asked.field)
	if given == nil {
		return "null"
	}
	found := object.fields[by].column
	value := c.valueSlot(operand{argument: given, kind: object.model}, found.typ)
	c.mustBeFound(asked, given, column, func(b binding) string {
		return strings.ToLower(object.def.Name) + " with the " + by + " " + quoted(given.in(b.question.Variables))
	})
	t := c.newRow()
	inner := c.jsonOf(object, t, asked.field.Name, asked.selections)
	return "(select " + inner + " from " + c.table(object.model) + " " + t.alias + " where " + t.col(found.name) + " = " + value + ")"
}

// lookupArgument is the one argument that is given.
func (c *compiler) lookupArgument(asked *ast.Field) (given *argument, by string) {
	var names []string
	for _, defined := range asked.Definition.Arguments {
		names = append(names, defined.Name)
		found := c.argumentOf(asked.Name, asked, defined.Name)
		if found != nil && given != nil {
			c.refuse(fault.About(found.name, fault.BadArgument, "%s takes one of %s, not several", asked.Name, strings.Join(names, ", ")))
		}
		if found != nil {
			given, by = found, defined.Name
		}
	}
	if given == nil {
		c.refuse(fault.About(asked.Name+"."+names[0], fault.BadArgument, "%s needs one of %s", asked.Name, strings.Join(names, ", ")))
	}
	return given, by
}

// byID compiles a record of whichever kind its id says.
func (c *compiler) byID(asked *collected, abstract *ast.Definition, column string) string {
	given := c.argumentOf(asked.field.Name, asked.field, "id")
	kind := c.slot("kind of "+given.identity(), "text", func(b binding) (any, *fault.Error) {
		model, _, refusal := c.decodeID(given.name, asText(given.in(b.question.Variables)))
		if refusal != nil {
			return nil, refusal
		}
		return model.name, nil
	})
	id := c.valueSlot(operand{argument: given}, "uuid")
	c.mustBeFound(asked, given, column, func(b binding) string { return "record with the id " + quoted(given.in(b.question.Variables)) })
	return c.guarded(abstract, asked.field.Name, asked.selections, kind, id)
}

// byIDs compiles records in the order of their ids, with null in the place of one that is not there.
func (c *compiler) byIDs(asked *collected, abstract *ast.Definition) string {
	given := c.argumentOf(asked.field.Name, asked.field, "ids")
	c.plan.guards = append(c.plan.guards, func(b binding) *fault.Error {
		if count := len(asList(given.in(b.question.Variables))); count > pageMost {
			return fault.About(given.name, fault.BadPage, "%s takes at most %d ids, not %d", given.name, pageMost, count)
		}
		return nil
	})
	kinds := c.slot("kinds of "+given.identity(), "text[]", func(b binding) (any, *fault.Error) {
		kinds := []string{}
		for _, id := range asList(given.in(b.question.Variables)) {
			model, _, refusal := c.decodeID(given.name, asText(id))
			if refusal != nil {
				return nil, refusal
			}
			kinds = append(kinds, model.name)
		}
		return kinds, nil
	})
	ids := c.valueSlot(operand{argument: given}, "uuid[]")
	t := c.newRow()
	guarded := c.guarded(abstract, asked.field.Name, asked.selections, t.alias+".typename", t.alias+".id")
	return "(select coalesce(json_agg(" + guarded + " order by " + t.alias + ".place), '[]'::json) from unnest(" + kinds + ", " + ids +
		") with ordinality as " + t.alias + " (typename, id, place))"
}

// mustBeFound has the statement say where a field of the root found nothing.
func (c *compiler) mustBeFound(asked *collected, by *argument, column string, what func(binding) string) {
	c.failures = append(c.failures, column+" is null")
	c.plan.checks = append(c.plan.checks, check{fault: func(b binding) *fault.Error {
		missing := fault.About(by.name, fault.NotFound, "there is no %s, or you may not see it", what(b))
		missing.Path = []string{asked.key}
		return missing
	}})
}

// introspected puts the answer of the generated code in its place.
func (c *compiler) introspected(key string) string {
	return c.slot("introspection "+key, "json", func(b binding) (any, *fault.Error) {
		answer := b.question.Introspection[key]
		if answer == nil {
			return nil, nil
		}
		return string(answer), nil
	})
}

func quoted(value any) string { return `"` + shortened(asText(value)) + `"` }
