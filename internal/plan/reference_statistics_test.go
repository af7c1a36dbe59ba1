package plan

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// The library in figures, as slowly as can be: each figure counts its rows anew.

func init() {
	counts := map[string]func(r *reference, x, arguments row) any{
		"total":   count(func(*reference, row) bool { return true }),
		"inPrint": count(func(_ *reference, book row) bool { return book["in_print"] == true }),
		"byGenre": countBy(genres, func(_ *reference, book row) any { return book["genre"] }),
		"lost":    sum(func(r *reference, book row) int { return len(keep(r.where("loan", "book_id", book["id"]), isLost)) }),
		"authors": sum(func(r *reference, book row) int {
			return len(r.across("author", "book_author", "book_id", "author_id", book))
		}),
		"rated":  func(_ *reference, x, _ row) any { return x },
		"length": lengthOf,
		"pages":  pagesOf,

		"longest":      func(_ *reference, x, _ row) any { return x },
		"longestTitle": longestTitle,
	}
	for name, resolver := range counts {
		resolvers["BookStatistics."+name], resolvers["BookGroup."+name] = resolver, resolver
	}
	for name, resolver := range map[string]func(r *reference, x, arguments row) any{
		"Query.bookStatistics":     statisticsOf("Book"),
		"Query.loanStatistics":     statisticsOf("Loan"),
		"LoanStatistics.total":     counts["total"],
		"LoanStatistics.returned":  count(func(_ *reference, loan row) bool { return loan["returned_on"] != nil }),
		"BookStatistics.asOf":      func(r *reference, _, _ row) any { return r.today() },
		"BookStatistics.published": count(isPublished),
		"BookStatistics.used": count(func(r *reference, book row) bool {
			return isPublished(r, book) && book["condition_state"] != "NEW"
		}),
		"BookStatistics.byState": countBy(states, stateOf),
		"BookStatistics.loans":   sum(func(r *reference, book row) int { return len(r.where("loan", "book_id", book["id"])) }),
		"BookStatistics.tags":    tagsOf,
		"Longest.pages":          longestPages,
		"Longest.long":           count(func(_ *reference, book row) bool { return book["pages"].(int) >= 100 }),
		"Rated.good": count(func(_ *reference, book row) bool {
			return book["rating_stars"] != nil && book["condition_state"] == "GOOD"
		}),
		"Rated.byGenre": func(r *reference, x, a row) any {
			rated := keep(x["rows"].([]row), func(book row) bool { return book["rating_stars"] != nil })
			return counts["byGenre"](r, row{"rows": rated}, a)
		},
		"BookStatistics.groups":   groupsOf,
		"BookGroup.label":         text("label"),
		"BookStatistics.overTime": overTime,
		"BookPoint.total":         counts["total"],
		"BookPoint.worn":          count(func(r *reference, book row) bool { return stateOf(r, book) == "WORN" }),
		"BookPoint.byState":       countBy(states, stateOf),
		"BookPoint.byGenre":       counts["byGenre"],
	} {
		resolvers[name] = resolver
	}
}

var (
	genres = []any{"NOVEL", "POETRY", "ESSAY", "DRAMA", nil}
	states = []any{"NEW", "GOOD", "WORN"}
)

func isLost(loan row) bool                    { return loan["lost"] == true }
func isPublished(_ *reference, book row) bool { return book["published_on"] != nil }
func stateOf(_ *reference, book row) any      { return book["condition_state"] }

func statisticsOf(typ string) func(r *reference, x, arguments row) any {
	return func(r *reference, _, a row) any {
		return row{"rows": r.filtered(typ, r.where(strings.ToLower(typ), "hidden", false), a["filter"])}
	}
}

// today is the day that is asked about.
func (r *reference) today() any { return cmp.Or(r.clocks["asOf"], any(today)) }

func count(is func(r *reference, x row) bool) func(r *reference, x, arguments row) any {
	return func(r *reference, x, _ row) any {
		return len(keep(x["rows"].([]row), func(counted row) bool { return is(r, counted) }))
	}
}

func sum(of func(r *reference, x row) int) func(r *reference, x, arguments row) any {
	return func(r *reference, x, _ row) any {
		sum := 0
		for _, counted := range x["rows"].([]row) {
			sum += of(r, counted)
		}
		return sum
	}
}

func countBy(values []any, of func(r *reference, x row) any) func(r *reference, x, arguments row) any {
	return func(r *reference, x, _ row) any {
		rows := []row{}
		for _, value := range values {
			same := keep(x["rows"].([]row), func(counted row) bool { return of(r, counted) == value })
			rows = append(rows, row{"value": value, "count": len(same)})
		}
		return rows
	}
}

func lengthOf(_ *reference, x, a row) any {
	atLeast, given := a["atLeast"].(int64)
	long := keep(x["rows"].([]row), func(book row) bool { return given && int64(book["pages"].(int)) >= atLeast })
	if len(long) == 0 {
		return nil
	}
	most := 0
	for _, book := range long {
		most = max(most, book["pages"].(int))
	}
	return row{"pages": float64(most) / 4, "books": len(long)}
}

func pagesOf(_ *reference, x, _ row) any {
	if len(x["rows"].([]row)) == 0 {
		return nil
	}
	pages := 0
	for _, book := range x["rows"].([]row) {
		pages += book["pages"].(int)
	}
	return pages
}

