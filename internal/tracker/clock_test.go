package tracker_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// everythingThen asks for all that the two clocks fix: in lists, in filters, in counts.
const everythingThen = `query Then($asOf: Date, $knownAt: DateTime) {
  recommendations(asOf: $asOf, knownAt: $knownAt, first: 100, orderBy: {field: DUE_ON}) {
    totalCount
    nodes {
      reference text textDetail { text language state } translations { language text state } madeOn dueOn
      lifecycle { stage since ending { kind reason successors { reference } } }
      status { summary implementation assurance asOf overdue derivation disagreement statedBy { organisation { reference } } voices { id implementation assurance } }
      addressees { name lead position { value statedOn } positions { value statedOn } status { summary implementation assurance asOf } }
      proposers { name } places { reference } programmes { reference } themes { reference } instruments { reference }
      findings { totalCount nodes { reference } } wordings { totalCount nodes { text statedOn } } actions { totalCount nodes { reference } }
      repetitions { totalCount nodes { statedOn } }
      followUps(orderBy: {field: AS_OF}) {
        totalCount nodes { id state asOf implementation assurance contests { id } addressee { name } recommendation { reference dueOn status { summary } } evidence { totalCount } }
      }
    }
  }
  unfinished: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {implementation: [NO_INFORMATION, IN_PROGRESS]}) { totalCount nodes { reference } }
  done: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {summary: [DONE_CLAIMED, DONE_VERIFIED]}) { totalCount nodes { reference } }
  disputed: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {assurance: DISPUTED}) { totalCount nodes { reference } }
  overdue: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {overdue: true}) { totalCount nodes { reference } }
  ended: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {stage: ENDED}) { totalCount nodes { reference } }
  due: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {dueBefore: "2023-01-01"}) { totalCount nodes { reference } }
  village: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {place: {within: {reference: "land"}}}) { totalCount nodes { reference } }
  theme: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {theme: {reference: "water"}}) { totalCount nodes { reference } }
  programme: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {not: {programme: {reference: "b"}}}) { totalCount nodes { reference } }
  position: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {addressee: {position: ACCEPTED}}) { totalCount nodes { reference } }
  part: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {addressee: {organisation: {reference: "road-office"}, implementation: NO_INFORMATION}}) { totalCount nodes { reference } }
  told: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {followUp: {implementation: IMPLEMENTED, state: ACCEPTED}}) { totalCount nodes { reference } }
  followUps(asOf: $asOf, knownAt: $knownAt, orderBy: {field: AS_OF}, filter: {recommendation: {not: {implementation: NOT_STARTED}}}) {
    totalCount nodes { id state recommendation { reference } }
  }
  workshop(reference: "fair") { recommendations(asOf: $asOf, knownAt: $knownAt) { totalCount nodes { reference status { summary } } } }
}`

// desk is a reader for one account, at the desk.
type desk struct {
	house
	account uuid.UUID
}

func (d desk) Read(ctx context.Context, statement postgres.Statement) (answer []byte, failed []bool, err error) {
	err = pgx.BeginFunc(ctx, d.suivi.Desk(), func(tx pgx.Tx) error {
		// What is asked a hundred times need not be planned as often.
		if _, err := tx.Exec(ctx, "select set_config('suivi.account', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)", d.account.String()); err != nil {
			return err
		}
		found := []any{&answer}
		if statement.Checks {
			found = append(found, &failed)
		}
		return tx.QueryRow(ctx, statement.SQL, statement.Args...).Scan(found...)
	})
	return answer, failed, err
}

// answering gives what answers a question for other variables.
func (h house) answering(planner *plan.Planner, text string) func(variables map[string]any) string {
	question := h.questionOf(text, nil)
	return func(variables map[string]any) string {
		h.Helper()
		question.Variables = variables
		answer := planner.Answer(h.Context(), question)
		if len(answer.Faults) > 0 {
			h.Fatalf("%v: %v", answer.Faults[0], answer.Faults[0].Cause)
		}
		return string(answer.Data)
	}
}

func clocks(asOf string, knownAt time.Time) map[string]any {
	return map[string]any{"asOf": asOf, "knownAt": knownAt.Format(time.RFC3339Nano)}
}

