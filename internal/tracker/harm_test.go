package tracker_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

var verifierOfA = uuid.MustParse("aaaaaaaa-0000-4000-8000-000000000004")

// sensitive records, in programme A, some of everything that is not for everybody to know, and of each the same thing for everybody beside it.
func (h house) sensitive() {
	h.Helper()
	said := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
	said.Entry, said.Note = named("seen"), text("It is being mended.")
	for _, sensitivity := range degrees {
		said.Evidence = append(said.Evidence, tracker.Evidence{
			Kind: record.MinutesEvidence, Title: text("Minutes " + string(sensitivity)), Sensitivity: sensitivity, Citations: citing("evidence " + string(sensitivity)),
		})
	}
	batch := tracker.Batch{
		Accounts: []tracker.Account{{ID: verifierOfA, Name: "Verifier of A", Grants: []tracker.Grant{{Role: record.Verifier, Programme: ref("a")}}}},
		Organisations: []tracker.Organisation{
			{Entry: named("of-restricted"), Name: text("Restricted association")}, {Entry: named("of-confidential"), Name: text("Confidential association")},
		},
		Places: []tracker.Place{{
			Entry: named("hideout"), Keeper: ref("a"), Name: text("Hideout"), Level: record.InformalArea, Within: []tracker.PlaceParent{{Place: ref("village")}},
			Sensitivity: record.ConfidentialThing, ShownAs: record.Country, Aliases: []tracker.Alias{{Text: "Den", State: record.Original}}, Codes: []tracker.Code{{Vocabulary: "OURS", Code: "7"}},
		}},
		Recommendations: []tracker.Recommendation{toCouncil("fence-the-well")},
		FollowUps:       []tracker.FollowUp{said},
	}
	gathered := tracker.Workshop{Entry: named("gathered"), Keeper: ref("a"), Kind: record.Exchange, State: record.WorkshopHeld, Place: ref("hideout")}
	made := &batch.Recommendations[0]
	for _, sensitivity := range degrees {
		degree := strings.ToLower(string(sensitivity))
		party := tracker.Party{Label: text("Proposer " + degree), Sensitivity: sensitivity}
		present := tracker.Participation{Role: record.Chair, Name: "Chair " + degree, Sensitivity: sensitivity}
		if sensitivity != record.PublicThing {
			party.Organisation, present.Organisation = ref("of-"+degree), ref("of-"+degree)
		}
		made.Proposers = append(made.Proposers, party)
		gathered.Participations = append(gathered.Participations, present)
		batch.ChangeStories = append(batch.ChangeStories, tracker.ChangeStory{
			Entry: tracker.Entry{Reference: "story-" + degree, Citations: citing("story " + degree)}, Keeper: ref("a"), Change: text("Change " + degree), Level: record.Community,
			Quote: text("Quote " + degree), Place: ref("village"), PlaceShownAs: record.Country, Sensitivity: sensitivity,
			Source: &tracker.Source{Name: "Awa " + degree, Role: text("Role " + degree), Withheld: true},
		})
	}
	made.Proposers = append(made.Proposers, tracker.Party{Label: text("Proposer confidential, unnamed"), Sensitivity: record.ConfidentialThing})
	batch.Workshops = []tracker.Workshop{gathered}
	h.record(batch)
	h.identified(editorOfA, reporterOfA, verifierOfA, editorOfB, postgres.FirstAdministrator)
}

var degrees = []record.Sensitivity{record.PublicThing, record.RestrictedThing, record.ConfidentialThing}

func citing(document string) []tracker.Citation {
	return []tracker.Citation{{Document: document, Basis: record.Stated}}
}

const everythingSensitive = `{
	followUps(filter: {reference: "seen"}) { nodes { evidence(first: 9) { totalCount nodes { id title citations { document } } } } }
	changeStories(first: 9) { totalCount nodes { id reference change quote source { id name role withheld } place { reference } exactPlace { reference } citations { document } } }
	places(first: 9) { totalCount nodes { id reference name aliases { text } } }
	recommendation(reference: "fence-the-well") { proposers { name } }
	workshop(reference: "gathered") { place { reference } exactPlace { reference } participations(first: 9) { totalCount nodes { id name } } }
	words: search(query: "minutes change den chair proposer", first: 50) { totalCount }
	byTie: recommendations(filter: {text: "association"}) { totalCount }
	byLabel: recommendations(filter: {text: "proposer confidential"}) { totalCount }
	byPresence: workshops(filter: {text: "association"}) { totalCount }
	changes(first: 200) { nodes { recordId recordKind } }
}`

