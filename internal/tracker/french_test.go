package tracker_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
)

// sentence is what a refusal of ours looks like: it begins with a capital letter, ends with a full stop and has spaces.
var sentence = regexp.MustCompile(`^[A-Z][^\n]* [^\n]*\.$`)

func TestEveryRefusalCanBeSaidInFrench(t *testing.T) {
	count := 0
	for _, said := range sentences(t) {
		count++
		said = strings.NewReplacer("%s", "x", "%d", "7", "%q", "x").Replace(said)
		if fault.French(said) == said {
			t.Errorf("internal/fault/french.go does not know %q", said)
		}
	}
	if count < 50 {
		t.Errorf("only %d sentences were found, so this test looks at the wrong thing", count)
	}
}

// sentences are those that stand in this room's code.
func sentences(t *testing.T) (found []string) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_page.go") { // pages are documentation
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if literal, is := node.(*ast.BasicLit); is && literal.Kind == token.STRING {
				if text, _ := strconv.Unquote(literal.Value); sentence.MatchString(text) {
					found = append(found, text)
				}
			}
			return true
		})
	}
	return found
}
