package record

import "github.com/google/uuid"

// ActivityStatus is how far a programme has come: IATI 2.03, codelist ActivityStatus, codes 1 to 6 in this order.
type ActivityStatus string

// The activity statuses.
const (
	Pipeline          ActivityStatus = "PIPELINE"
	UnderWay          ActivityStatus = "IMPLEMENTATION"
	Finalisation      ActivityStatus = "FINALISATION"
	ActivityClosed    ActivityStatus = "CLOSED"
	ActivityCancelled ActivityStatus = "CANCELLED"
	Suspended         ActivityStatus = "SUSPENDED"
)

// OrganisationRole is what an organisation does in a programme: IATI 2.03, codelist OrganisationRole, codes 1 to 4 in this order; and
// partner, for sources that say no more.
type OrganisationRole string

// The roles.
const (
	Funding      OrganisationRole = "FUNDING"
	Accountable  OrganisationRole = "ACCOUNTABLE"
	Extending    OrganisationRole = "EXTENDING"
	Implementing OrganisationRole = "IMPLEMENTING"
	Partner      OrganisationRole = "PARTNER"
)

// Programme is what is funded, and what studies and workshops belong to.
type Programme struct {
	Kept
	Reference       *string `gorm:"unique"`
	Title           Text
	Aims            Text
	Status          *ActivityStatus
	PlannedFrom     *Date
	PlannedTo       *Date
	ActualFrom      *Date
	ActualTo        *Date
	Countries       []Place `gorm:"many2many:programme_country"`
	Organisations   []ProgrammeOrganisation
	AllFundersNamed *bool
	ParentID        *uuid.UUID
	Parent          *Programme
	Parts           []Programme `gorm:"foreignKey:ParentID"`
	IATIIdentifier  *string     `gorm:"column:iati_identifier"`
	Codes           []Code      `gorm:"foreignKey:RecordID"`
	Targets         []Target
	Themes          []Theme        `gorm:"many2many:record_theme;joinForeignKey:RecordID"`
	Funders         []Organisation `gorm:"many2many:programme_funder"` // those of Organisations that give the money
	StudySeries     []StudySeries
	ChangeStories   []ChangeStory
	Studies         []Study
	Workshops       []Workshop
	Recommendations []Recommendation `gorm:"many2many:recommendation_programme"`
	Citations       []Citation       `gorm:"foreignKey:RecordID"`

	// AttendanceThreshold is how many it takes for a figure of attendance to be shown; five where nil.
	AttendanceThreshold *int
}

// ProgrammeOrganisation is an organisation in a programme, in one role.
type ProgrammeOrganisation struct {
	Linked
	ProgrammeID    uuid.UUID
	Ordinal        int
	Role           OrganisationRole
	OrganisationID uuid.UUID
	Organisation   *Organisation
}

// ProgrammeCountry is a country that a programme is for.
type ProgrammeCountry struct {
	Linked
	ProgrammeID uuid.UUID
	PlaceID     uuid.UUID
}
