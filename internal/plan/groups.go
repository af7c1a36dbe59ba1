package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// grouping is the rows that match, grouped by one of several dimensions. Each value of the enum of its argument `by` is answered by two
// functions: <table>_by_<dimension>, which gives each row's groups as pairs of an id and a key, each pair once; and the same with _named, which
// gives the label of a key, and of null: of what is in no group.
type grouping struct {
	object     *object
	nodes      *ast.FieldDefinition
	table      *figures
	def        *ast.Definition
	dimensions map[string]dimension
}

// dimension is one way to group.
type dimension struct {
	of, named function
	then      *function // what <table>_by_<dimension>_then gives of another day or time; nil where there is none
	prefix    string    // of keys that are ids: what makes them public ones
}

// noGroup is the key of what is in no group.
const noGroup = "NONE"

// groupFields are the fields of groups, and of each group, that are no figures.
var groupFields = map[string]bool{"totalCount": true, "overlapping": true, "nodes": true}

func (m *mapping) readGroups(defined *ast.FieldDefinition, of counted) (*grouping, error) {
	def := m.schema.Types[defined.Type.Name()]
	read := &grouping{object: of.object, def: def, nodes: def.Fields.ForName("nodes"), dimensions: map[string]dimension{}}
	for _, inner := range def.Fields {
		if !groupFields[inner.Name] {
			return nil, fmt.Errorf("groups have no field %s", inner.Name)
		}
	}
	if read.nodes == nil {
		return nil, fmt.Errorf("groups have no nodes")
	}
	unread := map[string]bool{}
	for _, argument := range defined.Arguments {
		unread[argument.Name] = argument.Name != "by" && argument.Name != "first"
	}
	for _, value := range m.schema.Types[defined.Arguments.ForName("by").Type.Name()].EnumValues {
		found, err := m.readDimension(of.model.table + "_by_" + strings.ToLower(value.Name))
		if err != nil {
			return nil, err
		}
		for argument := range unread {
			unread[argument] = unread[argument] && !found.of.takes(argument)
		}
		read.dimensions[value.Name] = found
	}
	for argument, is := range unread {
		if is {
			return nil, fmt.Errorf("no dimension takes its argument %s", argument)
		}
	}
	var err error
	of.grouped = true
	read.table, err = m.readFigures(m.schema.Types[read.nodes.Type.Name()], of)
	return read, err
}

func (m *mapping) readDimension(name string) (dimension, error) {
	of, there := m.catalogue.functions[name]
	named, also := m.catalogue.functions[name+"_named"]
	switch {
	case !there || !also:
		return dimension{}, fmt.Errorf("there are no functions %s and %[1]s_named", name)
	case len(of.columns) != 2 || of.columns[0] != parameter{"id", "uuid"}:
		return dimension{}, fmt.Errorf("the function %s does not return an id and a key", name)
	case len(named.inputs) != 1 || len(named.columns) != 1 || named.columns[0] != parameter{"label", "jsonb"}:
		return dimension{}, fmt.Errorf("the function %s_named does not return the label of a key", name)
	}
	read := dimension{of: of, named: named}
	if then, there := m.catalogue.functions[name+"_then"]; there {
		if !slices.Equal(then.inputs, append(slices.Clone(clockParameters), of.inputs...)) || !slices.Equal(then.columns, of.columns) {
			return dimension{}, fmt.Errorf("the function %s_then is not %[1]s with the clocks before its arguments", name)
		}
		read.then = &then
	}
	for _, known := range m.models {
		if key := of.columns[1]; key.typ == "uuid" && key.name == known.table+"_id" && known.idPrefix != "" {
			read.prefix = known.idPrefix + "_"
		}
	}
	return read, nil
}

