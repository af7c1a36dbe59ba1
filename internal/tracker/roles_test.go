package tracker_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// The accounts of a house in which people speak for organisations.
var (
	ofCouncil    = uuid.MustParse("cccccccc-0000-4000-8000-000000000001") // reports in A, for the council
	ofOffice     = uuid.MustParse("cccccccc-0000-4000-8000-000000000002") // reports in A, for the road office, which belongs to the council
	ofWatchers   = uuid.MustParse("cccccccc-0000-4000-8000-000000000003") // reports in A, for the watchers
	elsewhere    = uuid.MustParse("cccccccc-0000-4000-8000-000000000004") // reports in B, for the watchers
	inspector    = uuid.MustParse("cccccccc-0000-4000-8000-000000000005") // verifies in A, for the inspectors
	loner        = uuid.MustParse("cccccccc-0000-4000-8000-000000000006") // verifies in A, for nobody
	councillor   = uuid.MustParse("cccccccc-0000-4000-8000-000000000007") // verifies in A, for the council
	otherVisitor = uuid.MustParse("cccccccc-0000-4000-8000-000000000008") // verifies in B, for the inspectors
	mute         = uuid.MustParse("cccccccc-0000-4000-8000-000000000009") // reports in A, for nobody
)

// newParish is a village with people who report and verify, and a recommendation to the council that no programme keeps.
func newParish(t *testing.T) house {
	t.Helper()
	h := newVillage(t)
	account := func(id uuid.UUID, organisation string, role record.Role, programme string) tracker.Account {
		made := tracker.Account{ID: id, Name: "Somebody", Grants: []tracker.Grant{{Role: role, Programme: ref(programme)}}}
		if organisation != "" {
			made.Organisation = ref(organisation)
		}
		return made
	}
	review := toCouncil("reviewed")
	review.Keeper = tracker.Ref{}
	h.record(tracker.Batch{
		Organisations: []tracker.Organisation{{Entry: named("inspectors"), Name: text("Inspectors")}},
		Accounts: []tracker.Account{
			account(ofCouncil, "council", record.Reporter, "a"), account(ofOffice, "road-office", record.Reporter, "a"),
			account(ofWatchers, "watchers", record.Reporter, "a"), account(elsewhere, "watchers", record.Reporter, "b"),
			account(inspector, "inspectors", record.Verifier, "a"), account(loner, "", record.Verifier, "a"),
			account(councillor, "council", record.Verifier, "a"), account(otherVisitor, "inspectors", record.Verifier, "b"),
			account(mute, "", record.Reporter, "a"),
		},
		Recommendations: []tracker.Recommendation{review},
	})
	return h
}

// submits is what somebody submits of a recommendation to the council.
func (h house) submits(account uuid.UUID, recommendation string, change func(*tracker.FollowUpToSubmit)) (uuid.UUID, error) {
	h.Helper()
	said := tracker.FollowUpToSubmit{Recommendation: ref(recommendation), AsOf: day(h.T, "2024-01-01"), Implementation: record.InProgress}
	if change != nil {
		change(&said)
	}
	receipt, err := h.SubmitFollowUp(h.Context(), by(account), said)
	return receipt.Record, err
}

// submitted is submits for what must be taken.
func (h house) submitted(account uuid.UUID, recommendation string, change func(*tracker.FollowUpToSubmit)) uuid.UUID {
	h.Helper()
	id, err := h.submits(account, recommendation, change)
	if err != nil {
		h.Fatal(err)
	}
	return id
}

func (h house) accepts(account, followUp uuid.UUID) error {
	h.Helper()
	_, err := h.AcceptFollowUp(h.Context(), by(account), tracker.FollowUpToAccept{FollowUp: tracker.ByID(followUp), Version: h.version(followUp)})
	return err
}

func (h house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h house) version(followUp uuid.UUID) int {
	h.Helper()
	return one[int](h, "select version from record.follow_up where id = $1", followUp)
}

func (h house) is(followUp uuid.UUID, want string) {
	h.Helper()
	got := one[string](h, "select concat_ws(' ', state, assurance, visibility) from record.follow_up where id = $1", followUp)
	if got != want {
		h.Errorf("the follow-up is %s, want %s", got, want)
	}
}

