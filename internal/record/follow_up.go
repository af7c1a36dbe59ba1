package record

import "github.com/google/uuid"

// FollowUpState is where a follow-up stands between its author and its reviewer.
type FollowUpState string

// The states of a follow-up.
const (
	FollowUpSubmitted FollowUpState = "SUBMITTED"
	FollowUpReturned  FollowUpState = "RETURNED"
	FollowUpAccepted  FollowUpState = "ACCEPTED"
	FollowUpWithdrawn FollowUpState = "WITHDRAWN"
)

// FollowUp is a dated statement by somebody on what came of a recommendation, or of one addressee's part of it. Follow-ups are never
// edited; what becomes of one is told by its decisions.
type FollowUp struct {
	Kept
	Reference        *string `gorm:"unique"`
	RecommendationID uuid.UUID
	Recommendation   *Recommendation
	AddresseeID      *uuid.UUID
	Addressee        *Addressee
	ActionID         *uuid.UUID
	Action           *Action
	State            FollowUpState `gorm:"->;<-:create"` // derived from the decisions
	AsOf             Date
	Implementation   Implementation
	Assurance        Assurance
	Note             Text
	Reason           Text
	StatedByID       uuid.UUID
	StatedBy         *Source
	ContestsID       *uuid.UUID
	Contests         *FollowUp
	MendsID          *uuid.UUID
	Mends            *FollowUp
	AuthorID         *uuid.UUID // the account that submitted it; nil for what editors record
	ReturnReason     Text       `gorm:"->"` // computed by the view, while it is returned
	Evidence         []Evidence
	Citations        []Citation `gorm:"foreignKey:RecordID"`
}

// FollowUpDecision is what became of a follow-up: a step from one state to another. Decisions are never edited.
type FollowUpDecision struct {
	Kept
	FollowUpID uuid.UUID
	State      FollowUpState
	Reason     Text
}
