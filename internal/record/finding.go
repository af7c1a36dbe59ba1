package record

import "github.com/google/uuid"

// FindingKind is the kind of thing that a study or a workshop found.
type FindingKind string

// The kinds of finding.
const (
	Driver       FindingKind = "DRIVER"
	Challenge    FindingKind = "CHALLENGE"
	Need         FindingKind = "NEED"
	GoodPractice FindingKind = "GOOD_PRACTICE"
)

// Finding is what studies and workshops found.
type Finding struct {
	Kept
	Reference       *string `gorm:"unique"`
	Kind            FindingKind
	Number          *int
	Text            Text
	Studies         []Study          `gorm:"many2many:finding_study"`
	Workshops       []Workshop       `gorm:"many2many:finding_workshop"`
	Recommendations []Recommendation `gorm:"many2many:recommendation_finding"`
	RespondedToBy   []Workshop       `gorm:"many2many:workshop_response"`
	Citations       []Citation       `gorm:"foreignKey:RecordID"`
}

// FindingStudy is a study that showed a finding.
type FindingStudy struct {
	Linked
	FindingID uuid.UUID
	StudyID   uuid.UUID
}

// FindingWorkshop is a workshop that showed a finding.
type FindingWorkshop struct {
	Linked
	FindingID  uuid.UUID
	WorkshopID uuid.UUID
}

// RecommendationFinding is a finding that a recommendation answers.
type RecommendationFinding struct {
	Linked
	RecommendationID uuid.UUID
	FindingID        uuid.UUID
}

// WorkshopResponse is a finding that a workshop was held in response to.
type WorkshopResponse struct {
	Linked
	WorkshopID uuid.UUID
	FindingID  uuid.UUID
}

// Lineage says that a study or a workshop rests on another. The nouns are those of the two records: study, or workshop.
type Lineage struct {
	Linked
	RecordID    uuid.UUID
	RecordNoun  string
	BasedOnID   uuid.UUID
	BasedOnNoun string
}
