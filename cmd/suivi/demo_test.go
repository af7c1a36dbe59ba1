package main

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// The demo is started as anybody starts it, and asked over HTTP what the project was given to answer. What is wanted here is what the
// comments in those operations promise.
func TestTheDemoAnswersWhatItWasMadeFor(t *testing.T) {
	dir := dataDir(t)
	d := open(t, "demo", dir)
	for name, promise := range map[string]func(door){
		"the workshop of Kayes and the set that its study waits in": kayes,
		"a need, and what responds to it":                           need,
		"the whole chain of a recommendation":                       lineage,
		"the review sheet of a meeting":                             review,
		"the sessions that review a State":                          sessions,
		"a grade that somebody independent gave":                    grade,
		"the list page and its filters":                             list,
		"regions that were cut up, and a code that means several":   redrawn,
		"pages follow one another":                                  pages,
		"bad input":                                                 badInput,
		"a search in two languages":                                 search,
		"a search without accents, with other names and misspelt":   searchTolerantly,
		"the order of relevance":                                    relevance,
		"what is similar":                                           similar,
		"figures that say of how many they are":                     dashboard,
		"the figures of the whole record":                           wholeDashboard,
		"each group is a list":                                      groupedDashboard,
		"figures of any day, the same again":                        dashboardOverTime,
		"who was there, and of how many workshops that is":          attendance,
		"attendance in groups":                                      groupedAttendance,
		"attendance as it was known":                                attendanceThen,
		"what is done, by whose word, after how long":               dashboardOfWhatIsDone,
	} {
		t.Run(name, func(t *testing.T) { promise(door{T: t, url: d.url}) })
	}

	const written = `{ recommendations(first: 100) { totalCount nodes { id updatedAt } } programmes { totalCount } }`
	before := d.ask(written, nil).json()
	d.stop()
	again := open(t, "demo", dir)
	if after := again.ask(written, nil).json(); after != before {
		t.Errorf("a second start in the same folder changed the record:\n%s\n%s", before, after)
	}
}

func kayes(d door) {
	answer := d.ask(operation(d.T, "01-kayes"), nil)
	answer.at("workshop").want(map[string]string{
		"kind": `"VALIDATION_WORKSHOP"`, "state": `"HELD"`, "heldFrom": `"2021-02-09"`, "heldTo": `"2021-02-09"`, "heldPrecision": `"DAY"`,
		"place.name": `"Kayes"`, "place.level": `"TOWN"`, "place.codes": `[]`,
		"attendance.total": `{"kind":"APPROXIMATE","value":30}`, "attendance.women": `{"kind":"UNKNOWN","value":null}`,
		"attendance.men": `{"kind":"UNKNOWN","value":null}`, "attendance.under30": `{"kind":"UNKNOWN","value":null}`,
		"participations.nodes.0.role": `"PRESENTER"`, "participations.nodes.0.name": `"Dr. Aly Tounkara"`,
		"validations.0.outcome": `"VALIDATED_WITH_AMENDMENTS"`, "validations.0.citations.0.basis": `"INFERRED"`,
		"validations.0.study.coordinator.acronym": `"CERM"`, "validations.0.study.disclosure": `"ANNOUNCED"`,
		"validations.0.study.experts.0.name": `"Dr. Aly Tounkara"`,
		"validations.0.study.methods":        `[{"kind":"INTERVIEWS","quantity":{"kind":"UNKNOWN","value":null}},{"kind":"FIELD_RESEARCH","quantity":{"kind":"UNKNOWN","value":null}}]`,
		"reported.0":                         `{"measure":"RECOMMENDATIONS","quantity":{"kind":"UNKNOWN","value":null,"words":"numerous"}}`,
	})
	if codes := answer.at("workshop.place.within.codes").json(); !strings.Contains(codes, `"ML-1"`) {
		d.Errorf("Kayes lies in %s, want a region with the code ML-1", codes)
	}
	answer.at("programme").want(map[string]string{
		"organisations.0.role": `"FUNDING"`, "organisations.0.organisation.name": `"European Union"`,
		"organisations.1.role": `"PARTNER"`, "organisations.1.organisation.name": `"Friedrich-Ebert-Stiftung"`,
		"studySeries.nodes.0.publishable": "false", "studySeries.nodes.0.studies.totalCount": "3",
		"studySeries.nodes.0.waitingFor.0.stage": `"PLANNED"`, "studySeries.nodes.0.waitingFor.1.stage": `"PLANNED"`,
	})
	if waiting := len(answer.at("programme.studySeries.nodes.0.waitingFor").value.([]any)); waiting != 2 {
		d.Errorf("the series waits for %d studies, want 2", waiting)
	}
	hidden := d.ask(`{ study(reference: "kayes-security-needs") { recommendations { totalCount } findings { totalCount } documents { title } } }`, nil)
	hidden.want(map[string]string{"study.recommendations.totalCount": "0", "study.findings.totalCount": "0", "study.documents": "[]"})
}

