package plan

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// The corners of the language and of the library, one by one (testdata/corners.graphql): each is answered as the reference answers it, in one
// statement.
func TestCorners(t *testing.T) {
	h := anyHouse(t)
	for corner := range strings.SplitSeq(readTestdata(t, "corners.graphql"), "### ") {
		if name, query, is := strings.Cut(corner, "\n"); is {
			t.Run(name, func(t *testing.T) { h.mustAgree(t, query, h.mustQuestion(t, query, h.cornerVariables())) })
		}
	}
}

// cornerVariables are the values of all variables in the corners; those that are not here have none.
func (h *house) cornerVariables() map[string]any {
	book := "bk_" + h.world["book"][0]["id"].(string)
	return map[string]any{
		"book": book, "magazine": "mag_azine_" + h.world.with("loan", "magazine_id"), "patron": h.world.with("patron", "reference"),
		"ids": append(h.someOfEach(), "loan_99999999-0000-7000-8000-000000000000", book, book), "tags": []any{"blue", `q"\`}, "yes": true,
		"genres": "NOVEL", "filter": map[string]any{"genre": "NOVEL", "or": map[string]any{"pages": 10}}, "orders": map[string]any{"field": "PAGES"},
		"nullFilter": nil, "nullDate": nil, "nullInt": nil, "nullTag": nil, "nullOrder": nil, "nullRange": nil,
	}
}

// An object may have more members than a function of the database takes arguments.
func TestObjectsOfAnySize(t *testing.T) {
	h := anyHouse(t)
	for _, size := range []int{49, 50, 51, 100, 101, 250} {
		query := `{ books(first: 2) { nodes { ` + repeated("p%d: pages ", size) + `} } ` + repeated("t%d: __typename ", size) + `}`
		h.mustAgree(t, query, h.mustQuestion(t, query, nil))
	}
}

func TestARecordWithinItself(t *testing.T) {
	h := anyHouse(t)
	query := `{ books(filter: {prequel: {prequel: {}}}) { nodes { ` + strings.Repeat("prequel { id sequels(first: 2) { nodes { ", 6) + "id" + strings.Repeat(" } } }", 6) + ` } } }`
	h.mustAgree(t, query, h.mustQuestion(t, query, nil))
}

// The answers about the schema are put in their place, in the same statement.
func TestIntrospectionIsPutInItsPlace(t *testing.T) {
	h := anyHouse(t)
	question := h.mustQuestion(t, `{ a: __typename s: __schema { queryType { name } } books(first: 0) { nodes { id } } t: __type(name: "Nothing") { name } }`, nil)
	question.Introspection = map[string]json.RawMessage{"s": []byte(`{"queryType":{"name":"Qu'ery"}}`), "t": []byte("null")}
	h.statements.take()
	answer := h.Answer(t.Context(), question)
	if got, want := compact(t, answer.Data), `{"a":"Query","s":{"queryType":{"name":"Qu'ery"}},"books":{"nodes":[]},"t":null}`; got != want {
		t.Errorf("got %s", got)
	}
	if sent := h.statements.take(); len(sent) != 1 {
		t.Errorf("%d statements", len(sent))
	}
}

// Whether another list of languages could have given another answer is said of an answer with texts, and of no other.
func TestLanguagesAreSaidToMatter(t *testing.T) {
	h := anyHouse(t)
	for query, matter := range map[string]bool{
		`{ books { nodes { title } } }`:                             true,
		`{ books { nodes { title(language: "fr") } } }`:             true,
		`{ books { nodes { titleDetail { language } } } }`:          true,
		`{ books { nodes { editions { note } } } }`:                 true,
		`{ books { nodes { pages title @skip(if: true) } } }`:       false,
		`{ books(filter: {titled: "l'"}) { nodes { reference } } }`: false,
	} {
		if got := h.Answer(t.Context(), h.mustQuestion(t, query, nil)).DependsOnLanguages; got != matter {
			t.Errorf("%s: %v", query, got)
		}
	}
}

func TestALanguageIsReadHoweverItIsWritten(t *testing.T) {
	h := anyHouse(t)
	ask := func(tag string) string {
		return string(h.Answer(t.Context(), h.mustQuestion(t, `query ($tag: LanguageTag) { books { nodes { title(language: $tag) } } }`, map[string]any{"tag": tag})).Data)
	}
	if ask("FR_ml") != ask("fr-ML") || ask("fr-ML") == ask("en") {
		t.Error("FR_ml is not read as fr-ML")
	}
}

// repeated repeats a field under names of its own.
func repeated(format string, count int) string {
	var fields strings.Builder
	for i := range count {
		fmt.Fprintf(&fields, format, i)
	}
	return fields.String()
}

// some is a row that has something in a column, and with is what it has.
func (w world) some(table, column string) row {
	for _, x := range w[table] {
		if x[column] != nil {
			return x
		}
	}
	return nil
}

func (w world) with(table, column string) string { return w.some(table, column)[column].(string) }

func (h *house) someOfEach() (ids []any) {
	for _, typ := range slices.Sorted(maps.Keys(idPrefixes)) {
		ids = append(ids, idPrefixes[typ]+"_"+h.world[strings.ToLower(typ)][1]["id"].(string))
	}
	return ids
}
