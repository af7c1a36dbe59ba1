package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// resolvers are how the reference knows the library: what each field is that is no column.
var resolvers = map[string]func(r *reference, x, arguments row) any{
	"Query.node":      func(r *reference, _, a row) any { return r.lookup(r.byPublicID(a["id"])) },
	"Query.nodes":     func(r *reference, _, a row) any { return r.byPublicIDs(a["ids"].([]any)) },
	"Query.library":   func(r *reference, _, a row) any { return r.lookup(r.byEither("library", a)) },
	"Query.libraries": all("library"),
	"Query.book":      func(r *reference, _, a row) any { return r.lookup(r.byEither("book", a)) },
	"Query.books":     all("book"),
	"Query.author":    func(r *reference, _, a row) any { return r.lookup(r.byEither("author", a)) },
	"Query.authors":   all("author"),
	"Query.magazine":  func(r *reference, _, a row) any { return r.lookup(r.byEither("magazine", a)) },
	"Query.patron":    func(r *reference, _, a row) any { return r.lookup(r.byEither("patron", a)) },
	"Query.loans":     all("loan"),

	"Query.find":    find,
	"Query.opening": opening,
	"Found.work":    func(r *reference, x, _ row) any { return r.byPublicID(x["workId"]) },
	"Opening.first": one("library", "first_id"),

	"Library.register":           presently("library", register),
	"Register.id":                func(_ *reference, x, _ row) any { return "reg_" + x["id"].(string) },
	"Register.remark":            text("remark"),
	"Register.remarkDetail":      textDetails("remark"),
	"Register.loan":              one("loan", "id"),
	"Register.lent":              func(r *reference, x, _ row) any { return r.byPublicID(x["lentId"]) },
	"Register.damage":            embedded("damage_", "damage_kind"),
	"Register.days":              registerDays,
	"Register.dueBack":           dueBack,
	"RegisterConnection.busiest": func(_ *reference, x, _ row) any { return x["busiest"] },
	"BusyDay.library":            one("library", "library_id"),

	"Library.name":     text("name"),
	"Library.address":  embedded("address_", ""),
	"Address.position": embedded("position_", "position_north"),
	"Position.label":   text("label"),
	"Library.parent":   one("library", "parent_id"),
	"Library.branches": many("library", "parent_id"),
	"Library.shelves": func(r *reference, x, _ row) any {
		shelves := r.where("shelf", "library_id", x["id"])
		slices.SortStableFunc(shelves, func(a, b row) int { return cmp.Compare(a["ordinal"].(int), b["ordinal"].(int)) })
		return shelves
	},
	"Library.books": many("book", "library_id"),
	"Shelf.library": one("library", "library_id"),

	"Book.title":           text("title"),
	"Book.blurb":           text("blurb"),
	"Book.titleDetail":     textDetails("title"),
	"Book.blurbDetail":     textDetails("blurb"),
	"Book.library":         one("library", "library_id"),
	"Book.authors":         joined("author", "book_author", "book_id", "author_id"),
	"Book.prequel":         one("book", "prequel_id"),
	"Book.sequels":         joined("book", "book_sequel", "book_id", "sequel_id"),
	"Book.loans":           many("loan", "book_id"),
	"Book.rating":          ratingThen,
	"Rating.by":            one("patron", "by_id"),
	"Rating.verdict":       verdict,
	"Book.condition":       conditionThen,
	"Condition.age":        conditionAge,
	"Condition.note":       text("note"),
	"Condition.damage":     embedded("damage_", "damage_kind"),
	"Book.age":             age,
	"Book.initials":        initials,
	"Book.editions":        func(r *reference, x, _ row) any { return r.editions(x) },
	"Book.latestEdition":   latestEdition,
	"Edition.note":         text("note"),
	"Book.neighbour":       firstOf(presently("book", neighbours)),
	"Book.similar":         presently("book", similar),
	"Book.fromSameLibrary": presently("book", fromSameLibrary),
	"Book.companions":      presently("book", companions),

	"Author.mentor": one("author", "mentor_id"),
	"Author.pupils": many("author", "mentor_id"),
	"Author.books":  joined("book", "book_author", "author_id", "book_id"),

	"Magazine.library": one("library", "library_id"),
	"Magazine.loans":   many("loan", "magazine_id"),

	"Patron.groups":  joined("group", "group_patron", "patron_id", "group_id"),
	"Patron.latest":  presently("patron", latest),
	"Patron.history": presently("patron", history),
	"Group.patrons":  joined("patron", "group_patron", "group_id", "patron_id"),

	"Loan.book":     one("book", "book_id"),
	"Loan.magazine": one("magazine", "magazine_id"),
	"Loan.patron":   one("patron", "patron_id"),
	"Loan.late":     presently("loan", late),
}

