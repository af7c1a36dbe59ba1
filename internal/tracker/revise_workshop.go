package tracker

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// ReviseWorkshop says what is to be different of a workshop. Where figures of attendance are put right, those that were withheld stay so.
type ReviseWorkshop struct {
	Workshop       Ref
	Version        int
	Reference      Patch[string]
	Title          Patch[record.Text]
	Kind           Patch[record.WorkshopKind]
	State          Patch[record.WorkshopState]
	Held           Patch[Held]
	Place          Patch[Ref]
	PlaceShownAs   Patch[record.PlaceLevel] // with a place alone: as what everybody else is shown it
	Venue          Patch[record.Text]
	Objectives     Patch[record.Text]
	Programme      Patch[Ref]
	Series         Patch[Ref]
	Ordinal        Patch[int]
	Agenda         Patch[[]AgendaItem]
	Documents      Patch[[]Document]
	Participations Patch[[]Participation]
	Attendance     Patch[[]AttendanceCell]
	Outcomes       Patch[[]Outcome]
	Reported       Patch[[]ReportedCount]
	RespondsTo     Patch[[]Ref]
	BasedOn        Patch[[]Ground]
	Themes         Patch[[]Ref]
	Instruments    Patch[[]Ref]
	Citations      Patch[[]Citation]
}

func (ReviseWorkshop) noun() string { return "workshop" }

func (r ReviseWorkshop) revise(c *command) {
	agenda := r.Agenda.Given || r.Participations.Given // who took part in an item of the agenda is settled together with it
	reviseRecord(c, r.noun(), r.Workshop, r.Version, []list{
		cited(r.Citations),
		hanging[record.AgendaItem]{agenda, "workshop_id"},
		hanging[record.Participation]{agenda, "workshop_id"},
		hanging[record.AttendanceCell]{r.Attendance.Given, "workshop_id"},
		hanging[record.Outcome]{r.Outcomes.Given, "workshop_id"},
		hanging[record.RecordTheme]{r.Themes.Given, "record_id"},
		hanging[record.RecordInstrument]{r.Instruments.Given, "record_id"},
		reportedCounts{r.Reported.Given},
		hanging[record.Document]{r.Documents.Given, "record_id"},
		hanging[record.Lineage]{r.BasedOn.Given, "record_id"},
		hanging[record.WorkshopResponse]{r.RespondsTo.Given, "workshop_id"},
	}, func(was record.Workshop) recordable {
		if agenda {
			r.Agenda, r.Participations = c.meetingOf(was.ID, r.Agenda, r.Participations)
		}
		return r.onto(was)
	})
}

func (r ReviseWorkshop) onto(was record.Workshop) recordable {
	return Workshop{
		Entry:          entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:         keeperOf(was.Kept),
		Title:          orText(r.Title, was.Title),
		Kind:           r.Kind.or(was.Kind),
		State:          r.State.or(was.State),
		Held:           r.Held.or(Held{was.HeldFrom, was.HeldTo, was.HeldPrecision}),
		Place:          orNamed(r.Place, was.PlaceID),
		PlaceShownAs:   r.PlaceShownAs.Value,
		stays:          stays(r.Place, was.PlaceID, was.ExactPlaceID),
		Venue:          orText(r.Venue, was.Venue),
		Objectives:     orText(r.Objectives, was.Objectives),
		Programme:      orNamed(r.Programme, was.ProgrammeID),
		Series:         orNamed(r.Series, was.SeriesID),
		Ordinal:        r.Ordinal.or(orZero(was.Ordinal)),
		Agenda:         r.Agenda.Value,
		Documents:      r.Documents.Value,
		Participations: r.Participations.Value,
		Attendance:     r.Attendance.Value,
		Outcomes:       r.Outcomes.Value,
		Reported:       r.Reported.Value,
		RespondsTo:     r.RespondsTo.Value,
		BasedOn:        r.BasedOn.Value,
		Themes:         r.Themes.Value,
		Instruments:    r.Instruments.Value,
	}
}

// meetingOf is the agenda of a workshop and who took part in it, after what is given of them.
func (c *command) meetingOf(workshop uuid.UUID, agenda Patch[[]AgendaItem], participations Patch[[]Participation]) (Patch[[]AgendaItem], Patch[[]Participation]) {
	numbers, held := map[uuid.UUID]int{}, []AgendaItem{}
	for _, item := range there[record.AgendaItem](c, "ordinal", "workshop_id = ? and ended_by is null", workshop) {
		numbers[item.ID] = item.Number
		held = append(held, AgendaItem{Number: item.Number, Title: item.Title, Kind: item.Kind})
	}
	var were []Participation
	for _, row := range there[record.Participation](c, "ordinal, id", "workshop_id = ? and ended_by is null", workshop) {
		if row.OrganisationID != nil {
			c.learn("organisation", ByID(*row.OrganisationID), *row.OrganisationID)
		}
		were = append(were, Participation{
			Role: row.Role, Name: orZero(row.Name), Capacity: row.Capacity, Organisation: ByID(orZero(row.OrganisationID)),
			Audience: orZero(row.Audience), AgendaItem: numbers[orZero(row.AgendaItemID)], Count: row.Count, Sensitivity: row.Sensitivity,
		})
	}
	return To(agenda.or(held)), To(participations.or(were))
}
