package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// part records a new recommendation that comes of another, and answers with its id. What is not said of it is as it was of the other one.
func (c *command) part(at path, part Recommendation, whole record.Recommendation, since record.Date) uuid.UUID {
	if c.err != nil {
		return uuid.Nil
	}
	learnNamed(c, whole)
	part = c.inherit(part, whole, since)
	part.ID = cmp.Or(part.ID, c.newID())
	if err := part.check(at); err != nil {
		c.fail(err)
		return uuid.Nil
	}
	part.record(c, at)
	return part.ID
}

func (c *command) inherit(part Recommendation, whole record.Recommendation, since record.Date) Recommendation {
	part.Keeper = keeperOf(whole.Kept)
	part.Stage, part.Since, part.Ending = whole.Lifecycle.Stage, &since, nil
	part.Study, part.Workshop = cmp.Or(part.Study, ByID(orZero(whole.StudyID))), cmp.Or(part.Workshop, ByID(orZero(whole.WorkshopID)))
	part.Priority = cmp.Or(part.Priority, orZero(whole.Priority))
	part.MadeOn = cmp.Or(part.MadeOn, &since)
	if part.DueOn == nil && whole.DueOn != nil && !whole.DueOn.Before(*part.MadeOn) {
		part.DueOn = whole.DueOn
	}
	if part.Addressees == nil {
		part.Addressees = c.askedBy(whole.ID)
	}
	inheritLinks(c, &part.Themes, "theme", "record_id", whole.ID, func(row record.RecordTheme) uuid.UUID { return row.ThemeID })
	inheritLinks(c, &part.Instruments, "instrument", "record_id", whole.ID, func(row record.RecordInstrument) uuid.UUID { return row.InstrumentID })
	inheritLinks(c, &part.Places, "place", "recommendation_id", whole.ID, func(row record.RecommendationPlace) uuid.UUID { return row.PlaceID })
	inheritLinks(c, &part.Programmes, "programme", "recommendation_id", whole.ID, func(row record.RecommendationProgramme) uuid.UUID { return row.ProgrammeID })
	inheritLinks(c, &part.Findings, "finding", "recommendation_id", whole.ID, func(row record.RecommendationFinding) uuid.UUID { return row.FindingID })
	return part
}

// askedBy are those whom a recommendation asks.
func (c *command) askedBy(recommendation uuid.UUID) (asked []Addressee) {
	for _, row := range there[record.Addressee](c, "ordinal, id", "recommendation_id = ? and ended_by is null", recommendation) {
		if row.OrganisationID != nil {
			c.learn("organisation", ByID(*row.OrganisationID), *row.OrganisationID)
		}
		asked = append(asked, Addressee{
			Party: Party{Label: row.Label, Audience: orZero(row.Audience), Organisation: ByID(orZero(row.OrganisationID))}, Lead: row.Lead,
		})
	}
	return asked
}

// inheritLinks takes over what a record is tied to, where nothing else is said.
func inheritLinks[Row any](c *command, into *[]Ref, noun, column string, of uuid.UUID, named func(Row) uuid.UUID) {
	if *into != nil {
		return
	}
	for _, row := range there[Row](c, "id", column+" = ? and ended_by is null", of) {
		c.learn(noun, ByID(named(row)), named(row))
		*into = append(*into, ByID(named(row)))
	}
}