func all(table string) func(r *reference, x, arguments row) any {
	return func(r *reference, _, _ row) any { return r.where(table, "hidden", false) }
}

func one(table, column string) func(r *reference, x, arguments row) any {
	return func(r *reference, x, _ row) any { return r.find(table, x[column]) }
}

func many(table, column string) func(r *reference, x, arguments row) any {
	return func(r *reference, x, _ row) any { return r.where(table, column, x["id"]) }
}

func joined(table, between, own, far string) func(r *reference, x, arguments row) any {
	return func(r *reference, x, _ row) any { return r.across(table, between, own, far, x) }
}

func text(column string) func(r *reference, x, arguments row) any {
	return func(r *reference, x, a row) any {
		if said := textDetails(column)(r, x, a).(row); said != nil {
			return said["text"]
		}
		return nil
	}
}

// textDetails is a text in the language asked for or one it is a variety of, else in one that the asker prefers, else as it was first written.
func textDetails(column string) func(r *reference, x, arguments row) any {
	return func(r *reference, x, a row) any {
		texts, _ := x[column].(map[string]any)
		if texts == nil {
			return row(nil)
		}
		wanted := []string{}
		if tag, is := a["language"].(string); is {
			for ; tag != ""; tag = tag[:max(0, strings.LastIndex(tag, "-"))] {
				wanted = append(wanted, tag)
			}
		}
		for _, tag := range append(wanted, r.question.Languages...) {
			if said, there := texts[tag].(map[string]any); there {
				return row{"language": tag, "text": said["text"], "state": said["state"]}
			}
		}
		return original(texts)
	}
}

func original(texts map[string]any) row {
	for tag, found := range texts {
		if said := found.(map[string]any); said["state"] == "ORIGINAL" {
			return row{"language": tag, "text": said["text"], "state": said["state"]}
		}
	}
	return nil
}

// embedded is an object on the same row: its columns without their prefix. Where tells is named, there is an object only if that is known.
func embedded(prefix, tells string) func(r *reference, x, arguments row) any {
	return func(_ *reference, x, _ row) any {
		if tells != "" && x[tells] == nil {
			return nil
		}
		part := row{}
		for column, value := range x {
			if name, is := strings.CutPrefix(column, prefix); is {
				part[name] = value
			}
		}
		return part
	}
}

// where finds the rows with a value in a column, by id.
func (r *reference) where(table, column string, value any) []row {
	found := keep(r.world[table], func(x row) bool { return value != nil && x[column] == value })
	slices.SortFunc(found, r.order(nil))
	return found
}

func (r *reference) find(table string, id any) row {
	for _, x := range r.where(table, "id", id) {
		return x
	}
	return nil
}

func (r *reference) across(table, between, own, far string, x row) []row {
	return keep(r.where(table, "hidden", false), func(y row) bool {
		return slices.ContainsFunc(r.world[between], func(tie row) bool { return tie[own] == x["id"] && tie[far] == y["id"] })
	})
}

// lookup counts what was looked for and is not there.
func (r *reference) lookup(found row) any {
	if found == nil {
		r.missing++
	}
	return found
}