// What is restricted is seen by whoever has a role where it is kept; what is confidential, by those alone who edit or verify there.
func TestWhoSeesWhatIsSensitive(t *testing.T) {
	h := newVillage(t)
	h.sensitive()
	a := h.asker()
	for name, who := range map[string]struct {
		asker     asker
		sees, not []string
	}{
		"the public":          {a, nil, []string{"RESTRICTED", "CONFIDENTIAL", "restricted", "confidential", "hideout", "Den", "Awa"}},
		"an editor elsewhere": {a.as(editorOfB), nil, []string{"RESTRICTED", "CONFIDENTIAL", "restricted", "confidential", "hideout", "Den", "Awa"}},
		"a reporter":          {a.as(reporterOfA), []string{"Minutes RESTRICTED", "story-restricted", "Restricted association", "Chair restricted"}, []string{"CONFIDENTIAL", "confidential", "hideout", "Den", "Awa"}},
		"an editor":           {a.as(editorOfA), []string{"Minutes CONFIDENTIAL", "story-confidential", "Confidential association", "Chair confidential", `"hideout"`, "Den"}, []string{"Awa"}},
		"a verifier":          {a.as(verifierOfA), []string{"Minutes CONFIDENTIAL", "story-confidential", "Confidential association", "Chair confidential", `"hideout"`, "Den"}, []string{"Awa"}},
		"an administrator":    {a.as(postgres.FirstAdministrator), []string{"Minutes CONFIDENTIAL", `"hideout"`}, []string{"Awa"}},
	} {
		answer := who.asker.post(everythingSensitive, nil)
		if len(answer.codes) > 0 {
			t.Fatalf("%s: %v %v", name, answer.codes, answer.messages)
		}
		if none := withoutSpaces(answer.data); strings.Count(none, `"byTie":{"totalCount":0},"byLabel":{"totalCount":0},"byPresence":{"totalCount":0}`) != 1 {
			t.Errorf("%s finds by what is sensitive: %s", name, none)
		}
		for _, word := range append(who.sees, "Minutes PUBLIC", "story-public", "Proposer public", "Chair public") {
			if !strings.Contains(answer.data, word) {
				t.Errorf("%s does not see %s: %s", name, word, answer.data)
			}
		}
		for _, word := range who.not {
			if strings.Contains(answer.data, word) {
				t.Errorf("%s sees %s: %s", name, word, answer.data)
			}
		}
	}
	for _, id := range h.ids("select id::text from record.closed where id is not null") {
		if strings.Contains(a.as(reporterOfA).post(everythingSensitive, nil).data, id) {
			t.Errorf("a reporter hears of %s", id)
		}
	}
	h.healthy()
	t.Run("a sensitive place is shown as a larger one, and named by nothing that would show it", func(t *testing.T) { placesThatAreSensitive(t, h, a) })
	t.Run("what is withheld is revealed to those who oversee it, and noted first", func(t *testing.T) { revealing(t, h, a) })
	t.Run("what is erased is nowhere, and the chain holds", func(t *testing.T) { erasing(t, h, a) })
	t.Run("what was done to a record is told to those who oversee it", func(t *testing.T) { auditing(t, h, a) })
}

func placesThatAreSensitive(t *testing.T, h house, a asker) {
	for who, want := range map[*asker]string{{house: h, schema: a.schema, planner: a.planner}: `null`, new(asker): `{"reference":"hideout"}`} {
		if who.planner == nil {
			*who = a.as(editorOfA)
		}
		answer := withoutSpaces(who.post(`{ workshop(reference: "gathered") { place { reference } exactPlace { reference } } }`, nil).data)
		if answer != `{"workshop":{"place":{"reference":"land"},"exactPlace":`+want+`}}` {
			t.Errorf("got %s, want the exact place to be %s", answer, want)
		}
	}
	if found := a.found("workshops", map[string]any{"place": map[string]any{"within": map[string]any{"reference": "land"}}}); !slices.Contains(found, "gathered") {
		t.Errorf("what is shown to be in the land is not found there: %v", found)
	}
	if found := a.found("workshops", map[string]any{"place": map[string]any{"within": map[string]any{"reference": "village"}}}); slices.Contains(found, "gathered") {
		t.Errorf("what is shown to be in the land is found in the village")
	}
	made := toCouncil("dig-there")
	made.Places = []tracker.Ref{ref("hideout")}
	_, err := h.Record(t.Context(), by(editorOfA), tracker.Batch{Recommendations: []tracker.Recommendation{made}})
	refuses(t, err, fault.Refused, "recommendations.0.places.0")
	_, err = h.Record(t.Context(), by(reporterOfA), tracker.Batch{Recommendations: []tracker.Recommendation{made}})
	refuses(t, err, fault.UnknownReference, "recommendations.0.places.0")
	_, err = h.Record(t.Context(), byAdministrator, tracker.Batch{Places: []tracker.Place{{Name: text("P"), Level: record.Town, Sensitivity: record.RestrictedThing}}})
	refuses(t, err, fault.BadArgument, "places.0.shownAs")
}

