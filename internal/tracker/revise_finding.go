package tracker

import "github.com/suivi-project/suivi/internal/record"

// ReviseFinding says what is to be different of a finding. One of which no study and no workshop is left is seen by its keepers alone.
type ReviseFinding struct {
	Finding   Ref
	Version   int
	Reference Patch[string]
	Kind      Patch[record.FindingKind]
	Number    Patch[int]
	Text      Patch[record.Text]
	Studies   Patch[[]Ref]
	Workshops Patch[[]Ref]
	Citations Patch[[]Citation]
}

func (ReviseFinding) noun() string { return "finding" }

func (r ReviseFinding) revise(c *command) {
	reviseRecord(c, r.noun(), r.Finding, r.Version, []list{
		cited(r.Citations),
		hanging[record.FindingStudy]{r.Studies.Given, "finding_id"},
		hanging[record.FindingWorkshop]{r.Workshops.Given, "finding_id"},
	}, r.onto)
}

func (r ReviseFinding) onto(was record.Finding) recordable {
	return Finding{
		Entry:     entryOf(was.Kept, r.Reference, was.Reference, r.Citations),
		Keeper:    keeperOf(was.Kept),
		Kind:      r.Kind.or(was.Kind),
		Number:    r.Number.or(orZero(was.Number)),
		Text:      orText(r.Text, was.Text),
		Studies:   r.Studies.Value,
		Workshops: r.Workshops.Value,
	}
}
