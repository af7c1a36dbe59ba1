package plan

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
)

// searchable is the library with an order by how well a title answers, with words that must be words, and with a field that is told the languages.
func (h *house) searchable(t *testing.T) *house {
	t.Helper()
	contract := strings.NewReplacer(
		"enum BookOrderField { PAGES", "enum BookOrderField { CLOSENESS PAGES", "titled: String", "titled: String @words(atMost: 6)",
		"find(word: String!", "find(word: String! @words",
	).Replace(readTestdata(t, "library.graphql"))
	contract = strings.Replace(contract, "pages: Int!\n", "pages: Int!\n  wanted(language: LanguageTag): String\n", 1)
	contract += "directive @words(atMost: Int! = 200) on INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION"
	planner, err := New(libraryOptions(schemaOf(t, contract), h.catalogue, h.reader))
	if err != nil {
		t.Fatal(err)
	}
	searchable := *h
	searchable.Planner = planner
	return &searchable
}

// Whoever follows the cursors of a ranked list sees every record that the filter lets through once, the best first or last.
func TestRankedPagesHoldEveryRecordOnce(t *testing.T) {
	random := newRandom(t)
	h := openHouse(t, random).searchable(t)
	library := "lib_" + h.world.busiest("library", "book", "library_id")
	author := "aut_" + h.world.busiest("author", "book_author", "author_id")
	pages := map[string]int{}
	for _, book := range h.world["book"] {
		pages["bk_"+book["id"].(string)] = book["pages"].(int)
	}
	for _, list := range []string{
		`list: books(filter: {titled: "l'"%s}, %%s)`,
		`list: books(filter: {titled: "l'", not: {titled: "1"}, library: {id: ["` + library + `"]}}%s, %%s)`,
		`library(id: "` + library + `") { list: books(filter: {titled: "l'"}%s, %%s)`,
		`author(id: "` + author + `") { list: books(filter: {titled: "l'"}%s, %%s)`,
	} {
		list = strings.Replace(list, `"l'"%s}`, `"l'"}%s`, 1)
		for _, direction := range []string{"ASC", "DESC"} {
			size := 1 + random.IntN(7)
			t.Run(fmt.Sprintf("%s %s by %d", list, direction, size), func(t *testing.T) {
				ranked := fmt.Sprintf(list, ", orderBy: {field: CLOSENESS, direction: "+direction+"}")
				expected := h.walked(t, fmt.Sprintf(list, ""), "first", 100)
				slices.SortFunc(expected, func(a, b string) int {
					sign := map[string]int{"ASC": 1, "DESC": -1}[direction]
					return sign * cmp.Or(cmp.Compare(pages[a]%3, pages[b]%3), cmp.Compare(a, b))
				})
				if len(expected) < 2 {
					t.Fatalf("%d books: too few to tell", len(expected))
				}
				for _, way := range []string{"first", "last"} {
					if got := h.walked(t, ranked, way, size); !slices.Equal(got, expected) {
						t.Errorf("%s:\n%v\n%v", way, got, expected)
					}
				}
			})
		}
	}
}

func TestARankingLetsThroughWhatTheFilterDoes(t *testing.T) {
	h := anyHouse(t).searchable(t)
	const query = `query ($filter: BookFilter) { books(filter: $filter, orderBy: {field: CLOSENESS, direction: DESC}, first: 3) { totalCount pageInfo { hasNextPage } }
		unranked: books(filter: $filter, first: 3) { totalCount pageInfo { hasNextPage } } }`
	for _, filter := range []map[string]any{{"titled": "été"}, {"titled": "été", "inPrint": true}, {"titled": "nowher"}} {
		answer := h.Answer(t.Context(), h.mustQuestion(t, query, map[string]any{"filter": filter}))
		var read struct{ Books, Unranked struct{ TotalCount int } }
		decode(t, answer, &read)
		if read.Books != read.Unranked {
			t.Errorf("%v: %s", filter, answer.Data)
		}
	}
}

func TestRefusalsOfASearch(t *testing.T) {
	h := anyHouse(t).searchable(t)
	const ranked = `, orderBy: {field: CLOSENESS}) { totalCount } }`
	for name, wrong := range map[string]struct{ query, argument string }{
		"a ranking without a filter":         {`{ books(first: 1` + ranked, "books.orderBy"},
		"a ranking without words":            {`{ books(filter: {inPrint: true}` + ranked, "books.orderBy"},
		"a ranking by null":                  {`{ books(filter: {titled: null}` + ranked, "books.orderBy"},
		"a ranking by words further in":      {`{ books(filter: {and: [{titled: "a"}]}` + ranked, "books.orderBy"},
		"a ranking elsewhere, without words": {`{ libraries { nodes { books(orderBy: {field: CLOSENESS}) { totalCount } } } }`, "libraries.books.orderBy"},
		"no words":                           {`{ books(filter: {titled: ""}) { totalCount } }`, "books.filter.titled"},
		"no words but space":                 {`{ books(filter: {titled: " \u00a0 "}) { totalCount } }`, "books.filter.titled"},
		"signs":                              {`{ books(filter: {titled: "&|!:*'"}) { totalCount } }`, "books.filter.titled"},
		"signs, for a ranking":               {`{ books(filter: {titled: "?"}, orderBy: {field: CLOSENESS}) { nodes { id } } }`, "books.filter.titled"},
		"signs further in":                   {`{ books(filter: {or: [{titled: "?"}]}) { totalCount } }`, "books.filter.or.0.titled"},
		"too many words":                     {`{ books(filter: {titled: "ééééééé"}) { totalCount } }`, "books.filter.titled"},
		"words for a function that are none": {`{ find(word: "—") { totalCount } }`, "find.word"},
		"too many words for a function":      {`{ find(word: "` + strings.Repeat("a", 201) + `") { totalCount } }`, "find.word"},
	} {
		t.Run(name, func(t *testing.T) {
			h.statements.take()
			question, err := h.question(wrong.query, nil)
			if err != nil {
				t.Fatal(err)
			}
			answer := h.Answer(t.Context(), question)
			if len(answer.Faults) != 1 || answer.Faults[0].Code != fault.BadArgument || answer.Faults[0].Argument != wrong.argument {
				t.Errorf("got %v", answer.Faults)
			}
			if asked := h.statements.take(); len(asked) > 0 {
				t.Errorf("the database was asked: %v", asked)
			}
		})
	}
}

func TestAFunctionIsToldTheLanguagesThatAreWanted(t *testing.T) {
	h := anyHouse(t).searchable(t)
	answer := h.Answer(t.Context(), h.mustQuestion(t, `{ books(first: 1) { nodes { any: wanted german: wanted(language: "de-AT") } } }`, nil))
	var read struct {
		Books struct {
			Nodes []struct{ Any, German string }
		}
	}
	decode(t, answer, &read)
	if got := read.Books.Nodes[0]; got.Any != "bm en" || got.German != "de-AT de bm en" || !answer.DependsOnLanguages {
		t.Errorf("%+v, depends: %t", got, answer.DependsOnLanguages)
	}
}

func decode(t *testing.T, answer Answer, into any) {
	t.Helper()
	if len(answer.Faults) > 0 {
		t.Fatal(answer.Faults)
	}
	if err := json.Unmarshal(answer.Data, into); err != nil {
		t.Fatalf("%v: %s", err, answer.Data)
	}
}
