package tracker_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// before is what the public was told once: what it is told of records that have a history, as known at a time.
const before = `select string_agg(said, E'\n' order by said) from (
	select concat_ws(' ', 'recommendation', id, text::text, due_on, lifecycle_stage, status_summary, status_implementation, status_as_of) from open.recommendation_then(null, $1) where $1 is not null
	union all select concat_ws(' ', 'addressee', id, status_summary, position_value) from open.addressee_then(null, $1)
	union all select concat_ws(' ', 'place', recommendation_id, place_id) from open.recommendation_place_then(null, $1)
	union all select concat_ws(' ', 'theme', record_id, theme_id) from open.record_theme_then(null, $1)
	union all select concat_ws(' ', 'instrument', record_id, instrument_id) from open.record_instrument_then(null, $1)
	union all select concat_ws(' ', 'programme', recommendation_id, programme_id) from open.recommendation_programme_then(null, $1)
	union all select concat_ws(' ', 'document', record_id, ordinal, title::text) from open.document_then(null, $1)
	union all select concat_ws(' ', 'alias', record_id, text) from open.alias_then(null, $1)
	union all select concat_ws(' ', 'reported', record_id, measure, ordinal) from open.reported_count_then(null, $1)
	union all select concat_ws(' ', 'part', place_id, parent_id) from open.place_parent_then(null, $1)
	union all select concat_ws(' ', 'part', workshop_id, ordinal, title::text) from open.agenda_item_then(null, $1)
	union all select concat_ws(' ', 'cell', workshop_id, key, quantity_kind, quantity_value) from open.attendance_cell_then(null, $1)
	) as t (said)`

// turns makes the revisions of a random story: each of a noun of its own, about the records of a village in which there is everything.
func turns(h house, random *rand.Rand) []func(version func(noun, reference string) int) tracker.Revision {
	some := func(references ...string) tracker.Patch[[]tracker.Ref] {
		given := []tracker.Ref{}
		for _, reference := range references {
			if random.IntN(2) == 0 {
				given = append(given, ref(reference))
			}
		}
		return tracker.Patch[[]tracker.Ref]{Given: random.IntN(3) > 0, Value: given}
	}
	one := func(references ...string) tracker.Patch[tracker.Ref] {
		given := tracker.Ref{}
		if at := random.IntN(len(references) + 1); at < len(references) {
			given = ref(references[at])
		}
		return tracker.Patch[tracker.Ref]{Given: random.IntN(3) > 0, Value: given}
	}
	words := func() tracker.Patch[record.Text] {
		return tracker.Patch[record.Text]{Given: random.IntN(2) == 0, Value: text(fmt.Sprintf("Words %d", random.IntN(9)))}
	}
	days := []record.Date{day(h.T, "2024-06-01"), day(h.T, "2025-01-01"), day(h.T, "2026-01-01")}
	documents := func() tracker.Patch[[]tracker.Document] {
		var given []tracker.Document
		for i := range random.IntN(4) {
			given = append(given, tracker.Document{Kind: record.Report, Title: text(fmt.Sprintf("Report %d", i+random.IntN(2)))})
		}
		return tracker.To(given)
	}
	aliases := func() tracker.Patch[[]tracker.Alias] {
		return tracker.To([]tracker.Alias{{Text: fmt.Sprintf("Alias %d", random.IntN(3))}})
	}
	return []func(version func(noun, reference string) int) tracker.Revision{
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseOrganisation{Organisation: ref("watchers"), Version: v("organisation", "watchers"), Name: words(), Parent: one("council"), Successors: some("council", "road-office"), Aliases: aliases()}
		},
		func(v func(string, string) int) tracker.Revision {
			within := []tracker.PlaceParent{{Place: ref("land")}}
			if random.IntN(2) == 0 {
				within[0].To = &days[0]
			}
			return tracker.RevisePlace{Place: ref("village"), Version: v("place", "village"), Name: words(), Within: tracker.To(within[:random.IntN(2)]), Aliases: aliases()}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseTheme{Theme: ref("wells"), Version: v("theme", "wells"), Name: words(), Parent: one("water-theme"), Aliases: aliases()}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseInstrument{Instrument: ref("charter"), Version: v("instrument", "charter"), Name: words(), Codes: tracker.To([]tracker.Code{{Vocabulary: "V", Code: fmt.Sprint(random.IntN(3))}})}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseProgramme{Programme: ref("c"), Version: v("programme", "c"), Title: words(), Countries: some("land"), Themes: some("wells", "water-theme"), Parent: one("a", "b")}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseStudy{Study: ref("water"), Version: v("study", "water"), Title: words(), Programme: one("a", "b", "c"), Places: some("village", "land"), Themes: some("wells", "water-theme"), Documents: documents(), Coordinator: one("council")}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseStudySeries{StudySeries: ref("set"), Version: v("study_series", "set"), Title: words(), Programme: one("a")}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseWorkshopSeries{WorkshopSeries: ref("meetings"), Version: v("workshop_series", "meetings"), Title: words(), Organisation: one("council")}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseWorkshop{
				Workshop: ref("answer"), Version: v("workshop", "answer"), Title: words(), Place: one("village"), Programme: one("a", "b"), Documents: documents(), Themes: some("wells"),
				Attendance: tracker.To([]tracker.AttendanceCell{{Dimension: record.TotalDimension, Key: "total", Label: text("All"), Quantity: value(record.Exact, float64(20+random.IntN(3)))}}),
				Agenda:     tracker.To([]tracker.AgendaItem{{Number: 1, Title: text(fmt.Sprintf("Opening %d", random.IntN(2))), Kind: record.Ceremony}}),
				RespondsTo: some("thirst"),
			}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseFinding{Finding: ref("thirst"), Version: v("finding", "thirst"), Text: words(), Studies: some("water"), Workshops: some("hearing", "answer")}
		},
		func(v func(string, string) int) tracker.Revision {
			asked := []tracker.Addressee{{Party: tracker.Party{Organisation: ref("council")}, Lead: true}}
			if random.IntN(2) == 0 {
				asked = append(asked, tracker.Addressee{Party: tracker.Party{Label: text("Everybody")}, Lead: random.IntN(2) == 0})
			}
			due := days[random.IntN(len(days))]
			return tracker.ReviseRecommendation{
				Recommendation: ref("dig"), Version: v("recommendation", "dig"), DueOn: tracker.To(&due), Addressees: tracker.To(asked), Places: some("village", "land"), Themes: some("wells", "water-theme"),
				Study: one("water"), Workshop: one("hearing", "answer"), Programmes: some("a", "b"), Findings: some("thirst"), Instruments: some("charter"),
				Proposers: tracker.To([]tracker.Party{{Organisation: ref([]string{"watchers", "council"}[random.IntN(2)])}}),
			}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseAction{Action: ref("hire"), Version: v("action", "hire"), Title: words(), DueOn: tracker.To(&days[random.IntN(len(days))])}
		},
		func(v func(string, string) int) tracker.Revision {
			return tracker.ReviseChangeStory{
				ChangeStory: ref("told"), Version: v("change_story", "told"), Change: words(), Place: one("village"), Study: one("water"), Recommendation: one("dig"), Programme: one("a", "c"),
				Source: tracker.To(&tracker.Source{Role: text([]string{"Neighbour", "Miller"}[random.IntN(2)])}),
			}
		},
	}
}

