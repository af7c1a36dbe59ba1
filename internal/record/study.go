package record

import "github.com/google/uuid"

// StudyKind is the kind of enquiry a study is.
type StudyKind string

// The kinds of study.
const (
	NeedsStudy      StudyKind = "NEEDS_STUDY"
	Assessment      StudyKind = "ASSESSMENT"
	Diagnostic      StudyKind = "DIAGNOSTIC"
	Consultation    StudyKind = "CONSULTATION"
	Barometer       StudyKind = "BAROMETER"
	StoryCollection StudyKind = "STORY_COLLECTION"
)

// StudyStage is how far a study has come.
type StudyStage string

// The stages, in their order.
const (
	StudyPlanned   StudyStage = "PLANNED"
	StudyFieldwork StudyStage = "FIELDWORK"
	StudyDrafted   StudyStage = "DRAFTED"
	StudyValidated StudyStage = "VALIDATED"
	StudyPublished StudyStage = "PUBLISHED"
)

// Disclosure is how much of a study the public may see.
type Disclosure string

// The degrees of disclosure.
const (
	Private   Disclosure = "PRIVATE"
	Announced Disclosure = "ANNOUNCED"
	Open      Disclosure = "OPEN"
)

// Study is an enquiry whose results are presented, validated and followed up.
type Study struct {
	Kept
	Reference       *string `gorm:"unique"`
	Title           Text
	Kind            StudyKind
	Aims            Text
	Stage           StudyStage
	Disclosure      Disclosure
	SeriesID        *uuid.UUID
	Series          *StudySeries
	ProgrammeID     *uuid.UUID
	Programme       *Programme
	CoordinatorID   *uuid.UUID
	Coordinator     *Organisation
	CommissionerID  *uuid.UUID
	Commissioner    *Organisation
	Experts         []Source `gorm:"many2many:study_expert"`
	Places          []Place  `gorm:"many2many:study_place"`
	Methods         []StudyMethod
	Groups          []StudyGroup
	Themes          []Theme         `gorm:"many2many:record_theme;joinForeignKey:RecordID"`
	Instruments     []Instrument    `gorm:"many2many:record_instrument;joinForeignKey:RecordID"`
	Reported        []ReportedCount `gorm:"foreignKey:RecordID"`
	Validations     []Validation
	Documents       []Document `gorm:"foreignKey:RecordID"`
	Findings        []Finding  `gorm:"many2many:finding_study"`
	Recommendations []Recommendation
	ChangeStories   []ChangeStory
	Citations       []Citation `gorm:"foreignKey:RecordID"`
}

// StudyExpert is somebody who carried out a study.
type StudyExpert struct {
	Linked
	StudyID  uuid.UUID
	SourceID uuid.UUID
}

// StudyPlace is a place that a study is about.
type StudyPlace struct {
	Linked
	StudyID uuid.UUID
	PlaceID uuid.UUID
}