func need(d door) {
	answer := d.ask(operation(d.T, "09-need"), nil).at("finding")
	answer.want(map[string]string{
		"kind": `"NEED"`, "recommendations.totalCount": "0",
		"respondedToBy.nodes.0.reference": `"ccs-segou-niono"`, "respondedToBy.nodes.0.heldPrecision": `"NOT_STATED"`,
	})
	var sources []string
	for _, source := range answer.at("sources").value.([]any) {
		sources = append(sources, answered{d.T, source}.at("reference").value.(string))
	}
	slices.Sort(sources)
	want := []string{"impunity-barometer", "impunity-consultations", "impunity-restitution-mopti", "impunity-restitution-segou"}
	if !slices.Equal(sources, want) {
		d.Errorf("the need was shown by %v, want %v", sources, want)
	}
}

func lineage(d door) {
	answer := d.ask(operation(d.T, "02-lineage"), map[string]any{"reference": "upr-mali-2013-111-30", "asOf": nil, "knownAt": nil}).at("recommendation")
	answer.want(map[string]string{
		"version": "1", "lifecycle.stage": `"PUBLISHED"`, "lifecycle.ending": "null", "study": "null", "dueOn": "null",
		"workshop.reference": `"upr-mali-2013"`, "proposers": `[{"name":"France"}]`,
		"translations.0.language": `"en"`, "translations.0.state": `"ORIGINAL"`, "translations.1.language": `"fr"`, "translations.1.state": `"MACHINE"`,
		"wordings.nodes.0.kind": `"SUMMARY"`, "wordings.nodes.0.statedOn": "null",
		"addressees.0.lead": "true", "addressees.0.audience": `"GOVERNMENT"`, "addressees.0.organisation.reference": `"government-of-mali"`,
		"addressees.0.position.value": `"ACCEPTED"`, "addressees.0.status.implementation": `"IN_PROGRESS"`,
		"status.summary": `"UNDER_WAY"`, "status.assurance": `"CLAIMED"`, "status.derivation": `"ROLLED_UP"`, "status.overdue": "false",
		"status.voices.0.assurance": `"CLAIMED"`, "actions.nodes": "[]", "repetitions.nodes": "[]", "findings.nodes": "[]",
		"followUps.totalCount": "1", "followUps.nodes.0.assurance": `"CLAIMED"`,
		"followUps.nodes.0.evidence.nodes.0.kind": `"OFFICIAL_TEXT"`, "followUps.nodes.0.evidence.nodes.0.sensitivity": `"PUBLIC"`,
		"citations.0.basis": `"STATED"`,
	})
	if answer.at("text").value != answer.at("translations.1.text").value {
		d.Error("the text in French is not the one of the translation")
	}
}

