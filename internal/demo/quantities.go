package demo

import "github.com/suivi-project/suivi/internal/record"

// exactly is a counted figure.
func exactly(value float64) record.Quantity {
	return record.Quantity{Kind: record.Exact, Value: &value}
}

// figure is a figure of another kind, as its source puts it.
func figure(kind record.QuantityKind, value float64, english, french string) record.Quantity {
	return record.Quantity{Kind: kind, Value: &value, Words: words(english, french)}
}

// unknown is a figure that its source gives in words alone.
func unknown(english, french string) record.Quantity {
	return record.Quantity{Kind: record.Unknown, Words: words(english, french)}
}
