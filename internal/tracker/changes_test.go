package tracker_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// writer writes at random about studies that others write about too.
type writer struct {
	house
	random *rand.Rand
	name   string
	mine   []uuid.UUID // follow-ups that it recorded
	made   int
}

// villageOfStudies are four studies of programme A that change hands, two of them in a series, and one study that is never shown.
func villageOfStudies(t *testing.T) house {
	h := newVillage(t)
	batch := tracker.Batch{
		StudySeries:    []tracker.StudySeries{{Entry: named("set"), Title: text("Set"), Rule: record.NoRule, Keeper: ref("a")}},
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("row"), Title: text("Row"), Keeper: ref("a")}},
	}
	for i := range 4 {
		study := tracker.Study{
			Entry: named(fmt.Sprintf("study-%d", i)), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyValidated,
			Disclosure: record.Private, Experts: []tracker.Source{{Role: text("Expert")}}, Places: []tracker.Ref{ref("village")},
			Documents: []tracker.Document{{Kind: record.Report, Title: text("Report")}},
		}
		if i < 2 {
			study.Series = ref("set")
		}
		if i > 0 {
			study.BasedOn = []tracker.Ground{{Study: ref(fmt.Sprintf("study-%d", i-1))}}
		}
		batch.Studies = append(batch.Studies, study)
		asks := toCouncil(fmt.Sprintf("of-study-%d", i))
		asks.Study, asks.Places = ref(fmt.Sprintf("study-%d", i)), []tracker.Ref{ref("village")}
		batch.Recommendations = append(batch.Recommendations, asks)
		batch.ChangeStories = append(batch.ChangeStories, tracker.ChangeStory{
			Keeper: ref("a"), Change: text("C"), Level: record.Community, Recommendation: ref(fmt.Sprintf("of-study-%d", i)), Sensitivity: record.PublicThing,
		})
	}
	h.record(batch)
	return h
}

func (w *writer) pick(of string, count int) tracker.Ref {
	return ref(fmt.Sprintf("%s-%d", of, w.random.IntN(count)))
}

// write runs one command, whichever.
func (w *writer) write() error {
	w.made++
	ctx, request := w.Context(), by(editorOfA)
	name := fmt.Sprintf("%s-%d", w.name, w.made)
	switch w.random.IntN(9) {
	case 0, 1:
		_, err := w.Disclose(ctx, request, w.pick("study", 4), []record.Disclosure{record.Private, record.Announced, record.Open, record.Open}[w.random.IntN(4)])
		return err
	case 2, 3:
		said := w.said(fmt.Sprintf("of-study-%d", w.random.IntN(4)), fmt.Sprintf("2023-%02d-01", 1+w.random.IntN(12)),
			[]record.Implementation{record.NotStarted, record.InProgress, record.Implemented}[w.random.IntN(3)])
		said.ID, said.Accepted = uuid.New(), w.random.IntN(2) == 0
		w.mine = append(w.mine, said.ID)
		_, err := w.Record(ctx, request, tracker.Batch{FollowUps: []tracker.FollowUp{said}})
		return err
	case 4, 5:
		if len(w.mine) == 0 {
			return nil
		}
		_, err := w.Decide(ctx, request, tracker.Decision{
			FollowUp: tracker.ByID(w.mine[w.random.IntN(len(w.mine))]), Reason: text("So."),
			State: []record.FollowUpState{record.FollowUpAccepted, record.FollowUpReturned, record.FollowUpWithdrawn}[w.random.IntN(3)],
		})
		return err
	case 6:
		_, err := w.Record(ctx, request, tracker.Batch{Positions: []tracker.PositionStatement{{
			Recommendation: w.pick("of-study", 4), Addressee: ref("council"), Value: record.Accepted,
		}}})
		return err
	case 7:
		_, err := w.Record(ctx, request, tracker.Batch{
			Findings: []tracker.Finding{{Entry: named(name), Keeper: ref("a"), Kind: record.Need, Text: text(name), Studies: []tracker.Ref{w.pick("study", 2), ref("study-3")}}},
			Recommendations: []tracker.Recommendation{{
				Keeper: ref("a"), Wordings: final(name), Stage: record.Published, Study: w.pick("study", 4), Findings: []tracker.Ref{ref(name)},
				Addressees: []tracker.Addressee{{Party: tracker.Party{Organisation: ref("road-office")}, Lead: true}},
			}},
		})
		return err
	default:
		_, err := w.Record(ctx, request, tracker.Batch{
			Workshops: []tracker.Workshop{{
				Entry: named(name), Keeper: ref("a"), Kind: record.Exchange, State: record.WorkshopHeld, Series: ref("row"),
				Ordinal: 1000*int(w.name[1]-'0') + w.made, BasedOn: []tracker.Ground{{Study: w.pick("study", 4)}},
				Attendance: []tracker.AttendanceCell{{Dimension: record.TotalDimension, Key: "total", Label: text("All"), Quantity: record.Quantity{Kind: record.Exact, Value: &thirty}}},
			}},
			Validations: []tracker.Validation{{Study: w.pick("study", 4), Workshop: ref(name), Outcome: record.ValidatedAsItStood}},
		})
		return err
	}
}

var thirty = 30.0

// excused says whether a command of a writer may fail: by a rule, or because it waited for too many others.
func excused(err error) bool {
	if known, ok := errors.AsType[*fault.Error](err); ok {
		return known.Code == fault.Refused || known.Code == fault.UnknownReference // of a follow-up whose own command failed
	}
	ended, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (ended.Code == "40P01" || ended.Code == "57014")
}

