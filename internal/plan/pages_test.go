package plan

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

// lists are lists of every kind: of the root, of a relation, through a join table, of a function; in every order.
func (h *house) lists() []string {
	library := h.world.busiest("library", "book", "library_id")
	author := "aut_" + h.world.busiest("author", "book_author", "author_id")
	book := "bk_" + h.world.whose("book", "library_id", library)
	library = "lib_" + library
	lists := []string{
		`list: books(%s)`,
		`list: books(filter: {not: {inPrint: true}}, %s)`,
		`list: authors(orderBy: {field: NAME, direction: ASC}, %s)`,
		`list: authors(orderBy: {}, %s)`,
		`list: loans(filter: {lost: null}, orderBy: {field: RETURNED_ON, direction: DESC}, %s)`,
		`author(id: "` + author + `") { list: books(orderBy: {field: PUBLISHED_ON}, %s) `,
		`book(id: "` + book + `") { list: fromSameLibrary(minPages: 0, orderBy: {field: ADDED_AT}, %s) `,
	}
	for _, field := range []string{"PAGES", "PUBLISHED_ON", "ADDED_AT"} {
		for _, direction := range []string{"ASC", "DESC"} {
			lists = append(lists, `library(id: "`+library+`") { list: books(orderBy: {field: `+field+`, direction: `+direction+`}, %s)`)
		}
	}
	return lists
}

// Whoever follows the cursors, in either direction and however large the pages, sees every record once, in the order of the reference.
func TestPagesHoldEveryRecordOnce(t *testing.T) {
	random := newRandom(t)
	h := openHouse(t, random)
	for _, list := range h.lists() {
		size := 1 + random.IntN(9)
		t.Run(fmt.Sprintf("%s by %d", list, size), func(t *testing.T) {
			whole := h.walked(t, list, "first", 100)
			forwards, backwards := h.walked(t, list, "first", size), h.walked(t, list, "last", size)
			if len(whole) == 0 || !slices.Equal(forwards, whole) {
				t.Errorf("forwards:\n%v\n%v", forwards, whole)
			}
			if !slices.Equal(backwards, whole) {
				t.Errorf("backwards:\n%v\n%v", backwards, whole)
			}
			if expected := h.referenceIDs(t, list); !slices.Equal(whole, expected) {
				t.Errorf("the reference:\n%v\n%v", whole, expected)
			}
		})
	}
}

// page is a page of a list in an answer.
type page struct {
	Edges []struct {
		Cursor string
		Node   struct{ ID string }
	}
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
}

const askedOfPages = `{ edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`

// pageQuery is a query for one page; a list within a record has a brace to close.
func pageQuery(list, arguments string) string {
	query := fmt.Sprintf(list, arguments) + askedOfPages
	if list[:4] != "list" {
		query += " }"
	}
	return "query ($cursor: String, $size: Int) { " + query + " }"
}

func readPage(t *testing.T, data []byte) (read page) {
	t.Helper()
	var answer map[string]json.RawMessage
	if err := json.Unmarshal(data, &answer); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	for key, value := range answer {
		if key != "list" {
			return readPage(t, value)
		}
		if err := json.Unmarshal(value, &read); err != nil {
			t.Fatalf("%v: %s", err, value)
		}
	}
	return read
}

// walked are the ids that are seen from one end of a list to the other, in the list's order.
func (h *house) walked(t *testing.T, list, direction string, size int) (ids []string) {
	t.Helper()
	query := pageQuery(list, map[string]string{"first": "first: $size, after: $cursor", "last": "last: $size, before: $cursor"}[direction])
	var cursor any
	for range 200 {
		answer := h.Answer(t.Context(), h.mustQuestion(t, query, map[string]any{"cursor": cursor, "size": size}))
		if len(answer.Faults) > 0 {
			t.Fatalf("%v\n%s", answer.Faults, query)
		}
		read := readPage(t, answer.Data)
		mustAgreeOnEnds(t, read)
		seen := []string{}
		for _, edge := range read.Edges {
			seen = append(seen, edge.Node.ID)
		}
		switch {
		case direction == "first" && read.PageInfo.HasNextPage:
			ids, cursor = append(ids, seen...), *read.PageInfo.EndCursor
		case direction == "last" && read.PageInfo.HasPreviousPage:
			ids, cursor = append(seen, ids...), *read.PageInfo.StartCursor
		case direction == "first":
			return append(ids, seen...)
		default:
			return append(seen, ids...)
		}
	}
	t.Fatal("there is no end to it")
	return nil
}

// mustAgreeOnEnds has the cursors of a page's ends be those of its edges.
func mustAgreeOnEnds(t *testing.T, read page) {
	t.Helper()
	info := read.PageInfo
	if len(read.Edges) == 0 {
		if info.StartCursor != nil || info.EndCursor != nil {
			t.Error("an empty page has ends")
		}
		return
	}
	if *info.StartCursor != read.Edges[0].Cursor || *info.EndCursor != read.Edges[len(read.Edges)-1].Cursor {
		t.Error("the ends of a page are not those of its edges")
	}
}

func (h *house) referenceIDs(t *testing.T, list string) (ids []string) {
	t.Helper()
	question := h.mustQuestion(t, pageQuery(list, "first: $size, after: $cursor"), map[string]any{"size": 100})
	for _, edge := range readPage(t, []byte(h.reference(question).answer())).Edges {
		ids = append(ids, edge.Node.ID)
	}
	return ids
}

// busiest is the id of the row of a table that most rows of another name in a column.
func (w world) busiest(table, other, column string) (id string) {
	most := -1
	for _, x := range w[table] {
		if count := len(keep(w[other], func(y row) bool { return y[column] == x["id"] })); count > most {
			most, id = count, x["id"].(string)
		}
	}
	return id
}

// whose is the id of a row that has a value in a column.
func (w world) whose(table, column string, value any) string {
	return keep(w[table], func(x row) bool { return x[column] == value })[0]["id"].(string)
}
