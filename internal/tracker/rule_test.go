package tracker_test

import (
	"regexp"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// leaks are words that a message must not hold.
var leaks = regexp.MustCompile(`(?i)\b(sql|table|column|constraint|row-level|policy|insert|relation|violates|gorm|pgx)\b`)

func TestWhatARuleForbidsIsRefusedWithItsFieldAndCode(t *testing.T) {
	h := newVillage(t)
	early, late, one := day(t, "2020-01-01"), day(t, "2021-01-01"), 1
	future := day(t, "2024-05-02")
	followUp := func(change func(*tracker.FollowUp)) tracker.Batch {
		said := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
		change(&said)
		return tracker.Batch{FollowUps: []tracker.FollowUp{said}}
	}
	recommendation := func(change func(*tracker.Recommendation)) tracker.Batch {
		made := toCouncil("new")
		change(&made)
		return tracker.Batch{Recommendations: []tracker.Recommendation{made}}
	}
	organisation := func(made tracker.Organisation) tracker.Batch {
		return tracker.Batch{Organisations: []tracker.Organisation{made}}
	}
	workshop := func(held tracker.Held) tracker.Batch {
		return tracker.Batch{Workshops: []tracker.Workshop{{Kind: record.Exchange, State: record.WorkshopNotStated, Held: held}}}
	}
	inOneLanguage := func(tag string) record.Text { return record.Text{tag: {Text: "Name", State: record.Original}} }

	for _, rule := range []struct {
		name     string
		batch    tracker.Batch
		code     fault.Code
		argument string
	}{
		{"a batch holds something", tracker.Batch{}, fault.BadArgument, ""},
		{"a reference is plain", organisation(tracker.Organisation{Entry: named("Ségou"), Name: text("S")}), fault.BadArgument, "organisations.0.reference"},
		{"a name is needed", organisation(tracker.Organisation{}), fault.BadArgument, "organisations.0.name"},
		{"a text has words", organisation(tracker.Organisation{Name: text(" ")}), fault.BadArgument, "organisations.0.name.en"},
		{"a text has a state", organisation(tracker.Organisation{Name: record.Text{"en": {Text: "Name"}}}), fault.BadArgument, "organisations.0.name.en"},
		{"a text has one original", organisation(tracker.Organisation{Name: record.Text{
			"en": {Text: "Name", State: record.Original}, "fr": {Text: "Nom", State: record.Original},
		}}), fault.BadArgument, "organisations.0.name"},
		{"a language exists", organisation(tracker.Organisation{Name: inOneLanguage("zz")}), fault.BadLanguage, "organisations.0.name"},
		{"a language is a tag", organisation(tracker.Organisation{Name: inOneLanguage("français")}), fault.BadLanguage, "organisations.0.name"},
		{"a tag is in its usual form", organisation(tracker.Organisation{Name: inOneLanguage("fr-ml")}), fault.BadLanguage, "organisations.0.name"},
		{"an organisation ends after it begins", organisation(tracker.Organisation{Name: text("N"), ValidFrom: &late, ValidTo: &early}), fault.BadArgument, "organisations.0.validTo"},
		{"a citation names a document", organisation(tracker.Organisation{Name: text("N"), Entry: tracker.Entry{Citations: []tracker.Citation{{Basis: record.Stated}}}}), fault.BadArgument, "organisations.0.citations.0.document"},
		{"a code has a vocabulary", organisation(tracker.Organisation{Name: text("N"), Codes: []tracker.Code{{Code: "1"}}}), fault.BadArgument, "organisations.0.codes.0.vocabulary"},
		{"a parent exists", organisation(tracker.Organisation{Name: text("N"), Parent: ref("nobody")}), fault.UnknownReference, "organisations.0.parent"},
		{"a parent exists by its id", organisation(tracker.Organisation{Name: text("N"), Parent: tracker.ByID(uuid.New())}), fault.UnknownReference, "organisations.0.parent"},
		{"a keeper exists", organisation(tracker.Organisation{Name: text("N"), Keeper: ref("nothing")}), fault.UnknownReference, "organisations.0.keeper"},
		{"a place lies in another for a time that ends after it begins", tracker.Batch{Places: []tracker.Place{{
			Name: text("N"), Level: record.Town, Within: []tracker.PlaceParent{{Place: ref("land"), From: &late, To: &early}},
		}}}, fault.BadArgument, "places.0.within.0.to"},
		{"a programme is planned to end after it begins", tracker.Batch{Programmes: []tracker.Programme{{Title: text("N"), PlannedFrom: &late, PlannedTo: &early}}}, fault.BadArgument, "programmes.0.plannedTo"},
		{"a threshold hides somebody", tracker.Batch{Programmes: []tracker.Programme{{Title: text("N"), AttendanceThreshold: &one}}}, fault.BadArgument, "programmes.0.attendanceThreshold"},
		{"a programme ends after it begins", tracker.Batch{Programmes: []tracker.Programme{{Title: text("N"), ActualFrom: &late, ActualTo: &early}}}, fault.BadArgument, "programmes.0.actualTo"},
		{"an administrator is one everywhere", tracker.Batch{Grants: []tracker.Grant{{Account: editorOfA, Role: record.Admin, Programme: ref("a")}}}, fault.BadArgument, "grants.0.programme"},
		{"an editor is one of a programme", tracker.Batch{Grants: []tracker.Grant{{Account: editorOfA, Role: record.Editor}}}, fault.BadArgument, "grants.0.programme"},
		{"an expert is somebody", tracker.Batch{Studies: []tracker.Study{{
			Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Open, Experts: []tracker.Source{{}},
		}}}, fault.BadArgument, "studies.0.experts.0"},
		{"a workshop ends after it begins", workshop(tracker.HeldFrom(late, early)), fault.BadArgument, "workshops.0.held.to"},
		{"a month is whole", workshop(tracker.Held{From: &early, To: &early, Precision: record.ToTheMonth}), fault.BadDate, "workshops.0.held"},
		{"a year is whole", workshop(tracker.Held{From: &early, To: &late, Precision: record.ToTheYear}), fault.BadDate, "workshops.0.held"},
		{"dates have a precision", workshop(tracker.Held{From: &early, To: &early}), fault.BadArgument, "workshops.0.held"},
		{"a precision has dates", workshop(tracker.Held{Precision: record.ToTheDay}), fault.BadArgument, "workshops.0.held"},
		{"what was held is past", tracker.Batch{Workshops: []tracker.Workshop{{Kind: record.Exchange, State: record.WorkshopHeld, Held: tracker.HeldOn(future)}}}, fault.BadDate, "workshops.0.held.from"},
		{"a recommendation is due after it is made", recommendation(func(r *tracker.Recommendation) { r.MadeOn, r.DueOn = &late, &early }), fault.BadArgument, "recommendations.0.dueOn"},
		{"somebody leads", recommendation(func(r *tracker.Recommendation) { r.Addressees[0].Lead = false }), fault.BadArgument, "recommendations.0.addressees"},
		{"an addressee has a name", recommendation(func(r *tracker.Recommendation) { r.Addressees[0].Party = tracker.Party{} }), fault.BadArgument, "recommendations.0.addressees.0"},
		{"a proposer has a name", recommendation(func(r *tracker.Recommendation) { r.Proposers = []tracker.Party{{Audience: record.Media}} }), fault.BadArgument, "recommendations.0.proposers.0"},
		{"what ended says how", recommendation(func(r *tracker.Recommendation) { r.Stage = record.Ended }), fault.BadArgument, "recommendations.0.ending"},
		{"what goes on has no ending", recommendation(func(r *tracker.Recommendation) { r.Ending = &tracker.Ending{Kind: record.Withdrawn} }), fault.BadArgument, "recommendations.0.ending"},
		{"an ending has a reason", recommendation(func(r *tracker.Recommendation) {
			r.Stage, r.Ending = record.Ended, &tracker.Ending{Kind: record.Withdrawn}
		}), fault.BadArgument, "recommendations.0.ending.reason"},
		{"a position is on a recommendation that exists", tracker.Batch{Positions: []tracker.PositionStatement{{Recommendation: ref("none"), Addressee: ref("council"), Value: record.Accepted}}}, fault.UnknownReference, "positions.0.recommendation"},
		{"a position is an addressee's", tracker.Batch{Positions: []tracker.PositionStatement{{Recommendation: ref("mend-the-bridge"), Addressee: ref("watchers"), Value: record.Accepted}}}, fault.UnknownReference, "positions.0.addressee"},
		{"a position is past", tracker.Batch{Positions: []tracker.PositionStatement{{Recommendation: ref("mend-the-bridge"), Addressee: ref("council"), Value: record.Accepted, StatedOn: &future}}}, fault.BadDate, "positions.0.statedOn"},
		{"a follow-up is about an addressee's part", followUp(func(f *tracker.FollowUp) { f.Addressee = ref("watchers") }), fault.UnknownReference, "followUps.0.addressee"},
		{"a follow-up is of a day that has been", followUp(func(f *tracker.FollowUp) { f.AsOf = future }), fault.BadDate, "followUps.0.asOf"},
		{"a follow-up says something", followUp(func(f *tracker.FollowUp) { f.Implementation = record.NoInformation }), fault.BadArgument, "followUps.0.implementation"},
		{"a follow-up says who", followUp(func(f *tracker.FollowUp) { f.StatedBy = tracker.Source{} }), fault.BadArgument, "followUps.0.statedBy"},
		{"closing needs evidence or a reason", followUp(func(f *tracker.FollowUp) { f.Implementation, f.Reason = record.Implemented, nil }), fault.Refused, "followUps.0.reason"},
		{"so does closing otherwise", followUp(func(f *tracker.FollowUp) { f.Implementation, f.Reason = record.ImplementedOtherwise, nil }), fault.Refused, "followUps.0.reason"},
		{"a dispute contests", followUp(func(f *tracker.FollowUp) { f.Assurance = record.Disputed }), fault.BadArgument, "followUps.0.contests"},
		{"an addressee does not verify its own claim", followUp(func(f *tracker.FollowUp) {
			f.Assurance, f.StatedBy.Organisation = record.Verified, ref("council")
		}), fault.Refused, "followUps.0.assurance"},
		{"nor does an organisation that belongs to it", followUp(func(f *tracker.FollowUp) {
			f.Assurance, f.StatedBy.Organisation = record.Verified, ref("road-office")
		}), fault.Refused, "followUps.0.assurance"},
		{"an addressee does not report of itself", followUp(func(f *tracker.FollowUp) { f.StatedBy.Organisation = ref("council") }), fault.Refused, "followUps.0.assurance"},
		{"others do not claim", followUp(func(f *tracker.FollowUp) { f.Assurance = record.Claimed }), fault.Refused, "followUps.0.assurance"},
		{"nor does somebody without an organisation", followUp(func(f *tracker.FollowUp) {
			f.Assurance, f.StatedBy = record.Claimed, tracker.Source{Role: text("A neighbour")}
		}), fault.Refused, "followUps.0.assurance"},
	} {
		t.Run(rule.name, func(t *testing.T) {
			_, err := h.Record(t.Context(), byAdministrator, rule.batch)
			refuses(t, err, rule.code, rule.argument)
		})
	}
	h.healthy()
}

func TestWhatIsAllowedAndWhatIsNot(t *testing.T) {
	h := newVillage(t)
	h.promise("an addressee claims for itself and for what belongs to it", claims)
	h.promise("an audience claims through somebody without an organisation", audienceClaims)
	h.promise("evidence closes without a reason, and a citation does not", evidenceCloses)
	h.promise("only an accepted follow-up of the same recommendation is contested", contested)
	h.promise("a follow-up is returned for a reason, and a withdrawn one stays so", returned)
}

func claims(h house) {
	for _, speaker := range []string{"council", "road-office"} {
		claim := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
		claim.Assurance, claim.StatedBy.Organisation = record.Claimed, ref(speaker)
		h.record(tracker.Batch{FollowUps: []tracker.FollowUp{claim}})
	}
}

func audienceClaims(h house) {
	asked := toCouncil("sweep-the-street")
	asked.Addressees = []tracker.Addressee{{Party: tracker.Party{Label: text("The neighbours"), Audience: record.LocalCommunities}, Lead: true}}
	claim := h.said("sweep-the-street", "2024-01-01", record.InProgress)
	claim.Assurance, claim.StatedBy = record.Claimed, tracker.Source{Role: text("A neighbour")}
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{asked}, FollowUps: []tracker.FollowUp{claim}})
}

