package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// unrolling is what held of the rows that match at the end of each of some periods. The function <table>_over_time gives what held of each row
// from which day to which, in columns named as the model's.
type unrolling struct {
	function function
	since    *column // from which day on a row counts at all; always, where that is not known
	table    *figures
}

// pointsMost is how many points in time one field may ask for.
const pointsMost = 200

func (m *mapping) readOverTime(defined *ast.FieldDefinition, of counted) (*unrolling, error) {
	name := of.model.table + "_over_time"
	function, there := m.catalogue.functions[name]
	if !there {
		return nil, fmt.Errorf("there is no function %s", name)
	}
	for _, argument := range []string{"from", "to", "step"} {
		if given := defined.Arguments.ForName(argument); given == nil || !given.Type.NonNull {
			return nil, fmt.Errorf("it has no argument %s that is never null", argument)
		}
	}
	for _, step := range m.schema.Types[defined.Arguments.ForName("step").Type.Name()].EnumValues {
		if periods[step.Name].begins == nil {
			return nil, fmt.Errorf("nobody knows how long a %s is", step.Name)
		}
	}
	read := &unrolling{function: function}
	if since := defined.Directives.ForName("overTime").Arguments.ForName("since"); since != nil {
		column, there := of.model.columns[strings.ToLower(since.Value.Raw)]
		if !there {
			return nil, fmt.Errorf("the model %s has no column %s to count from", of.model.name, since.Value.Raw)
		}
		read.since = &column
	}
	def := m.schema.Types[defined.Type.Name()]
	read.table = &figures{def: def, fields: map[string]figure{}}
	for _, inner := range def.Fields {
		if inner.Name == "date" {
			continue
		}
		if inner.Directives.ForName("count") == nil {
			return nil, fmt.Errorf("the schema's field %s.%s: no directive says what it counts", def.Name, inner.Name)
		}
		count, err := m.readCount(inner, of.object)
		if err == nil {
			err = count.checkColumns(function)
		}
		if err != nil {
			return nil, fmt.Errorf("the schema's field %s.%s: %w", def.Name, inner.Name, err)
		}
		read.table.fields[inner.Name] = figure{count: count}
	}
	return read, nil
}

// checkColumns refuses a count over time that looks at what the function does not tell.
func (of *counting) checkColumns(function function) error {
	if of.relation != nil {
		return fmt.Errorf("over time, no relation is counted")
	}
	var needed []*column
	for _, condition := range of.where {
		needed = append(needed, condition.column)
	}
	if of.by != nil {
		needed = append(needed, of.by)
	}
	for _, column := range needed {
		if !slices.ContainsFunc(function.columns, func(returned parameter) bool { return returned.name == column.name }) {
			return fmt.Errorf("the function %s returns no column %s", function.name, column.name)
		}
	}
	return nil
}

// period is a step through the calendar.
type period struct{ begins, next func(time.Time) time.Time }

var periods = map[string]period{
	"MONTH": {
		func(day time.Time) time.Time { return dayOne(day.Year(), day.Month()) },
		func(day time.Time) time.Time { return dayOne(day.Year(), day.Month()+1) },
	},
	"QUARTER": {
		func(day time.Time) time.Time { return dayOne(day.Year(), (day.Month()-1)/3*3+1) },
		func(day time.Time) time.Time { return dayOne(day.Year(), day.Month()+3) },
	},
	"YEAR": {
		func(day time.Time) time.Time { return dayOne(day.Year(), time.January) },
		func(day time.Time) time.Time { return dayOne(day.Year()+1, time.January) },
	},
}

func dayOne(year int, month time.Month) time.Time {
	return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
}

