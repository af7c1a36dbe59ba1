package scale

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// addAttendance counts who came to two in three of the workshops that were held: everybody, mostly the women, and now and then the men or the young.
// In some there are so few that their figures are withheld.
func addAttendance(c chance, held *tracker.Workshop) {
	if held.State != record.WorkshopHeld || c.below(3) == 0 {
		return
	}
	everybody := 8 + c.below(90)
	women := c.below(everybody * 2 / 3)
	held.Attendance = append(held.Attendance, counted(record.TotalDimension, "total", words("Everybody", "Ensemble"), oneOf(c, record.Exact, record.Exact, record.Approximate), everybody))
	if c.in(80) {
		held.Attendance = append(held.Attendance, counted(record.SexDimension, "women", words("Women", "Femmes"), record.Exact, women))
	}
	if c.in(30) {
		held.Attendance = append(held.Attendance, counted(record.SexDimension, "men", words("Men", "Hommes"), record.Exact, everybody-women))
	}
	if c.in(20) {
		held.Attendance = append(held.Attendance, counted(record.AgeDimension, "under30", words("Under 30", "Moins de 30 ans"), record.Percent, 5+c.below(60)))
	}
}

func counted(dimension record.AttendanceDimension, key string, label record.Text, kind record.QuantityKind, how int) tracker.AttendanceCell {
	value := float64(how)
	return tracker.AttendanceCell{Dimension: dimension, Key: key, Label: label, Quantity: record.Quantity{Kind: kind, Value: &value}}
}