func TestWhateverIsRevisedTheRecordStandsAndRemembers(t *testing.T) {
	const seed = 20240502
	random := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // a story, no secret
	h := newVillage(t)
	h.record(everything(h))
	version := h.versionOf("study", "water")
	h.done(h.DiscloseStudy(t.Context(), byAdministrator, tracker.StudyDisclosure{Study: ref("water"), Version: version, Disclosure: record.Open}))
	type told struct {
		at   time.Time
		what string
	}
	var tales []told
	different, refused := map[string]bool{}, 0
	for range 5 {
		for _, turn := range turns(h, random) {
			if _, err := h.Revise(t.Context(), byAdministrator, turn(h.versionOf)); err != nil {
				if fault.CodeOf(err) != fault.Refused && fault.CodeOf(err) != fault.BadArgument {
					t.Fatal(err)
				}
				refused++
			}
			now := one[time.Time](h, "select recorded_at from record.ledger_head")
			tales = append(tales, told{now, one[string](h, before, now)})
			different[tales[len(tales)-1].what] = true
		}
	}
	h.healthy()
	// What is shown at all is today's question: in the end all of it is what it was at each time.
	h.revise(tracker.ReviseRecommendation{Recommendation: ref("dig"), Version: h.versionOf("recommendation", "dig"), Study: tracker.To(tracker.Ref{})})
	for _, tale := range tales {
		if again := one[string](h, before, tale.at); again != tale.what {
			t.Errorf("as known at %s, was\n%s\nand is now\n%s", tale.at, tale.what, again)
		}
	}
	if len(different) < 15 || refused > 20 {
		t.Errorf("%d different tales and %d refusals: this story tells too little", len(different), refused)
	}
}
