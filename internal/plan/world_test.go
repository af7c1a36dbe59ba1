package plan

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// row is a row of the library's tables, by column; the evaluator also makes rows of its own.
type row map[string]any

// world is all the rows of a library, by table.
type world map[string][]row

// newWorld makes up a library: small, with much that is null, equal or hidden.
func newWorld(random *rand.Rand) world {
	w, r := world{}, dice{random}
	for i := range 4 {
		at := r.chance(2)
		w.add("library", r, row{
			"reference": r.reference("library", i), "name": r.text(), "open": r.chance(2), "founded_on": r.maybe(r.day()),
			"address_street": r.maybe("Quay Street"), "address_town": r.pick("Arle", "Brode"),
			"address_position_north": when(at, 12.5), "address_position_east": when(at, -8.25), "address_position_label": when(at && r.chance(2), r.text()),
			"parent_id": r.idOf(w["library"]),
		})
	}
	for i := range 9 {
		w.add("shelf", r, row{
			"library_id": r.someID(w["library"]), "ordinal": r.IntN(3), "label": fmt.Sprintf("shelf %d", i%4), "lamps": r.IntN(4),
		})
	}
	for i := range 12 {
		w.add("patron", r, row{"reference": r.reference("patron", i), "name": r.pick("Ada", "Bo", "Chi")})
		w.add("author", r, row{"name": r.pick("É. Zed", "Émile", "abe", "Zoe", "Bea"), "born_on": r.maybe(r.day()), "mentor_id": r.idOf(w["author"])})
	}
	for i := range 60 {
		w.add("book", r, r.book(w, i))
	}
	for i := range 10 {
		w.add("magazine", r, row{"title": fmt.Sprintf("Issue \"%d\"", i), "issue": i, "library_id": r.idOf(w["library"])})
	}
	for i := range 3 {
		w.add("group", r, row{"name": fmt.Sprintf("group %d", i)})
	}
	for range 90 {
		ofBook := r.IntN(4) > 0
		w.add("loan", r, row{
			"lent_on": r.day(), "returned_on": r.maybe(r.day()), "lost": r.IntN(4) == 0, "patron_id": r.idOf(w["patron"]),
			"book_id": when(ofBook, r.someID(w["book"])), "magazine_id": when(!ofBook, r.someID(w["magazine"])),
		})
	}
	for i := range 40 {
		w.add("edition", r, row{"book_id": r.someID(w["book"]), "number": i, "printed_on": r.maybe(r.day()), "note": r.maybe(r.text())})
	}
	w.join("book_author", r, 90, "book", "author")
	w.join("group_patron", r, 15, "group", "patron")
	for range 40 {
		w["book_sequel"] = append(w["book_sequel"], row{"book_id": r.someID(w["book"]), "sequel_id": r.someID(w["book"]), "hidden": false})
	}
	return w
}

func (w world) add(table string, r dice, made row) {
	made["id"] = r.uuid()
	made["hidden"] = r.IntN(12) == 0
	w[table] = append(w[table], made)
}

// join ties rows of two tables, some of them more than once.
func (w world) join(table string, r dice, count int, left, right string) {
	for range count {
		tie := row{left + "_id": r.someID(w[left]), right + "_id": r.someID(w[right]), "hidden": r.IntN(12) == 0}
		if table == "book_author" {
			tie["since"] = r.day()
		}
		w[table] = append(w[table], tie)
	}
}

// visible is the world without what is hidden.
func (w world) visible() world {
	seen := world{}
	for table, rows := range w {
		for _, r := range rows {
			if r["hidden"] == false {
				seen[table] = append(seen[table], r)
			}
		}
	}
	return seen
}

// load writes the world into a database.
func (w world) load(t testing.TB, owner *pgx.Conn) {
	t.Helper()
	for table, rows := range w {
		written, err := json.Marshal(rows)
		if err != nil {
			t.Fatal(err)
		}
		columns := `"` + strings.Join(slices.Sorted(maps.Keys(rows[0])), `", "`) + `"`
		into := "library." + pgx.Identifier{table}.Sanitize()
		_, err = owner.Exec(t.Context(), "insert into "+into+" ("+columns+") select "+columns+" from json_populate_recordset(null::"+into+", $1)", string(written))
		if err != nil {
			t.Fatalf("load %s: %v", table, err)
		}
	}
}

// dice make up values.
type dice struct{ *rand.Rand }

func (r dice) book(w world, i int) row {
	rated, damaged := r.chance(2), r.chance(3)
	return row{
		"reference": r.reference("book", i), "title": r.text(), "blurb": r.maybe(r.text()), "genre": r.maybe(r.pick("NOVEL", "POETRY", "ESSAY", "DRAMA")),
		"pages": 10 * r.IntN(20), "price": r.maybe(0.5 + float64(r.IntN(40))), "in_print": r.maybe(r.chance(2)),
		"published_on": r.maybe(r.day()), "added_at": r.day() + r.pick("T10:00:00.000001Z", "T10:00:00.12345Z", "T10:00:00.5Z", "T10:00:01Z"), "tags": []string{"old", r.pick("red", "blue"), `q"\`}[:r.IntN(4)],
		"library_id": r.idOf(w["library"]), "prequel_id": r.idOf(w["book"]),
		"rating_stars": when(rated, 1+r.IntN(5)), "rating_votes": when(rated && r.chance(2), r.IntN(9)), "rating_by_id": when(rated, r.idOf(w["patron"])),
		"condition_state": r.pick("NEW", "GOOD", "WORN"), "condition_note": r.maybe(r.text()),
		"condition_damage_kind": when(damaged, r.pick("torn", "wet")), "condition_damage_seen_on": when(damaged && r.chance(2), r.day()),
	}
}

// chance is true once in so many times.
func (r dice) chance(in int) bool { return r.IntN(in) == 0 }

func (r dice) pick(from ...string) string { return from[r.IntN(len(from))] }

func (r dice) maybe(value any) any { return when(!r.chance(3), value) }

func when(is bool, value any) any {
	if !is {
		return nil
	}
	return value
}

// day is one of few, so that many are equal.
func (r dice) day() string { return fmt.Sprintf("20%02d-%02d-15", 10+r.IntN(6), 1+r.IntN(3)) }

func (r dice) uuid() string {
	made, err := uuid.NewRandomFromReader(randomBytes(r))
	if err != nil {
		panic(err) // the source never fails
	}
	return made.String()
}

func (r dice) reference(kind string, i int) any { return r.maybe(fmt.Sprintf("%s-%d", kind, i)) }

// text is a text in at least one language, one of them the original.
func (r dice) text() any {
	words := func(tag string) string {
		return fmt.Sprintf("%s: l'%s “%d” \\ 😀", tag, r.pick("été", "hiver"), r.IntN(9))
	}
	original := r.pick("fr", "en", "bm", "fr-ML")
	text := map[string]any{original: map[string]any{"text": words(original), "state": "ORIGINAL"}}
	for _, tag := range []string{"fr", "en", "bm"} {
		if r.chance(2) && tag != original {
			text[tag] = map[string]any{"text": words(tag), "state": "MACHINE"}
		}
	}
	return text
}

// someID is the id of one of the rows, and idOf that or null.
func (r dice) someID(rows []row) any { return rows[r.IntN(len(rows))]["id"] }

func (r dice) idOf(rows []row) any {
	if len(rows) == 0 || r.chance(4) {
		return nil
	}
	return r.someID(rows)
}

// randomBytes reads randomness.
type randomBytes struct{ *rand.Rand }

func (s randomBytes) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = byte(s.Uint32())
	}
	return len(into), nil
}
