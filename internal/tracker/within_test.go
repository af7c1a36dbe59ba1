package tracker_test

import (
	"slices"
	"testing"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// redrawn is a land whose borders were redrawn at the turn of 2000. Each place but the land lies in the land.
//
//	north-before → north, far-north                   cut in two
//	elder-east → east-before → east                   named anew, twice
//	little, half → joined; half → rest                one whole and a part of another made one
func redrawn(t *testing.T) []tracker.Place {
	last, first, left := day(t, "1999-12-31"), day(t, "2000-01-01"), day(t, "1990-12-31")
	since := day(t, "1991-01-01")
	lies := func(in string, from, to *record.Date) tracker.PlaceParent {
		return tracker.PlaceParent{Place: ref(in), From: from, To: to}
	}
	region := func(reference string, from, to *record.Date, successors ...string) tracker.Place {
		made := tracker.Place{
			Entry: named(reference), Name: text(reference), Level: record.Region, ValidFrom: from, ValidTo: to, Within: []tracker.PlaceParent{lies("land", nil, nil)},
		}
		for _, successor := range successors {
			made.Successors = append(made.Successors, ref(successor))
		}
		return made
	}
	town := func(reference string, within ...tracker.PlaceParent) tracker.Place {
		return tracker.Place{Entry: named(reference), Name: text(reference), Level: record.Town, Within: within}
	}
	return []tracker.Place{
		{Entry: named("land"), Name: text("Land"), Level: record.Country},
		region("north", &first, nil), region("far-north", &first, nil),
		region("north-before", nil, &last, "north", "far-north"),
		region("east", &first, nil), region("east-before", nil, &last, "east"), region("elder-east", nil, nil, "east-before"),
		region("joined", &first, nil), region("rest", &first, nil),
		region("little", nil, &last, "joined"), region("half", nil, &last, "joined", "rest"),
		town("ford", lies("north-before", nil, &last)), // in which of the two since, nobody says
		town("cape", lies("north-before", nil, &last), lies("far-north", &first, nil)),
		town("mill", lies("east-before", nil, &last)),
		town("gone", lies("east-before", nil, &left), lies("rest", &since, nil)),
		town("well", lies("little", nil, &last)),
	}
}

func TestAskingForAPlaceFindsWhatBordersMadeOfIt(t *testing.T) {
	h := newHouse(t)
	h.record(tracker.Batch{Places: redrawn(t)})
	a := h.asker()
	for place, want := range map[string][]string{
		"north-before": {"cape", "far-north", "ford", "north", "north-before"},
		"north":        {"north"},                                     // a part of what was before
		"far-north":    {"cape", "far-north"},                         // the same
		"cape":         {"cape"},                                      //
		"east":         {"east", "east-before", "elder-east", "mill"}, // all of what was before, but not what had left it
		"east-before":  {"east", "east-before", "elder-east", "gone", "mill"},
		"elder-east":   {"east", "east-before", "elder-east", "gone", "mill"},
		"joined":       {"joined", "little", "well"},       // half of half came here
		"little":       {"joined", "little", "well"},       //
		"half":         {"gone", "half", "joined", "rest"}, // what else was joined to it was never here
		"rest":         {"gone", "rest"},
	} {
		a.promise(place, func(a asker) {
			found := a.found("places", map[string]any{"within": map[string]any{"reference": place}})
			slices.Sort(found)
			if !slices.Equal(found, want) {
				a.Errorf("got  %q\nwant %q", found, want)
			}
		})
	}
	if all := a.found("places", map[string]any{"within": map[string]any{"reference": "land"}}); len(all) != 16 {
		t.Errorf("in the whole land %d places are found, want 16", len(all))
	}
	h.healthy()
}

func TestWhatIsFoundInAPlaceFollowsLaterBorders(t *testing.T) {
	h := newHouse(t)
	h.record(tracker.Batch{Places: redrawn(t)})
	h.record(tracker.Batch{Places: []tracker.Place{{
		Entry: named("south-before"), Name: text("South"), Level: record.Region, Successors: []tracker.Ref{ref("joined"), ref("rest")},
	}, {
		Entry: named("province"), Name: text("Province"), Level: record.Region,
	}, {
		Entry: named("parish"), Name: text("Parish"), Level: record.Commune, Within: []tracker.PlaceParent{{Place: ref("south-before")}},
	}}})
	a := h.asker()
	for place, want := range map[string][]string{
		"south-before": {"gone", "joined", "parish", "rest", "south-before"},
		"joined":       {"joined", "little", "well"},
		"land":         nil,
	} {
		found := a.found("places", map[string]any{"within": map[string]any{"reference": place}})
		slices.Sort(found)
		if place == "land" {
			// Both of its successors lie in the land, so it lies there too, and what lies in it.
			if !slices.Contains(found, "south-before") || !slices.Contains(found, "parish") || slices.Contains(found, "province") {
				t.Errorf("the land: %q", found)
			}
			continue
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", place, found, want)
		}
	}
	h.healthy()
}
