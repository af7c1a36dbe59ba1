package record

import "github.com/google/uuid"

// Alias is another name that a record is known by.
type Alias struct {
	Linked
	RecordID uuid.UUID
	Text     string
	Language *string // a BCP 47 tag; nil for what belongs to no language, such as an acronym
	State    TranslationState
}