// newFair is a village with a workshop, a theme and a finding, for a history to happen in.
func newFair(t *testing.T) house {
	t.Helper()
	h := newVillage(t)
	h.record(tracker.Batch{
		Organisations: []tracker.Organisation{{Entry: named("ministry"), Name: text("Ministry")}},
		Themes:        []tracker.Theme{{Entry: named("water"), Name: text("Water")}, {Entry: named("roads"), Name: text("Roads")}},
		Studies: []tracker.Study{{
			Entry: named("wells"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyValidated, Disclosure: record.Open,
		}},
		Workshops: []tracker.Workshop{{
			Entry: named("fair"), Keeper: ref("a"), Kind: record.Exchange, State: record.WorkshopHeld,
		}},
		Findings: []tracker.Finding{{Entry: named("thirst"), Keeper: ref("a"), Kind: record.Need, Text: text("There is no water."), Workshops: []tracker.Ref{ref("fair")}}},
	})
	return h
}

// However a record goes on, it answers for a day and a time what it answered then: to an account whose view of it does not change, everything.
func TestListsGivenOnceAreGivenAgain(t *testing.T) {
	const seed = 20240502
	h := newFair(t)
	story := &story{house: h, Rand: rand.New(rand.NewPCG(seed, seed))} //nolint:gosec // a story, no secret
	ask := h.answering(h.plannerOver(desk{h, postgres.FirstAdministrator}), everythingThen)
	days := []string{"2021-01-01", "2023-09-30", today}
	var answers []asked
	for range 16 {
		for range 4 {
			story.goesOn()
		}
		now := one[time.Time](h, "select recorded_at from record.ledger_head")
		for _, day := range days {
			answers = append(answers, asked{day, now, ask(clocks(day, now))})
		}
		if present, then := ask(nil), answers[len(answers)-1].answer; present != then {
			t.Fatalf("today, as known now, is not the present:\n%s\n%s", then, present)
		}
	}
	different := map[string]bool{}
	for _, before := range answers {
		different[before.answer] = true
		if again := ask(clocks(before.asOf, before.knownAt)); again != before.answer {
			t.Fatalf("as of %s, known at %s, was\n%s\nand is now\n%s", before.asOf, before.knownAt, before.answer, again)
		}
	}
	if len(different) < 25 {
		t.Errorf("only %d different answers: this story tells too little", len(different))
	}
	h.healthy()
}

// A list as of a day and as known at a time says of each recommendation what its own status says of that day and time, and its filters find
// exactly those of which that is said.
func TestAListThenIsMadeOfTheStatusesThen(t *testing.T) {
	const seed = 20240503
	h := newFair(t)
	story := &story{house: h, Rand: rand.New(rand.NewPCG(seed, seed))} //nolint:gosec // a story, no secret
	var times []time.Time
	for range 40 {
		story.goesOn()
		times = append(times, one[time.Time](h, "select recorded_at from record.ledger_head"))
	}
	planner := h.plannerOver(desk{h, postgres.FirstAdministrator})
	const status = `{ summary implementation assurance asOf overdue derivation }`
	list := h.answering(planner, `query ($asOf: Date, $knownAt: DateTime) { recommendations(asOf: $asOf, knownAt: $knownAt, first: 100) { nodes { reference status `+status+` } } }`)
	all := h.answering(planner, `query ($asOf: Date, $knownAt: DateTime) { recommendations(first: 100) { nodes { reference status(asOf: $asOf, knownAt: $knownAt) `+status+` } } }`)
	matching := h.answering(planner, `query ($asOf: Date, $knownAt: DateTime, $filter: RecommendationFilter) {
		recommendations(asOf: $asOf, knownAt: $knownAt, first: 100, filter: $filter) { totalCount nodes { reference status `+status+` } } }`)
	for _, at := range times {
		when := clocks(story.day(), at)
		listed, own := statuses(t, list(when)), statuses(t, all(when))
		for reference, status := range listed {
			if status != own[reference] {
				t.Fatalf("%s, %v: the list says %v, its own status %v", reference, when, status, own[reference])
			}
		}
		for _, filter := range []map[string]any{
			{"summary": []any{"UNDER_WAY", "ENDED"}}, {"implementation": []any{string(anyImplementation(story.Rand))}}, {"assurance": []any{"DISPUTED"}}, {"overdue": true}, {"overdue": false},
		} {
			found := statuses(t, matching(map[string]any{"asOf": when["asOf"], "knownAt": when["knownAt"], "filter": filter}))
			for reference, status := range listed {
				if _, is := found[reference]; is != status.matches(filter) {
					t.Errorf("%s, %v: %v matches %v: %v", reference, when, status, filter, is)
				}
			}
			if len(found) > len(listed) {
				t.Errorf("%v finds what is not listed", filter)
			}
		}
	}
}

// saidStatus is a status as answers say it.
type saidStatus struct {
	Summary, Implementation, Assurance, AsOf, Derivation string
	Overdue                                              bool
}

func (s saidStatus) matches(filter map[string]any) bool {
	has := func(name, value string) bool {
		wanted, asked := filter[name].([]any)
		return !asked || slices.Contains(wanted, any(value))
	}
	overdue, asked := filter["overdue"].(bool)
	return has("summary", s.Summary) && has("implementation", s.Implementation) && has("assurance", s.Assurance) && (!asked || overdue == s.Overdue)
}

func statuses(t *testing.T, answer string) map[string]saidStatus {
	t.Helper()
	var read struct {
		Recommendations struct {
			Nodes []struct {
				Reference string
				Status    saidStatus
			}
		}
	}
	if err := json.Unmarshal([]byte(answer), &read); err != nil {
		t.Fatal(err)
	}
	said := map[string]saidStatus{}
	for _, node := range read.Recommendations.Nodes {
		said[node.Reference] = node.Status
	}
	return said
}

// What everybody may see is today's question, whatever the clocks say: what was open once and is hidden is not shown as of then.
func TestWhatIsHiddenTodayIsShownAtNoClock(t *testing.T) {
	h := newVillage(t)
	h.record(hidden(h))
	if _, err := h.Disclose(t.Context(), byAdministrator, ref("wells"), record.Open); err != nil {
		t.Fatal(err)
	}
	open := one[time.Time](h, "select recorded_at from record.ledger_head")
	const secrets = `query ($asOf: Date, $knownAt: DateTime) {
		recommendations(asOf: $asOf, knownAt: $knownAt) { totalCount nodes { reference followUps { totalCount } places { reference } addressees { name } } }
		followUps(asOf: $asOf, knownAt: $knownAt) { totalCount }
		asked: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {study: {}}) { totalCount }
		accepted: recommendations(asOf: $asOf, knownAt: $knownAt, filter: {addressee: {position: ACCEPTED}}) { totalCount }
	}`
	ask := h.answering(h.planner(), secrets)
	shown := ask(clocks(today, open))
	for _, word := range []string{"find-water", `"asked" : {"totalCount" : 1}`, `"accepted" : {"totalCount" : 1}`, `"followUps" : {"totalCount" : 1}`} {
		if !strings.Contains(shown, word) {
			t.Fatalf("while it is open, everybody sees %s; got %s", word, shown)
		}
	}
	for _, disclosure := range []record.Disclosure{record.Announced, record.Private} {
		if _, err := h.Disclose(t.Context(), byAdministrator, ref("wells"), disclosure); err != nil {
			t.Fatal(err)
		}
		for _, when := range []map[string]any{nil, clocks(today, open), {"knownAt": open.Format(time.RFC3339Nano)}, {"asOf": today}} {
			answer := ask(when)
			if strings.Contains(answer, "find-water") || strings.Count(answer, `{"totalCount" : 0}`) < 3 {
				t.Errorf("%s, at %v: %s", disclosure, when, answer)
			}
		}
	}
}

// A follow-up counts from when it was accepted, and one that was taken back is told to nobody, of any time.
func TestAFollowUpIsToldFromWhenItWasAccepted(t *testing.T) {
	h := newVillage(t)
	said := h.said("mend-the-bridge", "2023-01-15", record.InProgress)
	said.Entry, said.Accepted = named("said"), false
	steps := []time.Time{}
	step := func(do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, one[time.Time](h, "select recorded_at from record.ledger_head"))
	}
	decide := func(state record.FollowUpState) func() error {
		return func() error {
			_, err := h.Decide(t.Context(), byAdministrator, tracker.Decision{FollowUp: ref("said"), State: state, Reason: text("So it is.")})
			return err
		}
	}
	step(func() error { h.record(tracker.Batch{FollowUps: []tracker.FollowUp{said}}); return nil })
	step(decide(record.FollowUpReturned))
	step(decide(record.FollowUpAccepted))
	const query = `query ($asOf: Date, $knownAt: DateTime) { followUps(asOf: $asOf, knownAt: $knownAt) { nodes { reference state } } }`
	everybody, keeper := h.answering(h.planner(), query), h.answering(h.plannerOver(desk{h, reporterOfA}), query)
	check := func(ask func(map[string]any) string, when map[string]any, want string) {
		t.Helper()
		if got := ask(when); strings.Contains(got, "said") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%v: got %s, want %q", when, got, want)
		}
	}
	for i, state := range []string{"SUBMITTED", "RETURNED", "ACCEPTED"} {
		check(keeper, clocks(today, steps[i]), state)
		check(everybody, clocks(today, steps[i]), map[bool]string{true: state}[state == "ACCEPTED"])
	}
	check(everybody, clocks("2023-01-14", steps[2]), "")
	check(everybody, clocks("2023-01-15", steps[2]), "ACCEPTED")
	step(decide(record.FollowUpWithdrawn))
	check(everybody, clocks(today, steps[2]), "")
	check(keeper, clocks(today, steps[2]), "ACCEPTED")
	check(keeper, clocks(today, steps[3]), "WITHDRAWN")
}

