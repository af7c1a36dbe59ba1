package record

import "github.com/google/uuid"

// WordingKind is what a wording is.
type WordingKind string

// The kinds of wording.
const (
	DraftWording   WordingKind = "DRAFT"
	AmendedWording WordingKind = "AMENDED"
	FinalWording   WordingKind = "FINAL"
	SummaryWording WordingKind = "SUMMARY"
)

// Wording is what a recommendation said, at a time and in a language. Wordings are never edited.
type Wording struct {
	Kept
	RecommendationID uuid.UUID
	Recommendation   *Recommendation
	Kind             WordingKind
	Language         string // a BCP 47 tag
	State            TranslationState
	Text             string
	StatedOn         *Date
	WorkshopID       *uuid.UUID
	Workshop         *Workshop
}

// Repetition says that a later gathering said a recommendation again.
type Repetition struct {
	Linked
	RecommendationID uuid.UUID
	Recommendation   *Recommendation
	Reference        *string
	StatedOn         *Date
	WorkshopID       *uuid.UUID
	Workshop         *Workshop
	StatedByID       *uuid.UUID
	StatedBy         *Source
}
