package tracker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Revision is what is to be different of one record: one of the structs of this package named Revise. It names the record and the version that the
// caller has seen, and holds a Patch for each field that can be revised. What a record says of itself is written over, and the ledger knows who did.
// What hangs on it is not: what is left out of a new list is ended, what is in it already stays untouched, and the rest is added.
type Revision interface {
	noun() string
	revise(c *command)
}

// Revise revises a record. It needs an account that edits what keeps the record (FORBIDDEN). Where the record has another version than the one that
// the caller has seen, it answers CONFLICT, and the receipt names the record all the same. What is wrong with a field is told as it is where a record of
// that noun is recorded.
func (t *Tracker) Revise(ctx context.Context, request Request, revision Revision) (Receipt, error) {
	receipt, err := t.run(ctx, request, "REVISE_"+strings.ToUpper(revision.noun()), revision, revision.revise)
	switch err = ofNoun(revision.noun(), err); revision.(type) {
	case ReviseStudy: // how far it has come and how much of it is shown are as they were
		err = blame(err, "series", "disclosure", "stage")
	case ReviseStudySeries:
		err = blame(err, "rule", "studies.disclosure")
	}
	return receipt, err
}

// ofNoun gives a fault that is told of a batch the path within a record of one noun.
func ofNoun(noun string, err error) error {
	refusal, is := errors.AsType[*fault.Error](err)
	if !is {
		return err
	}
	plural := strings.ReplaceAll(string(fieldOf(noun))+"s", "ys", "ies")
	for _, list := range []string{plural, string(fieldOf(noun))} { // series are as many as one
		if rest, within := strings.CutPrefix(refusal.Argument, list+"."); within {
			refusal.Argument = rest
		}
	}
	return refusal
}

// blame gives a fault about something that an input does not say to the field of it that brought it about.
func blame(err error, field string, instead ...string) error {
	if refusal, is := errors.AsType[*fault.Error](err); is && slices.Contains(instead, refusal.Argument) {
		refusal.Argument = field
		return refusal
	}
	return err
}

// fieldOf is the field by which an input names a record of a noun.
func fieldOf(noun string) path {
	words := strings.Split(noun, "_")
	for i, word := range words[1:] {
		words[i+1] = strings.ToUpper(word[:1]) + word[1:]
	}
	return path(strings.Join(words, ""))
}

// recordable is the input of a noun, as it is recorded.
type recordable interface {
	check(at path) error
	record(c *command, at path)
}

// reviseRecord writes a record anew as onto makes it of what is there. A record is written by what records one; only then it is seen what of its rows
// is there already. So no rule of a noun is written twice.
func reviseRecord[Row any](c *command, noun string, ref Ref, version int, lists []list, onto func(was Row) recordable) {
	id := c.seize(noun, "", ref, version)
	if c.err != nil {
		return
	}
	was := one[Row](c, id)
	learnNamed(c, was)
	if c.err != nil {
		return
	}
	next := onto(was)
	if err := next.check(""); err != nil {
		c.fail(err)
		return
	}
	next.record(c, "")
	overwrite(c, noun, id, was)
	c.writePostponed()
	for _, list := range lists {
		list.settle(c, id)
	}
	c.flush()
}

// there are the rows of a table that a condition finds, with what was written into them: what the database makes of that is left out.
func there[Row any](c *command, order, condition string, values ...any) (rows []Row) {
	of := c.parse(*new(Row))
	if c.err != nil {
		return nil
	}
	var written []string
	for _, field := range of.Fields {
		if field.DBName != "" && field.Creatable {
			written = append(written, field.DBName)
		}
	}
	c.fail(c.tx.Table(of.Table).Select(written).Where(condition, values...).Order(order).Find(&rows).Error)
	return rows
}

// one is the row of a record.
func one[Row any](c *command, id uuid.UUID) (row Row) {
	found := there[Row](c, "id", "id = ?", id)
	if c.err != nil {
		return row
	}
	if len(found) == 0 {
		c.fail(fault.New(fault.UnknownReference, "The record is not there any more, or you may not see it."))
		return row
	}
	return found[0]
}

// seize finds the record that is to be revised, named in the input at a path, keeps others from writing it until the command has ended, and checks that it is as the caller has seen it.
func (c *command) seize(noun string, at path, ref Ref, version int) uuid.UUID {
	id := c.find(noun, at.to(string(fieldOf(noun))), ref)
	if c.err != nil {
		return id
	}
	c.about = id
	var found []record.Kept
	c.fail(c.tx.Table(noun).Clauses(clause.Locking{Strength: "NO KEY UPDATE"}).Select("version", "keeper_id").Where("id = ?", id).Find(&found).Error)
	if c.err == nil && (len(found) == 0 || !c.edits(found[0].KeeperID)) {
		c.fail(forbidden(at.to(string(fieldOf(noun)))))
	}
	if c.err == nil {
		c.isVersion(at.to("version"), version, found[0].Version)
	}
	c.version[id] = version
	return id
}

// edits says whether the account edits what a programme keeps. The database asks the same of most tables; of some it lets others write a little.
func (c *command) edits(keeper *uuid.UUID) bool {
	who := c.standing()
	return who.reaches(record.Admin, Everywhere, keeper) || who.reaches(record.Editor, Theirs, keeper)
}

