package plan

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm/schema"

	"github.com/suivi-project/suivi/internal/postgres"
)

// model is a GORM model as the planner needs it: which column or relation answers which path of fields.
type model struct {
	name      string // the model's name, which is the name of the type that it answers
	rows      bool   // its rows are a function's, not a table's
	table     string // what the names of its functions begin with
	from      string // the table as SQL reads from it
	then      string // the function that gives its rows as they were at another time; empty where there is none
	idPrefix  string // what its public ids begin with; empty where it has none
	columns   map[string]column
	relations map[string]relation
	pairs     map[string]string // what names a record of any type by two columns, the path of the field → what their names begin with
	all       []string          // of a function's rows: all columns, also those that answer no field
}

// column is a column of a model. The type is the database's.
type column struct {
	name, typ string
	unique    bool
}

// relation leads from one model to another, through a table between them where join is set.
type relation struct {
	target   *model
	many     bool
	on       []pair // own column = the target's column
	join     string
	joinThen string // what `then` is of a model
	own      []pair // own column = the join table's column
	far      []pair // the join table's column = the target's column
}

type pair struct{ left, right string }

// readModels learns from the models what they map, and from the catalogue what the columns are.
func readModels(models []any, idPrefixes map[string]string, catalogue *Catalogue) (map[string]*model, error) {
	cache := &sync.Map{}
	parsed := make([]*schema.Schema, len(models))
	byName := map[string]*model{}
	for i, given := range models {
		read, err := schema.Parse(given, cache, postgres.Naming)
		if err != nil {
			return nil, fmt.Errorf("read the model %T: %w", given, err)
		}
		parsed[i] = read
		byName[read.Name] = &model{
			name: read.Name, table: read.Table, from: pgx.Identifier{read.Table}.Sanitize(), idPrefix: idPrefixes[read.Name],
			columns: map[string]column{}, relations: map[string]relation{}, pairs: map[string]string{},
		}
	}
	for _, read := range parsed {
		if err := byName[read.Name].learn(read, byName, catalogue); err != nil {
			return nil, err
		}
	}
	return byName, nil
}

func (m *model) learn(read *schema.Schema, models map[string]*model, catalogue *Catalogue) error {
	types := catalogue.relations[m.table]
	if types == nil {
		return fmt.Errorf("the model %s has no relation %s to read", m.name, m.table)
	}
	for _, field := range read.Fields {
		if field.DBName == "" {
			continue
		}
		typ, there := types[field.DBName]
		if !there {
			continue // written and never read, such as whose command it was: a field of the schema that needs it is refused later
		}
		m.columns[fieldPath(read.ModelType, field.BindNames)] = column{name: field.DBName, typ: typ, unique: field.Unique || field.PrimaryKey}
	}
	then, err := catalogue.then(m.table)
	if err != nil {
		return err
	}
	m.then = then
	m.learnPairs()
	return m.learnRelations(read.ModelType, &read.Relationships, models, catalogue)
}

// learnPairs finds the columns that name a record of any type together: record_typename and record_id. They answer fields as one.
func (m *model) learnPairs() {
	for path, typename := range m.columns {
		of, is := strings.CutSuffix(path, "typename")
		if _, there := m.columns[of+"id"]; !is || !there {
			continue
		}
		name := strings.TrimSuffix(typename.name, "_typename")
		m.pairs[of], m.pairs[of+"id"] = name, name
		delete(m.columns, path)
		delete(m.columns, of+"id")
	}
}

func (m *model) learnRelations(in reflect.Type, relationships *schema.Relationships, models map[string]*model, catalogue *Catalogue) error {
	for _, found := range relationships.Relations {
		target := models[found.FieldSchema.Name]
		if target == nil || strings.HasPrefix(found.Name, "_") {
			continue
		}
		read, err := readRelation(found, target, catalogue)
		if err != nil {
			return err
		}
		m.relations[fieldPath(in, found.Field.BindNames)] = read
	}
	for _, embedded := range relationships.EmbeddedRelations {
		if err := m.learnRelations(in, embedded, models, catalogue); err != nil {
			return err
		}
	}
	return nil
}

func readRelation(found *schema.Relationship, target *model, catalogue *Catalogue) (read relation, err error) {
	read = relation{target: target, many: found.Type == schema.HasMany || found.Type == schema.Many2Many}
	if found.JoinTable != nil {
		read.join = pgx.Identifier{found.JoinTable.Table}.Sanitize()
		if read.joinThen, err = catalogue.then(found.JoinTable.Table); err != nil {
			return read, err
		}
	}
	for _, reference := range found.References {
		primary, foreign := reference.PrimaryKey.DBName, reference.ForeignKey.DBName
		switch {
		case read.join != "" && reference.OwnPrimaryKey:
			read.own = append(read.own, pair{primary, foreign})
		case read.join != "":
			read.far = append(read.far, pair{foreign, primary})
		case reference.OwnPrimaryKey:
			read.on = append(read.on, pair{primary, foreign})
		default:
			read.on = append(read.on, pair{foreign, primary})
		}
	}
	return read, nil
}

// fieldPath is the path of a model's field in lower case, as in status.implementation, leaving out structs embedded without a name.
func fieldPath(in reflect.Type, names []string) string {
	var path []string
	for _, name := range names {
		for in.Kind() == reflect.Pointer {
			in = in.Elem()
		}
		field, found := in.FieldByName(name)
		if !found {
			break
		}
		if !field.Anonymous {
			path = append(path, strings.ToLower(name))
		}
		in = field.Type
	}
	return strings.Join(path, ".")
}

// snake writes a name of the schema as the database writes it: statedBy → stated_by.
func snake(name string) string {
	return postgres.Naming.ColumnName("", name)
}
