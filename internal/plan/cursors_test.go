package plan

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// seal makes in Go the cursor that the database would make.
func (s *sealer) seal(scope, id, key string) string {
	content := []byte(scope + "|" + id + "|" + key)
	inner, outer := s.pads(scope)
	hashed := sha256.Sum256(append(inner, content...))
	mac := sha256.Sum256(append(outer, hashed[:]...))
	return base64.RawURLEncoding.EncodeToString(append(content, mac[:macLength]...))
}

// generated makes a question of a generated operation, and gives it the cursors that it wants: each the cursor of a row in the list, order and
// filter where it is used.
func (h *house) generated(text string, values map[string]any) (Question, error) {
	variables := map[string]any{}
	for name, value := range values {
		if _, is := value.(placeholder); is {
			value = "not yet known"
		}
		variables[name] = value
	}
	question, err := h.question(text, variables)
	if err != nil {
		return question, err
	}
	h.fillCursorsIn(question.Operation.SelectionSet, row{}, question, values)
	return question, nil
}

func (h *house) fillCursorsIn(set ast.SelectionSet, clocks row, question Question, values map[string]any) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.InlineFragment:
			h.fillCursorsIn(selection.SelectionSet, clocks, question, values)
		case *ast.FragmentSpread: // each is spread in one place
			h.fillCursorsIn(question.Fragments.ForName(selection.Name).SelectionSet, clocks, question, values)
		case *ast.Field:
			arguments := inputs{h.mapping.schema}.arguments(selection.Definition, selection, question.Variables)
			clocks := clocksWithin(clocks, arguments)
			for _, end := range []string{"after", "before"} {
				if argument := selection.Arguments.ForName(end); argument != nil {
					wanted, is := values[argument.Value.Raw].(placeholder)
					if is {
						question.Variables[argument.Value.Raw] = h.cursorOf(selection, arguments, clocks, wanted.row)
					}
				}
			}
			h.fillCursorsIn(selection.SelectionSet, clocks, question, values)
		}
	}
}

func (h *house) cursorOf(list *ast.Field, arguments map[string]any, clocks, at row) string {
	order, key := "id", ""
	if by, _ := arguments["orderBy"].([]any); len(by) > 0 {
		field, direction := by[0].(map[string]any)["field"].(string), by[0].(map[string]any)["direction"].(string)
		order, key = field+" "+direction, keyOf(at[strings.ToLower(field)], direction)
	}
	if ordinal, there := at["ordinal"]; there {
		order, key = "ordinal", fmt.Sprint(ordinal)
	}
	given := map[string]any{}
	for name, value := range arguments {
		if value != nil && (name == "filter" || !isListArgument(name) && !isClock(name)) {
			given[name] = value
		}
	}
	scope := forAudience(scopeOf(list.ObjectDefinition.Name+"."+list.Name+clocks.reading(), order, given), "")
	return h.seal.seal(scope, at["id"].(string), key)
}

// keyOf is what a row is ordered by, as a cursor holds it.
func keyOf(value any, direction string) string {
	switch {
	case value != nil:
		return fmt.Sprint(value)
	case direction == "DESC":
		return "-infinity"
	default:
		return "infinity"
	}
}

var cursorShape = regexp.MustCompile(`"[A-Za-z0-9_-]{80,}"`)

// withoutSeals puts the reference's marks in the place of the cursors in an answer.
func withoutSeals(answer string) string {
	return cursorShape.ReplaceAllStringFunc(answer, func(found string) string {
		if id := idIn(strings.Trim(found, `"`)); id != "" {
			return `"` + cursorMark(row{"id": id}) + `"`
		}
		return found
	})
}