func TestWhoSaysWhatAndWhatBecomesOfIt(t *testing.T) {
	h := newParish(t)
	h.promise("who asserts something decides its assurance", assertersDecide)
	h.promise("where no programme keeps the record, whoever reports or verifies anywhere may", nobodysRecord)
	h.promise("until it is accepted, a follow-up moves nothing and is seen by nobody but its author and its keepers", untilAccepted)
	h.promise("nobody verifies or accepts their own claim", nobodysOwn)
	h.promise("a returned follow-up goes back to its author, who mends it", mendedByItsAuthor)
	h.promise("authors withdraw what was not accepted", withdrawn)
	h.promise("verification and dispute stand beside the claim, and neither erases it", voices)
	h.promise("reopening and downgrading are dated statements after an implemented one, with a reason", backwards)
	h.promise("closing needs evidence or a reason, whoever closes", closing)
	h.promise("positions and actions are an addressee's own", ownPart)
	h.promise("progress goes by the table of moves and by versions", progress)
	h.promise("evidence and stories are attached by those who answer for them", attached)
	h.promise("of two who decide at once, one is told to look again", twoReviewers)
	h.healthy()
}

func assertersDecide(h house) {
	for account, want := range map[uuid.UUID]string{
		ofCouncil: "SUBMITTED CLAIMED DESK", ofOffice: "SUBMITTED CLAIMED DESK", ofWatchers: "SUBMITTED REPORTED DESK", inspector: "SUBMITTED VERIFIED DESK",
		loner: "SUBMITTED VERIFIED DESK",
	} {
		h.is(h.submitted(account, "mend-the-bridge", nil), want)
	}
	for account, want := range map[uuid.UUID]fault.Code{
		councillor: fault.Refused, mute: fault.Refused, elsewhere: fault.Forbidden, otherVisitor: fault.Forbidden, uuid.New(): fault.Forbidden,
	} {
		_, err := h.submits(account, "mend-the-bridge", nil)
		if fault.CodeOf(err) != want {
			h.Errorf("%s: got %v, want %s", account, err, want)
		}
	}
}

func nobodysRecord(h house) {
	said := h.submitted(elsewhere, "reviewed", nil)
	h.is(said, "SUBMITTED REPORTED DESK")
	h.must(h.accepts(otherVisitor, said))
	h.is(said, "ACCEPTED REPORTED OPEN")
	another := h.submitted(ofCouncil, "reviewed", nil)
	if code := fault.CodeOf(h.accepts(editorOfA, another)); code != fault.UnknownReference {
		h.Errorf("an editor decides what their programme does not keep: %s", code)
	}
	h.must(h.accepts(loner, another))
}

func untilAccepted(h house) {
	h.asks("quiet")
	said := h.submitted(ofWatchers, "quiet", func(f *tracker.FollowUpToSubmit) {
		f.Evidence = []tracker.Evidence{{
			Kind: record.LinkEvidence, Title: text("Photograph"), URL: "https://example.org/1", Sensitivity: record.PublicThing,
			Citations: []tracker.Citation{{Document: "The letter", Basis: record.Stated}},
		}}
	})
	of := "select status_implementation from record.recommendation where reference = 'quiet'"
	if held := one[string](h, of); held != "NO_INFORMATION" {
		h.Errorf("a submitted follow-up moved the status to %s", held)
	}
	seen := `select count(*) from record.follow_up f join record.evidence e on e.follow_up_id = f.id join record.source s on s.id = f.stated_by_id
		join record.citation c on c.record_id = e.id where f.id = $1 and 'OPEN' in (f.visibility, e.visibility, s.visibility, c.visibility)`
	if one[int](h, seen, said) > 0 {
		h.Error("something of a submitted follow-up is open")
	}
	h.must(h.accepts(inspector, said))
	if held := one[string](h, of); held != "IN_PROGRESS" || one[int](h, seen, said) != 1 {
		h.Errorf("an accepted follow-up leaves the status at %s", held)
	}
}

func nobodysOwn(h house) {
	h.asks("own")
	claim := h.submitted(ofCouncil, "own", nil)
	verification := h.submitted(inspector, "own", nil)
	for account, followUp := range map[uuid.UUID]uuid.UUID{councillor: claim, inspector: verification} {
		refuses(h.T, h.accepts(account, followUp), fault.Refused, "followUp")
	}
	refuses(h.T, h.accepts(ofWatchers, claim), fault.Forbidden, "followUp")
	h.must(h.accepts(editorOfA, claim))
	h.must(h.accepts(loner, verification))
	verify := func(account uuid.UUID) error {
		_, err := h.VerifyFollowUp(h.Context(), by(account), tracker.Verification{FollowUp: tracker.ByID(claim), AsOf: day(h.T, "2024-02-01")})
		return err
	}
	refuses(h.T, verify(councillor), fault.Refused, "followUp")
	refuses(h.T, verify(ofWatchers), fault.Forbidden, "followUp")
}

