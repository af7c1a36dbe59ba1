package record

import "github.com/google/uuid"

// Organisation is a ministry, a council, an association, a donor, a State acting in a body of States.
type Organisation struct {
	Kept
	Reference       *string `gorm:"unique"`
	Name            Text
	Aliases         []Alias `gorm:"foreignKey:RecordID"`
	Acronym         *string
	ParentID        *uuid.UUID
	Parent          *Organisation
	Members         []Organisation `gorm:"foreignKey:ParentID"`
	ValidFrom       *Date
	ValidTo         *Date
	Successors      []Organisation   `gorm:"many2many:organisation_successor;joinForeignKey:OrganisationID;joinReferences:SuccessorID"`
	Predecessors    []Organisation   `gorm:"many2many:organisation_successor;joinForeignKey:SuccessorID;joinReferences:OrganisationID"`
	Recommendations []Recommendation `gorm:"many2many:addressee"` // those that ask it to act
	Funds           []Programme      `gorm:"many2many:programme_funder"`
	Proposed        []Recommendation `gorm:"many2many:proposer"`
	Studies         []Study          `gorm:"foreignKey:CoordinatorID"`
	Commissioned    []Study          `gorm:"foreignKey:CommissionerID"`
	Programmes      []Programme      `gorm:"many2many:programme_organisation"`
	Workshops       []Workshop       `gorm:"many2many:participation"`
	WorkshopSeries  []WorkshopSeries
	Codes           []Code     `gorm:"foreignKey:RecordID"`
	Citations       []Citation `gorm:"foreignKey:RecordID"`
}

// OrganisationSuccessor says which organisation took over the work of another.
type OrganisationSuccessor struct {
	Linked
	OrganisationID uuid.UUID
	SuccessorID    uuid.UUID
}
