package plan

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

const (
	pageDefault = 20
	pageMost    = 100   // of a list, and of ids
	pageLargest = 1_000 // of a list whose directive @pages says so
	countMost   = 1_000_000
)

// pageSizes are the sizes that statements are made for. A page is read at the next size and trimmed: a size that is a parameter would
// hide from the database how few rows are wanted.
var pageSizes = []int{1, 5, 10, 20, 50, pageMost, 500, pageLargest}

func pageSize(wanted int) int {
	for _, size := range pageSizes {
		if wanted <= size {
			return size
		}
	}
	return pageLargest
}

// mostOf is how large the pages of a list may be.
func mostOf(listed *ast.FieldDefinition) int {
	if pages := listed.Directives.ForName("pages"); pages != nil {
		most, _ := strconv.Atoi(pages.Arguments.ForName("most").Value.Raw)
		return most
	}
	return pageMost
}

// paging is a connection while it is compiled.
type paging struct {
	*compiler
	where     string
	asked     *collected
	object    *object
	from      source
	filter    string
	scope     slot
	order     order
	size      *argument // first or last; the default where nil
	backwards bool

	after, before *argument
	countAtMost   *argument

	page     *tuple                  // the rows of the page
	ranked   source                  // where they come from, with what they are ranked by
	extra    func(*collected) string // what the page says beyond what pages say; nil for nothing
	gathered []string                // what is gathered from the page: SQL, named g0, g1, …
	known    map[string]string       // what is gathered → its name
	counts   bool
}

// connection compiles one page of a list.
//
//	select {…} from (select gathered from (one page, numbered) t) g cross join (select how many, at most) c
func (c *compiler) connection(
	asked *collected, where string, def *ast.Definition, object *object, from source, extra func(*collected) string,
) string {
	c.plan.byKey = false
	target := c.newRow()
	p := &paging{
		compiler: c, where: where, asked: asked, object: object, from: from, page: target, known: map[string]string{}, extra: extra,
		order: c.orderOf(where, asked.field, object.model),
	}
	p.readSize()
	p.filter = p.readFilter(target.alias, p.rank())
	p.scope = p.readScope()
	p.readCursors()
	p.readCount()
	var pairs []entry
	for _, field := range c.collect(def, asked.selections) {
		pairs = append(pairs, entry{field.key, p.field(field)})
	}
	return "(select " + jsonObject(pairs) + p.tables(target) + ")"
}

func (p *paging) tables(target *tuple) string {
	var tables []string
	if p.gathered == nil && !p.counts {
		p.gather("count(*)") // of a list of which nothing is asked, the filter is a question all the same
	}
	if p.gathered != nil {
		tables = append(tables, "(select "+strings.Join(p.gathered, ", ")+" from ("+p.rows(target)+") "+target.alias+") g")
	}
	if p.counts {
		counted, nodes := p.newRow(), p.nodes
		p.nodes = 0 // the same conditions again
		filter := p.readFilter(counted.alias, "")
		p.nodes = nodes
		tables = append(tables, "(select count(*) as n from (select"+p.from.sql(counted, conditions(filter)...)+" limit "+p.countLimit()+" + 1) x) c")
	}
	return " from " + strings.Join(tables, " cross join ")
}

// rows are the rows of the page and one more, which tells whether there is another page, numbered in the order of reading.
func (p *paging) rows(target *tuple) string {
	by := p.order.by(target, p.backwards)
	conditions := append(conditions(p.filter), p.bounds(target)...)
	return "select " + target.columns() + "row_number() over (order by " + by + ") as place" + p.ranked.sql(target, conditions...) +
		" order by " + by + " limit " + strconv.Itoa(p.readAtOnce()+1)
}

func (p *paging) readAtOnce() int { return p.sizeAtOnce(p.size) }

// sizeAtOnce is the size of statement that a page of some size is read by.
func (c *compiler) sizeAtOnce(size *argument) int {
	wanted := pageDefault
	if size != nil {
		wanted, _ = asInt(size.in(c.question.Variables))
	}
	return pageSize(wanted)
}

// readSize reads first and last. Their values are checked with every question; only the size of statement belongs to the plan.
func (p *paging) readSize() {
	first, last := p.argumentOf(p.where, p.asked.field, "first"), p.argumentOf(p.where, p.asked.field, "last")
	if first != nil && last != nil {
		p.refuse(fault.About(first.name, fault.BadPage, "%s and last cannot both be given: a page is counted from one end", first.name))
	}
	p.size = first
	if last != nil {
		p.size, p.backwards = last, true
	}
	p.guardSize(p.size, mostOf(p.asked.field.Definition))
}

