package demo

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

//go:generate go run ./page ../../docs/demo-record.md

const pageHead = `# The demo record

Every fact of the record that ` + "`suivi demo`" + ` loads, under the document that it was read in, with where in it, and whether the document states
it or we concluded it. Words are ours, shown here in English; what a document does not say is not here, or unknown.

This page is generated from internal/demo: change it there, then run ` + "`go generate ./internal/demo`" + `.
`

// Page lists every fact of the demo record with its citation, by document.
func Page() string {
	page := book{facts: map[string][]string{}, citations: map[string][]tracker.Citation{}}
	for _, chapter := range chapters() {
		chapter.batch.Accounts = nil // no document tells of them
		lists := reflect.ValueOf(chapter.batch)
		for i := range lists.NumField() {
			for j := range lists.Field(i).Len() {
				page.add(lists.Field(i).Index(j))
			}
		}
	}
	var text strings.Builder
	text.WriteString(pageHead)
	for _, document := range page.documents {
		fmt.Fprintf(&text, "\n## %s\n", document)
		for _, fact := range page.facts[document] {
			text.WriteString("\n" + fact)
		}
	}
	return text.String()
}

// book is the page being written: what each document holds, in the order in which documents are first cited.
type book struct {
	documents []string
	facts     map[string][]string
	citations map[string][]tracker.Citation // of each record, by its reference
}

// add writes a record under the document that it cites first. What has no citations of its own was read where its recommendation was.
func (b *book) add(item reflect.Value) {
	noun := item.Type().Name()
	name, citations := b.read(item)
	if len(citations) == 0 {
		citations = b.citations["Recommendation "+item.FieldByName("Recommendation").Interface().(tracker.Ref).Reference]
	}
	b.citations[noun+" "+name] = citations
	document := citations[0].Document
	if !slices.Contains(b.documents, document) {
		b.documents = append(b.documents, document)
	}
	b.facts[document] = append(b.facts[document], told(noun, name, item, citations))
}

// read is the reference of a record and its citations, as far as it has them.
func (b *book) read(item reflect.Value) (reference string, citations []tracker.Citation) {
	if entry := item.FieldByName("Entry"); entry.IsValid() {
		own := entry.Interface().(tracker.Entry)
		return own.Reference, own.Citations
	}
	if cited := item.FieldByName("Citations"); cited.IsValid() {
		citations, _ = cited.Interface().([]tracker.Citation)
	}
	return "", citations
}

func told(noun, name string, item reflect.Value, citations []tracker.Citation) string {
	var text strings.Builder
	title := spaced(noun)
	fmt.Fprintf(&text, "### %s%s", strings.ToUpper(title[:1]), title[1:])
	if name != "" {
		fmt.Fprintf(&text, " `%s`", name)
	}
	text.WriteString("\n\n")
	for i := range item.NumField() {
		if slices.Contains([]string{"Entry", "Citations", "Keeper", "Accepted"}, item.Type().Field(i).Name) {
			continue // told otherwise, or no fact of a document
		}
		for _, fact := range factsOf(item.Type().Field(i), item.Field(i)) {
			fmt.Fprintf(&text, "- %s\n", fact)
		}
	}
	for _, citation := range citations {
		fmt.Fprintf(&text, "- *%s*\n", cited(citation, citations[0].Document))
	}
	return text.String()
}

// factsOf are the lines of one field: one for each item of a list of parts, else one, or none where nothing is said.
func factsOf(field reflect.StructField, value reflect.Value) (facts []string) {
	values := []reflect.Value{value}
	if value.Kind() == reflect.Slice && value.Type().Elem() != reflect.TypeFor[tracker.Ref]() {
		values = nil
		for i := range value.Len() {
			values = append(values, value.Index(i))
		}
	}
	for _, one := range values {
		if said := inWords(one); said != "" {
			facts = append(facts, spaced(field.Name)+": "+said)
		}
	}
	return facts
}

// inWords is a value in words; nothing where it says nothing.
func inWords(value reflect.Value) string {
	if value.IsZero() {
		return ""
	}
	switch said := value.Interface().(type) {
	case record.Text:
		return said["en"].Text
	case tracker.Ref:
		return "`" + said.Reference + "`"
	case tracker.Citation:
		return cited(said, "")
	case record.Date:
		return said.String()
	case record.Quantity:
		return figureInWords(said)
	case uuid.UUID:
		return ""
	}
	switch value.Kind() {
	case reflect.Pointer:
		return inWords(value.Elem())
	case reflect.Slice:
		return joined(value.Len(), func(i int) string { return inWords(value.Index(i)) })
	case reflect.Struct:
		return joined(value.NumField(), func(i int) string { return strings.Join(factsOf(value.Type().Field(i), value.Field(i)), "; ") })
	default:
		return fmt.Sprint(value.Interface())
	}
}

func joined(count int, part func(int) string) string {
	var parts []string
	for i := range count {
		if said := part(i); said != "" {
			parts = append(parts, said)
		}
	}
	return strings.Join(parts, "; ")
}

func figureInWords(quantity record.Quantity) string {
	said := string(quantity.Kind)
	if quantity.Value != nil {
		said += fmt.Sprintf(" %g", *quantity.Value)
	}
	if words := quantity.Words["en"].Text; words != "" {
		said += " (“" + words + "”)"
	}
	return said
}

// cited is a citation in words; it names its document where that is another one.
func cited(citation tracker.Citation, here string) string {
	said := strings.ToLower(string(citation.Basis))
	if citation.Document != here {
		said += " in " + citation.Document
	}
	if citation.Locator != "" {
		said += ", " + citation.Locator
	}
	if note := citation.Note["en"].Text; note != "" {
		said += ": " + note
	}
	return said
}

var humps = regexp.MustCompile(`([a-z])([A-Z])`)

// spaced is the name of a type or a field in words: workshop series.
func spaced(name string) string {
	return strings.ToLower(humps.ReplaceAllString(name, "$1 $2"))
}
