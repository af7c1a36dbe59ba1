package record

import "github.com/google/uuid"

// ValidationOutcome is what a workshop made of a study.
type ValidationOutcome string

// The outcomes of a validation.
const (
	ValidatedAsItStood      ValidationOutcome = "VALIDATED"
	ValidatedWithAmendments ValidationOutcome = "VALIDATED_WITH_AMENDMENTS"
	SentBack                ValidationOutcome = "SENT_BACK"
	ValidationNotStated     ValidationOutcome = "NOT_STATED"
)

// Validation is a study put to a workshop, and what the workshop made of it. Validations are never edited.
type Validation struct {
	Kept
	StudyID    uuid.UUID
	Study      *Study
	WorkshopID uuid.UUID
	Workshop   *Workshop
	Outcome    ValidationOutcome
	Amendments Text
	Citations  []Citation `gorm:"foreignKey:RecordID"`
}

// OutcomeKind is what came of a workshop where nothing was recommended.
type OutcomeKind string

// The kinds of outcome.
const (
	Statement   OutcomeKind = "STATEMENT"
	Expectation OutcomeKind = "EXPECTATION"
	Decision    OutcomeKind = "DECISION"
	PlanOutcome OutcomeKind = "PLAN"
)

// Outcome is what came of a workshop where nothing was recommended. A statement in favour is no position: nobody was asked to act.
type Outcome struct {
	Linked
	WorkshopID uuid.UUID
	Ordinal    int
	Kind       OutcomeKind
	Text       Text
	StatedOn   *Date
	StatedByID *uuid.UUID
	StatedBy   *Source
	DueOn      *Date
}

// ReportedMeasure is what a source counts and reports.
type ReportedMeasure string

// The measures.
const (
	RecommendationsReported ReportedMeasure = "RECOMMENDATIONS"
	DriversReported         ReportedMeasure = "DRIVERS"
	InterviewsReported      ReportedMeasure = "INTERVIEWS"
	QuestionsReported       ReportedMeasure = "QUESTIONS"
	StudiesReported         ReportedMeasure = "STUDIES"
)

// ReportedCount is a figure that a source reports. It stands beside what is recorded.
type ReportedCount struct {
	Kept
	RecordID      uuid.UUID
	Ordinal       int
	Measure       ReportedMeasure
	Quantity      Quantity `gorm:"embedded;embeddedPrefix:quantity_"`
	Audiences     Audiences
	Organisations []Organisation `gorm:"many2many:reported_count_organisation"`
	Citations     []Citation     `gorm:"foreignKey:RecordID"`
}

// ReportedCountOrganisation is an organisation that a reported figure concerns.
type ReportedCountOrganisation struct {
	Linked
	ReportedCountID uuid.UUID
	OrganisationID  uuid.UUID
}

// ReviewDecisionKind is what a gathering decided of a recommendation that it reviewed. It is derived from what is recorded, and stored nowhere.
type ReviewDecisionKind string

// The decisions.
const (
	CarriedOver   ReviewDecisionKind = "CARRIED_OVER"
	DecidedClosed ReviewDecisionKind = "CLOSED"
	Amended       ReviewDecisionKind = "AMENDED"
	Referred      ReviewDecisionKind = "REFERRED"
)
