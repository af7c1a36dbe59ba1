package tracker

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Recommendation is a recommendation to record. Everybody may see it once it is published, and the study that it comes from is open.
type Recommendation struct {
	Entry
	Keeper        Ref             // the programme that keeps the record; administrators alone where none
	Wordings      []Wording       // what it said, from the first to the last, which holds
	Priority      record.Priority // not said where empty
	MadeOn, DueOn *record.Date
	Stage         record.LifecycleStage
	Since         *record.Date // since when it has been at that stage
	Ending        *Ending      // with the stage ENDED, and no other
	Study         Ref          // the study that it comes from
	Workshop      Ref          // the workshop that made it
	Proposers     []Party
	Addressees    []Addressee
	Findings      []Ref // the findings that it answers
	Places        []Ref // the places that it is about
	Programmes    []Ref // the programmes that follow it
	Themes        []Ref
	Instruments   []Ref
}

// Ending says why a recommendation is no longer followed up.
type Ending struct {
	Kind       record.EndingKind
	Reason     record.Text
	Successors []Ref // the recommendations that stand in its place
}

// Party is an organisation, or an audience in the words of the source.
type Party struct {
	Label        record.Text // needed where no organisation is named
	Audience     record.Audience
	Organisation Ref
	Sensitivity  record.Sensitivity // of a proposer: who may know that they proposed it; everybody where empty
}

// Addressee is who is asked to act.
type Addressee struct {
	ID uuid.UUID // made from the request where zero
	Party
	Lead bool // it leads; else it supports
}

func (r Recommendation) check(at path) error {
	return cmp.Or(r.Entry.check(at), checkWordings(at.to("wordings"), r.Wordings), r.checkBesidesWordings(at))
}

func (r Recommendation) checkBesidesWordings(at path) error {
	return cmp.Or(
		checkDue(at.to("dueOn"), r.MadeOn, r.DueOn),
		r.checkEnding(at.to("ending")),
		checkEach(at.to("proposers"), r.Proposers),
		checkEach(at.to("addressees"), r.Addressees),
		r.checkLead(at.to("addressees")),
	)
}

func checkDue(at path, madeOn, dueOn *record.Date) error {
	if madeOn != nil && dueOn != nil && dueOn.Before(*madeOn) {
		return fault.About(string(at), fault.BadArgument, "A recommendation must not be due before it is made.")
	}
	return nil
}

func (r Recommendation) checkEnding(at path) error {
	if (r.Stage == record.Ended) != (r.Ending != nil) {
		return fault.About(string(at), fault.BadArgument, "A recommendation at the stage ENDED, and no other, says how it ended.")
	}
	if r.Ending == nil {
		return nil
	}
	return checkSomeText(at.to("reason"), r.Ending.Reason)
}

func (r Recommendation) checkLead(at path) error {
	if len(r.Addressees) > 0 && !slices.ContainsFunc(r.Addressees, func(a Addressee) bool { return a.Lead }) {
		return fault.About(string(at), fault.BadArgument, "At least one addressee must lead: the status of the whole follows from those that do.")
	}
	return nil
}

func (p Party) check(at path) error {
	if p.Organisation == (Ref{}) && len(p.Label) == 0 {
		return fault.About(string(at), fault.BadArgument, "Name an organisation, or say in the source's words who is meant.")
	}
	return checkText(at.to("label"), p.Label)
}

func (r Recommendation) record(c *command, at path) {
	id, k := r.recordBesidesWordings(c, at, r.Wordings[len(r.Wordings)-1].Text)
	r.recordWordings(c, at.to("wordings"), id, k)
}

