package record

import "github.com/google/uuid"

// Change is the last change of a record, as the asker sees it. It is read only: sealing a command writes what it is made of.
type Change struct {
	ID             uuid.UUID `gorm:"primaryKey"` // the record's
	Ordinal        int64     // its place in the ledger, or that of its removal
	RecordKind     string
	RecordTypename string
	RecordID       uuid.UUID
	Removed        bool
	RootID         uuid.UUID   // the record that decides in which parts of the record it is
	Programmes     []Programme `gorm:"many2many:change_programme;foreignKey:RootID;joinForeignKey:RecordID"` // those that it belongs to, or did; any where it is removed
	Places         []Place     `gorm:"many2many:change_place;foreignKey:RootID;joinForeignKey:RecordID"`     // those that it is about, or was; any where it is removed
}
