package plan

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// order is what a list is ordered by: a column that is never null, then the id, both in one direction.
type order struct {
	name       string // as cursors know it
	column     *column
	descending bool
	ranked     *ranking // where the column is a function's
}

// ranking is a function that ranks records by how well they match one field of the list's filter. It gives the records that this field lets
// through, and no other.
type ranking struct {
	function function
	field    string // of the filter
}

// orderOf reads the order that is asked for. Which order it is belongs to the plan's shape.
func (c *compiler) orderOf(where string, asked *ast.Field, model *model) order {
	given := c.argumentOf(where, asked, "orderBy")
	if given == nil {
		return model.naturalOrder()
	}
	wanted := asList(given.in(c.question.Variables))
	if len(wanted) == 0 {
		return model.naturalOrder()
	}
	if len(wanted) > 1 {
		c.refuse(fault.About(given.name, fault.BadArgument, "%s takes one field for now; the id breaks ties", given.name))
	}
	by, _ := wanted[0].(map[string]any)
	field, direction := asText(by["field"]), "ASC"
	if said, is := by["direction"].(string); is {
		direction = said
	}
	if ranked := c.rankingOf(asked.Definition, model, field); ranked != nil {
		return c.rankedOrder(where, asked, given, order{name: field + " " + direction, descending: direction == "DESC", ranked: ranked}, field)
	}
	column, err := model.orderColumn(field, direction == "DESC")
	if err != nil {
		c.refuse(fault.New(fault.Internal, "no order for %s", given.name).Because(err))
		return model.naturalOrder()
	}
	return order{name: field + " " + direction, column: column, descending: direction == "DESC"}
}

// rankingOf finds the function that ranks the records of a list: named for their table and the value of the order, with one argument, which a
// field of the list's filter gives.
func (m *mapping) rankingOf(listed *ast.FieldDefinition, model *model, value string) *ranking {
	function, there := m.catalogue.functions[model.table+"_"+strings.ToLower(value)]
	filter := listed.Arguments.ForName("filter")
	if !there || filter == nil || len(function.inputs) != 1 {
		return nil
	}
	for _, defined := range m.schema.Types[filter.Type.Name()].Fields {
		_, ascending := function.column(strings.ToLower(value) + "_asc")
		_, descending := function.column(strings.ToLower(value) + "_desc")
		if snake(defined.Name) == function.inputs[0].name && ascending && descending {
			return &ranking{function: function, field: defined.Name}
		}
	}
	return nil
}

// rankedOrder completes an order by a function: it needs what the function ranks by.
func (c *compiler) rankedOrder(where string, asked *ast.Field, orderBy *argument, by order, value string) order {
	named := strings.ToLower(value) + map[bool]string{false: "_asc", true: "_desc"}[by.descending]
	found, _ := by.ranked.function.column(named)
	by.column = &found
	if filter := c.argumentOf(where, asked, "filter"); filter != nil {
		if given, _ := filter.in(c.question.Variables).(map[string]any); given[by.ranked.field] != nil {
			return by
		}
	}
	c.refuse(fault.About(orderBy.name, fault.BadArgument, "%s by %s needs %s.filter.%s: it says how well a record answers that", orderBy.name, value, where, by.ranked.field))
	return by
}

// rankedBy joins the rows of a list with what the list is ranked by.
func (s source) rankedBy(by order, argument string) source {
	s.from = "(select ranked.*, rank." + by.column.name + " from " + s.from + " ranked join " + by.ranked.function.name + "(" + argument +
		") rank on rank.id = ranked.id)"
	return s
}

// naturalOrder is the order that nobody asked for: as the record numbers its members, in a column ordinal that is never null, else by id.
func (m *model) naturalOrder() order {
	for _, found := range m.columns {
		if found.name == "ordinal" {
			return order{name: "ordinal", column: &found}
		}
	}
	return order{name: "id"}
}

// orderColumn finds the column to order by: the field's own, or the twin of that direction where the field can be null.
func (m *model) orderColumn(value string, descending bool) (*column, error) {
	path := strings.ToLower(strings.ReplaceAll(value, "_", ""))
	twin := path + "asc"
	if descending {
		twin = path + "desc"
	}
	if found, there := m.columns[twin]; there {
		return &found, nil
	}
	if found, there := m.columns[path]; there {
		return &found, nil
	}
	return nil, fmt.Errorf("the model %s has no column to order by %s", m.name, value)
}

// checkOrder refuses, at start-up, an order of the schema that no index could serve.
func (m *mapping) checkOrder(listed *ast.FieldDefinition, input *ast.Definition, object *object) error {
	field := input.Fields.ForName("field")
	if field == nil {
		return fmt.Errorf("it has no field named field")
	}
	values := m.schema.Types[field.Type.Name()]
	for _, value := range values.EnumValues {
		if m.rankingOf(listed, object.model, value.Name) != nil {
			continue
		}
		for _, descending := range []bool{false, true} {
			column, err := object.model.orderColumn(value.Name, descending)
			if err != nil {
				return err
			}
			if column.typ == "jsonb" {
				return fmt.Errorf("%s is a text in several languages, and has no order of its own", column.name)
			}
			named := strings.HasSuffix(column.name, "_asc") || strings.HasSuffix(column.name, "_desc")
			if defined := object.def.Fields.ForName(camel(value.Name)); !named && (defined == nil || !defined.Type.NonNull) {
				return fmt.Errorf("%s can be null and has no twins %[1]s_asc and %[1]s_desc to order by", column.name)
			}
		}
	}
	return nil
}

// camel writes the value of an enum as a field is written: DUE_ON → dueOn.
func camel(value string) string {
	parts := strings.Split(strings.ToLower(value), "_")
	for i, part := range parts[1:] {
		parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
	}
	return strings.Join(parts, "")
}

// hides says whether a cursor hides the key: a large whole number can count what the asker may not see, as a place in the ledger does.
func (o order) hides() bool { return o.column != nil && o.column.typ == "bigint" }

// comparison is how rows after a place in this order compare with it; backwards, rows before it.
func (o order) comparison(backwards bool) string {
	if o.descending != backwards {
		return "<"
	}
	return ">"
}

// by is the order as SQL; backwards, the other way round.
func (o order) by(row *tuple, backwards bool) string {
	direction := ""
	if o.descending != backwards {
		direction = " desc"
	}
	if o.column == nil {
		return row.col("id") + direction
	}
	return row.col(o.column.name) + direction + ", " + row.col("id") + direction
}