func mendedByItsAuthor(h house) {
	h.asks("mended")
	said := h.submitted(ofCouncil, "mended", func(f *tracker.FollowUpToSubmit) {
		f.Note = text("We began.")
		f.Evidence = []tracker.Evidence{{Kind: record.LinkEvidence, Title: text("Photograph"), Sensitivity: record.PublicThing}}
	})
	send := func(reason record.Text) error {
		_, err := h.ReturnFollowUp(h.Context(), by(inspector), tracker.FollowUpToReturn{FollowUp: tracker.ByID(said), Version: h.version(said), Reason: reason})
		return err
	}
	refuses(h.T, send(nil), fault.BadArgument, "reason")
	h.must(send(text("When?")))
	mend := func(account uuid.UUID, version int) (uuid.UUID, error) {
		receipt, err := h.ResubmitFollowUp(h.Context(), by(account), tracker.FollowUpToResubmit{
			FollowUp: tracker.ByID(said), Version: version, AsOf: tracker.To(day(h.T, "2024-03-01")),
		})
		return receipt.Record, err
	}
	for _, account := range []uuid.UUID{inspector, editorOfA, ofOffice} {
		_, err := mend(account, h.version(said))
		refuses(h.T, err, fault.Refused, "followUp")
	}
	stale, err := mend(ofCouncil, 1)
	refuses(h.T, err, fault.Conflict, "version")
	if stale != said {
		h.Error("a stale version is not answered with the record as it stands")
	}
	again, err := mend(ofCouncil, h.version(said))
	h.must(err)
	h.is(said, "WITHDRAWN CLAIMED DESK")
	h.is(again, "SUBMITTED CLAIMED DESK")
	kept := one[string](h, `select concat_ws(' ', f.as_of, f.note -> 'en' ->> 'text', (select count(*) from record.evidence e where e.follow_up_id = f.id and e.author_id = $2), f.mends_id = $3)
		from record.follow_up f where f.id = $1`, again, ofCouncil, said)
	if kept != "2024-03-01 We began. 1 t" {
		h.Errorf("the mended follow-up says %s", kept)
	}
	h.must(h.accepts(inspector, again))
}

func withdrawn(h house) {
	h.asks("withdrawn")
	said := h.submitted(ofWatchers, "withdrawn", nil)
	withdraw := func(account uuid.UUID) error {
		_, err := h.WithdrawFollowUp(h.Context(), by(account), tracker.FollowUpToWithdraw{FollowUp: tracker.ByID(said), Version: h.version(said)})
		return err
	}
	refuses(h.T, withdraw(ofCouncil), fault.Refused, "followUp")
	refuses(h.T, withdraw(inspector), fault.Refused, "followUp")
	h.must(withdraw(ofWatchers))
	refuses(h.T, withdraw(ofWatchers), fault.Refused, "followUp")
	said = h.submitted(ofWatchers, "withdrawn", nil)
	h.must(h.accepts(inspector, said))
	refuses(h.T, withdraw(ofWatchers), fault.Refused, "followUp")
	h.must(withdraw(editorOfA))
}

func voices(h house) {
	h.asks("voices")
	claim := h.submitted(ofCouncil, "voices", func(f *tracker.FollowUpToSubmit) { f.Implementation, f.Reason = record.Implemented, text("It stands.") })
	verify := func() (uuid.UUID, error) {
		receipt, err := h.VerifyFollowUp(h.Context(), by(loner), tracker.Verification{
			FollowUp: tracker.ByID(claim), AsOf: day(h.T, "2024-02-01"), Reason: text("We walked over it."),
		})
		return receipt.Record, err
	}
	_, err := verify()
	refuses(h.T, err, fault.Refused, "followUp")
	h.must(h.accepts(inspector, claim))
	verification, err := verify()
	h.must(err)
	h.is(verification, "ACCEPTED VERIFIED OPEN")
	h.is(claim, "ACCEPTED CLAIMED OPEN")
	if summary := one[string](h, "select status_summary from record.recommendation where reference = 'voices'"); summary != "DONE_VERIFIED" {
		h.Errorf("what was verified is %s", summary)
	}
	dispute := func(account uuid.UUID) (uuid.UUID, error) {
		receipt, err := h.DisputeFollowUp(h.Context(), by(account), tracker.Dispute{
			FollowUp: tracker.ByID(verification), AsOf: day(h.T, "2024-03-01"), Implementation: record.NotImplemented, Reason: text("It fell."),
		})
		return receipt.Record, err
	}
	_, err = dispute(loner)
	refuses(h.T, err, fault.Refused, "followUp")
	_, err = dispute(councillor)
	refuses(h.T, err, fault.Refused, "followUp")
	theirs, err := dispute(ofWatchers)
	h.must(err)
	h.is(theirs, "SUBMITTED DISPUTED DESK")
	atOnce, err := dispute(inspector)
	h.must(err)
	h.is(atOnce, "ACCEPTED DISPUTED OPEN")
	status := one[string](h, "select concat_ws(' ', status_implementation, status_assurance, status_summary) from record.recommendation where reference = 'voices'")
	if status != "IMPLEMENTED DISPUTED DONE_CLAIMED" {
		h.Errorf("what was disputed is %s", status)
	}
}

