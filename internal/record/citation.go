package record

import "github.com/google/uuid"

// CitationBasis says how a fact follows from the document cited for it.
type CitationBasis string

// The bases of a citation.
const (
	Stated   CitationBasis = "STATED"
	Inferred CitationBasis = "INFERRED"
)

// Citation says where the facts of a record were read.
type Citation struct {
	Linked
	RecordID uuid.UUID
	Ordinal  int
	Document string
	Locator  *string
	Basis    CitationBasis
	Note     Text
	AuthorID *uuid.UUID // the account that submitted it; nil for what editors record
}

// Code is what a published vocabulary calls a record.
type Code struct {
	Linked
	RecordID   uuid.UUID
	Vocabulary string
	Version    *string
	Code       string
}
