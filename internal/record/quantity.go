package record

// QuantityKind says how a figure is known.
type QuantityKind string

// The kinds of quantity.
const (
	Exact       QuantityKind = "EXACT"
	Approximate QuantityKind = "APPROXIMATE"
	AtLeast     QuantityKind = "AT_LEAST"
	MoreThan    QuantityKind = "MORE_THAN"
	Range       QuantityKind = "RANGE"
	Percent     QuantityKind = "PERCENT"
	Unknown     QuantityKind = "UNKNOWN"
	Suppressed  QuantityKind = "SUPPRESSED"
)

// Quantity is a figure, as exactly as its source gives it: in whole or part units of whatever it counts, or in per cent.
type Quantity struct {
	Kind  QuantityKind
	Value *float64 // nil where it is unknown or suppressed
	Upper *float64 // of a range
	Words Text     // how the source puts it
}