func (r *reference) byPublicID(id any) row {
	text, _ := id.(string)
	cut := strings.LastIndex(text, "_")
	for typ, prefix := range idPrefixes {
		if cut > 0 && prefix == text[:cut] {
			return typed(typ, r.find(strings.ToLower(typ), text[cut+1:]))
		}
	}
	return nil
}

func (r *reference) byPublicIDs(ids []any) []row {
	found := []row{}
	for _, id := range ids {
		found = append(found, r.byPublicID(id))
	}
	return found
}

func (r *reference) byEither(table string, by row) row {
	if by["id"] != nil {
		return r.byPublicID(by["id"])
	}
	for _, x := range r.where(table, "reference", by["reference"]) {
		return x
	}
	return nil
}

// typed is a row that says of what type it is.
func typed(typ string, x row) row {
	if x == nil {
		return nil
	}
	copied := row{"__typename": typ}
	for column, value := range x {
		copied[column] = value
	}
	return copied
}

// The computed fields.

func yearOf(day any) int {
	year, err := strconv.Atoi(day.(string)[:4])
	if err != nil {
		panic(err) // days are made by the tests
	}
	return year
}

func age(_ *reference, x, a row) any {
	if x["published_on"] == nil {
		return nil
	}
	on := a["on"]
	if on == nil {
		on = "2020-01-01"
	}
	years := yearOf(on) - yearOf(x["published_on"])
	if a["inMonths"] == true {
		return years * 12
	}
	return years
}

func verdict(_ *reference, x, a row) any {
	enough := 3
	if a["strict"] == true {
		enough = 4
	}
	if x["stars"].(int) >= enough {
		return "good"
	}
	return "poor"
}

// conditionThen is a book's condition now, or what it was on a day. Its age is of that day, unless it is asked for another.
func conditionThen(r *reference, x, a row) any {
	part := embedded("condition_", "")(r, x, nil).(row)
	if a["on"] == nil && a["knownAt"] == nil {
		return part
	}
	part["state"], part["day"] = "NEW", a["on"]
	if seen := part["damage_seen_on"]; seen == nil || a["on"] == nil || seen.(string) > a["on"].(string) {
		part["damage_kind"] = nil
	}
	return part
}

func conditionAge(_ *reference, x, a row) any {
	switch {
	case a["on"] != nil:
		return yearOf(a["on"])
	case x["day"] != nil:
		return yearOf(x["day"])
	}
	return nil
}

func ratingThen(r *reference, x, a row) any {
	part, _ := embedded("rating_", "rating_stars")(r, x, nil).(row)
	if part != nil && a["until"] != nil {
		if a["until"].(string) < "2013-01-01" {
			return nil
		}
		part["votes"] = 0
	}
	if part == nil {
		return nil
	}
	return part
}

func initials(_ *reference, x, a row) any {
	found := []string{}
	for i, tag := range x["tags"].([]string) {
		if most, is := a["most"].(int64); !is || i < int(most) {
			found = append(found, tag[:1])
		}
	}
	return found
}

func (r *reference) editions(x row) []row {
	found := r.where("edition", "book_id", x["id"])
	slices.SortFunc(found, func(a, b row) int { return cmp.Compare(b["number"].(int), a["number"].(int)) })
	return found
}

func latestEdition(r *reference, x, a row) any {
	for _, edition := range r.editions(x) {
		if a["upTo"] == nil || edition["printed_on"] != nil && edition["printed_on"].(string) <= a["upTo"].(string) {
			return edition
		}
	}
	return nil
}

func neighbours(r *reference, x, _ row) any {
	byPages := r.order([]any{map[string]any{"field": "PAGES"}})
	found := keep(r.where("book", "library_id", x["library_id"]), func(y row) bool { return byPages(y, x) > 0 })
	slices.SortFunc(found, byPages)
	return found
}

