// Package demo is the demo record: what five public documents and the public reviews of two States hold of studies, workshops and
// recommendations on the security sector in Mali and Niger.
//
// It is loaded by commands of the tracker, as any record is. Facts and figures are those of the documents, the words are ours: English is
// what we wrote, French is translated by a machine and says so. What a document does not say is left out, or unknown; what we concluded
// is cited as inferred, with a note. Texts of recommendations are summaries.
//
// Every document has a file here, named for the programme or the body that it tells of.
package demo

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/tracker"
)

// Load loads the demo record, in the name of the first administrator, who must be there. It does nothing where all is loaded, and goes
// on where it was interrupted. A house that holds an older demo record refuses (REFUSED): start from an empty one.
func Load(ctx context.Context, database *postgres.Database) (err error) {
	defer fault.Wrap(&err, "load the demo record")
	suivi := tracker.New(database)
	for _, chapter := range chapters() {
		request := tracker.Request{Account: postgres.FirstAdministrator, ID: idOf("request", chapter.name)}
		if _, err := suivi.Record(ctx, request, chapter.batch); err != nil {
			return err
		}
	}
	return nil
}

// chapter is what one command loads.
type chapter struct {
	name  string
	batch tracker.Batch
}

// chapters are in the order in which they name each other.
func chapters() []chapter {
	return []chapter{
		{"places", places()},
		{"organisations", organisations()},
		{"themes", themes()},
		{"security-for-all", securityForAll()},
		{"women-security-segou", womenSecuritySegou()},
		{"imrap", imrap()},
		{"dcaf", dcaf()},
		{"scg", scg()},
		{"upr-mali", reviewOfMali()},
		{"hrc-niger", reviewOfNiger()},
		{"accounts", accounts()},
	}
}

// space is the namespace of the demo record's ids: they are the same in every house.
var space = uuid.MustParse("0f6f1f0e-5b0a-5d6c-8f43-3c1a9d2e7b90")

func idOf(noun, reference string) uuid.UUID {
	return uuid.NewSHA1(space, []byte(noun+"/"+reference))
}
