package main

import (
	"context"
	"errors"
	"fmt"
)

var migrateCommand = command{
	name:    "migrate",
	summary: "bring the database up to this version",
	help: `suivi migrate makes the three logins, the tables and the views where they are missing, and changes nothing else. suivi serve does the
same when it starts.

The passwords of the logins are made up and kept in the data folder (SUIVI_DATA_DIR), unless SUIVI_PUBLIC_URL, SUIVI_DESK_URL and
SUIVI_CLERK_URL name logins that are there already.

  DATABASE_URL=postgres://owner:secret@db.example.org/suivi suivi migrate`,
	run: func(ctx context.Context, s settings, env environment) error {
		dir, err := s.dataDir()
		if err != nil {
			return err
		}
		house, err := openHouse(ctx, s, dir, newLog(env))
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(env.Out, "The database is up to date.")
		return errors.Join(err, house.close())
	},
}
