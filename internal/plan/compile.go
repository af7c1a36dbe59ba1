package plan

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// compiler makes one plan from one question. Only the shape of the question's values goes into the plan; the values themselves are read again
// for every question of that shape.
type compiler struct {
	*mapping
	question  Question
	plan      *plan
	slots     map[string]string // what a slot holds → the slot, so that one value is one parameter
	failures  []string          // SQL that says which check failed
	aliases   int
	nodes     int // how many conditions the filters hold
	refusal   *fault.Error
	enclosing map[string]string // what the object around gives to the functions inside, by the name of the parameter
	clocks    map[string]clock  // as of which day, and as known at which time, tables are read, by the name of the parameter; empty for as they are
}

// tuple is a row to read from: where columns are read from, and which of them are.
type tuple struct {
	alias string
	used  map[string]bool
	order []string
}

func (c *compiler) newRow() *tuple {
	c.aliases++
	return &tuple{alias: "t" + strconv.Itoa(c.aliases), used: map[string]bool{}}
}

// col reads a column.
func (r *tuple) col(name string) string {
	quoted := pgx.Identifier{name}.Sanitize()
	if !r.used[quoted] {
		r.used[quoted] = true
		r.order = append(r.order, quoted)
	}
	return r.alias + "." + quoted
}

// columns lists what was read, for a subselect that passes it on.
func (r *tuple) columns() string {
	if len(r.order) == 0 {
		return ""
	}
	return r.alias + "." + strings.Join(r.order, ", "+r.alias+".") + ", "
}

// compile makes the plan of a question. Each field of the root is computed once, beside the others, so that the statement can also say
// which of them found nothing.
func (m *mapping) compile(question Question) (*plan, *fault.Error) {
	c := &compiler{mapping: m, question: question, plan: &plan{byKey: true}, slots: map[string]string{}}
	var computed []string
	var pairs []entry
	for _, asked := range c.collect(m.schema.Query, []ast.SelectionSet{question.Operation.SelectionSet}) {
		name := "r.c" + strconv.Itoa(len(computed))
		switch asked.field.Name {
		case "__typename":
			pairs = append(pairs, entry{asked.key, literal(m.schema.Query.Name)})
		case "__schema", "__type":
			pairs = append(pairs, entry{asked.key, c.introspected(asked.key)})
		default:
			pairs = append(pairs, entry{asked.key, name})
			computed = append(computed, c.root(asked, name)+" as c"+strconv.Itoa(len(computed)))
		}
		if c.refusal != nil {
			return nil, c.refusal
		}
	}
	c.plan.sql = "select " + jsonObject(pairs)
	if c.failures != nil {
		c.plan.sql += ", array[" + strings.Join(c.failures, ", ") + "]"
	}
	if computed != nil {
		c.plan.sql += " from (select " + strings.Join(computed, ", ") + " offset 0) r"
	}
	c.question = Question{} // what reads the values of later questions must not keep those of this one
	return c.plan, nil
}

func (c *compiler) root(asked *collected, column string) string {
	defer c.at(asked.field.Name, asked.field)()
	def := c.schema.Types[asked.field.Definition.Type.Name()]
	switch call := c.roots[asked.field.Name]; {
	case call != nil:
		c.plan.byKey = false
		return c.called(nil, asked.field.Name, asked, call)
	case c.figures[asked.field.Name] != nil:
		return c.statisticsOf(asked, c.figures[asked.field.Name])
	case isConnection(def):
		object := c.objects[objectKey{c.listed(def).Name, c.listed(def).Name, ""}]
		return c.connection(asked, asked.field.Name, def, object, source{from: c.table(object.model)}, nil)
	case def.IsAbstractType() && asked.field.Definition.Type.Elem != nil:
		return c.byIDs(asked, def)
	case def.IsAbstractType():
		return c.byID(asked, def, column)
	default:
		return c.lookup(asked, c.objects[objectKey{def.Name, def.Name, ""}], column)
	}
}

// refuse remembers the first thing that is wrong with the question itself.
func (c *compiler) refuse(refusal *fault.Error) string {
	if c.refusal == nil {
		c.refusal = refusal
	}
	return "null"
}

