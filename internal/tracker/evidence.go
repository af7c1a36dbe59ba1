package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Evidence is what supports a follow-up. It is kept with it, and seen where it is unless it is sensitive.
type Evidence struct {
	ID          uuid.UUID // made from the request where zero
	Kind        record.EvidenceKind
	Title       record.Text
	URL         string       // not on the web where empty
	DatedOn     *record.Date // the day that it bears; none where nil
	File        Ref          // the file that it is, which the same account has sent in; none where it is no file here
	Sensitivity record.Sensitivity
	Citations   []Citation
}

func (e Evidence) check(at path) error {
	return cmp.Or(
		checkSomeText(at.to("title"), e.Title),
		checkAddress(at.to("url"), e.URL),
		checkEach(at.to("citations"), e.Citations),
	)
}

func (f FollowUp) recordEvidence(c *command, at path, id uuid.UUID, k keeping) {
	for i, evidence := range f.Evidence {
		c.notFuture(at.item(i).to("datedOn"), evidence.DatedOn)
		evidenceID := c.begin("evidence", Entry{ID: evidence.ID})
		add(c, record.Evidence{
			Kept: c.kept(evidenceID, k), FollowUpID: id, Kind: evidence.Kind, Title: evidence.Title, URL: orNil(evidence.URL),
			DatedOn: evidence.DatedOn, FileID: c.findFile(at.item(i).to("file"), evidence.File), Sensitivity: evidence.Sensitivity,
		})
		c.cite(evidenceID, k, evidence.Citations)
	}
}
