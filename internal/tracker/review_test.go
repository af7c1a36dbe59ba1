package tracker_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// The committee met in January and June of 2023 and for two days of January 2024. Its third meeting was cancelled, its fifth is to come.
func committee(t *testing.T) []tracker.Workshop {
	meeting := func(number int, state record.WorkshopState, held tracker.Held) tracker.Workshop {
		return tracker.Workshop{
			Entry: named(fmt.Sprintf("meeting-%d", number)), Keeper: ref("a"), Kind: record.AdvisoryCommitteeMeeting, State: state, Held: held,
			Series: ref("committee"), Ordinal: number,
		}
	}
	first := meeting(1, record.WorkshopHeld, tracker.HeldOn(day(t, "2023-01-10")))
	first.Reported = []tracker.ReportedCount{{Measure: record.RecommendationsReported, Quantity: exactly(40)}}
	second := meeting(2, record.WorkshopHeld, tracker.HeldOn(day(t, "2023-06-10")))
	second.Reported = []tracker.ReportedCount{{Measure: record.RecommendationsReported}} // and some of it is recorded
	third := meeting(3, record.WorkshopCancelled, tracker.HeldOn(day(t, "2023-09-10")))
	third.Reported = []tracker.ReportedCount{{Measure: record.RecommendationsReported, Quantity: exactly(3)}}
	return []tracker.Workshop{
		first, second, third,
		meeting(4, record.WorkshopHeld, tracker.HeldFrom(day(t, "2024-01-10"), day(t, "2024-01-11"))),
		meeting(5, record.WorkshopPlanned, tracker.HeldOn(day(t, "2024-12-01"))),
		{Entry: named("elsewhere"), Keeper: ref("a"), Kind: record.Seminar, State: record.WorkshopHeld, Held: tracker.HeldOn(day(t, "2023-03-03"))},
	}
}

func exactly(value float64) record.Quantity {
	return record.Quantity{Kind: record.Exact, Value: &value}
}

// madeAt is a recommendation of a meeting to the council.
func madeAt(meeting, reference string) tracker.Recommendation {
	made := toCouncil(reference)
	made.Workshop = ref(meeting)
	return made
}

func endedOn(made tracker.Recommendation, since record.Date, kind record.EndingKind, successors ...tracker.Ref) tracker.Recommendation {
	made.Stage, made.Since = record.Ended, &since
	made.Ending = &tracker.Ending{Kind: kind, Reason: text("Because of " + made.Reference + "."), Successors: successors}
	return made
}

// newCommittee is a house with the committee, what it recommended, and what was said of that before and after each meeting.
func newCommittee(t *testing.T) reader {
	t.Helper()
	h := newVillage(t)
	late, drafted, amendedOn := day(t, "2023-07-01"), day(t, "2023-01-10"), day(t, "2024-01-11")
	handedOn := madeAt("meeting-4", "handed-on")
	handedOn.Addressees = []tracker.Addressee{{Party: tracker.Party{Organisation: ref("watchers")}, Lead: true}}
	draft := madeAt("meeting-1", "draft")
	draft.Stage = record.Draft
	fresh := madeAt("meeting-2", "fresh")
	fresh.MadeOn = &late
	amended := madeAt("meeting-1", "amended")
	amended.Wordings = []tracker.Wording{
		{Kind: record.FinalWording, Text: text("Mend the bridge."), StatedOn: &drafted},
		{Kind: record.AmendedWording, Text: text("Mend the bridge and the road."), StatedOn: &amendedOn, Workshop: ref("meeting-4")},
	}
	batch := tracker.Batch{
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("committee"), Title: text("Committee")}},
		Workshops:      committee(t),
		Recommendations: []tracker.Recommendation{
			handedOn, draft, fresh, amended, madeAt("elsewhere", "of-nobody"),
			endedOn(madeAt("meeting-1", "ended-before"), day(t, "2023-02-01"), record.Withdrawn),
			endedOn(madeAt("meeting-1", "ended-at"), day(t, "2024-01-10"), record.Withdrawn),
			endedOn(madeAt("meeting-2", "referred"), day(t, "2024-01-11"), record.Superseded, ref("handed-on")),
		},
		Repetitions: []tracker.Repetition{
			{Recommendation: ref("advanced"), Workshop: ref("meeting-4"), Reference: "decision 7"},
			{Recommendation: ref("amended"), Workshop: ref("meeting-4")}, // which goes less far
			{Recommendation: ref("silent"), Workshop: ref("meeting-2")},  // another meeting's
		},
	}
	for reference, said := range map[string][]string{
		"silent":         nil,
		"not-begun":      {"2023-12-01 NOT_STARTED"},
		"under-way":      {"2023-02-01 IN_PROGRESS", "2023-12-01 IN_PROGRESS"},
		"advanced":       {"2023-02-01 NOT_STARTED", "2023-08-01 IN_PROGRESS"},
		"reversed":       {"2023-02-01 PARTIALLY_IMPLEMENTED", "2023-12-01 CONTRARY_ACTION_TAKEN"},
		"reopened":       {"2023-05-01 IMPLEMENTED", "2023-11-01 IN_PROGRESS"},
		"closed-before":  {"2023-06-10 IMPLEMENTED"},
		"closed-between": {"2023-10-01 IMPLEMENTED_OTHERWISE"},
		"closed-at":      {"2024-01-11 IMPLEMENTED"},
		"closed-later":   {"2024-03-01 IMPLEMENTED"},
	} {
		batch.Recommendations = append(batch.Recommendations, madeAt("meeting-1", reference))
		for _, statement := range said {
			asOf, implementation, _ := strings.Cut(statement, " ")
			batch.FollowUps = append(batch.FollowUps, h.said(reference, asOf, record.Implementation(implementation)))
		}
	}
	h.record(batch)
	return h.reader()
}

