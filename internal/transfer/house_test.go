package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/auth"
	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/files"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
	"github.com/suivi-project/suivi/internal/transfer"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

var (
	editorOfA       = uuid.MustParse("aaaaaaaa-0000-4000-8000-000000000001")
	editorOfB       = uuid.MustParse("bbbbbbbb-0000-4000-8000-000000000002")
	readerOfA       = uuid.MustParse("aaaaaaaa-0000-4000-8000-000000000003")
	byAdministrator = postgres.FirstAdministrator
	nobody          = uuid.MustParse("cccccccc-0000-4000-8000-000000000004")
)

// house is a record of two programmes with their accounts, the folder that its files are in, and the server that they are sent to.
type house struct {
	*testing.T
	*tracker.Tracker
	suivi  *pgtest.Suivi
	folder string
	url    string
	tokens map[uuid.UUID]string
	log    *bytes.Buffer // read it when nothing is under way
}

func newHouse(t *testing.T) house {
	t.Helper()
	suivi := pgtest.New(t, postgres.Options{Connections: 10})
	if err := postgres.MakeFirstAdministrator(t.Context(), suivi.OwnerURL); err != nil {
		t.Fatal(err)
	}
	h := house{T: t, Tracker: tracker.New(suivi.Database), suivi: suivi, folder: t.TempDir(), tokens: map[uuid.UUID]string{}, log: &bytes.Buffer{}}
	store, err := files.Open(t.Context(), "file://"+h.folder)
	if err != nil {
		t.Fatal(err)
	}
	h.url = h.serve(transfer.Options{Store: store, Longest: 100_000})
	account := func(id uuid.UUID, name string, grants ...tracker.Grant) tracker.Account {
		return tracker.Account{ID: id, Name: name, Grants: grants}
	}
	a, b := tracker.ByReference("a"), tracker.ByReference("b")
	h.record(postgres.FirstAdministrator, tracker.Batch{
		Organisations: []tracker.Organisation{{Entry: tracker.Entry{Reference: "council"}, Name: text("Council")}, {Entry: tracker.Entry{Reference: "watchers"}, Name: text("Watchers")}},
		Programmes:    []tracker.Programme{{Entry: tracker.Entry{Reference: "a"}, Title: text("A")}, {Entry: tracker.Entry{Reference: "b"}, Title: text("B")}},
		Accounts: []tracker.Account{
			account(editorOfA, "Editor of A", tracker.Grant{Role: record.Editor, Programme: a}), account(editorOfB, "Editor of B", tracker.Grant{Role: record.Editor, Programme: b}),
			account(readerOfA, "Verifier of A", tracker.Grant{Role: record.Verifier, Programme: a}), account(nobody, "Nobody"),
		},
		Recommendations: []tracker.Recommendation{{
			Entry: tracker.Entry{Reference: "mend"}, Keeper: a, Stage: record.Published,
			Wordings:   []tracker.Wording{{Kind: record.FinalWording, Text: text("Mend the bridge.")}},
			Addressees: []tracker.Addressee{{Party: tracker.Party{Organisation: tracker.ByReference("council")}, Lead: true}},
		}},
	})
	for _, account := range []uuid.UUID{postgres.FirstAdministrator, editorOfA, editorOfB, readerOfA, nobody} {
		token, digest := auth.NewToken()
		given := tracker.Token{Account: account, Name: "a token", Expires: time.Now().Add(time.Hour), Digest: digest}
		if _, _, err := h.CreateToken(t.Context(), tracker.Request{Account: postgres.FirstAdministrator}, given); err != nil {
			t.Fatal(err)
		}
		h.tokens[account] = token
	}
	return h
}

// serve serves files of this house, with other options.
func (h house) serve(options transfer.Options) (url string) {
	options.Door, options.Tracker, options.Record = auth.NewDoor(h.suivi.Database, nil), h.Tracker, h.suivi.Database
	options.Log = slog.New(slog.NewTextHandler(h.log, nil))
	server := httptest.NewServer(transfer.New(options))
	h.Cleanup(server.Close)
	return server.URL
}

