package record

import "github.com/google/uuid"

// Target is what a programme means to reach, and how it will be told.
type Target struct {
	Linked
	ProgrammeID uuid.UUID
	Ordinal     int
	Measure     Text
	Baseline    Quantity `gorm:"embedded;embeddedPrefix:baseline_"`
	Target      Quantity `gorm:"embedded;embeddedPrefix:target_"`
	By          *Date
}
