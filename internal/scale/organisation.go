package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/tracker"
)

// organisationsPart holds the organisations of every country: its government with the ministries under it, its councils and associations;
// and one that funds.
func organisationsPart(n int) part {
	return part{"organisations", func() tracker.Batch {
		batch := tracker.Batch{Organisations: []tracker.Organisation{{Entry: named("organisation", funder), Name: called("Fund")}}}
		for country := range countries(n) {
			batch.Organisations = append(batch.Organisations, organisationsOf(country)...)
		}
		return batch
	}}
}

const funder = "scale-fund"

func organisationsOf(country int) []tracker.Organisation {
	organisations := []tracker.Organisation{{Entry: named("organisation", governmentOf(country)), Name: called("Government of " + countryOf(country))}}
	for _, ministry := range ministriesOf(country) {
		organisations = append(organisations, tracker.Organisation{
			Entry: named("organisation", ministry), Name: called("Ministry " + ministry), Parent: the(governmentOf(country)),
		})
	}
	for _, council := range councilsOf(country) {
		organisations = append(organisations, tracker.Organisation{Entry: named("organisation", council), Name: called("Council " + council)})
	}
	for _, association := range associationsOf(country) {
		organisations = append(organisations, tracker.Organisation{Entry: named("organisation", association), Name: called("Association " + association)})
	}
	return organisations
}

func governmentOf(country int) string { return countryOf(country) + "-government" }

func ministriesOf(country int) []string { return numbered(country, "ministry", ministriesPerCountry) }

func councilsOf(country int) []string { return numbered(country, "council", councilsPerCountry) }

func associationsOf(country int) []string {
	return numbered(country, "association", associationsPerCountry)
}

func numbered(country int, kind string, many int) []string {
	references := make([]string, many)
	for i := range references {
		references[i] = fmt.Sprintf("%s-%s-%d", countryOf(country), kind, i+1)
	}
	return references
}