// The third meeting looked at what came of what the second had recommended. The record holds none of that, and says so.
func review(d door) {
	answer := d.ask(operation(d.T, "03-review"), map[string]any{"filter": nil, "asOf": nil, "knownAt": nil}).at("workshop")
	answer.want(map[string]string{
		"ordinal": "3", "heldFrom": `"2022-12-14"`, "previous.reference": `"ccs-bamako-2"`, "next": "null",
		"series.title":             `"Meetings of the Security Advisory Committee of Bamako"`,
		"series.organisation.name": `"Security Advisory Committee of the District of Bamako"`,
		"citations.0.basis":        `"STATED"`, "agenda.1.kind": `"FOLLOW_UP"`, "outcomes": "[]",
		"attendance": `{"total":{"kind":"EXACT","value":88},"under30":{"kind":"PERCENT","value":20},"women":{"kind":"EXACT","value":23}}`,
		"review":     `{"asOf":"2022-12-14","nodes":[],"pageInfo":{"endCursor":null,"hasNextPage":false},"totalCount":0,"unrecordedMeetings":1}`,
	})
	filtered := map[string]any{"filter": map[string]any{"implementation": []string{"IN_PROGRESS"}}, "asOf": "2023-06-01", "knownAt": nil}
	d.ask(operation(d.T, "03-review"), filtered).at("workshop.review").want(map[string]string{
		"asOf": `"2023-06-01"`, "totalCount": "0", "unrecordedMeetings": "1",
	})
}

// What was recommended to Mali in 2008 was open when it was reviewed again in 2013, and nobody had said anything of it.
func sessions(d door) {
	const sheet = `{ workshop(reference: "upr-mali-2013") { review(first: 1) {
		asOf totalCount unrecordedMeetings pageInfo { hasNextPage }
		nodes { recommendation { reference } statusAtPrevious { implementation disagreement voices { id } } status { implementation voices { id } } movement decision { kind text } }
	} } }`
	d.ask(sheet, nil).at("workshop.review").want(map[string]string{
		"asOf": `"2013-12-31"`, "totalCount": "2", "unrecordedMeetings": "0", "pageInfo.hasNextPage": "true", "nodes.0.movement": `"UNCHANGED"`,
		"nodes.0.status":           `{"implementation":"NO_INFORMATION","voices":[]}`,
		"nodes.0.statusAtPrevious": `{"disagreement":false,"implementation":"NO_INFORMATION","voices":[]}`, "nodes.0.decision": "null",
	})
}

func grade(d door) {
	answer := d.ask(operation(d.T, "02-lineage"), map[string]any{"reference": "hrc-niger-2019-11-c"}).at("recommendation")
	answer.want(map[string]string{
		"status.summary": `"DONE_VERIFIED"`, "status.assurance": `"VERIFIED"`, "status.asOf": `"2023-07-26"`, "status.derivation": `"STATED"`,
		"addressees.0.position.value": `"NONE_YET"`, "workshop.ledTo": `[{"reference":"hrc-niger-2023"}]`,
	})
}

