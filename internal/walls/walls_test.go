// Package walls holds the walls between the rooms of the house: who may import whom, and where SQL may stand. There is nothing in it but tests.
package walls

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const house = "github.com/suivi-project/suivi/"

// rooms says what each room may know: of the house, every other room that it may import; of the world, what it must not.
var rooms = map[string]struct {
	may   []string
	never []string
}{
	"internal/fault":           {never: []string{"net/http", "gqlparser", "gqlgen", "gorm.io", "pgx", "database/sql"}},
	"internal/record":          {never: []string{"net/http", "gqlparser", "gqlgen", "pgx"}},
	"internal/pgembed":         {may: []string{"internal/fault"}, never: []string{"net/http", "gqlparser", "gqlgen", "gorm.io"}},
	"internal/postgres":        {may: []string{"internal/fault", "internal/record"}, never: []string{"net/http", "gqlparser", "gqlgen"}},
	"internal/postgres/pgtest": {may: []string{"internal/pgembed", "internal/postgres"}, never: []string{"net/http", "gqlparser", "gqlgen"}},
	"internal/plan":            {may: []string{"internal/fault", "internal/postgres"}, never: []string{"net/http", "gqlgen"}},
	"internal/tracker":         {may: []string{"internal/fault", "internal/record", "internal/postgres"}, never: []string{"net/http", "gqlparser", "gqlgen"}},
	"internal/tracker/page":    {may: []string{"internal/tracker"}, never: []string{"net/http", "gqlparser", "gqlgen", "gorm.io", "pgx"}},
	"internal/demo":            {may: []string{"internal/fault", "internal/record", "internal/postgres", "internal/tracker"}, never: []string{"net/http", "gqlparser", "gqlgen"}},
	"internal/demo/page":       {may: []string{"internal/demo"}, never: []string{"net/http", "gqlparser", "gqlgen", "gorm.io", "pgx"}},
	"internal/scale":           {may: []string{"internal/fault", "internal/record", "internal/postgres", "internal/tracker"}, never: []string{"net/http", "gqlparser", "gqlgen"}},
	"internal/auth":            {may: []string{"internal/fault", "internal/postgres"}, never: []string{"gqlparser", "gqlgen", "gorm.io", "pgx"}},
	"internal/files":           {may: []string{"internal/fault"}, never: []string{"net/http", "gqlparser", "gqlgen", "gorm.io", "pgx", "database/sql"}},
	"internal/transfer": {
		may:   []string{"internal/fault", "internal/files", "internal/postgres", "internal/record", "internal/tracker"},
		never: []string{"gqlparser", "gqlgen", "gorm.io", "pgx", "database/sql", "gocloud.dev"},
	},
	"internal/generate": {never: []string{"gorm.io", "pgx"}},
	"internal/walls":    {},
	"graph":             {may: []string{"internal/fault", "internal/plan", "internal/record", "internal/tracker", "graph/explorer"}, never: []string{"gorm.io", "pgx", "database/sql"}},
	"graph/explorer":    {never: []string{"gorm.io", "pgx", "database/sql"}},
	"cmd/suivi": {may: []string{
		"graph", "internal/auth", "internal/demo", "internal/fault", "internal/files", "internal/pgembed", "internal/plan", "internal/postgres", "internal/record",
		"internal/scale", "internal/tracker", "internal/transfer",
	}},
}

func TestEveryRoomKnowsOnlyWhatItMay(t *testing.T) {
	eachFile(t, func(room, path string, file *ast.File) {
		walls, known := rooms[room]
		if !known {
			t.Errorf("%s: the room %s is on no plan: say in this test what it may know", path, room)
			return
		}
		for _, imported := range file.Imports {
			name, _ := strconv.Unquote(imported.Path.Value)
			if ours, is := strings.CutPrefix(name, house); is && !contains(walls.may, ours) {
				t.Errorf("%s imports %s, which %s may not know", path, ours, room)
			}
			for _, never := range walls.never {
				if name == never || strings.Contains(name, never) {
					t.Errorf("%s imports %s, which %s may not know", path, name, room)
				}
			}
		}
	})
}

// statement matches text that is SQL. It need not find every statement: one is enough to tell that a wall has a hole.
var statement = regexp.MustCompile(`(?is)^\s*(select\s.+\sfrom\s|select\s+[a-z_]+\.?[a-z_]*\(|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|(create|alter|drop|grant|revoke)\s+(table|view|role|function|schema|index|database)\s|with\s+\S+\s+as\s*\()`)

func TestSQLStandsOnlyInThePlannerAndThePostgresRoom(t *testing.T) {
	eachFile(t, func(room, path string, file *ast.File) {
		if room == "internal/plan" || strings.HasPrefix(room, "internal/postgres") {
			return
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if text, is := node.(*ast.BasicLit); is && text.Kind == token.STRING {
				if value, _ := strconv.Unquote(text.Value); statement.MatchString(value) {
					t.Errorf("%s holds SQL: %.60q", path, value)
				}
			}
			return true
		})
	})
}

func TestSQLIsRecognised(t *testing.T) {
	for _, sql := range []string{
		"select id from recommendation where id = ?", "insert into place (id) values (1)", "update study set stage = 'OPEN'",
		"with a as (select 1) select", "select record.seal(?)", "  delete\nfrom place",
	} {
		if !statement.MatchString(sql) {
			t.Errorf("%q is SQL", sql)
		}
	}
	for _, prose := range []string{"select a place", "updates nothing", "with a reason", "create the data folder"} {
		if statement.MatchString(prose) {
			t.Errorf("%q is no SQL", prose)
		}
	}
}

// eachFile calls do with every Go file of the house that is not a test.
func eachFile(t *testing.T, do func(room, path string, file *ast.File)) {
	t.Helper()
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if entry.IsDir() && (strings.HasPrefix(name, ".git") || name == "bench" || name == "bin" || name == ".cache") {
			return filepath.SkipDir // bench compares us with others, and stands outside the house
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		seen++
		do(filepath.ToSlash(filepath.Dir(name)), name, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d files were looked at: the walls are not where this test looks", seen)
	}
}

func contains(list []string, wanted string) bool {
	for _, element := range list {
		if element == wanted {
			return true
		}
	}
	return false
}
