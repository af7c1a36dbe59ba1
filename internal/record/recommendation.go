package record

import "github.com/google/uuid"

// Priority is how much a recommendation matters to those who made it.
type Priority string

// The priorities.
const (
	High   Priority = "HIGH"
	Medium Priority = "MEDIUM"
	Low    Priority = "LOW"
)

// LifecycleStage is where a recommendation stands in its life.
type LifecycleStage string

// The stages, in their order.
const (
	Draft     LifecycleStage = "DRAFT"
	Validated LifecycleStage = "VALIDATED"
	Published LifecycleStage = "PUBLISHED"
	Ended     LifecycleStage = "ENDED"
)

// EndingKind is why a recommendation is no longer followed up.
type EndingKind string

// The kinds of ending.
const (
	Superseded         EndingKind = "SUPERSEDED"
	Merged             EndingKind = "MERGED"
	Split              EndingKind = "SPLIT"
	Withdrawn          EndingKind = "WITHDRAWN"
	NoLongerApplicable EndingKind = "NO_LONGER_APPLICABLE"
)

// Ending is how the life of a recommendation ended; a nil kind means that it has not.
type Ending struct {
	Kind       *EndingKind
	Reason     Text
	Successors []Recommendation `gorm:"many2many:recommendation_successor;joinForeignKey:RecommendationID;joinReferences:SuccessorID"`
}

// Lifecycle is where a recommendation stands in its life, and since when.
type Lifecycle struct {
	Stage     LifecycleStage
	Since     *Date
	Ending    Ending `gorm:"embedded;embeddedPrefix:ending_"`
	Published bool   // it has been published once; what ended before that is seen by its keepers alone
}

// Recommendation is what a study or a workshop recommended that somebody should do.
type Recommendation struct {
	Kept
	Reference     *string `gorm:"unique"`
	Text          Text    // the wording that holds, by language: derived from the wordings
	Priority      *Priority
	MadeOn        *Date
	MadeOnAsc     *Date `gorm:"->"`
	MadeOnDesc    *Date `gorm:"->"`
	ThereFrom     *Date `gorm:"->"` // from when on it is there, as far as that is known: computed by the view
	DueOn         *Date
	DueOnAsc      *Date     `gorm:"->"`
	DueOnDesc     *Date     `gorm:"->"`
	Lifecycle     Lifecycle `gorm:"embedded;embeddedPrefix:lifecycle_"`
	Status        Status    `gorm:"embedded;embeddedPrefix:status_"`
	StudyID       *uuid.UUID
	Study         *Study
	WorkshopID    *uuid.UUID
	Workshop      *Workshop
	Proposers     []Proposer
	Addressees    []Addressee
	Predecessors  []Recommendation `gorm:"many2many:recommendation_successor;joinForeignKey:SuccessorID;joinReferences:RecommendationID"`
	ChangeStories []ChangeStory
	Places        []Place      `gorm:"many2many:recommendation_place"`
	Programmes    []Programme  `gorm:"many2many:recommendation_programme"`
	Themes        []Theme      `gorm:"many2many:record_theme;joinForeignKey:RecordID"`
	Instruments   []Instrument `gorm:"many2many:record_instrument;joinForeignKey:RecordID"`
	Findings      []Finding    `gorm:"many2many:recommendation_finding"`
	Wordings      []Wording
	Actions       []Action
	Repetitions   []Repetition
	FollowUps     []FollowUp
	Citations     []Citation `gorm:"foreignKey:RecordID"`
}

// RecommendationPlace is a place that a recommendation is about.
type RecommendationPlace struct {
	Linked
	RecommendationID uuid.UUID
	PlaceID          uuid.UUID
}

// RecommendationProgramme is a programme that follows a recommendation.
type RecommendationProgramme struct {
	Linked
	RecommendationID uuid.UUID
	ProgrammeID      uuid.UUID
}

// RecommendationSuccessor is a recommendation that stands in the place of one that ended.
type RecommendationSuccessor struct {
	Linked
	RecommendationID uuid.UUID
	SuccessorID      uuid.UUID
}
