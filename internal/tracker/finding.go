package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Finding is a finding to record. Everybody may see it once a study that shows it is open, or where a workshop shows it.
type Finding struct {
	Entry
	Keeper    Ref // the programme that keeps the record; administrators alone where none
	Kind      record.FindingKind
	Number    int // its number in its source; none where 0
	Text      record.Text
	Studies   []Ref // the studies that showed it
	Workshops []Ref // the workshops that showed it
}

func (f Finding) check(at path) error {
	if f.Number < 0 {
		return fault.About(string(at.to("number")), fault.BadArgument, "Numbers count from 1.")
	}
	return cmp.Or(f.Entry.check(at), checkSomeText(at.to("text"), f.Text))
}

func (f Finding) record(c *command, at path) {
	k := keeping{c.findAny("programme", at.to("keeper"), f.Keeper), record.VisibilityDesk}
	id := c.begin("finding", f.Entry)
	c.others = append(c.others, id)
	add(c, record.Finding{Kept: c.kept(id, k), Reference: orNil(f.Reference), Kind: f.Kind, Number: orNil(f.Number), Text: f.Text})
	for i, ref := range f.Studies {
		study := c.find("study", at.to("studies").item(i), ref)
		c.studies = append(c.studies, study)
		add(c, record.FindingStudy{Linked: c.linked(k), FindingID: id, StudyID: study})
	}
	for i, workshop := range f.Workshops {
		add(c, record.FindingWorkshop{
			Linked: c.linked(keeping{k.keeper, record.VisibilityOpen}), FindingID: id,
			WorkshopID: c.find("workshop", at.to("workshops").item(i), workshop),
		})
	}
	c.cite(id, k, f.Citations)
}

// respondTo says at the end of the batch which findings a workshop responds to. It is seen where the finding is.
func (c *command) respondTo(at path, workshop uuid.UUID, k keeping, findings []Ref) {
	k.visibility = record.VisibilityDesk
	c.postpone(func() {
		for i, ref := range findings {
			finding := c.find("finding", at.item(i), ref)
			c.others = append(c.others, finding)
			c.studies = append(c.studies, c.sourcesOf(finding)...)
			add(c, record.WorkshopResponse{Linked: c.linked(k), WorkshopID: workshop, FindingID: finding})
		}
	})
}

// sourcesOf are the studies that showed a finding.
func (c *command) sourcesOf(finding uuid.UUID) (studies []uuid.UUID) {
	if c.err == nil {
		c.fail(c.tx.Table("finding_study").Where("finding_id = ? and ended_by is null", finding).Pluck("study_id", &studies).Error)
	}
	return studies
}
