package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// feedChecks compare the feed of changes with every table that it tells of.
func feedChecks(ctx context.Context, tx pgx.Tx) (made []check, err error) {
	rows, err := tx.Query(ctx, `select c.table_name, c.table_name = any (record.public_nouns()), coalesce(record.bearers(c.table_name::text), ''),
			record.has_column(c.table_name, 'position'), record.has_column(c.table_name, 'ended_by')
		from information_schema.columns c where c.table_schema = 'record' and c.column_name = 'command_id' order by 1`)
	if err != nil {
		return nil, err
	}
	var table, bearers string
	var told, kept, ends bool
	_, err = pgx.ForEachRow(rows, []any{&table, &told, &bearers, &kept, &ends}, func() error {
		if told {
			made = append(made, toldChecks(table)...)
		}
		if bearers == "" {
			return nil
		}
		sealed := "recorded_from"
		if kept {
			sealed = "updated_at"
		}
		made = append(made, bornCheck(table, bearers, sealed))
		if ends {
			made = append(made, bornCheck(table, bearers, "recorded_to"))
		}
		return nil
	})
	return made, err
}

// toldChecks look at the records of a noun that the feed tells of.
func toldChecks(noun string) []check {
	return []check{
		{"every record of " + noun + " stands in the feed where it was last written, or behind", fmt.Sprintf(`select from record.%s t where not exists (
			select from record.change c where c.record_id = t.id and c.record_kind = upper('%s') and c.visibility = t.visibility
				and (c.visibility = 'OPEN' or c.keeper_id is not distinct from t.keeper_id) and c.shows and c.position >= t.position)`,
			pgx.Identifier{noun}.Sanitize(), noun)},
		{"the feed shows everybody those records of " + noun + " that everybody may see", fmt.Sprintf(`select from record.%s t
			join record.change c on c.record_id = t.id and c.visibility = 'OPEN' where c.shows <> (t.visibility = 'OPEN')`, pgx.Identifier{noun}.Sanitize())},
	}
}

// bornCheck looks at what hangs on records: they stand where it was last sealed, or behind.
func bornCheck(table, bearers, sealed string) check {
	return check{"a record has moved on in the feed with its " + table + " (" + sealed + ")", fmt.Sprintf(`
		select from record.%s x join record.audit_entry e on e.recorded_at = x.%s cross join unnest(%s) as b (id)
			join record.change c on c.record_id = b.id and c.visibility = 'OPEN' and c.shows
			where x.visibility = 'OPEN' and c.position < e.position`, pgx.Identifier{table}.Sanitize(), sealed, bearers)}
}
