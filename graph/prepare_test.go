package graph

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"

	"github.com/suivi-project/suivi/internal/fault"
)

// prepared prepares a question under the default limits, and gives its cost and the codes of what stands against it.
func prepared(query string, variables map[string]any) (cost int, codes []string) {
	op, faults := newExecutor(Options{}).prepare(request{query: query, variables: variables})
	for _, f := range faults {
		codes = append(codes, string(f.Code))
	}
	if op != nil {
		cost = costOf(op)
	}
	return cost, codes
}

// nested asks for an organisation's parent's parent, so many fields deep in all.
func nested(depth int) string {
	return `{ organisation(id: "x") ` + strings.Repeat("{ parent ", depth-2) + "{ id " + strings.Repeat("}", depth-1) + "}"
}

func TestDepthIsLimited(t *testing.T) {
	for name, test := range map[string]struct {
		query string
		deep  bool
	}{
		"15 fields":              {nested(15), false},
		"16 fields":              {nested(16), true},
		"900 fields":             {nested(900), true},
		"in a fragment":          {`{ organisation(id: "x") { ...F } } fragment F on Organisation ` + deepFragment(14), false},
		"too deep in a fragment": {`{ organisation(id: "x") { ...F } } fragment F on Organisation ` + deepFragment(15), true},
		"fragments and inline ones are no depth of their own": {`{ ... { ... { ... on Query { organisation(id: "x") { ...F } } } } } fragment F on Organisation ` + deepFragment(14), false},
	} {
		_, codes := prepared(test.query, nil)
		if slices.Contains(codes, "TOO_DEEP") != test.deep {
			t.Errorf("%s: %v", name, codes)
		}
	}
	_, faults := newExecutor(Options{}).prepare(request{query: `query A { __typename } query B ` + nested(16), operation: "A"})
	if len(faults) != 1 || faults[0].Code != fault.TooDeep || faults[0].Details["limit"] != 15 {
		t.Errorf("in an operation that is not meant: %v", faults)
	}
}

// deepFragment is the selection of a fragment on an organisation, so many fields deep.
func deepFragment(depth int) string {
	return strings.Repeat("{ parent ", depth-1) + "{ id " + strings.Repeat("}", depth)
}

func TestStandardIntrospectionIsWithinTheLimits(t *testing.T) {
	if cost, codes := prepared(introspection.Query, nil); len(codes) > 0 {
		t.Errorf("cost %d, %v", cost, codes)
	}
	nine := `{ __schema { types { fields { args { type ` + strings.Repeat("{ kind name ofType ", 9) + "{ name }" + strings.Repeat("}", 9) + ` } } } } }`
	if cost, codes := prepared(nine, nil); len(codes) > 0 {
		t.Errorf("with nine levels of wrapping types: cost %d, %v", cost, codes)
	}
}

