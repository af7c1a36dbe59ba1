package tracker

import (
	"strings"
	"unicode"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// standing is what the account of a command may do, by its grants, and whom it speaks for.
type standing struct {
	account      uuid.UUID
	organisation *uuid.UUID
	grants       []record.AccountGrant
}

// standing looks at the account that the command is in the name of.
func (c *command) standing() (s standing) {
	s.account = c.account
	var organisations []uuid.UUID
	c.fail(c.tx.Table("account").Where("id = ? and organisation_id is not null", c.account).Pluck("organisation_id", &organisations).Error)
	c.fail(c.tx.Table("account_grant").Select("role", "programme_id").Where("account_id = ? and ended_by is null", c.account).Scan(&s.grants).Error)
	if len(organisations) > 0 {
		s.organisation = &organisations[0]
	}
	return s
}

// reaches says whether the account has a role where a record is that a programme keeps; one that none keeps where keeper is nil.
func (s standing) reaches(role record.Role, programmes Programmes, keeper *uuid.UUID) bool {
	for _, grant := range s.grants {
		switch {
		case grant.Role != role:
		case programmes == Everywhere, keeper == nil && programmes == TheirsAndNobodys:
			return true
		case keeper != nil && grant.ProgrammeID != nil && *grant.ProgrammeID == *keeper:
			return true
		}
	}
	return false
}

// verifies says whether the account may verify what a programme keeps, or what none does.
func (s standing) verifies(keeper *uuid.UUID) bool {
	return s.reaches(record.Verifier, TheirsAndNobodys, keeper)
}

// permit fails the command where its rule does not let the account do it with what a programme keeps. own says whether it is the caller's own, as the rule means it.
func (c *command) permit(at path, mutation string, s standing, keeper *uuid.UUID, own bool) {
	if c.err != nil {
		return
	}
	rule := ruleOf(mutation)
	here := false
	for role, reach := range rule.May {
		if !s.reaches(role, reach.Programmes, keeper) {
			continue
		}
		if reach.Whose == Anybodys || own == (reach.Whose == TheirOwn) {
			return
		}
		here = true
	}
	if here {
		c.fail(fault.About(string(at), fault.Refused, "%s", rule.Otherwise))
		return
	}
	c.fail(fault.About(string(at), fault.Forbidden, "Your account has no role that lets it do that here."))
}

// kindOf is how the ledger calls a mutation: submitFollowUp is SUBMIT_FOLLOW_UP.
func kindOf(mutation string) string {
	var kind strings.Builder
	for _, letter := range mutation {
		if unicode.IsUpper(letter) {
			kind.WriteByte('_')
		}
		kind.WriteRune(unicode.ToUpper(letter))
	}
	return kind.String()
}
