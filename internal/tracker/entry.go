package tracker

import (
	"cmp"
	"regexp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Entry is what the input of every record may hold, whatever its noun.
type Entry struct {
	ID        uuid.UUID // made from the request where zero
	Reference string    // a short, readable name, unique within the noun; none where empty
	Citations []Citation
}

// Citation says where the facts of a record were read.
type Citation struct {
	Document string
	Locator  string // where in the document; none where empty
	Basis    record.CitationBasis
	Note     record.Text
}

// Code is what a published vocabulary calls a record.
type Code struct {
	Vocabulary string
	Version    string // none where empty
	Code       string
}

func (e Entry) check(at path) error {
	return cmp.Or(checkReference(at.to("reference"), e.Reference), checkEach(at.to("citations"), e.Citations))
}

func (c Citation) check(at path) error {
	return cmp.Or(checkWords(at.to("document"), c.Document), checkText(at.to("note"), c.Note))
}

func (c Code) check(at path) error {
	return cmp.Or(checkWords(at.to("vocabulary"), c.Vocabulary), checkWords(at.to("code"), c.Code))
}

const referenceRule = "A reference is at most 100 small letters and digits without accents, in groups joined by '-' or '.', as in kayes-validation-2021."

var referenceForm = regexp.MustCompile(`^[a-z0-9]+([.-][a-z0-9]+)*$`)

func checkReference(at path, reference string) error {
	if reference == "" || len(reference) <= 100 && referenceForm.MatchString(reference) {
		return nil
	}
	return fault.About(string(at), fault.BadArgument, "%s", referenceRule)
}

// begin gives a record its id and lets what comes later in the command name it.
func (c *command) begin(noun string, entry Entry) uuid.UUID {
	id := entry.ID
	if id == uuid.Nil {
		id = c.newID()
	}
	c.begun(id)
	c.learn(noun, ByID(id), id)
	if entry.Reference != "" {
		c.learn(noun, ByReference(entry.Reference), id)
	}
	return id
}

// cite hangs citations on a record.
func (c *command) cite(id uuid.UUID, k keeping, citations []Citation) {
	for i, citation := range citations {
		add(c, record.Citation{
			Linked: c.linked(k), RecordID: id, Ordinal: i + 1, Document: citation.Document, Locator: orNil(citation.Locator),
			Basis: citation.Basis, Note: citation.Note, AuthorID: c.author,
		})
	}
}

// code hangs codes on a record.
func (c *command) code(id uuid.UUID, k keeping, codes []Code) {
	for _, code := range codes {
		add(c, record.Code{Linked: c.linked(k), RecordID: id, Vocabulary: code.Vocabulary, Version: orNil(code.Version), Code: code.Code})
	}
}

// orNil is nil for the zero value, which stands for none.
func orNil[Value comparable](value Value) *Value {
	var zero Value
	if value == zero {
		return nil
	}
	return &value
}
