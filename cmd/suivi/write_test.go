package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/pgembed"
)

// asCommand is set for a process of this test that is to be suivi itself.
const asCommand = "SUIVI_TEST_IS_A_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(run(context.Background(), os.Args[1:], environment{Lookup: os.LookupEnv, Out: os.Stdout, Err: os.Stderr}))
	}
	os.Exit(m.Run())
}

// submission is what somebody sends who reports on a recommendation of the demo, under a request id.
func submission(request uuid.UUID, url string) map[string]any {
	return map[string]any{"input": map[string]any{
		"requestId": request.String(), "recommendation": "upr-mali-2013-111-30", "addressee": nil, "asOf": "2022-12-14",
		"implementation": "IN_PROGRESS", "note": map[string]any{"language": "fr", "text": "Une loi est en discussion."}, "reason": nil,
		"evidence": []any{map[string]any{
			"kind": "MINUTES", "title": map[string]any{"language": "fr", "text": "Procès-verbal"}, "url": url, "datedOn": "2022-12-14",
			"sensitivity": "RESTRICTED",
		}},
	}}
}

// submitting promises what the comments of the operation promise.
func submitting(d door) {
	submit := operation(d.T, "06-submit")
	const status = `{ recommendation(reference: "upr-mali-2013-111-30") { status { implementation assurance asOf } followUps { totalCount } } }`
	public := door{T: d.T, url: d.url}
	before := public.ask(status, nil).json()

	request := uuid.New()
	first := d.ask(submit, submission(request, "https://example.org/minutes")).at("submitFollowUp")
	first.want(map[string]string{
		"problems": "[]", "followUp.state": `"SUBMITTED"`, "followUp.implementation": `"IN_PROGRESS"`, "followUp.asOf": `"2022-12-14"`,
		"followUp.recommendation.reference": `"upr-mali-2013-111-30"`,
	})
	if again := d.ask(submit, submission(request, "https://example.org/minutes")).at("submitFollowUp"); again.json() != first.json() {
		d.Errorf("sent again, the answer is another one:\n%s\n%s", first.json(), again.json())
	}
	if after := public.ask(status, nil).json(); after != before {
		d.Errorf("what nobody has accepted moves what everybody sees:\n%s\n%s", before, after)
	}
	d.ask(submit, submission(request, "https://example.org/other")).at("submitFollowUp").want(map[string]string{
		"followUp": "null", "problems.0.code": `"REQUEST_ID_REUSED"`, "problems.0.field": `["requestId"]`,
	})
	wrong := d.ask(submit, submission(uuid.New(), "ftp://example.org")).at("submitFollowUp")
	wrong.want(map[string]string{"followUp": "null", "problems.0.code": `"BAD_ARGUMENT"`, "problems.0.field": `["evidence","0","url"]`})
	if answer := public.post(submit, submission(uuid.New(), "https://example.org")); answer.status != http.StatusUnauthorized || answer.Data != nil {
		d.Errorf("somebody who has not signed in writes: %+v", answer)
	}
}

// process is a suivi of its own, which can be killed.
type process struct {
	door
	*exec.Cmd
}

// start starts another server on the database of a running house.
func (d door) start(dir, database string) process {
	d.Helper()
	command := exec.CommandContext(d.Context(), os.Args[0], "serve") //nolint:gosec // this very program
	command.Env = append(os.Environ(), asCommand+"=1", "SUIVI_DATA_DIR="+dir, "DATABASE_URL="+database, "SUIVI_ADDR=127.0.0.1:0")
	command.Stderr = &bytes.Buffer{}
	out, err := command.StdoutPipe()
	if err != nil {
		d.Fatal(err)
	}
	if err := command.Start(); err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() {
		_ = command.Process.Kill() // it may be gone
		_ = command.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url := address.FindString(lines.Text()); url != "" {
			return process{door{T: d.T, url: url, token: d.token}, command}
		}
	}
	d.Fatalf("a server says no address: %s", command.Stderr)
	return process{}
}

// try sends a mutation and does not mind whether an answer comes.
func (d door) try(ctx context.Context, query string, variables map[string]any) {
	body, _ := json.Marshal(map[string]any{"query": query, "variables": variables}) // strings
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, d.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+d.token)
	client := http.Client{Timeout: time.Minute}
	if answer, err := client.Do(request); err == nil {
		_ = answer.Body.Close()
	}
}

// onABadLine promises that a request id has one effect and one answer: where the server is killed in mid-write, where nobody hears the answer, and
// where the same is asked of several servers at once.
func onABadLine(d door, dir string) {
	running, is := pgembed.Running(dir)
	if !is {
		d.Fatal("no PostgreSQL runs on the data folder")
	}
	database := running.URL(databaseName)
	submit := operation(d.T, "06-submit")
	const counting = `{ recommendation(reference: "upr-mali-2013-111-30") { followUps { totalCount } } }`
	before := d.ask(counting, nil).at("recommendation.followUps.totalCount").value.(float64)

	killed := submission(uuid.New(), "https://example.org/killed")
	first := d.start(dir, database)
	release := hold(d.T, database)
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		first.try(d.Context(), submit, killed)
	}()
	waitForWriter(d.T, database)
	if err := first.Process.Kill(); err != nil {
		d.Fatal(err)
	}
	<-answered
	release()

	second := d.start(dir, database)
	made := second.ask(submit, killed).at("submitFollowUp.followUp.id").json()

	unheard := submission(uuid.New(), "https://example.org/unheard")
	for wait := time.Millisecond; wait < 40*time.Millisecond; wait *= 3 { // some before it is done, some after
		gone, leave := context.WithTimeout(d.Context(), wait)
		second.try(gone, submit, unheard)
		leave()
	}
	var everybody sync.WaitGroup
	answers := make([]string, 8)
	for i := range answers {
		everybody.Go(func() {
			answers[i] = []door{d, second.door}[i%2].ask(submit, unheard).at("submitFollowUp.followUp.id").json()
		})
	}
	everybody.Wait()
	for _, answer := range answers {
		if answer != answers[0] || answer == made {
			d.Errorf("one request id has the answers %v", answers)
		}
	}
	if again := d.ask(submit, killed).at("submitFollowUp.followUp.id").json(); again != made {
		d.Errorf("another server answers %s, not %s", again, made)
	}
	if after := d.ask(counting, nil).at("recommendation.followUps.totalCount").value.(float64); after != before+2 {
		d.Errorf("two request ids made %v follow-ups", after-before)
	}
}

// hold keeps every command from its place in the ledger until it is released.
func hold(t *testing.T, database string) (release func()) {
	t.Helper()
	connection := connect(t, database)
	for _, statement := range []string{"begin", "lock table record.ledger_head in access exclusive mode"} {
		if _, err := connection.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return func() { _ = connection.Close(context.Background()) }
}

// waitForWriter waits until a command has done all but take its place in the ledger.
func waitForWriter(t *testing.T, database string) {
	t.Helper()
	connection := connect(t, database)
	for waiting := 0; waiting == 0; {
		err := connection.QueryRow(t.Context(), "select count(*) from pg_locks where not granted and relation = 'record.ledger_head'::regclass").Scan(&waiting)
		if err != nil {
			t.Fatal(fmt.Errorf("wait for a command: %w", err))
		}
	}
}

func connect(t *testing.T, database string) *pgx.Conn {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close(context.Background()) })
	return connection
}