// entry is one member of a JSON object: a response key, and the SQL of its value.
type entry struct{ key, value string }

// pairsAtOnce is how many members json_build_object takes: a function has at most 100 arguments.
const pairsAtOnce = 50

// jsonObject builds an object, in pieces that are joined as text where it has more members than a function takes.
func jsonObject(pairs []entry) string {
	if len(pairs) == 0 {
		return "'{}'::json"
	}
	var pieces []string
	for len(pairs) > 0 {
		size := min(len(pairs), pairsAtOnce)
		var arguments []string
		for _, pair := range pairs[:size] {
			arguments = append(arguments, literal(pair.key), pair.value)
		}
		pieces = append(pieces, "json_build_object("+strings.Join(arguments, ", ")+")")
		pairs = pairs[size:]
	}
	joined := pieces[0]
	for _, piece := range pieces[1:] {
		joined = "(left((" + joined + ")::text, -1) || ',' || substr((" + piece + ")::text, 2))::json"
	}
	return joined
}

// literal is a name of the schema or a response key as SQL text. GraphQL's names hold letters, digits and underscores only; the quotes are
// doubled all the same, so that safety does not hang on a grammar far away.
func literal(name string) string {
	return "'" + strings.ReplaceAll(name, "'", "''") + "'"
}

// jsonOf compiles what is asked of an object that stands on a row.
func (c *compiler) jsonOf(object *object, row *tuple, where string, selections []ast.SelectionSet) string {
	var pairs []entry
	for _, asked := range c.collect(object.def, selections) {
		if asked.field.Name == "__typename" {
			pairs = append(pairs, entry{asked.key, literal(object.def.Name)})
			continue
		}
		pairs = append(pairs, entry{asked.key, c.field(object, row, where+"."+asked.field.Name, asked)})
	}
	return jsonObject(pairs)
}

func (c *compiler) field(of *object, row *tuple, where string, asked *collected) string {
	switch found := of.fields[asked.field.Name]; {
	case found.prefix != "":
		return literal(found.prefix) + " || " + row.col(found.column.name)
	case found.translated():
		return "suivi.in_language(" + row.col(found.column.name) + ", " + c.languages(where, asked.field) + ")"
	case found.column != nil:
		return shown(asked.field.Definition.Type, row.col(found.column.name))
	case found.embedded != nil:
		return c.embedded(row, where, asked, found.embedded)
	case found.relation != nil:
		return c.related(row, where, asked, found.relation)
	case found.detail != nil:
		chosen := c.newRow()
		inner := c.jsonOf(found.detail.object, chosen, where, asked.selections)
		return "(select " + inner + " from " + textDetail.name + "(" + row.col(found.detail.column.name) + ", " + c.languages(where, asked.field) + ") " +
			chosen.alias + ")"
	case found.pair != nil:
		return c.paired(row, where, asked, found.pair)
	case found.function != nil:
		return c.called(row, where, asked, found.function)
	}
	return c.refuse(fault.New(fault.Internal, "no answer for %s", where))
}

// shown is a value as JSON shows it. An instant is written with the letter of UTC, and to the microsecond: what is asked for as known then must
// include what was recorded then.
func shown(typ *ast.Type, value string) string {
	if typ.NamedType == "DateTime" {
		return "suivi.instant(" + value + ")"
	}
	return value
}

// embedded compiles an object on the same row; or, where its arguments ask for another day or time, what a function of its name gives for them. The
// function's columns are named as the table's, so that the same object is read from either.
func (c *compiler) embedded(row *tuple, where string, asked *collected, inner *embedding) string {
	var arguments []string
	given := false
	for i, input := range inner.then.inputs {
		value := row.col("id")
		if i > 0 {
			value = c.functionArgument(where, asked.field, input, c.enclosing[input.name])
			given = given || !strings.HasPrefix(value, "null::") && !c.rowTells(inner.object.model, where, asked.field, input)
		}
		arguments = append(arguments, value)
	}
	if given {
		defer c.at(where, asked.field)()
		defer c.within(inner.then, arguments)()
		row = c.newRow()
	}
	object := c.jsonOf(inner.object, row, where, asked.selections)
	if inner.presence != "" {
		object = "case when " + row.col(inner.presence) + " is not null then " + object + " end"
	}
	if given {
		return "(select " + object + " from " + inner.then.name + "(" + strings.Join(arguments, ", ") + ") " + row.alias + ")"
	}
	return object
}

