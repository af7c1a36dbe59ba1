//go:build scale

package scale_test

// clocks ask for lists, statuses, positions and reviews as of a day and as known at a time: with either clock, and with both.
func clocks(l *library) (asked []question) {
	for name, clocks := range l.clocks() {
		asked = append(
			asked,
			question{"list", "all, " + name, with(clocks, values{"first": 50})},
			question{"list", "by the day that is next, " + name, with(clocks, ordered("DUE_ON", "ASC", values{"first": 50}))},
			question{"list", "by the latest day, " + name, with(clocks, ordered("DUE_ON", "DESC", values{"first": 50}))},
			question{"list", "the newest, " + name, with(clocks, ordered("MADE_ON", "DESC", values{"first": 100}))},
			question{"lineage", "one recommendation, " + name, with(clocks, values{"reference": l.talkedAbout})},
			question{"review", "of a committee's last meeting, " + name, with(clocks, values{"workshop": "scale-p1-w8"})},
		)
		for which, filter := range l.selections() {
			asked = append(asked, question{"list", which + ", " + name, with(clocks, ordered("DUE_ON", "ASC", values{"first": 50, "filter": filter}))})
		}
	}
	return asked
}

// clocks are the two clocks: a day in the midst of what happened, and a time since when nothing was recorded.
func (l *library) clocks() map[string]values {
	return map[string]values{
		"as of a day":              {"asOf": "2016-01-01"},
		"as known at a time":       {"knownAt": l.last},
		"as of a day as was known": {"asOf": "2016-01-01", "knownAt": l.last},
	}
}

// selections are filters by what links lead to, by what a status is, and by days; few records match each of them, but for the last.
func (l *library) selections() map[string]values {
	return map[string]values{
		"of a programme":         {"programme": values{"reference": []any{"scale-p1"}}},
		"of a study":             {"study": values{"reference": []any{"scale-p1-s4"}}},
		"of a workshop":          {"workshop": values{"reference": []any{"scale-p1-w4"}}},
		"of one organisation":    {"addressee": values{"organisation": values{"reference": []any{"scale-c1-ministry-3"}}}},
		"proposed by one":        {"proposer": values{"organisation": values{"reference": []any{"scale-c1-association-3"}}}},
		"in a region":            {"place": values{"within": values{"reference": "scale-c1-r1"}}},
		"with a slip of the pen": {"text": "lihgting of scale-p1-17"},
		"accepted and overdue in a region": {
			"overdue": true, "addressee": values{"position": []any{"ACCEPTED"}}, "place": values{"within": values{"reference": "scale-c1-r1"}},
		},
		"without a statement, about a theme": {"hasStatement": false, "theme": values{"reference": []any{"scale-land"}}},
	}
}

// with are the values of both.
func with(some, others values) values {
	both := values{}
	for _, each := range []values{some, others} {
		for name, value := range each {
			both[name] = value
		}
	}
	return both
}
