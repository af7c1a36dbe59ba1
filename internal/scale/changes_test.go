//go:build scale

package scale_test

// changes ask what a phone asks that was offline: everything, what came last, and each part of the record that one can follow.
func changes(l *library) []question {
	return []question{
		{"sync", "changes from the beginning", nil},
		{"sync", "changes deep in the feed", values{"after": l.changed}},
		{"sync", "changes of a rare kind", values{"filter": values{"kinds": []any{"STUDY_SERIES"}}}},
		{"sync", "changes of follow-ups", values{"filter": values{"kinds": []any{"FOLLOW_UP"}}}},
		{"sync", "changes in a programme", values{"filter": values{"programme": values{"reference": []any{"scale-p1"}}}}},
		{"sync", "changes in a region", values{"filter": values{"place": values{"within": values{"reference": "scale-c1-r1"}}}}},
		{"sync", "changes of one kind in a programme", values{"filter": values{"kinds": []any{"RECOMMENDATION"}, "programme": values{"reference": []any{"scale-p1"}}}}},
		{"sync", "changes in a programme and a town", values{"filter": values{
			"programme": values{"reference": []any{"scale-p1"}}, "place": values{"reference": []any{"scale-c1-r1-1-town"}},
		}}},
	}
}
