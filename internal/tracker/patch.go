package tracker

// Patch is what the revision of a record says of one of its fields. A field that is not given stays as it is. One that is given as null is emptied:
// Value is then the zero value. Any other value takes the place of what was there.
type Patch[Value any] struct {
	Given bool
	Value Value
}

// To is the patch that gives a field a value; the zero value empties it.
func To[Value any](value Value) Patch[Value] { return Patch[Value]{true, value} }

// or is what holds after the patch of a field that held something before.
func (p Patch[Value]) or(before Value) Value {
	if p.Given {
		return p.Value
	}
	return before
}
