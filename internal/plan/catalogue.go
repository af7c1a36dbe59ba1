package plan

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Catalogue is what a reader's schema holds, as the database itself tells it.
type Catalogue struct {
	relations map[string]map[string]string // relation → column → type
	functions map[string]function
}

// function is a computed field, or a filter, as the database has it.
type function struct {
	name    string
	inputs  []parameter
	columns []parameter // what `returns table` names; empty where it returns values without a name
	set     bool
}

type parameter struct{ name, typ string }

// querier is a connection or a pool of them.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// ReadCatalogue reads what the login of database finds in the schema that it reads from.
func ReadCatalogue(ctx context.Context, database querier) (*Catalogue, error) {
	catalogue := &Catalogue{relations: map[string]map[string]string{}, functions: map[string]function{}}
	if err := catalogue.readRelations(ctx, database); err != nil {
		return nil, fmt.Errorf("read the database's catalogue: %w", err)
	}
	if err := catalogue.readFunctions(ctx, database); err != nil {
		return nil, fmt.Errorf("read the database's catalogue: %w", err)
	}
	return catalogue, nil
}

// A domain is told by its base type: a parameter of the domain's type would be checked against the domain, and a value that cannot occur is
// no error in a filter.
const relationsSQL = `
select c.relname, a.attname, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null)
from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v', 'm', 'p') and a.attnum > 0 and not a.attisdropped
order by c.relname, a.attnum`

func (c *Catalogue) readRelations(ctx context.Context, database querier) error {
	rows, err := database.Query(ctx, relationsSQL)
	if err != nil {
		return err
	}
	var relation, column, typ string
	_, err = pgx.ForEachRow(rows, []any{&relation, &column, &typ}, func() error {
		if c.relations[relation] == nil {
			c.relations[relation] = map[string]string{}
		}
		if typ == "smallint" {
			typ = "integer" // for the same reason: an Int of GraphQL can be larger
		}
		c.relations[relation][column] = typ
		return nil
	})
	return err
}

const functionsSQL = `
select p.proname, p.proretset, coalesce(p.proargnames, '{}'), coalesce(p.proargmodes::text[], array_fill('i'::text, array[p.pronargs::int])),
  array(select format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null)
    from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as given (type, place) join pg_type t on t.oid = given.type
    order by given.place)
from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prokind = 'f' order by p.proname`

func (c *Catalogue) readFunctions(ctx context.Context, database querier) error {
	rows, err := database.Query(ctx, functionsSQL)
	if err != nil {
		return err
	}
	var name string
	var set bool
	var names, modes, types []string
	_, err = pgx.ForEachRow(rows, []any{&name, &set, &names, &modes, &types}, func() error {
		found := function{name: name, set: set}
		for i, mode := range modes {
			parameter := parameter{name: names[i], typ: types[i]}
			if mode == "t" {
				found.columns = append(found.columns, parameter)
			} else {
				found.inputs = append(found.inputs, parameter)
			}
		}
		c.functions[name] = found
		return nil
	})
	return err
}
