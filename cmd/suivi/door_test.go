package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// door is a running suivi, as a client on the network sees it.
type door struct {
	*testing.T
	url   string
	token string // what it is asked with; nothing where empty
	stop  func()
	said  *bytes.Buffer // on standard error; read it when it has stopped
}

// address is what a command prints when it is ready.
var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// open runs a command on a free port and waits until it says where it is. Further settings come in pairs.
func open(t *testing.T, command, dir string, further ...string) door {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, printed := io.Pipe()
	variables := map[string]string{"SUIVI_ADDR": "127.0.0.1:0", "SUIVI_DATA_DIR": dir}
	for i := 0; i < len(further); i += 2 {
		variables[further[i]] = further[i+1]
	}
	var complaints bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{command}, environment{
			Lookup: func(name string) (string, bool) { value, set := variables[name]; return value, set },
			Out:    printed, Err: &complaints,
		})
		_ = printed.CloseWithError(errors.New("the command ended"))
	}()
	lines := bufio.NewScanner(out)
	d := door{T: t, said: &complaints}
	for d.url == "" && lines.Scan() {
		d.url = address.FindString(lines.Text())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // what else it prints
	stopped := false
	d.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if code := <-ended; code != 0 {
			t.Errorf("suivi %s ended with %d: %s", command, code, complaints.String())
		}
	}
	t.Cleanup(d.stop)
	if d.url == "" {
		d.stop()
		t.Fatalf("suivi %s says no address: %s", command, complaints.String())
	}
	return d
}

// dataDir is a folder that PostgreSQL can enter where it runs as another user.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "suivi-demo-test-") //nolint:usetesting // t.TempDir lies in a folder that is this user's alone
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// reply is what comes back over HTTP.
type reply struct {
	status int
	Data   any
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
}

// post asks a question as any client would.
func (d door) post(query string, variables map[string]any) (answer reply) {
	d.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		d.Fatal(err)
	}
	request, err := http.NewRequestWithContext(d.Context(), http.MethodPost, d.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		d.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json")
	if d.token != "" {
		request.Header.Set("Authorization", "Bearer "+d.token)
	}
	response, err := new(http.Client).Do(request)
	if err != nil {
		d.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		d.Fatal(err)
	}
	answer.status = response.StatusCode
	return answer
}

// as is the same door, asked with a token.
func (d door) as(token string) door {
	d.token = token
	return d
}

// ask asks a question that must be answered.
func (d door) ask(query string, variables map[string]any) answered {
	d.Helper()
	answer := d.post(query, variables)
	if answer.status != http.StatusOK || len(answer.Errors) > 0 {
		d.Fatalf("%d %+v", answer.status, answer.Errors)
	}
	return answered{d.T, answer.Data}
}

// operation is one of the questions that the project was given to answer, as it was given.
func operation(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "operations", name+".graphql"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// answered is a part of an answer.
type answered struct {
	*testing.T
	value any
}

// at is the part at a path, such as "workshop.validations.0.outcome".
func (a answered) at(path string) answered {
	a.Helper()
	part := a.value
	for _, step := range strings.Split(path, ".") {
		switch whole := part.(type) {
		case map[string]any:
			part = whole[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(whole) {
				a.Fatalf("%s: there is no %s in %v", path, step, whole)
			}
			part = whole[i]
		default:
			a.Fatalf("%s: %v has no %s", path, part, step)
		}
	}
	return answered{a.T, part}
}

// want checks parts of an answer, each written as JSON.
func (a answered) want(promises map[string]string) {
	a.Helper()
	for path, want := range promises {
		if got := a.at(path).json(); got != want {
			a.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

func (a answered) json() string {
	a.Helper()
	encoded := &strings.Builder{}
	encoder := json.NewEncoder(encoded)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a.value); err != nil {
		a.Fatal(err)
	}
	return strings.TrimSpace(encoded.String())
}
