//go:build scale

package scale_test

// values are the variables of a question, or the fields of an input.
type values = map[string]any

// question is what is asked.
type question struct {
	file      string // in testdata, without its ending; what is there of no file is a text of its own
	name      string
	variables values
}

// rooms are what is asked of every size of record, room by room. What a room wants to name, the library has looked up.
var rooms = []func(*library) []question{
	lists,
	orders,
	pages,
	filters,
	reviews,
	clocks,
	figures,
	changes,
}

// lists are the list page of a front-end: its orders, and what its filters are asked together.
func lists(l *library) []question {
	open := l.talkedAbout
	return []question{
		{"list", "all", values{"first": 50}},
		{"list", "by the day that is next", ordered("DUE_ON", "ASC", values{"first": 50})},
		{"list", "by the latest day", ordered("DUE_ON", "DESC", values{"first": 50})},
		{"list", "the newest", ordered("MADE_ON", "DESC", values{"first": 100})},
		{"list", "the last page", ordered("MADE_ON", "ASC", values{"last": 20})},

		filtered("what the front-end's page asks", values{
			"implementation": []any{"IN_PROGRESS", "NO_INFORMATION"}, "overdue": true,
			"place":     values{"within": values{"vocabulary": "Suivi synthetic places", "code": "c1-r4"}},
			"addressee": values{"position": []any{"ACCEPTED"}, "organisation": values{"reference": []any{"scale-c1-ministry-3"}}},
			"programme": values{"reference": []any{"scale-p1"}}, "not": values{"theme": values{"reference": []any{"scale-arms"}}},
		}),
		filtered("an audience and a position", values{"addressee": values{"audience": []any{"MEDIA"}, "position": []any{"NONE_YET"}}}),
		filtered("of one organisation", values{"addressee": values{"organisation": values{"reference": []any{"scale-c1-ministry-3"}}}}),
		filtered("proposed by one organisation", values{"proposer": values{"organisation": values{"reference": []any{"scale-c1-association-3"}}}}),
		filtered("in a town", values{"place": values{"within": values{"reference": "scale-c1-r1-1-town"}}}),
		filtered("in a region", values{"place": values{"within": values{"reference": "scale-c1-r1"}}}),
		filtered("of a programme", values{"programme": values{"reference": []any{"scale-p1"}}}),
		filtered("of a study", values{"study": values{"reference": []any{"scale-p1-s4"}}}),
		filtered("of a workshop", values{"workshop": values{"reference": []any{"scale-p1-w4"}}}),
		filtered("about a theme", values{"theme": values{"reference": []any{"scale-land"}}}),
		filtered("overdue", values{"overdue": true}),
		filtered("contrary", values{"summary": []any{"CONTRARY"}}),
		filtered("disputed", values{"assurance": []any{"DISPUTED"}}),
		filtered("not implemented", values{"implementation": []any{"NOT_IMPLEMENTED"}}),
		filtered("in progress", values{"implementation": []any{"IN_PROGRESS"}}),
		filtered("ended", values{"stage": []any{"ENDED"}}),
		filtered("pressing", values{"priority": []any{"HIGH"}}),
		filtered("due soon", values{"dueAfter": "2026-01-15", "dueBefore": "2026-02-15"}),
		filtered("made long ago", values{"madeBefore": "2008-02-01"}),
		filtered("by reference", values{"reference": []any{open}}),
		filtered("text in Bambara, changed lately", values{"language": []any{"bm"}, "changedSince": l.lately}),
		filtered("dropped or contrary, with evidence", values{"hasEvidence": true, "or": []any{
			values{"action": values{"progress": []any{"DROPPED"}}}, values{"implementation": []any{"CONTRARY_ACTION_TAKEN"}},
		}}),
		filtered("in a region, without a statement", values{"hasStatement": false, "place": values{"within": values{"reference": "scale-c1-r1"}}}),
		filtered("with words", values{"text": "lighting assembly"}),
		filtered("with a name", values{"text": "scale-p1-17"}),
		filtered("with a slip of the pen", values{"text": "lihgting of markets"}),
		{"list", "the most relevant", ordered("RELEVANCE", "DESC", values{"first": 50, "filter": values{"text": "marchés routes"}})},
		{"search", "any kind", values{"query": "marchés"}},
		{"search", "one kind", values{"query": "complaints officers", "kinds": []any{"RECOMMENDATION"}}},
		{"search", "a name", values{"query": "scale-p1-17"}},
		{"search", "a slip of the pen", values{"query": "lihgting"}},
		filtered("one or the other", values{"or": []any{values{"programme": values{"reference": []any{"scale-p1"}}}, values{"study": values{"reference": []any{"scale-p2-s4"}}}}}),
	}
}

// pages are pages within pages, and all that hangs on one record.
func pages(l *library) []question {
	return []question{
		{"lineage", "one recommendation", values{"reference": l.talkedAbout}},
		{"workshop", "one workshop", values{"workshop": "scale-p1-w4", "programme": "scale-p1"}},
		{"need", "one finding", values{"reference": "scale-p1-f5"}},
		{"similar", "what is similar to a page of them", values{"programme": "scale-p1"}},
		{"pages", "a programme's", values{"programme": "scale-p1"}},
		{"pages", "a programme's, the latest first", values{"programme": "scale-p1", "orderBy": []any{values{"field": "AS_OF", "direction": "DESC"}}}},
		{"pages", "a programme's, what was accepted", values{"programme": "scale-p1", "filter": values{"state": []any{"ACCEPTED"}}}},
	}
}

// reviews are the sheets of meetings, and the chain walked back from its ends.
func reviews(l *library) []question {
	return []question{
		{"chain", "back from its ends", values{
			"organisation": "scale-c1-ministry-3", "place": "scale-c1-r1", "theme": "scale-land", "workshop": "scale-p1-w8", "recommendation": l.talkedAbout,
			"programme": "scale-p1",
		}},
		{"review", "of a committee's last meeting", values{"workshop": "scale-p1-w8"}},
		{"review", "of a committee's last meeting, as it stood on a day", values{"workshop": "scale-p1-w8", "asOf": "2020-01-01"}},
		{"review", "of a committee's last meeting, what is in progress", values{
			"workshop": "scale-p1-w8", "filter": values{"implementation": []any{"IN_PROGRESS"}},
		}},
	}
}

func ordered(field, direction string, rest values) values {
	rest["orderBy"] = []any{values{"field": field, "direction": direction}}
	return rest
}

// filtered asks for a page of 50 by the day that is next.
func filtered(name string, filter values) question {
	return question{"list", name, ordered("DUE_ON", "ASC", values{"first": 50, "filter": filter})}
}
