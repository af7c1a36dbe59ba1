package tracker

import (
	"cmp"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Target is what a programme means to reach, and how it will be told.
type Target struct {
	Measure  record.Text
	Baseline record.Quantity // not stated where zero
	Target   record.Quantity // not stated where zero
	By       *record.Date    // none set where nil
}

func (t Target) check(at path) error {
	return cmp.Or(
		checkSomeText(at.to("measure"), t.Measure),
		checkQuantity(at.to("baseline"), t.Baseline),
		checkQuantity(at.to("target"), t.Target),
	)
}

func (p Programme) recordTargets(c *command, id uuid.UUID, k keeping) {
	for i, target := range p.Targets {
		add(c, record.Target{
			Linked: c.linked(k), ProgrammeID: id, Ordinal: i + 1, Measure: target.Measure, Baseline: stored(target.Baseline),
			Target: stored(target.Target), By: target.By,
		})
	}
}
