package plan

import (
	"fmt"
	"sort"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// mapping says what answers each field of the schema. It is made once, at start-up, and refuses a field that nothing answers.
type mapping struct {
	schema    *ast.Schema
	catalogue *Catalogue
	models    map[string]*model
	objects   map[objectKey]*object
	roots     map[string]*calling    // the fields of the root that functions answer
	figures   map[string]*statistics // the fields of the root that are statistics
	unchecked []func() error         // filters and orders, to be checked when all objects are there
}

// object is a type of the schema as it is answered from one kind of row: of a model, of the part of a model that is embedded at a path, or of
// what a function returns.
type object struct {
	def    *ast.Definition
	model  *model // nil where the rows are a function's
	path   string // where in the model: empty, or as in "status."
	prefix string // the same as the names of functions and columns have it: empty, or as in "status_"
	fields map[string]field
}

type objectKey struct{ typ, row, path string }

// field is what answers one field of an object. Exactly one of the pointers is set.
type field struct {
	column   *column
	embedded *embedding
	relation *relating
	function *calling
	detail   *detailing
	pair     *pairing
	prefix   string // of an id: what makes it a public one
}

// translated says whether the field is a text in several languages, of which one is chosen.
func (f field) translated() bool { return f.column != nil && f.column.typ == "jsonb" }

// embedding is an object on the same row. Where presence is set, the object is null when that column is.
type embedding struct {
	object   *object
	presence string
	then     function // what gives it as of another day or time, where its arguments ask for one
}

// detailing is a translated column with the language that was chosen and how the text came to be, as an object of its own.
type detailing struct {
	column column
	object *object
}

// relating is a relation to other rows: one, a plain list, or a connection.
type relating struct {
	relation   relation
	object     *object
	connection bool
}

// calling is a computed field. Where it gives ids, object is what they are ids of; where it gives type names and ids, the field's type is
// abstract; otherwise its own rows, or its one value, are the answer.
type calling struct {
	function   function
	object     *object
	rows       bool // the object stands on the function's own rows
	list       bool
	connection bool
	abstract   *ast.Definition
	extras     map[string]*calling // what a page says beyond what pages say
	own        []string            // the columns of the row that it is a field of, where that is a function's: they are arguments by their names
}

func newMapping(schema *ast.Schema, models map[string]*model, catalogue *Catalogue) (*mapping, error) {
	m := &mapping{
		schema: schema, catalogue: catalogue, models: models, objects: map[objectKey]*object{}, roots: map[string]*calling{},
		figures: map[string]*statistics{},
	}
	for _, root := range schema.Query.Fields {
		if strings.HasPrefix(root.Name, "__") {
			continue
		}
		if err := m.checkRoot(root); err != nil {
			return nil, fmt.Errorf("the schema's field Query.%s: %w", root.Name, err)
		}
	}
	for len(m.unchecked) > 0 { // a check may add to them
		check := m.unchecked[0]
		m.unchecked = m.unchecked[1:]
		if err := check(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *mapping) checkLater(listed *ast.FieldDefinition, object *object) {
	m.unchecked = append(m.unchecked, func() error {
		if err := checkPages(listed, isConnection(m.schema.Types[listed.Type.Name()])); err != nil {
			return err
		}
		if def := m.schema.Types[listed.Type.Name()]; isConnection(def) && !object.model.rows {
			if err := m.checkConnection(def, nil); err != nil {
				return err
			}
		}
		return m.checkInputs(listed, object)
	})
}

func (m *mapping) checkRoot(root *ast.FieldDefinition) error {
	asked := m.schema.Types[root.Type.Name()]
	if asked.Directives.ForName("statistics") != nil {
		return m.checkStatistics(root, asked)
	}
	def := m.listed(asked)
	if def.IsAbstractType() {
		if err := m.checkAbstract(asked); err != nil {
			return err
		}
		return checkRootArguments(root, asked, nil)
	}
	if function, there := m.catalogue.functions[snake(root.Name)]; there && m.models[def.Name] == nil {
		return m.rootFunction(root, function)
	}
	object, err := m.entity(def)
	if err != nil {
		return err
	}
	m.checkLater(root, object)
	return checkRootArguments(root, asked, object)
}

// rootFunction is a field of the root that is no noun's: a function of its name answers it.
func (m *mapping) rootFunction(root *ast.FieldDefinition, function function) error {
	call, err := m.calling(root, function)
	if err != nil {
		return err
	}
	m.roots[root.Name] = call
	return field{function: call}.checkArguments(root)
}

// checkAbstract has every type that an abstract one can be answered by a model.
func (m *mapping) checkAbstract(def *ast.Definition) error {
	if isConnection(def) {
		return fmt.Errorf("a page of records of several types is nothing that a statement can be made for")
	}
	for _, possible := range m.possible(def) {
		if _, err := m.entity(possible); err != nil {
			return err
		}
	}
	return nil
}

// listed is the type that a connection lists, and any other type itself.
func (m *mapping) listed(def *ast.Definition) *ast.Definition {
	if isConnection(def) {
		return m.schema.Types[def.Fields.ForName("nodes").Type.Name()]
	}
	return def
}

func isConnection(def *ast.Definition) bool {
	return def != nil && def.Kind == ast.Object && strings.HasSuffix(def.Name, "Connection") && def.Fields.ForName("nodes") != nil
}

// entity is the object of a type that a model answers.
func (m *mapping) entity(def *ast.Definition) (*object, error) {
	model := m.models[def.Name]
	if model == nil {
		return nil, fmt.Errorf("no model answers the type %s", def.Name)
	}
	return m.object(def, model, "", "")
}

func (m *mapping) object(def *ast.Definition, model *model, path, prefix string) (*object, error) {
	if def.Kind != ast.Object {
		return nil, fmt.Errorf("rows answer it, and %s is no type of object", def.Name)
	}
	key := objectKey{def.Name, model.name, path}
	if known := m.objects[key]; known != nil {
		return known, nil
	}
	made := &object{def: def, model: model, path: path, prefix: prefix, fields: map[string]field{}}
	m.objects[key] = made // before its fields: types refer to one another in circles
	for _, defined := range def.Fields {
		if strings.HasPrefix(defined.Name, "__") {
			continue
		}
		found, err := m.field(made, defined)
		if err == nil {
			err = found.checkArguments(defined)
		}
		if err != nil {
			return nil, fmt.Errorf("the schema's field %s.%s: %w", def.Name, defined.Name, err)
		}
		made.fields[defined.Name] = found
	}
	return made, nil
}

func (m *mapping) field(of *object, defined *ast.FieldDefinition) (field, error) {
	path := of.path + strings.ToLower(defined.Name)
	if column, there := of.model.columns[path]; there {
		return m.columnField(of, defined, column)
	}
	if relation, there := of.model.relations[path]; there {
		return m.relationField(defined, relation)
	}
	if name, there := of.model.pairs[path]; there {
		return m.pairField(defined, name)
	}
	if column, there := of.model.columns[strings.TrimSuffix(path, "detail")]; there && column.typ == "jsonb" {
		object, err := m.functionObject(m.schema.Types[defined.Type.Name()], textDetail)
		return field{detail: &detailing{column: column, object: object}}, err
	}
	if m.isEmbedded(of.model, path) {
		return m.embeddedField(of, defined, path+".")
	}
	name := of.model.table + "_" + of.prefix + snake(defined.Name)
	if function, there := m.catalogue.functions[name]; there {
		return m.functionField(of, defined, function)
	}
	return field{}, fmt.Errorf("no column or relation of the model %s answers it, and there is no function %s", of.model.name, name)
}

func (m *mapping) columnField(of *object, defined *ast.FieldDefinition, column column) (field, error) {
	if kind := m.schema.Types[defined.Type.Name()].Kind; kind != ast.Scalar && kind != ast.Enum {
		return field{}, fmt.Errorf("a column answers it, and it is no scalar")
	}
	found := field{column: &column}
	if defined.Type.Name() == "ID" && column.name != "public_id" {
		if column.name != "id" || defined.Type.Elem != nil {
			return field{}, fmt.Errorf("the column %s answers it, which is not the id of the row", column.name)
		}
		if of.model.idPrefix == "" {
			return field{}, fmt.Errorf("the model %s has no prefix for its ids", of.model.name)
		}
		found.prefix = of.model.idPrefix + "_"
	}
	return found, nil
}

func (m *mapping) relationField(defined *ast.FieldDefinition, relation relation) (field, error) {
	def := m.schema.Types[defined.Type.Name()]
	object, err := m.object(m.listed(def), relation.target, "", "")
	if err != nil {
		return field{}, err
	}
	if list := defined.Type.Elem != nil || isConnection(def); list != relation.many {
		return field{}, fmt.Errorf("the schema and the model disagree on whether it is a list")
	}
	m.checkLater(defined, object)
	return field{relation: &relating{relation: relation, object: object, connection: isConnection(def)}}, nil
}

func (m *mapping) isEmbedded(in *model, path string) bool {
	for known := range in.columns {
		if strings.HasPrefix(known, path+".") {
			return true
		}
	}
	return false
}

func (m *mapping) embeddedField(of *object, defined *ast.FieldDefinition, path string) (field, error) {
	name := of.prefix + snake(defined.Name)
	object, err := m.object(m.schema.Types[defined.Type.Name()], of.model, path, name+"_")
	if err != nil {
		return field{}, err
	}
	embedded := &embedding{object: object}
	if len(defined.Arguments) > 0 {
		name = of.model.table + "_" + name
		then, there := m.catalogue.functions[name]
		if !there {
			return field{}, fmt.Errorf("it takes arguments, and there is no function %s", name)
		}
		if err := then.checkColumns(object); err != nil {
			return field{}, err
		}
		embedded.then = then
	}
	if !defined.Type.NonNull {
		// What is never null in the object tells whether there is an object at all.
		for _, inner := range object.def.Fields {
			if answer := object.fields[inner.Name]; inner.Type.NonNull && answer.column != nil {
				embedded.presence = answer.column.name
				break
			}
		}
		if embedded.presence == "" {
			return field{}, fmt.Errorf("it may be null, and no column of %s tells when", object.def.Name)
		}
	}
	return field{embedded: embedded}, nil
}

func (m *mapping) functionField(of *object, defined *ast.FieldDefinition, function function) (field, error) {
	if !function.takesFirst("uuid") {
		return field{}, fmt.Errorf("the function %s does not begin with the id of the record", function.name)
	}
	call, err := m.calling(defined, function)
	if err == nil && of.model.rows {
		call.own = of.model.all
	}
	return field{function: call}, err
}

// calling says how a function answers a field: with values, with ids of records, or with rows of its own.
func (m *mapping) calling(defined *ast.FieldDefinition, function function) (*calling, error) {
	def := m.schema.Types[defined.Type.Name()]
	call := &calling{function: function, list: defined.Type.Elem != nil, connection: isConnection(def)}
	asked := def
	def = m.listed(def)
	switch {
	case def.IsLeafType():
	case def.IsAbstractType():
		call.abstract = def
		if err := m.checkAbstract(asked); err != nil {
			return nil, err
		}
	case m.models[def.Name] != nil && len(function.columns) == 0:
		object, err := m.entity(def)
		if err != nil {
			return nil, err
		}
		call.object = object
		m.checkLater(defined, object)
	default:
		return call, m.callRows(call, defined, def)
	}
	return call, nil
}

// textDetail is the function suivi.text_detail of the migrations.
var textDetail = function{name: "suivi.text_detail", columns: []parameter{{"text", "text"}, {"language", "text"}, {"state", "text"}}}

func (f function) takesFirst(typ string) bool { return len(f.inputs) > 0 && f.inputs[0].typ == typ }

func (f function) takes(argument string) bool {
	for _, input := range f.inputs {
		if input.name == snake(argument) {
			return true
		}
	}
	return false
}

// possible are the concrete types of an abstract one. The parser counts among them the interfaces that implement an interface.
func (m *mapping) possible(abstract *ast.Definition) []*ast.Definition {
	var concrete []*ast.Definition
	for _, def := range m.schema.PossibleTypes[abstract.Name] {
		if def.Kind == ast.Object {
			concrete = append(concrete, def)
		}
	}
	return concrete
}

// entities are the types that an abstract type can turn out to be, in the order of their names.
func (m *mapping) entities(abstract *ast.Definition) []*object {
	var possible []*object
	for _, def := range m.possible(abstract) {
		possible = append(possible, m.objects[objectKey{def.Name, def.Name, ""}])
	}
	sort.Slice(possible, func(i, j int) bool { return possible[i].def.Name < possible[j].def.Name })
	return possible
}

// isListArgument says whether an argument belongs to lists as such: the planner answers it itself.
func isListArgument(name string) bool {
	switch name {
	case "first", "last", "after", "before", "filter", "orderBy", "countAtMost":
		return true
	}
	return false
}
