package record

import "github.com/google/uuid"

// Theme is what recommendations, studies, workshops and programmes are about.
type Theme struct {
	Kept
	Reference *string `gorm:"unique"`
	Name      Text
	Aliases   []Alias `gorm:"foreignKey:RecordID"`
	ParentID  *uuid.UUID
	Parent    *Theme
	Codes     []Code     `gorm:"foreignKey:RecordID"`
	Citations []Citation `gorm:"foreignKey:RecordID"`
}

// Instrument is a text that binds or guides those who are asked to act: a resolution, a goal, a treaty, a law.
type Instrument struct {
	Kept
	Reference *string `gorm:"unique"`
	Name      Text
	Aliases   []Alias `gorm:"foreignKey:RecordID"`
	ParentID  *uuid.UUID
	Parent    *Instrument
	Codes     []Code     `gorm:"foreignKey:RecordID"`
	Citations []Citation `gorm:"foreignKey:RecordID"`
}

// RecordTheme is a theme that a record is about, whatever its noun.
type RecordTheme struct { //nolint:revive // named for its table, which ties any record to a theme
	Linked
	RecordID uuid.UUID
	ThemeID  uuid.UUID
}

// RecordInstrument is an instrument that a record refers to, whatever its noun.
type RecordInstrument struct { //nolint:revive // the same
	Linked
	RecordID     uuid.UUID
	InstrumentID uuid.UUID
}
