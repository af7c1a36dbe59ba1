package tracker_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// instance is one case of the matrix: somebody who asks for a mutation.
type instance struct {
	mutation string
	role     record.Role // of programme A; a reader where empty
	kept     string      // by programme a or b, or by none where empty
	own      bool
	account  uuid.UUID
	subject  string // the reference of a recommendation to the council
	followUp tracker.Ref
	action   tracker.Ref
}

// mayAsk is what the table says of a case.
func (c instance) mayAsk(rule tracker.Rule) bool {
	reach, may := rule.May[c.role]
	here := c.kept == "a" || reach.Programmes == tracker.Everywhere || c.kept == "" && reach.Programmes == tracker.TheirsAndNobodys
	return may && here && (reach.Whose == tracker.Anybodys || c.own == (reach.Whose == tracker.TheirOwn))
}

func (c instance) String() string {
	return fmt.Sprintf("%s by a %s, of a record kept by %q, own %t", c.mutation, c.role, c.kept, c.own)
}

// attempts ask for each mutation. Those that keep records, and have no attempt here, have no rule in the code: theirs is the database's, and is walked there.
var attempts = map[string]func(house, instance) error{
	"submitFollowUp": func(h house, c instance) error {
		_, err := h.submits(c.account, c.subject, nil)
		return err
	},
	"resubmitFollowUp": func(h house, c instance) error {
		_, err := h.ResubmitFollowUp(h.Context(), by(c.account), tracker.FollowUpToResubmit{FollowUp: c.followUp, Version: 1})
		return err
	},
	"withdrawFollowUp": func(h house, c instance) error {
		_, err := h.WithdrawFollowUp(h.Context(), by(c.account), tracker.FollowUpToWithdraw{FollowUp: c.followUp, Version: 1})
		return err
	},
	"acceptFollowUp": func(h house, c instance) error {
		_, err := h.AcceptFollowUp(h.Context(), by(c.account), tracker.FollowUpToAccept{FollowUp: c.followUp, Version: 1})
		return err
	},
	"returnFollowUp": func(h house, c instance) error {
		_, err := h.ReturnFollowUp(h.Context(), by(c.account), tracker.FollowUpToReturn{FollowUp: c.followUp, Version: 1, Reason: text("Why?")})
		return err
	},
	"verifyFollowUp": func(h house, c instance) error {
		_, err := h.VerifyFollowUp(h.Context(), by(c.account), tracker.Verification{FollowUp: c.followUp, AsOf: day(h.T, "2024-03-01"), Reason: text("Seen.")})
		return err
	},
	"disputeFollowUp": func(h house, c instance) error {
		_, err := h.DisputeFollowUp(h.Context(), by(c.account), tracker.Dispute{FollowUp: c.followUp, AsOf: day(h.T, "2024-03-01"), Implementation: record.NotStarted})
		return err
	},
	"reopen": func(h house, c instance) error {
		_, err := h.Reopen(h.Context(), by(c.account), tracker.StatusToReopen{
			Recommendation: ref(c.subject), AsOf: day(h.T, "2024-03-01"), Implementation: record.InProgress, Reason: text("It rains in."),
		})
		return err
	},
	"downgrade": func(h house, c instance) error {
		_, err := h.Downgrade(h.Context(), by(c.account), tracker.StatusToDowngrade{
			Recommendation: ref(c.subject), AsOf: day(h.T, "2024-03-01"), Implementation: record.NotImplemented, Reason: text("It never was."),
		})
		return err
	},
	"recordPosition": func(h house, c instance) error {
		_, err := h.RecordPosition(h.Context(), by(c.account), tracker.PositionStatement{Recommendation: ref(c.subject), Addressee: ref("council"), Value: record.Noted})
		return err
	},
	"commitToAction": func(h house, c instance) error {
		_, err := h.CommitToAction(h.Context(), by(c.account), tracker.ActionToCommit{Recommendation: ref(c.subject), Owner: ref("council"), Title: text("Buy planks")})
		return err
	},
	"recordProgress": func(h house, c instance) error {
		_, err := h.RecordProgress(h.Context(), by(c.account), tracker.ProgressToRecord{Action: c.action, Version: 1, Progress: record.ActionDone})
		return err
	},
	"attachEvidence": func(h house, c instance) error {
		_, err := h.AttachEvidence(h.Context(), by(c.account), tracker.EvidenceToAttach{
			FollowUp: c.followUp, Evidence: tracker.Evidence{Kind: record.LinkEvidence, Title: text("Photograph"), Sensitivity: record.PublicThing},
		})
		return err
	},
	"attachStory": func(h house, c instance) error {
		_, err := h.AttachStory(h.Context(), by(c.account), tracker.StoryToAttach{
			Recommendation: ref(c.subject), Change: text("We cross again."), Level: record.Community, Sensitivity: record.RestrictedThing,
		})
		return err
	},
	"revealSource": func(h house, c instance) error {
		source := one[uuid.UUID](h, "select stated_by_id from record.follow_up where reference = $1", c.followUp.Reference)
		_, err := h.RevealSource(h.Context(), by(c.account), tracker.Revelation{Source: tracker.ByID(source), Reason: "It is needed."})
		return err
	},
	"erase": func(h house, c instance) error {
		said := one[uuid.UUID](h, "select id from record.follow_up where reference = $1", c.followUp.Reference)
		_, err := h.Erase(h.Context(), by(c.account), tracker.Erasure{Record: tracker.ByID(said), Reason: "It is asked for."})
		return err
	},
	"createWorkshop": func(h house, c instance) error {
		_, err := h.Create(h.Context(), by(c.account), gathering(c.kept))
		return err
	},
}