// related compiles a relation: one object, a plain list, or a connection.
func (c *compiler) related(row *tuple, where string, asked *collected, to *relating) string {
	defer c.at(where, asked.field)()
	from := c.from(row, to.relation)
	if to.connection {
		return c.connection(asked, where, c.schema.Types[asked.field.Definition.Type.Name()], to.object, from, nil)
	}
	target := c.newRow()
	inner := c.jsonOf(to.object, target, where, asked.selections)
	if !to.relation.many {
		return "(select " + inner + from.sql(target) + ")"
	}
	return "(select coalesce(json_agg(" + inner + " order by " + to.object.model.naturalOrder().by(target, false) + "), '[]'::json)" + from.sql(target) + ")"
}

// source is where the rows of a list come from: a table, and what ties it to the row above.
type source struct {
	from string
	on   func(target *tuple) []string
}

func (s source) sql(target *tuple, conditions ...string) string {
	if s.on != nil {
		conditions = append(s.on(target), conditions...)
	}
	text := " from " + s.from + " " + target.alias
	if len(conditions) > 0 {
		text += " where " + strings.Join(conditions, " and ")
	}
	return text
}

// from ties the rows of a relation to the row that it starts from. A relation through a join table is a semi-join: a row is there once.
func (c *compiler) from(own *tuple, relation relation) source {
	return source{from: c.table(relation.target), on: func(target *tuple) []string {
		if relation.join == "" {
			var conditions []string
			for _, pair := range relation.on {
				conditions = append(conditions, target.alias+"."+pair.right+" = "+own.col(pair.left))
			}
			return conditions
		}
		between := c.newRow()
		far := relation.far[0]
		return []string{target.alias + "." + far.right + " in (select " + between.alias + "." + far.left + " from " + c.joined(relation) + " " +
			between.alias + " where " + between.tied(own, relation) + ")"}
	}}
}

// tied ties a row of a join table to the row that the relation starts from.
func (r *tuple) tied(own *tuple, relation relation) string {
	var conditions []string
	for _, pair := range relation.own {
		conditions = append(conditions, r.alias+"."+pair.right+" = "+own.col(pair.left))
	}
	return strings.Join(conditions, " and ")
}

// called compiles a computed field. row is what it is a field of; nil at the root.
func (c *compiler) called(row *tuple, where string, asked *collected, call *calling) string {
	if call.object != nil || call.abstract != nil {
		defer c.at(where, asked.field)()
	}
	var arguments []string
	for i, input := range call.function.inputs {
		if i == 0 && row != nil {
			arguments = append(arguments, row.col("id"))
			continue
		}
		around := c.enclosing[input.name]
		if call.rows && !slices.Contains(clockParameters, input) && takes(asked.field, input) {
			around = "" // rows within rows that can be asked for so are asked for anew
		}
		if slices.Contains(call.own, input.name) {
			around = row.col(input.name)
		}
		arguments = append(arguments, c.functionArgument(where, asked.field, input, around))
	}
	return c.calledWith(arguments, where, asked, call)
}

