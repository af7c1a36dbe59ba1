package record

import (
	"time"

	"github.com/google/uuid"
)

// Token lets a machine sign in as an account, until it expires or is revoked, which is to say ended. The token itself is kept nowhere.
type Token struct {
	Linked
	AccountID uuid.UUID
	Name      string // what it is for, so that the right one is revoked
	ExpiresAt time.Time
	Digest    string `gorm:"->:false;<-:create"` // its SHA-256, as the database writes bytes; written once and read by nobody
}

// AccountIdentity is an account as an issuer of OpenID Connect knows it.
type AccountIdentity struct {
	Linked
	AccountID uuid.UUID
	Issuer    string // as it stands in its tokens
	Subject   string // whom the issuer means, in a word of its own
}
