package plan

import (
	"strings"
	"testing"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// The contract, the models and the migrations agree: every field of schema.graphql has an answer.
func TestTheContractIsAnswered(t *testing.T) {
	contractPlanner(t, pgtest.New(t, postgres.Options{}))
}

// What nothing answers is refused before the first question, by its name.
func TestNewRefuses(t *testing.T) {
	h := anyHouse(t)
	contract := readTestdata(t, "library.graphql")
	for name, change := range map[string]struct {
		old, with string // a piece of the schema, and what stands in its place
		says      []string
	}{
		"a field that nothing answers":                                {"pages: Int!\n", "pages: Int!\n colour: String\n", []string{"Book.colour", "book_colour"}},
		"a field of an embedded object":                               {"seenOn: Date }", "seenOn: Date, by: String }", []string{"Damage.by", "book_condition_damage_by"}},
		"a field of the root":                                         {"patron(id: ID, reference: String): Patron", "shelf(label: String): Int", []string{"Query.shelf", "Int"}},
		"a column of a function":                                      {"number: Int!, printedOn", "number: Int!, colour: Int, printedOn", []string{"Book.latestEdition", "book_latest_edition", "colour"}},
		"an argument that the function lacks":                         {"initials(most: Int)", "initials(most: Int, least: Int)", []string{"Book.initials", "book_initials", "least"}},
		"an object of another day, without a function":                {"address: Address!", "address(on: Date): Address!", []string{"Library.address", "library_address"}},
		"an object of another day, by a function that lacks a column": {"damage: Damage, age", "damage: Damage, since: Date, age", []string{"Book.condition", "book_condition", "condition_since"}},
		"an argument of lists that no list takes":                     {"initials(most: Int)", "initials(most: Int, first: Int)", []string{"Book.initials", "first"}},
		"an argument of a column":                                     {"pages: Int!\n", "pages(language: LanguageTag): Int!\n", []string{"Book.pages", "language"}},
		"an argument of a plain list":                                 {"authors(knownAt: DateTime): [Author!]!", "authors(first: Int): [Author!]!", []string{"Book.authors", "first"}},
		"a function that takes no id":                                 {"type Shelf {", "type Shelf { withoutId: Int", []string{"Shelf.withoutId", "shelf_without_id"}},
		"a filter that nothing answers":                               {"pages: [Int]\n", "pages: [Int]\n colour: [String!]\n", []string{"BookFilter.colour", "book_filter_colour"}},
		"a filter that looks at nothing":                              {`@on(field: "condition.state")`, `@on(field: "condition.colour")`, []string{"BookFilter.state", "condition.colour"}},
		"a filter that looks through what is no record":               {`@on(field: "condition.state")`, `@on(field: "pages.state")`, []string{"BookFilter.state", "pages"}},
		"a filter that looks at another record's nothing":             {`@on(field: "condition.state")`, `@on(field: "library.colour")`, []string{"BookFilter.state", "library.colour"}},
		"a list where it is asked whether something is there":         {"lent: Boolean", "lent: [Boolean!]", []string{"BookFilter.lent", "boolean"}},
		"a filter of a text in several languages":                     {"pages: [Int]\n", "pages: [Int]\n title: [String!]\n", []string{"BookFilter.title", "languages"}},
		"a filter of records that takes no filter":                    {"prequel: BookFilter", "prequel: [ID!]", []string{"BookFilter.prequel"}},
		"a filter of a column that takes a filter":                    {"genre: [Genre]", "genre: BookFilter", []string{"BookFilter.genre"}},
		"a list where one value is compared":                          {"inPrint: Boolean\n  publishedBefore", "inPrint: [Boolean!]\n  publishedBefore", []string{"BookFilter.inPrint"}},
		"the same filter for another type":                            {"pupils(filter: AuthorFilter", "pupils(filter: LibraryFilter", []string{"LibraryFilter"}},
		"an order by what is null and has no twins":                   {"{ PAGES ", "{ PRICE ", []string{"BookOrder", "price", "price_asc"}},
		"an order by a text in several languages":                     {"{ PAGES ", "{ TITLE ", []string{"BookOrder", "title", "languages"}},
		"an order by nothing":                                         {"{ PAGES ", "{ COLOUR ", []string{"BookOrder", "Book", "COLOUR"}},
		"an object that may be null, but when?":                       {"stars: Int!, votes", "stars: Int, votes", []string{"Book.rating", "Rating"}},
		"a list where the model has one":                              {"prequel: Book\n  sequels", "prequel: [Book!]!\n  sequels", []string{"Book.prequel", "list"}},
		"an object where there is a column":                           {"pages: Int!\n", "pages: Rating!\n", []string{"Book.pages", "scalar"}},
		"a scalar where there are rows":                               {"authors(knownAt: DateTime): [Author!]!", "authors: [String!]!", []string{"Book.authors", "String"}},
		"an id that is not the row's":                                 {"addedAt: DateTime!", "addedAt: DateTime!, libraryId: ID", []string{"Book.libraryId", "library_id"}},
		"an id of what has no public ids":                             {"type Shelf {", "type Shelf { id: ID!", []string{"Shelf.id", "prefix"}},
		"a page that says more than pages do":                         {"type BookConnection {", "type BookConnection { colours: [String!]!", []string{"BookConnection.colours"}},
		"an edge that says more":                                      {"type BookEdge {", "type BookEdge { colour: String", []string{"BookEdge.colour"}},
		"a field of a function's rows":                                {"remarkDetail(", "colour: Int, remarkDetail(", []string{"Register.colour", "library_register_colour"}},
		"a page of a function's rows that says more":                  {"busiest: [BusyDay!]!", "busiest: [BusyDay!]!, colours: Int", []string{"RegisterConnection.colours"}},
		"a filter through what is no record":                          {`@on(field: "loan"), first`, `@on(field: "day"), first`, []string{"Register", "day"}},
		"rows without an id, asked further":                           {"loans: Int!, library", "loans: Int!, colour: Int, library", []string{"library_register_busiest", "BusyDay.colour"}},
		"a lookup by what is no field":                                {"author(id: ID): Author", "author(colour: String): Author", []string{"Query.author", "colour"}},
		"a lookup by nothing":                                         {"author(id: ID): Author", "author: Author", []string{"Query.author"}},
		"a list of the root that is no page":                          {"author(id: ID): Author", "author(id: ID): [Author!]!", []string{"Query.author"}},
		"any record, by something else than its id":                   {"node(id: ID!): Node", "node(name: ID!): Node", []string{"Query.node", "name"}},
		"a type of several that no model answers":                     {"union Work = Book", "union Work = Edition | Book", []string{"Edition", "no model"}},
		"a clock where nothing tells of then":                         {"filter: AuthorFilter, orderBy: [AuthorOrder!], first: Int, after: String, last: Int, before: String): AuthorConnection!", "asOf: Date): AuthorConnection!", []string{"Author.pupils", "asOf"}},
		"a clock of a list of the root where nothing tells of then":   {"libraries(filter: LibraryFilter,", "libraries(knownAt: DateTime, filter: LibraryFilter,", []string{"Query.libraries", "knownAt"}},
		"a page of records of several types":                          {"companions(backwards: Boolean! = false): [Work!]!", "companions: WorkConnection! } type WorkConnection { nodes: [Work!]!", []string{"Book.companions"}},
		"figures of no model":                                         {`@statistics(of: "Loan")`, `@statistics(of: "Length")`, []string{"Query.loanStatistics", "Length"}},
		"an argument of figures":                                      {"loanStatistics(filter: LoanFilter)", "loanStatistics(filter: LoanFilter, first: Int)", []string{"Query.loanStatistics", "first"}},
		"a filter of other rows for figures":                          {"loanStatistics(filter: LoanFilter)", "loanStatistics(filter: BookFilter)", []string{"BookFilter"}},
		"a figure that nothing answers":                               {"{ total: Int! @count, returned", "{ total: Int!, returned", []string{"LoanStatistics.total", "loan_statistics_total", "no directive"}},
		"a figure by a function that takes no ids":                    {"  tags: [TagCount!]!\n", "  withoutIds: Int\n", []string{"BookStatistics.withoutIds", "book_statistics_without_ids", "ids"}},
		"a figure by a function that lacks an argument":               {"  tags: [TagCount!]!\n", "  tags(most: Int): [TagCount!]!\n", []string{"BookStatistics.tags", "most"}},
		"a count that is no number":                                   {"{ total: Int! @count, returned", "{ total: String! @count, returned", []string{"LoanStatistics.total", "number"}},
		"a count of no relation":                                      {"authors\")\n  \"Of", "pages\")\n  \"Of", []string{"BookStatistics.authors", "pages"}},
		"a count where nothing is":                                    {`@count(where: { field: "publishedOn" })`, `@count(where: { field: "colour" })`, []string{"BookStatistics.published", "colour"}},
		"a count where something of another row is":                   {`@count(where: { field: "publishedOn" })`, `@count(where: { field: "library.open" })`, []string{"BookStatistics.published", "library"}},
		"a count by the values of another enum":                       {"type StateCount { value: State!", "type StateCount { value: Genre!", []string{"byState", "Genre"}},
		"a count by values that may be null, without a row for it":    {"type GenreCount { value: Genre,", "type GenreCount { value: Genre!,", []string{"byGenre", "genre", "none"}},
		"a count by values that is no list of them":                   {"type GenreCount { value: Genre, count: Int! }", "type GenreCount { value: Genre, count: Int!, share: Float }", []string{"byGenre", "genre"}},
		"groups by nothing":                                           {"enum BookDimension { AUTHOR", "enum BookDimension { SHAPE AUTHOR", []string{"BookStatistics.groups", "book_by_shape"}},
		"groups by a function without a key":                          {"enum BookDimension { AUTHOR", "enum BookDimension { COLOUR AUTHOR", []string{"BookStatistics.groups", "book_by_colour"}},
		"groups that nothing gives a label in several languages":      {"enum BookDimension { AUTHOR", "enum BookDimension { PRICE AUTHOR", []string{"BookStatistics.groups", "book_by_price_named"}},
		"an argument that no groups take":                             {"first: Int, prefix: String", "first: Int, suffix: String", []string{"BookStatistics.groups", "suffix"}},
		"groups that say more":                                        {"type BookGroups { totalCount", "type BookGroups { largest: Int, totalCount", []string{"BookStatistics.groups", "largest"}},
		"figures in themselves":                                       {"type Rated {\n", "type Rated { again: Rated!\n", []string{"BookStatistics.rated", "Rated.again", "themselves"}},
		"groups of groups":                                            {"type BookGroup {\n", "type BookGroup { groups(by: BookDimension!): BookGroups!\n", []string{"BookGroup.groups"}},
		"a point in time that looks at what did not change":           {"type BookPoint {\n", "type BookPoint { inPrint: Int! @count(where: { field: \"inPrint\" })\n", []string{"BookPoint.inPrint", "book_over_time", "in_print"}},
		"a point in time that looks at other rows":                    {"type BookPoint {\n", "type BookPoint { loans: Int! @count(of: \"loans\")\n", []string{"BookPoint.loans", "relation"}},
		"a point in time without a directive":                         {"type BookPoint {\n", "type BookPoint { pages: Int\n", []string{"BookPoint.pages", "directive"}},
		"points in time without an end":                               {"overTime(from: Date!, to: Date!,", "overTime(from: Date!, to: Date,", []string{"BookStatistics.overTime", "to"}},
		"points in time by nobody's step":                             {"enum Step { MONTH", "enum Step { WEEK MONTH", []string{"BookStatistics.overTime", "WEEK"}},
		"points in time since what is no column":                      {`@overTime(since: "publishedOn")`, `@overTime(since: "library")`, []string{"BookStatistics.overTime", "library"}},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Count(contract, change.old) != 1 {
				t.Fatalf("%q is %d times in the schema", change.old, strings.Count(contract, change.old))
			}
			schema := schemaOf(t, strings.Replace(contract, change.old, change.with, 1))
			_, err := New(libraryOptions(schema, h.catalogue, h.reader))
			if err == nil {
				t.Fatal("accepted")
			}
			for _, word := range change.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%q does not name %s", err, word)
				}
			}
		})
	}
}

func TestNewRefusesATableOfThenThatLacksAColumn(t *testing.T) {
	h := anyHouse(t)
	short := h.catalogue.functions["book_author_then"]
	short.columns = short.columns[1:]
	catalogue := &Catalogue{relations: h.catalogue.relations, functions: with(h.catalogue.functions, short.name, short)}
	_, err := New(libraryOptions(h.mapping.schema, catalogue, h.reader))
	if err == nil || !strings.Contains(err.Error(), "book_author_then") || !strings.Contains(err.Error(), "book_id") {
		t.Errorf("got %v", err)
	}
}

func TestNewRefusesAModelThatNothingReads(t *testing.T) {
	h := anyHouse(t)
	type Pencil struct{ ID string }
	options := libraryOptions(h.mapping.schema, h.catalogue, h.reader)
	options.Models = append(options.Models, &Pencil{})
	if _, err := New(options); err == nil || !strings.Contains(err.Error(), "Pencil") {
		t.Errorf("got %v", err)
	}
}