func (c *compiler) calledWith(arguments []string, where string, asked *collected, call *calling) string {
	invoked := call.function.name + "(" + strings.Join(arguments, ", ") + ")"
	f := c.newRow()
	switch {
	case call.abstract != nil:
		return c.calledAbstract(invoked, where, asked, call)
	case call.rows:
		defer c.within(call.function, arguments)()
		return c.calledRows(arguments, invoked, where, asked, call)
	case call.connection:
		def := c.schema.Types[asked.field.Definition.Type.Name()]
		return c.connection(asked, where, def, call.object, source{from: c.table(call.object.model), on: func(target *tuple) []string {
			return []string{target.alias + ".id in (select f.id from " + invoked + " as f (id))"}
		}}, nil)
	case call.object != nil:
		t := c.newRow()
		inner := c.jsonOf(call.object, t, where, asked.selections)
		tables := " from " + invoked + " with ordinality as " + f.alias + " (id, place) join " + c.table(call.object.model) + " " + t.alias +
			" on " + t.alias + ".id = " + f.alias + ".id"
		if call.list {
			return "(select coalesce(json_agg(" + inner + " order by " + f.alias + ".place), '[]'::json)" + tables + ")"
		}
		return "(select " + inner + tables + " order by " + f.alias + ".place limit 1)"
	case call.list:
		return "(select coalesce(json_agg(" + shown(asked.field.Definition.Type.Elem, f.alias+".value") + "), '[]'::json) from " + invoked + " as " + f.alias + " (value))"
	default:
		return "(select " + shown(asked.field.Definition.Type, f.alias+".value") + " from " + invoked + " as " + f.alias + " (value) limit 1)"
	}
}

// calledAbstract compiles a computed field whose rows are of several types: one guarded subselect for each.
func (c *compiler) calledAbstract(invoked, where string, asked *collected, call *calling) string {
	f := c.newRow()
	guarded := c.guarded(call.abstract, where, asked.selections, f.alias+".typename", f.alias+".id")
	if !call.list {
		return "(select " + guarded + " from " + invoked + " as " + f.alias + " limit 1)"
	}
	// What the asker may not see leaves no gap.
	return "(select coalesce(json_agg(o.o order by o.place) filter (where o.o is not null), '[]'::json) from (select " + guarded + " as o, " + f.alias +
		".place from " + invoked + " with ordinality as " + f.alias + " (typename, id, place)) o)"
}

// guarded is an object of whichever type it is: the type is data, not plan.
func (c *compiler) guarded(abstract *ast.Definition, where string, selections []ast.SelectionSet, typename, id string) string {
	var cases strings.Builder
	for _, possible := range c.entities(abstract) {
		t := c.newRow()
		inner := c.jsonOf(possible, t, where, selections)
		fmt.Fprintf(&cases, " when %s then (select %s from %s %s where %s.id = %s)", literal(possible.def.Name), inner, c.table(possible.model), t.alias, t.alias, id)
	}
	return "case " + typename + cases.String() + " end"
}

// functionArgument is what a function is given: the field's own argument, else what the row or the object around has for it, else null.
func (c *compiler) functionArgument(where string, asked *ast.Field, input parameter, around string) string {
	if input == wantedTags {
		return "array[" + c.languages(where, asked) + "]"
	}
	for _, defined := range asked.Definition.Arguments {
		if snake(defined.Name) != input.name {
			continue
		}
		if given := c.argumentOf(where, asked, defined.Name); given != nil {
			value := c.valueSlot(operand{argument: given}, input.typ)
			if defined.Name == "knownAt" {
				c.notYet(given, value)
			}
			return value
		}
	}
	if around != "" {
		return around
	}
	return "null::" + input.typ
}

// takes says whether a field has an argument for a function's parameter.
func takes(field *ast.Field, input parameter) bool {
	return slices.ContainsFunc(field.Definition.Arguments, func(defined *ast.ArgumentDefinition) bool { return snake(defined.Name) == input.name })
}

// notYet has the statement refuse a time that is still to come: what will be known then is not known now.
func (c *compiler) notYet(given *argument, value string) {
	c.addCheck(value+" > now()", check{fatal: true, fault: func(binding) *fault.Error {
		return fault.About(given.name, fault.BadArgument, "%s must not lie in the future", given.name)
	}})
}

// within lets the functions of the fields inside see the arguments of the object around them, where they take such, until it is called.
func (c *compiler) within(function function, arguments []string) (leave func()) {
	before := c.enclosing
	c.enclosing = maps.Clone(before)
	if c.enclosing == nil {
		c.enclosing = map[string]string{}
	}
	for i, input := range function.inputs {
		c.enclosing[input.name] = arguments[i]
	}
	delete(c.enclosing, "id")
	return func() { c.enclosing = before }
}
