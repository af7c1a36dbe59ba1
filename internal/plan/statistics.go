package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// statistics is a type of the schema that says, in figures, what holds of the rows of a model that match a filter. The directive @statistics
// names the model.
type statistics struct {
	object *object // what the rows are
	table  *figures
}

// figures is an object of figures over rows: over all that match, over those of a group, or over what held at a point in time.
type figures struct {
	def    *ast.Definition
	fields map[string]figure
	summed *summing // nil where no function answers several of them together
}

// summing is a function of the ids of the rows, named for the type, that answers several figures together by one row, whose columns are named as a
// table's would be.
type summing struct {
	function function
	object   *object
}

// figure is what answers one field among figures. Exactly one of these is set; none where the field echoes a clock.
type figure struct {
	summed   bool // the function answers it that answers several
	count    *counting
	inner    *figures
	function *calling // of the ids of the rows
	groups   *grouping
	overTime *unrolling
}

// counting is how many rows there are: of the model itself, or of one of its relations; all of them, those of which something holds, or those
// with each value of a column.
type counting struct {
	relation *relating
	where    []condition
	by       *column
	each     *ast.Definition // of a count by a column: the object of a value and its count
	values   []string        // in the order of the enum
	nullable bool
}

// condition holds of a row where a column is one of some values; where none are listed, where it is known or, of a boolean, true.
type condition struct {
	column *column
	among  []string
}

// counted is where the columns that counts look at are found: in a model, or in what a function returns.
type counted struct {
	*object
	typeName string   // what the functions of ids are named for
	within   []string // the types around
	grouped  bool     // the rows are those of a group
}

// checkStatistics reads a field of the root whose type is statistics.
func (m *mapping) checkStatistics(root *ast.FieldDefinition, def *ast.Definition) error {
	of := def.Directives.ForName("statistics").Arguments.ForName("of").Value.Raw
	object, err := m.entity(m.schema.Types[of])
	if err != nil {
		return err
	}
	for _, argument := range root.Arguments {
		switch argument.Name {
		case "filter", "asOf", "knownAt":
			continue
		}
		return fmt.Errorf("nothing takes its argument %s", argument.Name)
	}
	m.unchecked = append(m.unchecked, func() error {
		if err := m.checkInputs(root, object); err != nil {
			return err
		}
		read, err := m.readFigures(def, counted{object: object, typeName: def.Name})
		m.figures[root.Name] = &statistics{object: object, table: read}
		return err
	})
	return nil
}

func (m *mapping) readFigures(def *ast.Definition, of counted) (*figures, error) {
	read := &figures{def: def, fields: map[string]figure{}}
	if slices.Contains(of.within, def.Name) {
		return nil, fmt.Errorf("the figures of %s hold themselves", def.Name)
	}
	of.within = append(slices.Clone(of.within), def.Name)
	if err := m.readSums(read, of); err != nil {
		return nil, err
	}
	for _, defined := range def.Fields {
		if of.grouped && (defined.Name == "key" || defined.Name == "label") && len(of.within) == 2 {
			continue // the group itself answers these
		}
		found, err := m.readFigure(defined, of, read.summed)
		if err != nil {
			return nil, fmt.Errorf("the schema's field %s.%s: %w", def.Name, defined.Name, err)
		}
		read.fields[defined.Name] = found
	}
	return read, nil
}

// readSums reads which figures of a type the function answers that is named for it, if there is one.
func (m *mapping) readSums(read *figures, of counted) (err error) {
	function, there := m.catalogue.functions[snake(of.typeName)]
	if !there || !function.takesFirst("uuid[]") {
		return nil
	}
	answered := *read.def
	answered.Fields = nil
	for _, defined := range read.def.Fields {
		name := snake(defined.Name)
		if _, there := function.column(name); (there || function.begins(name+"_") && defined.Type.Elem == nil) && defined.Directives.ForName("count") == nil {
			answered.Fields = append(answered.Fields, defined)
		}
	}
	if len(answered.Fields) == 0 {
		return nil // an object of other figures
	}
	read.summed = &summing{function: function}
	read.summed.object, err = m.functionObject(&answered, function)
	return err
}

func (m *mapping) readFigure(defined *ast.FieldDefinition, of counted, summed *summing) (found figure, err error) {
	def := m.schema.Types[defined.Type.Name()]
	switch directives := defined.Directives; {
	case directives.ForName("count") != nil:
		found.count, err = m.readCount(defined, of.object)
	case of.grouped && (directives.ForName("overTime") != nil || defined.Arguments.ForName("by") != nil):
		err = fmt.Errorf("a group is not grouped again, nor followed through time")
	case summed.answers(defined):
		found.summed = true
	case directives.ForName("overTime") != nil:
		found.overTime, err = m.readOverTime(defined, of)
	case defined.Arguments.ForName("by") != nil && def.Kind == ast.Object:
		found.groups, err = m.readGroups(defined, of)
	case echoesClock(defined):
	case m.hasFunction(of.figureFunction(defined)):
		found.function, err = m.readIDsFunction(defined, of)
	case def.Kind == ast.Object && defined.Type.Elem == nil && len(defined.Arguments) == 0:
		found.inner, err = m.readFigures(def, of)
	default:
		err = fmt.Errorf("no directive says what it counts, and there is no function %s", of.figureFunction(defined))
	}
	return found, err
}

