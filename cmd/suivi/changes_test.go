package main

import "fmt"

// phone keeps a copy of the example record as the operation of the phone asks for it.
func phone(d door) {
	sync := operation(d.T, "08-sync")
	copied, cursor := map[string]int{}, ""
	for more := true; more; {
		variables := map[string]any{}
		if cursor != "" {
			variables["after"] = cursor
		}
		page := d.ask(sync, variables).at("changes")
		for _, node := range page.at("nodes").value.([]any) {
			change := answered{d.T, node}
			if removed := change.at("removed").value.(bool); removed || change.at("record").value == nil {
				d.Errorf("nothing was ever removed: %s", change.json())
			}
			copied[change.at("recordKind").value.(string)]++
		}
		cursor, more = page.at("pageInfo.endCursor").value.(string), page.at("pageInfo.hasNextPage").value.(bool)
	}
	lists := d.ask(`{ recommendations { totalCount } followUps { totalCount } studies { totalCount } workshops { totalCount } places { totalCount } }`, nil)
	for kind, list := range map[string]string{
		"RECOMMENDATION": "recommendations", "FOLLOW_UP": "followUps", "STUDY": "studies", "WORKSHOP": "workshops", "PLACE": "places",
	} {
		if want := lists.at(list + ".totalCount").json(); fmt.Sprint(copied[kind]) != want {
			d.Errorf("the phone has %d of %s, want %s", copied[kind], list, want)
		}
	}
	later := d.ask(sync, map[string]any{"after": cursor}).at("changes")
	later.want(map[string]string{"nodes": "[]", "pageInfo.hasNextPage": "false"})
	again := d.ask(sync, map[string]any{"after": later.at("pageInfo.endCursor").value}).at("changes.pageInfo.endCursor")
	if later.at("pageInfo.endCursor").json() != again.json() {
		d.Error("nothing has changed, and the phone is somewhere else")
	}
}

// parts asks for parts of the record.
func parts(d door) {
	const count = `query Part($filter: ChangeFilter) { changes(filter: $filter, first: 1000) { totalCount nodes { recordKind recordId } } }`
	total := func(filter map[string]any) string {
		return d.ask(count, map[string]any{"filter": filter}).at("changes.totalCount").json()
	}
	kind := func(kinds ...string) map[string]any { return map[string]any{"kinds": kinds} }
	place := map[string]any{"place": map[string]any{"within": map[string]any{"vocabulary": "ISO 3166-1", "code": "NE"}}}
	programme := map[string]any{"programme": map[string]any{"reference": []string{"security-for-all"}}}
	studies := d.ask(`{ programme(reference: "security-for-all") { studies { totalCount } } }`, nil).at("programme.studies.totalCount").json()
	if got := total(map[string]any{"kinds": []string{"STUDY"}, "programme": programme["programme"]}); got != studies {
		d.Errorf("%s studies of the programme, want %s", got, studies)
	}
	if got, want := total(kind("RECOMMENDATION", "FOLLOW_UP")), total(nil); got == want || got == "0" {
		d.Errorf("%s of %s changes are of two kinds", got, want)
	}
	if got, want := total(place), total(nil); got == want || got == "0" {
		d.Errorf("%s of %s changes are about Niger", got, want)
	}
	for name, bad := range map[string]struct {
		arguments, code string
	}{
		"a page of 1,001":      {`first: 1001`, "BAD_PAGE"},
		"an unknown programme": {`filter: {programme: {reference: "nobodys"}}`, "UNKNOWN_REFERENCE"},
		"an altered cursor":    {`after: "AAAA"`, "BAD_CURSOR"},
	} {
		answer := d.post(`{ changes(`+bad.arguments+`) { totalCount } }`, nil)
		if len(answer.Errors) == 0 || answer.Errors[0].Extensions.Code != bad.code || answer.status != 400 {
			d.Errorf("%s: %d %+v, want %s", name, answer.status, answer.Errors, bad.code)
		}
	}
}
