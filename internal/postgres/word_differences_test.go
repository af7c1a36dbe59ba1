package postgres_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// difference is a stretch of text, and what became of it: K, R or A.
type difference struct{ kind, text string }

func differences(t *testing.T, owner *pgx.Conn, before, after string) (found []difference) {
	t.Helper()
	each(t, owner, "select left(kind, 1), text from suivi.word_differences($1, $2)", []any{before, after}, func(row []string) {
		found = append(found, difference{row[0], row[1]})
	})
	return found
}

func TestWhatChangedBetweenTwoTextsIsToldWordByWord(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	for name, example := range map[string]struct {
		before, after string
		want          []difference
	}{
		"the same": {"Mend the bridge.", "Mend the bridge.", []difference{{"K", "Mend the bridge."}}},
		"something added": {
			"Mend the bridge.", "Mend the old bridge and the road.",
			[]difference{{"K", "Mend the "}, {"A", "old "}, {"K", "bridge"}, {"A", " and the road"}, {"K", "."}},
		},
		"a sign added":        {"Mend it now", "Mend it, now", []difference{{"K", "Mend it"}, {"A", ","}, {"K", " now"}}},
		"something before":    {"the bridge", "Mend the bridge", []difference{{"A", "Mend "}, {"K", "the bridge"}}},
		"something taken out": {"Mend the old bridge", "Mend the bridge", []difference{{"K", "Mend the "}, {"R", "old "}, {"K", "bridge"}}},
		"all new":             {"Mend", "Rebuild", []difference{{"R", "Mend"}, {"A", "Rebuild"}}},
		"nothing before":      {"", "Mend it", []difference{{"A", "Mend it"}}},
		"nothing at all":      {"", "", nil},
		"a space more":        {"Mend it", "Mend  it", []difference{{"K", "Mend"}, {"R", " "}, {"A", "  "}, {"K", "it"}}},
		"French, with its signs and spaces": {
			"D’ici à 2025\u00a0: un comité local.", "D’ici à 2026\u00a0: un comité communal, ouvert à l'école.",
			[]difference{
				{"K", "D’ici à "}, {"R", "2025"}, {"A", "2026"}, {"K", "\u00a0: un comité "}, {"R", "local"}, {"A", "communal, ouvert à l'école"}, {"K", "."},
			},
		},
	} {
		if unlike := cmp.Diff(example.want, differences(t, owner, example.before, example.after), cmp.AllowUnexported(difference{})); unlike != "" {
			t.Errorf("%s:\n%s", name, unlike)
		}
	}
}

// randomText is a text of few words, so that texts have much in common, with odd spaces and signs.
func randomText(chance *rand.Rand, words int) string {
	var text strings.Builder
	for range chance.IntN(words + 1) {
		text.WriteString([]string{"le", "pont", "école", "aujourd’hui", "mend", "it", "100 %", "(a)", "«b»", "c/d", "[e]"}[chance.IntN(11)])
		text.WriteString([]string{" ", " ", " ", "  ", "", "\n", "\u202f", ", ", ". ", "-"}[chance.IntN(10)])
	}
	return text.String()
}

func TestBothTextsCanBeReadFromTheirDifferences(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	seed := uint64(time.Now().UnixNano()) //nolint:gosec // any will do
	chance := rand.New(rand.NewPCG(seed, 0))
	for range 500 {
		before, after := randomText(chance, 30), randomText(chance, 30)
		found := differences(t, owner, before, after)
		if complaint := unlike(before, after, found); complaint != "" {
			t.Fatalf("seed %d: %q to %q: %s\n%q", seed, before, after, complaint, found)
		}
	}
}

func unlike(before, after string, found []difference) string {
	var was, is strings.Builder
	last := ""
	for _, part := range found {
		switch {
		case part.text == "":
			return "a stretch is empty"
		case part.kind == last:
			return "two stretches that follow each other are of one kind"
		case part.kind == "R" && last == "A":
			return "what was added comes before what was removed"
		}
		last = part.kind
		if part.kind != "A" {
			was.WriteString(part.text)
		}
		if part.kind != "R" {
			is.WriteString(part.text)
		}
	}
	switch {
	case was.String() != before:
		return "the text before reads " + was.String()
	case is.String() != after:
		return "the text after reads " + is.String()
	}
	return ""
}

// Texts that are long and have little in common would take too long to compare: their middle goes as a whole, their ends do not.
func TestLongTextsThatHaveLittleInCommonAreReplacedAsAWhole(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	of := func(word string) string { return "It begins. " + strings.Repeat(word+" same ", 5_000) + "It ends." }
	before, after := of("old"), of("new")
	found := differences(t, owner, before, after)
	if len(found) != 4 || found[0].text != "It begins. " || found[3].text != " same It ends." || unlike(before, after, found) != "" {
		t.Errorf("%d stretches, from %.30q to %.30q", len(found), found[0].text, found[len(found)-1].text)
	}
}
