package record

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	schema "github.com/vektah/gqlparser/v2/ast"
)

// What only the record knows: the schema has no enum of these names yet.
var inside = []string{"Visibility"}

func TestAVocabularyHasTheWordsOfTheSchema(t *testing.T) {
	contract, err := os.ReadFile("../../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	known := gqlparser.MustLoadSchema(&schema.Source{Name: "schema.graphql", Input: string(contract)})
	vocabularies := readVocabularies(t)
	if len(vocabularies) < 25 {
		t.Fatalf("only %d vocabularies were found", len(vocabularies))
	}
	for name, words := range vocabularies {
		if slices.Contains(inside, name) {
			continue
		}
		enum := known.Types[name]
		if enum == nil || enum.Kind != schema.Enum {
			t.Errorf("the schema has no enum %s", name)
			continue
		}
		var values []string
		for _, value := range enum.EnumValues {
			values = append(values, value.Name)
		}
		slices.Sort(values)
		slices.Sort(words)
		if !slices.Equal(values, words) {
			t.Errorf("%s: the record says %v\nand the schema %v", name, words, values)
		}
	}
}

// readVocabularies reads the constants of this package, by the name of their type.
func readVocabularies(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			constant, is := node.(*ast.ValueSpec)
			if !is || len(constant.Values) != 1 {
				return true
			}
			typ, typed := constant.Type.(*ast.Ident)
			value, text := constant.Values[0].(*ast.BasicLit)
			if typed && text && value.Kind == token.STRING {
				word, _ := strconv.Unquote(value.Value)
				found[typ.Name] = append(found[typ.Name], word)
			}
			return true
		})
	}
	return found
}
