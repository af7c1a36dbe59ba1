package tracker_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// sum is a figure of several workshops.
type sum struct {
	Dimension, Key, Kind        string
	Value                       *float64
	From, Suppressed, Otherwise int
	ShareKind                   string
	Share                       *float64
	ShareFrom                   int
}

// sums are the figures of some workshops, as known at a time; as known now where it is nil.
func (h house) sums(workshops []uuid.UUID, knownAt *time.Time) map[string]sum {
	h.Helper()
	found := map[string]sum{}
	for _, s := range public(h, pgx.RowToStructByPos[sum], `select dimension, key, quantity_kind, quantity_value, "from", suppressed_in, otherwise_in, share_kind, share_value, share_from
			from attendance_statistics_cells($1, $2, null)`, workshops, knownAt) {
		found[s.Dimension+" "+s.Key] = s
	}
	return found
}

// number is a figure that may not be there as what it adds to a sum.
func number(of *float64) float64 {
	if of == nil {
		return 0
	}
	return *of
}

// correct ends what was recorded of some figures of a workshop, and records others instead; none of a kind that is empty. No command does so yet.
func (h house) correct(workshop string, cells ...tracker.AttendanceCell) {
	h.Helper()
	err := pgx.BeginFunc(h.Context(), h.owner, func(tx pgx.Tx) error {
		command := uuid.New()
		if _, err := tx.Exec(h.Context(), "select set_config('suivi.account', $1, true)", postgres.FirstAdministrator.String()); err != nil {
			return err
		}
		for i, cell := range cells {
			if _, err := tx.Exec(h.Context(), `update record.attendance_cell c set ended_by = $1 from record.workshop w
				where w.id = c.workshop_id and w.reference = $2 and c.dimension = $3 and c.key = $4 and c.ended_by is null`, command, workshop, cell.Dimension, cell.Key); err != nil {
				return err
			}
			if cell.Quantity.Kind == "" {
				continue
			}
			if _, err := tx.Exec(h.Context(), `insert into record.attendance_cell (id, visibility, command_id, workshop_id, ordinal, dimension, key, label, quantity_kind, quantity_value, quantity_upper)
				select gen_random_uuid(), 'OPEN', $1, w.id, $2, $3, $4, '{"en": {"text": "Label", "state": "ORIGINAL"}}', $5, $6, $7 from record.workshop w where w.reference = $8`,
				command, i, cell.Dimension, cell.Key, cell.Quantity.Kind, cell.Quantity.Value, cell.Quantity.Upper, workshop); err != nil {
				return err
			}
		}
		_, err := tx.Exec(h.Context(), "select record.release_attendance($1), record.seal($1, 'CORRECT', null, null, '{attendance_cell}')", command)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
}

// now is when the last command was sealed.
func (h house) now() *time.Time {
	h.Helper()
	now := one[time.Time](h, "select recorded_at from record.ledger_head")
	return &now
}

func TestEverySumIsWhatItsWorkshopsShowByThemselvesSoThatNoDifferenceTellsMore(t *testing.T) {
	h := newHouse(t)
	chance := rand.New(rand.NewPCG(3, 4))
	assemblies := h.gather(chance, 30)
	var moments []*time.Time
	for range 3 {
		moments = append(moments, h.now())
		for range 8 {
			g := &assemblies[chance.IntN(len(assemblies))]
			corrected := newAssembly(chance, 0, thresholds)
			g.everybody, g.dimensions = corrected.everybody, corrected.dimensions
			h.correct(g.reference, g.workshop(chance).Attendance...)
		}
	}
	moments = append(moments, nil)
	workshops := public(h, pgx.RowTo[uuid.UUID], "select id from workshop order by id")
	for _, moment := range moments {
		single := map[uuid.UUID]map[string]sum{}
		for _, workshop := range workshops {
			single[workshop] = h.sums([]uuid.UUID{workshop}, moment)
		}
		for range 12 {
			chance.Shuffle(len(workshops), func(i, j int) { workshops[i], workshops[j] = workshops[j], workshops[i] })
			some := workshops[:1+chance.IntN(len(workshops))]
			h.addsUp(h.sums(some, moment), single, some)
			h.differs(h.sums(some, moment), h.sums(some[1:], moment), single[some[0]])
		}
		h.groupsAddUp(single, moment)
	}
	h.healthy()
}

// addsUp checks that sums are those of what each workshop shows by itself.
func (h house) addsUp(of map[string]sum, single map[uuid.UUID]map[string]sum, workshops []uuid.UUID) {
	h.Helper()
	for key, got := range of {
		want := sum{Dimension: got.Dimension, Key: got.Key, Kind: string(record.Unknown), ShareKind: string(record.Unknown)}
		added, parts, everybody := 0.0, 0.0, 0.0
		for _, workshop := range workshops {
			one := single[workshop][key]
			want.From, want.Suppressed, want.Otherwise, want.ShareFrom = want.From+one.From, want.Suppressed+one.Suppressed, want.Otherwise+one.Otherwise, want.ShareFrom+one.ShareFrom
			added += number(one.Value)
			if one.From > 0 && want.Kind != string(record.Approximate) {
				want.Kind = one.Kind
			}
			if one.ShareFrom > 0 {
				parts, everybody = parts+number(one.Value), everybody+number(single[workshop]["TOTAL total"].Value)
				if want.ShareKind != string(record.Approximate) {
					want.ShareKind = one.ShareKind
				}
			}
		}
		if math.Abs(number(got.Value)-added) > 1e-9 || (got.Value == nil) != (want.From == 0) ||
			everybody > 0 && math.Abs(number(got.Share)-100*parts/everybody) > 1e-9 || (got.Share == nil) != (want.ShareFrom == 0) {
			h.Errorf("%s is %v, a share of %v; by themselves the workshops show %v, and %v of %v", key, number(got.Value), number(got.Share), added, parts, everybody)
		}
		if got.Value, got.Share = nil, nil; got != want {
			h.Errorf("%s is %v, by themselves the workshops show %v", key, got, want)
		}
	}
}

// differs checks that what one workshop adds to sums is what it shows by itself.
func (h house) differs(with, without, alone map[string]sum) {
	h.Helper()
	for key, sum := range with {
		if added := number(sum.Value) - number(without[key].Value); math.Abs(added-number(alone[key].Value)) > 1e-9 {
			h.Errorf("%s: one workshop adds %v, and shows %v by itself", key, added, number(alone[key].Value))
		}
		if alone[key].Suppressed > 0 && sum.Suppressed != without[key].Suppressed+1 {
			h.Errorf("%s: what one workshop suppresses is not told", key)
		}
	}
}

// groupsAddUp checks that the figures of all workshops of a kind are those of what they show by themselves.
func (h house) groupsAddUp(single map[uuid.UUID]map[string]sum, moment *time.Time) {
	h.Helper()
	for _, kind := range []record.WorkshopKind{record.Training, record.Seminar, record.Briefing} {
		workshops := public(h, pgx.RowTo[uuid.UUID], "select id from workshop_by_workshop_kind() where kind = $1", kind)
		of := h.sums(workshops, moment)
		h.addsUp(of, single, workshops)
		for field, key := range map[string]string{"total": "TOTAL total", "women": "SEX women", "men": "SEX men", "under30": "AGE under30"} {
			got := public(h, pgx.RowTo[string], fmt.Sprintf(`select concat_ws(' ', %[1]s_kind, %[1]s_value, %[1]s_from, %[1]s_suppressed_in, %[1]s_otherwise_in)
				from attendance_statistics($1, $2)`, field), workshops, moment)
			want := of[key]
			if want.Value == nil {
				want.Kind = string(record.Unknown)
			}
			text := fmt.Sprint(want.Kind)
			if want.Value != nil {
				text += fmt.Sprint(" ", *want.Value)
			}
			if text += fmt.Sprintf(" %d %d %d", want.From, want.Suppressed, want.Otherwise); !slices.Equal(got, []string{text}) {
				h.Errorf("%s is %v, want %s", field, got, text)
			}
		}
	}
}

// what is released of one figure of a workshop, by the public's own view, as known at a time.
func (h house) released(workshop string, dimension record.AttendanceDimension, key string, knownAt *time.Time) string {
	h.Helper()
	found := public(h, pgx.RowTo[string], `select concat_ws(' ', c.quantity_kind, c.quantity_value) from attendance_cell_then(null, $1) c join workshop w on w.id = c.workshop_id
		where w.reference = $2 and c.dimension = $3 and c.key = $4`, knownAt, workshop, dimension, key)
	if len(found) != 1 {
		return fmt.Sprint(found)
	}
	return found[0]
}

// attended records a workshop with these figures.
func (h house) attended(reference string, cells ...tracker.AttendanceCell) {
	h.Helper()
	h.record(tracker.Batch{Workshops: []tracker.Workshop{{Entry: named(reference), Kind: record.Exchange, State: record.WorkshopHeld, Attendance: cells}}})
}

func all(count float64) tracker.AttendanceCell {
	return stating(record.TotalDimension, "total", value(record.Exact, count))
}

func women(count float64) tracker.AttendanceCell {
	return stating(record.SexDimension, "women", value(record.Exact, count))
}

func men(count float64) tracker.AttendanceCell {
	return stating(record.SexDimension, "men", value(record.Exact, count))
}

func young(count float64) tracker.AttendanceCell {
	return stating(record.AgeDimension, "under30", value(record.Exact, count))
}

// Each of these tells, in order, what is shown of the total, the women, the men and the young: S for what is suppressed, - for what is not stated.
func TestAFigureIsWithheldWhereItIsSmallOrSomethingSmallFollowsFromIt(t *testing.T) {
	h := newHouse(t)
	percent := func(dimension record.AttendanceDimension, key string, of float64) tracker.AttendanceCell {
		return stating(dimension, key, value(record.Percent, of))
	}
	for i, promise := range []struct {
		name  string
		cells []tracker.AttendanceCell
		want  string
	}{
		{"what nobody follows from is shown", []tracker.AttendanceCell{all(88), women(23), percent(record.AgeDimension, "under30", 20)}, "88 23 - 20"},
		{"a small figure goes with the one it follows from", []tracker.AttendanceCell{all(30), women(27), men(3)}, "30 S S -"},
		{"so does a small one that is not stated", []tracker.AttendanceCell{all(30), women(28)}, "30 S - -"},
		{"of one that is alone nothing follows", []tracker.AttendanceCell{all(30), women(3)}, "30 S - -"},
		{"another dimension is shown", []tracker.AttendanceCell{all(30), women(3), young(12)}, "30 S - 12"},
		{"where everybody is few, nothing is shown", []tracker.AttendanceCell{all(4), women(2), men(2), percent(record.AgeDimension, "under30", 50)}, "S S S S"},
		{"none is few", []tracker.AttendanceCell{all(30), women(30), men(0)}, "30 S S -"},
		{"that all are women tells of nobody else", []tracker.AttendanceCell{all(30), women(30)}, "30 30 - -"},
		{"a small share is a small figure", []tracker.AttendanceCell{all(50), percent(record.SexDimension, "women", 6)}, "50 S - -"},
		{"and so is what it leaves", []tracker.AttendanceCell{all(50), percent(record.SexDimension, "women", 94)}, "50 S - -"},
		{"a share of nobody knows how many is shown", []tracker.AttendanceCell{percent(record.SexDimension, "women", 40)}, "- 40 - -"},
		{"unless it tells how many", []tracker.AttendanceCell{men(12), percent(record.SexDimension, "women", 20)}, "- S S -"},
		{"without a total, parts that may be all are taken to be", []tracker.AttendanceCell{women(20), men(12), young(30)}, "- 20 12 S"},
		{"a range that begins low is small", []tracker.AttendanceCell{all(30), stating(record.SexDimension, "women", value(record.Range, 3, 9))}, "30 S - -"},
		{"so is what is known to be at least a few", []tracker.AttendanceCell{all(30), stating(record.SexDimension, "women", value(record.AtLeast, 3))}, "30 S - -"},
		{"a total that is a range is known well enough", []tracker.AttendanceCell{stating(record.TotalDimension, "total", value(record.Range, 28, 30)), women(27)}, "28 S - -"},
		{"so is one that is rough", []tracker.AttendanceCell{stating(record.TotalDimension, "total", value(record.Approximate, 30)), women(27)}, "30 S - -"},
	} {
		h.promise(promise.name, func(h house) {
			reference := fmt.Sprintf("w-%d", i)
			h.attended(reference, promise.cells...)
			got := public(h, pgx.RowTo[string], `select concat_ws(' ', t.v, f.v, m.v, y.v) from workshop w join attendance a on a.id = w.id,
				lateral (select case a.total_kind when 'SUPPRESSED' then 'S' when 'UNKNOWN' then '-' else a.total_value::text end) t (v),
				lateral (select case a.women_kind when 'SUPPRESSED' then 'S' when 'UNKNOWN' then '-' else a.women_value::text end) f (v),
				lateral (select case a.men_kind when 'SUPPRESSED' then 'S' when 'UNKNOWN' then '-' else a.men_value::text end) m (v),
				lateral (select case a.under30_kind when 'SUPPRESSED' then 'S' when 'UNKNOWN' then '-' else a.under30_value::text end) y (v)
				where w.reference = $1`, reference)
			if !slices.Equal(got, []string{promise.want}) {
				h.Errorf("got %v, want %s", got, promise.want)
			}
		})
	}
	h.healthy()
}

func TestASuppressedFigureTellsNeitherInWordsNorInAnyOtherColumn(t *testing.T) {
	h := newHouse(t)
	three, words := value(record.Exact, 3), text("three women")
	three.Words = words
	h.attended("w", all(30), stating(record.SexDimension, "women", three))
	for _, schema := range []string{"open", "desk"} {
		h.want(fmt.Sprintf(`select concat_ws(' ', quantity_kind, quantity_value, quantity_upper, quantity_words::text) from %s.attendance_cell where key = 'women'`, schema), "SUPPRESSED")
	}
}

func TestTheDeskIsShownWhatEverybodyIs(t *testing.T) {
	h := newVillage(t)
	h.record(tracker.Batch{Workshops: []tracker.Workshop{{
		Entry: named("w"), Keeper: ref("a"), Kind: record.Exchange, State: record.WorkshopHeld, Attendance: []tracker.AttendanceCell{all(30), women(3)},
	}}})
	err := pgx.BeginFunc(t.Context(), h.suivi.Desk(), func(tx pgx.Tx) error {
		var kind string
		if _, err := tx.Exec(t.Context(), "select set_config('suivi.account', $1, true)", editorOfA.String()); err != nil {
			return err
		}
		err := tx.QueryRow(t.Context(), "select quantity_kind from attendance_cell where key = 'women'").Scan(&kind)
		if kind != string(record.Suppressed) {
			t.Errorf("its keeper is shown a figure of the kind %s", kind)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheThresholdIsThatOfTheProgrammeWhenAttendanceWasFirstRecorded(t *testing.T) {
	h := newHouse(t)
	ten, none := 10, 0
	h.record(tracker.Batch{Programmes: []tracker.Programme{
		{Entry: named("careful"), Title: text("P"), AttendanceThreshold: &ten}, {Entry: named("open"), Title: text("P"), AttendanceThreshold: &none}, {Entry: named("usual"), Title: text("P")},
	}})
	for programme, want := range map[string]string{"careful": "SUPPRESSED", "open": "EXACT 7", "usual": "EXACT 7", "": "EXACT 7"} {
		made := tracker.Workshop{Entry: named("of-" + programme + "x"), Kind: record.Exchange, State: record.WorkshopHeld, Attendance: []tracker.AttendanceCell{all(30), women(7)}}
		if programme != "" {
			made.Programme = ref(programme)
		}
		h.record(tracker.Batch{Workshops: []tracker.Workshop{made}})
		if _, err := h.owner.Exec(t.Context(), "update record.programme set attendance_threshold = 20 where reference = $1", programme); err != nil {
			t.Fatal(err)
		}
		if got := h.released("of-"+programme+"x", record.SexDimension, "women", nil); got != want {
			t.Errorf("of %q: %s, want %s", programme, got, want)
		}
	}
	h.healthy() // what is decided stays decided, whatever the programme says later
}

func TestACountOfThoseWhoTookPartIsAFigureOfAttendance(t *testing.T) {
	h := newHouse(t)
	took := func(role record.ParticipationRole, who string, count float64) tracker.Participation {
		return tracker.Participation{Role: role, Capacity: text(who), Count: value(record.Exact, count)}
	}
	h.record(tracker.Batch{Workshops: []tracker.Workshop{{
		Entry: named("w"), Kind: record.Exchange, State: record.WorkshopHeld, Attendance: []tracker.AttendanceCell{all(30)},
		Participations: []tracker.Participation{took(record.Participant, "Farmers", 27), took(record.Invited, "Herders", 3), took(record.Facilitator, "Teachers", 2)},
	}}})
	h.want("select concat_ws(' ', p.role, p.count_kind, p.count_value) from open.participation p order by p.ordinal",
		"PARTICIPANT SUPPRESSED", "INVITED SUPPRESSED", "FACILITATOR EXACT 2")
	h.healthy()
}

func TestACorrectionShowsUnlessItWouldTellOfFew(t *testing.T) {
	h := newHouse(t)
	gone := func(cell tracker.AttendanceCell) tracker.AttendanceCell {
		cell.Quantity = record.Quantity{}
		return cell
	}
	for i, promise := range []struct {
		name              string
		first, correction []tracker.AttendanceCell
		want              []string // of the total, the women, the men and the young
	}{
		{
			"what is shown shows corrected",
			[]tracker.AttendanceCell{all(88), women(23)},
			[]tracker.AttendanceCell{women(24)},
			[]string{"EXACT 88", "EXACT 24", "[]", "[]"},
		},
		{
			"what was suppressed stays suppressed",
			[]tracker.AttendanceCell{all(30), women(3), men(27), young(12)},
			[]tracker.AttendanceCell{women(13), men(17)},
			[]string{"EXACT 30", "SUPPRESSED", "SUPPRESSED", "EXACT 12"},
		},
		{
			"and with it whatever is corrected",
			[]tracker.AttendanceCell{all(30), women(3), men(27), young(12)},
			[]tracker.AttendanceCell{all(31), young(12)},
			[]string{"SUPPRESSED", "SUPPRESSED", "SUPPRESSED", "EXACT 12"},
		},
		{
			"a figure that becomes small is suppressed",
			[]tracker.AttendanceCell{all(40), women(20)},
			[]tracker.AttendanceCell{women(38)},
			[]string{"EXACT 40", "SUPPRESSED", "[]", "[]"},
		},
		{
			"so is a total that would tell of few",
			[]tracker.AttendanceCell{all(40), women(28)},
			[]tracker.AttendanceCell{all(30)},
			[]string{"SUPPRESSED", "EXACT 28", "[]", "[]"},
		},
		{
			"what is no longer stated was stated once",
			[]tracker.AttendanceCell{all(60), stating(record.AgeDimension, "under25", value(record.Exact, 18))},
			[]tracker.AttendanceCell{gone(stating(record.AgeDimension, "under25", record.Quantity{})), young(20)},
			[]string{"EXACT 60", "[]", "[]", "SUPPRESSED"},
		},
	} {
		h.promise(promise.name, func(h house) {
			reference := fmt.Sprintf("w-%d", i)
			h.attended(reference, promise.first...)
			before := h.now()
			then := h.shown(reference, nil)
			h.correct(reference, promise.correction...)
			if got := h.shown(reference, nil); !slices.Equal(got, promise.want) {
				h.Errorf("got %v, want %v", got, promise.want)
			}
			if got := h.shown(reference, before); !slices.Equal(got, then) {
				h.Errorf("what was shown then is now %v, and was %v", got, then)
			}
			h.healthy()
		})
	}
}

// shown is what is released of the total, the women, the men and the young.
func (h house) shown(workshop string, knownAt *time.Time) []string {
	h.Helper()
	return []string{
		h.released(workshop, record.TotalDimension, "total", knownAt), h.released(workshop, record.SexDimension, "women", knownAt),
		h.released(workshop, record.SexDimension, "men", knownAt), h.released(workshop, record.AgeDimension, "under30", knownAt),
	}
}
