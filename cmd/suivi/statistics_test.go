package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// theDashboard asks of recommendations and of attendance at once.
func theDashboard(t *testing.T) string {
	t.Helper()
	return operation(t, "04-dashboard")
}

// figures are what the dashboard asks of recommendations.
type figures struct {
	AsOf, KnownAt                            string
	Total, WithDueDate, Overdue, Addressees  int
	BySummary, ByImplementation, ByAssurance []valueCount
	ByPosition, ByLifecycle                  []valueCount
	Groups                                   groups
	OverTime                                 []point
	MedianDaysToImplementation               struct{ Count int }
	ClaimedOnly                              struct{ Count, Of int }
}

type groups struct {
	TotalCount  int
	Overlapping bool
	Nodes       []struct {
		Key, Label       string
		Total, Overdue   int
		ByImplementation []valueCount
	}
}

type point struct {
	Date             string
	Total            int
	ByImplementation []valueCount
}

type valueCount struct {
	Value *string
	Count int
}

func (d door) figures(query string, variables map[string]any) (read figures) {
	d.Helper()
	text := d.ask(query, variables).at("recommendationStatistics").json()
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		d.Fatal(err)
	}
	return read
}

func sumOf(counts []valueCount) (sum int) {
	for _, row := range counts {
		sum += row.Count
	}
	return sum
}

// Every figure says of how many it is; together they come to that; and the list counts the same.
func dashboard(d door) {
	for name, filter := range map[string]map[string]any{
		"all": nil, "none": {"id": []string{}}, "in Niger": within("ISO 3166-1", "NE"), "on impunity": theme("impunity"),
		"not on impunity": {"not": theme("impunity")}, "under way": {"summary": []string{"UNDER_WAY"}},
		"noted": {"addressee": map[string]any{"position": []string{"NOTED"}}},
	} {
		got := d.figures(theDashboard(d.T), map[string]any{"filter": filter})
		listed := d.ask(operation(d.T, "05-list"), map[string]any{"filter": filter, "first": 1}).at("recommendations.totalCount").json()
		if fmt.Sprint(got.Total) != listed {
			d.Errorf("%s: %d recommendations, and the list counts %s", name, got.Total, listed)
		}
		for figure, sum := range map[string]int{"bySummary": sumOf(got.BySummary), "byImplementation": sumOf(got.ByImplementation), "byAssurance": sumOf(got.ByAssurance)} {
			if sum != got.Total {
				d.Errorf("%s: %s comes to %d, want %d", name, figure, sum, got.Total)
			}
		}
		if sum := sumOf(got.ByPosition); sum != got.Addressees {
			d.Errorf("%s: byPosition comes to %d, want %d", name, sum, got.Addressees)
		}
		if len(got.BySummary) != 8 || len(got.ByImplementation) != 8 || len(got.ByAssurance) != 5 || len(got.ByPosition) != 5 || len(got.OverTime) != 12 {
			d.Errorf("%s: a value or a point has no row: %+v", name, got)
		}
		if got.AsOf == "" || got.KnownAt == "" {
			d.Errorf("%s: of which day, and known when? %+v", name, got)
		}
	}
}

// What was recommended to Mali in 2013 and to Niger in 2019, as far as the record holds it.
func wholeDashboard(d door) {
	got := d.figures(theDashboard(d.T), nil)
	if got.Total != 42 || got.WithDueDate != 0 || got.Overdue != 0 {
		d.Errorf("got %d, %d with a due date, %d overdue; want 42, 0, 0", got.Total, got.WithDueDate, got.Overdue)
	}
	if accepted := got.ByPosition[1]; *accepted.Value != "ACCEPTED" || accepted.Count != 34 {
		d.Errorf("the positions are %+v, want 34 accepted", got.ByPosition)
	}
	if unsaid := got.ByAssurance[4]; unsaid.Value != nil || unsaid.Count != got.ByImplementation[0].Count {
		d.Errorf("without a statement: %+v; no information: %+v", unsaid, got.ByImplementation[0])
	}
	if mali := got.Groups.Nodes[0]; got.Groups.Overlapping || !strings.HasPrefix(mali.Key, "org_") || mali.Total != 36 || len(mali.ByImplementation) != 8 {
		d.Errorf("the groups are %+v, want 36 to the government of Mali first", got.Groups)
	}
}

