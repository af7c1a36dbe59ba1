package record

import "github.com/google/uuid"

// MethodKind is how a study was carried out.
type MethodKind string

// The methods.
const (
	Interviews             MethodKind = "INTERVIEWS"
	FocusGroups            MethodKind = "FOCUS_GROUPS"
	Survey                 MethodKind = "SURVEY"
	FieldResearch          MethodKind = "FIELD_RESEARCH"
	DeskReview             MethodKind = "DESK_REVIEW"
	Consultations          MethodKind = "CONSULTATIONS"
	ParticipatoryBarometer MethodKind = "PARTICIPATORY_BAROMETER"
	Stories                MethodKind = "STORIES"
)

// MethodUnit is what the figure of a method counts.
type MethodUnit string

// The units.
const (
	Times    MethodUnit = "TIMES"
	Days     MethodUnit = "DAYS"
	Weeks    MethodUnit = "WEEKS"
	Months   MethodUnit = "MONTHS"
	InPlaces MethodUnit = "PLACES"
)

// StudyMethod is one method of a study, and how much of it.
type StudyMethod struct {
	Linked
	StudyID  uuid.UUID
	Ordinal  int
	Kind     MethodKind
	Quantity Quantity `gorm:"embedded;embeddedPrefix:quantity_"`
	Unit     *MethodUnit
}

// StudyGroup is a group of people that a study consulted.
type StudyGroup struct {
	Linked
	StudyID  uuid.UUID
	Ordinal  int
	Name     Text
	Audience *Audience
}
