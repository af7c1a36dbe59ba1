package tracker

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm/schema"

	"github.com/suivi-project/suivi/internal/record"
)

// list is what hangs on a record in one of its fields, while the record is revised.
type list interface {
	// settle compares what is to hang on a record, which waits to be inserted, with what hangs on it already.
	settle(c *command, of uuid.UUID)
}

// hanging is a list whose items are rows of one table.
type hanging[Row any] struct {
	given  bool
	column string // which names the record
}

func (l hanging[Row]) settle(c *command, of uuid.UUID) {
	if !l.given || c.err != nil {
		return
	}
	rows := tableOf[Row](c)
	if c.err != nil {
		return
	}
	wanted := takeRows(c, func(row Row) bool { return rows.uuid(row, l.column) == of })
	held := there[Row](c, rows.order(), l.column+" = ? and ended_by is null", of)
	said := contents{c, c.sourcesNamed(rows.sources(held))}
	added, left := rows.match(said, wanted, held)
	c.end(rows.of.Table, rows.ids(left))
	for _, row := range added {
		add(c, row)
	}
}

// end ends what hung on a record: it is history from now on.
func (c *command) end(table string, ids []uuid.UUID) {
	if c.err != nil || len(ids) == 0 {
		return
	}
	ended := c.tx.Table(table).Where("id in ?", ids).Updates(map[string]any{"ended_by": c.id})
	c.fail(ended.Error)
	if c.err == nil && ended.RowsAffected < int64(len(ids)) {
		c.fail(forbidden(""))
	}
	c.touched[table] = true
}

// table is how the rows of one table are told apart.
type table[Row any] struct {
	c  *command
	of *schema.Schema
}

func tableOf[Row any](c *command) table[Row] { return table[Row]{c, c.parse(*new(Row))} }

// match sorts rows that are to be there and rows that are into those to add and those to end. What says the same, and comes in the same order, stays.
// A row that stays keeps its ordinal; what is added comes behind the one before it.
func (t table[Row]) match(said contents, wanted, held []Row) (added, left []Row) {
	saying := map[string][]Row{}
	for _, row := range held {
		says := t.content(said, row)
		saying[says] = append(saying[says], row)
	}
	last, stays := 0, map[uuid.UUID]bool{}
	for _, row := range wanted {
		says := t.content(said, row)
		found := slices.IndexFunc(saying[says], func(other Row) bool {
			return !stays[t.uuid(other, "id")] && (t.ordinal(other) == nil || *t.ordinal(other) > last)
		})
		if found < 0 {
			last++
			added = append(added, t.at(row, last))
			continue
		}
		same := saying[says][found]
		t.c.stands[t.uuid(row, "id")] = t.uuid(same, "id")
		t.dropSources(row)
		stays[t.uuid(same, "id")] = true
		last = orZero(t.ordinal(same))
	}
	return added, slices.DeleteFunc(held, func(row Row) bool { return stays[t.uuid(row, "id")] })
}

// contents tells what rows say, with the sources that some of them name.
type contents struct {
	c       *command
	sources map[uuid.UUID]record.Source
}

// content is what a row says, whoever wrote it and wherever it stands.
func (t table[Row]) content(said contents, row Row) string {
	values := t.c.columns(row)
	for _, column := range unwritten {
		delete(values, column)
	}
	if t.ordinal(row) != nil {
		delete(values, "ordinal")
	}
	for column := range values {
		if id := t.uuid(row, column); id != uuid.Nil {
			values[column] = said.named(id)
		}
	}
	encoded, err := json.Marshal(values)
	t.c.fail(err)
	return string(encoded)
}

// named is what a row names: who says it, where that is a source; else a record, which may be there already.
func (s contents) named(id uuid.UUID) any {
	source, is := s.sources[id]
	if !is {
		source, is = s.c.pendingSource(id)
	}
	if is {
		source.Kept = record.Kept{}
		return s.c.columns(source)
	}
	if stands, is := s.c.stands[id]; is {
		return stands
	}
	return id
}

func (c *command) pendingSource(id uuid.UUID) (record.Source, bool) {
	for _, begun := range c.piles {
		if pile, is := begun.(*pileOf[record.Source]); is {
			if found := slices.IndexFunc(pile.rows, func(row record.Source) bool { return row.ID == id }); found >= 0 {
				return pile.rows[found], true
			}
		}
	}
	return record.Source{}, false
}

// sourcesNamed are those of some ids that are sources.
func (c *command) sourcesNamed(ids []uuid.UUID) map[uuid.UUID]record.Source {
	sources := map[uuid.UUID]record.Source{}
	if c.err != nil || len(ids) == 0 {
		return sources
	}
	for _, source := range there[record.Source](c, "id", "id in ?", ids) {
		sources[source.ID] = source
	}
	return sources
}

// sourceColumns name who says something.
var sourceColumns = []string{"source_id", "stated_by_id", "verifier_id"}

func (t table[Row]) sources(rows []Row) (ids []uuid.UUID) {
	for _, row := range rows {
		for _, column := range sourceColumns {
			if id := t.uuid(row, column); id != uuid.Nil {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// dropSources drops who says something that is there already: whoever said it there is the same.
func (t table[Row]) dropSources(row Row) {
	named := t.sources([]Row{row})
	takeRows(t.c, func(source record.Source) bool { return slices.Contains(named, source.ID) })
}

func (t table[Row]) ids(rows []Row) []uuid.UUID {
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = t.uuid(row, "id")
	}
	return ids
}

// uuid is the id in a column; the nil UUID where there is none.
func (t table[Row]) uuid(row Row, column string) uuid.UUID {
	field := t.of.FieldsByDBName[column]
	if field == nil {
		return uuid.Nil
	}
	value, _ := field.ValueOf(t.c.tx.Statement.Context, reflect.ValueOf(row))
	switch value := value.(type) {
	case uuid.UUID:
		return value
	case *uuid.UUID:
		return orZero(value)
	default:
		return uuid.Nil
	}
}

// ordinal is where a row stands among those beside it; nil where they have no order. The number of an item of an agenda is none: the input gives it.
func (t table[Row]) ordinal(row Row) *int {
	field := t.of.FieldsByName["Ordinal"]
	if field == nil {
		return nil
	}
	value, _ := field.ValueOf(t.c.tx.Statement.Context, reflect.ValueOf(row))
	ordinal, _ := value.(int)
	return &ordinal
}

func (t table[Row]) order() string {
	if t.of.FieldsByName["Ordinal"] != nil {
		return "ordinal, id"
	}
	return "id"
}

// at is a row that stands at an ordinal, and names what is there already instead of what was made anew.
func (t table[Row]) at(row Row, ordinal int) Row {
	settled := reflect.ValueOf(&row).Elem()
	for _, field := range t.of.Fields {
		if field.DBName == "" {
			continue
		}
		value, _ := field.ValueOf(t.c.tx.Statement.Context, settled)
		if id, is := value.(*uuid.UUID); is && id != nil {
			if stands, is := t.c.stands[*id]; is {
				t.c.fail(field.Set(t.c.tx.Statement.Context, settled, stands))
			}
		}
	}
	if field := t.of.FieldsByName["Ordinal"]; field != nil {
		t.c.fail(field.Set(t.c.tx.Statement.Context, settled, ordinal))
	}
	return row
}
