package tracker_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// story is a record to which things happen, one command at a time: by the commands that there are, and by amendments of its rows that no command
// makes yet, sealed like a command's.
type story struct {
	house
	*rand.Rand
	made     []string // the references of its recommendations
	told     []string // those of its follow-ups
	chapters int
}

func (s *story) day() string {
	return []string{"2020-05-01", "2021-01-01", "2021-06-15", "2022-03-01", "2023-09-30", today}[s.IntN(6)]
}

func (s *story) maybe() *record.Date {
	if s.IntN(3) == 0 {
		return nil
	}
	day := day(s.T, s.day())
	return &day
}

func (s *story) one() string { return s.made[s.IntN(len(s.made))] }

// goesOn lets one thing happen.
func (s *story) goesOn() {
	s.Helper()
	s.chapters++
	if len(s.made) < 3 {
		s.recommends()
		return
	}
	happenings := []func(){
		s.recommends, s.tells, s.tells, s.tells, s.decides, s.decides, s.takesPosition, s.repeats, s.commits, s.discloses,
		s.endsALink, s.linksAgain, s.rewords, s.putsOff, s.ends, s.asksAnother, s.asksNoLonger,
	}
	happenings[s.IntN(len(happenings))]()
}

func (s *story) recommends() {
	made := toCouncil(fmt.Sprintf("made-%d", s.chapters))
	made.Addressees = append(made.Addressees, tracker.Addressee{Party: tracker.Party{Organisation: ref("road-office")}, Lead: s.IntN(2) == 0})
	made.MadeOn, made.Stage = s.maybe(), []record.LifecycleStage{record.Draft, record.Published, record.Published}[s.IntN(3)]
	if due := s.maybe(); due != nil && (made.MadeOn == nil || !due.Before(*made.MadeOn)) {
		made.DueOn = due
	}
	made.Proposers, made.Places, made.Programmes = []tracker.Party{{Organisation: ref("watchers")}}, []tracker.Ref{ref("village")}, []tracker.Ref{ref("b")}
	made.Themes, made.Findings = []tracker.Ref{ref("water")}, []tracker.Ref{ref("thirst")}
	if s.IntN(2) == 0 {
		made.Workshop = ref("fair")
	} else {
		made.Study = ref("wells")
	}
	s.record(tracker.Batch{Recommendations: []tracker.Recommendation{made}})
	s.made = append(s.made, made.Reference)
}

