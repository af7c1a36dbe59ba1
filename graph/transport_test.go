package graph

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
)

const (
	question = `{ organisations { totalCount } }`
	answered = `{"organisations" : {"totalCount":  3}}`
)

func TestDataGoesOutAsItCameFromThePlanner(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	for name, r := range map[string]reply{
		"POST": ask(t, server, question),
		"GET":  get(t, server, []string{"query", question}),
	} {
		if want := `{"data":` + answered + `}`; r.status != http.StatusOK || r.body != want {
			t.Errorf("%s: %d %s, want %s", name, r.status, r.body, want)
		}
	}
}

func TestFaultsStandBesideDataWhereAFieldFailed(t *testing.T) {
	server := front(t, Options{Planner: says(func(context.Context, plan.Question) plan.Answer {
		missing := fault.About("organisation.id", fault.NotFound, "There is no such organisation.")
		missing.Path = []string{"organisation", "members", "2"}
		return plan.Answer{Data: []byte(`{"organisation":null}`), Faults: []*fault.Error{missing}}
	})})
	r := ask(t, server, `{ organisation(id: "x") { id } }`, "Accept", graphqlResponse)

	want := `{"errors":[{"message":"There is no such organisation.","path":["organisation","members",2],` +
		`"extensions":{"argument":"organisation.id","code":"NOT_FOUND"}}],"data":{"organisation":null}}`
	if r.status != http.StatusOK || r.body != want {
		t.Errorf("%d %s, want %s", r.status, r.body, want)
	}
}

func TestThePlannerIsGivenTheQuestion(t *testing.T) {
	var got plan.Question
	server := front(t, Options{Planner: says(func(_ context.Context, q plan.Question) plan.Answer {
		got = q
		return plan.Answer{Data: []byte(`{}`)}
	})})
	text := `query A { __typename } query B($n: Int = 5, $o: [RecommendationOrder!]) { recommendations(first: $n, orderBy: $o) { ...P } }
		fragment P on RecommendationConnection { totalCount }`
	post(t, server, asJSON(t, map[string]any{
		"query": text, "operationName": "B", "variables": map[string]any{"o": map[string]any{"field": "DUE_ON"}},
	}), "Accept-Language", "fr-ML, en;q=0.5")

	if got.Operation == nil || got.Operation.Name != "B" || got.Fragments.ForName("P") == nil {
		t.Errorf("got %+v", got)
	}
	if variables := asJSON(t, got.Variables); variables != `{"n":5,"o":[{"direction":"ASC","field":"DUE_ON"}]}` {
		t.Errorf("variables %s", variables)
	}
	if languages := asJSON(t, got.Languages); languages != `["fr-ML","fr","en"]` {
		t.Errorf("languages %s", languages)
	}
}

