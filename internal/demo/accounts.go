package demo

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// Account is an account of the demo record, for trying what a role may see and do. Nobody in the documents is meant by it.
type Account struct {
	Role string // reporter, verifier, editor or admin
	ID   uuid.UUID
}

// Accounts are the accounts of the demo record: one for each role.
func Accounts() []Account {
	var made []Account
	for _, role := range []string{"reporter", "verifier", "editor", "admin"} {
		made = append(made, Account{role, idOf("account", role)})
	}
	return made
}

// accounts are of a programme whose open study counts recommendations that nobody has printed yet, so that there is something to write; and of
// one that keeps what the public does not see, so that there is something to see. The reporter speaks for the government that most
// recommendations are addressed to.
func accounts() tracker.Batch {
	in := func(role record.Role, programmes ...string) (grants []tracker.Grant) {
		for _, programme := range programmes {
			grants = append(grants, tracker.Grant{Role: role, Programme: the(programme)})
		}
		return grants
	}
	const written, waiting = "security-governance-north-centre", "impunity-access-to-justice"
	return tracker.Batch{Accounts: []tracker.Account{
		{ID: idOf("account", "reporter"), Name: "Demo reporter for the Government of Mali", Organisation: the("government-of-mali"), Grants: in(record.Reporter, written)},
		{ID: idOf("account", "verifier"), Name: "Demo verifier", Grants: in(record.Verifier, written, waiting)},
		{ID: idOf("account", "editor"), Name: "Demo editor", Grants: in(record.Editor, written, waiting)},
		{ID: idOf("account", "admin"), Name: "Demo administrator", Grants: []tracker.Grant{{Role: record.Admin}}},
	}}
}
