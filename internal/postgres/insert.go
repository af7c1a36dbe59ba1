package postgres

import (
	"encoding/json"
	"strings"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

// Insert inserts any number of rows, objects of column and value, with one statement that is the same however many they are. GORM writes a
// parameter for each value, which is dear to write, to parse and to bind where rows come by the thousand.
func Insert(tx *gorm.DB, table string, columns []string, rows []map[string]any) error {
	encoded, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	named := make([]string, len(columns))
	for i, column := range columns {
		named[i] = pgx.Identifier{column}.Sanitize()
	}
	into, list := pgx.Identifier{table}.Sanitize(), strings.Join(named, ", ")
	return tx.Exec("insert into "+into+" ("+list+") select "+list+" from json_populate_recordset(null::"+into+", ?)", string(encoded)).Error
}