// The time at which an answer says that something was recorded is early enough to include it, and a microsecond before is not.
func TestATimeCopiedFromAnAnswerIncludesWhatWasRecordedThen(t *testing.T) {
	h := newVillage(t)
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said("mend-the-bridge", "2023-01-15", record.InProgress)}})
	ask := h.answering(h.planner(), `query ($knownAt: DateTime) { followUps(knownAt: $knownAt) { nodes { recordedAt } } recommendations(knownAt: $knownAt) { nodes { status { summary } } } }`)
	var answer struct {
		FollowUps struct{ Nodes []struct{ RecordedAt string } }
	}
	if err := json.Unmarshal([]byte(ask(nil)), &answer); err != nil || len(answer.FollowUps.Nodes) != 1 {
		t.Fatal(answer, err)
	}
	at := answer.FollowUps.Nodes[0].RecordedAt
	recorded, err := time.Parse(time.RFC3339Nano, at)
	if err != nil || !strings.HasSuffix(at, "Z") || !recorded.Equal(one[time.Time](h, "select recorded_at from record.ledger_head")) {
		t.Errorf("recorded at %s: %v", at, err)
	}
	if then := ask(map[string]any{"knownAt": at}); then != ask(nil) || !strings.Contains(then, "UNDER_WAY") {
		t.Errorf("known at %s: %s", at, then)
	}
	if before := ask(map[string]any{"knownAt": recorded.Add(-time.Microsecond).Format(time.RFC3339Nano)}); strings.Contains(before, "recordedAt") || !strings.Contains(before, "UNKNOWN") {
		t.Errorf("known before %s: %s", at, before)
	}
}

