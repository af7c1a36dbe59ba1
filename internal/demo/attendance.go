package demo

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func everybody(quantity record.Quantity) tracker.AttendanceCell {
	return tracker.AttendanceCell{Dimension: record.TotalDimension, Key: "total", Label: words("Everybody", "Ensemble"), Quantity: quantity}
}

func women(quantity record.Quantity) tracker.AttendanceCell {
	return tracker.AttendanceCell{Dimension: record.SexDimension, Key: "women", Label: words("Women", "Femmes"), Quantity: quantity}
}

// part is a part of those present that a document tells apart; without a quantity it gives no figure for it.
func part(dimension record.AttendanceDimension, key, english, french string, quantity record.Quantity) tracker.AttendanceCell {
	return tracker.AttendanceCell{Dimension: dimension, Key: key, Label: words(english, french), Quantity: quantity}
}

// none is the figure that a document does not give.
var none record.Quantity

// took says what an organisation did at a workshop.
func took(role record.ParticipationRole, organisation string) tracker.Participation {
	return tracker.Participation{Role: role, Organisation: the(organisation)}
}

// present says who was at a workshop, by their capacity alone; audience is empty where none fits.
func present(role record.ParticipationRole, audience record.Audience, english, french string) tracker.Participation {
	return tracker.Participation{Role: role, Audience: audience, Capacity: words(english, french)}
}
