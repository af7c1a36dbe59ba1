package plan

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// The database seals cursors and Go opens them: the two must agree on every byte, whatever the key holds.
func TestTheDatabaseSealsAsGoDoes(t *testing.T) {
	suivi := pgtest.New(t, postgres.Options{})
	s := &sealer{secret: []byte("secret")}
	id := uuid.NewString()
	for _, key := range []string{"", "2021-02-09", "infinity", "-infinity", "é|ü|\\n'\"", "漢字😀", strings.Repeat("long ", 200)} {
		for _, scope := range []string{scopeOf("Query.books", "id", nil), scopeOf("Query.books", "PAGES ASC", map[string]any{"a": "b"})} {
			inner, outer := s.pads(scope)
			var sealed string
			err := suivi.Public().QueryRow(t.Context(), "select suivi.cursor($1, $2, $3, $4, $5)", scope, key, id, inner, outer).Scan(&sealed)
			if err != nil {
				t.Fatal(err)
			}
			if made := s.seal(scope, id, key); made != sealed {
				t.Errorf("%q: Go makes %s and the database %s", key, made, sealed)
			}
			at, refusal := s.open("list.after", sealed, scope)
			if refusal != nil || at.id != id || at.key != key {
				t.Errorf("%q: opened as %+v, %v", key, at, refusal)
			}
		}
	}
}

func TestScopesDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, list := range []string{"Query.books", "Query.book", "Library.books"} {
		for _, order := range []string{"id", "PAGES ASC", "PAGES DESC"} {
			for _, filter := range []any{nil, map[string]any{}, map[string]any{"inPrint": true}, map[string]any{"inPrint": nil}} {
				scope, what := scopeOf(list, order, filter), list+" "+order+" "+written(filter)
				if other := seen[scope]; other != "" {
					t.Errorf("%s and %s have one scope", what, other)
				}
				seen[scope] = what
			}
		}
	}
}

func TestAnotherSecretMakesOtherSeals(t *testing.T) {
	mine, yours := &sealer{secret: []byte("mine")}, &sealer{secret: []byte("yours")}
	scope := scopeOf("Query.books", "id", nil)
	if _, refusal := yours.open("books.after", mine.seal(scope, uuid.NewString(), ""), scope); refusal == nil || refusal.Code != fault.BadCursor {
		t.Errorf("got %v", refusal)
	}
}

// Nothing but what was sealed is opened: every string that opens is one that sealing makes.
func FuzzCursor(f *testing.F) {
	s := &sealer{secret: []byte("secret")}
	scope := scopeOf("Query.books", "id", nil)
	whole := s.seal(scope, "0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11", "key")
	for i := range len(whole) {
		f.Add(whole[:i])
		f.Add(whole[:i] + "_" + whole[i+1:])
	}
	f.Add(whole)
	f.Add(whole + "=")
	f.Add(whole[:4] + "\n" + whole[4:])
	f.Add("")
	f.Fuzz(func(t *testing.T, cursor string) {
		at, refusal := s.open("books.after", cursor, scope)
		if refusal == nil && s.seal(scope, at.id, at.key) != cursor {
			t.Errorf("%q was opened as %+v, and was never sealed", cursor, at)
		}
		if refusal != nil && (refusal.Code != fault.BadCursor || refusal.Argument != "books.after") {
			t.Errorf("got %v", refusal)
		}
	})
}

// An id is read only as it is written: what is accepted is what an answer would give.
func FuzzID(f *testing.F) {
	m := &mapping{models: map[string]*model{}}
	for name, prefix := range idPrefixes {
		m.models[name] = &model{name: name, idPrefix: prefix}
	}
	m.models["Shelf"] = &model{name: "Shelf"}
	for _, id := range []string{
		"bk_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11", "mag_azine_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11", "bk_0192F0C1-7C1E-7B6A-9F3E-2B6F5D0C9A11",
		"_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11", "0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11", "bk_{0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11}",
		"bk_urn:uuid:0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11", "bk_0192f0c17c1e7b6a9f3e2b6f5d0c9a11", "bk_", "_", "", "\x00_", "é_é",
	} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		kind, parsed, refusal := m.decodeID("book.id", id)
		if refusal == nil && (kind.idPrefix == "" || kind.idPrefix+"_"+parsed.String() != id) {
			t.Errorf("%q was read as %s of %s", id, parsed, kind.name)
		}
		if refusal != nil && (refusal.Code != fault.BadID || refusal.Argument != "book.id" || bytes.ContainsRune([]byte(refusal.Message), 0)) {
			t.Errorf("got %v", refusal)
		}
	})
}
