//go:build scale

package scale_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/postgres"
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
	t.Run("APageDeepInAListIsFoundByItsCursor", l.testDeepPages)
}

func (l *library) testNothingLargeIsReadWhole(t *testing.T) {
	talkedAbout := l.words(`select r.reference::text from open.recommendation r join open.follow_up f on f.recommendation_id = r.id
		where r.reference like 'scale-p1-%' group by r.reference order by count(*) desc, r.reference limit 1`)
	for _, question := range questions(talkedAbout[0]) {
		for _, audience := range audiences {
			t.Run(fmt.Sprintf("%s, %s, as %s", question.file, question.name, audience.name), func(t *testing.T) {
				for _, step := range l.explain(t, audience, question).readWhole() {
					if rows := l.rows[step.Table]; rows > large && question.whole[step.Table] == "" {
						t.Errorf("%s, of %d rows, is read whole for what matches %s", step.Table, rows, step.Filter)
					}
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
		}
	}
}

// loadLarge loads a record, and brings the server's statistics in line with it.
func loadLarge(t *testing.T, n int) *library {
	t.Helper()
	h := empty(t)
	tenths := 0
	h.must(scale.Load(t.Context(), h.Database, n, func(done, total int) {
		if now := 10 * done / total; now > tenths {
			tenths = now
			t.Logf("%d of %d recommendations are loaded", done, total)
		}
	}))
	h.must(postgres.Analyse(t.Context(), h.OwnerURL))
	return newLibrary(h, n)
}
