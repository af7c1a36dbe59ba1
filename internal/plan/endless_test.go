package plan

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// diary is a list that goes on for ever: it has large pages, places that are nobody's business, an end that moves on, and a memory that ends.
const diary = `
directive @pages(most: Int!) on FIELD_DEFINITION
extend type Query { diary(odd: Boolean, first: Int, after: String, last: Int, before: String): DiaryConnection! @pages(most: 1000) }
type DiaryConnection { edges: [DiaryEdge!]!, nodes: [Entry!]!, pageInfo: PageInfo! }
type DiaryEdge { cursor: String!, node: Entry! }
type Entry { number: Int! }`

const diarySQL = `
create table public.diary_of as select md5(n::text)::uuid as id, 7 * n as place, n as number from generate_series(1, 1200) as n;
grant select on public.diary_of to suivi_public;
create function open.diary(odd boolean) returns table (id uuid, ordinal bigint, number int) language sql stable as $$
  select d.id, d.place::bigint, d.number from public.diary_of d where $1 is null or (d.number % 2 = 1) = $1
$$;
create function open.diary_head() returns setof bigint language sql stable as $$ select max(d.place)::bigint from public.diary_of d $$;
create function open.diary_refusal(after bigint) returns text language sql stable as $$
  select case when $1 < 70 then 'CURSOR_EXPIRED' when $1 > (select max(d.place) from public.diary_of d) then 'RESYNC_REQUIRED' end
$$;
grant usage on schema public to suivi_public;
grant execute on all functions in schema open to suivi_public;`

// diarist is a planner over a library that keeps a diary, and its owner.
type diarist struct {
	*house
	owner *pgx.Conn
}

func keepDiary(t *testing.T) diarist {
	t.Helper()
	suivi := pgtest.New(t, postgres.Options{})
	owner, err := pgx.Connect(t.Context(), suivi.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close(t.Context()) })
	for _, sql := range []string{readTestdata(t, "library.sql"), diarySQL} {
		if _, err := owner.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	catalogue, err := ReadCatalogue(t.Context(), suivi.Public())
	if err != nil {
		t.Fatal(err)
	}
	planner, err := New(libraryOptions(schemaOf(t, readTestdata(t, "library.graphql")+diary), catalogue, suivi))
	if err != nil {
		t.Fatal(err)
	}
	return diarist{&house{Planner: planner, catalogue: catalogue}, owner}
}

// read asks for a page of the diary, as one of an audience.
func (d diarist) read(t *testing.T, audience, arguments string) (page, []*fault.Error) {
	t.Helper()
	question := d.mustQuestion(t, "{ list: diary("+arguments+") { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }", nil)
	question.Audience = audience
	answer := d.Answer(t.Context(), question)
	if answer.Data == nil {
		return page{}, answer.Faults
	}
	return readPage(t, answer.Data), answer.Faults
}

func (d diarist) must(t *testing.T, arguments string) page {
	t.Helper()
	read, faults := d.read(t, "", arguments)
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	return read
}

func TestAListMayHaveLargerPagesThanOthers(t *testing.T) {
	d := keepDiary(t)
	if first := d.must(t, "first: 1000"); len(first.Edges) != 1000 || !first.PageInfo.HasNextPage {
		t.Errorf("%d entries, and more: %t", len(first.Edges), first.PageInfo.HasNextPage)
	}
	if rest := d.must(t, fmt.Sprintf("first: 501, after: %q", *d.must(t, "first: 700").PageInfo.EndCursor)); len(rest.Edges) != 500 || rest.PageInfo.HasNextPage {
		t.Errorf("%d entries, and more: %t", len(rest.Edges), rest.PageInfo.HasNextPage)
	}
	if _, faults := d.read(t, "", "first: 1001"); len(faults) == 0 || faults[0].Code != fault.BadPage {
		t.Errorf("got %v", faults)
	}
}

func TestWhoHasReadAnEndlessListToItsEndGoesOnFromThere(t *testing.T) {
	d := keepDiary(t)
	end := *d.must(t, "last: 1").PageInfo.EndCursor
	empty := d.must(t, fmt.Sprintf("after: %q", end))
	if len(empty.Edges) != 0 || empty.PageInfo.EndCursor == nil || empty.PageInfo.StartCursor != nil {
		t.Fatalf("an empty page: %+v", empty)
	}
	if again := d.must(t, fmt.Sprintf("after: %q", *empty.PageInfo.EndCursor)); *again.PageInfo.EndCursor != *empty.PageInfo.EndCursor {
		t.Error("nothing has changed, and the end is elsewhere")
	}
	if none := d.must(t, "first: 0"); none.PageInfo.EndCursor != nil {
		t.Error("whoever asked for nothing is told to go on from the end")
	}
	if _, err := d.owner.Exec(t.Context(), "insert into public.diary_of select md5(n::text)::uuid, 7 * n, n from generate_series(1201, 1203) as n"); err != nil {
		t.Fatal(err)
	}
	if more := d.must(t, fmt.Sprintf("after: %q", *empty.PageInfo.EndCursor)); len(more.Edges) != 3 {
		t.Errorf("%d new entries, want 3", len(more.Edges))
	}
}

