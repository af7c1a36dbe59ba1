package plan

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// The corners of the language, one by one: each is answered as the reference answers it, in one statement.
func TestCorners(t *testing.T) {
	h := anyHouse(t)
	book := "bk_" + h.world["book"][0]["id"].(string)
	patron := h.world.some("patron", "reference")["reference"]
	for name, corner := range map[string]struct {
		query     string
		variables map[string]any
	}{
		"nothing but the type": {query: `{ __typename a: __typename }`},
		"the type everywhere": {query: `{ __typename books(first: 1) { __typename edges { __typename node { __typename
			rating { __typename by { __typename } } condition { __typename damage { __typename } } editions { __typename } companions { __typename }
			library { __typename address { __typename position { __typename } } } } } pageInfo { __typename } } }`},
		"a list of which nothing is asked":            {query: `{ books { __typename } }`},
		"its filter being given all the same":         {query: `{ books(filter: {pages: [10], publishedBefore: "2012-01-01"}, first: 3, countAtMost: 5) { __typename } }`},
		"a list of which only the direction is asked": {query: `{ books(filter: {pages: [10]}, last: 3) { pageInfo { hasNextPage } } }`},
		"an empty page":                       {query: `{ books(first: 0) { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`},
		"an empty page from the end":          {query: `{ books(last: 0) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`},
		"a page of an empty list":             {query: `{ books(filter: {id: []}) { totalCount totalCountIsExact nodes { id } edges { cursor } pageInfo { hasNextPage startCursor } } }`},
		"the largest page":                    {query: `{ loans(first: 100) { totalCount nodes { id } pageInfo { hasNextPage } } }`},
		"a total that stops counting":         {query: `{ books(countAtMost: 3) { totalCount totalCountIsExact } all: books(countAtMost: 1000) { totalCount totalCountIsExact } none: books(countAtMost: 0) { totalCount totalCountIsExact } null: books(countAtMost: null) { totalCount } }`},
		"the same field with other arguments": {query: `{ a: books(first: 2) { nodes { id en: title(language: "en") fr: title(language: "fr-ML") title } } b: books(first: 3, orderBy: {field: PAGES}) { nodes { id } } }`},
		"selections that are merged":          {query: `{ books(first: 2) { nodes { id library { reference } } } books(first: 2) { nodes { library { open } pages id } totalCount } ... { books(first: 2) { totalCount nodes { rating { stars } } } } }`},
		"more members than a function takes":  {query: `{ books(first: 2) { nodes { ` + repeated("p%d: pages ", 120) + ` } } ` + repeated("t%d: __typename ", 60) + ` }`},
		"exactly as many as a function takes": {query: `{ books(first: 1) { nodes { ` + repeated("p%d: pages ", 50) + ` } } }`},
		"fragments on interfaces and unions": {query: `{ books(first: 30) { nodes { ... on Node { id } ... on Lendable { loans(first: 1) { totalCount } ... on Magazine { issue } ... on Book { pages } }
			companions { ... on Node { id } ... on Lendable { library { id } ... on Magazine { title } } ... on Book { pages } } } } }`},
		"an interface that says less than its types": {query: `query ($id: ID!) { node(id: $id) { ... on Lendable { loans { nodes { id lentOn } totalCount totalCountIsExact } } } }`,
			variables: map[string]any{"id": "mag_azine_" + h.world.with("loan", "magazine_id")}},
		"a fragment in itself": {query: `{ books(first: 1) { ...F } } fragment F on BookConnection { nodes { ...G } } fragment G on Book { id sequels { ...H } } fragment H on BookConnection { totalCount }`},
		"skip and include": {query: `query ($yes: Boolean!, $no: Boolean = false) { a: books(first: 1) @skip(if: $yes) { totalCount } b: books(first: 1) @include(if: $yes) @skip(if: $no) { totalCount }
			... @include(if: $no) { c: __typename } ...F @skip(if: $yes) ...F } fragment F on Query { d: __typename }`, variables: map[string]any{"yes": true}},
		"what is not known is not": {query: `{ is: books(filter: {inPrint: true}) { totalCount } isNot: books(filter: {inPrint: false}) { totalCount } notIs: books(filter: {not: {inPrint: true}}) { totalCount }
			notNot: books(filter: {not: {not: {inPrint: true}}}) { totalCount } date: books(filter: {not: {publishedBefore: "2013-01-01"}}) { totalCount }
			either: books(filter: {or: [{inPrint: true}, {not: {publishedAfter: "2013-01-01"}}]}) { totalCount } related: books(filter: {not: {library: {open: true}}}) { totalCount }
			embedded: books(filter: {not: {damage: ["wet"]}}) { totalCount } deep: books(filter: {not: {author: {not: {bornBefore: "2013-01-01"}}}}) { totalCount } }`},
		"filters of nothing": {query: `{ a: books(filter: {}) { totalCount } b: books(filter: null) { totalCount } c: books(filter: {and: []}) { totalCount } d: books(filter: {or: []}) { totalCount }
			e: books(filter: {not: {}}) { totalCount } f: books(filter: {and: null, pages: null}) { totalCount } g: books(filter: {or: [{}]}) { totalCount } h: books(filter: {genre: [null]}) { totalCount }
			i: books(filter: {genre: [null, NOVEL], pages: [null, 10, 20, 30]}) { totalCount } j: books(filter: {library: {}}) { totalCount } }`},
		"one stands for a list of one": {query: `query ($g: [Genre], $f: BookFilter, $o: [BookOrder!]) { a: books(filter: {genre: NOVEL, and: {pages: 10}}, orderBy: {field: PAGES}) { totalCount nodes { id } } b: books(filter: {genre: $g}) { totalCount } c: books(filter: $f, orderBy: $o) { totalCount nodes { id } } }`,
			variables: map[string]any{"g": "NOVEL", "f": map[string]any{"genre": "NOVEL", "or": map[string]any{"pages": 10}}, "o": map[string]any{"field": "PAGES"}}},
		"variables without a value": {query: `query ($f: BookFilter, $d: Date, $n: Int, $l: LanguageTag, $o: [BookOrder!], $p: PageRange) { books(filter: $f, first: $n, orderBy: $o) { nodes { id title(language: $l) age(on: $d) similar(length: $p) { id } } } a: books(filter: {publishedBefore: $d}) { totalCount } }`},
		"variables of null": {query: `query ($f: BookFilter, $d: Date, $n: Int = 3, $l: LanguageTag, $o: [BookOrder!], $p: PageRange) { books(filter: $f, first: $n, orderBy: $o) { nodes { id title(language: $l) age(on: $d) similar(length: $p) { id } } } a: books(filter: {publishedBefore: $d}) { totalCount } }`,
			variables: map[string]any{"f": nil, "d": nil, "n": nil, "l": nil, "o": nil, "p": nil}},
		"variables with defaults": {query: `query ($f: BookFilter = {genre: [POETRY]}, $n: Int = 2, $o: [BookOrder!] = [{field: PAGES, direction: DESC}]) { books(filter: $f, first: $n, orderBy: $o) { nodes { id pages } } }`},
		"defaults in literals": {query: `{ loans(filter: {}) { totalCount } b: loans(filter: {or: [{}, {lost: true}]}) { totalCount } c: loans(filter: {lost: null}) { totalCount } d: books(filter: {loan: {}}) { totalCount }
			authors(orderBy: {}, first: 3) { nodes { name } } e: authors(orderBy: [{field: BORN_ON}], first: 100) { nodes { id bornOn } } f: books(first: 5) { nodes { a: similar(length: {}) { id } b: similar(length: {atLeast: null, atMost: 100}) { id } c: similar { id } d: similar(length: null) { id } } } }`},
		"defaults that a variable without a value leaves": {query: `query ($lost: Boolean, $direction: Direction! = ASC) { loans(filter: {lost: $lost}) { totalCount } authors(orderBy: {direction: $direction}) { nodes { name } } }`},
		"objects and lists for a function": {query: `query ($tags: [String!]!, $id: ID!) { books { nodes { similar(length: {tags: $tags, atLeast: 0, besides: {id: $id}}) { id } one: similar(length: {tags: "red"}) { id } } } }`,
			variables: map[string]any{"tags": []any{"blue", `q"\`}, "id": book}},
		"null for a function":        {query: `{ books(first: 60) { nodes { a: age b: age(on: null, inMonths: null) c: initials(most: null) d: similar(genre: null) { id } rating { verdict(strict: null) b: verdict } } } }`},
		"orders by what may be null": {query: `{ a: books(orderBy: {field: PUBLISHED_ON}, first: 100) { nodes { publishedOn } } b: books(orderBy: {field: PUBLISHED_ON, direction: DESC}, last: 30) { nodes { publishedOn } } c: books(orderBy: []) { nodes { id } } }`},
		"records of any kind": {query: `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Author { name } ... on Lendable { library { reference } } } none: nodes(ids: []) { id } }`,
			variables: map[string]any{"ids": append(h.someOfEach(), "loan_99999999-0000-7000-8000-000000000000", book, book)}},
		"what is not there": {query: `{ node(id: "bk_99999999-0000-7000-8000-000000000000") { id } b: book(reference: "nothing") { id } c: patron(id: null, reference: "nobody") { id } }`},
		"one value in many places": {query: `query ($ref: String!, $id: ID!) { a: patron(reference: $ref) { name } books(filter: {lentTo: {reference: $ref}, not: {id: [$id]}}) { totalCount nodes { id } } b: node(id: $id) { id } c: book(id: $id) { id } d: nodes(ids: [$id]) { id } }`,
			variables: map[string]any{"ref": patron, "id": book}},
		"quotes and worse":       {query: `{ books(filter: {titled: "l'"}) { totalCount } b: books(filter: {titled: "\\"}) { totalCount } c: books(filter: {titled: "%' or 1=1;--"}) { totalCount } d: books(filter: {titled: """ "$1" """}) { totalCount } e: books(filter: {titled: ""}) { totalCount } }`},
		"a record within itself": {query: `{ books(filter: {prequel: {prequel: {}}}) { nodes { ` + strings.Repeat("prequel { id sequels(first: 2) { nodes { ", 6) + "id" + strings.Repeat(" } } }", 6) + ` } } }`},
	} {
		t.Run(name, func(t *testing.T) { h.mustAgree(t, corner.query, h.mustQuestion(t, corner.query, corner.variables)) })
	}
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
