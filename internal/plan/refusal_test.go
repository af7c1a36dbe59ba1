package plan

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
)

// What is wrong is refused by its code and by the argument that is wrong, before the database is asked wherever it can be known before.
func TestRefusals(t *testing.T) {
	h := anyHouse(t)
	const nobody = "99999999-0000-7000-8000-000000000000"
	cursor := h.cursorIn(t, `{ books(filter: {inPrint: true}, orderBy: {field: PAGES}) { pageInfo { endCursor } } }`)
	after := func(list, cursor string) string { return `{ ` + list + `, after: "` + cursor + `") { nodes { id } } }` }
	for name, wrong := range map[string]struct {
		query    string
		code     fault.Code
		argument string
		asked    int // how many statements it takes to know
	}{
		"an id of nothing":                          {`{ book(id: "rubbish") { id } }`, fault.BadID, "book.id", 0},
		"an empty id":                               {`{ node(id: "") { id } }`, fault.BadID, "node.id", 0},
		"an id without its prefix":                  {`{ book(id: "` + nobody + `") { id } }`, fault.BadID, "book.id", 0},
		"an id with a prefix of no kind":            {`{ node(id: "xx_` + nobody + `") { id } }`, fault.BadID, "node.id", 0},
		"an id written otherwise":                   {`{ node(id: "bk_99999999-0000-7000-8000-0000000000AB") { id } }`, fault.BadID, "node.id", 0},
		"an id of another kind":                     {`{ book(id: "loan_` + nobody + `") { id } }`, fault.BadID, "book.id", 0},
		"an id of another kind, known as such":      {`query ($id: ID! = "loan_` + nobody + `") { node(id: $id) { id } book(id: $id) { id } }`, fault.BadID, "book.id", 0},
		"an id of another kind in a filter":         {`{ books(filter: {library: {id: ["bk_` + nobody + `"]}}) { totalCount } }`, fault.BadID, "books.filter.library.id", 0},
		"an id for a function":                      {`{ books(filter: {or: [{lentTo: {id: "pat_1"}}]}) { totalCount } }`, fault.BadID, "books.filter.or.0.lentTo.id", 0},
		"an id below an argument of a function":     {`{ books { nodes { similar(length: {besides: {id: "1"}}) { id } } } }`, fault.BadID, "books.similar.length.besides.id", 0},
		"one of many ids":                           {`{ nodes(ids: ["bk_` + nobody + `", "bk_1"]) { id } }`, fault.BadID, "nodes.ids", 0},
		"too many ids":                              {`{ nodes(ids: [` + strings.Repeat(`"bk_`+nobody+`",`, 101) + `]) { id } }`, fault.BadPage, "nodes.ids", 0},
		"an unknown id":                             {`{ book(id: "bk_` + nobody + `") { id } }`, fault.NotFound, "book.id", 1},
		"an unknown id of any kind":                 {`{ node(id: "bk_` + nobody + `") { id } }`, fault.NotFound, "node.id", 1},
		"an unknown reference":                      {`{ book(id: null, reference: "none") { id } }`, fault.NotFound, "book.reference", 1},
		"an unknown id in a filter":                 {`{ books(filter: {id: ["bk_` + nobody + `"]}) { totalCount } }`, fault.UnknownReference, "books.filter.id", 1},
		"an unknown reference in a filter":          {`{ books(filter: {not: {library: {reference: ["none"]}}}) { totalCount } }`, fault.UnknownReference, "books.filter.not.library.reference", 1},
		"the same where nothing is asked":           {`{ books(filter: {reference: ["none"]}) { __typename } }`, fault.UnknownReference, "books.filter.reference", 1},
		"an unknown code":                           {`{ books(filter: {lentTo: {reference: "none"}}) { nodes { id } } }`, fault.UnknownReference, "books.filter.lentTo", 1},
		"a code that says nothing":                  {`{ books(filter: {lentTo: {}}) { nodes { id } } }`, fault.UnknownReference, "books.filter.lentTo", 1},
		"nothing to look up by":                     {`{ book { id } }`, fault.BadArgument, "book.id", 0},
		"null to look up by":                        {`query ($ref: String) { book(id: null, reference: $ref) { id } }`, fault.BadArgument, "book.id", 0},
		"two things to look up by":                  {`{ book(id: "bk_` + nobody + `", reference: "r") { id } }`, fault.BadArgument, "book.reference", 0},
		"a malformed cursor":                        {after(`books(first: 1`, "%%%"), fault.BadCursor, "books.after", 0},
		"an empty cursor":                           {after(`books(first: 1`, ""), fault.BadCursor, "books.after", 0},
		"a cursor cut short":                        {after(`books(filter: {inPrint: true}, orderBy: {field: PAGES}`, cursor[:len(cursor)-2]), fault.BadCursor, "books.after", 0},
		"a cursor with one letter altered":          {after(`books(filter: {inPrint: true}, orderBy: {field: PAGES}`, altered(cursor)), fault.BadCursor, "books.after", 0},
		"a cursor of another order":                 {after(`books(filter: {inPrint: true}, orderBy: {field: PAGES, direction: DESC}`, cursor), fault.BadCursor, "books.after", 0},
		"a cursor of no order":                      {after(`books(filter: {inPrint: true}`, cursor), fault.BadCursor, "books.after", 0},
		"a cursor of another filter":                {after(`books(filter: {inPrint: false}, orderBy: {field: PAGES}`, cursor), fault.BadCursor, "books.after", 0},
		"a cursor of no filter":                     {after(`books(orderBy: {field: PAGES}`, cursor), fault.BadCursor, "books.after", 0},
		"a cursor of another list":                  {after(`loans(filter: null`, cursor), fault.BadCursor, "loans.after", 0},
		"a cursor of a list elsewhere":              {`{ library(reference: "x") { books(filter: {inPrint: true}, orderBy: {field: PAGES}, before: "` + cursor + `") { totalCount } } }`, fault.BadCursor, "library.books.before", 0},
		"a cursor where only the count is asked":    {`{ books(after: "rubbish") { totalCount } }`, fault.BadCursor, "books.after", 0},
		"a cursor where nothing is asked":           {`{ books(before: "rubbish") { __typename } }`, fault.BadCursor, "books.before", 0},
		"less than none":                            {`{ books(first: -1) { nodes { id } } }`, fault.BadPage, "books.first", 0},
		"more than the largest page":                {`{ books(first: 101) { nodes { id } } }`, fault.BadPage, "books.first", 0},
		"more than the largest page, from the end":  {`{ books { nodes { loans(last: 101) { nodes { id } } } } }`, fault.BadPage, "books.loans.last", 0},
		"a page of which nothing is asked":          {`{ books(last: -2147483648) { __typename } }`, fault.BadPage, "books.last", 0},
		"a page from both ends":                     {`{ books(first: 1, last: 1) { nodes { id } } }`, fault.BadPage, "books.first", 0},
		"a count of less than none":                 {`{ books(countAtMost: -1) { totalCount } }`, fault.BadArgument, "books.countAtMost", 0},
		"a count of too many":                       {`{ books(countAtMost: 1000001) { totalCount } }`, fault.BadArgument, "books.countAtMost", 0},
		"a count that is not asked":                 {`{ books(countAtMost: -1) { nodes { id } } }`, fault.BadArgument, "books.countAtMost", 0},
		"more groups than a page holds":             {`{ bookStatistics { groups(by: YEAR, first: 101) { totalCount } } }`, fault.BadPage, "bookStatistics.groups.first", 0},
		"an argument that these groups do not take": {`{ bookStatistics { groups(by: YEAR, prefix: "a") { totalCount } } }`, fault.BadArgument, "bookStatistics.groups.prefix", 0},
		"time that runs backwards":                  {`{ bookStatistics { overTime(from: "2012-02-01", to: "2012-01-31", step: YEAR) { date } } }`, fault.BadArgument, "bookStatistics.overTime.to", 0},
		"too many points in time":                   {`{ bookStatistics { overTime(from: "1815-12-31", to: "2015-01-01", step: YEAR) { date } } }`, fault.BadArgument, "bookStatistics.overTime.to", 0},
		"time from no day":                          {`{ bookStatistics { overTime(from: "2012-02-30", to: "2012-01-31", step: YEAR) { date } } }`, fault.BadDate, "bookStatistics.overTime.from", 0},
		"an unknown reference among figures":        {`{ bookStatistics(filter: {reference: ["none"]}) { __typename } }`, fault.UnknownReference, "bookStatistics.filter.reference", 1},
		"figures known in the future":               {`{ bookStatistics(knownAt: "9000-01-01T00:00:00Z") { total } }`, fault.BadArgument, "bookStatistics.knownAt", 1},
		"two orders":                                {`{ books(orderBy: [{field: PAGES}, {field: ADDED_AT}]) { nodes { id } } }`, fault.BadArgument, "books.orderBy", 0},
		"too many conditions":                       {`{ books(filter: {or: [` + strings.Repeat(`{pages: 1},`, 64) + `]}) { totalCount } }`, fault.BadArgument, "books.filter.or.63", 0},
		"too many conditions in two filters":        {`{ a: books(filter: {or: [` + strings.Repeat(`{pages: 1},`, 40) + `]}) { totalCount } books(filter: {or: [` + strings.Repeat(`{pages: 1},`, 40) + `]}) { totalCount } }`, fault.BadArgument, "books.filter.or.22", 0},
		"a day that is in no calendar":              {`{ books(filter: {publishedBefore: "2021-02-30"}) { totalCount } }`, fault.BadDate, "books.filter.publishedBefore", 0},
		"a word for a day":                          {`{ books(filter: {publishedAfter: "yesterday"}) { totalCount } }`, fault.BadDate, "books.filter.publishedAfter", 0},
		"no day":                                    {`{ books(filter: {publishedAfter: "0000-00-00"}) { totalCount } }`, fault.BadDate, "books.filter.publishedAfter", 0},
		"a day before all years":                    {`{ books(filter: {publishedAfter: "0000-01-01"}) { totalCount } }`, fault.BadDate, "books.filter.publishedAfter", 0},
		"a day without its noughts":                 {`{ books(filter: {publishedAfter: "2021-2-9"}) { totalCount } }`, fault.BadDate, "books.filter.publishedAfter", 0},
		"the end of days":                           {`{ books(filter: {publishedAfter: "infinity"}) { totalCount } }`, fault.BadDate, "books.filter.publishedAfter", 0},
		"a number for a day, too long for any":      {`{ books { nodes { age(on: 99999999999999999999999999) } } }`, fault.BadDate, "books.age.on", 0},
		"a day for a function":                      {`{ books { nodes { age(on: "2021-02-29") } } }`, fault.BadDate, "books.age.on", 0},
		"an instant without a zone":                 {`{ books(filter: {addedAfter: "2021-02-09T10:00:00"}) { totalCount } }`, fault.BadDate, "books.filter.addedAfter", 0},
		"an instant before all years":               {`{ books(filter: {addedAfter: "0001-01-01T00:00:00+01:00"}) { totalCount } }`, fault.BadDate, "books.filter.addedAfter", 0},
		"an instant after all years":                {`{ books(filter: {addedAfter: "9999-12-31T23:59:59-01:00"}) { totalCount } }`, fault.BadDate, "books.filter.addedAfter", 0},
		"a language that nobody speaks":             {`{ books { nodes { title(language: "zz") } } }`, fault.BadLanguage, "books.title.language", 0},
		"a language that is none":                   {`{ books { nodes { title(language: "xx-…") } } }`, fault.BadLanguage, "books.title.language", 0},
		"no language":                               {`{ books { nodes { title(language: "") } } }`, fault.BadLanguage, "books.title.language", 0},
		"the language without a name":               {`{ books { nodes { title(language: "und") } } }`, fault.BadLanguage, "books.title.language", 0},
		"the name of a language":                    {`{ books { nodes { titleDetail(language: "françois") { text } } } }`, fault.BadLanguage, "books.titleDetail.language", 0},
		"NUL in a text":                             {`{ books(filter: {titled: "a\u0000b"}) { totalCount } }`, fault.BadArgument, "books.filter.titled", 0},
		"NUL in a reference":                        {`{ book(reference: "\u0000") { id } }`, fault.BadArgument, "book.reference", 0},
		"NUL in an object":                          {`{ books(filter: {lentTo: {reference: "\u0000"}}) { totalCount } }`, fault.BadArgument, "books.filter.lentTo.reference", 0},
		"NUL in a list in an object":                {`{ books { nodes { similar(length: {tags: ["a", "\u0000"]}) { id } } } }`, fault.BadArgument, "books.similar.length.tags", 0},
		"what is no UTF-8":                          {"{ book(reference: \"\xff\") { id } }", fault.BadArgument, "book.reference", 0},
		"a time that is still to come":              {`{ books { nodes { condition(knownAt: "9999-01-01T00:00:00Z") { state } } } }`, fault.BadArgument, "books.condition.knownAt", 1},
	} {
		t.Run(name, func(t *testing.T) {
			question := h.mustQuestion(t, wrong.query, nil)
			h.statements.take()
			answer := h.Answer(t.Context(), question)
			if sent := h.statements.take(); len(sent) != wrong.asked {
				t.Errorf("%d statements", len(sent))
			}
			if len(answer.Faults) != 1 {
				t.Fatalf("%d faults, and %s", len(answer.Faults), answer.Data)
			}
			found := answer.Faults[0]
			if found.Code != wrong.code || found.Argument != wrong.argument {
				t.Errorf("got %s about %s: %s", found.Code, found.Argument, found.Message)
			}
			if found.Code != fault.NotFound && answer.Data != nil {
				t.Errorf("there is data: %s", answer.Data)
			}
			mustBeFit(t, found)
		})
	}
}

