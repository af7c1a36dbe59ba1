package main

import "strings"

// What the documents count is added up, and said of how many workshops it is; a figure that is not there, or is a percentage, is in no sum.
func attendance(d door) {
	d.ask(theDashboard(d.T), nil).at("attendanceStatistics").want(map[string]string{
		"workshops": "25", "total": `{"kind":"APPROXIMATE","value":384}`, "totalFrom": "6", "women": `{"kind":"EXACT","value":97}`, "womenFrom": "4",
		"groups.totalCount": "12",
	})
	inBamako := map[string]any{"reference": []string{"ccs-bamako-2", "ccs-bamako-3"}}
	d.ask(`query($workshops: WorkshopFilter) { attendanceStatistics(filter: $workshops) {
		workshops withAttendance women { kind value } womenShare { kind value from } men { kind value } menFrom
		under30 { kind value } under30From under30OtherwiseIn totalSuppressedIn womenSuppressedIn
		cells { dimension key label(language: "fr") quantity { kind value } from suppressedIn otherwiseIn }
	} }`, map[string]any{"workshops": inBamako}).at("attendanceStatistics").want(map[string]string{
		"workshops": "2", "withAttendance": "1", "women": `{"kind":"EXACT","value":23}`, "womenShare": `{"from":1,"kind":"EXACT","value":26.136363636363637}`,
		"men": `{"kind":"UNKNOWN","value":null}`, "menFrom": "0", "under30": `{"kind":"UNKNOWN","value":null}`, "under30From": "0", "under30OtherwiseIn": "1",
		"totalSuppressedIn": "0", "womenSuppressedIn": "0",
		"cells.2": `{"dimension":"AGE","from":0,"key":"under30","label":"Jeunes de moins de 30 ans","otherwiseIn":1,"quantity":{"kind":"UNKNOWN","value":null},"suppressedIn":0}`,
	})
}

// Each group is what asking for its workshops alone gives.
func groupedAttendance(d door) {
	groups := d.ask(`{ attendanceStatistics { groups(by: WORKSHOP_KIND, first: 100) { totalCount overlapping nodes {
		key workshops withAttendance total { kind value } totalFrom womenShare { value from } cells(dimension: KIND) { key } } } } }`, nil).at("attendanceStatistics.groups")
	groups.want(map[string]string{"totalCount": "12", "overlapping": "false"})
	for _, node := range groups.at("nodes").value.([]any) {
		group := node.(map[string]any)
		filter := map[string]any{"kind": []any{group["key"]}}
		alone := d.ask(`query($workshops: WorkshopFilter) { attendanceStatistics(filter: $workshops) {
			workshops withAttendance total { kind value } totalFrom womenShare { value from } cells(dimension: KIND) { key } } }`, map[string]any{"workshops": filter}).at("attendanceStatistics")
		for field := range alone.value.(map[string]any) {
			if got, want := (answered{d.T, group[field]}).json(), alone.at(field).json(); got != want {
				d.Errorf("%s of %s is %s, and alone %s", field, group["key"], got, want)
			}
		}
	}
	for by, want := range map[string]string{
		"PLACE, level: COUNTRY": `"Mali"`, "YEAR": `"2022"`, "MONTH": `"2022-12"`, "PROGRAMME": `"Security for All"`, "FUNDER": `"European Union"`, "SERIES": `"No series"`,
	} {
		labels := d.ask("{ attendanceStatistics { groups(by: "+by+`, first: 100) { nodes { label(language: "en") } } } }`, nil).json()
		if !strings.Contains(labels, want) {
			d.Errorf("by %s: there is no %s among %s", by, want, labels)
		}
	}
}

func attendanceThen(d door) {
	const question = `query($at: DateTime) { attendanceStatistics(knownAt: $at) { knownAt withAttendance total { kind value } totalFrom } }`
	now := d.ask(question, nil).at("attendanceStatistics")
	again := d.ask(question, map[string]any{"at": now.at("knownAt").value}).at("attendanceStatistics")
	if again.json() != now.json() {
		d.Errorf("%s, and asked again as of then %s", now.json(), again.json())
	}
	d.ask(question, map[string]any{"at": "2001-01-01T00:00:00Z"}).at("attendanceStatistics").want(map[string]string{
		"withAttendance": "0", "total": `{"kind":"UNKNOWN","value":null}`, "totalFrom": "0",
	})
}
