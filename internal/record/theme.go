package record

import "github.com/google/uuid"

// Theme is what recommendations, studies, workshops and programmes are about.
type Theme struct {
	Kept
	Reference       *string `gorm:"unique"`
	Name            Text
	Aliases         []Alias `gorm:"foreignKey:RecordID"`
	ParentID        *uuid.UUID
	Parent          *Theme
	Parts           []Theme          `gorm:"foreignKey:ParentID"`
	Recommendations []Recommendation `gorm:"many2many:record_theme;joinForeignKey:ThemeID;joinReferences:RecordID"`
	Studies         []Study          `gorm:"many2many:record_theme;joinForeignKey:ThemeID;joinReferences:RecordID"`
	Workshops       []Workshop       `gorm:"many2many:record_theme;joinForeignKey:ThemeID;joinReferences:RecordID"`
	Programmes      []Programme      `gorm:"many2many:record_theme;joinForeignKey:ThemeID;joinReferences:RecordID"`
	Codes           []Code           `gorm:"foreignKey:RecordID"`
	Citations       []Citation       `gorm:"foreignKey:RecordID"`
}

// Instrument is a text that binds or guides those who are asked to act: a resolution, a goal, a treaty, a law.
type Instrument struct {
	Kept
	Reference       *string `gorm:"unique"`
	Name            Text
	Aliases         []Alias `gorm:"foreignKey:RecordID"`
	ParentID        *uuid.UUID
	Parent          *Instrument
	Parts           []Instrument     `gorm:"foreignKey:ParentID"`
	Recommendations []Recommendation `gorm:"many2many:record_instrument;joinForeignKey:InstrumentID;joinReferences:RecordID"`
	Studies         []Study          `gorm:"many2many:record_instrument;joinForeignKey:InstrumentID;joinReferences:RecordID"`
	Workshops       []Workshop       `gorm:"many2many:record_instrument;joinForeignKey:InstrumentID;joinReferences:RecordID"`
	Codes           []Code           `gorm:"foreignKey:RecordID"`
	Citations       []Citation       `gorm:"foreignKey:RecordID"`
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