func longestPages(_ *reference, x, _ row) any {
	var longest any
	for _, book := range x["rows"].([]row) {
		if pages := book["pages"].(int); longest == nil || pages > longest.(int) {
			longest = pages
		}
	}
	return longest
}

// longestTitle is no title: whatever there is one of, from a column whose name begins as an object does.
func longestTitle(_ *reference, x, _ row) any {
	var last any
	for _, book := range x["rows"].([]row) {
		if id := book["id"].(string); last == nil || id > last.(string) {
			last = id
		}
	}
	return last
}

func tagsOf(_ *reference, x, _ row) any {
	counts := map[string]int{}
	for _, book := range x["rows"].([]row) {
		for _, tag := range book["tags"].([]string) {
			counts[tag]++
		}
	}
	rows := []row{}
	for tag, books := range counts {
		rows = append(rows, row{"tag": tag, "books": books})
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a["tag"].(string), b["tag"].(string)) })
	return rows
}

// keysOf are the groups that a book is in, and what each is called.
var keysOf = map[string]func(r *reference, book, arguments row) map[any]any{
	"AUTHOR": func(r *reference, book, _ row) map[any]any {
		keys := map[any]any{}
		for _, author := range r.across("author", "book_author", "book_id", "author_id", book) {
			keys["aut_"+author["id"].(string)] = said(author["name"])
		}
		return keys
	},
	"GENRE": func(_ *reference, book, _ row) map[any]any {
		if book["genre"] == nil {
			return nil
		}
		label := said(strings.ToLower(book["genre"].(string)))
		label["bm"] = map[string]any{"text": "bm: " + book["genre"].(string), "state": "MACHINE"}
		return map[any]any{book["genre"]: label}
	},
	"LIBRARY": func(r *reference, book, _ row) map[any]any {
		library := r.find("library", book["library_id"])
		if library == nil {
			return nil
		}
		return map[any]any{"lib_" + library["id"].(string): library["name"]}
	},
	"TAG": func(_ *reference, book, a row) map[any]any {
		keys := map[any]any{}
		for _, tag := range book["tags"].([]string) {
			if prefix, given := a["prefix"].(string); !given || strings.HasPrefix(tag, prefix) {
				keys[tag] = said(tag)
			}
		}
		return keys
	},
	"YEAR": func(_ *reference, book, _ row) map[any]any {
		if book["published_on"] == nil {
			return nil
		}
		return map[any]any{book["published_on"].(string)[:4]: said(book["published_on"].(string)[:4])}
	},
}

func said(words any) map[string]any {
	return map[string]any{"en": map[string]any{"text": words, "state": "ORIGINAL"}}
}

var inNone = map[string]any{"AUTHOR": said("nobody"), "GENRE": sans, "LIBRARY": sans, "TAG": said("untagged"), "YEAR": said("undated")}

var sans = map[string]any{"fr": map[string]any{"text": "sans", "state": "ORIGINAL"}}

func groupsOf(r *reference, x, a row) any {
	groups, in := []row{}, map[any]row{}
	overlapping := false
	for _, book := range x["rows"].([]row) {
		keys := keysOf[a["by"].(string)](r, book, a)
		overlapping = overlapping || len(keys) > 1
		if len(keys) == 0 {
			keys = map[any]any{"NONE": inNone[a["by"].(string)]}
		}
		for key, label := range keys {
			if in[key] == nil {
				in[key] = row{"key": key, "label": label, "rows": []row{}}
				groups = append(groups, in[key])
			}
			in[key]["rows"] = append(in[key]["rows"].([]row), book)
		}
	}
	slices.SortFunc(groups, func(a, b row) int {
		return cmp.Or(cmp.Compare(len(b["rows"].([]row)), len(a["rows"].([]row))), cmp.Compare(last(a["key"]), last(b["key"])),
			strings.Compare(a["key"].(string), b["key"].(string)))
	})
	first, given := a["first"].(int64)
	if !given {
		first = 20
	}
	return row{"totalCount": len(groups), "overlapping": overlapping, "nodes": groups[:min(int(first), len(groups))]}
}

func last(key any) int { return map[bool]int{true: 1}[key == "NONE"] }

// overTime looks at every book at every point.
func overTime(r *reference, x, a row) any {
	points := []row{}
	length := map[string]int{"MONTH": 1, "QUARTER": 3, "YEAR": 12}[a["step"].(string)]
	for month := 0; ; month += length {
		from := monthsAfter(a["from"].(string)[:4]+"-01-01", month)
		end := min(dayBefore(monthsAfter(from, length)), a["to"].(string), r.today().(string))
		if from > a["to"].(string) || from > r.today().(string) {
			return points
		}
		if monthsAfter(from, length) <= a["from"].(string) {
			continue
		}
		held := []row{}
		for _, book := range x["rows"].([]row) {
			if book["published_on"] != nil && book["published_on"].(string) > end {
				continue
			}
			state := "NEW"
			if seen := book["condition_damage_seen_on"]; seen != nil && seen.(string) <= end {
				state = "WORN"
			}
			held = append(held, row{"genre": book["genre"], "condition_state": state})
		}
		points = append(points, row{"date": end, "rows": held})
	}
}

// monthsAfter is the same day some months later.
func monthsAfter(day string, months int) string {
	return instant(day+"T00:00:00Z").AddDate(0, months, 0).Format(time.DateOnly)
}

func dayBefore(day string) string {
	return instant(day+"T00:00:00Z").AddDate(0, 0, -1).Format(time.DateOnly)
}
