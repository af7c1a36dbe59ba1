package tracker_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// news are the records that changed since the phone last asked, tombstones with a cross.
func (p *phone) news() (changed []string) {
	p.Helper()
	for more := true; more; {
		page := p.page()
		for _, edge := range page.Changes.Edges {
			mark := ""
			if edge.Node.Removed {
				mark = "†"
			}
			changed = append(changed, mark+strings.ToLower(edge.Node.RecordKind)+" "+p.referenceOf(edge.Node.RecordID))
		}
		if p.cursor = page.Changes.PageInfo.EndCursor; !page.Changes.PageInfo.HasNextPage {
			more = false
		}
	}
	slices.Sort(changed)
	return changed
}

// referenceOf is what the record calls a record, for the owner.
func (h house) referenceOf(publicID string) string {
	_, id, _ := strings.Cut(publicID, "_")
	noun := one[string](h, "select noun from record.entry where id = $1", id)
	if noun == "evidence" {
		return "of " + one[string](h, "select f.reference from record.evidence e join record.follow_up f on f.id = e.follow_up_id where e.id = $1", id)
	}
	return one[string](h, "select coalesce(reference, '') from record."+pgx.Identifier{noun}.Sanitize()+" where id = $1", id)
}

func (p *phone) hears(of string, want ...string) {
	p.Helper()
	if got := p.news(); !slices.Equal(got, want) {
		p.Errorf("%s: the phone hears of %q, want %q", of, got, want)
	}
}

func (h house) disclose(study string, disclosure record.Disclosure) {
	h.Helper()
	if _, err := h.Disclose(h.Context(), by(editorOfA), ref(study), disclosure); err != nil {
		h.Fatal(err)
	}
}

func (h house) decide(followUp string, state record.FollowUpState) {
	h.Helper()
	_, err := h.Decide(h.Context(), by(editorOfA), tracker.Decision{FollowUp: ref(followUp), State: state, Reason: text("So.")})
	if err != nil {
		h.Fatal(err)
	}
}

func TestWhatIsHiddenLeavesATombstoneThatSaysNothingElse(t *testing.T) {
	h := newVillage(t)
	everybody := h.newPhone(nil)
	everybody.catchUp()
	h.record(hidden(h))
	everybody.hears("an announced study", "study wells")
	h.disclose("wells", record.Private)
	everybody.hears("a study that is private again", "†study wells")
	h.disclose("wells", record.Open)
	everybody.hears("a study that is open", "follow_up said", "recommendation find-water", "study wells")
	h.decide("said", record.FollowUpReturned)
	everybody.hears("a follow-up that was returned", "recommendation find-water", "†follow_up said")
	h.disclose("wells", record.Private)
	everybody.hears("the study once more", "†recommendation find-water", "†study wells")
	late := h.newPhone(nil)
	late.catchUp()
	for _, id := range []string{"std_", "rec_", "fup_"} {
		found := slices.ContainsFunc(h.ids("select case e.noun when 'study' then 'std_' when 'recommendation' then 'rec_' else 'fup_' end || c.record_id from record.change c join record.entry e on e.id = c.record_id where not c.shows"),
			func(hidden string) bool { return strings.HasPrefix(hidden, id) && late.met[hidden] })
		if !found {
			t.Errorf("whoever comes later hears nothing of the %s that could be seen before", id)
		}
	}
	late.holds()
	h.healthy()
}

func TestWhatWasNeverSeenIsNotHintedAt(t *testing.T) {
	h := newVillage(t)
	everybody, account := h.newPhone(nil), h.newDeskReader(editorOfB)
	everybody.catchUp()
	everybody.pull() // nothing, and so the place that the list has come to
	for account.pull() {
	}
	before, met := *everybody.cursor, len(account.seen)
	submitted := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
	submitted.Entry, submitted.Accepted = named("unread"), false
	study := tracker.Study{
		Entry: named("inner"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyDrafted, Disclosure: record.Private,
	}
	draft := toCouncil("draft")
	draft.Stage = record.Draft
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{submitted}})
	h.record(tracker.Batch{Studies: []tracker.Study{study}, Recommendations: []tracker.Recommendation{draft}})
	h.decide("unread", record.FollowUpReturned)
	everybody.hears("what is at the desk alone")
	if *everybody.cursor != before {
		t.Error("the cursor of an empty page tells that something happened at the desk")
	}
	for account.pull() {
	}
	if len(account.seen) != met {
		t.Errorf("an account of another programme hears of %d changes at the desk", len(account.seen)-met)
	}
	keeper := h.newDeskReader(editorOfA)
	keeper.holds()
	if !keeper.met[one[string](h, "select id::text from record.follow_up where reference = 'unread'")] {
		t.Error("those who keep a follow-up do not hear of it")
	}
	h.healthy()
}

