package plan

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// filterMost is how many conditions the filters of one question may hold.
const filterMost = 64

// filtering is a filter, or a part of one: where its value is found, and the value whose shape is being compiled.
type filtering struct {
	operand
	def     *ast.Definition
	value   map[string]any
	without string // a field that is answered otherwise
}

// field steps into one field of the filter, or into one element of a list there.
func (f filtering) field(name string, typ *ast.Type, element int) filtering {
	inner := operand{argument: &argument{
		name: f.name + "." + name, value: f.argument.value, typ: typ, schema: f.schema, words: mostWords(f.def.Fields.ForName(name).Directives),
	}, path: f.path + "." + name}
	inner.part = f.part.key(name)
	if element >= 0 {
		inner.part = inner.part.index(element)
		inner.name += "." + strconv.Itoa(element)
		inner.path += "." + strconv.Itoa(element)
	}
	return filtering{operand: inner, def: f.def}
}

func (f filtering) with(value any) filtering {
	f.value, _ = value.(map[string]any)
	return f
}

// filterOf compiles a filter for the rows of an alias. All of its fields must hold. What is not known never matches, and does match a `not`.
func (c *compiler) filterOf(of *object, alias string, filter filtering) string {
	var conditions []string
	for _, defined := range filter.def.Fields {
		value, given := filter.value[defined.Name]
		if !given || value == nil || defined.Name == filter.without {
			continue
		}
		c.nodes++
		if c.nodes > filterMost {
			return c.refuse(fault.About(filter.name, fault.BadArgument, "%s holds too many conditions: at most %d", filter.name, filterMost))
		}
		switch defined.Name {
		case "and", "or":
			conditions = append(conditions, c.combined(of, alias, filter, defined, asList(value)))
		case "not":
			inner := filter.field("not", defined.Type, -1).with(value)
			conditions = append(conditions, "("+c.filterOf(of, alias, inner)+") is not true")
		default:
			conditions = append(conditions, c.condition(of, alias, defined, filter.field(defined.Name, defined.Type, -1), value))
		}
	}
	if len(conditions) == 0 {
		return "true"
	}
	return strings.Join(conditions, " and ")
}

func (c *compiler) combined(of *object, alias string, filter filtering, defined *ast.FieldDefinition, parts []any) string {
	with := defined.Name
	var conditions []string
	for i, part := range parts {
		conditions = append(conditions, "("+c.filterOf(of, alias, filter.field(with, defined.Type, i).with(part))+")")
	}
	switch {
	case len(conditions) > 0:
		return "(" + strings.Join(conditions, " "+with+" ") + ")"
	case with == "or":
		return "false" // none of no conditions holds
	default:
		return "true"
	}
}

// condition compiles one field of a filter.
func (c *compiler) condition(of *object, alias string, defined *ast.FieldDefinition, filter filtering, value any) string {
	target, err := c.filterTarget(of, defined)
	if err != nil {
		return c.refuse(fault.New(fault.Internal, "no answer for %s", filter.name).Because(err))
	}
	if target.function != "" {
		return c.filterFunction(alias, filter.operand, target)
	}
	holds := c.some(alias, target.through, func(alias string) string {
		switch {
		case target.by == "PRESENT":
			return c.present(alias, target.field)
		case target.field.column != nil:
			return c.filterColumn(target.of, alias, filter.operand, target, value)
		}
		filter.def = c.schema.Types[defined.Type.Name()]
		return c.filterRelation(alias, target.field.relation, filter.with(value))
	})
	if is, _ := value.(bool); target.by == "PRESENT" && !is {
		return "not " + holds // of all that the path leads to
	}
	return holds
}

// present says that a field has a value, or a record.
func (c *compiler) present(alias string, of field) string {
	if of.relation != nil {
		return c.some(alias, []*relating{of.relation}, func(string) string { return "true" })
	}
	return "(" + alias + "." + of.column.name + " is not null)"
}

func (c *compiler) filterColumn(of *object, alias string, filter operand, target filterTarget, value any) string {
	column := target.field.column
	compared := alias + "." + column.name
	switch target.by {
	case "BEFORE":
		return of.model.twin(alias, column, "_asc") + " < " + c.valueSlot(filter, column.typ)
	case "AFTER":
		return of.model.twin(alias, column, "_desc") + " > " + c.valueSlot(filter, column.typ)
	}
	if column.typ == "boolean" {
		// Written bare, so that an index on what it stands for can serve it; which of the two belongs to the plan's shape.
		if is, _ := value.(bool); is {
			return compared
		}
		return "not " + compared
	}
	filter.kind = of.model
	values := c.valueSlot(filter, column.typ+"[]")
	if column.unique {
		c.mustExist(of, filter, column, values)
	}
	return compared + " = any (" + values + ")"
}

