package main

import (
	"fmt"
	"strings"
	"sync"
)

const (
	madeHere = `mutation ($input: CreateOrganisationInput!) {
		createOrganisation(input: $input) { organisation { reference version acronym parent { reference } aliases { text } } problems { code field } }
	}`
	revisedHere = `mutation ($input: ReviseOrganisationInput!) {
		reviseOrganisation(input: $input) {
			organisation { reference version name(language: "en") acronym parent { reference } aliases { text } names { language state text } }
			problems { code message field }
		}
	}`
)

// revising promises that of two writers at once one wins and the other is shown what stands now, and that absent, null and a value are three things.
func revising(d door) {
	input := func(fields map[string]any) map[string]any {
		whole := map[string]any{"organisation": "mill"}
		for name, value := range fields {
			whole[name] = value
		}
		return map[string]any{"input": whole}
	}
	d.ask(madeHere, map[string]any{"input": map[string]any{
		"reference": "mill", "name": []any{map[string]any{"language": "en", "text": "Mill"}, map[string]any{"language": "fr", "text": "Moulin", "state": "REVIEWED"}},
		"acronym": "M", "aliases": []any{map[string]any{"text": "The old one"}},
	}}).at("createOrganisation").want(map[string]string{"problems": "[]", "organisation.version": "1", "organisation.acronym": `"M"`})

	first := d.ask(revisedHere, input(map[string]any{"version": 1, "acronym": nil, "name": map[string]any{"language": "en", "text": "Water mill"}})).at("reviseOrganisation")
	first.want(map[string]string{
		"problems": "[]", "organisation.version": "2", "organisation.acronym": "null", "organisation.name": `"Water mill"`,
		"organisation.aliases": `[{"text":"The old one"}]`, "organisation.names.1.state": `"STALE"`,
	})
	d.ask(revisedHere, input(map[string]any{"version": 1, "acronym": "W"})).at("reviseOrganisation").want(map[string]string{
		"problems.0.code": `"CONFLICT"`, "problems.0.field": `["version"]`, "organisation.version": "2", "organisation.name": `"Water mill"`, "organisation.acronym": "null",
	})
	d.ask(revisedHere, input(map[string]any{"version": 2, "name": nil})).at("reviseOrganisation").want(map[string]string{
		"problems.0.code": `"BAD_ARGUMENT"`, "problems.0.field": `["name"]`,
	})

	var both sync.WaitGroup
	answers := make([]string, 2)
	for i := range answers {
		both.Go(func() {
			answers[i] = d.ask(revisedHere, input(map[string]any{"version": 2, "acronym": fmt.Sprint("W", i)})).at("reviseOrganisation").json()
		})
	}
	both.Wait()
	if lost := strings.Count(strings.Join(answers, " "), "CONFLICT"); lost != 1 || !strings.Contains(answers[0], `"version":3`) || !strings.Contains(answers[1], `"version":3`) {
		d.Errorf("of two writers %d lost:\n%s", lost, strings.Join(answers, "\n"))
	}
}
