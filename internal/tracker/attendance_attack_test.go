package tracker_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func sortedKeys[Value any](of map[string]Value) []string { return slices.Sorted(maps.Keys(of)) }

// shownFigure is a figure as the public sees it.
type shownFigure struct {
	Dimension, Key, Kind string
	Value, Upper         *float64
}

// between is the least and the most that something can be.
type between struct{ low, high int }

const unlimited = 1 << 20

// reads takes a figure at its word, where everybody is as many as that.
func (f shownFigure) reads(everybody int) between {
	switch record.QuantityKind(f.Kind) {
	case record.Exact, record.Approximate:
		return between{int(*f.Value), int(*f.Value)}
	case record.AtLeast:
		return between{int(*f.Value), unlimited}
	case record.MoreThan:
		return between{int(*f.Value) + 1, unlimited}
	case record.Range:
		return between{int(*f.Value), int(*f.Upper)}
	case record.Percent:
		return between{int(math.Ceil(float64(everybody) * (*f.Value - 0.5) / 100)), int(math.Floor(float64(everybody) * (*f.Value + 0.5) / 100))}
	default:
		return between{0, unlimited}
	}
}

// view is what the public sees of an assembly, at one time or another.
type view []shownFigure

func (v view) of(dimension record.AttendanceDimension) map[string]view {
	found := map[string]view{}
	for _, figure := range v {
		if figure.Dimension == string(dimension) {
			found[figure.Key] = append(found[figure.Key], figure)
		}
	}
	return found
}

// reads takes figures of the same part at their word.
func (v view) reads(everybody int) between {
	all := between{0, unlimited}
	for _, figure := range v {
		read := figure.reads(everybody)
		all = between{max(all.low, read.low), min(all.high, read.high)}
	}
	return all
}

// withholds says whether a figure was seen to be suppressed.
func (v view) withholds() bool {
	return slices.ContainsFunc(v, func(figure shownFigure) bool { return figure.Kind == string(record.Suppressed) })
}

// tells is what follows from a view: for each dimension, how few and how many each of its groups can be. It tries every number that everybody could
// be. Whoever asks is taken to know of which parts a dimension consists.
func (g assembly) tells(seen view) (told [][]between) {
	shown := make([]map[string]view, len(g.dimensions))
	for i, d := range g.dimensions {
		shown[i] = seen.of(d.by)
	}
	total := seen.of(record.TotalDimension)["total"]
	for everybody := range 60 {
		here := make([][]between, len(g.dimensions))
		reads := total.reads(everybody)
		possible := reads.low <= everybody && everybody <= reads.high
		for i, d := range g.dimensions {
			if possible {
				here[i] = d.tells(shown[i], everybody)
				possible = here[i] != nil
			}
		}
		switch {
		case possible && told == nil:
			told = here
		case possible:
			for i := range told {
				told[i] = either(told[i], here[i])
			}
		}
	}
	return told
}

// either is what can be where the one can be or the other.
func either(one, other []between) []between {
	for i := range one {
		one[i] = between{min(one[i].low, other[i].low), max(one[i].high, other[i].high)}
	}
	return one
}

// group is parts that lie side by side, from one to another.
type group struct{ first, last int }

func (d dimension) groups() (groups []group) {
	for first := range d.parts {
		for last := first; last < len(d.parts); last++ {
			groups = append(groups, group{first, last})
		}
	}
	return groups
}

func (d dimension) name(g group) string {
	name := string(d.by)
	for _, part := range d.parts[g.first : g.last+1] {
		name += " " + part.key
	}
	return name
}

func (d dimension) size(g group) (size int) {
	for _, part := range d.parts[g.first : g.last+1] {
		size += part.size
	}
	return size
}

// tells says how few and how many each group can be where everybody is as many as that; nil where they cannot be parted so. A group is what its parts
// can be, and what all others leave of everybody.
func (d dimension) tells(shown map[string]view, everybody int) (told []between) {
	reads := make([]between, len(d.parts))
	for i, part := range d.parts {
		reads[i] = shown[part.key].reads(everybody)
	}
	if d.by == record.AgeDimension {
		return d.tellsAges(reads, shown["under30"].reads(everybody), everybody)
	}
	for _, g := range d.groups() {
		inside, outside := between{}, between{}
		for i, read := range reads {
			if g.first <= i && i <= g.last {
				inside = between{inside.low + read.low, inside.high + read.high}
			} else {
				outside = between{outside.low + read.low, outside.high + read.high}
			}
		}
		is := between{max(inside.low, everybody-outside.high), min(inside.high, everybody-outside.low)}
		if is.low > is.high {
			return nil
		}
		told = append(told, is)
	}
	return told
}