// deskReader follows the changes that an account sees, by the views themselves: no question is asked in the name of an account yet.
type deskReader struct {
	house
	account  uuid.UUID
	ordinal  int64
	id       uuid.UUID
	copy     map[string]string
	met      map[string]bool
	repeated int
	seen     map[string]bool
}

func (h house) newDeskReader(account uuid.UUID) *deskReader {
	return &deskReader{h, account, 0, uuid.Nil, map[string]string{}, map[string]bool{}, 0, map[string]bool{}}
}

// nouns are the tables of the records that the feed tells of.
func (h house) nouns() []string { return h.ids("select unnest(record.public_nouns())") }

// rows are the rows of all records that the account sees, as it sees them.
func (d *deskReader) rows() string {
	var each []string
	for _, noun := range d.nouns() {
		each = append(each, fmt.Sprintf("select id, to_jsonb(t)::text as row from desk.%s t", noun))
	}
	return strings.Join(each, " union all ")
}

// pull reads one page, from one snapshot, and says whether there was anything.
func (d *deskReader) pull() bool {
	d.Helper()
	read := 0
	d.readingAs(d.account, func(tx pgx.Tx) {
		rows, err := tx.Query(d.Context(), `select c.id, c.ordinal, c.removed, r.row from (select * from desk.change c where (c.ordinal, c.id) > ($1, $2)
			order by c.ordinal, c.id limit 7) c left join (`+d.rows()+`) r on r.id = c.id order by c.ordinal, c.id`, d.ordinal, d.id)
		if err != nil {
			d.Fatal(err)
		}
		var removed bool
		var row *string
		_, err = pgx.ForEachRow(rows, []any{&d.id, &d.ordinal, &removed, &row}, func() error {
			read++
			d.take(removed, row)
			return nil
		})
		if err != nil {
			d.Fatal(err)
		}
	})
	return read > 0
}

func (d *deskReader) take(removed bool, row *string) {
	d.Helper()
	change := fmt.Sprint(d.id, d.ordinal)
	if d.seen[change] {
		d.Errorf("one change came twice: %s", change)
	}
	d.seen[change], d.met[d.id.String()] = true, true
	if removed != (row == nil) {
		d.Errorf("%s: removed is %t, and there is a row: %t", d.id, removed, row != nil)
	}
	delete(d.copy, d.id.String())
	if row != nil {
		d.copy[d.id.String()] = *row
	}
}

func (h house) readingAs(account uuid.UUID, do func(pgx.Tx)) {
	h.Helper()
	err := pgx.BeginTxFunc(h.Context(), h.suivi.Desk(), pgx.TxOptions{IsoLevel: pgx.RepeatableRead}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(h.Context(), "select set_config('suivi.account', $1, true)", account.String()); err != nil {
			return err
		}
		do(tx)
		return nil
	})
	if err != nil {
		h.Fatal(err)
	}
}

// holds checks that the copy is what the account sees.
func (d *deskReader) holds() {
	d.Helper()
	for d.pull() {
	}
	fresh := map[string]string{}
	d.readingAs(d.account, func(tx pgx.Tx) {
		rows, err := tx.Query(d.Context(), d.rows())
		if err != nil {
			d.Fatal(err)
		}
		var id uuid.UUID
		var row string
		if _, err := pgx.ForEachRow(rows, []any{&id, &row}, func() error { fresh[id.String()] = row; return nil }); err != nil {
			d.Fatal(err)
		}
	})
	for id, row := range fresh {
		if d.copy[id] != row {
			d.Errorf("the copy of %s is old:\n%s\n%s", id, d.copy[id], row)
		}
	}
	for id := range d.copy {
		if fresh[id] == "" {
			d.Errorf("the copy still holds %s", id)
		}
	}
}

func TestAReaderOfChangesLosesAndRepeatsNothingWhileOthersWrite(t *testing.T) {
	h := villageOfStudies(t)
	h.record(tracker.Batch{
		Studies: []tracker.Study{{Entry: named("secret"), Keeper: ref("b"), Kind: record.NeedsStudy, Stage: record.StudyDrafted, Disclosure: record.Private}},
	})
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	public, keeper, stranger := h.newPhone(nil), h.newDeskReader(editorOfA), h.newDeskReader(editorOfB)
	ended := make(chan struct{})
	var writing sync.WaitGroup
	var written atomic.Int64
	for i := range 5 {
		w := &writer{house: h, random: rand.New(rand.NewPCG(seed, uint64(i))), name: fmt.Sprintf("w%d", i)}
		writing.Go(func() {
			for range 12 {
				switch err := w.write(); {
				case err == nil:
					written.Add(1)
				case !excused(err):
					t.Errorf("writer %d: %v", i, err)
				}
			}
		})
	}
	go func() { writing.Wait(); close(ended) }()
	for round, done := 0, false; !done; round++ {
		select {
		case <-ended:
			done = true
		default:
		}
		public.pull()
		keeper.pull()
		stranger.pull()
		if round%10 == 9 {
			public.planner = h.planner() // another server, and the cursor is all that goes on
		}
	}
	if written.Load() < 25 {
		t.Errorf("only %d commands were written", written.Load())
	}
	public.catchUp()
	public.holds()
	if again := public.catchUp(); again != 0 {
		t.Errorf("%d changes came after the last", again)
	}
	keeper.holds()
	stranger.holds()
	secret := one[string](h, "select id::text from record.study where reference = 'secret'")
	if public.met["std_"+secret] || keeper.met[secret] {
		t.Error("a study that was never shown left a trace")
	}
	if !stranger.met[secret] {
		t.Error("those who keep a study are not told of it")
	}
	h.healthy()
}