func text(english string) record.Text {
	return record.Text{"en": {Text: english, State: record.Original}}
}

func (h house) record(account uuid.UUID, batch tracker.Batch) {
	h.Helper()
	if _, err := h.Record(h.Context(), tracker.Request{Account: account}, batch); err != nil {
		h.Fatal(err)
	}
}

// promise keeps one promise in the house.
func (h house) promise(name string, keep func(house)) {
	h.Run(name, func(t *testing.T) {
		h.T = t
		keep(h)
	})
}

// answer is what comes back.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends a request as an account; as nobody in particular where that is the nil UUID. Headers come in pairs.
func (h house) ask(account uuid.UUID, method, path string, body io.Reader, headers ...string) answer {
	h.Helper()
	request, err := http.NewRequestWithContext(h.Context(), method, h.url+path, body)
	if err != nil {
		h.Fatal(err)
	}
	if account != uuid.Nil {
		request.Header.Set("Authorization", "Bearer "+h.tokens[account])
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := new(http.Client).Do(request)
	if err != nil {
		h.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		h.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(read)}
}

// refused checks that something is refused with a code, in words.
func (h house) refused(name string, got answer, status int, code fault.Code) {
	h.Helper()
	var told struct {
		Status        int
		Code          fault.Code
		Message, File string
	}
	err := json.Unmarshal([]byte(got.body), &told)
	if err != nil || got.status != status || told.Status != status || told.Code != code || len(told.Message) < 15 || told.File != "" ||
		got.header.Get("Content-Type") != "application/problem+json" || !strings.Contains(got.header.Get("Cache-Control"), "no-store") {
		h.Errorf("%s: %+v, %v; want %d and %s", name, got, err, status, code)
	}
}

// sent is a file that was sent and taken.
type sent struct {
	File, SHA256, MediaType string
	Size                    int64
}

func (h house) send(account uuid.UUID, content string) sent {
	h.Helper()
	got := h.ask(account, http.MethodPost, "/evidence", strings.NewReader(content))
	var taken sent
	if err := json.Unmarshal([]byte(got.body), &taken); err != nil || got.status != http.StatusCreated && got.status != http.StatusOK {
		h.Fatalf("%+v, %v", got, err)
	}
	return taken
}

func (s sent) ref(t testing.TB) tracker.Ref {
	t.Helper()
	kind, id, is := record.ParsePublicID(s.File)
	if !is || kind != "EvidenceFile" {
		t.Fatalf("%q is no id of a file", s.File)
	}
	return tracker.ByID(id)
}

// proof is a follow-up with a file as evidence, and where that is to be had.
func proof(file tracker.Ref, sensitivity record.Sensitivity, accepted bool) (tracker.FollowUp, string) {
	id := uuid.New()
	return tracker.FollowUp{
		Recommendation: tracker.ByReference("mend"), AsOf: record.Day(2024, 5, 1), Implementation: record.InProgress, Assurance: record.Reported,
		StatedBy: tracker.Source{Organisation: tracker.ByReference("watchers")}, Accepted: accepted,
		Evidence: []tracker.Evidence{{ID: id, Kind: record.DocumentEvidence, Title: text("Minutes"), File: file, Sensitivity: sensitivity}},
	}, "/evidence/" + record.PublicID("Evidence", id)
}

// shows records a file as evidence, and answers with where it is to be had.
func (h house) shows(file sent, sensitivity record.Sensitivity, accepted bool) string {
	h.Helper()
	said, path := proof(file.ref(h), sensitivity, accepted)
	h.record(editorOfA, tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	return path
}

// healthy checks that what is stored is what is derived.
func (h house) healthy() {
	h.Helper()
	complaints, err := postgres.Doctor(context.Background(), h.suivi.OwnerURL)
	if err != nil || len(complaints) > 0 {
		h.Errorf("not so: %v, %v", complaints, err)
	}
}
