package record

import (
	"time"

	"github.com/google/uuid"
)

// Visibility says who may read a row. It is stored in every row and decided by Postgres alone.
type Visibility string

// The degrees of visibility.
const (
	VisibilityOpen Visibility = "OPEN" // everybody
	VisibilityDesk Visibility = "DESK" // the accounts that keep the row, and administrators
)

// Kept is what every record carries: a row with an id of its own.
type Kept struct {
	ID             uuid.UUID  `gorm:"primaryKey"`
	KeeperID       *uuid.UUID // the programme whose editors keep the record; administrators alone where nil
	Visibility     Visibility
	Version        int        // how often the record has been written, from 1
	CommandID      uuid.UUID  // the command that wrote the row last
	LedgerPosition *int64     `gorm:"column:position;->"` // where that command stands in the ledger
	RecordedAt     *time.Time `gorm:"->"`                 // when the record was first sealed in the ledger
	UpdatedAt      *time.Time `gorm:"->;autoUpdateTime:false"`
}

// Linked is what every fact carries that hangs on a record and has no life of its own: it is added and ended, never edited, so that the
// record can say what it held at any time.
type Linked struct {
	ID           uuid.UUID `gorm:"primaryKey"`
	KeeperID     *uuid.UUID
	Visibility   Visibility
	CommandID    uuid.UUID  // the command that added it
	RecordedFrom *time.Time `gorm:"->"` // when it was sealed in the ledger
	EndedBy      *uuid.UUID // the command that ended it
	RecordedTo   *time.Time `gorm:"->"` // when that was sealed
}
