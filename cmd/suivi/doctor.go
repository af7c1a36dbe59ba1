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
	help: `suivi doctor compares what the record stores for speed with what follows from what was said, and the ledger with itself. It also
sees that every file that the record tells of is in the store of files (SUIVI_FILES), as long as it is said to be. It changes nothing, prints
what does not hold, and fails where something does not.

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
	var strays int
	if err == nil {
		var missing []postgres.Complaint
		missing, strays, err = examineFiles(ctx, s, house)
		complaints = append(complaints, missing...)
	}
	err = errors.Join(err, house.close())
	if err != nil {
		return err
	}
	for _, complaint := range complaints {
		_, _ = fmt.Fprintf(env.Out, "It does not hold that %s: %d rows.\n", complaint.Check, complaint.Rows)
	}
	if strays > 0 {
		_, _ = fmt.Fprintf(env.Out, "In the store of files are %d things that the record does not tell of: what was sent and not recorded. Nobody is shown them.\n", strays)
	}
	if len(complaints) > 0 {
		return fmt.Errorf("%d checks failed", len(complaints))
	}
	_, err = fmt.Fprintln(env.Out, "The record agrees with itself.")
	return err
}

// examineFiles compares what the record tells of files with a list of the store, which is read once, and no file with it. strays are what nobody tells of.
func examineFiles(ctx context.Context, s settings, h *house) (missing []postgres.Complaint, strays int, err error) {
	told, err := postgres.FilesOfRecord(ctx, h.ownerURL)
	if err != nil {
		return nil, 0, err
	}
	store, err := s.openFiles(ctx, h.dir)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = store.Close() }()
	err = store.Each(ctx, func(name string, size int64) {
		switch told[name] {
		case size:
			delete(told, name)
		case 0:
			strays++
		}
	})
	if len(told) > 0 {
		missing = append(missing, postgres.Complaint{Check: "a file that the record tells of is in the store, as long as it is said to be", Rows: len(told)})
	}
	return missing, strays, err
}
