package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// StudySeries is a series of sibling studies to record. Everybody may see it.
type StudySeries struct {
	Entry
	Keeper    Ref // the programme that keeps the record; administrators alone where none
	Title     record.Text
	Rule      record.SeriesRule
	Programme Ref // the programme that it belongs to
}

func (s StudySeries) check(at path) error {
	return cmp.Or(s.Entry.check(at), checkSomeText(at.to("title"), s.Title))
}

func (s StudySeries) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), s.Keeper), record.VisibilityOpen}
	id := c.begin("study_series", s.Entry)
	add(c, record.StudySeries{
		Kept: c.kept(id, k), Reference: orNil(s.Reference), Title: s.Title, Rule: s.Rule,
		ProgrammeID: c.findAny("programme", at.to("programme"), s.Programme),
	})
	c.cite(id, k, s.Citations)
}

const seriesRule = "The studies of this series are opened or published once all of them are validated, and not before."

// awaitSeries fails the command where a study is opened or published while its series still waits for another one. The database holds the
// same rule, for two commands that run at once and for studies that the account may not see.
func (c *command) awaitSeries(at path, study uuid.UUID) {
	if c.err != nil {
		return
	}
	var series []uuid.UUID
	c.fail(c.tx.Table("study").Where("id = ? and series_id is not null", study).Pluck("series_id", &series).Error)
	var waits, waiting int64
	c.fail(c.tx.Table("study_series").Where("id in ? and rule = ?", series, record.AllValidated).Count(&waits).Error)
	c.fail(c.tx.Table("study").Where("series_id in ? and stage not in ?", series, []record.StudyStage{record.StudyValidated, record.StudyPublished}).
		Count(&waiting).Error)
	if waits > 0 && waiting > 0 {
		c.fail(fault.About(string(at), fault.Refused, seriesRule))
	}
}