func evidenceCloses(h house) {
	closing := h.said("mend-the-bridge", "2024-01-01", record.Implemented)
	closing.Reason = nil
	closing.Citations = []tracker.Citation{{Document: "The gazette", Basis: record.Stated}}
	_, err := h.Record(h.Context(), byAdministrator, tracker.Batch{FollowUps: []tracker.FollowUp{closing}})
	refuses(h.T, err, fault.Refused, "followUps.0.reason")
	closing.Evidence = []tracker.Evidence{{Kind: record.MinutesEvidence, Title: text("Minutes of the council"), Sensitivity: record.PublicThing}}
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{closing}})
}

func contested(h house) {
	submitted := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
	submitted.Entry, submitted.Accepted = named("submitted"), false
	elsewhere := h.said("paint-the-school", "2024-01-01", record.InProgress)
	elsewhere.Entry = named("elsewhere")
	h.record(tracker.Batch{
		Recommendations: []tracker.Recommendation{toCouncil("paint-the-school")}, FollowUps: []tracker.FollowUp{submitted, elsewhere},
	})
	for _, contested := range []string{"submitted", "elsewhere"} {
		dispute := h.said("mend-the-bridge", "2024-02-01", record.NotStarted)
		dispute.Assurance, dispute.Contests = record.Disputed, ref(contested)
		_, err := h.Record(h.Context(), byAdministrator, tracker.Batch{FollowUps: []tracker.FollowUp{dispute}})
		refuses(h.T, err, fault.Refused, "followUps.0.contests")
	}
}

func returned(h house) {
	said := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
	said.Entry, said.Accepted = named("returned"), false
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	decide := func(state record.FollowUpState, reason record.Text) error {
		_, err := h.Decide(h.Context(), by(editorOfA), tracker.Decision{FollowUp: ref("returned"), State: state, Reason: reason})
		return err
	}
	refuses(h.T, decide(record.FollowUpReturned, nil), fault.BadArgument, "decision.reason")
	refuses(h.T, decide("LOST", nil), fault.BadArgument, "decision.state")
	if err := decide(record.FollowUpReturned, text("Which bridge?")); err != nil {
		h.Fatal(err)
	}
	if err := decide(record.FollowUpAccepted, nil); err != nil {
		h.Fatal(err)
	}
	refuses(h.T, decide(record.FollowUpAccepted, nil), fault.Refused, "decision.state")
	if err := decide(record.FollowUpWithdrawn, nil); err != nil {
		h.Fatal(err)
	}
	refuses(h.T, decide(record.FollowUpAccepted, nil), fault.Refused, "decision.state")
}
