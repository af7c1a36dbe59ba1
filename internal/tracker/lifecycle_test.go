package tracker_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// stepOf is a step with a recommendation as it is now.
func (h house) stepOf(reference string) tracker.Step {
	h.Helper()
	return tracker.Step{Recommendation: ref(reference), Version: h.versionOf("recommendation", reference)}
}

func (h house) last(reference, reason string) tracker.LastStep {
	h.Helper()
	return tracker.LastStep{Step: h.stepOf(reference), Reason: text(reason)}
}

// done fails the test where a command was refused.
func (h house) done(receipt tracker.Receipt, err error) tracker.Receipt {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
	return receipt
}

// stands checks where a recommendation stands, and who sees it.
func (h house) stands(reference, want string) {
	h.Helper()
	h.want("select concat_ws(' ', lifecycle_stage, lifecycle_ending_kind, lifecycle_since, visibility) from record.recommendation where reference = '"+reference+"'", want)
}

func TestARecommendationMovesThroughItsLife(t *testing.T) {
	h := newVillage(t)
	h.promise("from a draft to what everybody sees, and to its end", func(h house) {
		draft := toCouncil("paint")
		draft.Stage = record.Draft
		h.record(tracker.Batch{Recommendations: []tracker.Recommendation{draft}})
		h.stands("paint", "DRAFT DESK")
		h.done(h.ValidateRecommendation(h.Context(), by(editorOfA), h.stepOf("paint")))
		h.done(h.PublishRecommendation(h.Context(), by(editorOfA), h.stepOf("paint")))
		h.stands("paint", "PUBLISHED "+today+" OPEN")
		h.done(h.EndRecommendation(h.Context(), by(editorOfA), h.last("paint", "The wall fell.")))
		h.stands("paint", "ENDED NO_LONGER_APPLICABLE "+today+" OPEN")
		_, err := h.PublishRecommendation(h.Context(), by(editorOfA), h.stepOf("paint"))
		refuses(h.T, err, fault.Refused, "recommendation")
		h.done(h.ReinstateRecommendation(h.Context(), by(editorOfA), h.stepOf("paint")))
		h.stands("paint", "PUBLISHED "+today+" OPEN")
	})
	h.promise("a draft that is withdrawn is never shown", func(h house) {
		draft := toCouncil("secret")
		draft.Stage = record.Draft
		h.record(tracker.Batch{Recommendations: []tracker.Recommendation{draft}})
		h.done(h.WithdrawRecommendation(h.Context(), by(editorOfA), h.last("secret", "No.")))
		h.stands("secret", "ENDED WITHDRAWN "+today+" DESK")
		priority := tracker.ReviseRecommendation{Recommendation: ref("secret"), Version: 2, Priority: tracker.To(record.Low), Places: tracker.To([]tracker.Ref{ref("village")})}
		h.done(h.Revise(h.Context(), by(editorOfA), priority))
		h.stands("secret", "ENDED WITHDRAWN "+today+" DESK")
	})
	h.promise("a move that the table has not is refused, and so is one without a reason, of a stale version, or before the last", func(h house) {
		h.asks("sweep")
		_, err := h.ValidateRecommendation(h.Context(), by(editorOfA), h.stepOf("sweep"))
		refuses(h.T, err, fault.Refused, "recommendation")
		_, err = h.WithdrawRecommendation(h.Context(), by(editorOfA), tracker.LastStep{Step: h.stepOf("sweep")})
		refuses(h.T, err, fault.BadArgument, "reason")
		stale := h.last("sweep", "R")
		stale.Version = 7
		receipt, err := h.WithdrawRecommendation(h.Context(), by(editorOfA), stale)
		refuses(h.T, err, fault.Conflict, "version")
		if receipt.Record == uuid.Nil {
			h.Error("a stale version is told without the record")
		}
		_, err = h.WithdrawRecommendation(h.Context(), by(editorOfB), h.last("sweep", "R"))
		refuses(h.T, err, fault.Forbidden, "recommendation")
		tomorrow := day(h.T, "2024-05-02")
		late := h.last("sweep", "R")
		late.Since = &tomorrow
		_, err = h.WithdrawRecommendation(h.Context(), by(editorOfA), late)
		refuses(h.T, err, fault.BadDate, "since")
	})
	h.promise("one supersedes another, and stands in its place until that is reinstated", func(h house) {
		h.asks("old")
		h.asks("new")
		h.done(h.SupersedeRecommendation(h.Context(), by(editorOfA), tracker.Supersession{LastStep: h.last("old", "Better."), By: []tracker.Ref{ref("new")}}))
		h.stands("old", "ENDED SUPERSEDED "+today+" OPEN")
		const successors = `select s.reference from open.recommendation_successor l join record.recommendation r on r.id = l.recommendation_id
			join record.recommendation s on s.id = l.successor_id where r.reference = 'old'`
		h.want(successors, "new")
		_, err := h.SupersedeRecommendation(h.Context(), by(editorOfA), tracker.Supersession{LastStep: h.last("new", "Circle."), By: []tracker.Ref{ref("old")}})
		refuses(h.T, err, fault.Refused, "by.0")
		h.done(h.ReinstateRecommendation(h.Context(), by(editorOfA), h.stepOf("old")))
		h.want(successors)
	})
	h.promise("several are merged into one", func(h house) {
		h.asks("one")
		h.asks("two")
		h.asks("both")
		merger := tracker.Merger{Into: ref("both"), Reason: text("The same."), Recommendations: []tracker.Merged{
			{Recommendation: ref("one"), Version: 1}, {Recommendation: ref("two"), Version: 2},
		}}
		_, err := h.MergeRecommendations(h.Context(), by(editorOfA), merger)
		refuses(h.T, err, fault.Conflict, "recommendations.1.version")
		h.stands("one", "PUBLISHED OPEN")
		merger.Recommendations[1].Version = 1
		receipt := h.done(h.MergeRecommendations(h.Context(), by(editorOfA), merger))
		h.want("select reference from record.recommendation where id = '"+receipt.Record.String()+"'", "both")
		h.stands("two", "ENDED MERGED "+today+" OPEN")
	})
	h.promise("one is split into several, which are as it was where nothing else is said", func(h house) {
		whole := toCouncil("whole")
		whole.Places = []tracker.Ref{ref("village")}
		whole.Priority = record.High
		h.record(tracker.Batch{Recommendations: []tracker.Recommendation{whole}})
		division := tracker.Division{LastStep: h.last("whole", "Two things."), Into: []tracker.Recommendation{
			{Entry: named("left"), Wordings: final("Left.")},
			{Entry: named("right"), Wordings: final("Right."), Priority: record.Low, Addressees: []tracker.Addressee{{Party: tracker.Party{Organisation: ref("watchers")}, Lead: true}}},
		}}
		h.done(h.SplitRecommendation(h.Context(), by(editorOfA), division))
		h.stands("whole", "ENDED SPLIT "+today+" OPEN")
		h.want(`select concat_ws(' ', r.reference, r.priority, o.reference, p.reference, r.visibility) from open.recommendation_successor l join record.recommendation w on w.id = l.recommendation_id
			join record.recommendation r on r.id = l.successor_id join open.addressee a on a.recommendation_id = r.id join record.organisation o on o.id = a.organisation_id
			join open.recommendation_place lp on lp.recommendation_id = r.id join record.place p on p.id = lp.place_id where w.reference = 'whole' order by 1`,
			"left HIGH council village OPEN", "right LOW watchers village OPEN")
	})
	h.promise("it says something else from a day on, and said what it said before", func(h house) {
		h.asks("reworded")
		first, second := day(h.T, "2024-01-01"), day(h.T, "2023-12-31")
		reword := func(said string, on *record.Date) error {
			_, err := h.RewordRecommendation(h.Context(), by(editorOfA), tracker.Rewording{
				Recommendation: ref("reworded"), Version: h.versionOf("recommendation", "reworded"), Wording: tracker.Wording{Kind: record.AmendedWording, Text: text(said), StatedOn: on},
			})
			return err
		}
		if err := reword("Mend it well.", &first); err != nil {
			h.Fatal(err)
		}
		refuses(h.T, reword("Mend it badly.", &second), fault.BadDate, "statedOn")
		h.want("select concat_ws(' ', text -> 'en' ->> 'text', version) from record.recommendation where reference = 'reworded'", "Mend it well. 2")
	})
	h.healthy()
}

