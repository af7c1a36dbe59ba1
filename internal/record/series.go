package record

import "github.com/google/uuid"

// SeriesRule is how the studies of a series depend on one another.
type SeriesRule string

// The rules of a series.
const (
	NoRule       SeriesRule = "NONE"
	AllValidated SeriesRule = "ALL_VALIDATED"
)

// StudySeries is sibling studies: one question put in several places, or again and again.
type StudySeries struct {
	Kept
	Reference   *string `gorm:"unique"`
	Title       Text
	Rule        SeriesRule
	ProgrammeID *uuid.UUID
	Programme   *Programme
	Studies     []Study    `gorm:"foreignKey:SeriesID"`
	Citations   []Citation `gorm:"foreignKey:RecordID"`
}

// WorkshopSeries is gatherings that follow one another: the meetings of a body, the sessions of a review.
type WorkshopSeries struct {
	Kept
	Reference      *string `gorm:"unique"`
	Title          Text
	OrganisationID *uuid.UUID
	Organisation   *Organisation
	Workshops      []Workshop `gorm:"foreignKey:SeriesID"`
	Citations      []Citation `gorm:"foreignKey:RecordID"`
}