func TestCostIsTheNumberOfValuesThatCouldBeReturned(t *testing.T) {
	for name, test := range map[string]struct {
		query     string
		variables map[string]any
		cost      int
	}{
		"a field":                 {`{ __typename }`, nil, 1},
		"an object and a field":   {`{ organisation(id: "x") { id } }`, nil, 2},
		"a page of 20":            {`{ organisations { totalCount nodes { id name } } }`, nil, 1 + 1 + 20*3},
		"a page of 5":             {`{ organisations(first: 5) { nodes { id } pageInfo { hasNextPage } } }`, nil, 1 + 5*2 + 2},
		"the last 7":              {`{ organisations(last: 7) { edges { cursor node { id } } } }`, nil, 1 + 7*4},
		"by a variable":           {`query($n: Int) { organisations(first: $n) { nodes { id } } }`, map[string]any{"n": json.Number("3")}, 1 + 3*2},
		"by a variable's default": {`query($n: Int = 4) { organisations(first: $n) { nodes { id } } }`, nil, 1 + 4*2},
		"by no variable":          {`query($n: Int) { organisations(first: $n) { nodes { id } } }`, nil, 1 + 20*2},
		"less than nothing":       {`{ organisations(first: -1) { nodes { id } } }`, nil, 1 + 2},
		"none":                    {`{ organisations(first: 0) { nodes { id } } }`, nil, 1 + 2},
		"more than there may be":  {`{ organisations(first: 101) { nodes { id } } }`, nil, 1 + 101*2},
		"pages in pages":          {`{ programmes(first: 10) { nodes { studies(first: 3) { nodes { id } } } } }`, nil, 1 + 10*(1+1+3*2)},
		"a plain list":            {`{ organisation(id: "x") { codes { code } } }`, nil, 1 + 10*2},
		"ids":                     {`{ nodes(ids: ["a", "b", "c"]) { id } }`, nil, 3 * 2},
		"one id for a list":       {`query($i: [ID!]!) { nodes(ids: $i) { id } }`, map[string]any{"i": "a"}, 2},
		"ids by a variable":       {`query($i: [ID!]!) { nodes(ids: $i) { id } }`, map[string]any{"i": []any{"a", "b"}}, 2 * 2},
		"skipped":                 {`{ a: __typename @skip(if: true) b: __typename @include(if: false) c: __typename }`, nil, 1},
		"skipped by a variable":   {`query($s: Boolean!) { ... @skip(if: $s) { __typename } ... @include(if: $s) { organisation(id: "x") { id } } }`, map[string]any{"s": true}, 2},
		"a fragment":              {`{ organisations(first: 2) { ...F } } fragment F on OrganisationConnection { nodes { id } }`, nil, 1 + 2*2},
		"figures":                 {`{ recommendationStatistics { total bySummary { value count } claimedOnly { count of } } }`, nil, 1 + 1 + 8*3 + 3},
		"and none of them":        {`{ recommendationStatistics { byAssurance { count } } }`, nil, 1 + 5*2},
		"groups":                  {`{ recommendationStatistics { groups(by: YEAR, first: 7) { totalCount nodes { key byPosition { count } } } } }`, nil, 1 + 1 + 1 + 7*(2+5*2)},
		"groups without a number": {`{ recommendationStatistics { groups(by: YEAR) { nodes { key } } } }`, nil, 1 + 1 + 20*2},
		"points in time": {
			`query($to: Date!) { recommendationStatistics { overTime(from: "2021-01-31", to: $to, step: QUARTER) { date } } }`,
			map[string]any{"to": "2023-10-01"},
			1 + 12*2,
		},
		"points of no time":       {`{ recommendationStatistics { overTime(from: "nonsense", to: "2023-10-01", step: MONTH) { date } } }`, nil, 1 + 200*2},
		"more points than can be": {`{ recommendationStatistics { overTime(from: "0001-01-01", to: "2023-10-01", step: MONTH) { date } } }`, nil, 1 + 200*2},
		"time backwards":          {`{ recommendationStatistics { overTime(from: "2023-01-01", to: "2021-10-01", step: MONTH) { date } } }`, nil, 1 + 2},
		"a fragment in pages of two sizes": {`{ a: organisations(first: 2) { ...F } b: organisations(first: 9) { ...F } }
			fragment F on OrganisationConnection { nodes { id } }`, nil, 1 + 2*2 + 1 + 9*2},
	} {
		if cost, codes := prepared(test.query, test.variables); cost != test.cost || len(codes) > 0 {
			t.Errorf("%s: %d %v, want %d", name, cost, codes, test.cost)
		}
	}
}

func TestWhatIsTooCostlyIsToldItsCostAndTheLimit(t *testing.T) {
	query := `{ programmes(first: 100) { nodes { studies(first: 100) { nodes { recommendations(first: 100) { nodes { id } } } } } } }`
	_, faults := newExecutor(Options{}).prepare(request{query: query})
	const cost = 1 + 100*(1+1+100*(1+1+100*2))
	want := fmt.Sprintf("The question could return %d values, and the limit is 100000. Ask for smaller pages.", cost)
	if len(faults) != 1 || faults[0].Code != fault.TooCostly || faults[0].Message != want ||
		faults[0].Details["cost"] != cost || faults[0].Details["limit"] != 100_000 {
		t.Errorf("%+v", faults)
	}
}

func TestCostDoesNotOverflow(t *testing.T) {
	if got := times(uncountable, uncountable); got != uncountable {
		t.Errorf("times: %d", got)
	}
	if got := plus(uncountable, uncountable); got != uncountable {
		t.Errorf("plus: %d", got)
	}
	page := `{ organisation(id: "x") ` + strings.Repeat(`{ members(first: 100) { nodes `, 6) + `{ id ` + strings.Repeat("} }", 6) + "} }"
	if _, codes := prepared(page, nil); !slices.Contains(codes, "TOO_COSTLY") {
		t.Errorf("pages in pages six times over: %v", codes)
	}
	if _, codes := prepared(`{ organisations(first: 2147483647) { nodes { id } } }`, nil); len(codes) > 0 {
		t.Errorf("a page beyond all measure is the planner's to refuse: %v", codes)
	}
}

