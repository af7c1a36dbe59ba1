package tracker_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
)

// content is what a phone keeps of each record.
const content = `
fragment Content on Node {
  id
  ... on Recommendation {
    reference text version updatedAt places { id } programmes { id } citations { document } lifecycle { stage }
    status { implementation summary assurance asOf disagreement voices { id } }
    addressees { name lead position { value statedOn } status { implementation } positions { value } }
  }
  ... on FollowUp { asOf implementation assurance state version updatedAt statedBy { name organisation { id } } contests { id } }
  ... on Study { stage disclosure version updatedAt experts { role } basedOn { ... on Node { id } } ledTo { ... on Node { id } } documents { title }
    validations { outcome workshop { id } } }
  ... on StudySeries { publishable waitingFor { id } version }
  ... on Finding { text version sources { ... on Node { id } } }
  ... on Workshop { kind version next { id } previous { id } basedOn { ... on Node { id } } ledTo { ... on Node { id } } respondsTo { id }
    validations { outcome study { id } } attendance { total { value } } }
  ... on ChangeStory { change version recommendation { id } study { id } }
  ... on Action { progress version }
  ... on Organisation { name version }
}`

const syncing = `query Sync($after: String, $first: Int = 7, $filter: ChangeFilter) {
  changes(after: $after, first: $first, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { cursor node { id recordId recordKind removed record { ...Content } } }
  }
}` + content

// feedPage is a page of changes.
type feedPage struct {
	Changes struct {
		PageInfo struct {
			HasNextPage bool
			EndCursor   *string
		}
		Edges []struct {
			Cursor string
			Node   struct {
				ID, RecordID, RecordKind string
				Removed                  bool
				Record                   json.RawMessage
			}
		}
	}
}

// ask asks a question of the public's, which may be refused.
func (h house) ask(planner *plan.Planner, text string, variables map[string]any) ([]byte, []*fault.Error) {
	h.Helper()
	document, err := gqlparser.LoadQueryWithRules(contract(h.T), text, nil)
	if err != nil {
		h.Fatal(err)
	}
	answer := planner.Answer(h.Context(), plan.Question{Operation: document.Operations[0], Fragments: document.Fragments, Variables: variables})
	return answer.Data, answer.Faults
}

// phone keeps a copy of what everybody may see, by asking for changes.
type phone struct {
	house
	planner   *plan.Planner
	filter    map[string]any
	cursor    *string
	copy      map[string]string // the public id → the content
	delivered map[string]int    // the cursor of a change → how often it came
	met       map[string]bool   // every id that ever came
}

func (h house) newPhone(filter map[string]any) *phone {
	h.Helper()
	return &phone{h, h.planner(), filter, nil, map[string]string{}, map[string]int{}, map[string]bool{}}
}

// page asks for one page of changes.
func (p *phone) page() feedPage {
	p.Helper()
	variables := map[string]any{"first": 7}
	if p.cursor != nil {
		variables["after"] = *p.cursor
	}
	if p.filter != nil {
		variables["filter"] = p.filter
	}
	data, faults := p.ask(p.planner, syncing, variables)
	if len(faults) > 0 {
		p.Fatal(faults[0])
	}
	var page feedPage
	if err := json.Unmarshal(data, &page); err != nil {
		p.Fatal(err)
	}
	return page
}

// pull takes one page over into the copy, and says whether there is more.
func (p *phone) pull() (more bool) {
	p.Helper()
	page := p.page()
	for _, edge := range page.Changes.Edges {
		p.delivered[edge.Cursor]++
		p.met[edge.Node.RecordID] = true
		if edge.Node.Removed != (string(edge.Node.Record) == "null") {
			p.Errorf("%s: removed is %t, and the record is %s", edge.Node.RecordID, edge.Node.Removed, edge.Node.Record)
		}
		if edge.Node.Removed {
			delete(p.copy, edge.Node.RecordID)
			continue
		}
		p.copy[edge.Node.RecordID] = string(edge.Node.Record)
	}
	if page.Changes.PageInfo.EndCursor != nil {
		p.cursor = page.Changes.PageInfo.EndCursor
	}
	return page.Changes.PageInfo.HasNextPage
}

// catchUp pulls until there is no more, and gives how many changes that were.
func (p *phone) catchUp() (changes int) {
	p.Helper()
	before := len(p.delivered)
	for p.pull() {
	}
	return len(p.delivered) - before
}

// holds checks that the copy is what a fresh question gives for each record that can be seen, and nothing else.
func (p *phone) holds() {
	p.Helper()
	fresh := map[string]string{}
	for _, list := range []string{
		"organisations", "places", "themes", "instruments", "programmes", "allStudySeries", "studies", "findings", "allWorkshopSeries", "workshops",
		"recommendations", "followUps", "changeStories",
	} {
		maps.Copy(fresh, p.all(list))
	}
	for _, id := range p.ids("select 'act_' || id from open.action union all select 'evd_' || id from open.evidence") {
		fresh[id] = p.nodes(id)
	}
	for id, now := range fresh {
		if held, there := p.copy[id]; !there {
			p.Errorf("the copy lacks %s: %s", id, now)
		} else if held != now {
			p.Errorf("the copy of %s is old:\n%s\n%s", id, held, now)
		}
	}
	for id := range p.copy {
		if _, there := fresh[id]; !there {
			p.Errorf("the copy still holds %s, which nobody sees", id)
		}
	}
	for cursor, times := range p.delivered {
		if times > 1 {
			p.Errorf("one change came %d times: %s", times, cursor)
		}
	}
}

// all reads a whole list, page by page.
func (p *phone) all(list string) map[string]string {
	p.Helper()
	found := map[string]string{}
	var after *string
	for {
		variables := map[string]any{}
		if after != nil {
			variables["after"] = *after
		}
		data, faults := p.ask(p.planner, "query All($after: String) { list: "+list+"(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Content } } }"+content, variables)
		if len(faults) > 0 {
			p.Fatal(faults[0])
		}
		var page struct {
			List struct {
				PageInfo struct {
					HasNextPage bool
					EndCursor   *string
				}
				Nodes []json.RawMessage
			}
		}
		if err := json.Unmarshal(data, &page); err != nil {
			p.Fatal(err)
		}
		for _, node := range page.List.Nodes {
			found[idOf(p.T, node)] = string(node)
		}
		if after = page.List.PageInfo.EndCursor; !page.List.PageInfo.HasNextPage {
			return found
		}
	}
}

func (p *phone) nodes(id string) string {
	p.Helper()
	data, faults := p.ask(p.planner, fmt.Sprintf("{ node(id: %q) { ...Content } }", id)+content, nil)
	if len(faults) > 0 {
		p.Fatal(faults[0])
	}
	var answer struct{ Node json.RawMessage }
	if err := json.Unmarshal(data, &answer); err != nil {
		p.Fatal(err)
	}
	return string(answer.Node)
}

func (h house) ids(question string) []string {
	h.Helper()
	return slices.Collect(maps.Values(h.column(question)))
}

// column is what a question of the owner's gives, row by row.
func (h house) column(question string) map[int]string {
	h.Helper()
	rows, err := h.owner.Query(h.Context(), question)
	if err != nil {
		h.Fatal(err)
	}
	defer rows.Close()
	found := map[int]string{}
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			h.Fatal(err)
		}
		found[len(found)] = value
	}
	return found
}

func idOf(t *testing.T, record json.RawMessage) string {
	t.Helper()
	var read struct{ ID string }
	if err := json.Unmarshal(record, &read); err != nil {
		t.Fatal(err)
	}
	return read.ID
}
