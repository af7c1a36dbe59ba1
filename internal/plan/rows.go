package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// rowsOf makes a model of what a function returns, so that its rows are read like those of a table. The names of its columns do not say where
// one step of a path ends; the type that they answer does.
func (m *mapping) rowsOf(function function, def *ast.Definition) *model {
	made := &model{name: function.name, table: function.name, rows: true, columns: map[string]column{}, relations: map[string]relation{}, pairs: map[string]string{}}
	for _, kept := range []string{"id", "ordinal"} {
		if found, there := function.column(kept); there {
			made.columns["#"+kept] = found // no field of the schema has such a path
		}
	}
	for _, returned := range function.columns {
		made.all = append(made.all, returned.name)
	}
	m.learnRows(made, function, def, "", "")
	return made
}

func (m *mapping) learnRows(made *model, function function, def *ast.Definition, path, prefix string) {
	for _, defined := range def.Fields {
		name, at := prefix+snake(defined.Name), path+strings.ToLower(defined.Name)
		typ := m.schema.Types[defined.Type.Name()]
		found, there := function.column(name)
		switch {
		case name == "id":
			if public, there := function.column("public_id"); there {
				made.columns[at] = public
			}
		case typ.Name == "ID" && function.pairs(strings.TrimSuffix(name, "_id")):
			made.pairs[at] = strings.TrimSuffix(name, "_id")
		case there:
			made.columns[at] = found
		case typ.IsAbstractType() && function.pairs(name):
			made.pairs[at] = name
		case m.models[typ.Name] != nil:
			if key, there := function.column(name + "_id"); there {
				made.relations[at] = relation{target: m.models[typ.Name], on: []pair{{key.name, "id"}}}
			}
		case typ.Kind == ast.Object && function.begins(name+"_") && !isConnection(typ) && defined.Type.Elem == nil:
			m.learnRows(made, function, typ, at+".", name+"_")
		}
	}
}

// functionObject is an object made of what a function returns.
func (m *mapping) functionObject(def *ast.Definition, function function) (*object, error) {
	return m.object(def, m.rowsOf(function, def), "", "")
}

// callRows has a function's own rows answer a field.
func (m *mapping) callRows(call *calling, defined *ast.FieldDefinition, def *ast.Definition) (err error) {
	if call.object, err = m.functionObject(def, call.function); err != nil {
		return err
	}
	call.rows = true
	if err := call.object.checkRows(call.function, call.connection); err != nil || !call.connection {
		return err
	}
	m.checkLater(defined, call.object)
	return m.callExtras(call, m.schema.Types[defined.Type.Name()])
}

// callExtras finds what answers the fields of a page that are no page's: functions named for the page's own, with its arguments.
func (m *mapping) callExtras(call *calling, page *ast.Definition) error {
	call.extras = map[string]*calling{}
	for _, defined := range page.Fields {
		function, there := m.catalogue.functions[call.function.name+"_"+snake(defined.Name)]
		if !there || slices.Contains(listFields[""], defined.Name) {
			continue
		}
		extra, err := m.calling(defined, function)
		if err != nil {
			return fmt.Errorf("the schema's field %s.%s: %w", page.Name, defined.Name, err)
		}
		call.extras[defined.Name] = extra
	}
	return m.checkConnection(page, call.extras)
}

// column is a column that a function returns.
func (f function) column(name string) (column, bool) {
	for _, returned := range f.columns {
		if returned.name == name {
			return column{name: returned.name, typ: returned.typ}, true
		}
	}
	return column{}, false
}

// pairs says whether a function names a record of any type: by the name of its type and its id.
func (f function) pairs(name string) bool {
	_, typed := f.column(name + "_typename")
	_, named := f.column(name + "_id")
	return typed && named
}

func (f function) begins(prefix string) bool {
	return slices.ContainsFunc(f.columns, func(returned parameter) bool { return strings.HasPrefix(returned.name, prefix) })
}

// calledRows compiles what a function's own rows say: one, a list of them in the function's order, or a page.
func (c *compiler) calledRows(arguments []string, invoked, where string, asked *collected, call *calling) string {
	if call.connection {
		def := c.schema.Types[asked.field.Definition.Type.Name()]
		return c.connection(asked, where, def, call.object, source{from: invoked}, func(wanted *collected) string {
			extra := call.extras[wanted.field.Name]
			return c.calledWith(c.handOn(call.function, arguments, extra.function), where+"."+wanted.field.Name, wanted, extra)
		})
	}
	f := c.newRow()
	inner := c.jsonOf(call.object, f, where, asked.selections)
	if call.list {
		return "(select coalesce(json_agg(" + inner + "), '[]'::json) from " + invoked + " as " + f.alias + ")"
	}
	return "(select " + inner + " from " + invoked + " as " + f.alias + " limit 1)"
}

// handOn gives the arguments of one function to another that takes some of them.
func (c *compiler) handOn(from function, arguments []string, to function) []string {
	var handed []string
	for _, wanted := range to.inputs {
		value := "null::" + wanted.typ
		for i, input := range from.inputs {
			if input.name == wanted.name {
				value = arguments[i]
			}
		}
		handed = append(handed, value)
	}
	return handed
}

// pairing is a record of any type, or its public id, which a row names by two columns.
type pairing struct {
	abstract *ast.Definition // nil where the id alone is asked for
	name     string
}

// pairField is a field that names a record of any type.
func (m *mapping) pairField(defined *ast.FieldDefinition, name string) (field, error) {
	def := m.schema.Types[defined.Type.Name()]
	if !def.IsAbstractType() {
		return field{pair: &pairing{name: name}}, nil
	}
	return field{pair: &pairing{abstract: def, name: name}}, m.checkAbstract(def)
}

// paired compiles a record that a row names by its type and its id: null where the asker may not see it. Its public id is told all the same.
func (c *compiler) paired(row *tuple, where string, asked *collected, of *pairing) string {
	typename, id := row.col(of.name+"_typename"), row.col(of.name+"_id")
	if of.abstract != nil {
		return c.guarded(of.abstract, where, asked.selections, typename, id)
	}
	var cases strings.Builder
	for _, known := range c.publicModels() {
		fmt.Fprintf(&cases, " when %s then %s", literal(known.name), literal(known.idPrefix+"_"))
	}
	return "case " + typename + cases.String() + " end || " + id
}

// publicModels are the models whose records have public ids, by name.
func (m *mapping) publicModels() []*model {
	var public []*model
	for _, known := range m.models {
		if known.idPrefix != "" {
			public = append(public, known)
		}
	}
	slices.SortFunc(public, func(a, b *model) int { return strings.Compare(a.name, b.name) })
	return public
}

// checkRows refuses a function whose rows cannot be paged or asked further.
func (of *object) checkRows(function function, paged bool) error {
	if _, there := function.column("place"); there && paged {
		return fmt.Errorf("the function %s returns a column place, which is what pages call the place of a row", function.name)
	}
	if _, there := function.column("id"); there {
		return nil
	}
	if paged {
		return fmt.Errorf("the function %s returns no column id to make pages by", function.name)
	}
	for name, answer := range of.fields {
		if answer.function != nil {
			return fmt.Errorf("the function %s returns no column that answers %s.%s, and no column id to ask further by", function.name, of.def.Name, name)
		}
	}
	return nil
}