// overTime compiles what held at the end of each period. What held from a day to another is counted by the points between which it did; each
// point then sums these counts, which are few: no record is looked at for each point.
//
//	with p as (the points) select [{…}, …] from (select p.date, sums… from p left join (cells by first and last point) c on … group by p) o
func (f *figuring) overTime(where string, asked *collected, of *unrolling) string {
	begins, ends := f.pointSlots(where, asked)
	row, held, o := f.of.row(f.compiler), f.newRow(), f.newRow()
	from := held.col("valid_from")
	if of.since != nil {
		from = "greatest(" + from + ", " + row.col(of.since.name) + ")"
	}
	points := "p" + o.alias[1:]
	beyond := func(day string) string {
		return "width_bucket(" + day + ", (select array_agg(" + points + ".date + 1 order by " + points + ".place) from " + points + "))"
	}
	t := &tally{
		alias: o.alias, read: held.col, keys: []string{beyond(from), beyond(held.col("valid_to"))},
		from: " from " + f.of.name + " " + row.alias + " join " + of.function.name + "(" + f.argumentsOf(where, asked.field, of.function) + ") as " +
			held.alias + " on " + held.col("id") + " = " + row.col("id") +
			// What no point sees is not looked at.
			" where " + held.col("valid_to") + " > (select min(" + points + ".date) from " + points + ") and " +
			held.col("valid_from") + " <= (select max(" + points + ".date) from " + points + ")",
	}
	var pairs []entry
	for _, field := range f.collect(of.table.def, asked.selections) {
		switch name := field.field.Name; name {
		case "__typename":
			pairs = append(pairs, entry{field.key, literal(of.table.def.Name)})
		case "date":
			pairs = append(pairs, entry{field.key, o.alias + ".date"})
		default:
			pairs = append(pairs, entry{field.key, f.counted(t, of.table.fields[name].count, field)})
		}
	}
	point := jsonObject(pairs)
	return "(with " + points + " as (select least(e.ends, " + f.today() + ") as date, row_number() over (order by e.begins) as place from unnest(" +
		begins + ", " + ends + ") as e (begins, ends) where e.begins <= " + f.today() + ")" +
		" select coalesce(json_agg(" + point + " order by " + o.alias + ".place), '[]'::json) from (select " + t.sums("p.date", "p.place") +
		" from " + points + " p left join (" + t.cellsSQL() + ") c on c.k0 < p.place and p.place <= c.k1 group by p.date, p.place) " + o.alias + ")"
}

// pointSlots are the first and the last days of the periods, the last no later than the end that is asked for.
func (f *figuring) pointSlots(where string, asked *collected) (begins, ends string) {
	from, to := f.argumentOf(where, asked.field, "from"), f.argumentOf(where, asked.field, "to")
	step := f.enumOf(where, asked, "step")
	slot := func(pick func(spell) time.Time) slot {
		return func(b binding) (any, *fault.Error) {
			spells, refusal := spellsOf(b, from, to, step)
			days := []string{}
			for _, spell := range spells {
				days = append(days, pick(spell).Format(time.DateOnly))
			}
			return days, refusal
		}
	}
	return f.slot("", "date[]", slot(func(s spell) time.Time { return s.first })), f.slot("", "date[]", slot(func(s spell) time.Time { return s.last }))
}

// spell is the days from one to another.
type spell struct{ first, last time.Time }

// spellsOf are the periods of the calendar that have a day between two.
func spellsOf(b binding, from, to *argument, step string) ([]spell, *fault.Error) {
	first, refusal := dayOf(b, from)
	if refusal != nil {
		return nil, refusal
	}
	last, refusal := dayOf(b, to)
	if refusal != nil {
		return nil, refusal
	}
	if last.Before(first) {
		return nil, fault.About(to.name, fault.BadArgument, "%s must not be before %s", to.name, from.name)
	}
	var spells []spell
	for day := periods[step].begins(first); !day.After(last); {
		next := periods[step].next(day)
		end := next.AddDate(0, 0, -1)
		if end.After(last) {
			end = last
		}
		if spells = append(spells, spell{day, end}); len(spells) > pointsMost {
			return nil, fault.About(to.name, fault.BadArgument, "from %s to %s there are too many points: at most %d", from.name, to.name, pointsMost)
		}
		day = next
	}
	return spells, nil
}

func dayOf(b binding, of *argument) (time.Time, *fault.Error) {
	text := asText(of.in(b.question.Variables))
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Year() < 1 {
		return day, fault.About(of.name, fault.BadDate, "%s must be a day of the calendar as in 2021-02-09, not %q", of.name, shortened(text))
	}
	return day, nil
}
