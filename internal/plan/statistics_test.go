package plan

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// Whatever figures are asked, with whatever filter and clocks, they are what the reference counts, and one statement gives them.
func TestEveryFigureIsTheReferences(t *testing.T) {
	random := newRandom(t)
	h := openHouse(t, random)
	g := &generator{dice: dice{random}, schema: asking(h.mapping.schema, "bookStatistics", "loanStatistics"), world: h.world}
	for asked := 0; asked < operationsPerRun; {
		text, values := g.operation()
		question, err := h.generated(text, values)
		if err != nil {
			continue
		}
		asked++
		h.mustAgree(t, text, question)
		if t.Failed() {
			return
		}
	}
}

// asking is a schema in which nothing can be asked but some fields of the root.
func asking(schema *ast.Schema, names ...string) *ast.Schema {
	narrow, query := *schema, *schema.Query
	query.Fields = nil
	for _, field := range schema.Query.Fields {
		if slices.Contains(names, field.Name) {
			query.Fields = append(query.Fields, field)
		}
	}
	narrow.Query, narrow.PossibleTypes = &query, maps.Clone(schema.PossibleTypes)
	delete(narrow.PossibleTypes, query.Name)
	return &narrow
}

// A figure is what the list counts, with the same filter and what the figure says besides.
func TestFiguresAreWhatCountingTheListGives(t *testing.T) {
	random := newRandom(t)
	h := openHouse(t, random)
	g := &generator{dice: dice{random}, schema: h.mapping.schema, world: h.world}
	for range 30 {
		def := h.mapping.schema.Types["BookFilter"]
		filter := g.constant(ast.NamedType(def.Name, nil), g.inputObject(def, 0))
		clocks := g.pick("", `, asOf: "`+g.day()+`"`, `, knownAt: "`+g.day()+`T11:00:00Z"`, `, asOf: "2012-02-15", knownAt: "2014-01-15T10:00:00.2Z"`)
		figures := h.figures(t, "{ bookStatistics(filter: "+filter+clocks+") { total inPrint byGenre { value count } byState { value count } } }")
		if len(figures) != 10 {
			t.Errorf("%d figures, want one for each value of an enum, one for none, and two: %v", len(figures), figures)
		}
		for besides, figure := range figures {
			text := "{ books(filter: {and: [" + filter + ", {" + besides + "}]}, countAtMost: 1000" + clocks + ") { totalCount } }"
			var list struct{ Books struct{ TotalCount int } }
			h.read(t, text, &list)
			if list.Books.TotalCount != figure {
				t.Errorf("the figure is %d, and the list counts %d:\n%s", figure, list.Books.TotalCount, text)
			}
		}
	}
}

// figures are some figures, each by what its filter says besides.
func (h *house) figures(t *testing.T, text string) map[string]int {
	t.Helper()
	type counts []struct {
		Value *string
		Count int
	}
	var answer struct {
		BookStatistics struct {
			Total, InPrint   int
			ByGenre, ByState counts
		}
	}
	h.read(t, text, &answer)
	figures := map[string]int{"": answer.BookStatistics.Total, "inPrint: true": answer.BookStatistics.InPrint}
	for field, rows := range map[string]counts{"genre": answer.BookStatistics.ByGenre, "state": answer.BookStatistics.ByState} {
		for _, row := range rows {
			if row.Value == nil {
				figures["not: {genre: [NOVEL, POETRY, ESSAY, DRAMA]}"] = row.Count
				continue
			}
			figures[field+": ["+*row.Value+"]"] = row.Count
		}
	}
	return figures
}

// read asks something, and reads the answer.
func (h *house) read(t *testing.T, text string, into any) {
	t.Helper()
	answer := h.Answer(t.Context(), h.mustQuestion(t, text, nil))
	if len(answer.Faults) > 0 {
		t.Fatalf("%v\n%s", answer.Faults, text)
	}
	if err := json.Unmarshal(answer.Data, into); err != nil {
		t.Fatal(err)
	}
}

// What no filter and no clock makes null or leaves out: every value of an enum, and the group of what is in no other.
func TestOfNothingThereAreFiguresToo(t *testing.T) {
	h := anyHouse(t)
	got := compact(t, h.Answer(t.Context(), h.mustQuestion(t, `{ bookStatistics(filter: {id: []}) {
		total loans byState { value count } byGenre { value count } rated { good } length { books } tags { tag } pages longest { pages long } longestTitle
		groups(by: AUTHOR) { totalCount overlapping nodes { key } } overTime(from: "2012-05-01", to: "2012-06-01", step: MONTH) { date total }
	} }`, nil)).Data)
	want := `{"bookStatistics":{"total":0,"loans":0,"byState":[{"value":"NEW","count":0},{"value":"GOOD","count":0},{"value":"WORN","count":0}],` +
		`"byGenre":[{"value":"NOVEL","count":0},{"value":"POETRY","count":0},{"value":"ESSAY","count":0},{"value":"DRAMA","count":0},{"value":null,"count":0}],` +
		`"rated":{"good":0},"length":null,"tags":[],"pages":null,"longest":{"pages":null,"long":0},"longestTitle":null,"groups":{"totalCount":0,"overlapping":false,"nodes":[]},` +
		`"overTime":[{"date":"2012-05-31","total":0},{"date":"2012-06-01","total":0}]}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A point is of the last day of its period, or of the last day that is asked for, or of the day that everything is asked for.
func TestNoPointLiesAfterTheDayThatIsAskedAbout(t *testing.T) {
	h := anyHouse(t)
	for name, asked := range map[string]struct{ clocks, arguments, dates string }{
		"months":                    {"", `from: "2011-11-30", to: "2012-02-10", step: MONTH`, `2011-11-30 2011-12-31 2012-01-31 2012-02-10`},
		"quarters":                  {"", `from: "2011-12-31", to: "2012-09-30", step: QUARTER`, `2011-12-31 2012-03-31 2012-06-30 2012-09-30`},
		"years":                     {"", `from: "2011-01-01", to: "2012-12-31", step: YEAR`, `2011-12-31 2012-12-31`},
		"up to today":               {"", `from: "2013-12-01", to: "2030-01-01", step: MONTH`, `2013-12-31 2014-01-31 2014-02-20`},
		"up to the day of the rest": {`(asOf: "2012-05-31")`, `from: "2012-01-01", to: "2013-12-31", step: QUARTER`, `2012-03-31 2012-05-31`},
		"on the first of a period":  {`(asOf: "2012-04-01")`, `from: "2012-01-01", to: "2013-12-31", step: QUARTER`, `2012-03-31 2012-04-01`},
		"of nothing":                {`(asOf: "2011-12-31")`, `from: "2012-01-01", to: "2013-12-31", step: QUARTER`, ``},
		"the most there can be":     {`(asOf: "1815-02-01")`, `from: "1815-01-01", to: "2014-12-31", step: YEAR`, `1815-02-01`},
	} {
		t.Run(name, func(t *testing.T) {
			var answer struct {
				BookStatistics struct{ OverTime []struct{ Date string } }
			}
			h.read(t, "{ bookStatistics"+asked.clocks+" { overTime("+asked.arguments+") { date } } }", &answer)
			var dates []string
			for _, point := range answer.BookStatistics.OverTime {
				dates = append(dates, point.Date)
			}
			if got := strings.Join(dates, " "); got != asked.dates {
				t.Errorf("got %s, want %s", got, asked.dates)
			}
		})
	}
}