// firstOf is the first of those that are seen.
func firstOf(find func(r *reference, x, arguments row) any) func(r *reference, x, arguments row) any {
	return func(r *reference, x, a row) any {
		for _, found := range find(r, x, a).([]row) {
			return found
		}
		return nil
	}
}

func similar(r *reference, x, a row) any {
	genre := cmp.Or(a["genre"], x["genre"])
	length, _ := a["length"].(map[string]any)
	found := keep(r.where("book", "genre", genre), func(y row) bool {
		pages := int64(y["pages"].(int))
		atLeast, bounded := length["atLeast"].(int64)
		atMost, limited := length["atMost"].(int64)
		return y["id"] != x["id"] && (!bounded || pages >= atLeast) && (!limited || pages <= atMost) && sharesTag(y, length["tags"]) && !r.isThe(y, length["besides"])
	})
	slices.SortFunc(found, func(a, b row) int {
		return cmp.Or(cmp.Compare(b["pages"].(int), a["pages"].(int)), cmp.Compare(a["id"].(string), b["id"].(string)))
	})
	return found[:min(5, len(found))]
}

func sharesTag(x row, tags any) bool {
	list, is := tags.([]any)
	return !is || slices.ContainsFunc(list, func(tag any) bool { return slices.Contains(x["tags"].([]string), tag.(string)) })
}

// isThe says whether a book is the one that a reference to it names.
func (r *reference) isThe(x row, named any) bool {
	by, _ := named.(map[string]any)
	return by["id"] != nil && by["id"] == "bk_"+x["id"].(string) || by["reference"] != nil && by["reference"] == x["reference"]
}

func fromSameLibrary(r *reference, x, a row) any {
	return keep(r.where("book", "library_id", x["library_id"]), func(y row) bool {
		least, is := a["minPages"].(int64)
		return !is || int64(y["pages"].(int)) >= least
	})
}

func companions(r *reference, x, a row) any {
	found := []row{}
	for _, magazine := range r.where("magazine", "library_id", x["library_id"]) {
		found = append(found, typed("Magazine", magazine))
	}
	for _, tie := range r.world["book_sequel"] {
		if sequel := r.find("book", tie["sequel_id"]); tie["book_id"] == x["id"] && sequel != nil {
			found = append(found, typed("Book", sequel))
		}
	}
	slices.SortFunc(found, r.order(nil))
	if a["backwards"] == true {
		slices.Reverse(found)
	}
	return found
}

func (r *reference) loansOf(x row) []row {
	found := r.where("loan", "patron_id", x["id"])
	slices.SortStableFunc(found, func(a, b row) int { return cmp.Compare(a["lent_on"].(string), b["lent_on"].(string)) })
	return found
}

func latest(r *reference, x, _ row) any {
	loans := r.loansOf(x)
	slices.SortStableFunc(loans, func(a, b row) int { return cmp.Compare(b["lent_on"].(string), a["lent_on"].(string)) })
	if len(loans) == 0 {
		return nil
	}
	if loans[0]["book_id"] != nil {
		return typed("Book", r.find("book", loans[0]["book_id"]))
	}
	return typed("Magazine", r.find("magazine", loans[0]["magazine_id"]))
}

func history(r *reference, x, _ row) any {
	said := []row{}
	loans := r.loansOf(x)
	for _, day := range days(loans) {
		for _, loan := range loans {
			if loan["lent_on"] == day {
				said = append(said, typed("Loan", loan))
			}
		}
		lent := []row{}
		for _, loan := range loans {
			if book := r.find("book", loan["book_id"]); loan["lent_on"] == day && book != nil {
				lent = append(lent, typed("Book", book))
			}
		}
		slices.SortFunc(lent, r.order(nil))
		said = append(said, lent...)
	}
	return said
}

func days(loans []row) (found []any) {
	for _, loan := range loans {
		if !slices.Contains(found, loan["lent_on"]) {
			found = append(found, loan["lent_on"])
		}
	}
	return found
}

