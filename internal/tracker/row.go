package tracker

import (
	"reflect"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/suivi-project/suivi/internal/record"
)

// pile is rows of one table that wait to be inserted together.
type pile interface {
	rank() int
	insert(tx *gorm.DB) (table string, err error)
}

type pileOf[Row any] struct{ rows []Row }

// rowsAtOnce keeps a statement to some megabytes.
const rowsAtOnce = 10_000

func (p *pileOf[Row]) insert(tx *gorm.DB) (table string, err error) {
	statement := gorm.Statement{DB: tx}
	if err := statement.Parse(new(Row)); err != nil {
		return "", err
	}
	for rows := range slices.Chunk(p.rows, rowsAtOnce) {
		if err := insertRows(tx, statement.Schema, rows); err != nil {
			return "", err
		}
	}
	return statement.Schema.Table, nil
}

// rank puts what is named by others before them: sources, then records, then what hangs on records, then who took part in an item of an
// agenda, which hangs on a record itself.
func (p *pileOf[Row]) rank() int {
	row := reflect.TypeFor[Row]()
	_, hangs := row.FieldByName("Linked")
	switch {
	case row == reflect.TypeFor[record.Source]():
		return 0
	case row == reflect.TypeFor[record.Participation]():
		return 3
	case hangs:
		return 2
	default:
		return 1
	}
}

// add puts a row on the pile of its table. Piles of one rank are inserted in the order in which they were begun: a record before another that
// hangs on it.
func add[Row any](c *command, row Row) {
	for _, begun := range c.piles {
		if pile, ok := begun.(*pileOf[Row]); ok {
			pile.rows = append(pile.rows, row)
			return
		}
	}
	c.piles = append(c.piles, &pileOf[Row]{[]Row{row}})
}

// flush inserts the piles.
func (c *command) flush() {
	slices.SortStableFunc(c.piles, func(a, b pile) int { return a.rank() - b.rank() })
	for _, pile := range c.piles {
		if c.err != nil {
			return
		}
		var table string
		table, c.err = pile.insert(c.tx)
		c.touched[table] = true
	}
	c.piles = nil
}

// keeping is what the rows of one record have in common: who keeps them and who sees them.
type keeping struct {
	keeper     *uuid.UUID
	visibility record.Visibility
}

// of is the keeping of something that hangs on a record, and has a degree of sensitivity of its own.
func (k keeping) of(sensitivity record.Sensitivity) keeping {
	if sensitivity != "" && sensitivity != record.PublicThing {
		k.visibility = record.VisibilityDesk
	}
	return k
}

// kept begins the row of a record.
func (c *command) kept(id uuid.UUID, k keeping) record.Kept {
	return record.Kept{ID: id, KeeperID: k.keeper, Visibility: k.visibility, Version: 1, CommandID: c.id}
}

// linked begins the row of something that hangs on a record.
func (c *command) linked(k keeping) record.Linked {
	return record.Linked{ID: c.newID(), KeeperID: k.keeper, Visibility: k.visibility, CommandID: c.id}
}