const sheet = `query Sheet($meeting: String!, $filter: RecommendationFilter, $asOf: Date, $knownAt: DateTime, $first: Int, $after: String, $last: Int, $before: String) {
	workshop(reference: $meeting) { previous { reference } review(
		filter: $filter, asOf: $asOf, knownAt: $knownAt, first: $first, after: $after, last: $last, before: $before
	) {
		asOf totalCount totalCountIsExact unrecordedMeetings pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		edges { cursor node { recommendation { reference } } }
		nodes {
			recommendation { reference workshop { ordinal } }
			statusAtPrevious { implementation asOf disagreement voices { implementation } }
			status { summary implementation assurance asOf overdue derivation statedBy { organisation { reference } } disagreement voices { implementation } }
			movement
			decision { kind text(language: "en") }
		}
	} }
}`

// sheetOf is the review of a meeting, and its items in short by their references.
func (r reader) sheetOf(meeting string, more values) (whole any, items map[string]string) {
	r.Helper()
	variables := values{"meeting": meeting, "first": 100}
	for name, value := range more {
		variables[name] = value
	}
	whole = at(r.read(sheet, variables), "workshop.review")
	items = map[string]string{}
	for i := range at(whole, "nodes").([]any) {
		node := at(whole, fmt.Sprintf("nodes.%d", i))
		short := says(node, "movement") + " " + says(node, "statusAtPrevious.implementation") + " " + says(node, "status.implementation")
		if kind := says(node, "decision.kind"); kind != "null" {
			short += " " + kind + " " + says(node, "decision.text")
		}
		items[says(node, "recommendation.reference")] = short
	}
	return whole, items
}

func (r reader) wantSheet(meeting string, more values, want map[string]string) {
	r.Helper()
	whole, items := r.sheetOf(meeting, more)
	if fmt.Sprint(items) != fmt.Sprint(want) {
		for reference := range items {
			if want[reference] != items[reference] {
				r.Errorf("%s, %v: %s is %q, want %q", meeting, more, reference, items[reference], want[reference])
			}
		}
		for reference := range want {
			if items[reference] == "" {
				r.Errorf("%s, %v: %s is not on the sheet", meeting, more, reference)
			}
		}
	}
	if total := says(whole, "totalCount"); more["filter"] == nil && total != fmt.Sprint(len(want)) {
		r.Errorf("%s, %v: totalCount is %s, want %d", meeting, more, total, len(want))
	}
}

func TestAMeetingReviewsWhatItsSeriesRecommended(t *testing.T) {
	r := newCommittee(t)
	r.promise("the movement compares with the latest meeting that was held, and what it decided follows from the record", movements)
	r.promise("the first meeting has nothing to review", firstMeeting)
	r.promise("a meeting that closed something is not asked of it again", secondMeeting)
	r.promise("what is to come is prepared as of today", nextMeeting)
	r.promise("a status on the sheet is a status, then and now", wholeStatus)
	r.promise("as of another day, it is the sheet of that day", sheetOfAnotherDay)
	r.promise("as known at a time, it is the sheet that was had then", sheetAsKnown)
	r.promise("meetings whose recommendations are not in hand are counted", unrecorded)
	r.promise("it goes page by page, either way, from the earliest meeting to the latest", sheetPages)
	r.promise("it is filtered by the recommendations", sheetFilter)
	r.promise("the public sees no draft, and a keeper none on the sheet", noDrafts)
	r.promise("where gatherings have no numbers, their days tell which came first", byDays)
	r.promise("whoever may not see a recommendation has no decision on it", hiddenDecisions)
	r.healthy()
}