// inside are words that say how the house is built.
var inside = regexp.MustCompile(`(?i)\bselect\b|\bsql|syntax|column|\btable|relation\b|postgres|pgx|pgconn|strconv|\btime\.|json|map\[|%!|<nil>|nil\b|runtime|\bopen\.|\bt\d+\.|\$\d|interface|struct|uuid|0x`)

// mustBeFit has a fault be fit to be shown.
func mustBeFit(t *testing.T, found *fault.Error) {
	t.Helper()
	if words := inside.FindString(found.Message); words != "" {
		t.Errorf("%q says %q", found.Message, words)
	}
	if len(found.Message) > 600 {
		t.Errorf("a message of %d bytes", len(found.Message))
	}
}

// 64 conditions are not too many, with the total counted or without.
func TestAsManyConditionsAsThereMayBe(t *testing.T) {
	h := anyHouse(t)
	query := `{ books(filter: {or: [` + strings.Repeat(`{pages: 10},`, 63) + `]}) { totalCount nodes { id } } }`
	h.mustAgree(t, query, h.mustQuestion(t, query, nil))
}

// What fails below is shown without its cause, which is for the log.
func TestWhatFailsInTheDatabaseIsNotShown(t *testing.T) {
	h := anyHouse(t)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	faults := h.Answer(over, h.mustQuestion(t, `{ books { totalCount } }`, nil)).Faults
	if len(faults) != 1 || faults[0].Cause == nil {
		t.Fatalf("got %v", faults)
	}
	mustBeFit(t, faults[0])
}

// cursorIn is the first cursor in an answer.
func (h *house) cursorIn(t *testing.T, query string) string {
	t.Helper()
	answer := h.Answer(t.Context(), h.mustQuestion(t, query, nil))
	found := cursorShape.FindString(string(answer.Data))
	if found == "" {
		t.Fatalf("no cursor in %s %v", answer.Data, answer.Faults)
	}
	return strings.Trim(found, `"`)
}

// altered is a cursor with another letter in its middle.
func altered(cursor string) string {
	middle := len(cursor) / 2
	letter := "A"
	if cursor[middle] == 'A' {
		letter = "B"
	}
	return cursor[:middle] + letter + cursor[middle+1:]
}