// guardSize has the size of a page checked, where one is given.
func (c *compiler) guardSize(size *argument, largest int) {
	if size == nil {
		return
	}
	c.plan.guards = append(c.plan.guards, func(b binding) *fault.Error {
		wanted, err := asInt(size.in(b.question.Variables))
		if err != nil || wanted < 0 || wanted > largest {
			return fault.About(size.name, fault.BadPage, "%s must be from 0 to %d, not %v", size.name, largest, size.in(b.question.Variables))
		}
		return nil
	})
}

// wanted is how many rows the page shows, as SQL.
func (p *paging) wanted() string { return p.sizeSlot(p.size) }

func (c *compiler) sizeSlot(size *argument) string {
	if size == nil {
		return strconv.Itoa(pageDefault)
	}
	return c.valueSlot(operand{argument: size}, "bigint")
}

// readCount reads countAtMost.
func (p *paging) readCount() {
	p.countAtMost = p.argumentOf(p.where, p.asked.field, "countAtMost")
	if p.countAtMost == nil {
		return
	}
	given := p.countAtMost
	p.plan.guards = append(p.plan.guards, func(b binding) *fault.Error {
		most, err := asInt(given.in(b.question.Variables))
		if err != nil || most < 0 || most > countMost {
			return fault.About(given.name, fault.BadArgument, "%s must be from 0 to %d, not %v", given.name, countMost, given.in(b.question.Variables))
		}
		return nil
	})
}

func (p *paging) countLimit() string {
	if p.countAtMost == nil {
		return strconv.Itoa(countMost)
	}
	return p.valueSlot(operand{argument: p.countAtMost}, "bigint")
}

// wholeFilter is the filter of a field, if it has one.
func (c *compiler) wholeFilter(where string, asked *collected) (whole filtering, given bool) {
	filter := c.argumentOf(where, asked.field, "filter")
	if filter == nil {
		return filtering{}, false
	}
	whole = filtering{operand: operand{argument: filter, part: filter.in}, def: c.schema.Types[filter.typ.Name()]}
	return whole.with(filter.in(c.question.Variables)), true
}

// rank has the rows of the page come with what they are ranked by, and answers with the field of the filter that this stands for.
func (p *paging) rank() (field string) {
	p.ranked = p.from
	whole, given := p.wholeFilter(p.where, p.asked)
	if by := p.order.ranked; by != nil && given {
		asked := whole.field(by.field, whole.def.Fields.ForName(by.field).Type, -1)
		p.ranked = p.from.rankedBy(p.order, p.valueSlot(asked.operand, by.function.inputs[0].typ))
		return by.field
	}
	return ""
}

// readFilter compiles the filter for a row of the list; empty where there is none. One of its fields may be answered otherwise.
func (p *paging) readFilter(alias, without string) string {
	return p.filterArgument(p.where, p.asked, p.object, alias, without)
}

// filterArgument compiles the filter of a field for a row of what it is about; empty where there is none.
func (c *compiler) filterArgument(where string, asked *collected, of *object, alias, without string) string {
	whole, given := c.wholeFilter(where, asked)
	if !given {
		return ""
	}
	whole.without = without
	if through := filteredThrough(asked.field.Definition); through != "" {
		return c.filterRelation(alias, of.fields[through].relation, whole)
	}
	return c.filterOf(of, alias, whole)
}

func conditions(filter string) []string {
	if filter == "" {
		return nil
	}
	return []string{filter}
}

// readScope is what a cursor of this list is good for.
func (p *paging) readScope() slot {
	type choice struct {
		field string
		*argument
	}
	var chosen []choice
	for _, defined := range p.asked.field.Definition.Arguments {
		if given := p.argumentOf(p.where, p.asked.field, defined.Name); given != nil && (defined.Name == "filter" || !isListArgument(defined.Name) && !isClock(defined.Name)) {
			chosen = append(chosen, choice{defined.Name, given})
		}
	}
	list := p.asked.field.ObjectDefinition.Name + "." + p.asked.field.Name
	order, clocks := p.order.name, p.clockReading()
	return func(b binding) (any, *fault.Error) {
		given := map[string]any{}
		for _, argument := range chosen {
			given[argument.field] = argument.in(b.question.Variables)
		}
		reading, refusal := clocks(b)
		return forAudience(scopeOf(list+reading, order, given), b.question.Audience), refusal
	}
}

