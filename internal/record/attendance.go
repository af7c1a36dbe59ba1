package record

import "github.com/google/uuid"

// AttendanceDimension is what attendance is counted by.
type AttendanceDimension string

// The dimensions.
const (
	TotalDimension  AttendanceDimension = "TOTAL"
	SexDimension    AttendanceDimension = "SEX"
	AgeDimension    AttendanceDimension = "AGE"
	KindDimension   AttendanceDimension = "KIND"
	OriginDimension AttendanceDimension = "ORIGIN"
)

// AttendanceCell is one figure of an attendance: nothing is derived from anything else.
type AttendanceCell struct {
	Linked
	WorkshopID uuid.UUID
	Ordinal    int
	Dimension  AttendanceDimension
	Key        string // such as women, men, under30; total for everybody
	Label      Text
	Quantity   Quantity `gorm:"embedded;embeddedPrefix:quantity_"`
}

// Attendance is a workshop's cells side by side, as a view shows them. It is never written.
type Attendance struct {
	ID      uuid.UUID        `gorm:"primaryKey"` // the workshop's
	Total   Quantity         `gorm:"embedded;embeddedPrefix:total_"`
	Women   Quantity         `gorm:"embedded;embeddedPrefix:women_"`
	Men     Quantity         `gorm:"embedded;embeddedPrefix:men_"`
	Under30 Quantity         `gorm:"embedded;embeddedPrefix:under30_"`
	Cells   []AttendanceCell `gorm:"foreignKey:WorkshopID"`
}