// TestStatuses holds the front to the specification of GraphQL over HTTP.
func TestStatuses(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	for name, test := range map[string]struct {
		body     string
		plain    int // under application/json
		response int // under application/graphql-response+json
		code     string
	}{
		"answered":             {`{"query":"{ organisations { totalCount } }"}`, 200, 200, ""},
		"parameters are null":  {`{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}`, 200, 200, ""},
		"extensions":           {`{"query":"{ __typename }","extensions":{"a":1}}`, 200, 200, ""},
		"unknown parameter":    {`{"query":"{ __typename }","somethingElse":[1]}`, 200, 200, ""},
		"does not parse":       {`{"query":"{"}`, 200, 400, "PARSE_FAILED"},
		"empty question":       {`{"query":""}`, 200, 400, "PARSE_FAILED"},
		"not valid":            {`{"query":"{ nonsense }"}`, 200, 400, "VALIDATION_FAILED"},
		"no such operation":    {`{"query":"query A { __typename }","operationName":"B"}`, 200, 400, "VALIDATION_FAILED"},
		"which operation":      {`{"query":"query A { __typename } query B { __typename }"}`, 200, 400, "VALIDATION_FAILED"},
		"bad variable":         {`{"query":"query($i: ID!) { node(id: $i) { id } }"}`, 200, 400, "BAD_VARIABLE"},
		"mutation":             {`{"query":"mutation { nonsense }"}`, 200, 400, "VALIDATION_FAILED"},
		"not JSON":             {`{"query":`, 400, 400, "BAD_REQUEST"},
		"nothing":              {``, 400, 400, "BAD_REQUEST"},
		"not an object":        {`"{ __typename }"`, 400, 400, "BAD_REQUEST"},
		"a batch":              {`[{"query":"{ __typename }"}]`, 400, 400, "BAD_REQUEST"},
		"no question":          {`{"variables":{}}`, 400, 400, "BAD_REQUEST"},
		"question is null":     {`{"query":null}`, 400, 400, "BAD_REQUEST"},
		"question is a number": {`{"query":4}`, 400, 400, "BAD_REQUEST"},
		"operationName":        {`{"query":"{ __typename }","operationName":[]}`, 400, 400, "BAD_REQUEST"},
		"variables":            {`{"query":"{ __typename }","variables":[]}`, 400, 400, "BAD_REQUEST"},
		"variables in a text":  {`{"query":"{ __typename }","variables":"{}"}`, 400, 400, "BAD_REQUEST"},
		"extensions is a list": {`{"query":"{ __typename }","extensions":[]}`, 400, 400, "BAD_REQUEST"},
		"rubbish after it":     {`{"query":"{ __typename }"} rubbish`, 400, 400, "BAD_REQUEST"},
		"two objects":          {`{"query":"{ __typename }"}{"query":"{ __typename }"}`, 400, 400, "BAD_REQUEST"},
		"a name twice":         {`{"query":"{ __typename }","query":"{ nonsense }"}`, 400, 400, "BAD_REQUEST"},
		"a name twice, inside": {`{"query":"{ __typename }","variables":{"a":1,"a":2}}`, 400, 400, "BAD_REQUEST"},
		"a comma too many":     {`{"query":"{ __typename }",}`, 400, 400, "BAD_REQUEST"},
		"nested for ever":      {`{"query":"{ __typename }","variables":` + strings.Repeat(`{"a":`, 30_000) + `1` + strings.Repeat(`}`, 30_001), 400, 400, "BAD_REQUEST"},
		"not UTF-8":            {"{\"query\":\"{ __typename \xff}\"}", 400, 400, "BAD_REQUEST"},
	} {
		for kind, status := range map[string]int{plainJSON: test.plain, graphqlResponse: test.response} {
			r := post(t, server, test.body, "Accept", kind)
			if r.status != status || r.code(t) != test.code {
				t.Errorf("%s, as %s: %d %s, want %d %s", name, kind, r.status, r.code(t), status, test.code)
			}
			if got := r.header.Get("Content-Type"); got != kind+"; charset=utf-8" {
				t.Errorf("%s, as %s: Content-Type %s", name, kind, got)
			}
			if test.code != "" && strings.Contains(r.body, `"data"`) {
				t.Errorf("%s, as %s: a request that was refused has data: %s", name, kind, r.body)
			}
		}
	}
}

func TestWhatTheServiceIsToBlameForHasAStatusOfItsOwn(t *testing.T) {
	for code, status := range map[fault.Code]int{
		fault.Internal: 500, fault.Unavailable: 503, fault.Timeout: 503, fault.BadPage: 400, fault.NotFound: 400, fault.AnswerTooLarge: 400,
	} {
		server := front(t, Options{Planner: says(func(context.Context, plan.Question) plan.Answer {
			return plan.Answer{Faults: []*fault.Error{fault.New(code, "no")}}
		})})
		if r := ask(t, server, question, "Accept", graphqlResponse); r.status != status || r.code(t) != string(code) {
			t.Errorf("%s: %d %s, want %d", code, r.status, r.body, status)
		}
		if r := ask(t, server, question, "Accept", plainJSON); r.status != http.StatusOK {
			t.Errorf("%s as plain JSON: %d, want 200", code, r.status)
		}
	}
}

func TestARequestIsNeverEchoed(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	for _, body := range []string{
		`{"query": SECRET`, `SECRET`, `{"query":"{ __typename }"} SECRET`, `{"query":{"a":"SECRET"}}`,
		`{"query":"query($i: Int) { organisations(first: $i) { totalCount } }","variables":{"i":"SECRET"}}`,
	} {
		if r := post(t, server, body); strings.Contains(r.body, "SECRET") || strings.Contains(r.body, "json:") {
			t.Errorf("%s is answered %s", body, r.body)
		}
	}
}

func TestAnErrorStaysShortHoweverLongTheQuestion(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	long := strings.Repeat("x", 200_000)
	for _, body := range []map[string]any{
		{"query": "{" + long + "}"},
		{"query": long},
		{"query": "query($f: PlaceFilter) { places(filter: $f) { totalCount } }", "variables": map[string]any{"f": map[string]any{long: 1}}},
	} {
		if r := post(t, server, asJSON(t, body)); r.code(t) == "" || len(r.body) > 2_000 {
			t.Errorf("%d bytes: %.300s", len(r.body), r.body)
		}
	}
}