// Pages of a list at fixed clocks hold the same records, whatever is recorded between one page and the next.
func TestPagesAtFixedClocksDoNotMove(t *testing.T) {
	const seed = 20240504
	h := newFair(t)
	story := &story{house: h, Rand: rand.New(rand.NewPCG(seed, seed))} //nolint:gosec // a story, no secret
	for range 30 {
		story.goesOn()
	}
	when := clocks("2023-09-30", one[time.Time](h, "select recorded_at from record.ledger_head"))
	const pages = `query ($asOf: Date, $knownAt: DateTime, $first: Int, $after: String) {
		recommendations(asOf: $asOf, knownAt: $knownAt, first: $first, after: $after, orderBy: {field: DUE_ON, direction: DESC}) {
			nodes { reference status { summary } } pageInfo { hasNextPage endCursor } } }`
	ask := h.answering(h.plannerOver(desk{h, postgres.FirstAdministrator}), pages)
	type page struct {
		Recommendations struct {
			Nodes    []any
			PageInfo struct {
				HasNextPage bool
				EndCursor   string
			}
		}
	}
	read := func(first int, after any) (read page) {
		t.Helper()
		variables := map[string]any{"first": first, "after": after}
		for name, value := range when {
			variables[name] = value
		}
		if err := json.Unmarshal([]byte(ask(variables)), &read); err != nil {
			t.Fatal(err)
		}
		return read
	}
	whole := read(100, nil).Recommendations.Nodes
	var walked []any
	var after any
	for {
		next := read(1, after).Recommendations
		walked = append(walked, next.Nodes...)
		if !next.PageInfo.HasNextPage {
			break
		}
		after = next.PageInfo.EndCursor
		story.goesOn()
	}
	if len(whole) < 5 || fmt.Sprint(walked) != fmt.Sprint(whole) {
		t.Errorf("in one:   %v\nby pages: %v", whole, walked)
	}
}

