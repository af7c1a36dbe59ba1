package record

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/google/uuid"
)

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

// Audiences is several audiences, kept as an array of text.
type Audiences []Audience

// Value is the array to store.
func (a Audiences) Value() (driver.Value, error) {
	names := make([]string, len(a))
	for i, audience := range a {
		names[i] = string(audience) // letters and underscores: nothing to quote
	}
	return "{" + strings.Join(names, ",") + "}", nil
}

// Scan reads what Value wrote.
func (a *Audiences) Scan(stored any) error {
	text, is := stored.(string)
	if !is {
		return fmt.Errorf("audiences cannot be read from %T", stored)
	}
	*a = Audiences{}
	if inner := strings.Trim(text, "{}"); inner != "" {
		for _, name := range strings.Split(inner, ",") {
			*a = append(*a, Audience(name))
		}
	}
	return nil
}

// GormDataType is the column's type.
func (Audiences) GormDataType() string { return "text[]" }

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
	Positions        []PositionStatement
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
	Sensitivity      Sensitivity // who may know that they proposed it
}
