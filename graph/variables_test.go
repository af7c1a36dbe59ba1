package graph

import (
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

func TestVariablesAreCoercedByTheRulesOfTheSpecification(t *testing.T) {
	e := newExecutor(Options{})
	schema := e.schema.Schema()
	for name, test := range map[string]struct{ kind, given, want string }{
		"an Int":                        {"Int", "3", "3"},
		"an Int as 3.0":                 {"Int", "3.0", "3"},
		"an ID as a number":             {"ID", "12", `"12"`},
		"an ID of many digits":          {"ID", "12345678901234567890", `"12345678901234567890"`},
		"a Float as a whole number":     {"Float", "2", "2"},
		"one value for a list":          {"[PlaceLevel!]", `"TOWN"`, `["TOWN"]`},
		"one value for a list of lists": {"[[Int]]", `1`, `[[1]]`},
		"null in a list":                {"[ID]", `["a",null]`, `["a",null]`},
		"null":                          {"PlaceFilter", `null`, `null`},
		"an input with a default":       {"WorkshopOrder", `{"field":"HELD_FROM"}`, `{"direction":"ASC","field":"HELD_FROM"}`},
		"inputs in inputs":              {"PlaceFilter", `{"not":{"level":"TOWN","within":{"code":"ML-1"}}}`, `{"not":{"level":["TOWN"],"within":{"code":"ML-1"}}}`},
		"null in an input":              {"PlaceRef", `{"id":null}`, `{"id":null}`},
		"a scalar of our own":           {"Date", `"2021-02-09"`, `"2021-02-09"`},
	} {
		document, problem := parse("query($v: "+test.kind+") { __typename }", 0)
		if problem != nil {
			t.Fatal(problem)
		}
		given, err := decode([]byte(test.given))
		if err != nil {
			t.Fatal(err)
		}
		got, problem := coerceVariables(schema, document.Operations[0], map[string]any{"v": given})
		if problem != nil || asJSON(t, got["v"]) != test.want {
			t.Errorf("%s: %v %v, want %s", name, got["v"], problem, test.want)
		}
	}
}

func TestABadVariableIsNamed(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	places := `query($f: PlaceFilter) { places(filter: $f) { totalCount } }`
	for name, test := range map[string]struct{ query, variables, argument, message string }{
		"missing":               {`query($i: ID!) { place(id: $i) { id } }`, `{}`, "i", "The variable i is missing."},
		"null":                  {`query($i: ID!) { place(id: $i) { id } }`, `{"i":null}`, "i", "The variable i must not be null."},
		"a text for an Int":     {`query($n: Int) { places(first: $n) { totalCount } }`, `{"n":"3"}`, "n", "The variable n must be a whole number of at most 32 bits."},
		"a fraction":            {`query($n: Int) { places(first: $n) { totalCount } }`, `{"n":1.5}`, "n", "The variable n must be a whole number of at most 32 bits."},
		"33 bits":               {`query($n: Int) { places(first: $n) { totalCount } }`, `{"n":4294967296}`, "n", "The variable n must be a whole number of at most 32 bits."},
		"beyond all numbers":    {`query($n: Int) { places(first: $n) { totalCount } }`, `{"n":1e999}`, "n", "The variable n must be a whole number of at most 32 bits."},
		"a list":                {`query($n: Int) { places(first: $n) { totalCount } }`, `{"n":[1]}`, "n", "The variable n must be a whole number of at most 32 bits."},
		"a number for a text":   {`query($s: String) { place(reference: $s) { id } }`, `{"s":3}`, "s", "The variable s must be a string."},
		"a fraction for an ID":  {`query($i: ID!) { place(id: $i) { id } }`, `{"i":1.5}`, "i", "The variable i must be a string or a whole number."},
		"a character U+0000":    {`query($s: String) { place(reference: $s) { id } }`, `{"s":"a\u0000"}`, "s", "The variable s must not hold the character U+0000."},
		"an enum":               {places, `{"f":{"level":["TOWN","VILLAGE"]}}`, "f.level.1", "The variable f.level.1 must be a value of the enum PlaceLevel."},
		"an enum in lower case": {places, `{"f":{"level":"town"}}`, "f.level", "The variable f.level must be a value of the enum PlaceLevel."},
		"an unknown field":      {places, `{"f":{"not":{"lvl":1}}}`, "f.not.lvl", "The variable f.not.lvl is nothing that PlaceFilter has."},
		"not an object":         {places, `{"f":3}`, "f", "The variable f must be an object, of type PlaceFilter."},
		"null in a list":        {places, `{"f":{"and":[null]}}`, "f.and.0", "The variable f.and.0 must not be null."},
		"an object for a date":  {`query($d: Date) { workshops(filter: {heldBefore: $d}) { totalCount } }`, `{"d":{}}`, "d", "The variable d must be a Date, not a list or an object."},
		"a missing field": {
			`query($o: [WorkshopOrder!]) { workshops(orderBy: $o) { totalCount } }`, `{"o":{"direction":"DESC"}}`, "o.field",
			"The variable o.field is missing.",
		},
		"null where a default lets it stand": {
			`query($s: Boolean = true) { __typename @skip(if: $s) }`, `{"s":null}`, "s",
			"The variable s must not be null where it is used.",
		},
		"null in a fragment where a default lets it stand": {
			`query($s: Boolean = true) { ...F } fragment F on Query { place(id: "x") { id @skip(if: $s) } }`,
			`{"s":null}`, "s", "The variable s must not be null where it is used.",
		},
		"null in an input where a default lets it stand": {
			`query($d: OrderDirection) { workshops(orderBy: {field: HELD_FROM, direction: $d}) { totalCount } }`,
			`{"d":null}`, "d", "The variable d must not be null where it is used.",
		},
	} {
		r := post(t, server, `{"query":`+asJSON(t, test.query)+`,"variables":`+test.variables+`}`)
		found := r.errors(t)
		if len(found) != 1 || r.code(t) != "BAD_VARIABLE" || found[0].Extensions["argument"] != test.argument || found[0].Message != test.message {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

func TestWhatNoVariableIsDeclaredForIsPassedOver(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	if r := post(t, server, `{"query":"{ organisations { totalCount } }","variables":{"nobody":{"knows":1}}}`); r.code(t) != "" {
		t.Error(r.body)
	}
}

func TestOfAnInputThatIsOneOfSeveralThingsOneIsGiven(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { a(b: Ref): Int } input Ref @oneOf { id: ID reference: String }`})
	kind := ast.NamedType("Ref", nil)
	for given, good := range map[string]bool{
		`{"id":"a"}`: true, `{}`: false, `{"id":null}`: false, `{"id":"a","reference":"b"}`: false, `{"id":"a","reference":null}`: false,
	} {
		value, err := decode([]byte(given))
		if err != nil {
			t.Fatal(err)
		}
		if _, problem := (coercer{schema}).value("v", kind, value); (problem == nil) != good {
			t.Errorf("%s: %v", given, problem)
		}
	}
}