func (s *summing) answers(defined *ast.FieldDefinition) bool {
	return s != nil && s.object.def.Fields.ForName(defined.Name) != nil
}

// echoesClock says whether a field tells the day or the time that the figures are of.
func echoesClock(defined *ast.FieldDefinition) bool {
	return defined.Name == "asOf" && defined.Type.Name() == "Date" || defined.Name == "knownAt" && defined.Type.Name() == "DateTime"
}

func (m *mapping) hasFunction(name string) bool {
	_, there := m.catalogue.functions[name]
	return there
}

// figureFunction is the name of what computes a field from the ids of rows; it is the same for all of them and for those of a group.
func (of counted) figureFunction(defined *ast.FieldDefinition) string {
	return snake(of.typeName) + "_" + snake(defined.Name)
}

func (m *mapping) readIDsFunction(defined *ast.FieldDefinition, of counted) (*calling, error) {
	function := m.catalogue.functions[of.figureFunction(defined)]
	if !function.takesFirst("uuid[]") {
		return nil, fmt.Errorf("the function %s does not begin with the ids of the records", function.name)
	}
	call, err := m.calling(defined, function)
	if err != nil {
		return nil, err
	}
	return call, field{function: call}.checkArguments(defined)
}

// readCount reads the directive @count.
func (m *mapping) readCount(defined *ast.FieldDefinition, of *object) (*counting, error) {
	arguments := defined.Directives.ForName("count").Arguments
	read := &counting{}
	if relation := arguments.ForName("of"); relation != nil {
		if read.relation = of.fields[relation.Value.Raw].relation; read.relation == nil {
			return nil, fmt.Errorf("%s has no relation %s to count", of.def.Name, relation.Value.Raw)
		}
		of = read.relation.object
	}
	if where := arguments.ForName("where"); where != nil {
		for _, written := range each(where.Value) {
			found, err := readCondition(written, of)
			if err != nil {
				return nil, err
			}
			read.where = append(read.where, found)
		}
	}
	if by := arguments.ForName("by"); by != nil {
		return read, m.readValues(read, defined, of, by.Value.Raw)
	}
	if defined.Type.Name() != "Int" || defined.Type.Elem != nil {
		return nil, fmt.Errorf("it counts, and is no whole number")
	}
	return read, nil
}

// each gives the elements of a list as it is written; a single value stands for a list of one.
func each(written *ast.Value) (elements []*ast.Value) {
	if written.Kind != ast.ListValue {
		return []*ast.Value{written}
	}
	for _, child := range written.Children {
		elements = append(elements, child.Value)
	}
	return elements
}

func readCondition(written *ast.Value, of *object) (condition, error) {
	path := written.Children.ForName("field")
	if path == nil {
		return condition{}, fmt.Errorf("a condition has no field")
	}
	column, _, err := of.columnAt(path.Raw)
	read := condition{column: column}
	if among := written.Children.ForName("is"); among != nil {
		for _, value := range each(among) {
			read.among = append(read.among, value.Raw)
		}
	}
	return read, err
}

// readValues reads a count by the values of a column: a list of objects, each a value of an enum and its count.
func (m *mapping) readValues(read *counting, defined *ast.FieldDefinition, of *object, path string) error {
	column, typ, err := of.columnAt(path)
	if err != nil {
		return err
	}
	read.by, read.each = column, m.schema.Types[defined.Type.Name()]
	value, count := read.each.Fields.ForName("value"), read.each.Fields.ForName("count")
	if defined.Type.Elem == nil || value == nil || count == nil || len(read.each.Fields) != 2 {
		return fmt.Errorf("it counts by %s, and is no list of objects of a value and a count", path)
	}
	enum := m.schema.Types[value.Type.Name()]
	if enum.Kind != ast.Enum || typ != nil && typ.Name() != enum.Name || len(enum.EnumValues) >= pageMost {
		return fmt.Errorf("it counts by %s, whose values are not those of %s", path, enum.Name)
	}
	if read.nullable = !value.Type.NonNull; typ != nil && typ.NonNull == read.nullable {
		return fmt.Errorf("%s and the values of %s disagree on whether there can be none", path, read.each.Name)
	}
	for _, value := range enum.EnumValues {
		read.values = append(read.values, value.Name)
	}
	return nil
}

// columnAt finds a column on the object's own row by a path of fields, and the type that the schema gives it.
func (of *object) columnAt(path string) (*column, *ast.Type, error) {
	at, steps := of, strings.Split(path, ".")
	for _, step := range steps[:len(steps)-1] {
		embedded := at.fields[step].embedded
		if embedded == nil {
			return nil, nil, fmt.Errorf("%s has no part %s on its own row to count by", of.def.Name, step)
		}
		at = embedded.object
	}
	last := steps[len(steps)-1]
	if at.fields[last].column == nil {
		return nil, nil, fmt.Errorf("%s has no column %s on its own row to count by", of.def.Name, path)
	}
	return at.fields[last].column, at.def.Fields.ForName(last).Type, nil
}
