//go:build scale

package scale_test

import (
	"os"
	"strconv"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/scale"
)

// large is from how many rows on a table is not to be read whole where an index could serve.
const large = 10_000

// audience is who asks: the public, or an account at the desk.
type audience struct {
	name    string
	account uuid.UUID // zero for the public
}

var audiences = []audience{
	{"the public", uuid.Nil},
	{"an account of one programme", scale.EditorOfOne},
	{"an account of 500 programmes", scale.EditorOfMany},
}

// The record is loaded once for all that is asked of it.
func TestPlans(t *testing.T) {
	n := 200_000
	if given, err := strconv.Atoi(os.Getenv("SCALE")); err == nil {
		n = given
	}
	l := loadLarge(t, n)
	t.Run("NoLargeTableIsReadWholeWhereAnIndexServes", l.testNothingLargeIsReadWhole)
	t.Run("AFigureOfEverythingComesBackToNoRecord", l.testFiguresOfEverything)
	t.Run("APageDeepInAListIsFoundByItsCursor", l.testDeepPages)
	t.Run("ACountStopsWhereItIsTold", l.testCounts)
}

func (l *library) testNothingLargeIsReadWhole(t *testing.T) {
	var asked []question
	for _, room := range rooms {
		asked = append(asked, room(l)...)
	}
	for _, question := range asked {
		for _, audience := range audiences {
			t.Run(question.name+", as "+audience.name, func(t *testing.T) {
				for _, step := range l.explain(t, audience, question).readWhole(l.rows, l.listed(question)) {
					t.Errorf("%s, of %d rows, is read whole for what matches %s", step.Table, l.rows[step.Table], step.Filter)
				}
			})
		}
	}
}

func (l *library) testDeepPages(t *testing.T) {
	for _, order := range []struct{ field, direction, index string }{
		{"DUE_ON", "ASC", "recommendation_due_on_asc"},
		{"DUE_ON", "DESC", "recommendation_due_on_desc"},
		{"MADE_ON", "ASC", "recommendation_made_on_asc"},
		{"MADE_ON", "DESC", "recommendation_made_on_desc"},
	} {
		by := []any{map[string]any{"field": order.field, "direction": order.direction}}
		pages := min(1000, l.n/200) // of which there are at least twice as many
		deep := question{file: "list", name: "deep in " + order.index, variables: values{"orderBy": by, "first": 50, "after": l.walk(t, by, pages)}}
		for _, audience := range audiences {
			if !l.explain(t, audience, deep).seeks(order.index) {
				t.Errorf("page %d as %s: the place where it begins is no condition of the index %s", pages, audience.name, order.index)
			}
			l.costsTheSame(t, audience, question{file: "nodes", name: "the first page", variables: values{"orderBy": by, "first": 50}},
				question{file: "nodes", name: "page " + strconv.Itoa(pages), variables: values{"orderBy": by, "first": 50, "after": deep.variables["after"]}})
		}
	}
}

// costsTheSame holds a deep page to the first one: what it reads, not the time that it takes, which tells of other things too. The first page reads
// what the deep one has not to: the top of each index once more or less, hence the allowance.
func (l *library) costsTheSame(t *testing.T, who audience, first, deep question) {
	t.Helper()
	l.measure(t, who, first) // brings the catalogues in
	one, many := l.measure(t, who, first).buffers(), l.measure(t, who, deep).buffers()
	if many > one+one/4+20 {
		t.Errorf("%s as %s reads %d pages of the disk, and %s %d", deep.name, who.name, many, first.name, one)
	}
}

// A total costs no more than it is worth: what is counted ends one beyond countAtMost.
func (l *library) testCounts(t *testing.T) {
	const most = 100
	for name, filter := range map[string]values{
		"all": nil, "published": {"stage": []any{"PUBLISHED"}}, "not of one programme": {"not": values{"programme": values{"reference": []any{"scale-p1"}}}},
		"of an audience": {"addressee": values{"audience": []any{"MEDIA"}}}, "due one day": {"dueAfter": "2012-01-01"},
	} {
		for _, audience := range audiences {
			asked := func(most int) measured {
				return l.measure(t, audience, question{file: "count", name: name, variables: values{"filter": filter, "most": most}})
			}
			asked(most)
			little, whole := asked(most), asked(1_000_000)
			if counted := little.counted(); counted != most+1 {
				t.Errorf("%s as %s: %v are counted where %d are enough", name, audience.name, counted, most+1)
			}
			// What is joined can be found in another way where few are wanted; what stands on the row itself cannot.
			if _, ofItself := onTheRow[name]; ofItself && little.buffers()*2 > whole.buffers() {
				t.Errorf("%s as %s: counting to %d reads %d pages of the disk, and counting all %d", name, audience.name, most, little.buffers(), whole.buffers())
			}
		}
	}
}

var onTheRow = map[string]struct{}{"all": {}, "published": {}, "due one day": {}}

// loadLarge loads a record, and brings the server's statistics and its map of what everybody may see in line with it.
func loadLarge(t *testing.T, n int) *library {
	t.Helper()
	h := spacious(t)
	tenths := 0
	h.must(scale.Load(t.Context(), h.Database, n, func(done, total int) {
		if now := 10 * done / total; now > tenths {
			tenths = now
			t.Logf("%d of %d recommendations are loaded", done, total)
		}
	}))
	_, err := h.owner.Exec(t.Context(), "vacuum analyze") // as the server does by and by
	h.must(err)
	return newLibrary(h, n)
}