// groups compiles what is asked of groups. Rows are counted by group and cell in one pass; what is shown of them are the largest.
//
//	select {…} from (select key, sums…, its place, how many groups from (cells) c group by key) o
//	left join (what is counted otherwise, by key) on the same key cross join the label
func (f *figuring) groups(where string, asked *collected, of *grouping) string {
	chosen := of.dimensions[f.enumOf(where, asked, "by")]
	f.checkDimension(where, asked, chosen)
	by := chosen.of
	if chosen.then != nil && len(f.clocks) > 0 {
		by = *chosen.then
	}
	size := f.argumentOf(where, asked.field, "first")
	f.guardSize(size, pageMost)
	g := &figuring{compiler: f.compiler, of: f.of, join: func(own *tuple) (string, string) {
		k := f.newRow()
		return " left join " + by.name + "(" + f.argumentsOf(where, asked.field, by) + ") as " + k.alias + " on " + k.col("id") + " = " + own.col("id"),
			k.col(by.columns[1].name)
	}}
	o, label := g.tally(nil), f.newRow()
	var pairs []entry
	told := false
	for _, field := range f.collect(of.def, asked.selections) {
		var value string
		told = told || field.field.Name != "__typename"
		switch field.field.Name {
		case "__typename":
			value = literal(of.def.Name)
		case "totalCount":
			value = "coalesce(max(" + o.alias + ".groups), 0)"
		case "overlapping":
			value = "coalesce(max(" + o.alias + ".pairs), 0) > " + f.tally(nil).sum("")
		default: // nodes
			value = "coalesce(json_agg(" + g.group(where+".nodes", field, of, chosen, o.alias, label) + " order by " + o.alias + ".place) filter (where " +
				o.alias + ".place <= " + f.sizeSlot(size) + "), '[]'::json)"
		}
		pairs = append(pairs, entry{field.key, value})
	}
	if !told {
		return jsonObject(pairs)
	}
	// What is looked up of a group is looked up of those shown.
	return "(select " + jsonObject(pairs) + " from (select " + o.sums("c.k0") + ", row_number() over (order by sum(c.n) desc, c.k0) as place" +
		", count(*) over () as groups, sum(sum(c.n)) over () as pairs from (" + o.cellsSQL() + ") c group by c.k0 order by place limit " +
		strconv.Itoa(f.sizeAtOnce(size)) + ") " + o.alias + g.besides(o.alias) +
		" left join lateral " + chosen.named.name + "(" + o.alias + ".k0) as " + label.alias + " on true)"
}

// group compiles what is asked of one group.
func (f *figuring) group(where string, asked *collected, of *grouping, chosen dimension, alias string, label *tuple) string {
	var pairs []entry
	for _, field := range f.collect(of.table.def, asked.selections) {
		var value string
		switch field.field.Name {
		case "key":
			value = "coalesce(" + literal(chosen.prefix) + " || " + alias + ".k0, " + literal(noGroup) + ")"
		case "label":
			value = "suivi.in_language(" + label.col("label") + ", " + f.languages(where+".label", field.field) + ")"
		default:
			value = f.figure(of.table, where, field)
		}
		pairs = append(pairs, entry{field.key, value})
	}
	return jsonObject(pairs)
}

// checkDimension refuses an argument that this way of grouping does not take: it would be passed over in silence.
func (f *figuring) checkDimension(where string, asked *collected, chosen dimension) {
	for _, defined := range asked.field.Definition.Arguments {
		if defined.Name == "by" || defined.Name == "first" || chosen.of.takes(defined.Name) {
			continue
		}
		if given := f.argumentOf(where, asked.field, defined.Name); given != nil {
			f.refuse(fault.About(given.name, fault.BadArgument, "%s means nothing where %s.by is %s", given.name, where, f.enumOf(where, asked, "by")))
		}
	}
}

// enumOf is the value of an argument that is an enum; which one it is belongs to the plan's shape.
func (f *figuring) enumOf(where string, asked *collected, name string) string {
	return asText(f.argumentOf(where, asked.field, name).in(f.question.Variables))
}

// argumentsOf are the arguments of a function that takes no id, by their names.
func (f *figuring) argumentsOf(where string, asked *ast.Field, function function) string {
	var arguments []string
	for _, input := range function.inputs {
		arguments = append(arguments, f.clockOr(input.name, f.functionArgument(where, asked, input, "")))
	}
	return strings.Join(arguments, ", ")
}
