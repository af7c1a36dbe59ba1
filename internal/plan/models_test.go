package plan

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// The models of a lending library: another field altogether than the house's own.

type Library struct {
	ID        uuid.UUID `gorm:"primaryKey"`
	Reference *string   `gorm:"unique"`
	Name      json.RawMessage
	Open      bool
	FoundedOn *time.Time
	Address   Address `gorm:"embedded;embeddedPrefix:address_"`
	ParentID  *uuid.UUID
	Parent    *Library
	Branches  []Library `gorm:"foreignKey:ParentID"`
	Shelves   []Shelf
	Books     []Book
}

type Address struct {
	Street   *string
	Town     string
	Position Position `gorm:"embedded;embeddedPrefix:position_"`
}

type Position struct {
	North, East *float64
	Label       json.RawMessage
}

type Shelf struct {
	ID        uuid.UUID `gorm:"primaryKey"`
	LibraryID uuid.UUID
	Library   *Library
	Ordinal   int
	Label     string
	Lamps     int16
}

type Book struct {
	ID              uuid.UUID `gorm:"primaryKey"`
	Reference       *string   `gorm:"unique"`
	Title, Blurb    json.RawMessage
	Genre           *string
	Pages           int
	Price           *float64
	InPrint         *bool
	PublishedOn     *time.Time
	PublishedOnAsc  *time.Time
	PublishedOnDesc *time.Time
	AddedAt         time.Time
	Tags            []string `gorm:"type:text[]"`
	LibraryID       *uuid.UUID
	Library         *Library
	PrequelID       *uuid.UUID
	Prequel         *Book
	Sequels         []Book    `gorm:"many2many:book_sequel;joinForeignKey:BookID;joinReferences:SequelID"`
	Authors         []Author  `gorm:"many2many:book_author"`
	Rating          Rating    `gorm:"embedded;embeddedPrefix:rating_"`
	Condition       Condition `gorm:"embedded;embeddedPrefix:condition_"`
	Loans           []Loan
	CommandID       uuid.UUID // written and never read: the view has no such column
}

type Rating struct {
	Stars, Votes *int
	ByID         *uuid.UUID
	By           *Patron
}

type Condition struct {
	State  string
	Since  *time.Time
	Note   json.RawMessage
	Damage Damage `gorm:"embedded;embeddedPrefix:damage_"`
}

type Damage struct {
	Kind   *string
	SeenOn *time.Time
}

type Author struct {
	ID         uuid.UUID `gorm:"primaryKey"`
	Name       string
	BornOn     *time.Time
	BornOnAsc  *time.Time
	BornOnDesc *time.Time
	MentorID   *uuid.UUID
	Mentor     *Author
	Pupils     []Author `gorm:"foreignKey:MentorID"`
	Books      []Book   `gorm:"many2many:book_author"`
}

type Magazine struct {
	ID        uuid.UUID `gorm:"primaryKey"`
	Title     string
	Issue     int
	LibraryID *uuid.UUID
	Library   *Library
	Loans     []Loan
}

type Patron struct {
	ID        uuid.UUID `gorm:"primaryKey"`
	Reference *string   `gorm:"unique"`
	Name      string
	Groups    []Group `gorm:"many2many:group_patron"`
	Loans     []Loan
}

type Group struct {
	ID      uuid.UUID `gorm:"primaryKey"`
	Name    string
	Patrons []Patron `gorm:"many2many:group_patron"`
}

type Loan struct {
	ID             uuid.UUID `gorm:"primaryKey"`
	LentOn         time.Time
	ReturnedOn     *time.Time
	ReturnedOnAsc  *time.Time
	ReturnedOnDesc *time.Time
	Lost           bool
	BookID         *uuid.UUID
	Book           *Book
	MagazineID     *uuid.UUID
	Magazine       *Magazine
	PatronID       *uuid.UUID
	Patron         *Patron
}

func libraryModels() []any {
	return []any{&Library{}, &Shelf{}, &Book{}, &Author{}, &Magazine{}, &Patron{}, &Group{}, &Loan{}}
}

// idPrefixes: one of them has the sign in it that parts a prefix from the rest.
var idPrefixes = map[string]string{
	"Library": "lib", "Book": "bk", "Author": "aut", "Magazine": "mag_azine", "Patron": "pat", "Loan": "loan",
}
