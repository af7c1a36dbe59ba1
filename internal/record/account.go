package record

import "github.com/google/uuid"

// Role is what an account may do, everywhere or in one programme.
type Role string

// The roles.
const (
	Reporter Role = "REPORTER"
	Verifier Role = "VERIFIER"
	Editor   Role = "EDITOR"
	Admin    Role = "ADMIN"
)

// Account is who signs in, or a machine that does.
type Account struct {
	Kept
	Name           string
	OrganisationID *uuid.UUID // the organisation that the account speaks for
	Disabled       bool
}

// AccountGrant gives an account a role in a programme; an administrator's is for everywhere and names none.
type AccountGrant struct {
	Linked
	AccountID   uuid.UUID
	ProgrammeID *uuid.UUID
	Role        Role
}
