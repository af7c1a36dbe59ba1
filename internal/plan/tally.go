package plan

import (
	"slices"
	"strconv"
	"strings"
)

// matching is the rows that statistics are about: a named query, from which everything in a field of statistics reads.
type matching struct {
	name   string
	table  *tuple   // a row of the table itself
	others []*tuple // the rows by which the query is read; what is read of them is what it has to give
}

func (c *compiler) newMatching() *matching {
	table := c.newRow()
	return &matching{name: "m" + table.alias[1:], table: table}
}

// row is one more way to read from the query.
func (m *matching) row(c *compiler) *tuple {
	row := c.newRow()
	m.others = append(m.others, row)
	return row
}

// columns are what is read of it.
func (m *matching) columns() string {
	var columns []string
	seen := map[string]bool{}
	for _, row := range m.others {
		for _, column := range row.order {
			if !seen[column] {
				seen[column] = true
				columns = append(columns, m.table.alias+"."+column)
			}
		}
	}
	return strings.Join(columns, ", ")
}

// tally counts rows in one pass, by the columns that figures look at; each figure is then a sum over these cells, which are few.
//
//	select coalesce(sum(c.n) filter (where c.c0 = '…'), 0) as g0, … from (select status as c0, …, count(*) as n from … group by 1, …) c
type tally struct {
	alias string // of the row of sums
	from  string
	keys  []string // what the sums are apart by
	gaps  bool     // a group can be in nothing that is counted here
	read  func(column string) string
	cells []string
	sumsOf
}

// sumsOf are the sums that are asked for, each once.
type sumsOf struct {
	named  []string
	places map[string]string
}

// cell is a column of the cells.
func (t *tally) cell(expression string) string {
	for i, known := range t.cells {
		if known == expression {
			return "c.c" + strconv.Itoa(i)
		}
	}
	t.cells = append(t.cells, expression)
	return "c.c" + strconv.Itoa(len(t.cells)-1)
}

// sum is how many rows there are for which a condition on cells holds; for an empty one, all.
func (t *tally) sum(condition string) string {
	if t.places == nil {
		t.places = map[string]string{}
	}
	if _, known := t.places[condition]; !known {
		name := "g" + strconv.Itoa(len(t.named))
		t.places[condition] = name
		filter := ""
		if condition != "" {
			filter = " filter (where " + condition + ")"
		}
		t.named = append(t.named, "coalesce(sum(c.n)"+filter+", 0)::bigint as "+name)
	}
	if t.gaps {
		return "coalesce(" + t.alias + "." + t.places[condition] + ", 0)"
	}
	return t.alias + "." + t.places[condition]
}

// holds is a condition as the cells know it.
func (t *tally) holds(of condition) string {
	column := t.read(of.column.name)
	switch {
	case of.among != nil:
		var among []string
		for _, value := range of.among {
			among = append(among, literal(value))
		}
		return t.cell(column) + " in (" + strings.Join(among, ", ") + ")"
	case of.column.typ == "boolean":
		return t.cell(column)
	default:
		return t.cell(column + " is not null")
	}
}

// sums lists the sums, and before them what they are apart by.
func (t *tally) sums(keys ...string) string {
	listed := slices.Concat(keys, t.named)
	if len(listed) == 0 {
		return "count(*)" // of which nothing is asked: one row all the same
	}
	return strings.Join(listed, ", ")
}

// cellsSQL counts the rows by cell.
func (t *tally) cellsSQL() string {
	var columns, by []string
	for i, key := range t.keys {
		columns = append(columns, key+" as k"+strconv.Itoa(i))
	}
	for i, cell := range t.cells {
		columns = append(columns, cell+" as c"+strconv.Itoa(i))
	}
	for i := range columns {
		by = append(by, strconv.Itoa(i+1))
	}
	text := "select " + strings.Join(append(columns, "count(*) as n"), ", ") + t.from
	if by != nil {
		text += " group by " + strings.Join(by, ", ")
	}
	return text
}

// sql is the row of sums; where there is a key, a row for each.
func (t *tally) sql() string {
	if t.keys == nil {
		return "(select " + t.sums() + " from (" + t.cellsSQL() + ") c) " + t.alias
	}
	return "(select " + t.sums("c.k0") + " from (" + t.cellsSQL() + ") c group by c.k0) " + t.alias
}
