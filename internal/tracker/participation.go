package tracker

import (
	"cmp"
	"strings"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Participation is somebody at a workshop, and what they did there.
type Participation struct {
	Role         record.ParticipationRole
	Name         string      // only of who acts in public, where it matters; no person is ever required
	Capacity     record.Text // in which they were there
	Organisation Ref
	Audience     record.Audience // none fits where empty
	AgendaItem   int             // the number of the item that it is about; the whole where 0
	Count        record.Quantity // how many they were; not stated where zero
	// Sensitivity is who may know that they were there: everybody where empty.
	Sensitivity record.Sensitivity
}

const somebodyRule = "Name a person, a capacity, an organisation or an audience."

func (p Participation) check(at path) error {
	if strings.TrimSpace(p.Name) == "" && len(p.Capacity) == 0 && p.Organisation == (Ref{}) && p.Audience == "" {
		return fault.About(string(at), fault.BadArgument, somebodyRule)
	}
	return cmp.Or(checkText(at.to("capacity"), p.Capacity), checkQuantity(at.to("count"), p.Count))
}

func (w Workshop) recordParticipations(c *command, at path, id uuid.UUID, k keeping, agenda map[int]uuid.UUID) {
	for i, participation := range w.Participations {
		c.attended = c.attended || stored(participation.Count).Kind != record.Unknown
		add(c, record.Participation{
			Linked: c.linked(k.of(participation.Sensitivity)), WorkshopID: id, Ordinal: i + 1, Role: participation.Role, Name: orNil(participation.Name),
			Capacity: participation.Capacity, Audience: orNil(participation.Audience), Count: stored(participation.Count),
			OrganisationID: c.findAny("organisation", at.item(i).to("organisation"), participation.Organisation),
			AgendaItemID:   orNil(agenda[participation.AgendaItem]), Sensitivity: cmp.Or(participation.Sensitivity, record.PublicThing),
		})
	}
}
