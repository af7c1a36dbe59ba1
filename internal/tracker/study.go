package tracker

import (
	"cmp"
	"context"

	"gorm.io/gorm"

	"github.com/suivi-project/suivi/internal/record"
)

// Study is a study to record. Its disclosure decides who may see it and what it recommends.
type Study struct {
	Entry
	Keeper       Ref // the programme that keeps the record; administrators alone where none
	Title        record.Text
	Kind         record.StudyKind
	Aims         record.Text
	Stage        record.StudyStage
	Disclosure   record.Disclosure
	Programme    Ref // the programme that it belongs to
	Coordinator  Ref // the organisation that coordinates it
	Commissioner Ref // the organisation that asked for it
	Experts      []Source
	Places       []Ref // the places that it is about
}

func (s Study) check(at path) error {
	return cmp.Or(
		s.Entry.check(at),
		checkText(at.to("title"), s.Title),
		checkText(at.to("aims"), s.Aims),
		checkEach(at.to("experts"), s.Experts),
	)
}

func (s Study) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), s.Keeper), record.VisibilityDesk}
	id := c.begin("study", s.Entry)
	c.studies = append(c.studies, id)
	add(c, record.Study{
		Kept: c.kept(id, k), Reference: orNil(s.Reference), Title: s.Title, Kind: s.Kind, Aims: s.Aims, Stage: s.Stage, Disclosure: s.Disclosure,
		ProgrammeID:    c.findAny("programme", at.to("programme"), s.Programme),
		CoordinatorID:  c.findAny("organisation", at.to("coordinator"), s.Coordinator),
		CommissionerID: c.findAny("organisation", at.to("commissioner"), s.Commissioner),
	})
	for i, expert := range s.Experts {
		source := c.source(at.to("experts").item(i), k, expert)
		add(c, record.StudyExpert{Linked: c.linked(k), StudyID: id, SourceID: source})
	}
	for i, place := range s.Places {
		add(c, record.StudyPlace{Linked: c.linked(k), StudyID: id, PlaceID: c.find("place", at.to("places").item(i), place)})
	}
	c.cite(id, k, s.Citations)
}

// Disclose changes how much of a study the public may see, and with it what may be seen of all that hangs on it. It needs an account that
// edits the programme that keeps the study (FORBIDDEN), and answers UNKNOWN_REFERENCE where there is no such study.
func (t *Tracker) Disclose(ctx context.Context, request Request, study Ref, disclosure record.Disclosure) (Receipt, error) {
	input := struct {
		Study      Ref
		Disclosure record.Disclosure
	}{study, disclosure}
	return t.run(ctx, request, "DISCLOSE", input, func(c *command) {
		id := c.find("study", "study", study)
		c.change("study", "study", id, map[string]any{"disclosure": disclosure})
		c.studies = append(c.studies, id)
	})
}

// change writes new values into the row of a record.
func (c *command) change(table string, at path, id any, values map[string]any) {
	if c.err != nil {
		return
	}
	values["version"] = gorm.Expr("version + 1")
	values["command_id"] = c.id
	values["position"] = nil // until it is sealed again
	changed := c.tx.Table(table).Where("id = ?", id).Updates(values)
	c.fail(changed.Error)
	if c.err == nil && changed.RowsAffected == 0 {
		c.fail(forbidden(at))
	}
	c.touched[table] = true
}
