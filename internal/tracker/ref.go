package tracker

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
)

// Ref names a record: by its id, or by its reference. The zero Ref names none.
type Ref struct {
	ID        uuid.UUID
	Reference string
}

// ByID names a record by its id.
func ByID(id uuid.UUID) Ref { return Ref{ID: id} }

// ByReference names a record by its reference.
func ByReference(reference string) Ref { return Ref{Reference: reference} }

// find is the id of the record that a Ref names: one that is there already and that the account may see, or one that comes earlier in
// the same command. Where there is none, or the Ref names none, the command fails.
func (c *command) find(noun string, at path, ref Ref) uuid.UUID {
	if noun == "place" {
		return c.findOpenPlace(at, ref)
	}
	return c.findIn(noun, at, ref)
}

func (c *command) findIn(noun string, at path, ref Ref) uuid.UUID {
	if c.err != nil {
		return uuid.Nil
	}
	if id, ok := c.known[noun+ref.key()]; ok {
		return id
	}
	column, value := "reference", any(ref.Reference)
	if ref.ID != uuid.Nil {
		column, value = "id", ref.ID
	}
	var found []uuid.UUID
	if c.err = c.tx.Table(noun).Where(column+" = ?", value).Pluck("id", &found).Error; c.err != nil {
		return uuid.Nil
	}
	if len(found) == 0 {
		c.fail(unknown(at, noun))
		return uuid.Nil
	}
	c.learn(noun, ref, found[0])
	return found[0]
}

// findAny is find for a Ref that may name none: nil where it does not.
func (c *command) findAny(noun string, at path, ref Ref) *uuid.UUID {
	if ref == (Ref{}) {
		return nil
	}
	id := c.find(noun, at, ref)
	return &id
}

// learn lets what comes later in the command name a record.
func (c *command) learn(noun string, ref Ref, id uuid.UUID) {
	c.known[noun+ref.key()] = id
}

func (r Ref) key() string {
	if r.ID != uuid.Nil {
		return " " + r.ID.String()
	}
	return "/" + r.Reference
}

func unknown(at path, noun string) error {
	return fault.About(string(at), fault.UnknownReference,
		"There is no such %s, or you may not see it. Name one that exists by its id or its reference.", nounName(noun))
}
