//go:build scale

package scale_test

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// filters ask every list of the root by every field of its filter, each alone, for what few records match where there is such a thing. A field that
// is added to a filter is asked without being told here.
func filters(l *library) (asked []question) {
	for _, root := range l.schema.Query.Fields {
		argument := root.Arguments.ForName("filter")
		if argument == nil || !strings.HasSuffix(root.Type.Name(), "Connection") {
			continue
		}
		text := fmt.Sprintf("query ($filter: %s) { %s(filter: $filter, first: 20) { totalCount nodes { id } } }", argument.Type.Name(), root.Name)
		for _, field := range l.schema.Types[argument.Type.Name()].Fields {
			for i, value := range append(l.samples(argument.Type.Name(), field), l.parts(field)...) {
				name := fmt.Sprintf("%s by %s %d", root.Name, field.Name, i)
				asked = append(asked, question{text, name, values{"filter": values{field.Name: value}}})
			}
		}
	}
	return asked
}

// orders ask for every list of the root in each of its orders.
func orders(l *library) (asked []question) {
	for _, root := range l.schema.Query.Fields {
		argument := root.Arguments.ForName("orderBy")
		if argument == nil {
			continue
		}
		filter := root.Arguments.ForName("filter").Type.Name()
		text := fmt.Sprintf("query ($orderBy: %s, $filter: %s) { %s(orderBy: $orderBy, filter: $filter, first: 20) { nodes { id } } }", argument.Type, filter, root.Name)
		fields := l.schema.Types[l.schema.Types[argument.Type.Name()].Fields.ForName("field").Type.Name()]
		for _, field := range fields.EnumValues {
			for _, direction := range []string{"ASC", "DESC"} {
				of := values{}
				if field.Name == "RELEVANCE" {
					of["filter"] = values{"text": "scale-p1"} // of which it is the order
				}
				asked = append(asked, question{text, root.Name + " by " + field.Name + " " + direction, ordered(field.Name, direction, of)})
			}
		}
	}
	return asked
}

// parts are the filters of what has no list of its own, such as an addressee: by each of its fields.
func (l *library) parts(of *ast.FieldDefinition) (filters []any) {
	def := l.schema.Types[of.Type.Name()]
	if def.Kind != ast.InputObject || def.Fields.ForName("reference") != nil || of.Name == "and" || of.Name == "or" || of.Name == "not" {
		return nil
	}
	for _, field := range def.Fields {
		for _, value := range l.samples(def.Name, field) {
			filters = append(filters, values{field.Name: value})
		}
	}
	return filters
}

// samples are values of a field of a filter.
func (l *library) samples(input string, field *ast.FieldDefinition) []any {
	def := l.schema.Types[field.Type.Name()]
	switch name := field.Name; {
	case name == "and" || name == "or" || name == "not":
		return nil // lists asks for these
	case l.named()[def.Name] != nil:
		return []any{l.named()[def.Name]}
	case name == "reference":
		if one, is := l.named()[input].(values)["reference"].([]any); is {
			return []any{one}
		}
		return nil // none of these has one here
	case name == "id":
		return []any{[]any{}}
	case def.Kind == ast.Enum:
		var all []any
		for _, value := range def.EnumValues {
			if input == "FollowUpFilter" && value.Name == "NO_INFORMATION" {
				continue // nobody may say so, and nobody looks for it
			}
			all = append(all, []any{value.Name})
		}
		return all
	case def.Name == "Boolean":
		return []any{true, false}
	case def.Name == "Date":
		return []any{map[bool]string{true: "2008-02-01", false: "2025-12-20"}[strings.HasSuffix(name, "Before")]}
	case def.Name == "DateTime":
		return []any{l.lately, "2001-01-01T00:00:00Z"}
	case name == "text":
		return []any{"nothing of this name", "lihgting of scale-p1-17"}
	case def.Name == "LanguageTag":
		return []any{[]any{"bm"}, []any{"fr-ML", "fr"}}
	default:
		return []any{[]any{"nothing of this name"}}
	}
}

// named are filters of each noun that few records match.
func (l *library) named() map[string]any {
	by := func(reference string) any { return values{"reference": []any{reference}} }
	return map[string]any{
		"PlaceRef": values{"reference": "scale-c1-r1"}, "PlaceFilter": by("scale-c1-r1-1-town"), "OrganisationFilter": by("scale-c1-ministry-3"),
		"ProgrammeFilter": by("scale-p1"), "StudyFilter": by("scale-p1-s4"), "WorkshopFilter": by("scale-p1-w4"), "ThemeFilter": by("scale-land"),
		"InstrumentFilter": by("scale-law"), "FindingFilter": by("scale-p1-f6"), "StudySeriesFilter": by("scale-p1-studies"),
		"WorkshopSeriesFilter": by("scale-p1-committee"), "RecommendationFilter": by(l.talkedAbout), "ActionFilter": by(l.anAction), "ChangeStoryFilter": by(l.aStory),
		"AddresseeFilter": values{"organisation": by("scale-c1-ministry-3")}, "ProposerFilter": values{"organisation": by("scale-c1-association-3")},
		"SourceFilter": values{"organisation": by("scale-c1-association-3")}, "ParticipationFilter": values{"organisation": by("scale-c1-association-3")},
		"ProgrammeOrganisationFilter": values{"role": []any{"IMPLEMENTING"}, "organisation": by("scale-c1-association-3")},
		"ValidationFilter":            values{"workshop": by("scale-p1-w4")}, "CodeFilter": values{"vocabulary": []any{"Suivi synthetic places"}, "code": []any{"c1-r4"}},
		"FollowUpFilter": values{"asOfAfter": "2025-12-20", "contesting": false}, "EvidenceFilter": values{"datedAfter": "2025-12-20"},
	}
}
