package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/suivi-project/suivi/internal/postgres"
)

var doctorCommand = command{
	name:    "doctor",
	summary: "prove that the record agrees with itself",
	help: `suivi doctor compares what the record stores for speed with what follows from what was said, and the ledger with itself. It changes
nothing, prints what does not hold, and fails where something does not.

  SUIVI_DATA_DIR=/srv/suivi suivi doctor
  DATABASE_URL=postgres://owner:secret@db.example.org/suivi suivi doctor`,
	run: doctor,
}

func doctor(ctx context.Context, s settings, env environment) error {
	dir, err := s.dataDir()
	if err != nil {
		return err
	}
	house, err := openHouse(ctx, s, dir, newLog(env))
	if err != nil {
		return err
	}
	complaints, err := postgres.Doctor(ctx, house.ownerURL)
	err = errors.Join(err, house.close())
	if err != nil {
		return err
	}
	for _, complaint := range complaints {
		_, _ = fmt.Fprintf(env.Out, "It does not hold that %s: %d rows.\n", complaint.Check, complaint.Rows)
	}
	if len(complaints) > 0 {
		return fmt.Errorf("%d checks failed", len(complaints))
	}
	_, err = fmt.Fprintln(env.Out, "The record agrees with itself.")
	return err
}