func TestAbuseIsRefused(t *testing.T) {
	doubling := "{ ...F0 }"
	for i := range 24 {
		doubling += fmt.Sprintf(" fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	doubling += " fragment F24 on Query { __typename }"
	operations := ""
	for i := range 500 {
		operations += fmt.Sprintf("query A%d { ...F } ", i)
	}
	operations += "fragment F on Query { " + strings.Repeat("nonsense ", 900) + "}"

	server := front(t, Options{Planner: untouched(t)})
	for name, test := range map[string]struct{ query, code string }{
		"2,000 overlapping selections":          {"{" + strings.Repeat("organisations{nodes{id}} ", 2_000) + "}", "TOO_MANY_TOKENS"},
		"such fragments around what is skipped": {strings.Replace(doubling, "{ __typename }", "{ __typename @skip(if: true) }", 1), "TOO_COSTLY"},
		"500 overlapping selections":            {"{" + strings.Repeat("organisations{nodes{id id id}} ", 500) + "}", "TOO_COSTLY"},
		"a field 20,000 times":                  {"{" + strings.Repeat("__typename ", 20_000) + "}", "TOO_MANY_TOKENS"},
		"a field as often as there are words":   {"{" + strings.Repeat("__typename ", 4_990) + "}", "TOO_COSTLY"},
		"fragments that double 24 times":        {doubling, "TOO_COSTLY"},
		"a fragment in itself":                  {"{ ...F } fragment F on Query { ...F }", "VALIDATION_FAILED"},
		"two fragments in each other":           {"{ ...F } fragment F on Query { ...G } fragment G on Query { ...F ...F }", "VALIDATION_FAILED"},
		"deep nesting":                          {strings.Repeat("{a", 1_100), "TOO_DEEP"},
		"deep nesting of a value":               {"{ organisations(filter: " + strings.Repeat("{not:", 1_100), "TOO_DEEP"},
		"10,000 unknown directives":             {"{ __typename " + strings.Repeat("@nonsense ", 10_000) + "}", "TOO_MANY_TOKENS"},
		"2,000 unknown directives":              {"{ __typename " + strings.Repeat("@nonsense ", 2_000) + "}", "VALIDATION_FAILED"},
		"introspection 100 times":               {"{" + introspectedTimes(100), "TOO_COSTLY"},
		"introspection in circles":              {"{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "VALIDATION_FAILED"},
		"comments":                              {strings.Repeat("#\n", 20_000) + question, "TOO_MANY_TOKENS"},
	} {
		r := ask(t, server, test.query)
		if r.code(t) != test.code || len(r.body) > 10_000 {
			t.Errorf("%s: %d bytes, %.300s, want %s", name, len(r.body), r.body, test.code)
		}
	}
	if r := post(t, server, asJSON(t, map[string]any{"query": operations, "operationName": "A7"})); r.code(t) != "TOO_COSTLY" {
		t.Errorf("500 operations with one fragment: %.300s", r.body)
	}
	if r := ask(t, server, strings.Repeat("{a", 900_000)); r.status != 413 || r.code(t) != "BODY_TOO_LARGE" {
		t.Errorf("1.8 MB of nesting: %d %.300s", r.status, r.body)
	}
	if r := get(t, server, []string{"query", strings.Repeat("{a", 20_000)}); r.status != 431 && r.code(t) != "BODY_TOO_LARGE" && r.code(t) != "TOO_DEEP" {
		t.Errorf("an address of 120 KB: %d %.300s", r.status, r.body)
	}
}

// introspectedTimes asks for the whole schema so many times.
func introspectedTimes(n int) (text string) {
	for i := range n {
		text += fmt.Sprintf("a%d: __schema { ...S } ", i)
	}
	return text + "} fragment S on __Schema { types { fields { args { type { name } } } } }"
}

func TestAtMostTwentyMistakesAreReported(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	query := "{"
	for i := range 300 {
		query += fmt.Sprintf(" nonsense%d", i)
	}
	if found := ask(t, server, query+" }").errors(t); len(found) != 20 {
		t.Errorf("%d errors", len(found))
	}
}

func TestAMistakeInAFragmentIsReportedOnce(t *testing.T) {
	_, codes := prepared(`{ a: __typename ...F ... { ...F } } fragment F on Query { nonsense }`, nil)
	if !slices.Equal(codes, []string{"VALIDATION_FAILED"}) {
		t.Errorf("%v", codes)
	}
}

func TestMistakesSayWhereAndSuggestNothing(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	for name, test := range map[string]struct {
		query, message string
		line, column   int
	}{
		"a field":              {"{\n  organisatio }", `Cannot query field "organisatio" on type "Query".`, 2, 3},
		"an argument":          {`{ organisation(idd: 1) { id } }`, `Unknown argument "idd" on field "Query.organisation".`, 1, 3},
		"a type":               {`{ ...F } fragment F on Organisatio { id }`, `Unknown type "Organisatio".`, 1, 10},
		"a selection":          {`{ organisations }`, `Field "organisations" of type "OrganisationConnection!" must have a selection of subfields.`, 1, 3},
		"an enum":              {`{ places(filter: {level: TOWNE}) { totalCount } }`, `Value "TOWNE" does not exist in "[PlaceLevel!]" enum.`, 1, 26},
		"a field of an input":  {`{ places(filter: {levle: TOWN}) { totalCount } }`, `Field "levle" is not defined by type "PlaceFilter".`, 1, 19},
		"an object for an Int": {`{ places(first: {}) { totalCount } }`, `Expected value of type "Int", found a list or an object.`, 1, 17},
		"an object for a date": {`{ workshops(filter: {heldBefore: {}}) { totalCount } }`, `Expected value of type "Date", found a list or an object.`, 1, 34},
		"a list for an Int":    {`{ places(first: [1]) { totalCount } }`, `Int cannot represent non-integer value: [1]`, 1, 17},
		"a list for a date":    {`{ workshops(filter: {heldBefore: [1]}) { totalCount } }`, `Expected value of type "Date", found a list or an object.`, 1, 34},
		"an Int of 33 bits":    {`{ places(first: 4294967296) { totalCount } }`, `Int cannot represent non 32-bit signed integer value.`, 1, 17},
		"a character U+0000":   {`{ place(id: "\u0000") { id } }`, `A string must not hold the character U+0000.`, 1, 14},
	} {
		found := ask(t, server, test.query).errors(t)
		if len(found) != 1 || found[0].Message != test.message || len(found[0].Locations) != 1 ||
			found[0].Locations[0].Line != test.line || found[0].Locations[0].Column != test.column {
			t.Errorf("%s: %+v", name, found)
		}
	}
	parse := ask(t, server, "{ a\n  (").errors(t)
	if len(parse) != 1 || len(parse[0].Locations) != 1 || parse[0].Locations[0].Line != 2 {
		t.Errorf("a question that does not parse: %+v", parse)
	}
}

func TestOnlyWhatIsValidIsRemembered(t *testing.T) {
	e := newExecutor(Options{})
	for _, query := range []string{"{", "{ nonsense }", nested(16), "{ __typename }"} {
		_, _ = e.prepare(request{query: query})
	}
	if got := e.documents.known.Len(); got != 1 {
		t.Errorf("%d documents are remembered, want 1", got)
	}
}

func TestWhatIsRememberedIsBounded(t *testing.T) {
	e := newExecutor(Options{})
	for i := range 600 {
		_, _ = e.prepare(request{query: fmt.Sprintf("{ a%d: __typename }", i)})
	}
	if got := e.documents.known.Len(); got != mostDocuments {
		t.Errorf("%d documents are remembered, want %d", got, mostDocuments)
	}
	long := strings.Repeat(" ", 100_000)
	for i := range 20 {
		_, _ = e.prepare(request{query: fmt.Sprintf("{ a%d: __typename }%s", i, long)})
	}
	if got := e.documents.bytes; got > longestDocuments || got < 100_000 {
		t.Errorf("%d bytes are remembered, want at most %d", got, longestDocuments)
	}
}

func TestARememberedQuestionIsAskedAnewWithItsOwnVariables(t *testing.T) {
	e := newExecutor(Options{})
	query := `query($n: Int) { organisations(first: $n) { nodes { id } } }`
	for _, n := range []int{3, 8} {
		op, faults := e.prepare(request{query: query, variables: map[string]any{"n": json.Number(strconv.Itoa(n))}})
		if len(faults) > 0 || costOf(op) != 1+n*2 {
			t.Errorf("first %d: %v", n, faults)
		}
	}
}

func TestAFragmentBelongsToTheOperationThatIsMeant(t *testing.T) {
	e := newExecutor(Options{})
	query := `query A($n: Int) { ...F } query B($n: Int = 50) { ...F } fragment F on Query { organisations(first: $n) { nodes { id } } }`
	for operation, cost := range map[string]int{"A": 1 + 20*2, "B": 1 + 50*2} {
		op, faults := e.prepare(request{query: query, operation: operation})
		if len(faults) > 0 || costOf(op) != cost {
			t.Errorf("%s: %v, cost %d, want %d", operation, faults, costOf(op), cost)
		}
	}
}
