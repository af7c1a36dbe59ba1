package plan

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// page makes a connection of the rows of a list: all of them, then those that match, in order, between the cursors, and of these the first or
// the last.
func (r *reference) page(def *ast.Definition, rows []row, arguments row) row {
	typ := def.Fields.ForName("nodes").Type.Name()
	made := row{}
	if typ == "Register" {
		made = registerPage(rows, arguments)
	}
	rows = r.filtered(typ, rows, arguments["filter"])
	compare := r.order(arguments["orderBy"])
	slices.SortFunc(rows, compare)
	made["totalCount"], made["totalCountIsExact"] = len(rows), true
	if most, is := arguments["countAtMost"].(int64); is && int(most) < len(rows) {
		made["totalCount"], made["totalCountIsExact"] = most, false
	}
	for _, end := range []struct {
		cursor any
		side   int
	}{{arguments["after"], 1}, {arguments["before"], -1}} {
		if at := r.standsAt(typ, end.cursor); at != nil {
			rows = keep(rows, func(x row) bool { return compare(x, at) == end.side })
		}
	}
	var shown []row
	info := row{"hasNextPage": false, "hasPreviousPage": false, "startCursor": nil, "endCursor": nil}
	if last, is := arguments["last"].(int64); is {
		shown = rows[max(0, len(rows)-int(last)):]
		info["hasPreviousPage"], info["hasNextPage"] = len(rows) > len(shown), arguments["before"] != nil
	} else {
		first, is := arguments["first"].(int64)
		if !is {
			first = 20
		}
		shown = rows[:min(len(rows), int(first))]
		info["hasNextPage"], info["hasPreviousPage"] = len(rows) > len(shown), arguments["after"] != nil
	}
	if len(shown) > 0 {
		info["startCursor"], info["endCursor"] = cursorMark(shown[0]), cursorMark(shown[len(shown)-1])
	}
	edges := []row{}
	for _, node := range shown {
		edges = append(edges, row{"cursor": cursorMark(node), "node": node})
	}
	made["edges"], made["nodes"], made["pageInfo"] = edges, shown, info
	return made
}

// cursorMark stands for a cursor in the reference's answers, and idIn reads the id in one of the planner's.
func cursorMark(node row) string { return "cursor of " + node["id"].(string) }

func idIn(cursor string) string {
	content, err := base64.RawURLEncoding.DecodeString(cursor)
	parts := strings.SplitN(string(content), "|", 3)
	if err != nil || len(parts) < 3 || len(parts[1]) != 36 {
		return ""
	}
	return parts[1]
}

func (r *reference) standsAt(typ string, cursor any) row {
	if cursor == nil {
		return nil
	}
	// A cursor holds what its row was ordered by, whether or not it is still seen there.
	defer func(then world) { r.world = then }(r.world)
	r.world = r.present
	id := idIn(cursor.(string))
	switch typ {
	case "Register":
		return entryOf(r.find("loan", id))
	case "Found":
		return foundBook(r.find("book", id))
	}
	return r.find(strings.ToLower(typ), id)
}

// order compares rows by one column, nulls last, then by id; both in one direction.
func (r *reference) order(by any) func(a, b row) int {
	list, _ := by.([]any)
	if len(list) == 0 {
		return func(a, b row) int {
			return cmp.Or(compareValues(a["ordinal"], b["ordinal"]), cmp.Compare(a["id"].(string), b["id"].(string)))
		}
	}
	field, sign := list[0].(map[string]any)["field"].(string), 1
	if list[0].(map[string]any)["direction"] == "DESC" {
		sign = -1
	}
	column := strings.ToLower(field)
	return func(a, b row) int {
		x, y := a[column], b[column]
		switch {
		case x == nil && y != nil:
			return 1
		case x != nil && y == nil:
			return -1
		}
		return cmp.Or(sign*compareValues(x, y), sign*cmp.Compare(a["id"].(string), b["id"].(string)))
	}
}

func compareValues(x, y any) int {
	switch x := x.(type) {
	case int:
		return cmp.Compare(x, y.(int))
	case float64:
		return cmp.Compare(x, y.(float64))
	case string:
		return cmp.Compare(x, y.(string))
	}
	return 0 // both are null
}

func keep(rows []row, is func(row) bool) []row {
	kept := []row{}
	for _, r := range rows {
		if is(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

func (r *reference) filtered(typ string, rows []row, filter any) []row {
	if typ == "Register" && filter != nil { // which is about the loan
		return keep(rows, func(x row) bool {
			loan := r.find("loan", x["id"]) // none at a clock at which it was not there yet
			return loan != nil && r.matches("Loan", loan, filter)
		})
	}
	return keep(rows, func(x row) bool { return r.matches(typ, x, filter) })
}

// matches says whether a row is what a filter asks for. What is not known never matches.
func (r *reference) matches(typ string, x row, filter any) bool {
	asked, _ := filter.(map[string]any)
	for name, value := range asked {
		if value != nil && !r.holds(typ, x, name, value) {
			return false
		}
	}
	return true
}

func (r *reference) holds(typ string, x row, name string, value any) bool {
	matches := func(part any) bool { return r.matches(typ, x, part) }
	switch list, _ := value.([]any); name {
	case "and":
		return !slices.ContainsFunc(list, func(part any) bool { return !matches(part) })
	case "or":
		return slices.ContainsFunc(list, matches)
	case "not":
		return !matches(value)
	default:
		return meanings[typ+"."+name](r, x, value)
	}
}