// stillAt keeps a statement to a record as the caller has seen it, where it is revised.
func (c *command) stillAt(tx *gorm.DB, id uuid.UUID) *gorm.DB {
	if version, revised := c.version[id]; revised {
		delete(c.version, id) // from now on it is this command's own
		return tx.Where("version = ?", version)
	}
	return tx
}

// learnNamed lets a record go on naming what it names, also where the account could not name it anew.
func learnNamed[Row any](c *command, was Row) {
	row := reflect.ValueOf(was)
	if keeper := row.FieldByName("Kept").Interface().(record.Kept).KeeperID; keeper != nil { //nolint:forcetypeassert // every noun is kept
		c.learn("programme", ByID(*keeper), *keeper)
	}
	of := c.parse(was)
	if c.err != nil {
		return
	}
	for _, relation := range of.Relationships.BelongsTo {
		named, _ := relation.References[0].ForeignKey.ValueOf(c.tx.Statement.Context, row)
		if id, is := named.(*uuid.UUID); is && id != nil {
			c.learn(relation.FieldSchema.Table, ByID(*id), *id)
		}
	}
}

func (c *command) parse(row any) *schema.Schema {
	statement := gorm.Statement{DB: c.tx}
	c.fail(statement.Parse(row))
	return statement.Schema
}

// overwrite takes the row that stands for the record from what is to be inserted, and writes what it says otherwise into the record.
func overwrite[Row any](c *command, noun string, id uuid.UUID, was Row) {
	rows := takeRows[Row](c, func(Row) bool { return true })
	if c.err != nil || len(rows) == 0 {
		return
	}
	before, after := c.columns(was), c.columns(rows[0])
	for _, column := range unwritten {
		delete(after, column)
	}
	keepSources(c, before, after)
	for column, value := range after {
		if sameValue(before[column], value) {
			delete(after, column)
			continue
		}
		after[column] = asParameter(value)
	}
	c.change(noun, fieldOf(noun), id, after)
}

// keepSources leaves those who say something as they are, where they are the same as before.
func keepSources(c *command, before, after map[string]any) {
	for _, column := range sourceColumns {
		was, wasErr := uuid.Parse(fmt.Sprint(before[column]))
		next, nextErr := uuid.Parse(fmt.Sprint(after[column]))
		if wasErr != nil || nextErr != nil {
			continue // nobody is named, before or after
		}
		said := contents{c, c.sourcesNamed([]uuid.UUID{was})}
		if sameValue(said.named(was), said.named(next)) && !isConfidential(c, next) {
			delete(after, column)
			takeRows(c, func(source record.Source) bool { return source.ID == next })
		}
	}
}

// isConfidential says whether something confidential is to be recorded of a source.
func isConfidential(c *command, source uuid.UUID) bool {
	for _, begun := range c.piles {
		if pile, is := begun.(*pileOf[record.ConfidentialSource]); is {
			return slices.ContainsFunc(pile.rows, func(row record.ConfidentialSource) bool { return row.SourceID == source })
		}
	}
	return false
}

// asParameter is a value of a column as a statement takes it.
func asParameter(value any) any {
	if text, is := value.(json.RawMessage); is {
		return string(text)
	}
	return value
}

// unwritten are the columns that no input says anything of.
var unwritten = []string{"id", "keeper_id", "visibility", "version", "command_id", "ended_by", "lifecycle_published"}

// columns are the values of a row as its table takes them; nil where there is none.
func (c *command) columns(row any) map[string]any {
	of := c.parse(row)
	if c.err != nil {
		return nil
	}
	values := map[string]any{}
	for _, field := range of.Fields {
		if field.DBName == "" || !field.Creatable {
			continue
		}
		value, err := storable(c.tx.Statement.Context, field, reflect.ValueOf(row))
		c.fail(err)
		values[field.DBName] = value
	}
	return values
}

// sameValue says whether two values are the same in a column.
func sameValue(one, other any) bool {
	left, leftErr := json.Marshal(one)
	right, rightErr := json.Marshal(other)
	return leftErr == nil && rightErr == nil && string(left) == string(right)
}

// takeRows takes rows out of those that wait to be inserted.
func takeRows[Row any](c *command, which func(Row) bool) (rows []Row) {
	for _, begun := range c.piles {
		pile, is := begun.(*pileOf[Row])
		if !is {
			continue
		}
		var others []Row
		for _, row := range pile.rows {
			if which(row) {
				rows = append(rows, row)
			} else {
				others = append(others, row)
			}
		}
		pile.rows = others
	}
	return rows
}

// entryOf is what every noun holds of a record that is revised.
func entryOf(was record.Kept, reference Patch[string], referenceWas *string, citations Patch[[]Citation]) Entry {
	return Entry{ID: was.ID, Reference: reference.or(orZero(referenceWas)), Citations: citations.Value}
}

// keeperOf names who keeps a record: that is not revised.
func keeperOf(was record.Kept) Ref { return ByID(orZero(was.KeeperID)) }

// names are the lists of what has a name: other names, codes, and where its facts were read.
func names(aliases Patch[[]Alias], codes Patch[[]Code], citations Patch[[]Citation]) []list {
	return []list{
		hanging[record.Alias]{aliases.Given, "record_id"},
		hanging[record.Code]{codes.Given, "record_id"},
		cited(citations),
	}
}

func cited(citations Patch[[]Citation]) list {
	return hanging[record.Citation]{citations.Given, "record_id"}
}
