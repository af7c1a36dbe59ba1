package plan

import (
	"slices"
	"strings"
	"time"
)

// meanings are what each field of the library's filters means for a row.
var meanings map[string]func(r *reference, x row, value any) bool

func init() {
	meanings = map[string]func(r *reference, x row, value any) bool{
		"Library.id":            hasID("Library"),
		"Library.reference":     oneOf("reference"),
		"Library.open":          equals("open"),
		"Library.foundedBefore": before("founded_on"),
		"Library.town":          oneOf("address_town"),
		"Library.parent":        some("Library", "Library.parent"),
		"Library.shelf":         some("Shelf", "Library.shelves"),
		"Shelf.label":           oneOf("label"),
		"Shelf.lamps":           oneOf("lamps"),

		"Book.id":              hasID("Book"),
		"Book.reference":       oneOf("reference"),
		"Book.genre":           oneOf("genre"),
		"Book.pages":           oneOf("pages"),
		"Book.inPrint":         equals("in_print"),
		"Book.publishedBefore": before("published_on"),
		"Book.publishedAfter":  after("published_on"),
		"Book.addedAfter": func(_ *reference, x row, value any) bool {
			return instant(x["added_at"].(string)).After(instant(value.(string)))
		},
		"Book.state":   oneOf("condition_state"),
		"Book.damage":  oneOf("condition_damage_kind"),
		"Book.library": some("Library", "Book.library"),
		"Book.author":  some("Author", "Book.authors"),
		"Book.loan":    some("Loan", "Book.loans"),
		"Book.prequel": some("Book", "Book.prequel"),
		"Book.sequel":  some("Book", "Book.sequels"),
		"Book.ratedBy": func(r *reference, x row, value any) bool {
			by := r.find("patron", x["rating_by_id"])
			return by != nil && r.matches("Patron", by, value)
		},
		"Book.rated":     func(_ *reference, x row, value any) bool { return (x["rating_stars"] != nil) == value },
		"Book.described": func(_ *reference, x row, value any) bool { return (x["blurb"] != nil) == value },
		"Book.lent": func(r *reference, x row, value any) bool {
			return slices.ContainsFunc(r.world["loan"], func(loan row) bool { return loan["book_id"] == x["id"] }) == value
		},
		"Book.mentored": func(r *reference, x row, value any) bool {
			return some("Author", "Book.authors")(r, x, map[string]any{"mentor": map[string]any{}}) == value
		},
		"Book.lentToGroup": func(r *reference, x row, value any) bool {
			return some("Loan", "Book.loans")(r, x, map[string]any{"patron": map[string]any{"group": value}})
		},
		"Book.town": func(r *reference, x row, value any) bool {
			return some("Library", "Book.library")(r, x, map[string]any{"town": value})
		},
		"Book.lentTo": func(r *reference, x row, value any) bool {
			patron := r.byEither("patron", value.(map[string]any))
			defer func(then world) { r.world = then }(r.world)
			r.world = r.present // a function does not know the clocks
			return slices.ContainsFunc(r.loansOf(patron), func(loan row) bool { return loan["book_id"] == x["id"] })
		},
		"Book.titled": func(_ *reference, x row, value any) bool {
			return strings.Contains(original(x["title"].(map[string]any))["text"].(string), value.(string))
		},

		"Author.id":         hasID("Author"),
		"Author.name":       oneOf("name"),
		"Author.bornBefore": before("born_on"),
		"Author.mentor":     some("Author", "Author.mentor"),
		"Author.book":       some("Book", "Author.books"),

		"Patron.id":    hasID("Patron"),
		"Patron.name":  oneOf("name"),
		"Patron.group": some("Group", "Patron.groups"),
		"Patron.loan": func(r *reference, x row, value any) bool {
			return slices.ContainsFunc(r.loansOf(x), func(loan row) bool { return r.matches("Loan", loan, value) })
		},
		"Group.name":   oneOf("name"),
		"Group.patron": some("Patron", "Group.patrons"),

		"Loan.id":             hasID("Loan"),
		"Loan.lost":           equals("lost"),
		"Loan.lentAfter":      after("lent_on"),
		"Loan.returnedBefore": before("returned_on"),
		"Loan.patron":         some("Patron", "Loan.patron"),
		"Loan.book":           some("Book", "Loan.book"),
	}
}

func hasID(typ string) func(r *reference, x row, value any) bool {
	return func(_ *reference, x row, value any) bool {
		return slices.Contains(value.([]any), any(idPrefixes[typ]+"_"+x["id"].(string)))
	}
}

// oneOf never holds for what is not known.
func oneOf(column string) func(r *reference, x row, value any) bool {
	return func(_ *reference, x row, value any) bool {
		known := x[column]
		if number, is := known.(int); is {
			known = int64(number)
		}
		return known != nil && slices.Contains(value.([]any), known)
	}
}

func equals(column string) func(r *reference, x row, value any) bool {
	return func(_ *reference, x row, value any) bool { return x[column] == value }
}

func before(column string) func(r *reference, x row, value any) bool {
	return func(_ *reference, x row, value any) bool {
		return x[column] != nil && x[column].(string) < value.(string)
	}
}

func after(column string) func(r *reference, x row, value any) bool {
	return func(_ *reference, x row, value any) bool {
		return x[column] != nil && x[column].(string) > value.(string)
	}
}

// some holds where a related row matches.
func some(typ, resolver string) func(r *reference, x row, value any) bool {
	return func(r *reference, x row, value any) bool {
		related, is := resolvers[resolver](r, x, nil).([]row)
		if one, alone := resolvers[resolver](r, x, nil).(row); alone && one != nil {
			related, is = []row{one}, true
		}
		return is && slices.ContainsFunc(related, func(y row) bool { return r.matches(typ, y, value) })
	}
}

func instant(text string) time.Time {
	read, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err) // the tests make only instants
	}
	return read
}

func daysBetween(from, to string) int {
	return int(instant(to+"T00:00:00Z").Sub(instant(from+"T00:00:00Z")).Hours() / 24)
}
