package explorer_test

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryVendoredFileIsTheOneInTheList(t *testing.T) {
	for name, row := range vendored(t) {
		answer := get("/graphiql/" + name)
		if answer.Code != http.StatusOK {
			t.Errorf("%s: %d", name, answer.Code)
			continue
		}
		sum := sha256.Sum256(answer.Body.Bytes())
		if got := hex.EncodeToString(sum[:]); got != row.sum {
			t.Errorf("%s: the sha256 is %s, not %s", name, got, row.sum)
		}
	}
}

func TestEveryVendoredFileHasAnExactVersionAndALicenceBesideIt(t *testing.T) {
	files := vendored(t)
	for name, row := range files {
		if !regexp.MustCompile(`^[a-z-]+@\d+\.\d+\.\d+$`).MatchString(row.pkg) {
			t.Errorf("%s: %s is not an exact version", name, row.pkg)
		}
		product, _, _ := strings.Cut(row.pkg, "@")
		if files[product+".LICENSE.txt"].pkg != row.pkg {
			t.Errorf("%s: there is no licence of %s in the list", name, row.pkg)
		}
	}
}

func TestNoAssetIsOutsideTheList(t *testing.T) {
	names := slices.Collect(maps.Keys(vendored(t)))
	ours := []string{"README.md", "fetch", "graphiql.NOTICES.txt"}
	entries, err := filepath.Glob("assets/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := strings.TrimSuffix(filepath.Base(entry), ".gz")
		if !slices.Contains(names, name) && !slices.Contains(ours, name) {
			t.Errorf("%s is in nobody's list", entry)
		}
	}
}

func TestTheNoticesOfTheBundleAreServed(t *testing.T) {
	if answer := get("/graphiql/graphiql.NOTICES.txt"); !strings.Contains(answer.Body.String(), "codemirror") {
		t.Errorf("%d: %s", answer.Code, answer.Body)
	}
}

// row is what assets/README.md says of one file.
type row struct{ pkg, sum string }

// vendored reads the table in assets/README.md, by file.
func vendored(t *testing.T) map[string]row {
	t.Helper()
	readme, err := os.ReadFile("assets/README.md")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile("(?m)^\\| `(.+?)` \\| `(.+?)` \\| `.+?` \\| MIT \\| `([0-9a-f]{64})` \\|$")
	rows := map[string]row{}
	for _, cells := range line.FindAllStringSubmatch(string(readme), -1) {
		rows[cells[1]] = row{pkg: cells[2], sum: cells[3]}
	}
	if want := strings.Count(string(readme), "\n| `"); len(rows) != want || want == 0 {
		t.Fatalf("%d of the %d rows in the table can be read", len(rows), want)
	}
	return rows
}
