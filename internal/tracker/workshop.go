package tracker

import (
	"cmp"
	"time"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Workshop is a gathering to record. Everybody may see it.
type Workshop struct {
	Entry
	Keeper Ref // the programme that keeps the record; administrators alone where none
	Title  record.Text
	Kind   record.WorkshopKind
	State  record.WorkshopState
	Held   Held
	Place  Ref // where it took place
	// PlaceShownAs is the level of what that place lies in as which everybody else is shown it; as it is where empty, unless the place itself is sensitive.
	PlaceShownAs record.PlaceLevel
	stays        *placement // where it is revised, and its place is not
	Venue        record.Text
	Objectives   record.Text
	Programme    Ref // the programme that it belongs to
	Series       Ref // the series that it belongs to
	Ordinal      int // its number in its series, from 1; none where 0

	Agenda         []AgendaItem
	Documents      []Document
	Participations []Participation
	Attendance     []AttendanceCell
	Outcomes       []Outcome
	Reported       []ReportedCount
	RespondsTo     []Ref // the findings that it was held in response to
	BasedOn        []Ground
	Themes         []Ref
	Instruments    []Ref
}

// Held is when a workshop took place, as exactly as is known. The zero value says that the source does not say.
type Held struct {
	From, To  *record.Date
	Precision record.DatePrecision
}

// HeldOn is one day.
func HeldOn(day record.Date) Held { return HeldFrom(day, day) }

// HeldFrom is some days, from the first to the last.
func HeldFrom(first, last record.Date) Held { return Held{&first, &last, record.ToTheDay} }

// HeldInMonth is some day of a month, or some days of it.
func HeldInMonth(year int, month time.Month) Held {
	first, last := record.Day(year, month, 1), record.Day(year, month+1, 0)
	return Held{&first, &last, record.ToTheMonth}
}

// HeldInYear is some day of a year, or some days of it.
func HeldInYear(year int) Held {
	first, last := record.Day(year, time.January, 1), record.Day(year, time.December, 31)
	return Held{&first, &last, record.ToTheYear}
}

func (h Held) check(at path) error {
	dated := h.Precision != "" && h.Precision != record.DateNotStated
	if dated != (h.From != nil) || dated != (h.To != nil) {
		return fault.About(string(at), fault.BadArgument, "Give the first and the last day with a precision of DAY, MONTH or YEAR, or none of them.")
	}
	if !dated {
		return nil
	}
	if err := checkOrder(at.to("to"), h.From, h.To); err != nil {
		return err
	}
	if h.Precision == record.ToTheMonth && !(h.From.BeginsMonth() && h.To.Next().BeginsMonth()) {
		return fault.About(string(at), fault.BadDate, "To the month means from the first day of a month to the last day of one.")
	}
	if h.Precision == record.ToTheYear && !(h.From.BeginsYear() && h.To.Next().BeginsYear()) {
		return fault.About(string(at), fault.BadDate, "To the year means from the first day of a year to the last day of one.")
	}
	return nil
}

func (w Workshop) check(at path) error {
	return cmp.Or(
		w.Entry.check(at),
		checkText(at.to("title"), w.Title),
		checkText(at.to("venue"), w.Venue),
		checkText(at.to("objectives"), w.Objectives),
		w.Held.check(at.to("held")),
		checkShownAs(at.to("placeShownAs"), w.PlaceShownAs),
		w.checkOrdinal(at.to("ordinal")),
		checkEach(at.to("agenda"), w.Agenda),
		checkEach(at.to("documents"), w.Documents),
		checkEach(at.to("participations"), w.Participations),
		w.checkAgenda(at),
		checkEach(at.to("attendance"), w.Attendance),
		w.checkAttendance(at.to("attendance")),
		checkEach(at.to("outcomes"), w.Outcomes),
		checkEach(at.to("reported"), w.Reported),
		checkEach(at.to("basedOn"), w.BasedOn),
	)
}

const ordinalRule = "A number is a place in a series, counting from 1: name the series too."

func (w Workshop) checkOrdinal(at path) error {
	if w.Ordinal < 0 || w.Ordinal > 0 && w.Series == (Ref{}) {
		return fault.About(string(at), fault.BadArgument, ordinalRule)
	}
	return nil
}

func (w Workshop) record(c *command, at path) {
	if w.State == record.WorkshopHeld {
		c.notFuture(at.to("held").to("from"), w.Held.From)
	}
	k := keeping{c.findAny("programme", at.to("keeper"), w.Keeper), record.VisibilityOpen}
	id := c.begin("workshop", w.Entry)
	place, exact := c.placed(at, w.Place, w.PlaceShownAs, w.stays)
	add(c, record.Workshop{
		Kept: c.kept(id, k), Reference: orNil(w.Reference), Title: w.Title, Kind: w.Kind, State: w.State,
		HeldFrom: w.Held.From, HeldTo: w.Held.To, HeldPrecision: cmp.Or(w.Held.Precision, record.DateNotStated),
		PlaceID: place, ExactPlaceID: exact, Venue: w.Venue, Objectives: w.Objectives,
		ProgrammeID: c.findAny("programme", at.to("programme"), w.Programme),
		SeriesID:    c.findAny("workshop_series", at.to("series"), w.Series), Ordinal: orNil(w.Ordinal),
	})
	w.recordParts(c, at, id, k)
	c.cite(id, k, w.Citations)
}

func (w Workshop) recordParts(c *command, at path, id uuid.UUID, k keeping) {
	w.recordParticipations(c, at.to("participations"), id, k, w.recordAgenda(c, id, k))
	w.recordAttendance(c, id, k)
	w.recordOutcomes(c, at.to("outcomes"), id, k)
	c.documents(id, k, w.Documents)
	c.reported(at.to("reported"), id, k, w.Reported)
	c.themes(at.to("themes"), id, k, w.Themes)
	c.instruments(at.to("instruments"), id, k, w.Instruments)
	c.basedOn(at.to("basedOn"), "workshop", id, k, w.BasedOn)
	c.respondTo(at.to("respondsTo"), id, k, w.RespondsTo)
}