// byAuthor are the mutations of which own means that the caller submitted the follow-up.
var byAuthor = []string{"resubmitFollowUp", "withdrawFollowUp", "attachEvidence"}

func TestEveryMutationIsForWhomItsRuleSays(t *testing.T) {
	h := newVillage(t)
	rules := map[string]tracker.Rule{}
	for _, rule := range tracker.Rules() {
		rules[rule.Mutation] = rule
	}
	var cells []instance
	for _, field := range graph.NewExecutableSchema(graph.Config{}).Schema().Mutation.Fields {
		rule, ruled := rules[field.Name]
		if !ruled {
			t.Errorf("%s has no rule: say in the table who may ask for it", field.Name)
		}
		if _, asked := attempts[field.Name]; asked {
			cells = append(cells, h.cells(rule)...)
		} else if rule.Own != "" {
			t.Errorf("%s is not asked for in this test", field.Name)
		}
		delete(rules, field.Name)
	}
	for name := range rules {
		t.Errorf("the schema has no mutation %s, which there is a rule for", name)
	}
	h.prepare(cells)
	for _, c := range cells {
		rule := tracker.Rules()[slices.IndexFunc(tracker.Rules(), func(r tracker.Rule) bool { return r.Mutation == c.mutation })]
		err := attempts[c.mutation](h, c)
		may := err == nil
		if code := fault.CodeOf(err); !may && !slices.Contains([]fault.Code{fault.Forbidden, fault.Refused, fault.UnknownReference}, code) {
			t.Errorf("%s: %v", c, err)
		} else if may != c.mayAsk(rule) {
			t.Errorf("%s: done %t (%v), want %t", c, may, err, c.mayAsk(rule))
		}
	}
	if len(cells) < 300 {
		t.Errorf("only %d cases were asked", len(cells))
	}
}

// cells are the cases of a mutation, each with an account and a reference of its own.
func (h house) cells(rule tracker.Rule) (made []instance) {
	for _, role := range []record.Role{"", record.Reporter, record.Verifier, record.Editor, record.Admin} {
		for _, kept := range []string{"a", "b", ""} {
			for _, own := range []bool{true, false} {
				if own && rule.Own == "" || role == "" && (own || kept != "a") {
					continue
				}
				made = append(made, instance{
					mutation: rule.Mutation, role: role, kept: kept, own: own, account: accountOf(role, own && !slices.Contains(byAuthor, rule.Mutation)),
				})
			}
		}
	}
	return made
}

// accountOf is the account of a role: of the council where it is to be involved, else of the inspectors. A reader has none.
func accountOf(role record.Role, involved bool) uuid.UUID {
	if role == "" {
		return uuid.Nil
	}
	return uuid.NewSHA1(uuid.Nil, fmt.Append(nil, role, involved))
}

// prepare records what each case is about: a recommendation, a follow-up and an action.
func (h house) prepare(cells []instance) {
	h.Helper()
	batch := tracker.Batch{Organisations: []tracker.Organisation{{Entry: named("inspectors"), Name: text("Inspectors")}}}
	for _, role := range []record.Role{record.Reporter, record.Verifier, record.Editor, record.Admin} {
		for involved, organisation := range map[bool]string{true: "council", false: "inspectors"} {
			grant := tracker.Grant{Role: role, Programme: ref("a")}
			if role == record.Admin {
				grant.Programme = tracker.Ref{}
			}
			batch.Accounts = append(batch.Accounts, tracker.Account{
				ID: accountOf(role, involved), Name: "Somebody", Organisation: ref(organisation), Grants: []tracker.Grant{grant},
			})
		}
	}
	for i := range cells {
		c := &cells[i]
		c.subject = fmt.Sprintf("case-%d", i)
		c.followUp, c.action = ref(c.subject+"-said"), ref(c.subject+"-action")
		asked := toCouncil(c.subject)
		asked.Keeper = tracker.Ref{}
		if c.kept != "" {
			asked.Keeper = ref(c.kept)
		}
		said := h.said(c.subject, "2024-01-01", record.Implemented)
		said.Entry, said.Assurance, said.StatedBy = named(c.subject+"-said"), record.Claimed, tracker.Source{Organisation: ref("council")}
		said.Accepted = slices.Contains([]string{"verifyFollowUp", "disputeFollowUp", "reopen", "downgrade"}, c.mutation)
		batch.Recommendations = append(batch.Recommendations, asked)
		batch.FollowUps = append(batch.FollowUps, said)
		batch.Actions = append(batch.Actions, tracker.Action{
			Entry: named(c.subject + "-action"), Recommendation: ref(c.subject), Owner: ref("council"), Title: text("Buy planks"), Progress: record.ActionPlanned,
		})
	}
	h.record(batch)
	for _, c := range cells {
		author := reporterOfA
		if slices.Contains(byAuthor, c.mutation) && c.own {
			author = c.account
		}
		h.does("update record.follow_up set author_id = $1 where reference = $2", author, c.followUp.Reference)
		h.does("update record.source set author_id = $1 where id = (select stated_by_id from record.follow_up where reference = $2)", author, c.followUp.Reference)
		if c.mutation == "resubmitFollowUp" {
			h.does("insert into record.follow_up_decision (id, keeper_id, visibility, command_id, position, follow_up_id, state) select gen_random_uuid(), keeper_id, visibility, command_id, position, id, 'RETURNED' from record.follow_up where reference = $1", c.followUp.Reference)
			h.does("update record.follow_up set state = 'RETURNED' where reference = $1", c.followUp.Reference)
		}
	}
}

// does does something as the owner of the database.
func (h house) does(statement string, arguments ...any) {
	h.Helper()
	if _, err := h.owner.Exec(h.Context(), statement, arguments...); err != nil {
		h.Fatal(err)
	}
}
