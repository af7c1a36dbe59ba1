package graph

import (
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
)

const (
	usualPage   = 20    // records of a page that is asked for without a size
	largestPage = 1_000 // what a larger page counts as: the planner refuses those
	usualList   = 10    // what a list without pages counts as
	mostPoints  = 200   // points in time of one field; the planner refuses more
	uncountable = 1 << 53
)

// bill counts how many values an operation could return: every field is one, and a list as many times what is in it as it could be long.
type bill struct {
	variables map[string]any
	known     map[portion]int
}

// portion is a fragment as spread in a page of so many records, or elsewhere.
type portion struct {
	fragment string
	page     int
}

// costOf is the number of values that an operation could return, or uncountable.
func costOf(op *operation) int {
	b := bill{op.variables, map[portion]int{}}
	return b.selections(op.definition.SelectionSet, 0)
}

// selections counts a selection. Page is how many records the lists in it hold where it is that of a connection, and 0 elsewhere.
func (b bill) selections(set ast.SelectionSet, page int) (sum int) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if b.included(selection.Directives) {
				sum = plus(sum, b.field(selection, page))
			}
		case *ast.InlineFragment:
			if b.included(selection.Directives) {
				sum = plus(sum, b.selections(selection.SelectionSet, page))
			}
		case *ast.FragmentSpread:
			if b.included(selection.Directives) {
				sum = plus(sum, b.fragment(selection.Definition, page))
			}
		}
	}
	return sum
}

func (b bill) fragment(fragment *ast.FragmentDefinition, page int) int {
	key := portion{fragment.Name, page}
	if _, ok := b.known[key]; !ok {
		b.known[key] = b.selections(fragment.SelectionSet, page)
	}
	return b.known[key]
}

func (b bill) field(field *ast.Field, page int) int {
	inside := 0
	if strings.HasSuffix(field.Definition.Type.Name(), "Connection") || field.Definition.Arguments.ForName("first") != nil {
		inside = b.pageSize(field)
	}
	each := plus(1, b.selections(field.SelectionSet, inside))
	switch ids, listed := b.argument(field, "ids").([]any); {
	case field.Definition.Type.Elem == nil:
		return each
	case listed:
		return times(len(ids), each)
	case field.Definition.Directives.ForName("count") != nil:
		return times(rowsOf(field.Definition), each)
	case field.Definition.Directives.ForName("overTime") != nil:
		return times(b.points(field), each)
	case page > 0:
		return times(page, each)
	default:
		return times(usualList, each)
	}
}

// pageSize is how many records a connection is asked for. What makes no sense counts as something near it; the planner refuses it.
func (b bill) pageSize(field *ast.Field) int {
	size := int64(-1)
	for _, name := range []string{"first", "last"} {
		if asked, ok := b.argument(field, name).(int64); ok {
			size = max(size, asked, 1)
		}
	}
	if size < 0 {
		return usualPage
	}
	return int(min(size, largestPage))
}

// rowsOf is how many rows a count by the values of an enum has: one for each, and one more where there can be none.
func rowsOf(counts *ast.FieldDefinition) int {
	value := parsedSchema.Types[counts.Type.Name()].Fields.ForName("value").Type
	rows := len(parsedSchema.Types[value.Name()].EnumValues)
	if !value.NonNull {
		rows++
	}
	return rows
}

// points is how many points in time are asked for. What makes no sense counts as the most; the planner refuses it.
func (b bill) points(field *ast.Field) int {
	step, _ := b.argument(field, "step").(string)
	months := map[string]int{"MONTH": 1, "QUARTER": 3, "YEAR": 12}[step]
	if months == 0 {
		return mostPoints
	}
	var periods [2]int
	for i, name := range []string{"from", "to"} {
		written, _ := b.argument(field, name).(string)
		day, err := time.Parse(time.DateOnly, written)
		if err != nil {
			return mostPoints
		}
		periods[i] = (day.Year()*12 + int(day.Month()) - 1) / months
	}
	return min(max(periods[1]-periods[0], 0)+1, mostPoints)
}

// argument is the value of an argument, nil where there is none.
func (b bill) argument(field *ast.Field, name string) any {
	argument := field.Arguments.ForName(name)
	if argument == nil {
		return nil
	}
	value, err := argument.Value.Value(b.variables)
	if err != nil {
		return nil
	}
	return value
}

// included says whether @skip and @include leave a selection in.
func (b bill) included(directives ast.DirectiveList) bool {
	return b.condition(directives, "skip", false) != true && b.condition(directives, "include", true) != false
}

func (b bill) condition(directives ast.DirectiveList, name string, otherwise bool) any {
	directive := directives.ForName(name)
	if directive == nil {
		return otherwise
	}
	value, err := directive.Arguments.ForName("if").Value.Value(b.variables)
	if err != nil {
		return otherwise
	}
	return value
}

// plus and times add and multiply up to uncountable.
func plus(a, b int) int { return min(a+b, uncountable) }

func times(a, b int) int {
	if a > 0 && b > uncountable/a {
		return uncountable
	}
	return a * b
}

func tooCostly(cost, limit int) *fault.Error {
	return fault.New(fault.TooCostly, "The question could return %d values, and the limit is %d. Ask for smaller pages.", cost, limit).
		With("cost", cost).With("limit", limit)
}
