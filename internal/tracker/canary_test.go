package tracker_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/graph"
	"github.com/suivi-project/suivi/internal/auth"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// needle is what every canary begins with that the catalogue finds a place for. It stands nowhere else.
const needle = "zqcanary"

// Tables that hold a row for each of others, or what is derived from them, and no words of their own; the words of search are derived anew.
var wordless = []string{"entry", "change", "search_text", "search_word", "part", "ledger_head"}

// Tables without a column that says who sees a row: nobody sees any, but by functions that ask who does.
var nobodys = []string{"audit_entry", "revision", "input_salt", "shown_otherwise"}

// Nouns whose rows everybody sees as soon as they are recorded, with what hangs on them: there is nothing private in them to look for.
var everybodys = []string{
	"organisation", "organisation_successor", "theme", "instrument", "programme", "programme_organisation", "target", "study_series", "workshop_series",
	"workshop", "agenda_item", "attendance_cell", "outcome",
}

// private records something of everything that not everybody sees, kept by programme A or by nobody.
func (h house) private() {
	h.Helper()
	h.announcing()
	h.sensitive()
	h.record(withheld(h))
	submitted := h.said("mend-the-bridge", "2024-02-01", record.NotStarted)
	submitted.Entry, submitted.Accepted, submitted.Note = named("unaccepted"), false, text("Not yet.")
	count := record.Quantity{Kind: record.Exact, Value: new(float64), Words: text("None")}
	ended := toCouncil("ended")
	ended.Study, ended.Stage, ended.Ending = ref("wells"), record.Ended, &tracker.Ending{Kind: record.NoLongerApplicable, Reason: text("Dry.")}
	h.record(tracker.Batch{
		FollowUps: []tracker.FollowUp{submitted}, Recommendations: []tracker.Recommendation{ended},
		Studies: []tracker.Study{{
			Entry: named("unannounced"), Keeper: ref("a"), Title: text("Unannounced"), Aims: text("Aims"), Kind: record.NeedsStudy, Stage: record.StudyDrafted,
			Disclosure: record.Private, BasedOn: []tracker.Ground{{Study: ref("wells")}}, Experts: []tracker.Source{{Name: "Expert", Role: text("Role")}}, Groups: []tracker.Group{{Name: text("Group")}},
			Methods:   []tracker.Method{{Kind: record.Interviews, Quantity: count}},
			Reported:  []tracker.ReportedCount{{Measure: record.InterviewsReported, Quantity: count}},
			Documents: []tracker.Document{{Kind: record.Report, Title: text("Document"), URL: "https://example.org/report"}},
		}},
	})
	validated := tracker.Validation{Study: ref("unannounced"), Workshop: ref("hearing"), Outcome: record.ValidatedWithAmendments, Amendments: text("Amendments")}
	h.record(tracker.Batch{Validations: []tracker.Validation{validated}})
	if _, err := h.owner.Exec(h.Context(), `insert into record.evidence_file (id, command_id, account_id, sha256, size, media_type)
		values (gen_random_uuid(), gen_random_uuid(), $1, sha256('a file'), 6, 'text/plain')`, editorOfA); err != nil {
		h.Fatal(err)
	}
	for name, do := range map[string]func() (tracker.Receipt, error){
		"returned": func() (tracker.Receipt, error) {
			return h.Decide(h.Context(), by(editorOfA), tracker.Decision{FollowUp: ref("unaccepted"), State: record.FollowUpReturned, Reason: text("Reason")})
		},
		"revealed": func() (tracker.Receipt, error) {
			return h.RevealSource(h.Context(), by(verifierOfA), tracker.Revelation{Source: h.sourceOf("story-confidential"), Reason: "Because"})
		},
		"given a token": func() (tracker.Receipt, error) {
			_, receipt, err := h.CreateToken(h.Context(), byAdministrator, tracker.Token{
				Account: editorOfA, Name: "Laptop", Expires: time.Now().Add(time.Hour), Digest: auth.DigestOf("a token"),
			})
			return receipt, err
		},
	} {
		if _, err := do(); err != nil {
			h.Fatalf("%s: %v", name, err)
		}
	}
}

// column is a column of the record that can hold words.
type column struct{ table, name, typ, visible string }

func (h house) columns() (found []column) {
	h.Helper()
	rows, err := h.owner.Query(h.Context(), `select c.relname, a.attname, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null), record.has_column(c.relname, 'visibility')::text
		from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
		where c.relnamespace = 'record'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
		and a.attgenerated = '' and a.attname <> 'visibility' and format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) in ('text', 'character varying', 'jsonb', 'json', 'text[]')
		order by 1, 2`)
	if err != nil {
		h.Fatal(err)
	}
	found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c column, err error) {
		return c, row.Scan(&c.table, &c.name, &c.typ, &c.visible)
	})
	if err != nil {
		h.Fatal(err)
	}
	return found
}

