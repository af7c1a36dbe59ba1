package tracker_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/suivi-project/suivi/internal/tracker"
)

func TestThePagesOfTheTablesAreFresh(t *testing.T) {
	for name, text := range tracker.Pages() {
		kept, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(kept) != text {
			t.Errorf("docs/%s is stale: run go generate ./internal/tracker", name)
		}
	}
}

func TestEveryStateOfAnAxisCanBeReachedFromWhereItBegins(t *testing.T) {
	for _, axis := range tracker.Axes() {
		reached := slices.Clone(axis.Start)
		for i := 0; i < len(reached); i++ {
			for _, next := range axis.From(reached[i]) {
				if !slices.Contains(reached, next) {
					reached = append(reached, next)
				}
			}
		}
		for _, move := range axis.Moves {
			for _, state := range slices.Concat(move.From, move.To) {
				if !slices.Contains(reached, state) {
					t.Errorf("%s: nothing leads to %s", axis.Name, state)
				}
			}
		}
	}
}

func TestWhatIsKnownIsNeverUnknownAgainAndWhatWasWithdrawnStaysSo(t *testing.T) {
	for state, axis := range map[string]tracker.Axis{
		"NO_INFORMATION": tracker.ImplementationAxis, "NONE_YET": tracker.PositionAxis, "NO_STATEMENT": tracker.AssuranceAxis,
	} {
		for _, from := range axis.From(state) {
			if axis.Allows(from, state) {
				t.Errorf("%s: %s goes back to %s", axis.Name, from, state)
			}
		}
	}
	if left := tracker.FollowUpAxis.From("WITHDRAWN"); len(left) > 0 {
		t.Errorf("what was withdrawn can become %v", left)
	}
}
