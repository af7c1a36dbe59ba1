package tracker

import (
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// ReviseAccount says what is to be different of an account. Administrators alone revise accounts. One that is disabled lets nobody in, and what it did
// stays.
type ReviseAccount struct {
	Account      uuid.UUID
	Version      int
	Name         Patch[string]
	Organisation Patch[Ref]
	Disabled     Patch[bool]
}

func (ReviseAccount) noun() string { return "account" }

func (r ReviseAccount) revise(c *command) {
	id := c.seize("account", "", ByID(c.findAccount("account", r.Account)), r.Version)
	if c.err != nil {
		return
	}
	was := one[record.Account](c, id)
	learnNamed(c, was)
	next := Account{Name: r.Name.or(was.Name), Organisation: orNamed(r.Organisation, was.OrganisationID)}
	c.fail(next.check(""))
	if r.Disabled.Value && id == c.account {
		c.fail(fault.About("disabled", fault.Refused, "Nobody disables the account that they are signed in with: ask another administrator."))
	}
	values := map[string]any{
		"name": next.Name, "organisation_id": c.findAny("organisation", "organisation", next.Organisation), "disabled": r.Disabled.or(was.Disabled),
	}
	c.change("account", "account", id, values)
}

// EndGrant ends a role that an account has in a programme, or an administrator's everywhere. Administrators alone do that, and not to themselves.
func (t *Tracker) EndGrant(ctx context.Context, request Request, grant Grant) (Receipt, error) {
	if err := grant.check(""); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, "END_GRANT", grant, func(c *command) {
		id := c.findAccount("account", grant.Account)
		programme := c.findAny("programme", "programme", grant.Programme)
		if c.err != nil {
			return
		}
		c.about = id
		if id == c.account && grant.Role == record.Admin {
			c.fail(fault.About("account", fault.Refused, "No administrator ends their own grant: ask another administrator."))
		}
		held := there[record.AccountGrant](c, "id", "account_id = ? and role = ? and programme_id is not distinct from ? and ended_by is null", id, grant.Role, programme)
		if c.err == nil && len(held) == 0 {
			c.fail(fault.About("role", fault.UnknownReference, "The account has no such role there."))
		}
		c.end("account_grant", tableOf[record.AccountGrant](c).ids(held))
	})
}
