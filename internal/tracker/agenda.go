package tracker

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// AgendaItem is an item of a workshop's agenda.
type AgendaItem struct {
	Number int // from 1
	Title  record.Text
	Kind   record.AgendaItemKind
}

func (a AgendaItem) check(at path) error {
	if a.Number < 1 {
		return fault.About(string(at.to("number")), fault.BadArgument, "Numbers count from 1.")
	}
	return checkSomeText(at.to("title"), a.Title)
}

// checkAgenda checks that no number is there twice, and that who took part in an item took part in one that is there.
func (w Workshop) checkAgenda(at path) error {
	numbers := map[int]bool{}
	for i, item := range w.Agenda {
		if numbers[item.Number] {
			return fault.About(string(at.to("agenda").item(i).to("number")), fault.BadArgument, "The same number is there twice. Each item has its own.")
		}
		numbers[item.Number] = true
	}
	for i, participation := range w.Participations {
		if participation.AgendaItem != 0 && !numbers[participation.AgendaItem] {
			return fault.About(string(at.to("participations").item(i).to("agendaItem")), fault.BadArgument, "The agenda has no item of that number.")
		}
	}
	return nil
}

// recordAgenda answers with the ids of the items, by their numbers.
func (w Workshop) recordAgenda(c *command, id uuid.UUID, k keeping) map[int]uuid.UUID {
	items := map[int]uuid.UUID{}
	for _, item := range w.Agenda {
		row := record.AgendaItem{Linked: c.linked(k), WorkshopID: id, Number: item.Number, Title: item.Title, Kind: item.Kind}
		items[item.Number] = row.ID
		add(c, row)
	}
	return items
}
