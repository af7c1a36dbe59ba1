package tracker

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Account is who signs in, or a machine that does. Administrators alone make accounts.
type Account struct {
	ID           uuid.UUID // made from the request where zero
	Name         string
	Organisation Ref // the organisation that it speaks for
	Grants       []Grant
}

// Grant gives an account a role in a programme; an administrator's is for everywhere and names none.
type Grant struct {
	Account   uuid.UUID // left out within an account
	Role      record.Role
	Programme Ref
}

func (a Account) check(at path) error {
	return cmp.Or(checkWords(at.to("name"), a.Name), checkEach(at.to("grants"), a.Grants))
}

func (a Account) record(c *command, at path) {
	id := c.begin("account", Entry{ID: a.ID})
	add(c, record.Account{
		Kept: c.kept(id, keeping{nil, record.VisibilityDesk}), Name: a.Name,
		OrganisationID: c.findAny("organisation", at.to("organisation"), a.Organisation),
	})
	for i, grant := range a.Grants {
		grant.Account = id
		grant.record(c, at.to("grants").item(i))
	}
}

func (g Grant) check(at path) error {
	if (g.Role == record.Admin) != (g.Programme == Ref{}) {
		return fault.About(string(at.to("programme")), fault.BadArgument,
			"The grant of an administrator is for everywhere and names no programme; every other names one.")
	}
	return nil
}

func (g Grant) record(c *command, at path) {
	add(c, record.AccountGrant{
		Linked: c.linked(keeping{nil, record.VisibilityDesk}), AccountID: c.findAccount(at.to("account"), g.Account),
		ProgrammeID: c.findAny("programme", at.to("programme"), g.Programme), Role: g.Role,
	})
}

// findAccount is find for an account, which has no reference to be named by.
func (c *command) findAccount(at path, id uuid.UUID) uuid.UUID {
	if id == uuid.Nil {
		c.fail(unknown(at, "account"))
	}
	return c.find("account", at, ByID(id))
}

// Accounts are all the accounts where an administrator asks, else the one that does, in the order of their names.
func (t *Tracker) Accounts(ctx context.Context, account uuid.UUID) (accounts []record.Account, err error) {
	err = t.look(ctx, account, func(c *command) { c.fail(c.tx.Order("name, id").Find(&accounts).Error) })
	return accounts, err
}