// Which of several statements about one day holds does not depend on when it was last written who may see them.
func TestWhatHoldsDoesNotChangeWithWhoMaySeeIt(t *testing.T) {
	h := newVillage(t)
	h.record(hidden(h))
	for range 4 {
		for _, implementation := range []record.Implementation{record.NotStarted, record.InProgress, record.NotImplemented} {
			h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said("find-water", "2024-02-01", implementation)}})
		}
	}
	for _, disclosure := range []record.Disclosure{record.Open, record.Private, record.Open} {
		if _, err := h.Disclose(t.Context(), byAdministrator, ref("wells"), disclosure); err != nil {
			t.Fatal(err)
		}
	}
	h.healthy()
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{h.said("find-water", "2020-01-01", record.Implemented)}})
	if holds := one[string](h, "select status_implementation from record.recommendation where reference = 'find-water'"); holds != "NOT_IMPLEMENTED" {
		t.Errorf("%s holds, which was not said last", holds)
	}
	h.healthy()
}

// As of a day there is what had been made by then, in the words of then, of what is known not to have been made later.
func TestAListAsOfADayHoldsWhatHadBeenMadeByThen(t *testing.T) {
	h := newVillage(t)
	early, late, undated := toCouncil("early"), toCouncil("late"), toCouncil("undated")
	for made, on := range map[*tracker.Recommendation]string{&early: "2021-02-01", &late: "2022-02-01"} {
		day := day(t, on)
		made.MadeOn = &day
	}
	drafted, adopted := day(t, "2021-02-01"), day(t, "2022-01-01")
	early.Wordings = []tracker.Wording{
		{Kind: record.DraftWording, Text: text("Mend it."), StatedOn: &drafted}, {Kind: record.FinalWording, Text: text("Mend it soon."), StatedOn: &adopted},
	}
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{early, late, undated}})
	ask := h.answering(h.planner(), `query ($asOf: Date) { recommendations(asOf: $asOf, filter: {not: {reference: "mend-the-bridge"}}) { nodes { reference text } } }`)
	for asOf, wants := range map[string]map[string]string{
		"2021-01-31": {"undated": "Mend it."},
		"2021-02-01": {"undated": "Mend it.", "early": "Mend it."},
		"2022-01-31": {"undated": "Mend it.", "early": "Mend it soon."},
		"2022-02-01": {"undated": "Mend it.", "early": "Mend it soon.", "late": "Mend it."},
	} {
		var answer struct {
			Recommendations struct {
				Nodes []struct{ Reference, Text string }
			}
		}
		if err := json.Unmarshal([]byte(ask(map[string]any{"asOf": asOf})), &answer); err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, node := range answer.Recommendations.Nodes {
			got[node.Reference] = node.Text
		}
		if !maps.Equal(got, wants) {
			t.Errorf("as of %s: %v, want %v", asOf, got, wants)
		}
	}
}