func TestAPlaceThatCannotBeGoneOnFromIsRefused(t *testing.T) {
	d := keepDiary(t)
	early, late := *d.must(t, "first: 3").PageInfo.EndCursor, *d.must(t, "last: 1").PageInfo.EndCursor
	if page := d.must(t, fmt.Sprintf("first: 2, after: %q", early)); len(page.Edges) != 2 {
		t.Error("whoever has just begun cannot go on: what they hold is as new as when they began")
	}
	refused := func(audience, cursor string, code fault.Code) {
		t.Helper()
		if _, faults := d.read(t, audience, fmt.Sprintf("after: %q", cursor)); len(faults) == 0 || faults[0].Code != code || faults[0].Argument != "list.after" && faults[0].Argument != "diary.after" {
			t.Errorf("got %v, want %s", faults, code)
		}
	}
	refused("somebody else", late, fault.ResyncRequired)
	if _, err := d.owner.Exec(t.Context(), "delete from public.diary_of where place > 60"); err != nil {
		t.Fatal(err)
	}
	refused("", late, fault.ResyncRequired)
	begun := *d.must(t, "first: 1").PageInfo.EndCursor // when the list had come to 56 alone
	refused("", begun, fault.CursorExpired)
}

func TestAPlaceIsHiddenInItsCursor(t *testing.T) {
	d := keepDiary(t)
	seen := map[string]bool{}
	for number, edge := range d.must(t, "first: 1000").Edges {
		sealed, err := base64.RawURLEncoding.DecodeString(edge.Cursor)
		if err != nil {
			t.Fatal(err)
		}
		key := strings.SplitN(string(sealed[:len(sealed)-macLength]), "|", 3)[2]
		hidden, since, _ := strings.Cut(key, ".")
		if seen[hidden] || strings.Contains(key, fmt.Sprint(7*(number+1))+".") && len(hidden) <= tagLength || len(since) <= tagLength {
			t.Errorf("the place of entry %d is told: %s", number+1, key)
		}
		seen[hidden] = true
	}
}

// What the database hides, Go reads.
func TestTheDatabaseHidesAsGoReads(t *testing.T) {
	d := keepDiary(t)
	s := &sealer{secret: []byte("secret")}
	scope := forAudience(scopeOf("Query.diary", "ordinal", nil), "")
	_, pad := s.pads(scope)
	for _, place := range []int64{0, 1, 56, 1 << 40, -1, 1<<63 - 1} {
		var hidden string
		if err := d.owner.QueryRow(t.Context(), "select suivi.hidden($1, gen_random_uuid(), $2)", place, pad).Scan(&hidden); err != nil {
			t.Fatal(err)
		}
		if read := s.unhide(scope, hidden); read != fmt.Sprint(place) {
			t.Errorf("%d is read as %s", place, read)
		}
	}
	for _, malformed := range []string{"", "x", strings.Repeat("z", 20), strings.Repeat("0", 16), strings.Repeat("0", 40)} {
		if read := s.unhide(scope, malformed); malformed != strings.Repeat("0", 16) && slices.Contains([]string{"", malformed}, read) {
			t.Errorf("%q is read as %q", malformed, read)
		}
	}
}

func TestPagesOfSizesThatNoStatementIsMadeForAreRefused(t *testing.T) {
	d := keepDiary(t)
	library := readTestdata(t, "library.graphql") + diary
	for _, schema := range []string{
		strings.Replace(library, "most: 1000", "most: 1001", 1), strings.Replace(library, "most: 1000", "most: 0", 1),
		strings.Replace(library, "prequel: Book\n  sequels", "prequel: Book @pages(most: 5)\n  sequels", 1),
	} {
		if _, err := New(libraryOptions(schemaOf(t, schema), d.catalogue, nil)); err == nil || !strings.Contains(err.Error(), "pages") {
			t.Errorf("accepted, or refused for something else: %v", err)
		}
	}
}
