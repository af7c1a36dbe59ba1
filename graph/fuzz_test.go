package graph

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
)

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.5e3,"x",null,true]}`, `{"a":1,"a":2}`, `[1,]`, `{} {}`, `"\ud800"`, `[[[[`, ``, `-`, `{"a"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := decode(text)
		if err != nil {
			return
		}
		reader := json.NewDecoder(strings.NewReader(string(text)))
		reader.UseNumber()
		var want any
		if err := reader.Decode(&want); err != nil || !json.Valid(text) {
			t.Fatalf("%q is not JSON: %v", text, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as %v, not as %v", text, got, want)
		}
	})
}

func FuzzRequest(f *testing.F) {
	f.Add("application/json", `{"query":"{ __typename }","variables":{"a":1}}`, "")
	f.Add("application/json; charset=utf-8", `{"query":3}`, "")
	f.Add("text/plain", ``, "query=%7B__typename%7D&variables={}")
	f.Add(";", `{"query":"\u0000"}`, "query=%zz&query=1")
	f.Fuzz(func(t *testing.T, kind, body, parameters string) {
		limits := Limits{}.orDefaults()
		post := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
		post.Header.Set("Content-Type", kind)
		get := httptest.NewRequest(http.MethodGet, "/graphql", nil)
		get.URL.RawQuery = parameters
		for _, r := range []*http.Request{post, get} {
			_, status, problem := readRequest(httptest.NewRecorder(), r, limits)
			if (problem == nil) != (status == 0) {
				t.Errorf("status %d with %v", status, problem)
			}
			if problem != nil && (problem.Code != fault.BadRequest && problem.Code != fault.BodyTooLarge || status < 400 || status > 499) {
				t.Errorf("status %d with %v", status, problem)
			}
		}
	})
}

func FuzzPrepare(f *testing.F) {
	for _, seed := range [][2]string{
		{`{ __typename }`, `{}`},
		{`query($n: Int, $f: PlaceFilter) { places(first: $n, filter: $f) { nodes { ...P } } } fragment P on Place { id name }`, `{"n":3,"f":{"not":{"level":"TOWN"}}}`},
		{`query A($s: Boolean = true) { ... @skip(if: $s) { __schema { types { name } } } } query B { __typename }`, `{"s":null}`},
		{`{ nodes(ids: ["a"]) { ... on Place { within { id } } } }`, `[]`},
		{`{ ...F } fragment F on Query { ...F ...G } fragment G on Query { ...F }`, `{}`},
		{`{ places(filter: {and: [{level: [TOWN]}, {not: {id: 3}}]}, orderBy: {}) { edges { cursor } } }`, `{}`},
		{`{ places(first: 99999999999999999999) { totalCount } }`, `{}`},
		{"{ a(b: \"\"\"\n\"\"\") @x }", `{"a":[[[{}]]]}`},
	} {
		f.Add(seed[0], seed[1])
	}
	e := newExecutor(Options{Planner: data(`{}`)})
	known := map[fault.Code]bool{
		fault.ParseFailed: true, fault.ValidationFailed: true, fault.BadVariable: true, fault.TooManyTokens: true, fault.TooDeep: true, fault.TooCostly: true,
	}
	f.Fuzz(func(t *testing.T, query, variables string) {
		given, _ := decode([]byte(variables))
		object, _ := given.(map[string]any)
		answer := e.run(t.Context(), request{query: query, variables: object})
		if answer.Data == nil && len(answer.Faults) == 0 {
			t.Error("neither an answer nor a fault")
		}
		for _, problem := range answer.Faults {
			if !known[problem.Code] {
				t.Errorf("%v", problem)
			}
		}
	})
}