// tellsAges tries every way in which everybody could be parted by age, since those under 30 overlap.
func (d dimension) tellsAges(reads []between, under30 between, everybody int) (told []between) {
	for under25 := max(0, reads[0].low); under25 <= min(everybody, reads[0].high); under25++ {
		for young := max(under25, under30.low); young <= min(everybody, under30.high); young++ {
			old := everybody - young
			if old < reads[2].low || reads[2].high < old {
				continue
			}
			var tried []between // in the order of the groups
			for _, size := range [...]int{under25, young, everybody, young - under25, everybody - under25, old} {
				tried = append(tried, between{size, size})
			}
			if told == nil {
				told = tried
			}
			told = either(told, tried)
		}
	}
	return told
}

// leaks are the small groups of an assembly, from so many on, that are told to be small by what is shown.
func (g assembly) leaks(seen view, from int) (found []string) {
	if g.threshold == 0 {
		return nil
	}
	told := g.tells(seen)
	for i, d := range g.dimensions {
		if len(seen.of(d.by)) == 0 {
			continue
		}
		for j, group := range d.groups() {
			// Nobody is nobody's secret, unless they were stated to be none and are withheld.
			secret := d.size(group) > 0 || from == 0 && group.first == group.last && seen.of(d.by)[d.parts[group.first].key].withholds()
			if size, is := d.size(group), told[i][j]; secret && is.high < g.threshold {
				found = append(found, fmt.Sprintf("%s, where %d count: %s are %d, and are told to be from %d to %d, by %s", g.reference, g.threshold, d.name(group), size, is.low, is.high, seen))
			}
		}
	}
	return found
}

func (f shownFigure) String() string {
	text := f.Dimension + " " + f.Key + " " + f.Kind
	if f.Value != nil {
		text += fmt.Sprint(" ", *f.Value)
	}
	if f.Upper != nil {
		text += fmt.Sprint(" to ", *f.Upper)
	}
	return text
}

// thresholds are those of the programmes of the assemblies; that of no programme is five.
var thresholds = map[string]int{"none": 0, "two": 2, "three": 3, "five": 5, "ten": 10, "": 5}

// gather records some assemblies, of programmes with different thresholds.
func (h house) gather(chance *rand.Rand, count int) (assemblies []assembly) {
	h.Helper()
	var batch tracker.Batch
	for _, name := range sortedKeys(thresholds) {
		if threshold := thresholds[name]; name != "" {
			programme := tracker.Programme{Entry: named(name), Title: text(name), AttendanceThreshold: &threshold}
			if threshold == 5 {
				programme.AttendanceThreshold = nil
			}
			batch.Programmes = append(batch.Programmes, programme)
		}
	}
	for i := range count {
		made := newAssembly(chance, i, thresholds)
		assemblies = append(assemblies, made)
		batch.Workshops = append(batch.Workshops, made.workshop(chance))
	}
	h.record(batch)
	return assemblies
}

// public asks as the public does.
func public[Row any](h house, read pgx.RowToFunc[Row], question string, arguments ...any) []Row {
	h.Helper()
	rows, err := h.suivi.Public().Query(h.Context(), question, arguments...)
	if err != nil {
		h.Fatalf("%s: %v", question, err)
	}
	found, err := pgx.CollectRows(rows, read)
	if err != nil {
		h.Fatalf("%s: %v", question, err)
	}
	return found
}

// sees is what the public sees of an assembly.
func (h house) sees(g assembly) view {
	h.Helper()
	return public(h, pgx.RowToStructByPos[shownFigure], `select c.dimension, c.key, c.quantity_kind, c.quantity_value, c.quantity_upper
			from attendance_cell c join workshop w on w.id = c.workshop_id where w.reference = $1
		union all select '', p.capacity -> 'en' ->> 'text', p.count_kind, p.count_value, p.count_upper
			from participation p join workshop w on w.id = p.workshop_id where w.reference = $1 and p.count_kind <> 'UNKNOWN'`, g.reference)
}

