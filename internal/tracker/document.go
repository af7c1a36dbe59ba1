package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Document is what a study or a workshop produced or used.
type Document struct {
	Kind  record.DocumentKind
	Title record.Text
	URL   string // not on the web, or not known, where empty
}

func (d Document) check(at path) error {
	return cmp.Or(checkSomeText(at.to("title"), d.Title), checkAddress(at.to("url"), d.URL))
}

// documents hangs documents on a study or a workshop.
func (c *command) documents(id uuid.UUID, k keeping, documents []Document) {
	for i, document := range documents {
		add(c, record.Document{
			Linked: c.linked(k), RecordID: id, Ordinal: i + 1, Kind: document.Kind, Title: document.Title, URL: orNil(document.URL),
		})
	}
}
