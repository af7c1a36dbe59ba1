package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// The two clocks: asOf is the day on which something was true, knownAt the time at which the record knew it. While either is given, by the field
// that is compiled or by one around it, every table is read from a function <table>_then(as_of date, known_at timestamptz), where the database has
// one; it takes null for today and for now. Functions of fields get the clocks as they get any argument of the field around them.

// clockParameters are what a function of that kind takes.
var clockParameters = []parameter{{"as_of", "date"}, {"known_at", "timestamp with time zone"}}

// clockReaders read a clock before the statement is planned, so that the plan is made for it and no row has to wait for it to be read again.
var clockReaders = map[string]string{"as_of": "suivi.read_day", "known_at": "suivi.read_instant"}

// clockArgument is what a field calls a clock.
func clockArgument(of parameter) string {
	return map[string]string{"as_of": "asOf", "known_at": "knownAt"}[of.name]
}

func isClock(argument string) bool { return argument == "asOf" || argument == "knownAt" }

// clock is one clock that is given: its argument, and the parameter with its value as text.
type clock struct {
	given     *argument
	parameter string
}

// at sets the clocks to what the arguments of a field give, until leave is called. What they do not give stays as it is around. Whoever compiles a
// field whose tables are to be read as they were then calls it first:
//
//	defer c.at(where, asked.field)()
//	… " from " + c.table(model) + " t1" …
func (c *compiler) at(where string, asked *ast.Field) (leave func()) {
	clocks, enclosing := c.clocks, c.enclosing
	for _, taken := range clockParameters {
		given := c.argumentOf(where, asked, clockArgument(taken))
		if given == nil {
			continue
		}
		value := c.functionArgument(where, asked, taken, "")
		c.clocks = with(c.clocks, taken.name, clock{given, strings.TrimSuffix(value, "::"+taken.typ)})
		c.enclosing = with(c.enclosing, taken.name, value)
	}
	return func() { c.clocks, c.enclosing = clocks, enclosing }
}

func with[Value any](known map[string]Value, name string, value Value) map[string]Value {
	changed := maps.Clone(known)
	if changed == nil {
		changed = map[string]Value{}
	}
	changed[name] = value
	return changed
}

// table is what SQL reads the rows of a model from, by the clocks that are set.
func (c *compiler) table(of *model) string { return c.then(of.from, of.then) }

// joined is what SQL reads the rows of a relation's join table from, by the clocks that are set.
func (c *compiler) joined(by relation) string { return c.then(by.join, by.joinThen) }

func (c *compiler) then(now, then string) string {
	if then == "" || len(c.clocks) == 0 {
		return now
	}
	var arguments []string
	for _, taken := range clockParameters {
		arguments = append(arguments, c.clockOr(taken.name, "null::"+taken.typ))
	}
	return then + "(" + strings.Join(arguments, ", ") + ")"
}

// clockOr is what a clock stands at, where it is set.
func (c *compiler) clockOr(name, otherwise string) string {
	if set, there := c.clocks[name]; there {
		return clockReaders[name] + "(" + set.parameter + ")"
	}
	return otherwise
}

// then is the function that gives the rows of a table as they were at another time; empty where there is none. One that has not all the columns of
// the table is refused: it was made before they were.
func (c *Catalogue) then(table string) (string, error) {
	name := table + "_then"
	function, there := c.functions[name]
	if !there || !slices.Equal(function.inputs, clockParameters) {
		return "", nil
	}
	for column := range c.relations[table] {
		if !slices.ContainsFunc(function.columns, func(returned parameter) bool { return returned.name == column }) {
			return "", fmt.Errorf("the function %s returns no column %s", name, column)
		}
	}
	return pgx.Identifier{name}.Sanitize(), nil
}

// toldThen says whether a clock makes a difference to what a relation leads to.
func (r relation) toldThen() bool { return r.target.then != "" || r.joinThen != "" }

// rowTells says whether a row itself is as it was then, so that an object on it need not be asked of a function: where the field of the object
// does not give that clock anew.
func (c *compiler) rowTells(of *model, where string, asked *ast.Field, input parameter) bool {
	_, set := c.clocks[input.name]
	return set && of.then != "" && slices.Contains(clockParameters, input) && c.argumentOf(where, asked, clockArgument(input)) == nil
}

// clockReading says what the clocks that are set stand at in a question; it is empty where none is.
func (c *compiler) clockReading() func(binding) (string, *fault.Error) {
	clocks := c.clocks
	return func(b binding) (string, *fault.Error) {
		var reading strings.Builder
		for _, taken := range clockParameters {
			set, there := clocks[taken.name]
			if !there {
				continue
			}
			of := operand{argument: set.given}
			value, refusal := c.encode(of, set.given.typ.Name(), of.read(b))
			if refusal != nil {
				return "", refusal
			}
			reading.WriteString("\x00" + taken.name + " " + value)
		}
		return reading.String(), nil
	}
}