var sheetOfTheFourth = map[string]string{
	"silent":         "UNCHANGED NO_INFORMATION NO_INFORMATION",
	"not-begun":      "UNCHANGED NO_INFORMATION NOT_STARTED",
	"under-way":      "UNCHANGED IN_PROGRESS IN_PROGRESS",
	"advanced":       "ADVANCED NOT_STARTED IN_PROGRESS CARRIED_OVER null",
	"reversed":       "REVERSED PARTIALLY_IMPLEMENTED CONTRARY_ACTION_TAKEN",
	"reopened":       "REOPENED IMPLEMENTED IN_PROGRESS",
	"closed-between": "CLOSED NO_INFORMATION IMPLEMENTED_OTHERWISE",
	"closed-at":      "CLOSED NO_INFORMATION IMPLEMENTED CLOSED We saw it.",
	"closed-later":   "UNCHANGED NO_INFORMATION NO_INFORMATION",
	"ended-at":       "CLOSED NO_INFORMATION NO_INFORMATION CLOSED Because of ended-at.",
	"referred":       "CLOSED NO_INFORMATION NO_INFORMATION REFERRED Because of referred.",
	"amended":        "UNCHANGED NO_INFORMATION NO_INFORMATION AMENDED Mend the bridge and the road.",
	"fresh":          "NEW null NO_INFORMATION",
}

func movements(r reader) { r.wantSheet("meeting-4", nil, sheetOfTheFourth) }

func firstMeeting(r reader) {
	r.wantSheet("meeting-1", nil, map[string]string{})
	r.wantSheet("elsewhere", nil, map[string]string{})
}

func secondMeeting(r reader) {
	r.wantSheet("meeting-2", nil, map[string]string{
		"silent":         "UNCHANGED NO_INFORMATION NO_INFORMATION CARRIED_OVER null",
		"not-begun":      "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"under-way":      "ADVANCED NO_INFORMATION IN_PROGRESS",
		"advanced":       "UNCHANGED NO_INFORMATION NOT_STARTED",
		"reversed":       "ADVANCED NO_INFORMATION PARTIALLY_IMPLEMENTED",
		"reopened":       "CLOSED NO_INFORMATION IMPLEMENTED",
		"closed-before":  "CLOSED NO_INFORMATION IMPLEMENTED CLOSED We saw it.",
		"closed-between": "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"closed-at":      "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"closed-later":   "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"ended-at":       "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"ended-before":   "CLOSED NO_INFORMATION NO_INFORMATION",
		"amended":        "UNCHANGED NO_INFORMATION NO_INFORMATION",
	})
}

func nextMeeting(r reader) {
	whole, items := r.sheetOf("meeting-5", nil)
	if asOf := says(whole, "asOf"); asOf != today {
		r.Errorf("it stands as of %s, want today, %s", asOf, today)
	}
	var open []string
	for reference, short := range items {
		if reference == "closed-later" && short == "CLOSED NO_INFORMATION IMPLEMENTED" {
			continue
		}
		if !strings.HasPrefix(short, "UNCHANGED") {
			r.Errorf("%s is %s, want it unchanged since the last meeting", reference, short)
		}
		open = append(open, reference)
	}
	slices.Sort(open)
	want := []string{"advanced", "amended", "fresh", "handed-on", "not-begun", "reopened", "reversed", "silent", "under-way"}
	if !slices.Equal(open, want) {
		r.Errorf("the sheet holds %v, want %v", open, want)
	}
}