// Where nothing says when a recommendation was made, it is there from the last day of its workshop: in lists, figures and points in time alike. Where
// the asker sees no such day, it is there at every day.
func TestARecommendationOfNoDayIsThereFromTheLastDayOfItsWorkshop(t *testing.T) {
	h := newVillage(t)
	of := func(workshop string, held tracker.Held) tracker.Batch {
		made := toCouncil("of-" + workshop)
		made.Workshop = ref(workshop)
		return tracker.Batch{
			Workshops: []tracker.Workshop{{
				Entry: named(workshop), Keeper: ref("a"), Kind: record.Exchange, State: record.WorkshopHeld, Held: held,
			}},
			Recommendations: []tracker.Recommendation{made},
		}
	}
	h.record(of("fair", tracker.HeldFrom(day(t, "2021-03-10"), day(t, "2021-03-12"))))
	h.record(of("market", tracker.Held{}))
	h.record(of("council-of-elders", tracker.HeldOn(day(t, "2021-03-10"))))
	h.record(of("this-year", tracker.HeldInYear(2024)))
	dated := of("feast", tracker.HeldOn(day(t, "2021-03-20")))
	early := day(t, "2021-03-01")
	dated.Recommendations[0].MadeOn = &early
	h.record(dated)
	said := h.said("of-fair", "2021-03-05", record.InProgress)
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	for _, change := range []string{
		"update record.workshop set visibility = 'DESK' where reference = 'council-of-elders'",
		"update record.recommendation set recorded_at = '2024-03-01T23:59:00Z' where reference = 'of-this-year'",
	} {
		if _, err := h.owner.Exec(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
	const text = `query ($asOf: Date!) {
		recommendations(asOf: $asOf, filter: {not: {reference: "mend-the-bridge"}}, first: 100) { totalCount nodes { reference } }
		recommendationStatistics(asOf: $asOf, filter: {not: {reference: "mend-the-bridge"}}) { total overTime(from: $asOf, to: $asOf, step: YEAR) { total } }
		followUps(asOf: $asOf) { totalCount }
		later: recommendationStatistics(filter: {not: {reference: "mend-the-bridge"}}) { overTime(from: "2021-02-01", to: "2021-03-31", step: MONTH) { total } }
	}`
	later := []string{`"overTime" : [{"total" : 2}, {"total" : 4}]`, `"overTime" : [{"total" : 1}, {"total" : 4}]`}
	asking := []func(map[string]any) string{h.answering(h.planner(), text), h.answering(h.plannerOver(desk{h, editorOfA}), text)}
	for _, asked := range []struct {
		asOf, everybody, keeper string
		followUps               int
	}{
		{"2021-02-28", "of-council-of-elders of-market", "of-market", 0},
		{"2021-03-01", "of-council-of-elders of-feast of-market", "of-feast of-market", 0},
		{"2021-03-11", "of-council-of-elders of-feast of-market", "of-council-of-elders of-feast of-market", 0},
		{"2021-03-12", "of-council-of-elders of-fair of-feast of-market", "of-council-of-elders of-fair of-feast of-market", 1},
		{"2024-02-29", "of-council-of-elders of-fair of-feast of-market", "of-council-of-elders of-fair of-feast of-market", 1},
		{"2024-03-01", "of-council-of-elders of-fair of-feast of-market of-this-year", "of-council-of-elders of-fair of-feast of-market of-this-year", 1},
	} {
		for i, ask := range asking {
			var answer struct {
				Recommendations struct {
					TotalCount int
					Nodes      []struct{ Reference string }
				}
				RecommendationStatistics struct {
					Total    int
					OverTime []struct{ Total int }
				}
				FollowUps struct{ TotalCount int }
			}
			text := ask(map[string]any{"asOf": asked.asOf})
			if err := json.Unmarshal([]byte(text), &answer); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(text, later[i]) {
				t.Errorf("the points in time are not %s: %s", later[i], text)
			}
			var there []string
			for _, node := range answer.Recommendations.Nodes {
				there = append(there, node.Reference)
			}
			slices.Sort(there)
			figures, count := answer.RecommendationStatistics, answer.Recommendations.TotalCount
			want := []string{asked.everybody, asked.keeper}[i]
			if got := strings.Join(there, " "); got != want || count != len(there) || figures.Total != count || figures.OverTime[0].Total != count {
				t.Errorf("as of %s: got %s, of %d, in figures %v; want %s", asked.asOf, got, count, figures, want)
			}
			if answer.FollowUps.TotalCount != asked.followUps {
				t.Errorf("as of %s: %d follow-ups, want %d", asked.asOf, answer.FollowUps.TotalCount, asked.followUps)
			}
		}
	}
}

// A time that is still to come is refused wherever it is given.
func TestNoListIsAskedAsKnownInTheFuture(t *testing.T) {
	h := newVillage(t)
	future := map[string]any{"at": time.Now().Add(time.Hour).Format(time.RFC3339)}
	for argument, text := range map[string]string{
		"recommendations.knownAt":                  `query ($at: DateTime) { recommendations(knownAt: $at) { __typename } }`,
		"followUps.knownAt":                        `query ($at: DateTime) { followUps(knownAt: $at, first: 1) { totalCount } }`,
		"recommendations.followUps.knownAt":        `query ($at: DateTime) { recommendations { nodes { followUps(knownAt: $at) { totalCount } } } }`,
		"workshops.recommendations.status.knownAt": `query ($at: DateTime) { workshops { nodes { recommendations { nodes { status(knownAt: $at) { summary } } } } } }`,
	} {
		answer := h.planner().Answer(t.Context(), h.questionOf(text, future))
		if answer.Data != nil || len(answer.Faults) == 0 || answer.Faults[0].Argument != argument || answer.Faults[0].Code != fault.BadArgument {
			t.Errorf("%s: %s, %v", argument, answer.Data, answer.Faults)
		}
	}
}
