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
	column, err := model.orderColumn(field, direction == "DESC")
	if err != nil {
		c.refuse(fault.New(fault.Internal, "no order for %s", given.name).Because(err))
		return model.naturalOrder()
	}
	return order{name: field + " " + direction, column: column, descending: direction == "DESC"}
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
func (m *mapping) checkOrder(input *ast.Definition, object *object) error {
	field := input.Fields.ForName("field")
	if field == nil {
		return fmt.Errorf("it has no field named field")
	}
	values := m.schema.Types[field.Type.Name()]
	for _, value := range values.EnumValues {
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