// The record holds 36 recommendations to Mali, 34 accepted and 2 noted, and 6 to Niger.
func list(d door) {
	page := operation(d.T, "05-list")
	for name, asked := range map[string]struct {
		filter map[string]any
		total  string
	}{
		"all":                                {nil, "42"},
		"under way":                          {map[string]any{"implementation": []string{"IN_PROGRESS"}}, "27"},
		"under way or nothing known":         {map[string]any{"implementation": []string{"IN_PROGRESS", "NO_INFORMATION"}}, "36"},
		"overdue, where nothing is due":      {map[string]any{"overdue": true}, "0"},
		"in the district of Bamako":          {within("ISO 3166-2", "ML-BKO"), "1"},
		"in the region of Ségou":             {within("ISO 3166-2", "ML-4"), "0"},
		"in Niger":                           {within("ISO 3166-1", "NE"), "6"},
		"in Mali, at whatever depth":         {within("ISO 3166-1", "ML"), "36"},
		"accepted by a government":           {map[string]any{"addressee": map[string]any{"audience": []string{"GOVERNMENT"}, "position": []string{"ACCEPTED"}}}, "34"},
		"noted by a government":              {map[string]any{"addressee": map[string]any{"audience": []string{"GOVERNMENT"}, "position": []string{"NOTED"}}}, "2"},
		"noted by local communities":         {map[string]any{"addressee": map[string]any{"audience": []string{"LOCAL_COMMUNITIES"}, "position": []string{"NOTED"}}}, "0"},
		"of a programme that discloses none": {map[string]any{"programme": map[string]any{"reference": []string{"security-for-all"}}}, "0"},
		"on impunity":                        {theme("impunity"), "2"},
		"not on small arms":                  {map[string]any{"not": theme("small-arms")}, "42"},
		"not on impunity":                    {map[string]any{"not": theme("impunity")}, "40"},
		"with a statement":                   {map[string]any{"hasStatement": true}, "33"},
		"with evidence":                      {map[string]any{"hasEvidence": true}, "33"},
		"in French":                          {map[string]any{"language": []string{"fr-ML"}}, "42"},
		"in Bambara":                         {map[string]any{"language": []string{"bm"}}, "0"},
		"without a due date":                 {map[string]any{"hasDueDate": false}, "42"},
		"changed since the record began":     {map[string]any{"changedSince": "2001-01-01T00:00:00Z"}, "42"},
		"changed since then":                 {map[string]any{"changedSince": "2999-01-01T00:00:00Z"}, "0"},
		"with words":                         {map[string]any{"text": "droits femme"}, "9"},
		"with words that are misspelt":       {map[string]any{"text": "droits fammes"}, "9"},
		"the example of the operation": {map[string]any{
			"text": "segou femmes", "implementation": []string{"IN_PROGRESS", "NO_INFORMATION"}, "overdue": true,
			"place":     map[string]any{"within": map[string]any{"vocabulary": "ISO 3166-2", "code": "ML-4"}},
			"addressee": map[string]any{"audience": []string{"GOVERNMENT"}, "position": []string{"ACCEPTED"}},
			"programme": map[string]any{"reference": []string{"security-for-all"}}, "not": theme("small-arms"),
		}, "0"},
	} {
		variables := map[string]any{"filter": asked.filter, "orderBy": []any{map[string]any{"field": "DUE_ON", "direction": "ASC"}}, "first": 50}
		if total := d.ask(page, variables).at("recommendations.totalCount").json(); total != asked.total {
			d.Errorf("%s: %s recommendations, want %s", name, total, asked.total)
		}
	}
}

func within(vocabulary, code string) map[string]any {
	return map[string]any{"place": map[string]any{"within": map[string]any{"vocabulary": vocabulary, "code": code}}}
}

// Mali's regions were redrawn at the turn of 2023. Asked for an old region, the house answers with all that came of it; asked for a new one, it keeps to
// what is known to lie there. The code 9 is one region in one version, and another in the next.
func redrawn(d door) {
	const places = `query ($within: PlaceRef) { places(filter: {within: $within}, first: 100) { nodes { reference } } }`
	for name, asked := range map[string]struct {
		within map[string]any
		want   []string
	}{
		"the old region of Kayes": {map[string]any{"vocabulary": "ISO 3166-2", "code": "ML-1"}, []string{"kayes-region", "kayes-region-2023", "kayes-town", "kita-region", "nioro-region"}},
		"the new region of Kayes": {map[string]any{"reference": "kayes-region-2023"}, []string{"kayes-region-2023"}},
		"the new Koulikoro":       {map[string]any{"reference": "koulikoro-region-2023"}, []string{"kangaba-cercle", "koulikoro-region-2023"}},
		"9 of 2021":               {map[string]any{"vocabulary": "OCHA P-code", "version": "2021", "code": "ML09"}, []string{"bamako-district", "bamako-town"}},
		"9 of 2023":               {map[string]any{"vocabulary": "OCHA P-code", "version": "2023", "code": "ML09"}, []string{"taoudenit-region"}},
		"9 of ISO":                {map[string]any{"vocabulary": "ISO 3166-2", "code": "ML-9"}, []string{"menaka-region"}},
		"9, whichever is meant":   {map[string]any{"vocabulary": "OCHA P-code", "code": "ML09"}, []string{"bamako-district", "bamako-town", "taoudenit-region"}},
	} {
		var found []string
		for _, place := range d.ask(places, map[string]any{"within": asked.within}).at("places.nodes").value.([]any) {
			found = append(found, place.(map[string]any)["reference"].(string))
		}
		slices.Sort(found)
		if !slices.Equal(found, asked.want) {
			d.Errorf("%s:\ngot  %q\nwant %q", name, found, asked.want)
		}
	}
	kept := d.ask(`{ workshops(filter: {place: {within: {reference: "kayes-region"}}}) { nodes { reference } } }`, nil)
	kept.want(map[string]string{"workshops.nodes": `[{"reference":"kayes-validation-2021"}]`})
}

