package tracker

import (
	"maps"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Patch is what the revision of a record says of one of its fields. A field that is not given stays as it is. One that is given as null is emptied:
// Value is then the zero value. Any other value takes the place of what was there.
type Patch[Value any] struct {
	Given bool
	Value Value
}

// To is the patch that gives a field a value; the zero value empties it.
func To[Value any](value Value) Patch[Value] { return Patch[Value]{true, value} }

// or is what a field holds after the patch, if it held something before.
func (p Patch[Value]) or(before Value) Value {
	if p.Given {
		return p.Value
	}
	return before
}

// orZero is what is pointed to; the zero value, which stands for none, where nothing is.
func orZero[Value any](value *Value) (zero Value) {
	if value == nil {
		return zero
	}
	return *value
}

// orNamed is a reference to a record after the patch, if it was one to the record of an id before.
func orNamed(p Patch[Ref], before *uuid.UUID) Ref { return p.or(ByID(orZero(before))) }

// orText is a text after the patch. A language that is given takes the place of what was there in that language, and the others stay; but a
// translation of what was first written is stale once that says something else. Null empties it in every language.
func orText(p Patch[record.Text], before record.Text) record.Text {
	if !p.Given {
		return before
	}
	if len(p.Value) == 0 {
		return nil
	}
	after := maps.Clone(p.Value)
	for language, translation := range before {
		if _, given := p.Value[language]; given {
			continue
		}
		if translation.State != record.Original && saysAnew(p.Value, before) {
			translation.State = record.Stale
		}
		after[language] = translation
	}
	return after
}

// saysAnew says whether what is given of a text is the original, in other words than before.
func saysAnew(given, before record.Text) bool {
	for language, translation := range given {
		if translation.State == record.Original && translation.Text != before[language].Text {
			return true
		}
	}
	return false
}
