package record

import "github.com/google/uuid"

// Source is who says something: a person who may be named, a role, an organisation, or several of these. No person is ever required.
type Source struct {
	Kept
	Name           *string
	Role           Text
	OrganisationID *uuid.UUID
	Organisation   *Organisation
	Withheld       bool       // the name is known and not shown
	AuthorID       *uuid.UUID // the account that submitted it; nil for what editors record
}
