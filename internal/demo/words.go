package demo

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// words is a text that we wrote in English, or that a document prints in English, and had translated.
func words(english, french string) record.Text {
	return record.Text{"en": {Text: english, State: record.Original}, "fr": {Text: french, State: record.Machine}}
}

// called is a name that is the same in both languages.
func called(name string) record.Text { return words(name, name) }

// inFrench is a name that is French first.
func inFrench(french, english string) record.Text {
	return record.Text{"fr": {Text: french, State: record.Original}, "en": {Text: english, State: record.Machine}}
}

// summary is the one wording of a recommendation whose text is not ours to print, or not in hand.
func summary(english, french string) []tracker.Wording {
	return []tracker.Wording{{Kind: record.SummaryWording, Text: words(english, french)}}
}

// document is what citations cite, by its title and publisher.
type document string

// says cites what the document says.
func (d document) says(locator string) tracker.Citation {
	return tracker.Citation{Document: string(d), Locator: locator, Basis: record.Stated}
}

// implies cites what we concluded from the document.
func (d document) implies(locator, english, french string) tracker.Citation {
	return tracker.Citation{Document: string(d), Locator: locator, Basis: record.Inferred, Note: words(english, french)}
}

// entry begins a record.
func entry(noun, reference string, citations ...tracker.Citation) tracker.Entry {
	return tracker.Entry{ID: idOf(noun, reference), Reference: reference, Citations: citations}
}

// the names a record by its reference.
func the(reference string) tracker.Ref { return tracker.ByReference(reference) }

// all names several.
func all(references ...string) []tracker.Ref {
	refs := make([]tracker.Ref, len(references))
	for i, reference := range references {
		refs[i] = the(reference)
	}
	return refs
}

// known gives aliases that belong to no language, such as acronyms.
func known(names ...string) []tracker.Alias {
	aliases := make([]tracker.Alias, len(names))
	for i, name := range names {
		aliases[i] = tracker.Alias{Text: name}
	}
	return aliases
}