func TestContentIsNegotiated(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	for accept, want := range map[string]string{
		"":                                  plainJSON,
		"*/*":                               plainJSON,
		"application/*":                     plainJSON,
		"application/json":                  plainJSON,
		"application/json; charset=utf-8":   plainJSON,
		"application/graphql-response+json": graphqlResponse,
		"application/graphql-response+json; charset=UTF-8":          graphqlResponse,
		"application/graphql-response+json, application/json;q=0.9": graphqlResponse,
		"application/json, application/graphql-response+json":       graphqlResponse,
		"application/json, application/graphql-response+json;q=0.5": plainJSON,
		"application/graphql-response+json;q=0, */*":                plainJSON,
		"application/json;q=0, */*;q=0.1":                           graphqlResponse,
		"text/html, */*;q=0.1":                                      plainJSON,
		"text/html":                                                 "",
		"application/json; charset=latin1":                          "",
		"application/graphql-response+json;q=0":                     "",
		"application/json;q=0":                                      "",
		"nonsense":                                                  "",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			headers := []string{"Content-Type", "application/json"}
			if accept != "" {
				headers = append(headers, "Accept", accept)
			}
			r := send(t, method, server+"/graphql?query=%7B__typename%7D", `{"query":"{ __typename }"}`, headers...)
			if want == "" {
				if r.status != http.StatusNotAcceptable || r.code(t) != "NOT_ACCEPTABLE" {
					t.Errorf("%s, Accept %q: %d %s, want 406", method, accept, r.status, r.body)
				}
				continue
			}
			if got := r.header.Get("Content-Type"); r.status != http.StatusOK || got != want+"; charset=utf-8" {
				t.Errorf("%s, Accept %q: %d %s, want %s", method, accept, r.status, got, want)
			}
		}
	}
}

func TestQuestionsArePostedAsJSONInUTF8(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	for kind, want := range map[string]int{
		"application/json":                    200,
		"application/json; charset=utf-8":     200,
		"Application/JSON; charset=\"UTF-8\"": 200,
		"":                                    415,
		"text/plain":                          415,
		"application/json; charset=latin1":    415,
		"application/x-www-form-urlencoded":   415,
		"multipart/form-data; boundary=x":     415,
		"application/graphql":                 415,
		";;":                                  415,
	} {
		r := send(t, http.MethodPost, server+"/graphql", `{"query":"{ __typename }"}`, "Content-Type", kind)
		if r.status != want || want == 415 && r.code(t) != "BAD_REQUEST" {
			t.Errorf("%q: %d %s, want %d", kind, r.status, r.body, want)
		}
	}
	if r := post(t, server, `{"query":"{ __typename }"}`, "Content-Encoding", "gzip"); r.status != 415 {
		t.Errorf("gzip: %d, want 415", r.status)
	}
}

func TestQueriesCanBeAskedByGET(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	for name, test := range map[string]struct {
		parameters []string
		status     int
		code       string
	}{
		"a query":             {[]string{"query", question}, 200, ""},
		"variables":           {[]string{"query", `query($n: Int) { organisations(first: $n) { totalCount } }`, "variables", `{"n": 3}`}, 200, ""},
		"one of two":          {[]string{"query", `query A { __typename } query B { __typename }`, "operationName", "B"}, 200, ""},
		"empty parameters":    {[]string{"query", question, "variables", "", "operationName", "", "extensions", ""}, 200, ""},
		"extensions":          {[]string{"query", question, "extensions", `{"a":1}`}, 200, ""},
		"nothing":             {nil, 400, "BAD_REQUEST"},
		"two queries":         {[]string{"query", question, "query", question}, 400, "BAD_REQUEST"},
		"variables not JSON":  {[]string{"query", question, "variables", "{"}, 400, "BAD_REQUEST"},
		"variables a list":    {[]string{"query", question, "variables", "[]"}, 400, "BAD_REQUEST"},
		"extensions a number": {[]string{"query", question, "extensions", "1"}, 400, "BAD_REQUEST"},
		"not UTF-8":           {[]string{"query", "{ __typename \xff}"}, 400, "BAD_REQUEST"},
	} {
		if r := get(t, server, test.parameters); r.status != test.status || r.code(t) != test.code {
			t.Errorf("%s: %d %s, want %d %s", name, r.status, r.body, test.status, test.code)
		}
	}
	if r := send(t, http.MethodGet, server+"/graphql?query=%7", ""); r.status != 400 || r.code(t) != "BAD_REQUEST" {
		t.Errorf("a broken address: %d %s", r.status, r.body)
	}
	if r := send(t, http.MethodHead, server+"/graphql?query=%7B__typename%7D", ""); r.status != 200 || r.body != "" {
		t.Errorf("HEAD: %d %s", r.status, r.body)
	}
}

