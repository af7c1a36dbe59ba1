package record

import "github.com/google/uuid"

// Source is who says something: a person who may be named, a role, an organisation, or several of these. No person is ever required.
type Source struct {
	Kept
	Name           *string
	Role           Text
	OrganisationID *uuid.UUID
	Organisation   *Organisation
	Withheld       bool       // the name is known and not shown: it stands in ConfidentialSource
	AuthorID       *uuid.UUID // the account that submitted it; nil for what editors record
}

// ConfidentialSource is what a source is asked to be kept from everybody. It stands apart from what is read: no view shows it.
type ConfidentialSource struct {
	Linked
	SourceID uuid.UUID
	Name     string
}

// RevealedSource is a source with what is confidential of it, as it is shown to whoever asked for it.
type RevealedSource struct {
	SourceID       uuid.UUID
	Name           *string // nil where the record does not know it, or it was erased
	Role           Text
	OrganisationID *uuid.UUID
}