func theme(reference string) map[string]any {
	return map[string]any{"theme": map[string]any{"reference": []string{reference}}}
}

func pages(d door) {
	page := operation(d.T, "05-list")
	variables := map[string]any{"orderBy": []any{map[string]any{"field": "DUE_ON", "direction": "DESC"}}, "first": 20}
	seen := map[string]bool{}
	for range 3 {
		answer := d.ask(page, variables).at("recommendations")
		for _, edge := range answer.at("edges").value.([]any) {
			seen[answered{d.T, edge}.at("node.reference").value.(string)] = true
		}
		variables["after"] = answer.at("pageInfo.endCursor").value
	}
	if len(seen) != 42 {
		d.Errorf("three pages of 20 show %d recommendations, want 42: %v", len(seen), slices.Sorted(maps.Keys(seen)))
	}
}

func badInput(d door) {
	page := operation(d.T, "05-list")
	cursor := d.ask(page, map[string]any{"first": 1}).at("recommendations.pageInfo.endCursor").value.(string)
	altered := strings.Map(func(r rune) rune {
		if r == 'A' {
			return 'B'
		}
		return 'A'
	}, cursor)
	for name, bad := range map[string]struct {
		query     string
		variables map[string]any
		code      string
	}{
		"an id that is none":               {`{ node(id: "rec_nonsense") { id } }`, nil, "BAD_ID"},
		"an id of nothing":                 {`{ node(id: "rec_00000000-0000-4000-8000-000000000000") { id } }`, nil, "NOT_FOUND"},
		"an unknown reference":             {`{ workshop(reference: "nowhere") { id } }`, nil, "NOT_FOUND"},
		"an unknown reference in a filter": {page, map[string]any{"filter": within("ISO 3166-2", "ML-99")}, "UNKNOWN_REFERENCE"},
		"an altered cursor":                {page, map[string]any{"after": altered}, "BAD_CURSOR"},
		"a cursor of another filter":       {page, map[string]any{"after": cursor, "filter": theme("impunity")}, "BAD_CURSOR"},
		"a page of -1":                     {page, map[string]any{"first": -1}, "BAD_PAGE"},
		"a page of 101":                    {page, map[string]any{"first": 101}, "BAD_PAGE"},
		"a bad date":                       {operation(d.T, "02-lineage"), map[string]any{"reference": "upr-mali-2013-111-30", "asOf": "2021-02-30"}, "BAD_DATE"},
		"an unknown language":              {`{ workshop(reference: "eid-2022") { title(language: "zz") } }`, nil, "BAD_LANGUAGE"},
		"a value that is no value":         {page, map[string]any{"filter": map[string]any{"implementation": []string{"MAYBE"}}}, "BAD_VARIABLE"},
		"a field that is not there":        {`{ workshop(reference: "eid-2022") { colour } }`, nil, "VALIDATION_FAILED"},
		"a question that is none":          {`{ workshop(`, nil, "PARSE_FAILED"},
	} {
		answer := d.post(bad.query, bad.variables)
		if answer.status >= http.StatusInternalServerError {
			d.Errorf("%s: status %d", name, answer.status)
		}
		if len(answer.Errors) == 0 || answer.Errors[0].Extensions.Code != bad.code {
			d.Errorf("%s: %+v, want %s", name, answer.Errors, bad.code)
		}
	}
}
