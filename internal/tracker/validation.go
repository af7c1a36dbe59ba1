package tracker

import (
	"cmp"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Validation is a study that was put to a workshop, to record, and what the workshop made of it. It is kept with the study, and seen where
// the study is.
type Validation struct {
	Study      Ref
	Workshop   Ref
	Outcome    record.ValidationOutcome
	Amendments record.Text
	Citations  []Citation
}

func (v Validation) check(at path) error {
	return cmp.Or(checkText(at.to("amendments"), v.Amendments), checkEach(at.to("citations"), v.Citations))
}

func (v Validation) record(c *command, at path) {
	study := c.find("study", at.to("study"), v.Study)
	workshop := c.find("workshop", at.to("workshop"), v.Workshop)
	if c.err != nil {
		return
	}
	var found record.Study
	c.fail(c.tx.Select("keeper_id", "stage").Where("id = ?", study).Take(&found).Error)
	if found.Stage == record.StudyPublished {
		c.fail(fault.About(string(at.to("study")), fault.Refused, "The study is published: what a workshop makes of it comes before."))
	}
	c.studies = append(c.studies, study)
	k := keeping{found.KeeperID, record.VisibilityDesk}
	id := c.newID()
	add(c, record.Validation{Kept: c.kept(id, k), StudyID: study, WorkshopID: workshop, Outcome: v.Outcome, Amendments: v.Amendments})
	c.cite(id, k, v.Citations)
}