// register is what a library lent.
func register(r *reference, x, a row) any {
	found := []row{}
	for _, loan := range r.where("loan", "hidden", false) {
		lent, typ := r.find("book", loan["book_id"]), "Book"
		if lent == nil {
			lent, typ = r.find("magazine", loan["magazine_id"]), "Magazine"
		}
		if lent == nil || lent["library_id"] != x["id"] || a["through"] != nil && loan["lent_on"].(string) > a["through"].(string) {
			continue
		}
		entry := entryOf(loan)
		entry["remark"], entry["lentId"], entry["through"] = lent["blurb"], idPrefixes[typ]+"_"+lent["id"].(string), a["through"]
		entry["damage_kind"], entry["damage_seen_on"], entry["library_id"] = lent["condition_damage_kind"], lent["condition_damage_seen_on"], x["id"]
		found = append(found, entry)
	}
	return found
}

// entryOf is the place of a loan in a register.
func entryOf(loan row) row {
	return row{"id": loan["id"], "ordinal": -daysBetween("2010-01-01", loan["lent_on"].(string)), "day": loan["lent_on"]}
}

func registerDays(_ *reference, x, a row) any {
	on := cmp.Or(a["on"], x["through"])
	if on == nil {
		return nil
	}
	return daysBetween(x["day"].(string), on.(string))
}

// dueBack is when a loan was to end, four weeks after it began.
func dueBack(_ *reference, x, _ row) any {
	began := instant(x["day"].(string) + "T00:00:00Z")
	left := 28
	if through, limited := x["through"].(string); limited {
		left -= daysBetween(x["day"].(string), through)
	}
	return row{"on": began.AddDate(0, 0, 28).Format(time.DateOnly), "days_left": left}
}

// registerPage is what a page of a register says beyond what pages say.
func registerPage(rows []row, arguments row) row {
	counts := map[string]int{}
	for _, entry := range rows {
		counts[entry["day"].(string)]++
	}
	busiest := []row{}
	for day, loans := range counts {
		busiest = append(busiest, row{"day": day, "loans": loans, "library_id": rows[0]["library_id"]})
	}
	slices.SortFunc(busiest, func(a, b row) int {
		return cmp.Or(cmp.Compare(b["loans"].(int), a["loans"].(int)), cmp.Compare(a["day"].(string), b["day"].(string)))
	})
	return row{"through": arguments["through"], "busiest": busiest[:min(2, len(busiest))]}
}

func find(r *reference, _, a row) any {
	found := []row{}
	for _, book := range r.where("book", "genre", strings.ToUpper(a["word"].(string))) {
		found = append(found, foundBook(book))
	}
	for _, magazine := range r.where("magazine", "hidden", false) {
		if score := float64(magazine["issue"].(int)); strings.Contains(magazine["title"].(string), a["word"].(string)) {
			found = append(found, row{"id": magazine["id"], "ordinal": -score, "score": score, "workId": idPrefixes["Magazine"] + "_" + magazine["id"].(string)})
		}
	}
	return found
}

func foundBook(book row) row {
	score := float64(book["pages"].(int)) / 7
	return row{"id": book["id"], "ordinal": -score, "score": score, "workId": idPrefixes["Book"] + "_" + book["id"].(string)}
}

func opening(r *reference, _, a row) any {
	libraries := keep(r.where("library", "hidden", false), func(x row) bool {
		return x["founded_on"] != nil && (a["day"] == nil || x["founded_on"].(string) >= a["day"].(string))
	})
	slices.SortStableFunc(libraries, func(a, b row) int { return cmp.Compare(a["founded_on"].(string), b["founded_on"].(string)) })
	if len(libraries) == 0 {
		return nil
	}
	return row{"day": libraries[0]["founded_on"], "first_id": libraries[0]["id"]}
}

// late is about the thirty days after the first; every day is in the middle of one of the first three months.
func late(_ *reference, x, a row) any {
	until := x["returned_on"]
	if until == nil {
		until = a["on"]
	}
	return daysBetween(x["lent_on"].(string), until.(string)) > 30
}