func TestAStudyMovesThroughItsLife(t *testing.T) {
	h := newVillage(t)
	h.record(everything(h))
	seen := func() tracker.StudyStep {
		return tracker.StudyStep{Study: ref("water"), Version: h.versionOf("study", "water")}
	}
	h.promise("forward and one step back, and what is published stays so", func(h house) {
		for _, step := range []struct {
			to      record.StudyStage
			refused bool
		}{{record.StudyPlanned, true}, {record.StudyFieldwork, false}, {record.StudyDrafted, false}, {record.StudyValidated, false}, {record.StudyPublished, false}, {record.StudyDrafted, true}} {
			move := seen()
			move.Stage = step.to
			_, err := h.MoveStudy(h.Context(), by(editorOfA), move)
			if (err != nil) != step.refused {
				h.Errorf("to %s: %v", step.to, err)
			}
		}
	})
	h.promise("it is shown and taken back", func(h house) {
		h.done(h.DiscloseStudy(h.Context(), by(editorOfA), tracker.StudyDisclosure{Study: ref("water"), Version: seen().Version, Disclosure: record.Open}))
		h.stands("dig", "PUBLISHED OPEN")
		_, err := h.WithdrawStudy(h.Context(), by(editorOfA), tracker.StudyWithdrawal{Study: ref("water"), Version: 1})
		refuses(h.T, err, fault.Conflict, "version")
		h.done(h.WithdrawStudy(h.Context(), by(editorOfA), tracker.StudyWithdrawal{Study: ref("water"), Version: seen().Version}))
		h.want("select visibility from record.study", "DESK")
		h.stands("dig", "PUBLISHED DESK")
	})
	h.promise("a series that comes to wait for all does so for those that it has", func(h house) {
		h.record(tracker.Batch{Studies: []tracker.Study{
			{Entry: named("first"), Kind: record.Assessment, Stage: record.StudyDrafted, Disclosure: record.Open, Series: ref("set")},
			{Entry: named("apart"), Kind: record.Assessment, Stage: record.StudyDrafted, Disclosure: record.Open},
		}})
		_, err := h.Revise(h.Context(), byAdministrator, tracker.ReviseStudySeries{StudySeries: ref("set"), Version: 1, Rule: tracker.To(record.AllValidated)})
		refuses(h.T, err, fault.Refused, "rule")
		h.record(tracker.Batch{StudySeries: []tracker.StudySeries{{Entry: named("strict"), Title: text("S"), Rule: record.AllValidated}}})
		_, err = h.Revise(h.Context(), byAdministrator, tracker.ReviseStudy{Study: ref("apart"), Version: 1, Series: tracker.To(ref("strict"))})
		refuses(h.T, err, fault.Refused, "series")
	})
	h.promise("what shows a finding no more hides it", func(h house) {
		h.record(tracker.Batch{Findings: []tracker.Finding{{Entry: named("rust"), Kind: record.Need, Text: text("Rust."), Studies: []tracker.Ref{ref("apart")}, Workshops: []tracker.Ref{ref("hearing")}}}})
		h.revise(tracker.ReviseFinding{Finding: ref("rust"), Version: 1, Studies: tracker.To[[]tracker.Ref](nil)})
		h.want("select visibility from record.finding where reference = 'rust'", "OPEN")
		h.revise(tracker.ReviseFinding{Finding: ref("rust"), Version: 2, Workshops: tracker.To[[]tracker.Ref](nil)})
		h.want("select visibility from record.finding where reference = 'rust'", "DESK")
	})
	h.promise("what comes of it belongs where it belongs", func(h house) {
		h.record(tracker.Batch{Recommendations: []tracker.Recommendation{{Entry: named("scrape"), Wordings: final("Scrape."), Stage: record.Published, Study: ref("apart")}}})
		before := one[int](h, "select max(position) from record.change")
		h.revise(tracker.ReviseStudy{Study: ref("apart"), Version: 1, Programme: tracker.To(ref("b"))})
		if moved := one[int](h, "select c.position from record.change c join record.recommendation r on r.id = c.record_id where r.reference = 'scrape'"); moved <= before {
			h.Error("who follows the programme is not told of what came into it")
		}
	})
	h.healthy()
}