// hiddenFrom says which rows of a table a stranger does not see: the stranger's own are theirs.
func hiddenFrom(table string, shown bool) string {
	if !shown {
		return "true"
	}
	own := fmt.Sprintf("coalesce(to_jsonb(t) ->> 'account_id', case when '%s' = 'account' then t.id::text end) is distinct from '%s'", table, editorOfB)
	return "t.visibility = 'DESK' and t.keeper_id is distinct from (select id from record.programme where reference = 'b') and " + own
}

// plant puts a canary into every column that can hold words, of every row that strangers do not see, and answers with one word of each column.
func (h house) plant() (planted map[string]string) {
	h.Helper()
	planted = map[string]string{}
	for i, column := range h.columns() {
		if slices.Contains(wordless, column.table) {
			continue
		}
		if column.visible == "false" && !slices.Contains(nobodys, column.table) {
			h.Errorf("who sees the rows of %s? Nothing in them says it", column.table)
		}
		rows := one[int](h, "select count(*) from record."+column.table+" t where "+hiddenFrom(column.table, column.visible == "true"))
		if rows == 0 {
			if !slices.Contains(everybodys, column.table) {
				h.Errorf("no row of %s is private: record one, so that it is looked for", column.table)
			}
			continue
		}
		if word := fmt.Sprintf("%s%c%c", needle, 'a'+i/26, 'a'+i%26); h.plantIn(column, word) {
			planted[column.table+"."+column.name] = word + "h" // in the first of its rows
		}
	}
	if _, err := h.owner.Exec(h.Context(), "select record.store_search(n, array(select id from record.entry where noun = n)) from unnest(record.search_nouns()) n"); err != nil {
		h.Fatal(err)
	}
	return planted
}

// plantIn plants a word in one column. One that holds nothing but words of a list is left as it is.
func (h house) plantIn(column column, word string) bool {
	h.Helper()
	each := "('" + word + "' || translate(n.row::text, '0123456789', 'ghijklmnop'))"
	ways := map[string][]string{
		"text": {each, "('https://' || " + each + " || '.example')"}, "character varying": {each}, "text[]": {"array[" + each + "]"},
		"jsonb": {"jsonb_build_object('en', jsonb_build_object('text', " + each + ", 'state', 'ORIGINAL', 'old', " + each + ", 'new', " + each + "))"},
	}[column.typ]
	var refused *pgconn.PgError
	for _, among := range []string{"true", "t." + column.name + " is not null"} { // some hold words under conditions
		for _, value := range ways {
			done, err := h.owner.Exec(h.Context(), fmt.Sprintf(`with n as (select t.ctid as at, row_number() over () as row from record.%[1]s t where %[2]s and %[5]s)
				update record.%[1]s t set %[3]s = %[4]s from n where t.ctid = n.at`,
				column.table, hiddenFrom(column.table, column.visible == "true"), pgx.Identifier{column.name}.Sanitize(), value, among))
			if err == nil && done.RowsAffected() > 0 {
				return true
			}
			if err != nil && !errors.As(err, &refused) {
				h.Fatal(err)
			}
		}
	}
	if !one[bool](h, `select exists (select from pg_constraint c join pg_attribute a on a.attrelid = ('record.' || $1::text)::regclass and a.attname = $2
		where (c.conrelid = a.attrelid and a.attnum = any (c.conkey) or c.contypid = a.atttypid) and pg_get_constraintdef(c.oid) ~ 'ARRAY|~')`, column.table, column.name) {
		h.Errorf("nothing could be planted in %s.%s: %v", column.table, column.name, refused)
	}
	return false
}

// traces are what could tell of a row that strangers do not see, besides its words: its id, and digests.
func (h house) traces() map[string]string {
	h.Helper()
	traces := map[string]string{}
	for _, found := range h.column(`select c.relname || '.' || a.attname || '.' || format_type(a.atttypid, null) || '.' || record.has_column(c.relname, 'visibility')
		from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'record'::regnamespace and c.relkind = 'r' and a.attnum > 0
		and (a.attname = 'id' and record.has_column(c.relname, 'visibility') or format_type(a.atttypid, null) = 'bytea')`) {
		parts := strings.Split(found, ".")
		value := "t." + parts[1] + "::text"
		if parts[2] == "bytea" {
			value = "encode(t." + parts[1] + ", 'hex')"
		}
		for _, trace := range h.column("select " + value + " from record." + parts[0] + " t where t." + parts[1] + " is not null and " + hiddenFrom(parts[0], parts[3] == "true")) {
			traces[trace] = parts[0]
		}
	}
	return traces
}

