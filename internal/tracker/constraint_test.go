package tracker_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// beyondInput are the constraints that no input can break: they hold the house to itself.
var beyondInput = []string{
	"account_visibility_check", "account_grant_visibility_check", "visibility_check", "audit_entry_command_id_key", "audit_entry_recorded_at_key",
	"audit_entry_request", "ledger_head_only_one_check", "recommendation_status_derivation_check", "status_span_derivation_check",
	"status_span_is_a_period", "status_span_begins_once", "addressee_of_one_recommendation", "follow_up_and_its_recommendation",
	"token_visibility_check", "token_digest_is_a_sha256", "token_once", "account_identity_visibility_check",
	"evidence_file_visibility_check", "evidence_file_digest_is_a_sha256", "evidence_file_size_check", "evidence_file_media_type_check", "evidence_file_once",
	"action_and_its_recommendation", "change_once", "part_once", "change_record_kind_check", "lineage_record_noun_check", "lineage_based_on_noun_check", "lineage_is_between_its_nouns",
	"source_that_is_withheld_has_no_name", "confidential_source_once", "intervention_kind_check", "intervention_reason_check",
	"workshop_is_shown_somewhere_else", "change_story_is_shown_somewhere_else",
}

func TestEveryConstraintThatAnInputCanBreakIsTold(t *testing.T) {
	h := newHouse(t)
	rows, err := h.owner.Query(t.Context(), `select conname::text from pg_constraint
			where connamespace in ('record'::regnamespace, 'suivi'::regnamespace) and contype in ('c', 'u', 'x')
		union select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indexrelid
			where c.relnamespace = 'record'::regnamespace and i.indisunique and not i.indisprimary
		union select raised.words[1] from pg_proc p, regexp_matches(p.prosrc, 'constraint = ''([a-z_]+)''', 'g') as raised (words)
			where p.pronamespace = 'record'::regnamespace`)
	if err != nil {
		t.Fatal(err)
	}
	held, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for i := range held {
		held[i] = strings.TrimPrefix(held[i], "record.")
	}
	for _, name := range held {
		if !slices.Contains(tracker.Constraints(), name) && !slices.Contains(beyondInput, name) {
			t.Errorf("%s is told nowhere", name)
		}
	}
	for _, name := range tracker.Constraints() {
		if !slices.Contains(held, name) {
			t.Errorf("%s is told and does not exist", name)
		}
	}
}

