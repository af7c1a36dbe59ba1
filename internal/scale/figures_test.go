//go:build scale

package scale_test

import (
	"slices"
	"testing"
)

// figures ask for figures of what a filter matches, at each clock, and in groups of every dimension. What few records match is found by an index, in
// figures as in lists.
func figures(l *library) (asked []question) {
	few := values{"programme": values{"reference": []any{"scale-p1"}}}
	for which, filter := range l.selections() {
		asked = append(asked, question{"dashboard", "figures " + which, values{"filter": filter, "workshops": few}})
		for name, clocks := range l.clocks() {
			asked = append(asked, question{"dashboard", "figures " + which + ", " + name, with(clocks, values{"filter": filter, "workshops": few})})
		}
	}
	asked = append(asked, question{"figures", "the other figures", values{"filter": few, "workshops": few}})
	for name, clocks := range l.clocks() {
		asked = append(asked, question{"figures", "the other figures, " + name, with(clocks, values{"filter": few, "workshops": few})})
	}
	asked = append(asked, question{"medians", "medians of groups of few", values{"filter": few}})
	return slices.Concat(asked, l.groups("groups", few), l.groups("gathered", few))
}

// groups ask for groups of what a filter matches, by every dimension: of recommendations, or of workshops.
func (l *library) groups(file string, filter values) (asked []question) {
	dimension := map[string]string{"groups": "RecommendationDimension", "gathered": "WorkshopDimension"}[file]
	for _, value := range l.schema.Types[dimension].EnumValues {
		asked = append(asked, question{file, file + " by " + value.Name, values{"by": value.Name, "filter": filter}})
	}
	return append(asked, question{file, file + " by PLACE at a level", values{"by": "PLACE", "level": "REGION", "filter": filter}})
}

// everything are the figures of all that there is, and how many searches in an index each record that is counted may come to.
func (l *library) everything() map[float64][]question {
	clocks := l.clocks()
	day, then, both := clocks["as of a day"], clocks["as known at a time"], clocks["as of a day as was known"]
	return map[float64][]question{
		1: append(l.groups("groups", nil), question{"dashboard", "the first page of figures", nil}, question{"figures", "the other figures", nil}),
		// What held on a day is one span of many, of each recommendation and of each addressee.
		2: {{"dashboard", "the first page of figures, as of a day", day}, {"figures", "the other figures, as of a day", day}},
		// A workshop takes place in a place that lies in others: these are searched for, and the tables are small.
		4: l.groups("gathered", nil),
		// When a span was recorded is in no index, since what seals a command would have to write it there: each is looked at. And a median looks at
		// what each recommendation has been through, of all and then group by group.
		10: {
			{"dashboard", "the first page of figures, as known at a time", then},
			{"figures", "the other figures, as known at a time", then},
			{"dashboard", "the first page of figures, as of a day as was known", both},
			{"figures", "the other figures, as of a day as was known", both},
			{"medians", "medians of groups", nil},
		},
	}
}

// search is how many pages of the disk a search in an index comes to: three of the index and one of the table.
const search = 4

// A figure of everything has to look at everything, and no index spares it that. What it promises is to look at it from one end to the other, and not
// to search for one record after the other, nor to come back for each figure, group or point in time. A page of the disk holds many records: so what
// it reads stays below so many searches for each record that is counted, however many figures are asked for together.
func (l *library) testFiguresOfEverything(t *testing.T) {
	for searches, questions := range l.everything() {
		for _, asked := range questions {
			for _, audience := range audiences {
				t.Run(asked.name+", as "+audience.name, func(t *testing.T) {
					read, most := l.measure(t, audience, asked).buffers(), searches*search*float64(l.rows[l.listed(asked)])
					t.Logf("%d pages are read, %.0f%% of what is promised", read, 100*float64(read)/most)
					if float64(read) > most {
						t.Errorf("%d pages are read, and %v searches for each %s are %.0f", read, searches, l.listed(asked), most)
					}
				})
			}
		}
	}
}