// twin is a column to compare with a bound: its twin for that direction where it has one, which the index is on. What is not known is at
// the far end there, beyond every bound.
func (m *model) twin(alias string, column *column, direction string) string {
	for _, found := range m.columns {
		if found.name == column.name+direction {
			return alias + "." + found.name
		}
	}
	return alias + "." + column.name
}

// mustExist has the statement check that what a filter names exists for the asker: a slip of the pen is not an empty list.
func (c *compiler) mustExist(of *object, filter operand, column *column, values string) {
	c.addCheck("exists (select from unnest("+values+") as given (value) where given.value is not null and not exists (select from "+of.model.from+
		" known where known."+column.name+" = given.value))", check{fatal: true, fault: func(b binding) *fault.Error {
		return unknown(filter.name, of.def.Name, asList(filter.read(b)))
	}})
}

func (c *compiler) filterFunction(alias string, filter operand, target filterTarget) string {
	input := c.catalogue.functions[target.function].inputs[0]
	value := c.valueSlot(filter, input.typ)
	if _, there := c.catalogue.functions[target.function+"_known"]; there {
		c.addCheck(target.function+"_known("+value+") is not true", check{fatal: true, fault: func(b binding) *fault.Error {
			return unknown(filter.name, "record", []any{filter.read(b)})
		}})
	}
	return alias + ".id in (select f.id from " + target.function + "(" + value + ") as f (id))"
}

func (c *compiler) addCheck(failed string, check check) {
	for _, known := range c.failures {
		if known == failed {
			return // a filter is compiled once for the page and once for the count
		}
	}
	c.failures = append(c.failures, failed)
	c.plan.checks = append(c.plan.checks, check)
}

func unknown(name, kind string, values []any) *fault.Error {
	described := make([]string, 0, len(values))
	for _, value := range values {
		if object, is := value.(map[string]any); is {
			described = append(described, describe(object))
			continue
		}
		described = append(described, fmt.Sprintf("%q", shortened(asText(value))))
	}
	which := strings.Join(described, ", ")
	if len(described) > 1 {
		which = "at least one of " + which
	}
	return fault.About(name, fault.UnknownReference, "%s names a %s that does not exist or that you may not see: %s", name, strings.ToLower(kind), shortened(which))
}

func describe(object map[string]any) string {
	var parts []string
	for _, key := range sortedKeys(object) {
		if object[key] != nil {
			parts = append(parts, fmt.Sprintf("%s %q", key, shortened(asText(object[key]))))
		}
	}
	return strings.Join(parts, ", ")
}

// filterRelation compiles a filter of related rows: some of them match.
func (c *compiler) filterRelation(alias string, to *relating, filter filtering) string {
	return c.some(alias, []*relating{to}, func(alias string) string { return c.filterOf(to.object, alias, filter) })
}

// some compiles a condition on the rows that relations lead to, one after the other: that it holds of some, and of the same one. It is a
// semi-join, so that a row is in the list once.
func (c *compiler) some(alias string, through []*relating, holds func(alias string) string) string {
	if len(through) == 0 {
		return holds(alias)
	}
	to := through[0].relation
	own := &tuple{alias: alias, used: map[string]bool{}}
	target := c.newRow()
	inner := c.some(target.alias, through[1:], holds)
	if to.join == "" {
		return "exists (select" + c.from(own, to).sql(target, inner) + ")"
	}
	// Joined rather than nested, so that the database can begin at either end: with the list, or with what the filter names.
	between, far := c.newRow(), to.far[0]
	return "exists (select from " + c.joined(to) + " " + between.alias + " join " + c.table(to.target) + " " + target.alias +
		" on " + target.alias + "." + far.right + " = " + between.alias + "." + far.left + " where " + between.tied(own, to) + " and " + inner + ")"
}

// filterTarget is what a field of a filter looks at: a field of an object, on the row itself or on those that relations lead to.
type filterTarget struct {
	through  []*relating
	of       *object
	field    field
	by       string
	function string // in place of all these
}

