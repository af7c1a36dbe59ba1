package record

import "github.com/google/uuid"

// WorkshopKind is the kind of gathering a workshop is.
type WorkshopKind string

// The kinds of workshop.
const (
	ValidationWorkshop       WorkshopKind = "VALIDATION_WORKSHOP"
	Restitution              WorkshopKind = "RESTITUTION"
	AdvisoryCommitteeMeeting WorkshopKind = "ADVISORY_COMMITTEE_MEETING"
	Exchange                 WorkshopKind = "EXCHANGE"
	Training                 WorkshopKind = "TRAINING"
	Symposium                WorkshopKind = "SYMPOSIUM"
	Seminar                  WorkshopKind = "SEMINAR"
	TabletopExercise         WorkshopKind = "TABLETOP_EXERCISE"
	PublicHearing            WorkshopKind = "PUBLIC_HEARING"
	Presentation             WorkshopKind = "PRESENTATION"
	Briefing                 WorkshopKind = "BRIEFING"
	ReviewSession            WorkshopKind = "REVIEW_SESSION"
)

// WorkshopState says whether a workshop took place.
type WorkshopState string

// The states of a workshop.
const (
	WorkshopPlanned   WorkshopState = "PLANNED"
	WorkshopHeld      WorkshopState = "HELD"
	WorkshopCancelled WorkshopState = "CANCELLED"
	WorkshopNotStated WorkshopState = "NOT_STATED"
)

// DatePrecision says how exactly a date is known.
type DatePrecision string

// The precisions.
const (
	ToTheDay      DatePrecision = "DAY"
	ToTheMonth    DatePrecision = "MONTH"
	ToTheYear     DatePrecision = "YEAR"
	DateNotStated DatePrecision = "NOT_STATED"
)

// Workshop is any gathering at which a study is presented, something is recommended, or what was recommended is reviewed.
type Workshop struct {
	Kept
	Reference       *string `gorm:"unique"`
	Title           Text
	Kind            WorkshopKind
	State           WorkshopState
	HeldFrom        *Date
	HeldFromAsc     *Date `gorm:"->"`
	HeldFromDesc    *Date `gorm:"->"`
	HeldTo          *Date
	HeldPrecision   DatePrecision
	PlaceID         *uuid.UUID // where everybody is told that it took place
	Place           *Place
	ExactPlaceID    *uuid.UUID // where it took place, if that is shown more coarsely
	ExactPlace      *Place
	Venue           Text
	Objectives      Text
	SeriesID        *uuid.UUID
	Series          *WorkshopSeries
	Ordinal         *int `gorm:"column:series_ordinal"`
	ProgrammeID     *uuid.UUID
	Programme       *Programme
	Agenda          []AgendaItem
	Documents       []Document `gorm:"foreignKey:RecordID"`
	Participations  []Participation
	Attendance      *Attendance `gorm:"foreignKey:ID"`
	Validations     []Validation
	Outcomes        []Outcome
	Reported        []ReportedCount `gorm:"foreignKey:RecordID"`
	RespondsTo      []Finding       `gorm:"many2many:workshop_response"`
	Themes          []Theme         `gorm:"many2many:record_theme;joinForeignKey:RecordID"`
	Instruments     []Instrument    `gorm:"many2many:record_instrument;joinForeignKey:RecordID"`
	Findings        []Finding       `gorm:"many2many:finding_workshop"`
	Recommendations []Recommendation
	Wordings        []Wording
	Repetitions     []Repetition
	Citations       []Citation `gorm:"foreignKey:RecordID"`
}
