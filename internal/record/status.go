package record

import "github.com/google/uuid"

// Implementation is how far a recommendation has been carried out. No information is not the same as not implemented.
type Implementation string

// The degrees of implementation.
const (
	NoInformation        Implementation = "NO_INFORMATION"
	NotStarted           Implementation = "NOT_STARTED"
	InProgress           Implementation = "IN_PROGRESS"
	PartiallyImplemented Implementation = "PARTIALLY_IMPLEMENTED"
	Implemented          Implementation = "IMPLEMENTED"
	ImplementedOtherwise Implementation = "IMPLEMENTED_OTHERWISE"
	NotImplemented       Implementation = "NOT_IMPLEMENTED"
	ContraryActionTaken  Implementation = "CONTRARY_ACTION_TAKEN"
)

// Assurance is who stands behind a status.
type Assurance string

// The degrees of assurance.
const (
	Claimed  Assurance = "CLAIMED"
	Reported Assurance = "REPORTED"
	Verified Assurance = "VERIFIED"
	Disputed Assurance = "DISPUTED"
)

// Summary is a status in one word; Postgres computes it.
type Summary string

// The summaries.
const (
	SummaryUnknown    Summary = "UNKNOWN"
	SummaryNotStarted Summary = "NOT_STARTED"
	SummaryUnderWay   Summary = "UNDER_WAY"
	DoneVerified      Summary = "DONE_VERIFIED"
	DoneClaimed       Summary = "DONE_CLAIMED"
	NotDone           Summary = "NOT_DONE"
	Contrary          Summary = "CONTRARY"
	SummaryEnded      Summary = "ENDED"
)

// Derivation is how the status of a whole came about.
type Derivation string

// The derivations.
const (
	StatedOfTheWhole Derivation = "STATED"
	RolledUp         Derivation = "ROLLED_UP"
)

// Status is what is known of a whole recommendation. It is derived from the follow-ups and stored for speed.
type Status struct {
	Summary        Summary        `gorm:"->"`
	Implementation Implementation `gorm:"->"`
	Assurance      *Assurance     `gorm:"->"`
	AsOf           *Date          `gorm:"->"`
	Overdue        bool           `gorm:"->"` // computed by the view, for today
	Derivation     *Derivation    `gorm:"->"`
	StatedByID     *uuid.UUID     `gorm:"->"`
	StatedBy       *Source
}

// AddresseeStatus is what is known of one addressee's part. It is derived from the follow-ups and stored for speed.
type AddresseeStatus struct {
	Summary        Summary        `gorm:"->"`
	Implementation Implementation `gorm:"->"`
	Assurance      *Assurance     `gorm:"->"`
	AsOf           *Date          `gorm:"->"`
	StatedByID     *uuid.UUID     `gorm:"->"`
	StatedBy       *Source
}
