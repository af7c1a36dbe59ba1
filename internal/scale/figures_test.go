//go:build scale

package scale_test

import "testing"

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
	return append(asked, l.groups(few)...)
}

// groups ask for groups of what a filter matches, by every dimension.
func (l *library) groups(filter values) (asked []question) {
	for dimension, file := range map[string]string{"RecommendationDimension": "groups", "WorkshopDimension": "gathered"} {
		for _, value := range l.schema.Types[dimension].EnumValues {
			asked = append(asked, question{file, file + " by " + value.Name, values{"by": value.Name, "filter": filter}})
		}
		asked = append(asked, question{file, file + " by PLACE at a level", values{"by": "PLACE", "level": "REGION", "filter": filter}})
	}
	return asked
}

// everything are the figures of all that there is.
func (l *library) everything() (asked []question) {
	moments := l.clocks()
	moments["now"] = nil
	for name, clocks := range moments {
		asked = append(asked, question{"dashboard", "the first page of figures, " + name, clocks}, question{"figures", "the other figures, " + name, clocks})
	}
	return append(asked, l.groups(nil)...)
}

// readings is how often a figure of everything may look at what it counts. Twice would be once for what is counted and once for the groups; what
// orders, joins and labels they need has the rest.
const readings = 3

// A figure of everything has to look at everything: no index spares it that. What it promises is to look once, from one end to the other, and not to
// come back for each record. So it reads no more pages than the tables that it counts have, times what the figures are that are asked together. Of a
// search in an index for each record, a record would come to four pages or more, of which there are some ten to a page.
func (l *library) testFiguresOfEverything(t *testing.T) {
	for _, asked := range l.everything() {
		for _, audience := range audiences {
			t.Run(asked.name+", as "+audience.name, func(t *testing.T) {
				came := l.measure(t, audience, asked)
				pages, tables := 0, map[string]bool{}
				for step := range came.within.all() {
					if step.Table != "" && !tables[step.Table] {
						tables[step.Table] = true
						pages += l.pages[step.Table]
					}
				}
				if read := came.buffers(); read > readings*pages+1000 {
					t.Errorf("%d pages are read, and what is counted has %d", read, pages)
				}
			})
		}
	}
}
