package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// ReportedCount is a figure that a source reports of a study or a workshop. It stands beside what is recorded.
type ReportedCount struct {
	Measure       record.ReportedMeasure
	Quantity      record.Quantity
	Audiences     []record.Audience // whom it concerns
	Organisations []Ref             // the organisations that it concerns
	Citations     []Citation
}

func (r ReportedCount) check(at path) error {
	return cmp.Or(checkQuantity(at.to("quantity"), r.Quantity), checkEach(at.to("citations"), r.Citations))
}

// reported hangs figures on a study or a workshop.
func (c *command) reported(at path, id uuid.UUID, k keeping, counts []ReportedCount) {
	for i, count := range counts {
		countID := c.newID()
		add(c, record.ReportedCount{
			Kept: c.kept(countID, k), RecordID: id, Ordinal: i + 1, Measure: count.Measure, Quantity: stored(count.Quantity), Audiences: count.Audiences,
		})
		for j, organisation := range count.Organisations {
			add(c, record.ReportedCountOrganisation{
				Linked: c.linked(k), ReportedCountID: countID,
				OrganisationID: c.find("organisation", at.item(i).to("organisations").item(j), organisation),
			})
		}
		c.cite(countID, k, count.Citations)
	}
}
