package tracker_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// crowd is a workshop as it really was: figures that an attendance states, and people whom it does not state.
type crowd struct {
	threshold, everybody int
	cells                []int // the figures that are stated
	others               []int // groups that nobody states, and that follow if too much is shown
	withheld             []bool
}

// public is what everybody is shown of a crowd.
func (c crowd) public() string {
	var shown strings.Builder
	fmt.Fprintf(&shown, "threshold %d, everybody %d:", c.threshold, c.everybody)
	for i, cell := range c.cells {
		if c.withheld[i] {
			shown.WriteString(" withheld")
		} else {
			fmt.Fprintf(&shown, " %d", cell)
		}
	}
	return shown.String()
}

// groups are all the groups of a crowd of which there is something to be told: the figures that are withheld, then the others.
func (c crowd) groups() (sizes []int, secret []bool) {
	for i, cell := range c.cells {
		sizes, secret = append(sizes, cell), append(secret, c.withheld[i] && cell < c.threshold)
	}
	for _, other := range c.others {
		sizes, secret = append(sizes, other), append(secret, 0 < other && other < c.threshold)
	}
	return sizes, secret
}

// withheld counts the figures that are.
func (c crowd) secrets() (count int) {
	for _, withheld := range c.withheld {
		if withheld {
			count++
		}
	}
	return count
}

// attack is made by somebody who knows the rule and every crowd that there could be: of all crowds that look alike, some small group is
// always of the same size, or where several figures are withheld, is always small.
func attack(crowds []crowd) (found []string) {
	alike := map[string][]crowd{}
	for _, c := range crowds {
		alike[c.public()] = append(alike[c.public()], c)
	}
	for view, possible := range alike {
		for i := range len(possible[0].cells) + len(possible[0].others) {
			sizes, kept, allSmall := map[int]bool{}, false, true
			for _, c := range possible {
				size, secret := c.groups()
				sizes[size[i]] = true
				kept = kept || secret[i]
				allSmall = allSmall && size[i] < c.threshold
			}
			stated := i < len(possible[0].cells)
			switch {
			case kept && len(sizes) == 1:
				found = append(found, fmt.Sprintf("%s: group %d is %v", view, i, sizes))
			case kept && stated && allSmall && possible[0].secrets() > 1:
				found = append(found, fmt.Sprintf("%s: group %d is small: %v", view, i, sizes))
			}
		}
	}
	return found
}

// crowds asks the rule what it withholds of each crowd that a query makes. The query gives a threshold, everybody, the figures as the rule takes
// them, the numbers of those and of the groups that nobody states.
func (h house) crowds(made string) (crowds []crowd) {
	h.Helper()
	rows, err := h.owner.Query(h.Context(), `select made.threshold, made.everybody, made.cells, made.others,
		array(select f.id = any (record.attendance_suppressed(made.figures, made.threshold)) from unnest(made.figures) with ordinality f
			where f.dimension <> 'TOTAL' order by f.ordinality)
		from (`+made+`) made`)
	if err != nil {
		h.Fatal(err)
	}
	crowds, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c crowd, err error) {
		return c, row.Scan(&c.threshold, &c.everybody, &c.cells, &c.others, &c.withheld)
	})
	if err != nil {
		h.Fatal(err)
	}
	if len(crowds) < 50 {
		h.Fatalf("only %d crowds", len(crowds))
	}
	return crowds
}

// figure is a figure as the rule takes it.
func figure(id int, dimension, key, value string) string {
	return fmt.Sprintf("row('00000000-0000-4000-8000-%012d', '%s', '%s', 'EXACT', %s, null)::record.attendance_figure", id, dimension, key, value)
}

// everyCrowd are the crowds of some dimensions that there could be, by how they are made.
func everyCrowd() map[string]string {
	total, thresholds := figure(0, "TOTAL", "total", "n"), "unnest(array[2, 3, 4]) as t, generate_series(t, 2 * t + 1) as n"
	a, b, c := figure(1, "KIND", "a", "a"), figure(2, "KIND", "b", "b"), figure(3, "KIND", "c", "c")
	return map[string]string{
		"one part": fmt.Sprintf(`select t as threshold, n as everybody, array[%s, %s] as figures, array[a] as cells, array[n - a] as others
			from %s, generate_series(0, n) as a`, total, a, thresholds),
		"two parts of several": fmt.Sprintf(`select t as threshold, n as everybody, array[%s, %s, %s] as figures, array[a, b] as cells, array[n - a - b] as others
			from %s, generate_series(0, n) as a, generate_series(0, n - a) as b`, total, a, b, thresholds),
		"two parts that are all": fmt.Sprintf(`select t as threshold, n as everybody, array[%s, %s, %s] as figures, array[a, b] as cells, '{}'::integer[] as others
			from %s, generate_series(0, n) as a, lateral (select n - a as b) as rest`, total, a, b, thresholds),
		"three parts of several": fmt.Sprintf(`select t as threshold, n as everybody, array[%s, %s, %s, %s] as figures, array[a, b, c] as cells, array[n - a - b - c] as others
			from %s, generate_series(0, n) as a, generate_series(0, n - a) as b, generate_series(0, n - a - b) as c`, total, a, b, c, thresholds),
		"three parts that are all": fmt.Sprintf(`select t as threshold, n as everybody, array[%s, %s, %s, %s] as figures, array[a, b, c] as cells, '{}'::integer[] as others
			from %s, generate_series(0, n) as a, generate_series(0, n - a) as b, lateral (select n - a - b as c) as rest`, total, a, b, c, thresholds),
		"no total": fmt.Sprintf(`select t as threshold, 0 as everybody, array[%s, %s, %s] as figures, array[a, b, c] as cells, '{}'::integer[] as others
			from unnest(array[2, 3, 4]) as t, generate_series(0, 5) as a, generate_series(0, 5) as b, generate_series(0, 5) as c`, a, b, c),
		"two dimensions and no total": fmt.Sprintf(`select t as threshold, 0 as everybody, array[%s, %s, %s, %s] as figures, array[a, b, c, n - c] as cells, '{}'::integer[] as others
			from %s, generate_series(0, n) as a, lateral (select n - a as b) as rest, generate_series(0, n) as c`,
			a, b, figure(3, "ORIGIN", "c", "c"), figure(4, "ORIGIN", "d", "n - c"), thresholds),
		"ages within ages": fmt.Sprintf(`select t as threshold, n as everybody, array[%s, %s, %s] as figures, array[a, a + b] as cells, array[b, n - a, n - a - b] as others
			from %s, generate_series(0, n) as a, generate_series(0, n - a) as b`,
			total, figure(1, "AGE", "under25", "a"), figure(2, "AGE", "under30", "a + b"), thresholds),
		"ages that overlap": fmt.Sprintf(`select t as threshold, n as everybody, array[%s, %s, %s] as figures, array[a + b, b + c] as cells, array[a, b, c] as others
			from %s, generate_series(0, n) as a, generate_series(0, n - a) as b, lateral (select n - a - b as c) as rest`,
			total, figure(1, "AGE", "under30", "a + b"), figure(2, "AGE", "18plus", "b + c"), thresholds),
	}
}

func TestNobodyWhoKnowsTheRuleAndEveryCrowdThereCouldBeFindsASmallOne(t *testing.T) {
	h := newHouse(t)
	for name, made := range everyCrowd() {
		h.promise(name, func(h house) {
			if found := attack(h.crowds(made)); len(found) > 0 {
				h.Errorf("%d small figures follow from what is shown, such as %s", len(found), found[0])
			}
		})
	}
}
