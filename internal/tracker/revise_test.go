package tracker_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// revise revises a record as an administrator.
func (h house) revise(revision tracker.Revision) tracker.Receipt {
	h.Helper()
	receipt, err := h.Revise(h.Context(), byAdministrator, revision)
	if err != nil {
		h.Fatal(err)
	}
	return receipt
}

// versionOf is the version of a record of a noun.
func (h house) versionOf(noun, reference string) int {
	h.Helper()
	return one[int](h, "select version from record."+noun+" where reference = $1", reference)
}

func TestARevisionChangesWhatItGivesAndNothingElse(t *testing.T) {
	h := newVillage(t)
	h.record(everything(h))

	h.promise("what is absent stays, null empties, a value takes its place", func(h house) {
		h.record(tracker.Batch{Organisations: []tracker.Organisation{{
			Entry: named("mill"), Name: text("Mill"), Acronym: "M", Parent: ref("council"), Codes: []tracker.Code{{Vocabulary: "V", Code: "mill"}},
		}}})
		h.revise(tracker.ReviseOrganisation{Organisation: ref("mill"), Version: 1, Acronym: tracker.To(""), Name: tracker.To(text("Old mill"))})
		h.want(`select concat_ws(' ', o.name -> 'en' ->> 'text', coalesce(o.acronym, 'none'), p.reference, o.version, (select count(*) from record.code c where c.record_id = o.id and c.ended_by is null))
			from record.organisation o join record.organisation p on p.id = o.parent_id where o.reference = 'mill'`, "Old mill none council 2 1")
		receipt := h.revise(tracker.ReviseOrganisation{Organisation: ref("mill"), Version: 2, Parent: tracker.To(tracker.Ref{}), Codes: tracker.To[[]tracker.Code](nil)})
		h.want(`select concat_ws(' ', o.id = '`+receipt.Record.String()+`', parent_id is null, (select count(*) from record.code c where c.record_id = o.id and c.ended_by is null))
			from record.organisation o where o.reference = 'mill'`, "t t 0")
	})
	h.promise("what is left out of a list is ended, what stays is untouched, what is new is added", func(h house) {
		before := one[uuid.UUID](h, "select id from record.document where kind = 'GUIDE'")
		h.record(tracker.Batch{Workshops: []tracker.Workshop{{Entry: named("fair"), Kind: record.Seminar, State: record.WorkshopHeld, Documents: []tracker.Document{
			{Kind: record.Report, Title: text("One")}, {Kind: record.Report, Title: text("Two")}, {Kind: record.Report, Title: text("Three")},
		}}}})
		h.revise(tracker.ReviseWorkshop{Workshop: ref("fair"), Version: 1, Documents: tracker.To([]tracker.Document{
			{Kind: record.Report, Title: text("Two")}, {Kind: record.Report, Title: text("Three")}, {Kind: record.News, Title: text("Four")},
		})})
		h.want(`select concat_ws(' ', d.ordinal, d.title -> 'en' ->> 'text', d.recorded_from > w.recorded_at, d.recorded_to < 'infinity') from record.document d
			join record.workshop w on w.id = d.record_id where w.reference = 'fair' order by d.ordinal`,
			"1 One f t", "2 Two f f", "3 Three f f", "4 Four t f")
		if after := one[uuid.UUID](h, "select id from record.document where kind = 'GUIDE'"); before != after {
			t.Error("a document of another workshop was written anew")
		}
	})
	h.promise("the same again writes nothing but the version", func(h house) {
		batch := everything(h)
		given := batch.Workshops[1]
		links := func() int {
			return one[int](h, `select (select count(*) from record.agenda_item) + (select count(*) from record.participation) + (select count(*) from record.attendance_cell)
				+ (select count(*) from record.outcome) + (select count(*) from record.source) + (select count(*) from record.reported_count) + (select count(*) from record.citation)
				+ (select count(*) from record.lineage) + (select count(*) from record.workshop_response) + (select count(*) from record.record_theme)`)
		}
		before := links()
		h.revise(tracker.ReviseWorkshop{
			Workshop: ref("answer"), Version: 1, Agenda: tracker.To(given.Agenda), Participations: tracker.To(given.Participations),
			Attendance: tracker.To(given.Attendance), Outcomes: tracker.To(given.Outcomes), Reported: tracker.To(given.Reported),
			RespondsTo: tracker.To(given.RespondsTo), BasedOn: tracker.To(given.BasedOn), Themes: tracker.To(given.Themes),
		})
		study := batch.Studies[0]
		h.revise(tracker.ReviseStudy{Study: ref("water"), Version: 1, Methods: tracker.To(study.Methods), Groups: tracker.To(study.Groups), Reported: tracker.To(study.Reported)})
		story := batch.ChangeStories[0]
		h.revise(tracker.ReviseChangeStory{ChangeStory: ref("told"), Version: 1, Source: tracker.To(story.Source)})
		if after := links(); after != before {
			t.Errorf("there are %d rows, and were %d", after, before)
		}
	})
	h.promise("who took part in an item of the agenda stays with it", func(h house) {
		h.revise(tracker.ReviseWorkshop{Workshop: ref("answer"), Version: 2, Agenda: tracker.To([]tracker.AgendaItem{{Number: 1, Title: text("Welcome"), Kind: record.Ceremony}})})
		h.want(`select concat_ws(' ', p.capacity -> 'en' ->> 'text', a.title -> 'en' ->> 'text') from record.participation p join record.agenda_item a on a.id = p.agenda_item_id
			where p.ended_by is null and a.ended_by is null`, "Elder Welcome")
		_, err := h.Revise(h.Context(), byAdministrator, tracker.ReviseWorkshop{Workshop: ref("answer"), Version: 3, Agenda: tracker.To[[]tracker.AgendaItem](nil)})
		refuses(h.T, err, fault.BadArgument, "participations.0.agendaItem")
	})
	h.promise("a rule of the noun holds of its revision", func(h house) {
		early, late := day(h.T, "2020-01-01"), day(h.T, "2030-01-01")
		_, err := h.Revise(h.Context(), byAdministrator, tracker.ReviseRecommendation{
			Recommendation: ref("dig"), Version: 1, MadeOn: tracker.To(&late), DueOn: tracker.To(&early),
		})
		refuses(h.T, err, fault.BadArgument, "dueOn")
		_, err = h.Revise(h.Context(), byAdministrator, tracker.ReviseTheme{Theme: ref("wells"), Version: 1, Name: tracker.To[record.Text](nil)})
		refuses(h.T, err, fault.BadArgument, "name")
		_, err = h.Revise(h.Context(), byAdministrator, tracker.ReviseTheme{Theme: ref("wells"), Version: 1, Parent: tracker.To(ref("nothing"))})
		refuses(h.T, err, fault.UnknownReference, "parent")
	})
	h.promise("a figure that stays keeps its citations, and one that is gone is history", func(h house) {
		h.revise(tracker.ReviseStudy{Study: ref("water"), Version: 2, Reported: tracker.To([]tracker.ReportedCount{{Measure: record.InterviewsReported, Quantity: value(record.Exact, 3)}})})
		h.want("select measure from record.reported_count where ended_by is null order by 1", "INTERVIEWS", "QUESTIONS")
		h.want("select measure from open.reported_count order by 1", "INTERVIEWS", "QUESTIONS")
		h.want("select measure from open.reported_count_then(null, (select recorded_at from record.study where reference = 'water')) order by 1",
			"QUESTIONS", "RECOMMENDATIONS")
	})
	h.healthy()
}

