package tracker

import (
	"fmt"
	"strings"

	"github.com/suivi-project/suivi/internal/record"
)

const rulesHead = `# Who may do what

Every mutation, and who may ask for it. A *reader* is whoever asks without an account, and may ask for none of them. The other roles are granted to accounts, in a
programme each; an administrator's is for everywhere. An account may have several roles, and may do what any of them lets it do.

- A **reporter** speaks for an organisation. What they submit is theirs to mend until it is accepted.
- An **editor** keeps the records of their programmes.
- A **verifier** accepts, returns, verifies and contests, and never what their own organisation has a part in.
- An **administrator** keeps everything.

What PostgreSQL holds of this whatever the code does is in the policies of the tables: a test goes past the code with SQL of its own.

This page is made from the table in internal/tracker/rule_table.go: change it there, then run ` + "`go generate ./internal/tracker`" + `.

| mutation | reporter | verifier | editor | administrator | "their own" means |
|---|---|---|---|---|---|
`

// RulesPage is the table of who may do what.
func RulesPage() string {
	var page strings.Builder
	page.WriteString(rulesHead)
	for _, rule := range Rules() {
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s | %s | %s |\n", rule.Mutation, rule.told(record.Reporter), rule.told(record.Verifier),
			rule.told(record.Editor), rule.told(record.Admin), rule.Own)
	}
	return page.String()
}

// told is what a rule lets a role do, in words.
func (r Rule) told(role record.Role) string {
	reach, may := r.May[role]
	switch {
	case !may:
		return "no"
	case reach.Whose == Anybodys:
		return string(reach.Programmes)
	}
	return string(reach.Programmes) + "; " + string(reach.Whose)
}
