package tracker_test

import (
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

func TestAMeetingsReviewIsRecordedInOneCall(t *testing.T) {
	h := newVillage(t)
	earlier, later := day(t, "2023-01-10"), tracker.HeldFrom(day(t, "2024-01-10"), day(t, "2024-01-11"))
	var made []tracker.Recommendation
	for _, reference := range []string{"carry", "close", "stop", "amend", "refer", "leave"} {
		one := madeAt("first-meeting", reference)
		one.MadeOn, one.Since = &earlier, &earlier
		made = append(made, one)
	}
	h.record(tracker.Batch{
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("board"), Keeper: ref("a"), Title: text("Board"), Organisation: ref("watchers")}},
		Workshops: []tracker.Workshop{
			{Entry: named("first-meeting"), Keeper: ref("a"), Kind: record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Held: tracker.HeldOn(earlier), Series: ref("board"), Ordinal: 1},
			{Entry: named("second-meeting"), Keeper: ref("a"), Kind: record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Held: later, Series: ref("board"), Ordinal: 2},
			{Entry: named("someday"), Keeper: ref("a"), Kind: record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Held: tracker.HeldInYear(2024), Series: ref("board"), Ordinal: 3},
		},
		Recommendations: made,
	})
	to := []tracker.Addressee{{Party: tracker.Party{Organisation: ref("road-office")}, Lead: true}}
	item := func(reference string, decision record.ReviewDecisionKind) tracker.ReviewItem {
		return tracker.ReviewItem{Recommendation: ref(reference), Version: 1, Decision: decision, Note: text("Because.")}
	}
	carry, closing, amend, refer := item("carry", record.CarriedOver), item("close", record.DecidedClosed), item("amend", record.Amended), item("refer", record.Referred)
	carry.Implementation, closing.Implementation = record.InProgress, record.Implemented
	amend.Text, amend.RollForward = text("Mend it, and soon."), true
	refer.Addressees, refer.Reference = to, "referred-to-the-office"
	review := tracker.Review{Workshop: ref("second-meeting"), Items: []tracker.ReviewItem{carry, closing, item("stop", record.DecidedClosed), amend, refer}}
	recorded := func(review tracker.Review) error {
		_, err := h.RecordReview(h.Context(), by(editorOfA), review)
		return err
	}

	h.promise("all or nothing", func(h house) {
		wrong := review
		wrong.Items = append(append([]tracker.ReviewItem{}, review.Items...), item("mend-the-bridge", record.CarriedOver))
		refuses(h.T, recorded(wrong), fault.Refused, "items.5.recommendation")
		stale := item("leave", record.CarriedOver)
		stale.Version = 3
		wrong.Items[5] = stale
		refuses(h.T, recorded(wrong), fault.Conflict, "items.5.version")
		unworded := item("leave", record.Amended)
		wrong.Items[5] = unworded
		refuses(h.T, recorded(wrong), fault.BadArgument, "items.5.text")
		wrong.Workshop, wrong.Items = ref("someday"), review.Items
		refuses(h.T, recorded(wrong), fault.Refused, "workshop")
		h.want("select distinct version::text from record.recommendation", "1")
	})
	receipt := h.done(h.RecordReview(t.Context(), by(editorOfA), review))
	h.want("select reference from record.workshop where id = '"+receipt.Record.String()+"'", "second-meeting")
	h.promise("and the sheet of the meeting tells of it", func(h house) {
		h.want(`select concat_ws(' ', r.reference, v.movement, v.status_summary, v.status_assurance, d.kind, d.text -> 'en' ->> 'text')
			from open.workshop w, open.workshop_review(w.id, null, null) v join record.recommendation r on r.id = v.recommendation_id
			left join lateral open.workshop_review_decision(r.id, w.id, v.status_on, null) d on true where w.reference = 'second-meeting' order by 1`,
			"amend UNCHANGED UNKNOWN AMENDED Mend it, and soon.", "carry ADVANCED UNDER_WAY REPORTED CARRIED_OVER", "close CLOSED DONE_CLAIMED REPORTED CLOSED Because.",
			"leave UNCHANGED UNKNOWN", "refer CLOSED ENDED REFERRED Because.", "stop CLOSED ENDED CLOSED Because.")
		h.want(`select concat_ws(' ', s.reference, s.text -> 'en' ->> 'text', o.reference) from open.recommendation_successor l join record.recommendation r on r.id = l.recommendation_id
			join record.recommendation s on s.id = l.successor_id join open.addressee a on a.recommendation_id = s.id join record.organisation o on o.id = a.organisation_id
			where r.reference = 'refer'`, "referred-to-the-office Mend it. road-office")
		h.want("select r.reference from open.repetition p join record.recommendation r on r.id = p.recommendation_id order by 1", "amend", "carry")
	})
	h.promise("a later meeting says one again", func(h house) {
		h.done(h.RollForward(h.Context(), by(editorOfA), tracker.RolledForward{Recommendation: ref("leave"), Version: 1, Workshop: ref("someday"), Text: text("Mend it at last.")}))
		_, err := h.RollForward(h.Context(), by(editorOfA), tracker.RolledForward{Recommendation: ref("leave"), Version: 2, Workshop: ref("first-meeting")})
		refuses(h.T, err, fault.Refused, "workshop")
	})
	h.healthy()
}