func TestNoCursorTellsAPlaceInTheLedger(t *testing.T) {
	h := newVillage(t)
	p := h.newPhone(nil)
	p.catchUp()
	p.pull()
	positions := h.ids("select position::text from record.audit_entry")
	for cursor := range p.delivered {
		sealed, err := base64.RawURLEncoding.DecodeString(cursor)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.SplitN(string(sealed[:len(sealed)-16]), "|", 3)
		if slices.Contains(positions, parts[2]) || len(parts[2]) < 17 {
			t.Errorf("a cursor tells its place: %q", parts[2])
		}
	}
}

func TestACursorThatCannotBeGoneOnFromIsRefused(t *testing.T) {
	h := newVillage(t)
	p := h.newPhone(nil)
	p.catchUp()
	h.record(gathering("a"))
	cursor := *p.cursor
	refused := func(what string, variables map[string]any, code fault.Code) {
		t.Helper()
		data, faults := h.ask(p.planner, syncing, variables)
		if len(faults) == 0 || faults[0].Code != code || faults[0].Argument != "changes.after" || data != nil {
			t.Errorf("%s: %s, %v; want %s", what, data, faults, code)
		}
	}
	refused("altered", map[string]any{"after": "A" + cursor[1:]}, fault.BadCursor)
	refused("cut short", map[string]any{"after": cursor[:len(cursor)-4]}, fault.BadCursor)
	refused("of another filter", map[string]any{"after": cursor, "filter": map[string]any{"kinds": []any{"STUDY"}}}, fault.BadCursor)
	if _, err := h.owner.Exec(t.Context(), "update record.ledger_head set horizon = position"); err != nil {
		t.Fatal(err)
	}
	refused("of before the horizon", map[string]any{"after": cursor}, fault.CursorExpired)
	if fresh := h.newPhone(nil); fresh.catchUp() == 0 {
		t.Error("nobody can begin any more")
	}
	if _, err := h.owner.Exec(t.Context(), "update record.ledger_head set horizon = 0, position = 1"); err != nil {
		t.Fatal(err)
	}
	refused("of a ledger that was put back", map[string]any{"after": cursor}, fault.ResyncRequired)
}

func TestGrantsTellAudiencesApart(t *testing.T) {
	h := newVillage(t)
	audience := func(account uuid.UUID) (audience string) {
		h.readingAs(account, func(tx pgx.Tx) {
			if err := tx.QueryRow(t.Context(), "select suivi.audience()").Scan(&audience); err != nil {
				t.Fatal(err)
			}
		})
		return audience
	}
	before := audience(editorOfA)
	if audience(editorOfB) == before || audience(byAdministrator.Account) == before {
		t.Error("those who see different things are one audience")
	}
	if audience(reporterOfA) != before {
		t.Error("those who see the same are two audiences")
	}
	h.record(tracker.Batch{Grants: []tracker.Grant{{Account: editorOfA, Role: record.Reporter, Programme: ref("b")}}})
	if audience(editorOfA) == before {
		t.Error("a changed grant makes no other audience")
	}
}