func TestARevisedOriginalMakesItsTranslationsStale(t *testing.T) {
	h := newHouse(t)
	h.record(tracker.Batch{Themes: []tracker.Theme{{Entry: named("wells"), Name: record.Text{
		"en": {Text: "Wells", State: record.Original}, "fr": {Text: "Puits", State: record.Reviewed}, "bm": {Text: "Kolon", State: record.Machine},
	}}}})
	says := func() string {
		return one[string](h, `select string_agg(key || ' ' || (value ->> 'text') || ' ' || (value ->> 'state'), ', ' order by key) from record.theme, jsonb_each(name)`)
	}
	for i, step := range []struct {
		given record.Text
		want  string
	}{
		{record.Text{"fr": {Text: "Les puits", State: record.Reviewed}}, "bm Kolon MACHINE, en Wells ORIGINAL, fr Les puits REVIEWED"},
		{record.Text{"en": {Text: "Wells", State: record.Original}}, "bm Kolon MACHINE, en Wells ORIGINAL, fr Les puits REVIEWED"},
		{record.Text{"en": {Text: "Deep wells", State: record.Original}, "fr": {Text: "Puits profonds", State: record.Machine}}, "bm Kolon STALE, en Deep wells ORIGINAL, fr Puits profonds MACHINE"},
		{record.Text{"en": {Text: "Bores", State: record.Original}}, "bm Kolon STALE, en Bores ORIGINAL, fr Puits profonds STALE"},
	} {
		h.revise(tracker.ReviseTheme{Theme: ref("wells"), Version: i + 1, Name: tracker.To(step.given)})
		if got := says(); got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
	}
	h.healthy()
}