// recordBesidesWordings records a recommendation that says something: what, its wordings tell, and it follows from them.
func (r Recommendation) recordBesidesWordings(c *command, at path, says record.Text) (uuid.UUID, keeping) {
	study := c.findAny("study", at.to("study"), r.Study)
	k := keeping{c.findAny("programme", at.to("keeper"), r.Keeper), r.firstVisibility(c, study)}
	c.notFuture(at.to("madeOn"), r.MadeOn)
	id := c.begin("recommendation", r.Entry)
	c.recommendations = append(c.recommendations, id)
	c.subjects[id] = &subject{id: id, keeping: k}
	lifecycle := record.Lifecycle{Stage: r.Stage, Since: r.Since, Published: r.Stage == record.Published || r.Stage == record.Ended}
	if r.Ending != nil {
		lifecycle.Ending = record.Ending{Kind: &r.Ending.Kind, Reason: r.Ending.Reason}
	}
	add(c, record.Recommendation{
		Kept: c.kept(id, k), Reference: orNil(r.Reference), Text: says, Priority: orNil(r.Priority), MadeOn: r.MadeOn, DueOn: r.DueOn,
		Lifecycle: lifecycle,
		StudyID:   study, WorkshopID: c.findAny("workshop", at.to("workshop"), r.Workshop),
	})
	r.recordParties(c, at, id, k)
	r.recordLinks(c, at, id, k)
	c.cite(id, k, r.Citations)
	return id, k
}

// firstVisibility is how the rows of a recommendation are first written, so that most need not be written again: the derivation at the end
// of the command decides who may see them. It says yes only where that is plain.
func (r Recommendation) firstVisibility(c *command, study *uuid.UUID) record.Visibility {
	if (r.Stage == record.Published || r.Stage == record.Ended) && (study == nil || c.open[*study]) {
		return record.VisibilityOpen
	}
	return record.VisibilityDesk
}

func (r Recommendation) recordParties(c *command, at path, id uuid.UUID, k keeping) {
	for i, proposer := range r.Proposers {
		add(c, record.Proposer{
			Linked: c.linked(k.of(proposer.Sensitivity)), RecommendationID: id, Ordinal: i + 1, Label: proposer.Label, Audience: orNil(proposer.Audience),
			Sensitivity:    cmp.Or(proposer.Sensitivity, record.PublicThing),
			OrganisationID: c.findAny("organisation", at.to("proposers").item(i).to("organisation"), proposer.Organisation),
		})
	}
	for i, addressee := range r.Addressees {
		party := asked{cmp.Or(addressee.ID, c.newID()), c.findAny("organisation", at.to("addressees").item(i).to("organisation"), addressee.Organisation)}
		add(c, record.Addressee{
			Kept: c.kept(party.ID, k), RecommendationID: id, Ordinal: i + 1, Lead: addressee.Lead,
			Label: addressee.Label, Audience: orNil(addressee.Audience), OrganisationID: party.OrganisationID,
		})
		c.subjects[id].addressees = append(c.subjects[id].addressees, party)
	}
}

func (r Recommendation) recordLinks(c *command, at path, id uuid.UUID, k keeping) {
	for i, place := range r.Places {
		add(c, record.RecommendationPlace{Linked: c.linked(k), RecommendationID: id, PlaceID: c.find("place", at.to("places").item(i), place)})
	}
	for i, programme := range r.Programmes {
		add(c, record.RecommendationProgramme{
			Linked: c.linked(k), RecommendationID: id, ProgrammeID: c.find("programme", at.to("programmes").item(i), programme),
		})
	}
	for i, finding := range r.Findings {
		add(c, record.RecommendationFinding{Linked: c.linked(k), RecommendationID: id, FindingID: c.find("finding", at.to("findings").item(i), finding)})
	}
	c.themes(at.to("themes"), id, k, r.Themes)
	c.instruments(at.to("instruments"), id, k, r.Instruments)
	if r.Ending == nil {
		return
	}
	for i, successor := range r.Ending.Successors {
		add(c, record.RecommendationSuccessor{
			Linked: c.linked(k), RecommendationID: id, SuccessorID: c.find("recommendation", at.to("ending").to("successors").item(i), successor),
		})
	}
}