// sourceOf is the id of who tells a story.
func (h house) sourceOf(story string) tracker.Ref {
	h.Helper()
	return tracker.ByID(one[uuid.UUID](h, "select source_id from record.change_story where reference = $1", story))
}

func revealing(t *testing.T, h house, a asker) {
	asked := tracker.Revelation{Source: h.sourceOf("story-confidential"), Reason: "The court asks."}
	for account, code := range map[uuid.UUID]fault.Code{reporterOfA: fault.Forbidden, editorOfB: fault.UnknownReference} {
		if _, err := h.RevealSource(t.Context(), by(account), asked); fault.CodeOf(err) != code {
			t.Errorf("got %v, want %s", err, code)
		}
	}
	if _, err := h.RevealSource(t.Context(), by(editorOfB), tracker.Revelation{Source: h.sourceOf("story-public"), Reason: "Out of curiosity."}); fault.CodeOf(err) != fault.Forbidden {
		t.Errorf("an editor of another programme: %v", err)
	}
	_, err := h.RevealSource(t.Context(), by(verifierOfA), tracker.Revelation{Source: asked.Source})
	refuses(t, err, fault.BadArgument, "reason")
	if noted := one[int](h, "select count(*) from record.intervention"); noted > 0 {
		t.Errorf("%d refusals were noted as if something had been shown", noted)
	}
	request := tracker.Request{Account: verifierOfA, ID: uuid.New()}
	for range 2 { // the same request again is the same answer, and is noted once
		receipt, err := h.RevealSource(t.Context(), request, asked)
		if err != nil {
			t.Fatal(err)
		}
		if name, is := receipt.Told["name"].(*string); !is || name == nil || *name != "Awa confidential" {
			t.Errorf("what is told is %v", receipt.Told)
		}
	}
	told := a.as(editorOfA).post(auditOf("src_"+asked.Source.ID.String()), nil).data
	for _, word := range []string{`"REVEAL_SOURCE"`, "Verifier of A", "The court asks.", `"REVEALED"`} {
		if strings.Count(told, word) != 1 {
			t.Errorf("%s is told %d times: %s", word, strings.Count(told, word), told)
		}
	}
	story := one[string](h, "select 'sto_' || id from record.change_story where reference = 'story-confidential'")
	if told := a.as(editorOfA).post(auditOf(story), nil).data; !strings.Contains(told, "The court asks.") {
		t.Errorf("what was revealed of who tells a story is not told of the story: %s", told)
	}
	// Not even the clerk's own login reads it: it is shown where the ledger tells that it was.
	if err := h.suivi.Clerk().QueryRow(t.Context(), "select name from confidential_source").Scan(new(string)); err == nil || !strings.Contains(err.Error(), "42501") {
		t.Errorf("the clerk reads what is confidential: %v", err)
	}
	h.healthy()
}

func auditOf(id string) string {
	return `{ audit(record: "` + id + `", first: 50) { totalCount nodes { recordedAt account command requestId reason changes { noun recordId how field old new } } } }`
}

