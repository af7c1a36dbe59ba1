package tracker_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// assembly is a workshop as it really was, and what is stated of its attendance.
type assembly struct {
	reference  string
	programme  string
	threshold  int
	everybody  int
	dimensions []dimension
}

// dimension is everybody, parted in one way.
type dimension struct {
	by    record.AttendanceDimension // empty for those who took part, by what they were there as
	parts []part                     // together everybody
}

// part is some of those who were there. Ages come as those under 25, those of 25 to 29, and those of 30 and over.
type part struct {
	key  string
	size int
}

// figures are what can be stated of a dimension: of each part, how many they were; of ages also those under 30.
func (d dimension) figures() map[string]int {
	sizes := map[string]int{}
	for _, part := range d.parts {
		sizes[part.key] = part.size
	}
	if d.by == record.AgeDimension {
		sizes["under30"] = sizes["under25"] + sizes["25to29"]
		delete(sizes, "25to29") // nobody states these: they follow, or not, from the others
	}
	return sizes
}

// parted parts everybody at random, often into something small.
func parted(chance *rand.Rand, everybody int, keys ...string) (parts []part) {
	for i, key := range keys {
		size := everybody
		if i < len(keys)-1 {
			size = chance.IntN(everybody + 1)
			if chance.IntN(2) == 0 {
				size = min(everybody, chance.IntN(6))
			}
		}
		parts, everybody = append(parts, part{key, size}), everybody-size
	}
	chance.Shuffle(len(parts), func(i, j int) { parts[i].size, parts[j].size = parts[j].size, parts[i].size })
	return parts
}

func newAssembly(chance *rand.Rand, ordinal int, thresholds map[string]int) assembly {
	programmes := []string{"none", "two", "three", "five", "ten", ""}
	made := assembly{reference: fmt.Sprintf("assembly-%d", ordinal), programme: programmes[chance.IntN(len(programmes))]}
	made.threshold, made.everybody = thresholds[made.programme], chance.IntN(45)
	made.dimensions = []dimension{
		{record.SexDimension, parted(chance, made.everybody, "women", "men", "other")},
		{record.AgeDimension, parted(chance, made.everybody, "under25", "25to29", "30plus")},
		{record.KindDimension, parted(chance, made.everybody, "a", "b", "c", "d")},
		{record.OriginDimension, parted(chance, made.everybody, "town", "land", "abroad")},
		{"", parted(chance, made.everybody, "Farmers", "Herders")},
	}
	return made
}

// workshop states some of what a assembly was, in one way or another.
func (g assembly) workshop(chance *rand.Rand) tracker.Workshop {
	kinds := []record.WorkshopKind{record.Training, record.Seminar, record.Briefing}
	made := tracker.Workshop{Entry: named(g.reference), Kind: kinds[chance.IntN(len(kinds))], State: record.WorkshopHeld}
	if g.programme != "" {
		made.Programme = ref(g.programme)
	}
	if chance.IntN(5) > 0 {
		made.Attendance = append(made.Attendance, stating(record.TotalDimension, "total", g.stated(chance, g.everybody, true)))
	}
	for _, d := range g.dimensions {
		if chance.IntN(3) == 0 {
			continue
		}
		for _, key := range sortedKeys(d.figures()) {
			switch size := d.figures()[key]; {
			case chance.IntN(4) == 0:
			case d.by == "":
				made.Participations = append(made.Participations, tracker.Participation{Role: record.Participant, Capacity: text(key), Count: g.stated(chance, size, true)})
			default:
				made.Attendance = append(made.Attendance, stating(d.by, key, g.stated(chance, size, false)))
			}
		}
	}
	return made
}

func stating(dimension record.AttendanceDimension, key string, quantity record.Quantity) tracker.AttendanceCell {
	return tracker.AttendanceCell{Dimension: dimension, Key: key, Label: text(key), Quantity: quantity}
}

// stated is a figure as a source might state it: true, mostly exact.
func (g assembly) stated(chance *rand.Rand, size int, asCount bool) record.Quantity {
	exactly := float64(size)
	switch roll := chance.IntN(20); {
	case roll == 0:
		return value(record.Approximate, exactly)
	case roll == 1:
		return value(record.AtLeast, float64(max(0, size-chance.IntN(4))))
	case roll == 2 && size > 0:
		return value(record.MoreThan, float64(max(0, size-1-chance.IntN(4))))
	case roll == 3:
		return value(record.Range, float64(max(0, size-chance.IntN(4))), exactly+1+float64(chance.IntN(4)))
	case (roll == 4 || roll == 5) && !asCount && g.everybody > 0:
		return value(record.Percent, math.Round(100*exactly/float64(g.everybody)))
	case roll == 6:
		return record.Quantity{Kind: record.Suppressed}
	case roll == 7:
		return record.Quantity{Kind: record.Unknown}
	default:
		return value(record.Exact, exactly)
	}
}
