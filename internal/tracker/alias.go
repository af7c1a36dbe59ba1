package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Alias is another name that a record is known by, so that a search finds it.
type Alias struct {
	Text     string
	Language string                  // a BCP 47 tag; none where empty, as for an acronym
	State    record.TranslationState // how the name came to be; it is somebody's own where empty
}

func (a Alias) check(at path) error {
	if a.Language == "" {
		return checkWords(at.to("text"), a.Text)
	}
	return cmp.Or(checkWords(at.to("text"), a.Text), checkTag(at.to("language"), a.Language))
}

// alias hangs other names on a record.
func (c *command) alias(id uuid.UUID, k keeping, aliases []Alias) {
	for _, alias := range aliases {
		add(c, record.Alias{
			Linked: c.linked(k), RecordID: id, Text: alias.Text, Language: orNil(alias.Language),
			State: cmp.Or(alias.State, record.Original),
		})
	}
}