func backwards(h house) {
	h.asks("backwards")
	said := tracker.FollowUpToSubmit{Recommendation: ref("backwards"), AsOf: day(h.T, "2024-02-01"), Implementation: record.PartiallyImplemented, Reason: text("It rains in.")}
	reopen := func() (tracker.Receipt, error) {
		return h.Reopen(h.Context(), by(ofWatchers), tracker.StatusToReopen(said))
	}
	_, err := reopen()
	refuses(h.T, err, fault.Refused, "implementation")
	closed := h.submitted(ofCouncil, "backwards", func(f *tracker.FollowUpToSubmit) { f.Implementation, f.Reason = record.Implemented, text("It stands.") })
	h.must(h.accepts(inspector, closed))
	receipt, err := reopen()
	h.must(err)
	h.is(receipt.Record, "SUBMITTED REPORTED DESK")
	down := said
	down.Implementation = record.NotImplemented
	_, err = h.Reopen(h.Context(), by(ofWatchers), tracker.StatusToReopen(down))
	refuses(h.T, err, fault.Refused, "implementation")
	_, err = h.Downgrade(h.Context(), by(ofWatchers), tracker.StatusToDowngrade(said))
	refuses(h.T, err, fault.Refused, "implementation")
	receipt, err = h.Downgrade(h.Context(), by(ofWatchers), tracker.StatusToDowngrade(down))
	h.must(err)
	h.must(h.accepts(inspector, receipt.Record))
	down.Reason = nil
	_, err = h.Downgrade(h.Context(), by(ofWatchers), tracker.StatusToDowngrade(down))
	refuses(h.T, err, fault.BadArgument, "reason")
	if held := one[string](h, "select status_implementation from record.recommendation where reference = 'backwards'"); held != "NOT_IMPLEMENTED" {
		h.Errorf("after it was downgraded, %s holds", held)
	}
}

func closing(h house) {
	h.asks("closing")
	_, err := h.submits(ofCouncil, "closing", func(f *tracker.FollowUpToSubmit) { f.Implementation = record.Implemented })
	refuses(h.T, err, fault.Refused, "reason")
	claim := h.submitted(ofCouncil, "closing", func(f *tracker.FollowUpToSubmit) {
		f.Implementation = record.Implemented
		f.Evidence = []tracker.Evidence{{Kind: record.LinkEvidence, Title: text("Photograph"), Sensitivity: record.PublicThing}}
	})
	h.must(h.accepts(inspector, claim))
	_, err = h.VerifyFollowUp(h.Context(), by(loner), tracker.Verification{FollowUp: tracker.ByID(claim), AsOf: day(h.T, "2024-02-01")})
	h.must(err) // the evidence of the claim shows it
}

