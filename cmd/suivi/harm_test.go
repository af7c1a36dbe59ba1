package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// Names that only this test knows.
const withheldName, erasedName = "Awa Unheard-of", "Moussa Never-named"

// doingNoHarm promises over HTTP that a name is revealed to those who may and erased for good, and that both are told to those who oversee the record.
func doingNoHarm(d door, tokens map[string]string) {
	editor, verifier, reporter := d.as(tokens["editor"]), d.as(tokens["verifier"]), d.as(tokens["reporter"])
	const create = `mutation ($input: CreateChangeStoryInput!) { createChangeStory(input: $input) { changeStory { id source { id name withheld } verifier { id } } problems { code field } } }`
	told := editor.ask(create, map[string]any{"input": map[string]any{
		"keeper": "security-governance-north-centre", "change": map[string]any{"language": "en", "text": "Somebody else was heard."}, "level": "INDIVIDUAL",
		"source": map[string]any{"name": withheldName, "withheld": true}, "verifier": map[string]any{"name": erasedName}, "sensitivity": "RESTRICTED",
	}}).at("createChangeStory")
	told.want(map[string]string{"problems": "[]", "changeStory.source.name": "null", "changeStory.source.withheld": "true"})
	story, source, person := told.at("changeStory.id").value.(string), told.at("changeStory.source.id").value.(string), told.at("changeStory.verifier.id").value.(string)

	const reveal = `mutation ($input: RevealSourceInput!) { revealSource(input: $input) { source { id name } problems { code field } } }`
	asked := map[string]any{"input": map[string]any{"requestId": uuid.NewString(), "source": source, "reason": "To thank her."}}
	for range 2 {
		verifier.ask(reveal, asked).at("revealSource").want(map[string]string{"source.name": `"` + withheldName + `"`, "source.id": `"` + source + `"`, "problems": "[]"})
	}
	if refused := reporter.post(reveal, asked); len(refused.Errors) != 1 || refused.Errors[0].Extensions.Code != "FORBIDDEN" {
		d.Errorf("a reporter is answered %+v", refused)
	}
	const erase = `mutation ($input: EraseInput!) { erase(input: $input) { problems { code field } } }`
	editor.ask(erase, map[string]any{"input": map[string]any{"record": person, "reason": "He asks."}}).want(map[string]string{"erase.problems": "[]"})
	editor.ask(erase, map[string]any{"input": map[string]any{"record": person, "fields": []any{"role"}, "reason": "He asks."}}).
		want(map[string]string{"erase.problems.0.code": `"REFUSED"`, "erase.problems.0.field": `["fields"]`})

	const audit = `query ($id: ID!) { audit(record: $id) { totalCount nodes { account command reason changes { how noun field } } } }`
	editor.ask(audit, map[string]any{"id": story}).at("audit").want(map[string]string{
		"nodes.0.command": `"ERASE"`, "nodes.0.reason": `"He asks."`, "nodes.1.command": `"REVEAL_SOURCE"`, "nodes.1.account": `"Demo verifier"`,
		"nodes.1.reason": `"To thank her."`, "nodes.1.changes.0.how": `"REVEALED"`, "nodes.2.command": `"CREATE"`, "totalCount": "3",
	})
	for _, stranger := range []door{d, reporter} {
		stranger.ask(audit, map[string]any{"id": story}).want(map[string]string{"audit.totalCount": "0"})
	}
}

// loggedNowhere looks through the logs of a data folder, and through what was printed, for names.
func loggedNowhere(t *testing.T, dir, printed string, names ...string) {
	t.Helper()
	looked := 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".log") || !entry.Type().IsRegular() {
			return err
		}
		looked++
		text, err := os.ReadFile(path)
		for _, name := range names {
			if bytes.Contains(text, []byte(name)) || strings.Contains(printed, name) {
				t.Errorf("%s, or what was printed, tells of %s", path, name)
			}
		}
		return err
	})
	if err != nil || looked == 0 {
		t.Errorf("%d logs were looked at: %v", looked, err)
	}
}