func TestOfManyWritersAtOnceOneWins(t *testing.T) {
	h := newVillage(t)
	const writers = 12
	var won, lost atomic.Int32
	var all sync.WaitGroup
	id := one[uuid.UUID](h, "select id from record.recommendation where reference = 'mend-the-bridge'")
	for i := range writers {
		all.Go(func() {
			due := day(t, "2025-01-01")
			receipt, err := h.Revise(h.Context(), by(editorOfA), tracker.ReviseRecommendation{
				Recommendation: ref("mend-the-bridge"), Version: 1, DueOn: tracker.To(&due), Places: tracker.To([]tracker.Ref{ref([]string{"village", "land"}[i%2])}),
			})
			if receipt.Record != id {
				t.Errorf("it was about %s, not %s", receipt.Record, id)
			}
			switch {
			case err == nil:
				won.Add(1)
			case fault.CodeOf(err) == fault.Conflict:
				lost.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 || lost.Load() != writers-1 {
		t.Errorf("%d won and %d were told of another", won.Load(), lost.Load())
	}
	if version := h.versionOf("recommendation", "mend-the-bridge"); version != 2 {
		t.Errorf("it is at version %d", version)
	}
	h.want("select count(*)::text from record.recommendation_place where ended_by is null", "1")
	h.healthy()
}

func TestOnlyWhoKeepsARecordRevisesIt(t *testing.T) {
	h := newVillage(t)
	priority := tracker.ReviseRecommendation{Recommendation: ref("mend-the-bridge"), Version: 1, Priority: tracker.To(record.High)}
	for _, account := range []uuid.UUID{editorOfB, reporterOfA} {
		_, err := h.Revise(h.Context(), by(account), priority)
		refuses(t, err, fault.Forbidden, "recommendation")
	}
	if _, err := h.Revise(h.Context(), by(editorOfA), priority); err != nil {
		t.Error(err)
	}
	_, err := h.Revise(h.Context(), by(editorOfA), priority)
	refuses(t, err, fault.Conflict, "version")

	speaker := uuid.New()
	h.record(tracker.Batch{
		Accounts: []tracker.Account{{ID: speaker, Name: "Council", Organisation: ref("council"), Grants: []tracker.Grant{{Role: record.Reporter, Programme: ref("a")}}}},
		Actions:  []tracker.Action{{Entry: named("hire"), Recommendation: ref("mend-the-bridge"), Owner: ref("council"), Title: text("Hire"), Progress: record.ActionPlanned}},
	})
	_, err = h.Revise(h.Context(), by(speaker), tracker.ReviseAction{Action: ref("hire"), Version: 1, Title: tracker.To(text("Fire"))})
	refuses(t, err, fault.Forbidden, "action")
}

func TestAnAdministratorClosesAnAccountAndEndsAGrant(t *testing.T) {
	h := newVillage(t)
	closing := tracker.ReviseAccount{Account: editorOfB, Version: 1, Disabled: tracker.To(true)}
	_, err := h.Revise(h.Context(), by(editorOfB), closing)
	refuses(t, err, fault.Forbidden, "account")
	h.revise(closing)
	_, err = h.Revise(h.Context(), by(editorOfB), tracker.ReviseTheme{Theme: ref("x"), Version: 1})
	refuses(t, err, fault.Forbidden, "")
	closing.Version = 2
	closing.Disabled, closing.Name = tracker.To(false), tracker.To("Editor of B, again")
	h.revise(closing)
	h.want("select concat_ws(' ', name, disabled, version) from record.account where id = '"+editorOfB.String()+"'", "Editor of B, again f 3")
	_, err = h.Revise(h.Context(), byAdministrator, tracker.ReviseAccount{Account: byAdministrator.Account, Version: 1, Disabled: tracker.To(true)})
	refuses(t, err, fault.Refused, "disabled")

	grant := tracker.Grant{Account: editorOfA, Role: record.Editor, Programme: ref("a")}
	_, err = h.EndGrant(h.Context(), by(editorOfA), grant)
	refuses(t, err, fault.Forbidden, "")
	h.done(h.EndGrant(h.Context(), byAdministrator, grant))
	_, err = h.EndGrant(h.Context(), byAdministrator, grant)
	refuses(t, err, fault.UnknownReference, "role")
	_, err = h.Revise(h.Context(), by(editorOfA), tracker.ReviseRecommendation{Recommendation: ref("mend-the-bridge"), Version: 1, Priority: tracker.To(record.Low)})
	refuses(t, err, fault.Forbidden, "recommendation")
	_, err = h.EndGrant(h.Context(), byAdministrator, tracker.Grant{Account: byAdministrator.Account, Role: record.Admin})
	refuses(t, err, fault.Refused, "account")
	h.healthy()
}

func TestWhoIsAskedNoMoreIsHistory(t *testing.T) {
	h := newVillage(t)
	before := one[string](h, "select recorded_at::text from record.ledger_head")
	h.revise(tracker.ReviseRecommendation{Recommendation: ref("mend-the-bridge"), Version: 1, Addressees: tracker.To([]tracker.Addressee{
		{Party: tracker.Party{Organisation: ref("road-office")}, Lead: true}, {Party: tracker.Party{Organisation: ref("council")}, Lead: true},
	})})
	h.record(tracker.Batch{Positions: []tracker.PositionStatement{{Recommendation: ref("mend-the-bridge"), Addressee: ref("council"), Value: record.Accepted}}})
	h.want("select concat_ws(' ', o.reference, a.lead, a.ordinal) from open.addressee a join record.organisation o on o.id = a.organisation_id order by a.ordinal", "road-office t 1", "council t 2")
	said := h.said("mend-the-bridge", "2024-01-01", record.Implemented)
	said.Addressee = ref("road-office")
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	h.want("select status_implementation from record.recommendation", "PARTIALLY_IMPLEMENTED")
	_, err := h.Revise(h.Context(), byAdministrator, tracker.ReviseRecommendation{Recommendation: ref("mend-the-bridge"), Version: 2, Addressees: tracker.To([]tracker.Addressee{
		{Party: tracker.Party{Organisation: ref("council")}, Lead: true},
	})})
	refuses(t, err, fault.Refused, "addressees")
	h.revise(tracker.ReviseRecommendation{Recommendation: ref("mend-the-bridge"), Version: 2, Addressees: tracker.To([]tracker.Addressee{
		{Party: tracker.Party{Organisation: ref("road-office")}, Lead: true},
	})})
	h.want("select o.reference from open.addressee a join record.organisation o on o.id = a.organisation_id order by a.ordinal", "road-office")
	h.want("select status_implementation from record.recommendation", "IMPLEMENTED") // whatever the other one had said
	h.want("select o.reference from open.addressee_then(null, '"+before+"') a join record.organisation o on o.id = a.organisation_id", "council")
	h.healthy()
}