func ownPart(h house) {
	h.asks("part")
	states := func(account uuid.UUID, stated *tracker.Source) error {
		_, err := h.RecordPosition(h.Context(), by(account), tracker.PositionStatement{Recommendation: ref("part"), Addressee: ref("council"), Value: record.Accepted, StatedBy: stated})
		return err
	}
	commits := func(account uuid.UUID) error {
		_, err := h.CommitToAction(h.Context(), by(account), tracker.ActionToCommit{Recommendation: ref("part"), Owner: ref("council"), Title: text("Buy planks")})
		return err
	}
	for account, want := range map[uuid.UUID]fault.Code{ofWatchers: fault.Refused, elsewhere: fault.Forbidden, inspector: fault.Forbidden, mute: fault.Refused} {
		if code := fault.CodeOf(states(account, nil)); code != want {
			h.Errorf("%s states a position: %s, want %s", account, code, want)
		}
		if code := fault.CodeOf(commits(account)); code != want {
			h.Errorf("%s commits to an action: %s, want %s", account, code, want)
		}
	}
	refuses(h.T, states(ofCouncil, &tracker.Source{Organisation: ref("watchers")}), fault.Refused, "statedBy")
	h.must(states(ofOffice, nil))
	stands := one[string](h, `select concat_ws(' ', a.position_value, o.reference, s.visibility, p.visibility) from record.addressee a
		join record.recommendation r on r.id = a.recommendation_id join record.position_statement p on p.addressee_id = a.id
		join record.source s on s.id = a.position_stated_by_id join record.organisation o on o.id = s.organisation_id where r.reference = 'part'`)
	if stands != "ACCEPTED road-office OPEN OPEN" {
		h.Errorf("the addressee stands at %s", stands)
	}
	h.must(states(editorOfA, &tracker.Source{Organisation: ref("watchers")}))
	h.must(commits(ofCouncil))
}

func progress(h house) {
	h.asks("progress")
	made, err := h.CommitToAction(h.Context(), by(ofCouncil), tracker.ActionToCommit{Recommendation: ref("progress"), Owner: ref("council"), Title: text("Buy planks")})
	h.must(err)
	goes := func(account uuid.UUID, version int, to record.ActionProgress) error {
		_, err := h.RecordProgress(h.Context(), by(account), tracker.ProgressToRecord{Action: tracker.ByID(made.Record), Version: version, Progress: to})
		return err
	}
	refuses(h.T, goes(ofWatchers, 1, record.ActionDone), fault.Refused, "action")
	refuses(h.T, goes(ofCouncil, 2, record.ActionDone), fault.Conflict, "version")
	h.must(goes(ofOffice, 1, record.ActionDone))
	refuses(h.T, goes(ofCouncil, 2, record.ActionPlanned), fault.Refused, "progress")
	h.must(goes(editorOfA, 2, record.ActionUnderWay))
}

func attached(h house) {
	h.asks("attached")
	said := h.submitted(ofWatchers, "attached", nil)
	attach := func(account uuid.UUID) (uuid.UUID, error) {
		receipt, err := h.AttachEvidence(h.Context(), by(account), tracker.EvidenceToAttach{
			FollowUp: tracker.ByID(said), Evidence: tracker.Evidence{Kind: record.LinkEvidence, Title: text("Photograph"), Sensitivity: record.PublicThing},
		})
		return receipt.Record, err
	}
	_, err := attach(ofCouncil)
	refuses(h.T, err, fault.Refused, "followUp")
	_, err = attach(ofWatchers)
	h.must(err)
	h.must(h.accepts(inspector, said))
	_, err = attach(ofWatchers)
	refuses(h.T, err, fault.Refused, "followUp")
	shown, err := attach(inspector)
	h.must(err)
	if seen := one[string](h, "select visibility from record.evidence where id = $1", shown); seen != "OPEN" {
		h.Errorf("what a reviewer attaches to an accepted follow-up is %s", seen)
	}
	story := tracker.StoryToAttach{Recommendation: ref("attached"), Change: text("We cross again."), Level: record.Community, Sensitivity: record.PublicThing, Source: &tracker.Source{Role: text("A neighbour")}}
	_, err = h.AttachStory(h.Context(), by(ofWatchers), story)
	refuses(h.T, err, fault.Refused, "sensitivity")
	story.Sensitivity = record.RestrictedThing
	_, err = h.AttachStory(h.Context(), by(ofWatchers), story)
	h.must(err)
	_, err = h.AttachStory(h.Context(), by(inspector), story)
	refuses(h.T, err, fault.Forbidden, "recommendation")
	story.Sensitivity = record.PublicThing
	_, err = h.AttachStory(h.Context(), by(editorOfA), story)
	h.must(err)
}

func twoReviewers(h house) {
	h.asks("twice")
	said := h.submitted(ofWatchers, "twice", nil)
	_, failures := atOnce(4, func(int) (tracker.Receipt, error) {
		return h.AcceptFollowUp(h.Context(), by(inspector), tracker.FollowUpToAccept{FollowUp: tracker.ByID(said), Version: 1})
	})
	conflicts := 0
	for _, err := range failures {
		if fault.CodeOf(err) == fault.Conflict {
			conflicts++
		}
	}
	if conflicts != 3 {
		h.Errorf("of four who accept one version, %d are told of the others: %v", conflicts, failures)
	}
}
