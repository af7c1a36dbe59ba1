package record

import "github.com/google/uuid"

// Audience is whom a recommendation speaks to or comes from, where it names no organisation, or as well as one.
type Audience string

// The audiences.
const (
	Government             Audience = "GOVERNMENT"
	Legislature            Audience = "LEGISLATURE"
	Judiciary              Audience = "JUDICIARY"
	LocalAuthorities       Audience = "LOCAL_AUTHORITIES"
	PublicServices         Audience = "PUBLIC_SERVICES"
	LocalCommunities       Audience = "LOCAL_COMMUNITIES"
	CivilSociety           Audience = "CIVIL_SOCIETY"
	PrivateSector          Audience = "PRIVATE_SECTOR"
	Media                  Audience = "MEDIA"
	Academia               Audience = "ACADEMIA"
	InternationalDonors    Audience = "INTERNATIONAL_DONORS"
	InternationalCommunity Audience = "INTERNATIONAL_COMMUNITY"
	Participants           Audience = "PARTICIPANTS"
)

// PositionValue is where an addressee stands towards a recommendation.
type PositionValue string

// The positions.
const (
	NoneYet        PositionValue = "NONE_YET"
	Accepted       PositionValue = "ACCEPTED"
	AcceptedInPart PositionValue = "ACCEPTED_IN_PART"
	Noted          PositionValue = "NOTED"
	Rejected       PositionValue = "REJECTED"
)

// Position is where an addressee stands now. It is derived from its position statements and stored for speed.
type Position struct {
	Value      PositionValue `gorm:"->"`
	StatedOn   *Date         `gorm:"->"`
	StatedByID *uuid.UUID    `gorm:"->"`
	StatedBy   *Source
}

// Addressee is who is asked to act: an organisation, or an audience. Its name in the record is its own words or its organisation's name.
type Addressee struct {
	Kept
	RecommendationID uuid.UUID
	Recommendation   *Recommendation
	Ordinal          int
	Lead             bool
	Label            Text // the words of the source, where no organisation is named
	Name             Text `gorm:"->"` // the organisation's name, else the label
	Audience         *Audience
	OrganisationID   *uuid.UUID
	Organisation     *Organisation
	Position         Position        `gorm:"embedded;embeddedPrefix:position_"`
	Status           AddresseeStatus `gorm:"embedded;embeddedPrefix:status_"`
}

// PositionStatement is a dated statement of where an addressee stands. Statements are never edited.
type PositionStatement struct {
	Kept
	AddresseeID uuid.UUID
	Value       PositionValue
	StatedOn    *Date
	StatedByID  *uuid.UUID
	StatedBy    *Source
}

// Proposer is who made a recommendation: an organisation, or an audience.
type Proposer struct {
	Linked
	RecommendationID uuid.UUID
	Ordinal          int
	Label            Text // the words of the source, where no organisation is named
	Name             Text `gorm:"->"` // the organisation's name, else the label
	Audience         *Audience
	OrganisationID   *uuid.UUID
	Organisation     *Organisation
}
