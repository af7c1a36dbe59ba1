package tracker

import (
	"cmp"
	"context"

	"github.com/google/uuid"
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
	Series       Ref // the series that it belongs to
	Programme    Ref // the programme that it belongs to
	Coordinator  Ref // the organisation that coordinates it
	Commissioner Ref // the organisation that asked for it
	Experts      []Source
	Methods      []Method
	Groups       []Group // whom it consulted
	Places       []Ref   // the places that it is about
	Themes       []Ref
	Instruments  []Ref
	Reported     []ReportedCount
	Documents    []Document
	BasedOn      []Ground
}

func (s Study) check(at path) error {
	return cmp.Or(
		s.Entry.check(at),
		checkText(at.to("title"), s.Title),
		checkText(at.to("aims"), s.Aims),
		checkEach(at.to("experts"), s.Experts),
		checkEach(at.to("methods"), s.Methods),
		checkEach(at.to("groups"), s.Groups),
		checkEach(at.to("reported"), s.Reported),
		checkEach(at.to("documents"), s.Documents),
		checkEach(at.to("basedOn"), s.BasedOn),
	)
}

func (s Study) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), s.Keeper), s.firstVisibility()}
	id := c.begin("study", s.Entry)
	c.studies = append(c.studies, id)
	c.open[id] = s.Disclosure == record.Open
	add(c, record.Study{
		Kept: c.kept(id, k), Reference: orNil(s.Reference), Title: s.Title, Kind: s.Kind, Aims: s.Aims, Stage: s.Stage, Disclosure: s.Disclosure,
		SeriesID:       c.findAny("study_series", at.to("series"), s.Series),
		ProgrammeID:    c.findAny("programme", at.to("programme"), s.Programme),
		CoordinatorID:  c.findAny("organisation", at.to("coordinator"), s.Coordinator),
		CommissionerID: c.findAny("organisation", at.to("commissioner"), s.Commissioner),
	})
	s.recordParts(c, at, id, k)
	s.recordMethods(c, id, k)
	c.cite(id, k, s.Citations)
	switch {
	case s.Disclosure == record.Open:
		c.postpone(func() { c.awaitSeries(at.to("disclosure"), id) })
	case s.Stage == record.StudyPublished:
		c.postpone(func() { c.awaitSeries(at.to("stage"), id) })
	}
}

// firstVisibility is how the rows of a study are first written, so that most need not be written again: the derivation at the end of the command
// decides who may see them.
func (s Study) firstVisibility() record.Visibility {
	if s.Disclosure == record.Open {
		return record.VisibilityOpen
	}
	return record.VisibilityDesk
}

func (s Study) recordParts(c *command, at path, id uuid.UUID, k keeping) {
	for i, expert := range s.Experts {
		source := c.source(at.to("experts").item(i), k, expert)
		add(c, record.StudyExpert{Linked: c.linked(k), StudyID: id, SourceID: source})
	}
	for i, place := range s.Places {
		add(c, record.StudyPlace{Linked: c.linked(k), StudyID: id, PlaceID: c.find("place", at.to("places").item(i), place)})
	}
	c.themes(at.to("themes"), id, k, s.Themes)
	c.instruments(at.to("instruments"), id, k, s.Instruments)
	c.reported(at.to("reported"), id, k, s.Reported)
	c.documents(id, k, s.Documents)
	c.basedOn(at.to("basedOn"), "study", id, k, s.BasedOn)
}

// Disclose changes how much of a study the public may see, and with it what may be seen of all that hangs on it. It needs an account that
// edits the programme that keeps the study (FORBIDDEN), and answers UNKNOWN_REFERENCE where there is no such study, and REFUSED where its
// series waits for another one.
func (t *Tracker) Disclose(ctx context.Context, request Request, study Ref, disclosure record.Disclosure) (Receipt, error) {
	input := struct {
		Study      Ref
		Disclosure record.Disclosure
	}{study, disclosure}
	return t.run(ctx, request, "DISCLOSE", input, func(c *command) {
		c.disclose("disclosure", c.find("study", "study", study), disclosure)
	})
}

func (c *command) disclose(at path, study uuid.UUID, disclosure record.Disclosure) {
	if disclosure == record.Open {
		c.awaitSeries(at, study)
	}
	c.change("study", "study", study, map[string]any{"disclosure": disclosure})
	c.studies = append(c.studies, study)
}

// change writes new values into the row of a record.
func (c *command) change(table string, at path, id uuid.UUID, values map[string]any) {
	if c.err != nil {
		return
	}
	values["version"] = gorm.Expr("version + 1")
	values["command_id"] = c.id
	values["position"] = nil // until it is sealed again
	changed := c.stillAt(c.tx.Table(table).Where("id = ?", id), id).Updates(values)
	c.fail(changed.Error)
	if c.err == nil && changed.RowsAffected == 0 {
		c.fail(forbidden(at))
	}
	c.touched[table] = true
	c.changed = append(c.changed, id)
}