// bounds are the conditions of after and before.
func (p *paging) bounds(target *tuple) []string {
	var bounds []string
	for _, end := range []struct {
		cursor    *argument
		backwards bool
	}{{p.after, false}, {p.before, true}} {
		if end.cursor == nil {
			continue
		}
		id := p.cursorSlot(end.cursor, "uuid", func(at position) string { return at.id })
		compared := " " + p.order.comparison(end.backwards) + " "
		if p.order.column == nil {
			bounds = append(bounds, target.col("id")+compared+id)
			continue
		}
		key := p.cursorSlot(end.cursor, p.order.column.typ, func(at position) string { return at.key })
		if len(p.clocks) > 0 { // the two columns can then come from two tables, and no index serves both: let one serve the first
			bounds = append(bounds, target.col(p.order.column.name)+compared[:len(compared)-1]+"= "+key)
		}
		bounds = append(bounds, "("+target.col(p.order.column.name)+", "+target.col("id")+")"+compared+"("+key+", "+id+")")
	}
	return bounds
}

func (p *paging) cursorSlot(given *argument, typ string, part func(position) string) string {
	open := p.opening(given)
	return p.slot("", typ, func(b binding) (any, *fault.Error) {
		at, refusal := open(b)
		return part(at), refusal
	})
}

// readCursors reads after and before, and has them checked whatever is asked of the list: that they are its own, and, where a function of the list
// has something to say to it, that it can be gone on from there.
func (p *paging) readCursors() {
	p.after, p.before = p.argumentOf(p.where, p.asked.field, "after"), p.argumentOf(p.where, p.asked.field, "before")
	for _, given := range []*argument{p.after, p.before} {
		if given == nil {
			continue
		}
		open := p.opening(given)
		p.plan.guards = append(p.plan.guards, func(b binding) *fault.Error {
			_, refusal := open(b)
			return refusal
		})
		if function, there := p.catalogue.functions[p.object.model.table+"_refusal"]; there && p.order.name == "ordinal" {
			// Whoever is still reading what there was when they began is as fresh as that.
			typ := function.inputs[0].typ
			refused := function.name + "(greatest(" + p.cursorSlot(given, typ, func(at position) string { return at.key }) + ", " +
				p.cursorSlot(given, typ, func(at position) string { return at.since }) + "))"
			p.addCheck(refused+" is not distinct from 'CURSOR_EXPIRED'", check{fatal: true, fault: func(binding) *fault.Error { return expired(given.name) }})
			p.addCheck(refused+" is not distinct from 'RESYNC_REQUIRED'", check{fatal: true, fault: func(binding) *fault.Error { return resync(given.name) }})
		}
	}
}

// opening opens a cursor of this list with the values of a question.
func (p *paging) opening(given *argument) func(binding) (position, *fault.Error) {
	scope, hides := p.scope, p.order.hides()
	return func(b binding) (position, *fault.Error) {
		at, refusal := opened(given, scope, b)
		if refusal != nil || !hides {
			return at, refusal
		}
		expected, refusal := scope(b)
		key, since, _ := strings.Cut(at.key, ".")
		at.key, at.since = b.seal.unhide(asText(expected), key), b.seal.unhide(asText(expected), since)
		return at, refusal
	}
}

// opened is the place that a cursor of this list, order and filter names.
func opened(cursor *argument, scope slot, b binding) (position, *fault.Error) {
	expected, refusal := scope(b)
	if refusal != nil {
		return position{}, refusal
	}
	return b.seal.open(cursor.name, asText(cursor.in(b.question.Variables)), asText(expected))
}

// field compiles one field of the connection itself.
func (p *paging) field(asked *collected) string {
	switch asked.field.Name {
	case "__typename":
		return literal(p.asked.field.Definition.Type.Name())
	case "totalCount":
		p.counts = true
		return "least(c.n, " + p.countLimit() + ")"
	case "totalCountIsExact":
		p.counts = true
		return "c.n <= " + p.countLimit()
	case "pageInfo":
		return p.pageInfo(asked)
	case "nodes":
		return p.gatherList(p.jsonOf(p.object, p.page, p.where, asked.selections))
	case "edges":
		return p.gatherList(p.edge(asked))
	default:
		return p.extra(asked)
	}
}

func (p *paging) edge(asked *collected) string {
	def := p.schema.Types[asked.field.Definition.Type.Name()]
	var pairs []entry
	for _, field := range p.collect(def, asked.selections) {
		switch field.field.Name {
		case "__typename":
			pairs = append(pairs, entry{field.key, literal(def.Name)})
		case "cursor":
			pairs = append(pairs, entry{field.key, p.cursor(p.sortKey(), p.page.col("id"))})
		default: // node
			pairs = append(pairs, entry{field.key, p.jsonOf(p.object, p.page, p.where, field.selections)})
		}
	}
	return jsonObject(pairs)
}

