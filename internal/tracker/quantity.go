package tracker

import (
	"math"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

const quantityRule = "A quantity has a kind and a value that is not negative; a RANGE has an upper end above its value, a PERCENT is at most 100, and what is UNKNOWN or SUPPRESSED has words alone."

// checkQuantity checks a figure. The zero one says that it is not known.
func checkQuantity(at path, quantity record.Quantity) error {
	if !isQuantity(quantity) {
		return fault.About(string(at), fault.BadArgument, quantityRule)
	}
	return checkText(at.to("words"), quantity.Words)
}

func isQuantity(quantity record.Quantity) bool {
	value, upper := quantity.Value, quantity.Upper
	if value != nil && (*value < 0 || math.IsNaN(*value) || math.IsInf(*value, 0)) {
		return false
	}
	switch quantity.Kind {
	case "", record.Unknown, record.Suppressed:
		return value == nil && upper == nil
	case record.Range:
		return value != nil && upper != nil && *value < *upper && !math.IsInf(*upper, 0)
	case record.Percent:
		return value != nil && upper == nil && *value <= 100
	case record.Exact, record.Approximate, record.AtLeast, record.MoreThan:
		return value != nil && upper == nil
	default:
		return false
	}
}

// stored is a figure as it is stored: one of no kind is unknown.
func stored(quantity record.Quantity) record.Quantity {
	if quantity.Kind == "" {
		quantity.Kind = record.Unknown
	}
	return quantity
}