func (s *story) tells() {
	about := s.one()
	said := s.house.said(about, s.day(), anyImplementation(s.Rand))
	said.Entry, said.Accepted = named(fmt.Sprintf("said-%d", s.chapters)), s.IntN(3) > 0
	said.Evidence = []tracker.Evidence{{Kind: record.DocumentEvidence, Title: text("A report"), Sensitivity: record.PublicThing}}
	if s.IntN(2) == 0 {
		said.Addressee = ref("council")
	}
	accepted := one[[]string](s.house, `select array(select f.id::text from record.follow_up f join record.recommendation r on r.id = f.recommendation_id
		where r.reference = $1 and f.state = 'ACCEPTED' and f.contests_id is null order by f.reference)`, about)
	if len(accepted) > 0 && s.IntN(3) == 0 {
		said.Contests = byID(s.house, accepted[s.IntN(len(accepted))])
	}
	s.record(tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	s.told = append(s.told, said.Reference)
}

// decides decides of a follow-up what is open: every move but the one to where it is, until it is withdrawn.
func (s *story) decides() {
	if len(s.told) == 0 {
		s.tells()
		return
	}
	reference := s.told[s.IntN(len(s.told))]
	state := one[string](s.house, "select state from record.follow_up where reference = $1", reference)
	next := []record.FollowUpState{record.FollowUpAccepted, record.FollowUpReturned, record.FollowUpAccepted, record.FollowUpWithdrawn}[s.IntN(4)]
	if state == string(next) || state == string(record.FollowUpWithdrawn) {
		return
	}
	if _, err := s.Decide(s.Context(), byAdministrator, tracker.Decision{FollowUp: ref(reference), State: next, Reason: text("So it is.")}); err != nil {
		s.Fatal(err)
	}
}

func (s *story) takesPosition() {
	values := []record.PositionValue{record.Accepted, record.AcceptedInPart, record.Noted, record.Rejected}
	s.record(tracker.Batch{Positions: []tracker.PositionStatement{{
		Recommendation: ref(s.one()), Addressee: ref("council"), Value: values[s.IntN(len(values))], StatedOn: s.maybe(),
	}}})
}

func (s *story) repeats() {
	s.record(tracker.Batch{Repetitions: []tracker.Repetition{{Recommendation: ref(s.one()), Workshop: ref("fair"), StatedOn: s.maybe()}}})
}

func (s *story) commits() {
	s.record(tracker.Batch{Actions: []tracker.Action{{
		Entry: named(fmt.Sprintf("done-%d", s.chapters)), Recommendation: ref(s.one()), Owner: ref("council"), Title: text("Do it."), Progress: record.ActionPlanned,
	}}})
}

func (s *story) discloses() {
	disclosures := []record.Disclosure{record.Open, record.Announced, record.Private}
	if _, err := s.Disclose(s.Context(), byAdministrator, ref("wells"), disclosures[s.IntN(len(disclosures))]); err != nil {
		s.Fatal(err)
	}
}

// What no command does yet. $1 is the command, $2 the recommendation.

func (s *story) endsALink() {
	link := []string{"recommendation_place", "recommendation_programme", "recommendation_finding", "proposer", "repetition"}[s.IntN(5)]
	s.amends(link, "update record."+link+" set ended_by = $1 where recommendation_id = $2 and ended_by is null")
}

func (s *story) linksAgain() {
	s.amends("record_theme", `update record.record_theme set ended_by = $1 where record_id = $2 and ended_by is null`,
		`insert into record.record_theme (id, keeper_id, visibility, command_id, record_id, theme_id)
		 select gen_random_uuid(), r.keeper_id, 'DESK', $1, r.id, t.id from record.recommendation r, record.theme t
		 where r.id = $2 and t.id not in (select l.theme_id from record.record_theme l where l.record_id = r.id and l.ended_by = $1)`)
}

func (s *story) rewords() {
	stated, state := "null", "ORIGINAL"
	if s.IntN(2) == 0 {
		stated = "'" + s.day() + "'"
	}
	language := []string{"en", "fr"}[s.IntN(2)]
	if language == "fr" {
		state = "REVIEWED"
	}
	s.amends("wording", fmt.Sprintf(`insert into record.wording (id, keeper_id, visibility, command_id, recommendation_id, kind, language, state, text, stated_on)
		select gen_random_uuid(), r.keeper_id, r.visibility, $1, r.id, 'AMENDED', '%s', '%s', 'Wording of chapter %d.', %s from record.recommendation r where r.id = $2`,
		language, state, s.chapters, stated))
}

func (s *story) putsOff() {
	s.amends("recommendation", `update record.recommendation set due_on = greatest(made_on, '`+s.day()+`'), command_id = $1, position = null where id = $2`)
}

func (s *story) ends() {
	s.amends("recommendation_successor", `update record.recommendation set lifecycle_stage = 'ENDED', lifecycle_since = '`+s.day()+`', lifecycle_ending_kind = 'SUPERSEDED',
			lifecycle_ending_reason = '{"en": {"text": "There is a better one.", "state": "ORIGINAL"}}', command_id = $1, position = null
			where id = $2 and lifecycle_stage <> 'ENDED'`,
		`insert into record.recommendation_successor (id, keeper_id, visibility, command_id, recommendation_id, successor_id)
		 select gen_random_uuid(), r.keeper_id, 'DESK', $1, r.id, o.id from record.recommendation r, record.recommendation o
		 where r.id = $2 and o.reference = 'mend-the-bridge' and not exists (select from record.recommendation_successor l where l.recommendation_id = r.id)`)
}

func (s *story) asksAnother() {
	s.amends("addressee", `insert into record.addressee (id, keeper_id, visibility, command_id, recommendation_id, ordinal, lead, organisation_id)
		select gen_random_uuid(), r.keeper_id, 'DESK', $1, r.id, 3, true, o.id from record.recommendation r, record.organisation o
		where r.id = $2 and o.reference = 'ministry' and not exists
			(select from record.addressee a where a.recommendation_id = r.id and a.organisation_id = o.id and a.ended_by is null)`,
		"insert into record.entry (id, noun) select a.id, 'addressee' from record.addressee a where a.command_id = $1 and a.recommendation_id = $2 on conflict do nothing")
}

func (s *story) asksNoLonger() {
	s.amends("addressee", `update record.addressee set ended_by = $1, command_id = $1, position = null where recommendation_id = $2 and ended_by is null
		and organisation_id in (select o.id from record.organisation o where o.reference <> 'council')`)
}

// amends changes a recommendation, or what hangs on it, as one command of the first administrator's.
func (s *story) amends(table string, statements ...string) {
	s.Helper()
	command, of := uuid.New(), one[uuid.UUID](s.house, "select id from record.recommendation where reference = $1", s.one())
	err := pgx.BeginFunc(s.Context(), s.owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(s.Context(), "select set_config('suivi.account', $1, true)", postgres.FirstAdministrator.String()); err != nil {
			return err
		}
		for _, statement := range statements {
			if _, err := tx.Exec(s.Context(), statement, command, of); err != nil {
				return err
			}
		}
		var touched []string
		err := tx.QueryRow(s.Context(), `select array(select distinct unnest(record.derive(array[$2]::uuid[], $1)
			|| record.derive_visibility(array[$2]::uuid[], '{}', $1) || $3::text))`, command, of, table).Scan(&touched)
		if err == nil {
			_, err = tx.Exec(s.Context(), "select record.derive_search(array[$2]::uuid[], $1)", command, of)
		}
		if err == nil {
			_, err = tx.Exec(s.Context(), "select record.seal($1, 'AMEND', null, null, $2)", command, touched)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
}
