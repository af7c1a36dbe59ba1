package tracker

import (
	"cmp"

	"github.com/suivi-project/suivi/internal/record"
)

// Programme is a programme to record. Everybody may see it, and it keeps itself: its editors may write about it.
type Programme struct {
	Entry
	Title                  record.Text
	Aims                   record.Text
	Status                 record.ActivityStatus // not said where empty
	PlannedFrom, PlannedTo *record.Date
	ActualFrom, ActualTo   *record.Date
	Countries              []Ref // the countries that it is for
	Organisations          []Involved
	AllFundersNamed        *bool // whether those that fund it here are all that do; not said where nil
	Parent                 Ref   // the programme that it is part of
	IATIIdentifier         string
	AttendanceThreshold    *int   // how many it takes for a figure of attendance to be shown; 0 shows all, and where nil it takes five
	Codes                  []Code // such as sectors of the DAC
	Targets                []Target
	Themes                 []Ref
}

// Involved is an organisation in a programme, in one role.
type Involved struct {
	Organisation Ref
	Role         record.OrganisationRole
}

func (p Programme) check(at path) error {
	return cmp.Or(
		p.Entry.check(at),
		checkSomeText(at.to("title"), p.Title),
		checkText(at.to("aims"), p.Aims),
		checkThreshold(at.to("attendanceThreshold"), p.AttendanceThreshold),
		checkOrder(at.to("plannedTo"), p.PlannedFrom, p.PlannedTo),
		checkOrder(at.to("actualTo"), p.ActualFrom, p.ActualTo),
		checkEach(at.to("codes"), p.Codes),
		checkEach(at.to("targets"), p.Targets),
	)
}

func (p Programme) record(c *command, at path) {
	id := c.begin("programme", p.Entry)
	k := keeping{&id, record.VisibilityOpen}
	add(c, record.Programme{
		Kept: c.kept(id, k), Reference: orNil(p.Reference), Title: p.Title, Aims: p.Aims, Status: orNil(p.Status),
		PlannedFrom: p.PlannedFrom, PlannedTo: p.PlannedTo, ActualFrom: p.ActualFrom, ActualTo: p.ActualTo,
		AllFundersNamed: p.AllFundersNamed, ParentID: c.findAny("programme", at.to("parent"), p.Parent), IATIIdentifier: orNil(p.IATIIdentifier),
		AttendanceThreshold: p.AttendanceThreshold,
	})
	for i, country := range p.Countries {
		add(c, record.ProgrammeCountry{Linked: c.linked(k), ProgrammeID: id, PlaceID: c.find("place", at.to("countries").item(i), country)})
	}
	for i, involved := range p.Organisations {
		add(c, record.ProgrammeOrganisation{
			Linked: c.linked(k), ProgrammeID: id, Ordinal: i + 1, Role: involved.Role,
			OrganisationID: c.find("organisation", at.to("organisations").item(i).to("organisation"), involved.Organisation),
		})
	}
	p.recordTargets(c, id, k)
	c.themes(at.to("themes"), id, k, p.Themes)
	c.code(id, k, p.Codes)
	c.cite(id, k, p.Citations)
}