func TestABrokenConstraintIsToldInTheWordsOfTheInput(t *testing.T) {
	h := newVillage(t)
	taken := uuid.New()
	open := tracker.Study{Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Open}
	h.record(tracker.Batch{
		Organisations:  []tracker.Organisation{{Entry: tracker.Entry{ID: taken}, Name: text("N"), Codes: []tracker.Code{{Vocabulary: "V", Code: "1"}}}},
		Themes:         []tracker.Theme{{Entry: named("subject"), Name: text("T")}},
		Instruments:    []tracker.Instrument{{Entry: named("law"), Name: text("I")}},
		StudySeries:    []tracker.StudySeries{{Entry: named("set"), Title: text("S"), Rule: record.NoRule}},
		WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("row"), Title: text("S")}},
		Workshops:      []tracker.Workshop{{Entry: named("gathering"), Kind: record.Exchange, State: record.WorkshopPlanned, Series: ref("row"), Ordinal: 1}},
		Findings:       []tracker.Finding{{Entry: named("fact"), Kind: record.Need, Text: text("T")}},
		ChangeStories:  []tracker.ChangeStory{{Entry: named("tale"), Change: text("C"), Level: record.Community, Sensitivity: record.PublicThing}},
		Studies:        []tracker.Study{{Entry: named("enquiry"), Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Open}},
		Programmes:     []tracker.Programme{{Title: text("P"), IATIIdentifier: "XM-1"}},
	})
	organisation := func(change func(*tracker.Organisation)) tracker.Batch {
		made := tracker.Organisation{Entry: named("self"), Name: text("N")}
		change(&made)
		return tracker.Batch{Organisations: []tracker.Organisation{made}}
	}
	place := func(change func(*tracker.Place)) tracker.Batch {
		made := tracker.Place{Entry: named("self"), Name: text("N"), Level: record.Town}
		change(&made)
		return tracker.Batch{Places: []tracker.Place{made}}
	}
	programme := func(change func(*tracker.Programme)) tracker.Batch {
		made := tracker.Programme{Entry: named("self"), Title: text("N")}
		change(&made)
		return tracker.Batch{Programmes: []tracker.Programme{made}}
	}
	study := func(change func(*tracker.Study)) tracker.Batch {
		made := open
		change(&made)
		return tracker.Batch{Studies: []tracker.Study{made}}
	}
	workshop := func(change func(*tracker.Workshop)) tracker.Batch {
		made := tracker.Workshop{Kind: record.Exchange, State: record.WorkshopPlanned}
		change(&made)
		return tracker.Batch{Workshops: []tracker.Workshop{made}}
	}
	recommendation := func(change func(*tracker.Recommendation)) tracker.Batch {
		made := toCouncil("self")
		change(&made)
		return tracker.Batch{Recommendations: []tracker.Recommendation{made}}
	}
	followUp := func(change func(*tracker.FollowUp)) tracker.Batch {
		made := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
		change(&made)
		return tracker.Batch{FollowUps: []tracker.FollowUp{made}}
	}
	ended := func(ending tracker.Ending) func(*tracker.Recommendation) {
		return func(r *tracker.Recommendation) {
			ending.Reason = text("Because.")
			r.Stage, r.Ending = record.Ended, &ending
		}
	}
	dated := day(t, "2020-01-01")

	for name, broken := range map[string]struct {
		batch    tracker.Batch
		code     fault.Code
		argument string
	}{
		"an id is taken":                  {organisation(func(o *tracker.Organisation) { o.ID = taken }), fault.IDTaken, "id"},
		"a reference of an organisation":  {organisation(func(o *tracker.Organisation) { o.Reference = "council" }), fault.Refused, "organisations.reference"},
		"a reference of a place":          {place(func(p *tracker.Place) { p.Reference = "village" }), fault.Refused, "places.reference"},
		"a reference of a programme":      {programme(func(p *tracker.Programme) { p.Reference = "a" }), fault.Refused, "programmes.reference"},
		"a reference of a study":          {study(func(s *tracker.Study) { s.Reference = "enquiry" }), fault.Refused, "studies.reference"},
		"a reference of a workshop":       {workshop(func(w *tracker.Workshop) { w.Reference = "gathering" }), fault.Refused, "workshops.reference"},
		"a reference of a recommendation": {recommendation(func(r *tracker.Recommendation) { r.Reference = "mend-the-bridge" }), fault.Refused, "recommendations.reference"},
		"an IATI identifier":              {programme(func(p *tracker.Programme) { p.IATIIdentifier = "XM-1" }), fault.Refused, "programmes.iatiIdentifier"},
		"a code":                          {organisation(func(o *tracker.Organisation) { o.Codes = []tracker.Code{{Vocabulary: "V", Code: "1"}} }), fault.Refused, "codes"},
		"a successor twice":               {organisation(func(o *tracker.Organisation) { o.Successors = []tracker.Ref{ref("council"), ref("council")} }), fault.BadArgument, "organisations.successors"},
		"a place's successor twice":       {place(func(p *tracker.Place) { p.Successors = []tracker.Ref{ref("land"), ref("land")} }), fault.BadArgument, "places.successors"},
		"an organisation twice in a role": {programme(func(p *tracker.Programme) {
			p.Organisations = []tracker.Involved{{ref("council"), record.Funding}, {ref("council"), record.Funding}}
		}), fault.BadArgument, "programmes.organisations"},
		"a country twice":                    {programme(func(p *tracker.Programme) { p.Countries = []tracker.Ref{ref("land"), ref("land")} }), fault.BadArgument, "programmes.countries"},
		"a study's place twice":              {study(func(s *tracker.Study) { s.Places = []tracker.Ref{ref("land"), ref("land")} }), fault.BadArgument, "studies.places"},
		"a recommendation's place twice":     {recommendation(func(r *tracker.Recommendation) { r.Places = []tracker.Ref{ref("land"), ref("land")} }), fault.BadArgument, "recommendations.places"},
		"a recommendation's programme twice": {recommendation(func(r *tracker.Recommendation) { r.Programmes = []tracker.Ref{ref("a"), ref("a")} }), fault.BadArgument, "recommendations.programmes"},
		"a recommendation's successor twice": {recommendation(ended(tracker.Ending{Kind: record.Superseded, Successors: []tracker.Ref{ref("mend-the-bridge"), ref("mend-the-bridge")}})), fault.BadArgument, "recommendations.ending.successors"},
		"a proposer twice": {recommendation(func(r *tracker.Recommendation) {
			r.Proposers = []tracker.Party{{Organisation: ref("watchers")}, {Organisation: ref("watchers")}}
		}), fault.BadArgument, "recommendations.proposers"},
		"an addressee twice":                {recommendation(func(r *tracker.Recommendation) { r.Addressees = append(r.Addressees, r.Addressees[0]) }), fault.BadArgument, "recommendations.addressees"},
		"a grant twice":                     {tracker.Batch{Grants: []tracker.Grant{{editorOfA, record.Editor, ref("a")}}}, fault.BadArgument, "grants"},
		"an organisation its own parent":    {organisation(func(o *tracker.Organisation) { o.Parent = ref("self") }), fault.BadArgument, "organisations.parent"},
		"an organisation its own successor": {organisation(func(o *tracker.Organisation) { o.Successors = []tracker.Ref{ref("self")} }), fault.BadArgument, "organisations.successors"},
		"a place within itself":             {place(func(p *tracker.Place) { p.Within = []tracker.PlaceParent{{Place: ref("self")}} }), fault.BadArgument, "places.within"},
		"a place its own successor":         {place(func(p *tracker.Place) { p.Successors = []tracker.Ref{ref("self")} }), fault.BadArgument, "places.successors"},
		"a place in two places at once": {place(func(p *tracker.Place) {
			p.Within = []tracker.PlaceParent{{Place: ref("land")}, {Place: ref("village"), From: &dated}}
		}), fault.BadArgument, "places.within"},
		"a programme part of itself":           {programme(func(p *tracker.Programme) { p.Parent = ref("self") }), fault.BadArgument, "programmes.parent"},
		"a recommendation its own successor":   {recommendation(ended(tracker.Ending{Kind: record.Superseded, Successors: []tracker.Ref{ref("self")}})), fault.BadArgument, "recommendations.ending.successors"},
		"a position that says nothing":         {tracker.Batch{Positions: []tracker.PositionStatement{{Recommendation: ref("mend-the-bridge"), Addressee: ref("council"), Value: record.NoneYet}}}, fault.BadArgument, "positions.value"},
		"an unknown level":                     {place(func(p *tracker.Place) { p.Level = "PLANET" }), fault.BadArgument, "places.level"},
		"an unknown status":                    {programme(func(p *tracker.Programme) { p.Status = "X" }), fault.BadArgument, "programmes.status"},
		"an unknown role":                      {programme(func(p *tracker.Programme) { p.Organisations = []tracker.Involved{{ref("council"), "X"}} }), fault.BadArgument, "programmes.organisations.role"},
		"an unknown kind of study":             {study(func(s *tracker.Study) { s.Kind = "X" }), fault.BadArgument, "studies.kind"},
		"an unknown stage of a study":          {study(func(s *tracker.Study) { s.Stage = "X" }), fault.BadArgument, "studies.stage"},
		"an unknown disclosure":                {study(func(s *tracker.Study) { s.Disclosure = "X" }), fault.BadArgument, "studies.disclosure"},
		"an unknown kind of workshop":          {workshop(func(w *tracker.Workshop) { w.Kind = "X" }), fault.BadArgument, "workshops.kind"},
		"an unknown state of a workshop":       {workshop(func(w *tracker.Workshop) { w.State = "X" }), fault.BadArgument, "workshops.state"},
		"an unknown precision":                 {workshop(func(w *tracker.Workshop) { w.Held = tracker.Held{From: &dated, To: &dated, Precision: "X"} }), fault.BadArgument, "workshops.held.precision"},
		"an unknown priority":                  {recommendation(func(r *tracker.Recommendation) { r.Priority = "X" }), fault.BadArgument, "recommendations.priority"},
		"an unknown stage of a recommendation": {recommendation(func(r *tracker.Recommendation) { r.Stage = "X" }), fault.BadArgument, "recommendations.stage"},
		"an unknown kind of ending":            {recommendation(ended(tracker.Ending{Kind: "X"})), fault.BadArgument, "recommendations.ending.kind"},
		"an unknown audience":                  {recommendation(func(r *tracker.Recommendation) { r.Addressees[0].Audience = "X" }), fault.BadArgument, "audience"},
		"an unknown basis":                     {organisation(func(o *tracker.Organisation) { o.Citations = []tracker.Citation{{Document: "D", Basis: "X"}} }), fault.BadArgument, "citations.basis"},
		"an unknown implementation":            {followUp(func(f *tracker.FollowUp) { f.Implementation = "X" }), fault.BadArgument, "followUps.implementation"},
		"an unknown assurance":                 {followUp(func(f *tracker.FollowUp) { f.Assurance = "X" }), fault.BadArgument, "followUps.assurance"},
		"a reference of a theme":               {tracker.Batch{Themes: []tracker.Theme{{Entry: named("subject"), Name: text("T")}}}, fault.Refused, "themes.reference"},
		"a reference of an instrument":         {tracker.Batch{Instruments: []tracker.Instrument{{Entry: named("law"), Name: text("I")}}}, fault.Refused, "instruments.reference"},
		"a reference of a series of studies":   {tracker.Batch{StudySeries: []tracker.StudySeries{{Entry: named("set"), Title: text("S"), Rule: record.NoRule}}}, fault.Refused, "studySeries.reference"},
		"a reference of a series of workshops": {tracker.Batch{WorkshopSeries: []tracker.WorkshopSeries{{Entry: named("row"), Title: text("S")}}}, fault.Refused, "workshopSeries.reference"},
		"a reference of a finding":             {tracker.Batch{Findings: []tracker.Finding{{Entry: named("fact"), Kind: record.Need, Text: text("T")}}}, fault.Refused, "findings.reference"},
		"a reference of a story":               {tracker.Batch{ChangeStories: []tracker.ChangeStory{{Entry: named("tale"), Change: text("C"), Level: record.Community, Sensitivity: record.PublicThing}}}, fault.Refused, "changeStories.reference"},
		"a number in a series":                 {workshop(func(w *tracker.Workshop) { w.Series, w.Ordinal = ref("row"), 1 }), fault.Refused, "workshops.ordinal"},
		"a theme part of itself":               {tracker.Batch{Themes: []tracker.Theme{{Entry: named("self"), Name: text("T"), Parent: ref("self")}}}, fault.BadArgument, "themes.parent"},
		"an instrument part of itself":         {tracker.Batch{Instruments: []tracker.Instrument{{Entry: named("self"), Name: text("T"), Parent: ref("self")}}}, fault.BadArgument, "instruments.parent"},
		"a workshop resting on itself": {workshop(func(w *tracker.Workshop) {
			w.Entry, w.BasedOn = named("self"), []tracker.Ground{{Workshop: ref("self")}}
		}), fault.BadArgument, "basedOn"},
		"a ground twice": {workshop(func(w *tracker.Workshop) {
			w.BasedOn = []tracker.Ground{{Study: ref("enquiry")}, {Study: ref("enquiry")}}
		}), fault.BadArgument, "basedOn"},
		"a theme twice":              {workshop(func(w *tracker.Workshop) { w.Themes = []tracker.Ref{ref("subject"), ref("subject")} }), fault.BadArgument, "themes"},
		"an instrument twice":        {study(func(s *tracker.Study) { s.Instruments = []tracker.Ref{ref("law"), ref("law")} }), fault.BadArgument, "instruments"},
		"an alias twice":             {place(func(p *tracker.Place) { p.Aliases = []tracker.Alias{{Text: "N"}, {Text: "N"}} }), fault.BadArgument, "aliases"},
		"a response twice":           {workshop(func(w *tracker.Workshop) { w.RespondsTo = []tracker.Ref{ref("fact"), ref("fact")} }), fault.BadArgument, "workshops.respondsTo"},
		"a finding twice":            {recommendation(func(r *tracker.Recommendation) { r.Findings = []tracker.Ref{ref("fact"), ref("fact")} }), fault.BadArgument, "recommendations.findings"},
		"a finding's study twice":    {tracker.Batch{Findings: []tracker.Finding{{Kind: record.Need, Text: text("T"), Studies: []tracker.Ref{ref("enquiry"), ref("enquiry")}}}}, fault.BadArgument, "findings.studies"},
		"a finding's workshop twice": {tracker.Batch{Findings: []tracker.Finding{{Kind: record.Need, Text: text("T"), Workshops: []tracker.Ref{ref("gathering"), ref("gathering")}}}}, fault.BadArgument, "findings.workshops"},
		"a reported organisation twice": {study(func(s *tracker.Study) {
			s.Reported = []tracker.ReportedCount{{Measure: record.DriversReported, Organisations: []tracker.Ref{ref("council"), ref("council")}}}
		}), fault.BadArgument, "reported.organisations"},
		"an unknown rule of a series": {tracker.Batch{StudySeries: []tracker.StudySeries{{Title: text("S"), Rule: "X"}}}, fault.BadArgument, "studySeries.rule"},
		"an unknown method":           {study(func(s *tracker.Study) { s.Methods = []tracker.Method{{Kind: "X"}} }), fault.BadArgument, "studies.methods.kind"},
		"an unknown unit":             {study(func(s *tracker.Study) { s.Methods = []tracker.Method{{Kind: record.Survey, Unit: "X"}} }), fault.BadArgument, "studies.methods.unit"},
		"an unknown kind of document": {study(func(s *tracker.Study) { s.Documents = []tracker.Document{{Kind: "X", Title: text("D")}} }), fault.BadArgument, "documents.kind"},
		"an unknown measure":          {study(func(s *tracker.Study) { s.Reported = []tracker.ReportedCount{{Measure: "X"}} }), fault.BadArgument, "reported.measure"},
		"an unknown audience of a figure": {study(func(s *tracker.Study) {
			s.Reported = []tracker.ReportedCount{{Measure: record.DriversReported, Audiences: []record.Audience{"X"}}}
		}), fault.BadArgument, "reported.audiences"},
		"an unknown kind of agenda item": {workshop(func(w *tracker.Workshop) {
			w.Agenda = []tracker.AgendaItem{{Number: 1, Title: text("T"), Kind: "X"}}
		}), fault.BadArgument, "workshops.agenda.kind"},
		"an unknown role at a workshop": {workshop(func(w *tracker.Workshop) {
			w.Participations = []tracker.Participation{{Role: "X", Capacity: text("Elder")}}
		}), fault.BadArgument, "workshops.participations.role"},
		"an unknown dimension": {workshop(func(w *tracker.Workshop) {
			w.Attendance = []tracker.AttendanceCell{{Dimension: "X", Key: "k", Label: text("L")}}
		}), fault.BadArgument, "workshops.attendance.dimension"},
		"an unknown kind of outcome": {workshop(func(w *tracker.Workshop) { w.Outcomes = []tracker.Outcome{{Kind: "X", Text: text("T")}} }), fault.BadArgument, "workshops.outcomes.kind"},
		"an unknown validation":      {tracker.Batch{Validations: []tracker.Validation{{Study: ref("enquiry"), Workshop: ref("gathering"), Outcome: "X"}}}, fault.BadArgument, "validations.outcome"},
		"an unknown kind of finding": {tracker.Batch{Findings: []tracker.Finding{{Kind: "X", Text: text("T")}}}, fault.BadArgument, "findings.kind"},
		"an unknown kind of wording": {recommendation(func(r *tracker.Recommendation) { r.Wordings[0].Kind = "X" }), fault.BadArgument, "recommendations.wordings.kind"},
		"an unknown progress":        {tracker.Batch{Actions: []tracker.Action{{Recommendation: ref("mend-the-bridge"), Owner: ref("council"), Title: text("T"), Progress: "X"}}}, fault.BadArgument, "actions.progress"},
		"an unknown kind of evidence": {followUp(func(f *tracker.FollowUp) {
			f.Evidence = []tracker.Evidence{{Kind: "X", Title: text("T"), Sensitivity: record.PublicThing}}
		}), fault.BadArgument, "followUps.evidence.kind"},
		"evidence without a sensitivity": {followUp(func(f *tracker.FollowUp) {
			f.Evidence = []tracker.Evidence{{Kind: record.LinkEvidence, Title: text("T")}}
		}), fault.BadArgument, "followUps.evidence.sensitivity"},
		"an unknown level of change":    {tracker.Batch{ChangeStories: []tracker.ChangeStory{{Change: text("C"), Level: "X", Sensitivity: record.PublicThing}}}, fault.BadArgument, "changeStories.level"},
		"a story without a sensitivity": {tracker.Batch{ChangeStories: []tracker.ChangeStory{{Change: text("C"), Level: record.Community}}}, fault.BadArgument, "changeStories.sensitivity"},
		"an unknown role of an account": {tracker.Batch{Grants: []tracker.Grant{{editorOfA, "X", ref("a")}}}, fault.BadArgument, "grants.role"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.Record(t.Context(), byAdministrator, broken.batch)
			refuses(t, err, broken.code, broken.argument)
		})
	}
	h.healthy()
}
