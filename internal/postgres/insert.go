package postgres

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

// Insert inserts any number of rows, each with a value for every column, nil for none, with one statement that is the same however many they are: a
// parameter holds a whole column. GORM writes a parameter for each value, which is dear to write, to parse and to bind where rows come by the
// thousand.
func Insert(tx *gorm.DB, table string, columns []string, rows [][]any) error {
	types, err := typesOf(tx, table, columns)
	if err != nil {
		return err
	}
	into, from, taken := make([]string, len(columns)), make([]string, len(columns)), make([]string, len(columns))
	given := make([]any, len(columns))
	for i, column := range columns {
		into[i] = pgx.Identifier{column}.Sanitize()
		from[i], taken[i] = "?::text[]", into[i]+"::"+types[i]
		if given[i], err = columnOf(rows, i); err != nil {
			return fmt.Errorf("%s: %w", column, err)
		}
	}
	list := strings.Join(into, ", ")
	return tx.Exec("insert into "+pgx.Identifier{table}.Sanitize()+" ("+list+") select "+strings.Join(taken, ", ")+
		" from unnest("+strings.Join(from, ", ")+") as r ("+list+")", given...).Error
}

// columnOf is the values of one column, as PostgreSQL reads them.
func columnOf(rows [][]any, column int) (*[]*string, error) {
	values := make([]*string, len(rows))
	for i, row := range rows {
		if row[column] == nil {
			continue
		}
		value, err := asText(row[column])
		if err != nil {
			return nil, err
		}
		values[i] = &value
	}
	return &values, nil // a pointer, since GORM writes a slice as a list
}

func asText(value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case json.RawMessage:
		return string(value), nil
	case time.Time:
		return value.Format(time.RFC3339Nano), nil
	}
	plain := reflect.Indirect(reflect.ValueOf(value))
	if plain.Kind() == reflect.String || plain.Kind() == reflect.Bool || plain.CanInt() || plain.CanFloat() {
		return fmt.Sprint(plain), nil
	}
	if at, is := plain.Interface().(time.Time); is {
		return asText(at)
	}
	return "", fmt.Errorf("a value of type %T cannot be inserted", value)
}

// columnTypes are the types of the columns of tables, which are the same wherever this version has migrated.
var columnTypes sync.Map

// typesOf are the types of some columns of a table of the record.
func typesOf(tx *gorm.DB, table string, columns []string) ([]string, error) {
	key := table + " " + strings.Join(columns, " ")
	if types, is := columnTypes.Load(key); is {
		return types.([]string), nil
	}
	var types []string
	err := tx.Raw(`select format_type(a.atttypid, a.atttypmod) from unnest(?::text[]) with ordinality c (name, place)
		join pg_attribute a on a.attrelid = to_regclass(?) and a.attname = c.name order by c.place`, &columns, pgx.Identifier{table}.Sanitize()).Scan(&types).Error
	if err == nil && len(types) != len(columns) {
		err = fmt.Errorf("the table %s has %d of the columns %s", table, len(types), strings.Join(columns, ", "))
	}
	if err != nil {
		return nil, err
	}
	columnTypes.Store(key, types)
	return types, nil
}