var needleForm = regexp.MustCompile(needle + `[a-z]+`)

var traceForm = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,}`)

// tellsNothing looks through what is answered to a question, or written somewhere, for canaries and traces, but those that the asker gave.
func (h house) tellsNothing(where, asked, said string, traces map[string]string) {
	h.Helper()
	for _, given := range append(traceForm.FindAllString(asked, -1), needleForm.FindAllString(asked, -1)...) {
		said = strings.ReplaceAll(said, given, "")
	}
	if at := strings.Index(said, needle); at >= 0 {
		h.Errorf("%s tells of what is private: …%s", where, said[max(0, at-200):min(len(said), at+100)])
	}
	for _, found := range traceForm.FindAllString(said, -1) {
		if table, is := traces[found]; is {
			h.Errorf("%s tells of a row of %s that is private: %s", where, table, found)
			return
		}
	}
}

// TestNoSurfaceTellsOfAnythingPrivate plants canaries in all that is private and looks for them on every surface that the schema has: what is added to the
// tables or to the schema joins it. A surface that the schema does not know joins it at the end.
func TestNoSurfaceTellsOfAnythingPrivate(t *testing.T) {
	h := newVillage(t)
	h.private()
	a := h.asker()
	e := a.asksForEverything()
	e.words = []string{"reference-of-nobody"}
	questions := e.questions()
	before := a.answers(questions)
	planted := h.plant()
	if len(planted) < 55 {
		t.Errorf("canaries were planted in %d columns: this test cannot tell much", len(planted))
	}
	traces := h.traces()

	// What is private changes no answer: no count, no facet, no order, no hit; and stands in none.
	after, stranger := a.answers(questions), a.as(editorOfB).answers(questions)
	delete(stranger, "viewer 0") // who sees themselves
	differ(t, "with canaries", before, after)
	differ(t, "by a stranger who has signed in", stranger, after)
	for name, question := range questions {
		for who, answered := range map[string]reply{"the public": after[name], "a stranger": stranger[name]} {
			h.tellsNothing(who+": "+name, question, answered.data+strings.Join(answered.messages, " "), traces)
		}
	}
	// At another day and time neither.
	clocked := e
	clocked.clocks = map[string]string{"asOf": `"2024-04-30"`, "knownAt": one[string](h, `select to_json(suivi.instant(recorded_at))::text from record.ledger_head`)}
	for name, question := range clocked.questions() {
		if strings.Contains(question, "knownAt:") {
			answered := a.as(editorOfB).post(question, nil)
			h.tellsNothing("at another time, "+name, question, answered.data+strings.Join(answered.messages, " "), traces)
		}
	}
	for column, word := range planted {
		for who, asker := range map[string]asker{"the public": a, "a stranger": a.as(editorOfB)} {
			if answered := withoutSpaces(asker.post(`{ search(query: "`+word+`") { totalCount } }`, nil).data); answered != `{"search":{"totalCount":0}}` {
				t.Errorf("%s finds something by what stands in %s: %s", who, column, answered)
			}
		}
	}
	h.asksByCanaries(a, e, traces)
	h.overHTTP(a, e, traces)
}

// asksByCanaries asks for everything by a word that stands in what is private, and by one that stands nowhere: nobody can tell which is which.
func (h house) asksByCanaries(a asker, e curious, traces map[string]string) {
	h.Helper()
	reference := one[string](h, "select reference from record.recommendation where reference like $1 limit 1", needle+"%")
	nowhere := strings.Repeat("m", len(reference)-len(needle))
	asking := func(word string) map[string]string {
		by := e
		by.words, by.ids, by.places = []string{word}, nil, []string{word}
		asked := by.questions()
		for _, root := range by.roots() {
			if argument := root.Arguments.ForName("filter"); argument != nil {
				input := by.schema.Types[argument.Type.Name()]
				for i, filter := range append(by.filters(input, false), by.named(input)...) {
					asked[fmt.Sprintf("%s filtered %d", root.Name, i)] = "{ " + root.Name + "(filter: " + filter + ") { " + by.plain(by.schema.Types[root.Type.Name()]) + " } }"
				}
			}
		}
		maps.DeleteFunc(asked, func(_, question string) bool { return !strings.Contains(question, word) })
		return asked
	}
	byCanary, byNothing := asking(reference), asking(needle+nowhere)
	if len(byCanary) < 20 {
		h.Errorf("only %d questions were asked by a canary", len(byCanary))
	}
	none, found := a.answers(byNothing), a.answers(byCanary)
	differ(h.T, "by a canary and by a word that is nowhere", none, found)
	for name, answered := range found {
		h.tellsNothing("by a canary: "+name, byCanary[name], answered.data+strings.Join(answered.messages, " "), traces)
	}
}

// overHTTP asks for what is private, and tries to write to it, over HTTP, and looks through what is answered, headers and all, and through the log.
func (h house) overHTTP(a asker, e curious, traces map[string]string) {
	h.Helper()
	token, digest := auth.NewToken()
	if _, _, err := h.CreateToken(h.Context(), byAdministrator, tracker.Token{Account: editorOfB, Name: "T", Expires: time.Now().Add(time.Hour), Digest: digest}); err != nil {
		h.Fatal(err)
	}
	var logged bytes.Buffer
	front := graph.New(graph.Options{
		Planner: a.planner, Tracker: h.Tracker, Door: auth.NewDoor(h.suivi.Database, nil),
		Log: slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	for name, query := range e.attempts(e.hiddenIDs(h)) {
		for _, with := range []string{"", "Bearer " + token} {
			body, err := json.Marshal(map[string]any{"query": query})
			if err != nil {
				h.Fatal(err)
			}
			request := httptest.NewRequestWithContext(h.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
			request.Header.Set("Content-Type", "application/json")
			if with != "" {
				request.Header.Set("Authorization", with)
			}
			answer := httptest.NewRecorder()
			front.ServeHTTP(answer, request)
			if with != "" && answer.Code == http.StatusUnauthorized || answer.Code >= 500 || strings.Contains(answer.Body.String(), "INTERNAL") || strings.Contains(answer.Body.String(), "VALIDATION_FAILED") {
				h.Errorf("%s: %d %s\n%s", name, answer.Code, answer.Body, query)
			}
			h.tellsNothing("over HTTP, "+name, query, answer.Body.String()+fmt.Sprint(answer.Header()), traces)
		}
	}
	h.tellsNothing("the log", "", logged.String(), traces)
}

// hiddenIDs are the public ids of records that strangers do not see, one of each kind, by the names that an input gives them: study, studies.
func (e curious) hiddenIDs(h house) map[string]string {
	found := map[string]string{}
	for kind, prefix := range e.prefixes {
		table := postgres.Naming.TableName(kind)
		if kind == "Change" {
			continue
		}
		for _, id := range h.column("select t.id::text from record." + table + " t where " + hiddenFrom(table, true) + " order by t.id limit 1") {
			name := strings.ToLower(kind[:1]) + kind[1:]
			found[name], found[name+"s"], found[strings.TrimSuffix(name, "y")+"ies"] = prefix+"_"+id, prefix+"_"+id, prefix+"_"+id
		}
	}
	return found
}

// attempts are mutations, each with no more than it needs, that name what strangers do not see.
func (e curious) attempts(hidden map[string]string) map[string]string {
	made := map[string]string{}
	for _, mutation := range e.schema.Mutation.Fields {
		payload := e.schema.Types[mutation.Type.Name()]
		input := e.schema.Types[mutation.Arguments.ForName("input").Type.Name()]
		for _, other := range append([]string{"source"}, names(payload.Fields)...) { // what else is named is of the kind of what is made
			if hidden[other] != "" {
				made[mutation.Name+" "+other] = "mutation { " + mutation.Name + "(input: " + e.needed(input, hidden, hidden[other]) + ") { problems { code message field } " + e.plain(payload) + " } }"
			}
		}
	}
	return made
}

func names(fields ast.FieldList) (names []string) {
	for _, field := range fields {
		names = append(names, field.Name)
	}
	return names
}

// needed is an input with no more than it needs, and with whatever names a record.
func (e curious) needed(def *ast.Definition, hidden map[string]string, other string) string {
	var parts []string
	for _, field := range def.Fields {
		names := field.Type.Name() == "ID" && field.Name != "keeper"
		if !names && (!field.Type.NonNull || field.DefaultValue != nil) {
			continue
		}
		inner := e.schema.Types[field.Type.Name()]
		value := map[string]string{
			"ID": `"` + cmp.Or(hidden[field.Name], other) + `"`, "String": `"` + strings.ToLower(field.Name) + `"`, "Date": `"2024-01-01"`, "DateTime": `"2024-01-01T00:00:00Z"`, "Int": "1", "Float": "1",
			"Boolean": "true", "LanguageTag": `"en"`, "UUID": `"0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11"`,
		}[inner.Name]
		switch inner.Kind {
		case ast.Enum:
			value = inner.EnumValues[len(inner.EnumValues)-1].Name
		case ast.InputObject:
			value = e.needed(inner, hidden, other)
		default: // a scalar, as above
		}
		parts = append(parts, field.Name+": "+value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
