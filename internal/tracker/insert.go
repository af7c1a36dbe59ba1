package tracker

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"github.com/suivi-project/suivi/internal/postgres"
)

// insertRows inserts rows of one model. GORM knows how a row is stored; how thousands are written at once is for the database's room.
func insertRows[Row any](tx *gorm.DB, of *schema.Schema, rows []Row) error {
	var written []*schema.Field
	var columns []string
	for _, field := range of.Fields {
		if field.DBName != "" && field.Creatable {
			written, columns = append(written, field), append(columns, field.DBName)
		}
	}
	values := make([][]any, len(rows))
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		values[i] = make([]any, len(written))
		for j, field := range written {
			value, err := storable(tx.Statement.Context, field, row)
			if err != nil {
				return err
			}
			values[i][j] = value
		}
	}
	return postgres.Insert(tx, of.Table, columns, values)
}

// storable is the value of a field as its column takes it.
func storable(ctx context.Context, field *schema.Field, row reflect.Value) (any, error) {
	value, _ := field.ValueOf(ctx, row)
	if pointer := reflect.ValueOf(value); pointer.Kind() == reflect.Pointer && pointer.IsNil() {
		return nil, nil
	}
	valuer, is := value.(driver.Valuer)
	if !is {
		return value, nil
	}
	stored, err := valuer.Value()
	if text, is := stored.(string); is && field.DataType == "jsonb" {
		return json.RawMessage(text), err
	}
	return stored, err
}