func wholeStatus(r reader) {
	whole, _ := r.sheetOf("meeting-4", values{"filter": values{"reference": []any{"advanced"}}})
	for path, want := range map[string]string{
		"nodes.0.statusAtPrevious": "{asOf:2023-02-01,disagreement:false,implementation:NOT_STARTED,voices:[{implementation:NOT_STARTED}]}",
		"nodes.0.status": "{asOf:2023-08-01,assurance:REPORTED,derivation:STATED,disagreement:false,implementation:IN_PROGRESS,overdue:false," +
			"statedBy:{organisation:{reference:watchers}},summary:UNDER_WAY,voices:[{implementation:IN_PROGRESS}]}",
	} {
		if got := says(whole, path); got != want {
			r.Errorf("%s is\n%s, want\n%s", path, got, want)
		}
	}
	// Nobody had said anything else on an earlier day.
	whole, _ = r.sheetOf("meeting-4", values{"filter": values{"reference": []any{"advanced"}}, "asOf": "2023-07-15"})
	if got := says(whole, "nodes.0.status.voices"); got != "[{implementation:NOT_STARTED}]" {
		r.Errorf("in July, the voices are %s", got)
	}
}

func sheetOfAnotherDay(r reader) {
	r.wantSheet("meeting-4", values{"asOf": "2023-07-15"}, map[string]string{
		"silent": "UNCHANGED NO_INFORMATION NO_INFORMATION", "not-begun": "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"under-way": "UNCHANGED IN_PROGRESS IN_PROGRESS", "advanced": "UNCHANGED NOT_STARTED NOT_STARTED",
		"reversed": "UNCHANGED PARTIALLY_IMPLEMENTED PARTIALLY_IMPLEMENTED", "closed-between": "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"closed-at": "UNCHANGED NO_INFORMATION NO_INFORMATION", "closed-later": "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"ended-at": "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"referred": "UNCHANGED NO_INFORMATION NO_INFORMATION", "amended": "UNCHANGED NO_INFORMATION NO_INFORMATION", "fresh": "NEW null NO_INFORMATION",
	})
	// On the first of its two days, what the second brought is still to come.
	_, items := r.sheetOf("meeting-4", values{"asOf": "2024-01-10"})
	for reference, want := range map[string]string{
		"ended-at": "CLOSED NO_INFORMATION NO_INFORMATION CLOSED Because of ended-at.", "closed-at": "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"referred": "UNCHANGED NO_INFORMATION NO_INFORMATION", "amended": "UNCHANGED NO_INFORMATION NO_INFORMATION CARRIED_OVER null",
	} {
		if items[reference] != want {
			r.Errorf("%s is %q on the first day, want %q", reference, items[reference], want)
		}
	}
	// Before the series began, there was nothing.
	r.wantSheet("meeting-4", values{"asOf": "2022-12-31"}, map[string]string{})
	// Long after, a decision stays what it was, and what came later was no decision of this meeting.
	_, items = r.sheetOf("meeting-4", values{"asOf": "2024-04-30"})
	if items["closed-at"] != sheetOfTheFourth["closed-at"] || items["closed-later"] != "CLOSED NO_INFORMATION IMPLEMENTED" {
		r.Errorf("in April, what was closed at the meeting is %q, and what was closed later %q", items["closed-at"], items["closed-later"])
	}
}

func sheetAsKnown(r reader) {
	before := one[time.Time](r.house, "select clock_timestamp()")
	r.record(tracker.Batch{
		Recommendations: []tracker.Recommendation{madeAt("meeting-1", "found-later")},
		FollowUps:       []tracker.FollowUp{r.said("advanced", "2023-12-01", record.PartiallyImplemented)},
		Repetitions:     []tracker.Repetition{{Recommendation: ref("silent"), Workshop: ref("meeting-4")}},
	})
	r.wantSheet("meeting-4", values{"knownAt": before.UTC().Format(time.RFC3339Nano)}, sheetOfTheFourth)
	_, items := r.sheetOf("meeting-4", nil)
	for reference, want := range map[string]string{
		"found-later": "UNCHANGED NO_INFORMATION NO_INFORMATION",
		"advanced":    "ADVANCED NOT_STARTED PARTIALLY_IMPLEMENTED CARRIED_OVER null",
		"silent":      "UNCHANGED NO_INFORMATION NO_INFORMATION CARRIED_OVER null",
	} {
		if items[reference] != want {
			r.Errorf("now %s is %q, want %q", reference, items[reference], want)
		}
	}
	r.refused(fault.BadArgument, sheet, values{"meeting": "meeting-4", "knownAt": "2999-01-01T00:00:00Z"})
	whole, items := r.sheetOf("meeting-4", values{"knownAt": "2000-01-01T00:00:00Z"})
	if len(items) > 0 || says(whole, "unrecordedMeetings") != "0" {
		r.Errorf("in 2000, the record knew of %v", whole)
	}
}