func TestNothingSmallFollowsFromWhatIsShownOfAWorkshop(t *testing.T) {
	h := newHouse(t)
	assemblies := h.gather(rand.New(rand.NewPCG(1, 2)), 200)
	shown, suppressed := 0, 0
	for _, g := range assemblies {
		seen := h.sees(g)
		for _, figure := range seen {
			if figure.Kind == string(record.Suppressed) {
				suppressed++
			} else if figure.Kind == string(record.Exact) {
				shown++
			}
		}
		for _, leak := range g.leaks(seen, 0) {
			h.Error(leak)
		}
	}
	if shown < 100 || suppressed < 100 {
		h.Errorf("%d figures are shown and %d suppressed: this test cannot tell much", shown, suppressed)
	}
	h.healthy()
}

// More is stated as time goes by, some of it otherwise, and some no longer. All of it is true, so that whoever asks as of every date may put together
// all that was ever shown.
func TestNoPairOfDatesTellsOfFew(t *testing.T) {
	h := newHouse(t)
	chance := rand.New(rand.NewPCG(5, 6))
	assemblies := h.gather(chance, 60)
	for _, g := range assemblies {
		for range 1 + chance.IntN(3) {
			restated := g.workshop(chance).Attendance
			for i := range restated {
				if chance.IntN(6) == 0 {
					restated[i].Quantity = record.Quantity{}
				}
			}
			h.correct(g.reference, restated...)
		}
	}
	corrected := 0
	for _, g := range assemblies {
		seen := public(h, pgx.RowToStructByPos[shownFigure], `select c.dimension, c.key, c.quantity_kind, c.quantity_value, c.quantity_upper
			from attendance_cell_ever c join workshop w on w.id = c.workshop_id where w.reference = $1`, g.reference)
		for _, figures := range view(seen).of(record.TotalDimension) {
			if len(figures) > 1 && !figures.withholds() {
				corrected++
			}
		}
		// That nobody else was there may have been shown before it was stated.
		for _, leak := range g.leaks(append(h.sees(g), seen...), 1) {
			h.Error(leak)
		}
	}
	if corrected < 5 {
		h.Errorf("only %d totals are shown as corrected: this test cannot tell much", corrected)
	}
	h.healthy()
}

// The attacker of these tests is no fool: where only what is small is withheld, and not what it follows from, much is found.
func TestTheAttackerFindsWhatIsSmallWhereOnlyThatIsWithheld(t *testing.T) {
	h := newHouse(t)
	h.withholds(`select array(select f.id from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b where ceil(b.low) < threshold)`)
	leaks := 0
	for _, g := range h.gather(rand.New(rand.NewPCG(1, 2)), 100) {
		leaks += len(g.leaks(h.sees(g), 0))
	}
	if leaks < 20 {
		t.Errorf("only %d small groups are found", leaks)
	}
	for _, name := range []string{"one part", "three parts that are all", "ages within ages", "ages that overlap"} {
		if len(attack(h.crowds(everyCrowd()[name]))) == 0 {
			t.Errorf("%s: nothing is found", name)
		}
	}
}

// To withhold the smallest other figure beside a small one is what comes to mind first. Where 13 are parted into 4, 4 and 5 of which the 5 is shown,
// it tells the fours: had one of the two been 5, the other 5 would have been as small, and had it been 6, not the smallest.
func TestTheAttackerFindsWhatIsSmallWhereOnlyTheSmallestOtherIsWithheldWithIt(t *testing.T) {
	h := newHouse(t)
	h.withholds(`select array(select f.id from (select *, low < threshold as small, row_number() over (order by low, key) as place, count(*) filter (where low < threshold) over () as smalls
		from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most)) f where small or smalls = 1 and place = 2)`)
	if len(attack(h.crowds(everyCrowd()["three parts that are all"]))) == 0 {
		t.Error("nothing is found")
	}
}

// withholds gives this house another rule of which figures of a dimension are withheld.
func (h house) withholds(rule string) {
	h.Helper()
	_, err := h.owner.Exec(h.Context(), `create or replace function record.attendance_withheld(figures record.attendance_figure[], threshold integer,
		fewest double precision, most double precision) returns uuid[] language sql immutable as $$ `+rule+` $$`)
	if err != nil {
		h.Fatal(err)
	}
}
