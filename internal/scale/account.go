package scale

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// manyProgrammes is how many programmes the account edits that edits many.
const manyProgrammes = 500

// accountsPart holds the accounts. It comes last: where it is there, all is.
func accountsPart(n int) part {
	return part{"accounts", func() tracker.Batch {
		return tracker.Batch{Accounts: []tracker.Account{
			{ID: EditorOfOne, Name: "Editor of one programme", Grants: editing(1)},
			{ID: EditorOfMany, Name: "Editor of many programmes", Grants: editing(min(manyProgrammes, programmes(n)))},
		}}
	}}
}

func editing(many int) []tracker.Grant {
	grants := make([]tracker.Grant, many)
	for i := range grants {
		grants[i] = tracker.Grant{Role: record.Editor, Programme: the(programmeReference(i))}
	}
	return grants
}