func unrecorded(r reader) {
	for meeting, want := range map[string]string{"meeting-1": "0", "meeting-2": "1", "meeting-4": "1", "elsewhere": "0"} {
		if whole, _ := r.sheetOf(meeting, nil); says(whole, "unrecordedMeetings") != want {
			r.Errorf("%s: %s meetings are not recorded, want %s", meeting, says(whole, "unrecordedMeetings"), want)
		}
	}
	// The one that the record holds nothing of, and one that is told to have said as much as it holds.
	zero := tracker.Workshop{
		Entry: named("meeting-silent"), Keeper: ref("a"), Kind: record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Series: ref("others"), Ordinal: 1,
		Reported: []tracker.ReportedCount{{Measure: record.RecommendationsReported}},
	}
	full, last := zero, zero
	full.Entry, full.Ordinal = named("meeting-full"), 2
	full.Reported = []tracker.ReportedCount{{Measure: record.RecommendationsReported, Quantity: exactly(2)}}
	last.Entry, last.Ordinal, last.Reported = named("meeting-last"), 3, nil
	r.record(tracker.Batch{
		WorkshopSeries:  []tracker.WorkshopSeries{{Entry: named("others"), Title: text("Others")}},
		Workshops:       []tracker.Workshop{zero, full, last},
		Recommendations: []tracker.Recommendation{madeAt("meeting-full", "only-one")},
		Repetitions:     []tracker.Repetition{{Recommendation: ref("only-one"), Workshop: ref("meeting-full")}},
	})
	whole, items := r.sheetOf("meeting-last", nil)
	if says(whole, "unrecordedMeetings") != "1" || items["only-one"] != "NEW null NO_INFORMATION" {
		r.Errorf("the sheet is %v, want what one meeting said, and one meeting of which nothing is recorded", whole)
	}
}

func sheetPages(r reader) {
	whole, items := r.sheetOf("meeting-4", nil)
	var order, meetings, forwards, backwards []string
	for i := range at(whole, "nodes").([]any) {
		order = append(order, says(whole, fmt.Sprintf("nodes.%d.recommendation.reference", i)))
		meetings = append(meetings, says(whole, fmt.Sprintf("nodes.%d.recommendation.workshop.ordinal", i)))
	}
	if !slices.IsSorted(meetings) {
		r.Errorf("the meetings come as %v", meetings)
	}
	page := values{"meeting": "meeting-4", "first": 5}
	for more := true; more; {
		read := at(r.read(sheet, page), "workshop.review")
		for i := range at(read, "edges").([]any) {
			forwards = append(forwards, says(read, fmt.Sprintf("edges.%d.node.recommendation.reference", i)))
		}
		more, page["after"] = at(read, "pageInfo.hasNextPage").(bool), at(read, "pageInfo.endCursor")
	}
	page = values{"meeting": "meeting-4", "last": 5}
	for more := true; more; {
		read := at(r.read(sheet, page), "workshop.review")
		var shown []string
		for i := range at(read, "edges").([]any) {
			shown = append(shown, says(read, fmt.Sprintf("edges.%d.node.recommendation.reference", i)))
		}
		backwards = append(shown, backwards...)
		more, page["before"] = at(read, "pageInfo.hasPreviousPage").(bool), at(read, "pageInfo.startCursor")
	}
	if !slices.Equal(forwards, order) || !slices.Equal(backwards, order) || len(order) != len(items) {
		r.Errorf("pages show\n%v forwards and\n%v backwards, want\n%v", forwards, backwards, order)
	}
	cursor := at(whole, "pageInfo.endCursor")
	r.refused(fault.BadCursor, sheet, values{"meeting": "meeting-4", "after": cursor, "asOf": "2023-07-15"})
	r.refused(fault.BadCursor, sheet, values{"meeting": "meeting-4", "after": cursor, "filter": values{"stage": []any{"ENDED"}}})
}

func sheetFilter(r reader) {
	for name, asked := range map[string]struct {
		filter values
		want   []string
	}{
		"ended today":      {values{"stage": []any{"ENDED"}}, []string{"ended-at", "referred"}},
		"by addressee":     {values{"addressee": values{"organisation": values{"reference": []any{"watchers"}}}}, nil},
		"not of the first": {values{"not": values{"workshop": values{"reference": []any{"meeting-1"}}}}, []string{"fresh", "referred"}},
	} {
		whole, items := r.sheetOf("meeting-4", values{"filter": asked.filter})
		if len(items) != len(asked.want) || says(whole, "totalCount") != fmt.Sprint(len(asked.want)) || says(whole, "unrecordedMeetings") != "1" {
			r.Errorf("%s: %v, want %v", name, whole, asked.want)
		}
		for _, reference := range asked.want {
			if items[reference] == "" {
				r.Errorf("%s: %s is missing", name, reference)
			}
		}
	}
}

