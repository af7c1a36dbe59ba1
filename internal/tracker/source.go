package tracker

import (
	"strings"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Source is who says something: a name, a role, an organisation, or several of these. Each statement has a source of its own, so that
// whoever may see the one may see the other.
type Source struct {
	Name         string      // none where empty; no person is ever required
	Role         record.Text // the role in which they speak
	Organisation Ref         // the organisation that they speak for
	Withheld     bool        // the name is not to be shown; where it is given, it is kept apart
}

func (s Source) check(at path) error {
	if strings.TrimSpace(s.Name) == "" && len(s.Role) == 0 && s.Organisation == (Ref{}) && !s.Withheld {
		return fault.About(string(at), fault.BadArgument, "Say who: a name, a role or an organisation.")
	}
	return checkText(at.to("role"), s.Role)
}

// anySource is source for somebody who may be unknown: nil where they are.
func (c *command) anySource(at path, k keeping, said *Source) *uuid.UUID {
	if said == nil {
		return nil
	}
	id := c.source(at, k, *said)
	return &id
}

// source records who says something.
func (c *command) source(at path, k keeping, said Source) uuid.UUID {
	id, name := c.newID(), orNil(said.Name)
	if said.Withheld && name != nil {
		add(c, record.ConfidentialSource{Linked: c.linked(k.of(record.ConfidentialThing)), SourceID: id, Name: *name})
		name = nil
	}
	add(c, record.Source{
		Kept: c.kept(id, k), Name: name, Role: said.Role,
		OrganisationID: c.findAny("organisation", at.to("organisation"), said.Organisation), Withheld: said.Withheld, AuthorID: c.author,
	})
	return id
}

// told is who says something that is in the record; nil where nobody is named.
func (c *command) told(id *uuid.UUID) *Source {
	if id == nil || c.err != nil {
		return nil
	}
	found := one[record.Source](c, *id)
	if found.OrganisationID != nil {
		c.learn("organisation", ByID(*found.OrganisationID), *found.OrganisationID)
	}
	return &Source{Name: orZero(found.Name), Role: found.Role, Organisation: ByID(orZero(found.OrganisationID)), Withheld: found.Withheld}
}