func erasing(t *testing.T, h house, a asker) {
	request := tracker.Request{Account: editorOfA, ID: uuid.New()}
	batch := tracker.Batch{ChangeStories: []tracker.ChangeStory{{
		Entry: named("regretted"), Keeper: ref("a"), Change: text("Fatoumata unmistakably left."), Quote: text("Unmistakably mine."), Level: record.Individual,
		Sensitivity: record.PublicThing, Source: &tracker.Source{Name: "Fatoumata Unmistakable"},
	}}}
	if _, err := h.Record(t.Context(), request, batch); err != nil {
		t.Fatal(err)
	}
	phone := h.newPhone(nil)
	phone.catchUp()
	story, source := tracker.ByID(one[uuid.UUID](h, "select id from record.change_story where reference = 'regretted'")), h.sourceOf("regretted")
	for account, code := range map[uuid.UUID]fault.Code{reporterOfA: fault.Forbidden, verifierOfA: fault.Forbidden, editorOfB: fault.Forbidden} {
		if _, err := h.Erase(t.Context(), by(account), tracker.Erasure{Record: story, Reason: "I may."}); fault.CodeOf(err) != code {
			t.Errorf("%s: %v, want %s", account, err, code)
		}
	}
	hidden := tracker.ByID(one[uuid.UUID](h, "select id from record.change_story where reference = 'story-restricted'"))
	_, err := h.Erase(t.Context(), by(editorOfB), tracker.Erasure{Record: hidden, Reason: "I may."})
	refuses(t, err, fault.UnknownReference, "record")
	_, err = h.Erase(t.Context(), by(editorOfA), tracker.Erasure{Record: story, Fields: []string{"level"}, Reason: "She asks."})
	refuses(t, err, fault.Refused, "fields")
	for _, erasure := range []tracker.Erasure{
		{Record: story, Fields: []string{"quote"}, Reason: "She asks."},
		{Record: story, Reason: "She asks again."},
		{Record: source, Reason: "She asks."},
		{Record: h.sourceOf("story-restricted"), Reason: "She asks."},
	} {
		if _, err := h.Erase(t.Context(), by(editorOfA), erasure); err != nil {
			t.Fatal(err)
		}
		h.healthy()
	}
	_, err = h.Erase(t.Context(), by(editorOfA), tracker.Erasure{Record: h.sourceOf("story-restricted"), Fields: []string{"name"}, Reason: "She asks."})
	refuses(t, err, fault.Refused, "fields")

	answer := a.post(`{ changeStories(filter: {reference: "regretted"}) { nodes { change quote source { name } } } search(query: "unmistakable fatoumata") { totalCount } }`, nil)
	if withoutSpaces(answer.data) != `{"changeStories":{"nodes":[{"change":"erased","quote":"erased","source":{"name":"erased"}}]},"search":{"totalCount":0}}` {
		t.Error(answer.data)
	}
	for _, where := range everyText(h) {
		if strings.Contains(strings.ToLower(where.text), "unmistakabl") || strings.Contains(strings.ToLower(where.text), "fatoumata") || strings.Contains(where.text, "Awa restricted") {
			t.Errorf("%s still holds it: %s", where.of, where.text)
		}
	}
	if phone.catchUp(); !strings.Contains(phone.copy["sto_"+story.ID.String()], "erased") {
		t.Errorf("whoever keeps a copy is not told: %s", phone.copy["sto_"+story.ID.String()])
	}
	// Whoever guesses what was given cannot tell from the ledger whether they are right; and the request that gave it is answered as before.
	if left := one[int](h, `select count(*) from record.input_salt s join record.audit_entry e using (command_id) where e.request_id = $1`, request.ID); left > 0 {
		t.Error("a guess can be confirmed by the ledger")
	}
	receipt, err := h.Record(t.Context(), request, batch)
	if err != nil || !receipt.Repeated {
		t.Errorf("sent again, the request is answered %+v, %v", receipt, err)
	}
}

// somewhere is a text of the database's and where it stands.
type somewhere struct{ of, text string }

// everyText is all that the tables of the record hold, as text.
func everyText(h house) (found []somewhere) {
	h.Helper()
	for _, table := range h.column("select c.relname from pg_class c where c.relnamespace = 'record'::regnamespace and c.relkind = 'r'") {
		for _, row := range h.column(`select t::text from record.` + table + ` t`) {
			found = append(found, somewhere{table, row})
		}
	}
	return found
}

