package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/tracker"
)

// programmesPerCommand is how many programmes are loaded by one command: enough for what each command costs whatever its size to be little.
const programmesPerCommand = 5

// block is the programmes that are loaded together.
type block []programme

func newBlock(first, n int) (b block) {
	for ordinal := first; ordinal < min(first+programmesPerCommand, programmes(n)); ordinal++ {
		b = append(b, newProgramme(ordinal, n))
	}
	return b
}

func (b block) recommendations() (sum int) {
	for _, p := range b {
		sum += p.recommendations
	}
	return sum
}

func (b block) name() string { return fmt.Sprintf("%s and those after it", b[0].reference()) }

func (b block) part() part {
	return part{b.name(), func() (batch tracker.Batch) {
		for _, p := range b {
			p.addTo(&batch)
		}
		return batch
	}}
}

// programmesPerDisputes is how many programmes are disputed by one command.
const programmesPerDisputes = 50

// disputesParts are what is contested of the follow-ups, which must be there already.
func disputesParts(n int) (parts []part) {
	for first := 0; first < programmes(n); first += programmesPerDisputes {
		if newProgramme(first, n).recommendations < len(statements) {
			continue // too few to be talked about
		}
		parts = append(parts, part{"disputes of " + newProgramme(first, n).reference() + " and those after it", func() (batch tracker.Batch) {
			for ordinal := first; ordinal < min(first+programmesPerDisputes, programmes(n)); ordinal++ {
				batch.FollowUps = append(batch.FollowUps, newProgramme(ordinal, n).disputes()...)
			}
			return batch
		}})
	}
	return parts
}