func TestAWorkshopValidatesAStudyInOneCall(t *testing.T) {
	h := newVillage(t)
	held := tracker.HeldOn(day(t, "2024-02-02"))
	first := toCouncil("first")
	second := toCouncil("second")
	for _, made := range []*tracker.Recommendation{&first, &second} {
		made.Stage, made.Study = record.Draft, ref("study")
	}
	h.record(tracker.Batch{
		Studies: []tracker.Study{{Entry: named("study"), Keeper: ref("a"), Kind: record.Assessment, Stage: record.StudyDrafted, Disclosure: record.Announced}},
		Workshops: []tracker.Workshop{
			{Entry: named("back"), Keeper: ref("a"), Kind: record.ValidationWorkshop, State: record.WorkshopHeld, Held: held},
			{Entry: named("through"), Keeper: ref("a"), Kind: record.ValidationWorkshop, State: record.WorkshopHeld, Held: held},
			{Entry: named("planned"), Keeper: ref("a"), Kind: record.ValidationWorkshop, State: record.WorkshopPlanned},
		},
		Recommendations: []tracker.Recommendation{first, second, toCouncil("other")},
	})
	put := func(workshop string, version int, outcome record.ValidationOutcome, amended ...tracker.Amendment) error {
		_, err := h.RecordValidation(h.Context(), by(editorOfA), tracker.StudyValidation{
			Study: ref("study"), Version: version, Workshop: ref(workshop), Outcome: outcome, Amended: amended,
		})
		return err
	}
	refuses(t, put("planned", 1, record.SentBack), fault.Refused, "workshop")
	refuses(t, put("through", 1, record.SentBack, tracker.Amendment{Recommendation: ref("first"), Text: text("X.")}), fault.BadArgument, "amended")
	refuses(t, put("through", 1, record.ValidatedWithAmendments, tracker.Amendment{Recommendation: ref("other"), Text: text("X.")}), fault.Refused, "amended.0.recommendation")
	h.stands("first", "DRAFT DESK")
	if err := put("back", 1, record.SentBack); err != nil {
		t.Fatal(err)
	}
	refuses(t, put("through", 1, record.ValidatedAsItStood), fault.Conflict, "version")
	if err := put("through", 2, record.ValidatedWithAmendments, tracker.Amendment{Recommendation: ref("first"), Text: text("Mend it soon.")}); err != nil {
		t.Fatal(err)
	}
	h.want("select concat_ws(' ', stage, version) from record.study", "VALIDATED 3")
	h.want(`select concat_ws(' ', r.reference, r.lifecycle_stage, r.lifecycle_since, r.text -> 'en' ->> 'text', w.kind, ws.reference) from record.recommendation r
		join record.wording w on w.recommendation_id = r.id left join record.workshop ws on ws.id = w.workshop_id where r.study_id is not null order by r.reference, w.id`,
		"first VALIDATED 2024-02-02 Mend it soon. FINAL", "first VALIDATED 2024-02-02 Mend it soon. AMENDED through", "second VALIDATED 2024-02-02 Mend it. FINAL")
	refuses(t, put("through", 3, record.ValidatedAsItStood), fault.Refused, "workshop")
	h.healthy()
}
