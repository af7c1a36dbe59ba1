package plan

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/text/language"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

// plan is a statement without its values: what questions of one shape have in common.
type plan struct {
	sql           string
	slots         []slot
	guards        []guard // what is checked of the values beyond their slots, before any SQL
	checks        []check // what the statement itself checks, in its order
	byKey         bool
	usesLanguages bool
	sightings     atomic.Int64
}

// slot gives the value of one parameter: nil, a string, a list of strings or bytes. Everything else travels as text and is cast in the
// statement, so that a parameter means the same whether the statement is prepared or not.
type slot func(binding) (any, *fault.Error)

type guard func(binding) *fault.Error

// check is something that only the statement finds out. A fatal one fails the operation.
type check struct {
	fatal bool
	fault func(binding) *fault.Error
}

// binding is what a plan is bound to: the values of one question.
type binding struct {
	question Question
	seal     *sealer
}

// bind checks every value and makes the statement. The first thing that is wrong is the answer.
func (p *plan) bind(b binding) (postgres.Statement, *fault.Error) {
	for _, guard := range p.guards {
		if refusal := guard(b); refusal != nil {
			return postgres.Statement{}, refusal
		}
	}
	arguments := make([]any, len(p.slots))
	for i, slot := range p.slots {
		value, refusal := slot(b)
		if refusal != nil {
			return postgres.Statement{}, refusal
		}
		arguments[i] = value
	}
	return postgres.Statement{
		SQL: p.sql, Args: arguments, Checks: len(p.checks) > 0, ByKey: p.byKey, Prepare: p.sightings.Add(1) > 1,
	}, nil
}

// slot adds a parameter, unless one that holds the same is there, and gives the SQL that reads it as a type.
func (c *compiler) slot(holds, typ string, value slot) string {
	place, known := c.slots[holds]
	if !known || holds == "" {
		c.plan.slots = append(c.plan.slots, value)
		place = "$" + strconv.Itoa(len(c.plan.slots))
		c.slots[holds] = place
	}
	switch {
	case typ == "bytea":
		return place + "::bytea"
	case typ == "text" || typ == "text[]":
		return place + "::" + typ
	case strings.HasSuffix(typ, "[]"):
		return place + "::text[]::" + typ
	default:
		return place + "::text::" + typ
	}
}

// operand is a value of an argument or of a part of it.
type operand struct {
	*argument
	path string // within the argument, for a part of a filter
	part reading
	kind *model // whose ids they are; nil for those of any kind
}

func (o operand) read(b binding) any {
	if o.part != nil {
		return o.part(b.question.Variables)
	}
	return o.in(b.question.Variables)
}

// identity tells the values of arguments apart: a variable is one value wherever it stands, a literal only where it stands.
func (a *argument) identity() string {
	if a.value.Kind == ast.Variable {
		return "$" + a.value.Raw
	}
	return fmt.Sprintf("%p", a.value)
}

// valueSlot adds a parameter for a value. A database type of a list takes a list.
func (c *compiler) valueSlot(of operand, databaseType string) string {
	holds := "value of " + of.identity() + of.path + " as " + databaseType
	if of.kind != nil {
		holds += " of " + of.kind.name
	}
	return c.slot(holds, databaseType, func(b binding) (any, *fault.Error) {
		value := of.read(b)
		if value == nil {
			return nil, nil
		}
		if !strings.HasSuffix(databaseType, "[]") {
			encoded, refusal := c.encode(of, of.typ.Name(), value)
			return encoded, refusal
		}
		list := []string{}
		for _, element := range asList(value) {
			if element == nil {
				continue // what is not known is never one of them
			}
			encoded, refusal := c.encode(of, of.typ.Name(), element)
			if refusal != nil {
				return nil, refusal
			}
			list = append(list, encoded)
		}
		return list, nil
	})
}

