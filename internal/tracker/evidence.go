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

// record writes a piece of evidence, and answers with its id.
func (e Evidence) record(c *command, at path, followUp uuid.UUID, k keeping) uuid.UUID {
	c.notFuture(at.to("datedOn"), e.DatedOn)
	id := c.begin("evidence", Entry{ID: e.ID})
	add(c, record.Evidence{
		Kept: c.kept(id, k), FollowUpID: followUp, Kind: e.Kind, Title: e.Title, URL: orNil(e.URL),
		DatedOn: e.DatedOn, FileID: c.findFile(at.to("file"), e.File), Sensitivity: e.Sensitivity, AuthorID: c.author,
	})
	c.cite(id, k, e.Citations)
	return id
}