func auditing(t *testing.T, h house, a asker) {
	h.record(tracker.Batch{Studies: []tracker.Study{{
		Entry: tracker.Entry{Reference: "wells", Citations: citing("The wells")}, Keeper: ref("a"), Title: text("Wells"), Kind: record.NeedsStudy, Stage: record.StudyDrafted,
		Disclosure: record.Announced,
	}}})
	request := tracker.Request{Account: editorOfA, ID: uuid.New()}
	if _, err := h.Disclose(t.Context(), request, ref("wells"), record.Open); err != nil {
		t.Fatal(err)
	}
	id := one[string](h, "select 'std_' || id from record.study where reference = 'wells'")
	for name, who := range map[string]asker{"the public": a, "a reporter": a.as(reporterOfA), "an editor elsewhere": a.as(editorOfB)} {
		if answer := who.post(auditOf(id), nil); withoutSpaces(answer.data) != `{"audit":{"totalCount":0,"nodes":[]}}` {
			t.Errorf("%s: %v %s", name, answer.messages, answer.data)
		}
	}
	for name, who := range map[string]asker{"an editor": a.as(editorOfA), "a verifier": a.as(verifierOfA), "an administrator": a.as(postgres.FirstAdministrator)} {
		answer := who.post(auditOf(id), nil)
		var told struct {
			Audit struct {
				TotalCount int
				Nodes      []struct {
					Account, Command string
					RequestID        *string
					Changes          []struct {
						Noun, How            string
						RecordID, Field, Old *string
						New                  *string
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(answer.data), &told); err != nil || told.Audit.TotalCount != 2 {
			t.Fatalf("%s: %v %s", name, answer.messages, answer.data)
		}
		last, first := told.Audit.Nodes[0], told.Audit.Nodes[1]
		if last.Account != "Editor of A" || last.Command != "DISCLOSE" || last.RequestID == nil || *last.RequestID != request.ID.String() || len(last.Changes) != 1 {
			t.Fatalf("%s: %s", name, answer.data)
		}
		if change := last.Changes[0]; change.How != "CHANGED" || *change.RecordID != id || *change.Field != "disclosure" || *change.Old != "ANNOUNCED" || *change.New != "OPEN" {
			t.Errorf("%s: %s", name, answer.data)
		}
		if len(first.Changes) != 2 || first.RequestID != nil || first.Changes[0].Noun != "CITATION" || first.Changes[1].Noun != "STUDY" || first.Changes[1].How != "ADDED" {
			t.Errorf("%s: %s", name, answer.data)
		}
	}
	// Of what is about persons it is told that it was changed, and not what it was.
	if told := h.ids("select fields::text from record.revision where noun = 'change_story'"); len(told) == 0 || strings.Contains(strings.Join(told, ""), "old") {
		t.Errorf("what was changed of stories: %v", told)
	}
}

func TestEveryColumnThatCommandsMayChangeIsNotedWhenTheyDo(t *testing.T) {
	h := newHouse(t)
	for _, column := range h.column(`select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
		where c.relnamespace = 'record'::regnamespace and c.relkind = 'r' and a.attnum > 0 and has_column_privilege('suivi_clerk', c.oid, a.attnum, 'UPDATE')
		and a.attname not in ('version', 'command_id', 'position', 'ended_by') and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'revised'
			and a.attnum = any (t.tgattr) and position(a.attname || '\000' in encode(t.tgargs, 'escape')) > 0)`) {
		t.Errorf("%s can be changed, and nothing tells of it: call record.note_revisions at the end of the migration", column)
	}
}

// An input is in the ledger as a digest that only its salt can confirm, and what the ledger says of who asked for what is in the chain.
func TestTheChainHoldsWhoAskedForWhat(t *testing.T) {
	h := newVillage(t)
	request := tracker.Request{Account: editorOfA, ID: uuid.New()}
	if _, err := h.Record(t.Context(), request, gathering("a")); err != nil {
		t.Fatal(err)
	}
	if salts := one[int](h, "select count(distinct salt) from record.input_salt"); salts != one[int](h, "select count(*) from record.audit_entry where input_digest is not null") {
		t.Errorf("%d salts", salts)
	}
	for _, forged := range []string{"request_id = gen_random_uuid()", `input_digest = '\x00'`, "record_id = gen_random_uuid()", "kind = 'OTHER'"} {
		tx, err := h.owner.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var wrong int
		_, err = tx.Exec(t.Context(), "update record.audit_entry set "+forged+" where request_id = $1", request.ID)
		if err == nil {
			err = tx.QueryRow(t.Context(), `select count(*) from record.audit_entry e where e.digest <> record.audit_digest(e.previous_digest, e.position,
				e.recorded_at, e.account_id, e.command_id, e.kind, e.record_id, e.request_id, e.input_digest, e.changes)`).Scan(&wrong)
		}
		if err != nil || wrong != 1 {
			t.Errorf("%s: %d entries are found wrong, %v", forged, wrong, err)
		}
		if err := tx.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
