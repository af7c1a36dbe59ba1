package plan

import (
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/text/language"

	"github.com/suivi-project/suivi/internal/fault"
)

// languageSlots is how many languages a text is looked for in, before it is given as it was first written. The number is fixed so that the
// statement is.
const languageSlots = 4

// wantedTags is the parameter by which a function learns the languages that the asker wants, most wanted first; nulls fill it up.
var wantedTags = parameter{name: "languages", typ: "text[]"}

// languages compiles the choice of a language: the one that the field asks for, then those that the asker prefers.
func (c *compiler) languages(where string, asked *ast.Field) string {
	c.plan.usesLanguages = true
	given := c.argumentOf(where, asked, "language")
	holds := "languages"
	if given != nil {
		holds = "languages of " + given.value.String()
		if given.value.Kind != ast.Variable {
			holds = "languages, first " + asText(given.in(nil))
		}
	}
	text := ""
	for i := range languageSlots {
		if i > 0 {
			text += ", "
		}
		text += c.slot(holds+" "+strconv.Itoa(i), "text", func(b binding) (any, *fault.Error) {
			wanted, refusal := wantedLanguages(given, b.question)
			if refusal != nil || i >= len(wanted) {
				return nil, refusal
			}
			return wanted[i], nil
		})
	}
	return text
}

// wantedLanguages lists languages from the most wanted: each tag before what it is a variety of, as RFC 4647's lookup does (fr-ML, fr).
func wantedLanguages(given *argument, question Question) ([]string, *fault.Error) {
	var wanted []string
	add := func(tag string) {
		for _, known := range wanted {
			if known == tag {
				return
			}
		}
		wanted = append(wanted, tag)
	}
	if given != nil {
		tag, refusal := parseLanguage(given.name, asText(given.in(question.Variables)))
		if refusal != nil {
			return nil, refusal
		}
		for ; tag != language.Und; tag = tag.Parent() {
			add(tag.String())
		}
	}
	for _, preferred := range question.Languages {
		add(preferred)
	}
	return wanted, nil
}
