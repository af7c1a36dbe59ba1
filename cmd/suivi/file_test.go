package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// fetch asks for something that is no question.
func (d door) fetch(method, path string, body io.Reader) (status int, content []byte) {
	d.Helper()
	request, err := http.NewRequestWithContext(d.Context(), method, d.url+path, body)
	if err != nil {
		d.Fatal(err)
	}
	if d.token != "" {
		request.Header.Set("Authorization", "Bearer "+d.token)
	}
	response, err := new(http.Client).Do(request)
	if err != nil {
		d.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if content, err = io.ReadAll(response.Body); err != nil {
		d.Fatal(err)
	}
	return response.StatusCode, content
}

// filing is the way of a file from who sends it to where everybody gets it: with what is said by it.
func filing(d door, tokens map[string]string) {
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		d.Fatal(err)
	}
	reporter, verifier := d.as(tokens["reporter"]), d.as(tokens["verifier"])
	status, said := reporter.fetch(http.MethodPost, "/evidence", bytes.NewReader(drawn.Bytes()))
	var file struct{ File, SHA256, MediaType string }
	if err := json.Unmarshal(said, &file); err != nil || status != http.StatusCreated || file.MediaType != "image/png" {
		d.Fatalf("%d %s, %v", status, said, err)
	}
	claim := submission(uuid.New(), "")
	evidence := claim["input"].(map[string]any)["evidence"].([]any)[0].(map[string]any)
	delete(evidence, "url")
	evidence["file"], evidence["sensitivity"] = file.File, "PUBLIC"
	id := reporter.ask(operation(d.T, "06-submit"), claim).at("submitFollowUp.followUp.id").value

	const look = `query ($id: ID!) { node(id: $id) { ... on FollowUp { evidence { nodes { url file { url size mediaType sha256 } } } } } }`
	seen := reporter.ask(look, map[string]any{"id": id}).at("node.evidence.nodes.0")
	seen.want(map[string]string{"url": "null", "file.mediaType": `"image/png"`, "file.sha256": `"` + file.SHA256 + `"`})
	path, _ := seen.at("file.url").value.(string)
	for name, each := range map[string]struct {
		door
		status int
	}{"the public": {d, http.StatusNotFound}, "an editor of other records": {d.as(tokens["editor"]), http.StatusNotFound}, "who sent it": {reporter, http.StatusOK}, "a verifier": {verifier, http.StatusOK}} {
		if status, _ := each.fetch(http.MethodGet, path, nil); status != each.status {
			d.Errorf("%s gets %d, want %d", name, status, each.status)
		}
	}
	verifier.decides("acceptFollowUp", map[string]any{"followUp": id, "version": 1}).want(map[string]string{"problems": "[]", "followUp.state": `"ACCEPTED"`})
	if status, content := d.fetch(http.MethodGet, path, nil); status != http.StatusOK || int64(len(content)) != int64(seen.at("file.size").value.(float64)) {
		d.Errorf("everybody gets %d, %d bytes", status, len(content))
	}
	evidence["file"] = "fil_" + uuid.NewString()
	claim["input"].(map[string]any)["requestId"] = uuid.NewString()
	reporter.ask(operation(d.T, "06-submit"), claim).at("submitFollowUp").want(map[string]string{
		"followUp": "null", "problems.0.code": `"UNKNOWN_REFERENCE"`, "problems.0.field": `["evidence","0","file"]`,
	})
}

// aFileThatWasCutShort is seen by the doctor, and so is one that nobody tells of. All else holds.
func aFileThatWasCutShort(t *testing.T, dir string) {
	t.Helper()
	kept, err := filepath.Glob(filepath.Join(dir, "files", "*", "*"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("the folder holds %v, %v", kept, err)
	}
	whole, err := os.ReadFile(kept[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{kept[0]: whole[:10], filepath.Join(dir, "files", "stray"): whole} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	code, out, said := suivi(t, dir, "doctor")
	if code != 1 || !strings.Contains(out, "a file that the record tells of is in the store, as long as it is said to be: 1 rows") ||
		!strings.Contains(out, "1 things that the record does not tell of") || !strings.Contains(said, "1 checks failed") {
		t.Errorf("the doctor says %d, %q, %q", code, out, said)
	}
	if err := os.WriteFile(kept[0], whole, 0o600); err != nil {
		t.Fatal(err)
	}
}