// sealed carries out statements as one command.
func (h house) sealed(touched []string, statements ...string) {
	h.Helper()
	err := pgx.BeginFunc(h.Context(), h.owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(h.Context(), "select set_config('suivi.account', $1, true)", byAdministrator.Account.String()); err != nil {
			return err
		}
		command := uuid.NewString()
		for _, statement := range statements {
			if _, err := tx.Exec(h.Context(), strings.ReplaceAll(statement, "{command}", "'"+command+"'::uuid")); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		_, err := tx.Exec(h.Context(), "select record.seal($1, 'TEST', null, null, $2)", command, touched)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
}

func TestARecordChangesWithWhatItIsShownWith(t *testing.T) {
	h := newVillage(t)
	gathered := tracker.Workshop{Entry: named("gathered"), Kind: record.Exchange, State: record.WorkshopHeld, Series: ref("row"), Ordinal: 1}
	asks := toCouncil("with-all")
	asks.Places, asks.Programmes, asks.Findings = []tracker.Ref{ref("village")}, []tracker.Ref{ref("a")}, nil
	asks.Citations = []tracker.Citation{{Document: "D", Basis: record.Stated}}
	study := tracker.Study{
		Entry: named("enquiry"), Keeper: ref("a"), Series: ref("set"), Kind: record.NeedsStudy, Stage: record.StudyValidated, Disclosure: record.Open,
		Reported: []tracker.ReportedCount{{Measure: record.InterviewsReported, Quantity: record.Quantity{Kind: record.Exact, Value: &thirty}}},
	}
	h.record(tracker.Batch{
		StudySeries:     []tracker.StudySeries{{Entry: named("set"), Title: text("S"), Rule: record.NoRule}},
		WorkshopSeries:  []tracker.WorkshopSeries{{Entry: named("row"), Title: text("R")}},
		Workshops:       []tracker.Workshop{gathered},
		Studies:         []tracker.Study{study},
		Recommendations: []tracker.Recommendation{asks},
	})
	everybody := h.newPhone(nil)
	everybody.catchUp()

	h.record(tracker.Batch{Positions: []tracker.PositionStatement{{Recommendation: ref("with-all"), Addressee: ref("council"), Value: record.Noted}}})
	everybody.hears("a position", "recommendation with-all")
	h.record(tracker.Batch{Repetitions: []tracker.Repetition{{Recommendation: ref("with-all"), Workshop: ref("gathered")}}})
	everybody.hears("a repetition", "recommendation with-all")
	earlier := h.said("with-all", "2020-01-01", record.NotStarted)
	earlier.Entry = named("earlier")
	latest := h.said("with-all", "2023-01-01", record.InProgress)
	latest.Entry = named("latest")
	latest.Evidence = []tracker.Evidence{{Kind: record.MinutesEvidence, Title: text("M"), Sensitivity: record.PublicThing}}
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{latest}})
	everybody.hears("a follow-up", "evidence of latest", "follow_up latest", "recommendation with-all")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{earlier}})
	everybody.hears("a voice of before", "follow_up earlier", "recommendation with-all")
	h.record(tracker.Batch{Validations: []tracker.Validation{{Study: ref("enquiry"), Workshop: ref("gathered"), Outcome: record.SentBack}}})
	everybody.hears("a validation", "study enquiry", "workshop gathered")
	h.record(tracker.Batch{Findings: []tracker.Finding{{Entry: named("fact"), Kind: record.Need, Text: text("F"), Studies: []tracker.Ref{ref("enquiry")}}}})
	everybody.hears("a finding", "finding fact", "study enquiry")
	next := gathered
	next.Entry, next.Ordinal, next.BasedOn, next.RespondsTo = named("next"), 3, []tracker.Ground{{Study: ref("enquiry")}}, []tracker.Ref{ref("fact")}
	h.record(tracker.Batch{Workshops: []tracker.Workshop{next}})
	everybody.hears("the next in a series", "finding fact", "study enquiry", "workshop gathered", "workshop next")
	h.disclose("enquiry", record.Private)
	everybody.hears("a study hidden, and what named it", "study_series set", "workshop gathered", "workshop next", "†finding fact", "†study enquiry")
	h.disclose("enquiry", record.Open)
	everybody.hears("a study shown", "finding fact", "study enquiry", "study_series set", "workshop gathered", "workshop next")

	h.sealed([]string{"recommendation_programme"}, "update record.recommendation_programme set ended_by = {command} where ended_by is null")
	everybody.hears("a link that was ended", "recommendation with-all")
	h.sealed([]string{"citation"}, `insert into record.citation (id, visibility, command_id, record_id, ordinal, document, basis)
		select gen_random_uuid(), 'OPEN', {command}, c.id, 1, 'D', 'STATED' from record.reported_count c`)
	everybody.hears("a citation of a figure of a study", "study enquiry")
	h.sealed([]string{"organisation"}, "update record.organisation set valid_from = '1999-01-01', version = version + 1, command_id = {command}, position = null where reference = 'council'")
	everybody.hears("an organisation that is asked", "organisation council", "recommendation mend-the-bridge", "recommendation with-all")
	h.healthy()
}

// What hangs on no record that the feed tells of, or shows nothing of itself.
var bearsNothing = []string{
	"account", "account_grant", "account_identity", "token", "evidence_file", "follow_up_decision", "shown_otherwise", "source", "audit_entry",
	"confidential_source", "intervention", "revision", "input_salt", "audit_line",
}

func TestEveryTableSaysWhatItIsShownWith(t *testing.T) {
	h := newHouse(t)
	for _, table := range h.column(`select c.table_name from information_schema.columns c where c.table_schema = 'record' and c.column_name = 'command_id'
		and record.bearers(c.table_name::text) is null and not c.table_name = any (record.public_nouns())`) {
		if !slices.Contains(bearsNothing, table) {
			t.Errorf("%s: which record changes with it?", table)
		}
	}
}

func TestWhoFollowsAPartHearsOfWhatLeavesIt(t *testing.T) {
	h := newVillage(t)
	asks := toCouncil("ours")
	asks.Places, asks.Programmes = []tracker.Ref{ref("village")}, []tracker.Ref{ref("b")}
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{asks}})
	h.record(hidden(h))
	part := h.newPhone(map[string]any{"programme": map[string]any{"reference": []any{"b"}}})
	part.hears("the part", "programme b", "recommendation ours")
	there := h.newPhone(map[string]any{"place": map[string]any{"within": map[string]any{"reference": "land"}}, "kinds": []any{"RECOMMENDATION", "STUDY"}})
	there.hears("the place", "recommendation ours", "study wells")

	said := h.said("ours", "2023-01-01", record.InProgress)
	said.Entry = named("said-of-ours")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said("mend-the-bridge", "2023-01-01", record.InProgress), said}})
	part.hears("a follow-up", "follow_up said-of-ours", "recommendation ours")
	h.disclose("wells", record.Private)
	part.hears("a removal, whatever it was of", "†study wells")
	there.hears("a removal", "recommendation ours", "†study wells")
	h.sealed([]string{"recommendation_programme"}, "update record.recommendation_programme set ended_by = {command} where ended_by is null")
	part.hears("what leaves the part", "recommendation ours")
	h.healthy()
}
