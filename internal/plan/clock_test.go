package plan

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

// clocksWithin are the clocks inside a field with these arguments.
func clocksWithin(around row, arguments map[string]any) row {
	clocks := maps.Clone(around)
	for _, name := range []string{"asOf", "knownAt"} {
		if arguments[name] != nil {
			clocks[name] = arguments[name]
		}
	}
	return clocks
}

// reading is what the clocks stand at, as the scope of a cursor has it.
func (x row) reading() string {
	reading := ""
	if day, is := x["asOf"].(string); is {
		reading += "\x00as_of " + day
	}
	if at, is := x["knownAt"].(string); is {
		reading += "\x00known_at " + instant(at).UTC().Format(time.RFC3339Nano)
	}
	return reading
}

// at has the reference see the world as the clocks of a list show it, until it is called.
func (r *reference) at(def *ast.FieldDefinition, arguments row) (leave func()) {
	world, clocks := r.world, r.clocks
	if def.Type.Elem != nil || strings.HasSuffix(def.Type.Name(), "Connection") || strings.HasSuffix(def.Type.Name(), "Statistics") {
		r.clocks = clocksWithin(r.clocks, arguments)
		r.world = r.present.then(r.clocks)
	}
	return func() { r.world, r.clocks = world, clocks }
}

// then is the world as of a day, and as known at a time: what the functions book_then, loan_then and book_author_then say of it.
func (w world) then(clocks row) world {
	day, at := "9999-12-31", instant("9999-12-31T00:00:00Z")
	if given, is := clocks["asOf"].(string); is {
		day = given
	}
	if given, is := clocks["knownAt"].(string); is {
		at = instant(given)
	}
	if len(clocks) == 0 {
		return w
	}
	later := func(on any) bool { return on != nil && on.(string) > day }
	then := maps.Clone(w)
	then["book"] = keep(w["book"], func(book row) bool {
		return !later(book["published_on"]) && !instant(book["added_at"].(string)).After(at)
	})
	for i, book := range then["book"] {
		if day < "2013-01-01" {
			then["book"][i] = with(book, "condition_state", any("NEW"))
		}
	}
	then["loan"] = keep(w["loan"], func(loan row) bool { return !later(loan["lent_on"]) })
	for i, loan := range then["loan"] {
		if later(loan["returned_on"]) {
			then["loan"][i] = with(loan, "returned_on", nil)
		}
	}
	then["book_author"] = keep(w["book_author"], func(tie row) bool { return !instant(tie["since"].(string) + "T00:00:00Z").After(at) })
	return then
}

// presently is a function that looks at the present whatever the clocks say: what it finds is then seen as it was.
func presently(table string, find func(r *reference, x, arguments row) any) func(r *reference, x, arguments row) any {
	return func(r *reference, x, a row) any {
		then := r.world
		r.world = r.present
		found := find(r, r.find(table, x["id"]), a)
		r.world = then
		if table == "library" {
			return found // rows of the function's own
		}
		switch found := found.(type) {
		case []row:
			seen := []row{}
			for _, y := range found {
				if y = r.again(y); y != nil {
					seen = append(seen, y)
				}
			}
			return seen
		case row:
			return r.again(found)
		}
		return found
	}
}

// again is a row as it is seen here: a book, unless it says otherwise.
func (r *reference) again(x row) row {
	if x == nil {
		return nil
	}
	typ, is := x["__typename"].(string)
	if !is {
		return r.find("book", x["id"])
	}
	return typed(typ, r.find(strings.ToLower(typ), x["id"]))
}

// Without a clock nothing is read but what there is now; with one, everything that there is a function for.
func TestClocksAreForThoseWhoAskForThem(t *testing.T) {
	h := anyHouse(t)
	const query = `query ($day: Date, $at: DateTime) {
		books(asOf: $day, knownAt: $at, filter: {author: {name: ["Bo"]}, loan: {}}) { totalCount nodes { loans { totalCount } authors { name } prequel { id } } }
		loans { totalCount }
	}`
	sent := func(variables map[string]any) string {
		t.Helper()
		h.statements.take()
		question := h.mustQuestion(t, query, variables)
		h.mustAgree(t, query, question)
		h.statements.take()
		h.Answer(t.Context(), question)
		return strings.Join(h.statements.take(), "\n")
	}
	if now := sent(nil); strings.Contains(now, "_then") || now != sent(map[string]any{"day": nil, "at": nil}) {
		t.Errorf("nobody asks for another time: %s", now)
	}
	then := sent(map[string]any{"day": "2013-01-15"})
	for table, times := range map[string]int{"book": 3, "loan": 3, "book_author": 3} {
		if got := strings.Count(then, `"`+table+`_then"(suivi.`); got != times {
			t.Errorf("%s is read as of then %d times, not %d: %s", table, got, times, then)
		}
	}
	if then == sent(map[string]any{"at": "2013-01-15T00:00:00Z"}) {
		t.Error("the day and the time are one plan")
	}
}

// A cursor is good for the clocks that it was made under, however they are written, and for no others.
func TestACursorKeepsItsClocks(t *testing.T) {
	h := anyHouse(t)
	list := func(clocks, rest string) string {
		return `{ books(` + clocks + `, first: 1` + rest + `) { pageInfo { endCursor } } }`
	}
	const clocks = `asOf: "2015-01-01", knownAt: "2015-06-01T10:00:00Z"`
	cursor := h.cursorIn(t, list(clocks, ""))
	for other, good := range map[string]bool{
		clocks: true,
		`asOf: "2015-01-01", knownAt: "2015-06-01T12:00:00+02:00"`: true,
		`asOf: "2015-01-02", knownAt: "2015-06-01T10:00:00Z"`:      false,
		`asOf: "2015-01-01", knownAt: "2015-06-01T10:00:01Z"`:      false,
		`asOf: "2015-01-01"`:              false,
		`knownAt: "2015-06-01T10:00:00Z"`: false,
		`asOf: null`:                      false,
	} {
		answer := h.Answer(t.Context(), h.mustQuestion(t, list(other, `, after: "`+cursor+`"`), nil))
		refused := slices.ContainsFunc(answer.Faults, func(f *fault.Error) bool { return f.Code == fault.BadCursor && f.Argument == "books.after" })
		if refused == good {
			t.Errorf("%s: %v", other, answer.Faults)
		}
	}
	const inside = `{ books(asOf: "2015-01-01", first: 100) { nodes { loans(first: 1) { pageInfo { endCursor } } } } }`
	nested := h.cursorIn(t, inside)
	for clocks, good := range map[string]bool{`asOf: "2015-01-01"`: true, `asOf: "2014-01-01"`: false, `first: 3`: false} {
		query := `{ books(` + clocks + `) { nodes { loans(first: 1, after: "` + nested + `") { totalCount } } } }`
		if got := h.Answer(t.Context(), h.mustQuestion(t, query, nil)); (len(got.Faults) == 0) != good {
			t.Errorf("%s: %v", clocks, got.Faults)
		}
	}
}