// Each group counts what the list counts with the group in the filter.
func groupedDashboard(d door) {
	const query = `query($by: RecommendationDimension!, $level: PlaceLevel) { recommendationStatistics { total
		groups(by: $by, level: $level, first: 100) { totalCount overlapping nodes { key label(language: "en") total } } } }`
	for _, dimension := range []struct{ by, level, filter string }{
		{"ADDRESSEE", "", `{addressee: {organisation: {id: %q}}}`},
		{"AUDIENCE", "", `{addressee: {audience: %s}}`},
		{"THEME", "", `{theme: {id: %q}}`},
		{"INSTRUMENT", "", `{instrument: {id: %q}}`},
		{"PLACE", "", `{place: {id: %q}}`},
		{"PLACE", "COUNTRY", `{place: {within: {id: %q}}}`},
		{"PROGRAMME", "", `{programme: {id: %q}}`},
		{"FUNDER", "", `{programme: {organisation: {role: FUNDING, organisation: {id: %q}}}}`},
		{"PROPOSER", "", `{proposer: {organisation: {id: %q}}}`},
		{"STUDY", "", `{study: {id: %q}}`},
		{"WORKSHOP", "", `{workshop: {id: %q}}`},
		{"WORKSHOP_KIND", "", `{workshop: {kind: %s}}`},
		{"WORKSHOP_SERIES", "", `{workshop: {series: {id: %q}}}`},
		{"YEAR", "", `{madeAfter: "%[1]s-01-01", madeBefore: "%[1]s-12-31"}`},
	} {
		variables := map[string]any{"by": dimension.by}
		if dimension.level != "" {
			variables["level"] = dimension.level
		}
		got := d.figures(query, variables)
		sum := 0
		for _, group := range got.Groups.Nodes {
			sum += group.Total
			if group.Label == "" || group.Total == 0 {
				d.Errorf("by %s: the group %+v", dimension.by, group)
			}
			if group.Key == "NONE" {
				continue
			}
			listed := d.ask(fmt.Sprintf("{ recommendations(filter: "+dimension.filter+") { totalCount } }", group.Key), nil).at("recommendations.totalCount").json()
			if listed != fmt.Sprint(group.Total) {
				d.Errorf("by %s: %d in the group %s, and the list counts %s", dimension.by, group.Total, group.Label, listed)
			}
		}
		if got.Groups.TotalCount != len(got.Groups.Nodes) || sum < got.Total || got.Groups.Overlapping != (sum > got.Total) {
			d.Errorf("by %s: %d groups of together %d of %d, overlapping: %t", dimension.by, got.Groups.TotalCount, sum, got.Total, got.Groups.Overlapping)
		}
	}
	if refused := d.post(query, map[string]any{"by": "THEME", "level": "REGION"}); len(refused.Errors) == 0 || refused.Errors[0].Extensions.Code != "BAD_ARGUMENT" {
		d.Errorf("themes of a region: %+v", refused)
	}
}

// A point in time is what the figures are as of its day; and the same two dates give the same figures again.
func dashboardOverTime(d door) {
	whole := d.figures(`{ recommendationStatistics { knownAt overTime(from: "2013-01-01", to: "2024-12-31", step: YEAR) { date total byImplementation { value count } } } }`, nil)
	if len(whole.OverTime) != 12 {
		d.Fatalf("%d points, want 12", len(whole.OverTime))
	}
	const then = `query($asOf: Date!, $knownAt: DateTime) { recommendationStatistics(asOf: $asOf, knownAt: $knownAt) {
		asOf knownAt total byImplementation { value count } byAssurance { value count } groups(by: ADDRESSEE) { totalCount nodes { key total } } } }`
	for _, point := range whole.OverTime {
		variables := map[string]any{"asOf": point.Date, "knownAt": whole.KnownAt}
		got := d.figures(then, variables)
		if got.Total != point.Total || fmt.Sprint(counts(got.ByImplementation)) != fmt.Sprint(counts(point.ByImplementation)) {
			d.Errorf("at %s there were %d, %v; as of that day %d, %v", point.Date, point.Total, counts(point.ByImplementation), got.Total, counts(got.ByImplementation))
		}
		if again := d.figures(then, variables); fmt.Sprintf("%+v", plain(again)) != fmt.Sprintf("%+v", plain(got)) || got.AsOf != point.Date || got.KnownAt != whole.KnownAt {
			d.Errorf("the same question again: %+v, and %+v", got, again)
		}
	}
	if first, last := whole.OverTime[0], whole.OverTime[11]; first.Total != 36 || last.Total != 42 {
		d.Errorf("%d recommendations at first and %d at last, want 36 and 42", first.Total, last.Total)
	}
}

func counts(of []valueCount) (counts []int) {
	for _, row := range of {
		counts = append(counts, row.Count)
	}
	return counts
}

// plain is what can be compared as text.
func plain(of figures) []any {
	return []any{of.Total, counts(of.ByImplementation), counts(of.ByAssurance), of.Groups.TotalCount, len(of.Groups.Nodes), of.AsOf, of.KnownAt}
}

// The share that is claimed only, and the time that it took, say of how many they are.
func dashboardOfWhatIsDone(d door) {
	got := d.figures(`{ recommendationStatistics { total byLifecycle { value count } claimedOnly { count of } medianDaysToImplementation { days count }
		byImplementation { value count } } }`, nil)
	if done := got.ByImplementation[4].Count + got.ByImplementation[5].Count; got.ClaimedOnly.Of != done || got.ClaimedOnly.Count > done || done == 0 {
		d.Errorf("%+v, and %d are done", got.ClaimedOnly, done)
	}
	if got.MedianDaysToImplementation.Count == 0 || got.MedianDaysToImplementation.Count > got.Total {
		d.Errorf("a median of %d of %d", got.MedianDaysToImplementation.Count, got.Total)
	}
	if sumOf(got.ByLifecycle) != got.Total || len(got.ByLifecycle) != 4 {
		d.Errorf("the stages are %+v", got.ByLifecycle)
	}
}
