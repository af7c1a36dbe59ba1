package tracker

import (
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// reportedCounts are the figures that a source reports of a study or a workshop. Each is a record with citations of its own, and is told apart by what it
// says together with those.
type reportedCounts struct{ given bool }

func (l reportedCounts) settle(c *command, of uuid.UUID) {
	if !l.given || c.err != nil {
		return
	}
	held := map[string]record.ReportedCount{}
	for _, count := range there[record.ReportedCount](c, "ordinal, id", "record_id = ? and ended_by is null", of) {
		held[c.reports(count, c.heldOf(count.ID))] = count
	}
	last := 0
	for _, count := range takeRows(c, func(row record.ReportedCount) bool { return row.RecordID == of }) {
		parts := takeParts(c, count.ID)
		says := c.reports(count, parts)
		if same, is := held[says]; is && same.Ordinal > last {
			delete(held, says)
			last = same.Ordinal
			continue
		}
		last++
		count.Ordinal = last
		add(c, count)
		parts.add(c)
	}
	for _, count := range held {
		c.change("reported_count", "reported", count.ID, map[string]any{"ended_by": c.id})
	}
}

// partsOfCount hang on a reported figure.
type partsOfCount struct {
	organisations []record.ReportedCountOrganisation
	citations     []record.Citation
}

func (c *command) heldOf(count uuid.UUID) (parts partsOfCount) {
	parts.organisations = there[record.ReportedCountOrganisation](c, "id", "reported_count_id = ? and ended_by is null", count)
	parts.citations = there[record.Citation](c, "ordinal, id", "record_id = ? and ended_by is null", count)
	return parts
}

func takeParts(c *command, count uuid.UUID) partsOfCount {
	return partsOfCount{
		takeRows(c, func(row record.ReportedCountOrganisation) bool { return row.ReportedCountID == count }),
		takeRows(c, func(row record.Citation) bool { return row.RecordID == count }),
	}
}

func (p partsOfCount) add(c *command) {
	for _, row := range p.organisations {
		add(c, row)
	}
	for _, row := range p.citations {
		add(c, row)
	}
}

// reports is what a figure says.
func (c *command) reports(count record.ReportedCount, parts partsOfCount) string {
	organisations := make([]string, len(parts.organisations))
	for i, row := range parts.organisations {
		organisations[i] = row.OrganisationID.String()
	}
	slices.Sort(organisations)
	citations := make([]Citation, len(parts.citations))
	for i, row := range parts.citations {
		citations[i] = Citation{row.Document, orZero(row.Locator), row.Basis, row.Note}
	}
	encoded, err := json.Marshal([]any{count.Measure, count.Quantity, append(record.Audiences{}, count.Audiences...), organisations, citations})
	c.fail(err)
	return string(encoded)
}
