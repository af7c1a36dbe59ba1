package scale

import (
	"math/rand/v2"
	"time"

	"github.com/suivi-project/suivi/internal/record"
)

// chance decides. The same seed decides the same, in every version of Go.
type chance struct{ source *rand.Rand }

func newChance(seed int) chance {
	return chance{rand.New(rand.NewPCG(0x5a1cf0d2, uint64(seed)))} //nolint:gosec // not for secrets; seeds count from 0
}

// in says yes so many times of a hundred.
func (c chance) in(percent int) bool { return c.below(100) < percent }

func (c chance) below(limit int) int { return c.source.IntN(limit) }

// oneOf picks one of several.
func oneOf[Value any](c chance, values ...Value) Value { return values[c.below(len(values))] }

// someOf picks several different ones, in the order in which they are given.
func someOf[Value any](c chance, wanted int, values []Value) (picked []Value) {
	for i, value := range values {
		if c.below(len(values)-i) < wanted-len(picked) {
			picked = append(picked, value)
		}
	}
	return picked
}

// between picks a day from the first to the last.
func (c chance) between(first, last record.Date) record.Date {
	return later(first, c.below(1+daysBetween(first, last)))
}

// The days between which everything happens, so that nothing is still to come.
var (
	firstDay = record.Day(2008, time.January, 1)
	lastMade = record.Day(2024, time.December, 31)
	lastDay  = record.Day(2025, time.December, 31)
)

func instant(day record.Date) time.Time {
	parsed, _ := time.Parse(time.DateOnly, day.String()) // a day is written so
	return parsed
}

func daysBetween(first, last record.Date) int {
	return int(instant(last).Sub(instant(first)).Hours() / 24)
}

func later(day record.Date, days int) record.Date {
	from := instant(day)
	return record.Day(from.Year(), from.Month(), from.Day()+days)
}