func TestNothingCanBeChangedByGET(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	for _, kind := range []string{plainJSON, graphqlResponse} {
		for _, parameters := range [][]string{
			{"query", `mutation { nonsense }`},
			{"query", `subscription { nonsense }`},
			{"query", `query A { __typename } mutation B { nonsense }`, "operationName", "B"},
		} {
			r := get(t, server, parameters, "Accept", kind)
			if r.status != http.StatusMethodNotAllowed || r.header.Get("Allow") != "POST" || r.code(t) != "METHOD_NOT_ALLOWED" {
				t.Errorf("%v as %s: %d, Allow %q, %s", parameters, kind, r.status, r.header.Get("Allow"), r.body)
			}
		}
	}
}

func TestOtherMethodsAreNotAllowed(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, "NONSENSE"} {
		r := send(t, method, server+"/graphql", `{"query":"{ __typename }"}`, "Content-Type", "application/json")
		if r.status != http.StatusMethodNotAllowed || r.header.Get("Allow") != allowed || r.code(t) != "METHOD_NOT_ALLOWED" {
			t.Errorf("%s: %d, Allow %q, %s", method, r.status, r.header.Get("Allow"), r.body)
		}
	}
	if r := send(t, http.MethodOptions, server+"/graphql", ""); r.status != http.StatusNoContent || r.header.Get("Allow") != allowed {
		t.Errorf("OPTIONS: %d, Allow %q", r.status, r.header.Get("Allow"))
	}
}

func TestThereIsNothingBelowTheEndpoint(t *testing.T) {
	server := front(t, Options{Planner: untouched(t)})
	r := send(t, http.MethodPost, server+"/graphql/v2", `{"query":"{ __typename }"}`, "Content-Type", "application/json")
	if r.status != http.StatusNotFound || r.code(t) != "NOT_FOUND" {
		t.Errorf("%d %s", r.status, r.body)
	}
}

func TestNoBrowserGuessesWhatAnAnswerIs(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	for _, r := range []reply{ask(t, server, question), post(t, server, "rubbish"), send(t, http.MethodPut, server+"/graphql", "")} {
		if r.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%d has no nosniff", r.status)
		}
	}
}

func TestAnUpgradeIsIgnored(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	for _, protocol := range []string{"websocket", "h2c", "nonsense"} {
		r := get(t, server, []string{"query", question}, "Connection", "Upgrade", "Upgrade", protocol)
		if r.status != http.StatusOK || r.body != `{"data":`+answered+`}` {
			t.Errorf("Upgrade %s: %d %s", protocol, r.status, r.body)
		}
	}
}

func TestAnAnswerSaysWhatItDependedOn(t *testing.T) {
	server := front(t, Options{Planner: says(func(_ context.Context, q plan.Question) plan.Answer {
		asked, _ := q.Operation.SelectionSet[0].(*ast.Field)
		field, _ := asked.SelectionSet[0].(*ast.Field)
		return plan.Answer{Data: []byte(`{}`), DependsOnLanguages: field.Name == "name"}
	})})
	for name, test := range map[string]struct {
		query, accept, vary, language string
	}{
		"texts, in a language":            {`{ organisation(id: "x") { name } }`, "fr-ML, en", "Accept, Authorization, Accept-Language", "fr-ML"},
		"texts, in no language":           {`{ organisation(id: "x") { name } }`, "", "Accept, Authorization, Accept-Language", ""},
		"texts, in a language unheard of": {`{ organisation(id: "x") { name } }`, "!!", "Accept, Authorization, Accept-Language", ""},
		"no texts":                        {question, "fr", "Accept, Authorization", ""},
	} {
		r := ask(t, server, test.query, "Accept-Language", test.accept)
		vary := strings.Join(r.header.Values("Vary"), ", ")
		if strings.TrimPrefix(vary, "Origin, ") != test.vary || r.header.Get("Content-Language") != test.language {
			t.Errorf("%s: Vary %q, Content-Language %q", name, vary, r.header.Get("Content-Language"))
		}
	}
}

func TestAnySiteMayAsk(t *testing.T) {
	server := front(t, Options{Planner: data(answered)})
	r := ask(t, server, question, "Origin", "https://example.org")
	if r.header.Get("Access-Control-Allow-Origin") != "*" || r.header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("a question: %v", r.header)
	}
	r = send(t, http.MethodOptions, server+"/graphql", "", "Origin", "https://example.org",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
	if r.header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(r.header.Get("Access-Control-Allow-Headers"), "authorization") || r.status >= 300 {
		t.Errorf("a preflight: %d %v", r.status, r.header)
	}
	r = send(t, http.MethodOptions, server+"/graphql", "", "Origin", "https://example.org", "Access-Control-Request-Method", "DELETE")
	if r.header.Get("Access-Control-Allow-Methods") != "" {
		t.Errorf("DELETE is allowed: %v", r.header)
	}
}