// filterTarget finds what a field of a filter looks at: a function made for it, the path that its directive @on gives, or the field of its own
// name.
func (m *mapping) filterTarget(of *object, defined *ast.FieldDefinition) (filterTarget, error) {
	made := of.model.table + "_filter_" + snake(defined.Name)
	if function, there := m.catalogue.functions[made]; there && len(function.inputs) == 1 {
		return filterTarget{function: made}, nil
	}
	path, target := defined.Name, filterTarget{of: of, by: "ONE_OF"}
	if on := defined.Directives.ForName("on"); on != nil {
		path = on.Arguments.ForName("field").Value.Raw
		if by := on.Arguments.ForName("by"); by != nil {
			target.by = by.Value.Raw
		}
	}
	steps := strings.Split(path, ".")
	for _, step := range steps[:len(steps)-1] {
		switch passed := m.filterField(target.of, step); {
		case passed.embedded != nil:
			target.of = passed.embedded.object
		case passed.relation != nil:
			target.through = append(target.through, passed.relation)
			target.of = passed.relation.object
		default:
			return target, fmt.Errorf("%s has no part and no records %s to filter by", target.of.def.Name, step)
		}
	}
	target.field = m.filterField(target.of, steps[len(steps)-1])
	if target.field.column == nil && target.field.relation == nil {
		return target, fmt.Errorf("%s has no field %s to filter by, and there is no function %s", of.def.Name, path, made)
	}
	return target, m.checkTarget(defined, target)
}

// filterField is a field of an object that a filter can look at: one of the schema, or a relation of the model that the schema does not show.
func (m *mapping) filterField(of *object, name string) field {
	if found, there := of.fields[name]; there || of.model == nil {
		return found
	}
	relation, there := of.model.relations[of.path+strings.ToLower(name)]
	if !there {
		return field{}
	}
	def := m.schema.Types[relation.target.name]
	if def == nil {
		return field{}
	}
	object, err := m.object(def, relation.target, "", "")
	if err != nil {
		return field{}
	}
	return field{relation: &relating{relation: relation, object: object}}
}

// checkTarget refuses a filter whose values what it looks at cannot be compared with.
func (m *mapping) checkTarget(defined *ast.FieldDefinition, target filterTarget) error {
	list, takesObject := defined.Type.Elem != nil, m.schema.Types[defined.Type.Name()].Kind == ast.InputObject
	switch column := target.field.column; {
	case target.by == "PRESENT" && (list || defined.Type.Name() != "Boolean"):
		return fmt.Errorf("it asks whether something is there, and takes no boolean")
	case target.by == "PRESENT":
		return nil
	case column == nil && (!takesObject || list):
		return fmt.Errorf("it looks at other records, and takes no filter for them")
	case column == nil:
		return nil
	case takesObject:
		return fmt.Errorf("it looks at a column, and takes an object")
	case column.typ == "jsonb":
		return fmt.Errorf("a text in several languages can be searched by a function only")
	case list && (target.by != "ONE_OF" || column.typ == "boolean"):
		return fmt.Errorf("it takes a list, and compares with one value")
	}
	return nil
}

// checkInputs refuses, at start-up, a filter or an order of the schema that nothing answers.
func (m *mapping) checkInputs(listed *ast.FieldDefinition, object *object) error {
	if filter := listed.Arguments.ForName("filter"); filter != nil {
		filtered := object
		if through := filteredThrough(listed); through != "" {
			to := object.fields[through].relation
			if to == nil {
				return fmt.Errorf("%s has no record %s to filter by", object.def.Name, through)
			}
			filtered = to.object
		}
		if err := m.checkFilter(m.schema.Types[filter.Type.Name()], filtered, map[filterCheck]bool{}); err != nil {
			return err
		}
	}
	if orderBy := listed.Arguments.ForName("orderBy"); orderBy != nil {
		if err := m.checkOrder(listed, m.schema.Types[orderBy.Type.Name()], object); err != nil {
			return fmt.Errorf("the order %s: %w", orderBy.Type.Name(), err)
		}
	}
	return nil
}

// filteredThrough is the field of a row whose record the list's filter is about; empty where it is about the row itself.
func filteredThrough(listed *ast.FieldDefinition) string {
	if on := listed.Arguments.ForName("filter").Directives.ForName("on"); on != nil {
		return on.Arguments.ForName("field").Value.Raw
	}
	return ""
}

// filterCheck is a filter for one type of record: the same filter can be meant for several.
type filterCheck struct {
	input *ast.Definition
	of    *object
}

func (m *mapping) checkFilter(input *ast.Definition, of *object, seen map[filterCheck]bool) error {
	if seen[filterCheck{input, of}] {
		return nil
	}
	seen[filterCheck{input, of}] = true
	for _, defined := range input.Fields {
		if defined.Name == "and" || defined.Name == "or" || defined.Name == "not" {
			continue
		}
		target, err := m.filterTarget(of, defined)
		if err != nil {
			return fmt.Errorf("the filter %s.%s: %w", input.Name, defined.Name, err)
		}
		if target.field.relation == nil || target.by == "PRESENT" {
			continue
		}
		if err := m.checkFilter(m.schema.Types[defined.Type.Name()], target.field.relation.object, seen); err != nil {
			return err
		}
	}
	return nil
}
