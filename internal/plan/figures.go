package plan

import (
	"strings"

	"github.com/suivi-project/suivi/internal/fault"
)

// figuring is an object of figures while it is compiled: over all rows that match, or over each group of them.
type figuring struct {
	*compiler
	of      *matching
	join    func(own *tuple) (join, key string) // what parts the rows into groups; nil where they are not
	tallies []*tally                            // the first of them, if any, counts the rows themselves
	about   []*relating                         // which relation each of the tallies counts; nil for none
	ids     *tuple                              // the row that holds the ids; nil where nobody needs them
	sums    *tuple                              // the row of what a function answers together; nil where nobody asks for any of it
	sumsBy  *summing
}

// statisticsOf compiles a field of statistics.
//
//	(with m as (select … from the table where the filter) select {…} from (sums over cells of m) o, (others) …)
func (c *compiler) statisticsOf(asked *collected, of *statistics) string {
	c.plan.byKey = false
	where := asked.field.Name
	f := &figuring{compiler: c, of: c.newMatching()}
	filter := c.filterArgument(where, asked, of.object, f.of.table.alias, "")
	object := f.jsonOf(of.table, where, asked)
	rows := source{from: c.table(of.object.model)}.sql(f.of.table, conditions(filter)...)
	tables := strings.TrimPrefix(f.besides(""), " cross join")
	if tables != "" {
		tables = " from" + tables
	}
	return "(with " + f.of.name + " as (select " + f.of.columns() + rows + ") select " + object + tables + ")"
}

// jsonOf compiles what is asked of an object of figures.
func (f *figuring) jsonOf(of *figures, where string, asked *collected) string {
	var pairs []entry
	for _, field := range f.collect(of.def, asked.selections) {
		pairs = append(pairs, entry{field.key, f.figure(of, where, field)})
	}
	return jsonObject(pairs)
}

func (f *figuring) figure(of *figures, where string, asked *collected) string {
	where += "." + asked.field.Name
	switch found := of.fields[asked.field.Name]; {
	case asked.field.Name == "__typename":
		return literal(of.def.Name)
	case found.count != nil:
		return f.counted(f.tally(found.count.relation), found.count, asked)
	case found.inner != nil:
		return f.jsonOf(found.inner, where, asked)
	case found.groups != nil:
		return f.groups(where, asked, found.groups)
	case found.overTime != nil:
		return f.overTime(where, asked, found.overTime)
	case found.summed:
		if f.sums == nil {
			f.sums, f.sumsBy = f.newRow(), of.summed
		}
		f.needIDs()
		return f.field(of.summed.object, f.sums, where, asked)
	case found.function != nil:
		return f.called(f.needIDs(), where, asked, found.function)
	case asked.field.Name == "asOf":
		return f.today()
	case asked.field.Name == "knownAt":
		return shown(of.def.Fields.ForName("knownAt").Type, f.clockOr("known_at", "now()"))
	}
	return f.refuse(fault.New(fault.Internal, "no answer for %s", where))
}

// needIDs is the row that holds the ids.
func (f *figuring) needIDs() *tuple {
	if f.ids == nil {
		f.ids = f.newRow()
	}
	return f.ids
}

// today is the day that is asked about.
func (f *figuring) today() string { return f.clockOr("as_of", "suivi.today()") }

// counted compiles a count; or, by the values of a column, one for each, also where it is none.
func (c *compiler) counted(t *tally, of *counting, asked *collected) string {
	var holds []string
	for _, condition := range of.where {
		holds = append(holds, t.holds(condition))
	}
	if of.by == nil {
		return t.sum(strings.Join(holds, " and "))
	}
	cell := t.cell(t.read(of.by.name))
	var rows []string
	for _, value := range of.values {
		rows = append(rows, c.countOf(t, of, asked, literal(value), append(holds, cell+" = "+literal(value))))
	}
	if of.nullable {
		rows = append(rows, c.countOf(t, of, asked, "null", append(holds, cell+" is null")))
	}
	return "json_build_array(" + strings.Join(rows, ", ") + ")"
}

// countOf is one value and its count.
func (c *compiler) countOf(t *tally, of *counting, asked *collected, value string, holds []string) string {
	var pairs []entry
	for _, field := range c.collect(of.each, asked.selections) {
		switch field.field.Name {
		case "__typename":
			pairs = append(pairs, entry{field.key, literal(of.each.Name)})
		case "value":
			pairs = append(pairs, entry{field.key, value})
		default: // count
			pairs = append(pairs, entry{field.key, t.sum(strings.Join(holds, " and "))})
		}
	}
	return jsonObject(pairs)
}

// tally is what counts the rows, or those of a relation of theirs.
func (f *figuring) tally(relation *relating) *tally {
	for i, known := range f.about {
		if known == relation {
			return f.tallies[i]
		}
	}
	row := f.of.row(f.compiler)
	made := &tally{alias: f.newRow().alias, from: " from " + f.of.name + " " + row.alias, read: row.col}
	if f.join != nil {
		join, key := f.join(row)
		made.from, made.keys, made.gaps = made.from+join, []string{key}, relation != nil
	}
	if relation != nil {
		target := f.newRow()
		made.from += " join " + f.table(relation.relation.target) + " " + target.alias + " on " + strings.Join(f.from(row, relation.relation).on(target), " and ")
		made.read = target.col
	}
	f.tallies, f.about = append(f.tallies, made), append(f.about, relation)
	return made
}

// besides are the tables that an object of figures reads from: of groups, those besides the one that tells them apart.
func (f *figuring) besides(groups string) string {
	join, on := " cross join ", ""
	tables := ""
	for i, tally := range f.tallies {
		if groups != "" {
			join, on = " left join ", " on "+tally.alias+".k0 is not distinct from "+groups+".k0"
		}
		if groups == "" || f.about[i] != nil {
			tables += join + tally.sql() + on
		}
	}
	if f.ids == nil {
		return tables
	}
	row, by, called := f.of.row(f.compiler), "", ""
	if f.sums != nil {
		arguments := []string{f.ids.col("id")}
		for _, input := range f.sumsBy.function.inputs[1:] {
			arguments = append(arguments, f.clockOr(input.name, "null::"+input.typ))
		}
		called = " cross join lateral " + f.sumsBy.function.name + "(" + strings.Join(arguments, ", ") + ") as " + f.sums.alias
	}
	from := " from " + f.of.name + " " + row.alias
	columns := "array_agg(" + row.col("id") + ") as id"
	if f.join != nil {
		parted, key := f.join(row)
		from, columns, by = from+parted, key+" as k0, "+columns, " group by 1"
		on = " on " + f.ids.alias + ".k0 is not distinct from " + groups + ".k0"
	}
	return tables + join + "(select " + columns + from + by + ") " + f.ids.alias + on + called
}