func (p *paging) pageInfo(asked *collected) string {
	def := p.schema.Types[asked.field.Definition.Type.Name()]
	var pairs []entry
	for _, field := range p.collect(def, asked.selections) {
		pairs = append(pairs, entry{field.key, p.pageInfoField(def, field.field.Name)})
	}
	return jsonObject(pairs)
}

func (p *paging) pageInfoField(def *ast.Definition, name string) string {
	switch name {
	case "__typename":
		return literal(def.Name)
	case "startCursor":
		return p.end(!p.backwards)
	case "endCursor":
		return p.resumed(p.end(p.backwards))
	}
	// In the direction of reading, the row too many tells. In the other, whoever gave a cursor came from there.
	if (name == "hasNextPage") != p.backwards {
		return p.gather("count(*)") + " > " + p.wanted()
	}
	behind := p.after
	if p.backwards {
		behind = p.before
	}
	return strconv.FormatBool(behind != nil)
}

// end is the cursor of the first row read, or of the last one shown.
func (p *paging) end(first bool) string {
	direction := " desc"
	if first {
		direction = ""
	}
	pick := func(column string) string {
		place := p.page.alias + ".place"
		return p.gather("(array_agg(" + column + " order by " + place + direction + ") filter (where " + place + " <= " + p.wanted() + "))[1]")
	}
	key := "null"
	if p.order.column != nil {
		key = pick(p.sortKey())
	}
	id := pick(p.page.col("id"))
	return "case when " + id + " is not null then " + p.cursor(key, id) + " end"
}

// begun adds to a key how far a list that goes on for ever had come when its reading was begun: what the first cursor said, or where it is now.
func (p *paging) begun(id, pad string) string {
	function, there := p.catalogue.functions[p.object.model.table+"_head"]
	if !there || p.order.name != "ordinal" {
		return ""
	}
	since := "(select h.value from " + function.name + "() as h (value))"
	if p.after != nil {
		since = p.cursorSlot(p.after, "bigint", func(at position) string { return at.since })
	}
	return " || '.' || suivi.hidden(coalesce(" + since + ", 0), " + id + ", " + pad + ")"
}

// lastID stands behind every id.
const lastID = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid"

// resumed gives an empty page a cursor to go on from later, where a function says how far the list has come: whoever asks again and again for
// little of much is not to look at all of it each time.
func (p *paging) resumed(end string) string {
	function, there := p.catalogue.functions[p.object.model.table+"_head"]
	if !there || p.order.name != "ordinal" || p.backwards {
		return end
	}
	return "coalesce(" + end + ", case when " + p.gather("count(*)") + " = 0 then (select " + p.cursor("h.value::text", lastID) + " from " + function.name +
		"() as h (value) where h.value is not null) end)"
}

func (p *paging) sortKey() string {
	if p.order.column == nil {
		return "null"
	}
	return p.page.col(p.order.column.name) + "::text"
}

// cursor seals a place in the list.
func (p *paging) cursor(key, id string) string {
	scope := p.scope
	pad := func(outer bool) slot {
		return func(b binding) (any, *fault.Error) {
			expected, refusal := scope(b)
			if refusal != nil {
				return nil, refusal
			}
			inner, outward := b.seal.pads(asText(expected))
			if outer {
				return outward, nil
			}
			return inner, nil
		}
	}
	// Two lists of one question have scopes of their own, even where their names and arguments agree: the page's alias tells them apart.
	of := p.page.alias
	inner, outer := p.slot("inner pad of "+of, "bytea", pad(false)), p.slot("outer pad of "+of, "bytea", pad(true))
	if p.order.hides() {
		key = "suivi.hidden((" + key + ")::bigint, " + id + ", " + outer + ")" + p.begun(id, outer)
	}
	return "suivi.cursor(" + p.slot("scope of "+of, "text", scope) + ", " + key + ", " + id + ", " + inner + ", " + outer + ")"
}

// gatherList gathers one value of every row shown into a list, in the order of the list.
func (p *paging) gatherList(value string) string {
	place := p.page.alias + ".place"
	ordered := "" // forwards, the rows come in order
	if p.backwards {
		ordered = " order by " + place + " desc"
	}
	return p.gather("coalesce(json_agg(" + value + ordered + ") filter (where " + place + " <= " + p.wanted() + "), '[]'::json)")
}

func (p *paging) gather(sql string) string {
	name, known := p.known[sql]
	if !known {
		name = "g" + strconv.Itoa(len(p.gathered))
		p.known[sql] = name
		p.gathered = append(p.gathered, sql+" as "+name)
	}
	return "g." + name
}
