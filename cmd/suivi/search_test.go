package main

import (
	"slices"
	"strings"
)

const searching = `query ($query: String!, $kinds: [SearchKind!], $language: LanguageTag) {
  search(query: $query, kinds: $kinds, first: 50) {
    totalCount
    nodes { kind score record { __typename id ... on Place { reference } ... on Recommendation { reference } } snippet(language: $language) { text matched } }
  }
}`

// references are those of what a search found, the best first.
func (d door) references(query, kind string) (found []string) {
	d.Helper()
	answer := d.ask(searching, map[string]any{"query": query, "kinds": []string{kind}})
	for _, node := range answer.at("search.nodes").value.([]any) {
		found = append(found, answered{d.T, node}.at("record.reference").value.(string))
	}
	return found
}

// Each language is found with its own words and with both, and what matched is marked in the language that is asked for.
func search(d door) {
	all := d.references("female genital mutilation", "RECOMMENDATION")
	if len(all) == 0 {
		d.Fatal("nothing is found")
	}
	for _, query := range []string{"mutilation genitale feminine", "Mutilations génitales féminines", "MUTILATIONS genital feminines"} {
		found := d.references(query, "RECOMMENDATION")
		slices.Sort(found)
		slices.Sort(all)
		if !slices.Equal(found, all) {
			d.Errorf("%s finds %v, want %v", query, found, all)
		}
	}
	answer := d.ask(searching, map[string]any{"query": "femmes", "kinds": []string{"RECOMMENDATION"}, "language": "fr"})
	marked := answer.at("search.nodes.0.snippet").json()
	if !strings.Contains(marked, `"matched":true`) || !strings.Contains(marked, `femmes"`) {
		d.Errorf("what is marked: %s", marked)
	}
	everything := d.ask(searching, map[string]any{"query": "securite"})
	kinds := map[any]bool{}
	for _, node := range everything.at("search.nodes").value.([]any) {
		kinds[answered{d.T, node}.at("kind").value] = true
	}
	for _, kind := range []string{"RECOMMENDATION", "STUDY", "WORKSHOP", "PROGRAMME"} {
		if !kinds[kind] {
			d.Errorf("among what is found of security is no %s", kind)
		}
	}
}

func searchTolerantly(d door) {
	for _, query := range []string{"Timbuktu", "tombouctu", "TOMBOUCTOU", "Tombouctou"} {
		if found := d.references(query, "PLACE"); len(found) == 0 || found[0] != "tombouctou-region" {
			d.Errorf("%s finds %v", query, found)
		}
	}
	for _, query := range []string{"segou", "Ségou", "segu"} {
		if found := d.references(query, "PLACE"); !slices.Contains(found, "segou-town") || !slices.Contains(found, "segou-region") {
			d.Errorf("%s finds %v", query, found)
		}
	}
	hidden := d.ask(searching, map[string]any{"query": "xyzzyqwv"})
	hidden.want(map[string]string{"search.totalCount": "0", "search.nodes": "[]"})
}

// With words, what is most relevant comes first; page after page the scores do not grow, and nothing is lost.
func relevance(d door) {
	page := operation(d.T, "05-list")
	variables := map[string]any{"filter": map[string]any{"text": "femmes"}, "orderBy": []any{map[string]any{"field": "RELEVANCE", "direction": "DESC"}}, "first": 2}
	var listed []string
	for more := true; more; {
		answer := d.ask(page, variables).at("recommendations")
		for _, edge := range answer.at("edges").value.([]any) {
			listed = append(listed, answered{d.T, edge}.at("node.reference").value.(string))
		}
		variables["after"], more = answer.at("pageInfo.endCursor").value, answer.at("pageInfo.hasNextPage").value.(bool)
	}
	found := d.references("femmes", "RECOMMENDATION")
	if len(listed) < 5 || len(listed) != len(found) || listed[0] != found[0] {
		d.Errorf("the list has %v, the search %v", listed, found)
	}
	for name, bad := range map[string]map[string]any{
		"an order without words": {"orderBy": variables["orderBy"]}, "signs alone": {"filter": map[string]any{"text": "?!"}},
		"too many words": {"filter": map[string]any{"text": strings.Repeat("femme ", 40)}},
	} {
		if refused := d.post(page, bad); len(refused.Errors) != 1 || refused.Errors[0].Extensions.Code != "BAD_ARGUMENT" {
			d.Errorf("%s: %v", name, refused.Errors)
		}
	}
}

func similar(d door) {
	answer := d.ask(`{ recommendation(reference: "hrc-niger-2019-11-c") { similar { totalCount nodes { score recommendation { reference } } } } }`, nil).at("recommendation.similar")
	answer.want(map[string]string{"nodes.0.recommendation.reference": `"hrc-niger-2019-11-a-b"`})
	last := 1.0
	for _, node := range answer.at("nodes").value.([]any) {
		score := answered{d.T, node}.at("score").value.(float64)
		if score > last || score < 0.3 {
			d.Errorf("a score of %v after one of %v", score, last)
		}
		if reference := (answered{d.T, node}).at("recommendation.reference").value; reference == "hrc-niger-2019-11-c" {
			d.Error("a recommendation is similar to itself")
		}
		last = score
	}
}