// encode writes a value of the schema as text for the database, and refuses one that is none of its type.
func (m *mapping) encode(of operand, typ string, value any) (string, *fault.Error) {
	name := of.name
	switch typ {
	case "ID":
		model, id, refusal := m.decodeID(name, asText(value))
		if refusal == nil && of.kind != nil && model != of.kind {
			refusal = fault.About(name, fault.BadID, "%s must be the id of a %s, beginning with %s_; %q is that of a %s",
				name, strings.ToLower(of.kind.name), of.kind.idPrefix, shortened(asText(value)), strings.ToLower(model.name))
		}
		return id.String(), refusal
	case "Date":
		text := asText(value)
		if day, err := time.Parse(time.DateOnly, text); err != nil || day.Year() < 1 {
			return "", fault.About(name, fault.BadDate, "%s must be a day of the calendar as in 2021-02-09, not %q", name, shortened(text))
		}
		return text, nil
	case "DateTime":
		text := asText(value)
		instant, err := time.Parse(time.RFC3339, text)
		if err != nil || instant.UTC().Year() < 1 || instant.UTC().Year() > 9999 {
			return "", fault.About(name, fault.BadDate, "%s must be an instant as in 2021-02-09T10:00:00Z, not %q", name, shortened(text))
		}
		return instant.UTC().Format(time.RFC3339Nano), nil // the database knows fewer offsets
	case "LanguageTag":
		tag, refusal := parseLanguage(name, asText(value))
		return tag.String(), refusal
	case "Boolean":
		is, _ := value.(bool)
		return strconv.FormatBool(is), nil
	}
	if object, is := value.(map[string]any); is {
		return m.encodeObject(of, typ, object)
	}
	text := asText(value)
	if strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
		return "", fault.About(name, fault.BadArgument, "%s must be text in UTF-8 without the character NUL", name)
	}
	return text, of.checkWords(text)
}

// checkWords refuses what nothing can be searched for by.
func (a *argument) checkWords(text string) *fault.Error {
	switch length := utf8.RuneCountInString(text); {
	case a.words == 0:
		return nil
	case length > a.words:
		return fault.About(a.name, fault.BadArgument, "%s must be at most %d characters long, not %d", a.name, a.words, length)
	case !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return fault.About(a.name, fault.BadArgument, "%s must hold a word to search for: at least one letter or digit", a.name)
	}
	return nil
}

// encodeObject writes an input object as JSON, its ids as the database knows them.
func (m *mapping) encodeObject(of operand, typ string, object map[string]any) (string, *fault.Error) {
	written := map[string]any{}
	for _, defined := range m.schema.Types[typ].Fields {
		value, given := object[defined.Name]
		if !given || value == nil {
			continue
		}
		inner := operand{argument: &argument{name: of.name + "." + defined.Name}}
		encoded, refusal := m.encodeMember(inner, defined.Type, value)
		if refusal != nil {
			return "", refusal
		}
		written[snake(defined.Name)] = encoded
	}
	encoded, err := json.Marshal(written)
	if err != nil {
		return "", fault.About(of.name, fault.BadArgument, "%s cannot be read", of.name).Because(err)
	}
	return string(encoded), nil
}

// encodeMember writes one field of an input object: lists and objects as what they are, everything else as text.
func (m *mapping) encodeMember(of operand, typ *ast.Type, value any) (any, *fault.Error) {
	if typ.Elem != nil {
		list := []any{}
		for _, element := range asList(value) {
			encoded, refusal := m.encodeMember(of, typ.Elem, element)
			if refusal != nil {
				return nil, refusal
			}
			list = append(list, encoded)
		}
		return list, nil
	}
	if value == nil {
		return nil, nil
	}
	encoded, refusal := m.encode(of, typ.Name(), value)
	if m.schema.Types[typ.Name()].Kind == ast.InputObject {
		return json.RawMessage(encoded), refusal
	}
	return encoded, refusal
}

// decodeID reads a public id: the prefix of its kind and a UUID.
func (m *mapping) decodeID(name, id string) (*model, uuid.UUID, *fault.Error) {
	for cut := len(id) - 1; cut > 0; cut-- {
		if id[cut] != '_' {
			continue
		}
		parsed, err := uuid.Parse(id[cut+1:])
		if known := m.byPrefix(id[:cut]); err == nil && known != nil && parsed.String() == id[cut+1:] {
			return known, parsed, nil
		}
		break
	}
	return nil, uuid.UUID{}, fault.About(name, fault.BadID, "%s must be an id as an answer gave it, such as %s, not %q", name, m.exampleID(), shortened(id))
}

func (m *mapping) byPrefix(prefix string) *model {
	for _, known := range m.models {
		if known.idPrefix == prefix && prefix != "" {
			return known
		}
	}
	return nil
}

func (m *mapping) exampleID() string {
	first := ""
	for _, known := range m.models {
		if known.idPrefix != "" && (first == "" || known.idPrefix < first) {
			first = known.idPrefix
		}
	}
	return first + "_0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11"
}

func parseLanguage(name, text string) (language.Tag, *fault.Error) {
	tag, err := language.Parse(text)
	if err != nil || text == "" || tag == language.Und {
		return tag, fault.About(name, fault.BadLanguage, "%s must be a language as a BCP 47 tag, such as fr or en, not %q", name, shortened(text))
	}
	return tag, nil
}

// shortened keeps an error from being as long as what was sent.
func shortened(text string) string {
	const longest = 80
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}
