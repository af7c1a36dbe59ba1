package tracker

import (
	"cmp"
	"regexp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// AttendanceCell is one figure of a workshop's attendance, as the source gives it. Nothing is worked out from anything else.
type AttendanceCell struct {
	Dimension record.AttendanceDimension
	Key       string // such as women, men, under30; total for everybody
	Label     record.Text
	Quantity  record.Quantity // not stated where zero
}

const attendanceKeyRule = "A key is small letters, digits, '-' and '_', as in under30. For TOTAL it is total, and for nothing else; for SEX it is women, men or other."

var attendanceKeyForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

func (a AttendanceCell) check(at path) error {
	if !a.hasItsKey() {
		return fault.About(string(at.to("key")), fault.BadArgument, attendanceKeyRule)
	}
	if a.Dimension == record.TotalDimension && a.Quantity.Kind == record.Percent {
		return fault.About(string(at.to("quantity")), fault.BadArgument, "A percentage is one of the total: the total itself is a count.")
	}
	return cmp.Or(checkSomeText(at.to("label"), a.Label), checkQuantity(at.to("quantity"), a.Quantity))
}

func (a AttendanceCell) hasItsKey() bool {
	switch a.Dimension {
	case record.TotalDimension:
		return a.Key == "total"
	case record.SexDimension:
		return a.Key == "women" || a.Key == "men" || a.Key == "other"
	default:
		return a.Key != "total" && attendanceKeyForm.MatchString(a.Key)
	}
}

const thresholdRule = "A threshold is 0, which shows every figure, or at least 2."

func checkThreshold(at path, threshold *int) error {
	if threshold != nil && *threshold != 0 && *threshold < 2 {
		return fault.About(string(at), fault.BadArgument, thresholdRule)
	}
	return nil
}

// checkAttendance checks that no figure is there twice.
func (w Workshop) checkAttendance(at path) error {
	type part struct {
		dimension record.AttendanceDimension
		key       string
	}
	seen := map[part]bool{}
	for i, cell := range w.Attendance {
		counted := part{cell.Dimension, cell.Key}
		if seen[counted] {
			return fault.About(string(at.item(i).to("key")), fault.BadArgument, "The same figure is there twice. Once is enough.")
		}
		seen[counted] = true
	}
	return nil
}

func (w Workshop) recordAttendance(c *command, id uuid.UUID, k keeping) {
	for i, cell := range w.Attendance {
		c.attended = true
		add(c, record.AttendanceCell{
			Linked: c.linked(k), WorkshopID: id, Ordinal: i + 1, Dimension: cell.Dimension, Key: cell.Key, Label: cell.Label,
			Quantity: stored(cell.Quantity),
		})
	}
}