// asKeeper asks for one value at the desk, in the name of the editor of A.
func (h house) asKeeper(question string) (answer string) {
	h.Helper()
	err := pgx.BeginFunc(h.Context(), h.suivi.Desk(), func(tx pgx.Tx) error {
		if _, err := tx.Exec(h.Context(), "select set_config('suivi.account', $1, true)", editorOfA.String()); err != nil {
			return err
		}
		return tx.QueryRow(h.Context(), question).Scan(&answer)
	})
	if err != nil {
		h.Fatal(err)
	}
	return answer
}

func noDrafts(r reader) {
	const drafts = `select concat_ws(' ', (select count(*) from recommendation where reference = 'draft'), (select count(*) from workshop w,
		workshop_review(w.id, null, null) s join recommendation r on r.id = s.recommendation_id where w.reference = 'meeting-4' and r.reference = 'draft'))`
	if got := r.asKeeper(drafts); got != "1 0" {
		r.Errorf("the keeper sees %s, want one draft and none on the sheet", got)
	}
	// What is agreed and not published is on the keeper's sheet, and on nobody else's.
	agreed := madeAt("meeting-1", "agreed")
	agreed.Stage = record.Validated
	r.record(tracker.Batch{Recommendations: []tracker.Recommendation{agreed}})
	before, items := r.sheetOf("meeting-4", nil)
	keepers := r.asKeeper("select count(*)::text from workshop w, workshop_review(w.id, null, null) where w.reference = 'meeting-4'")
	if items["agreed"] != "" || keepers != fmt.Sprint(len(items)+1) || says(before, "totalCount") != fmt.Sprint(len(items)) {
		r.Errorf("the keeper's sheet has %s items, the public's %v", keepers, items)
	}
}

func byDays(r reader) {
	gathering := func(reference string, held tracker.Held) tracker.Workshop {
		return tracker.Workshop{
			Entry: named(reference), Keeper: ref("a"), Kind: record.Exchange, State: record.WorkshopHeld, Series: ref("unnumbered"), Held: held,
		}
	}
	r.record(tracker.Batch{
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("unnumbered"), Title: text("Unnumbered")}},
		Workshops: []tracker.Workshop{
			gathering("late", tracker.HeldOn(day(r.T, "2023-12-20"))), gathering("in-december", tracker.HeldInMonth(2023, time.December)),
			gathering("in-2022", tracker.HeldInYear(2022)), gathering("some-day", tracker.Held{}),
		},
		Recommendations: []tracker.Recommendation{madeAt("in-2022", "of-2022"), madeAt("in-december", "of-december"), madeAt("some-day", "of-some-day")},
		FollowUps:       []tracker.FollowUp{r.said("of-2022", "2023-12-20", record.InProgress)},
	})
	// The gathering in December came first; the day before this one is the last on which it can have been.
	r.wantSheet("late", nil, map[string]string{
		"of-2022": "ADVANCED NO_INFORMATION IN_PROGRESS", "of-december": "UNCHANGED NO_INFORMATION NO_INFORMATION",
	})
	r.wantSheet("some-day", nil, map[string]string{})
	if got := says(r.read(sheet, values{"meeting": "late"}), "workshop.previous.reference"); got != "in-december" {
		r.Errorf("the gathering before is %s, want in-december", got)
	}
}

func hiddenDecisions(r reader) {
	meeting := one[uuid.UUID](r.house, "select id from record.workshop where reference = 'meeting-4'")
	for _, reference := range []string{"ended-at", "draft"} {
		made := one[uuid.UUID](r.house, "select id from record.recommendation where reference = $1", reference)
		var decisions int
		if err := r.suivi.Public().QueryRow(r.Context(), "select count(*) from workshop_review_decision($2, $1, '2024-04-30', null)", meeting, made).Scan(&decisions); err != nil {
			r.Fatal(err)
		}
		if want := map[string]int{"ended-at": 1, "draft": 0}[reference]; decisions != want {
			r.Errorf("%s has %d decisions, want %d", reference, decisions, want)
		}
	}
}
