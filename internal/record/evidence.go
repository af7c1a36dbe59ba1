package record

import "github.com/google/uuid"

// EvidenceKind is what kind of proof a piece of evidence is.
type EvidenceKind string

// The kinds of evidence.
const (
	DocumentEvidence EvidenceKind = "DOCUMENT"
	LinkEvidence     EvidenceKind = "LINK"
	MinutesEvidence  EvidenceKind = "MINUTES"
	OfficialText     EvidenceKind = "OFFICIAL_TEXT"
)

// Sensitivity is who may see a thing that could do harm.
type Sensitivity string

// The degrees of sensitivity.
const (
	PublicThing       Sensitivity = "PUBLIC"
	RestrictedThing   Sensitivity = "RESTRICTED"
	ConfidentialThing Sensitivity = "CONFIDENTIAL"
)

// Evidence is what supports a follow-up.
type Evidence struct {
	Kept
	FollowUpID  uuid.UUID
	FollowUp    *FollowUp
	Kind        EvidenceKind
	Title       Text
	URL         *string
	DatedOn     *Date
	FileID      *uuid.UUID
	AuthorID    *uuid.UUID // the account that submitted it; nil for what editors record
	Sensitivity Sensitivity
	Citations   []Citation `gorm:"foreignKey:RecordID"`
}

// EvidenceFile is a file that an account sent in: what the record says of it. What is in it is kept elsewhere, under its digest. It is seen
// through the evidence that names it, and by nobody else but who sent it.
type EvidenceFile struct {
	Linked
	AccountID uuid.UUID // who sent it, and may name it
	SHA256    string    `gorm:"column:sha256"` // of what is in it, as the database writes bytes
	Size      int64     // in bytes
	MediaType string    // as its content says
}

// ChangeLevel is whose change a story is about.
type ChangeLevel string

// The levels of change.
const (
	Individual  ChangeLevel = "INDIVIDUAL"
	Collective  ChangeLevel = "COLLECTIVE"
	Community   ChangeLevel = "COMMUNITY"
	Association ChangeLevel = "ASSOCIATION"
)

// ChangeStory is a story of change: who changed what, when and where, why it matters, and what brought it about.
type ChangeStory struct {
	Kept
	Reference        *string `gorm:"unique"`
	Change           Text
	Level            ChangeLevel
	SourceID         *uuid.UUID
	Source           *Source
	Quote            Text
	Significance     Text
	Contribution     Text
	VerifierID       *uuid.UUID
	Verifier         *Source
	HappenedOn       *Date
	PlaceID          *uuid.UUID // where everybody is told that it happened
	Place            *Place
	ExactPlaceID     *uuid.UUID // where it happened, if that is shown more coarsely
	ExactPlace       *Place
	ProgrammeID      *uuid.UUID
	Programme        *Programme
	StudyID          *uuid.UUID
	Study            *Study
	RecommendationID *uuid.UUID
	Recommendation   *Recommendation
	AuthorID         *uuid.UUID // the account that submitted it; nil for what editors record
	Sensitivity      Sensitivity
	Citations        []Citation `gorm:"foreignKey:RecordID"`
}
