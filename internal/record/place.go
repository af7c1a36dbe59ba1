package record

import "github.com/google/uuid"

// PlaceLevel is the kind of area a place is.
type PlaceLevel string

// The levels, from the largest.
const (
	Country      PlaceLevel = "COUNTRY"
	Region       PlaceLevel = "REGION"
	Cercle       PlaceLevel = "CERCLE"
	Commune      PlaceLevel = "COMMUNE"
	Town         PlaceLevel = "TOWN"
	InformalArea PlaceLevel = "INFORMAL_AREA"
)

// Place is a country, a region, a town. Where borders were redrawn, the old and the new place are two records.
type Place struct {
	Kept
	Reference       *string `gorm:"unique"`
	Name            Text
	Aliases         []Alias `gorm:"foreignKey:RecordID"`
	Level           PlaceLevel
	WithinID        *uuid.UUID `gorm:"->"` // the parent of today, or the last one: derived from PlaceParent
	Within          *Place
	Contains        []Place `gorm:"foreignKey:WithinID"`
	ValidFrom       *Date
	ValidTo         *Date
	Sensitivity     Sensitivity
	ShownAs         *PlaceLevel // at which level of what it lies in things are shown that are at it; nil where it is for everybody
	Successors      []Place     `gorm:"many2many:place_successor;joinForeignKey:PlaceID;joinReferences:SuccessorID"`
	Predecessors    []Place     `gorm:"many2many:place_successor;joinForeignKey:SuccessorID;joinReferences:PlaceID"`
	Studies         []Study     `gorm:"many2many:study_place"`
	Workshops       []Workshop
	Recommendations []Recommendation `gorm:"many2many:recommendation_place"`
	Programmes      []Programme      `gorm:"many2many:programme_country"`
	ChangeStories   []ChangeStory
	Codes           []Code     `gorm:"foreignKey:RecordID"`
	Citations       []Citation `gorm:"foreignKey:RecordID"`
}

// PlaceParent says that a place lay in another from one day to another. The periods of one place do not overlap.
type PlaceParent struct {
	Linked
	PlaceID   uuid.UUID
	ParentID  uuid.UUID
	ValidFrom *Date // the first day; since ever where nil
	ValidTo   *Date // the last day; for ever where nil
}

// PlaceSuccessor says which place the area of another went to.
type PlaceSuccessor struct {
	Linked
	PlaceID     uuid.UUID
	SuccessorID uuid.UUID
}
