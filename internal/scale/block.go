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

// parts are what is loaded of the block, in turn: only what is there already can be contested.
func (b block) parts() []part {
	if b.recommendations() < len(statements) {
		return []part{b.part()} // too few to be talked about
	}
	return []part{b.part(), b.disputesPart()}
}

func (b block) part() part {
	return part{b.name(), func() (batch tracker.Batch) {
		for _, p := range b {
			p.addTo(&batch)
		}
		return batch
	}}
}

// disputesPart holds what is contested of the follow-ups.
func (b block) disputesPart() part {
	return part{"disputes of " + b.name(), func() (batch tracker.Batch) {
		for _, p := range b {
			batch.FollowUps = append(batch.FollowUps, p.disputes()...)
		}
		return batch
	}}
}
