package postgres

import (
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"github.com/suivi-project/suivi/internal/record"
)

// A command of the tracker is one transaction of the clerk's. Most of it is GORM; the rest, what opens it, derives and seals it, is the SQL
// of this file.

// ErrNoAccount is what BeginCommand answers where there is no such account, or it is disabled.
var ErrNoAccount = errors.New("no such account")

// IsDeadlock says whether the database ended a command because it and others waited for each other. Nothing of it stands, and it can be run anew.
func IsDeadlock(err error) bool {
	refused, ok := errors.AsType[*pgconn.PgError](err)
	return ok && refused.Code == "40P01"
}

// BeginCommand opens a command: it says in whose name the transaction writes, without which row-level security refuses everything, and waits
// for a command that is under way with the same key. It answers with today's date.
func BeginCommand(tx *gorm.DB, account, key uuid.UUID) (today record.Date, err error) {
	var ignored any
	var known bool
	err = tx.Raw("select set_config('suivi.account', ?, true), pg_advisory_xact_lock(hashtextextended(?, 0)), suivi.today(), suivi.known_account()",
		account.String(), key.String()).Row().Scan(&ignored, &ignored, &today, &known)
	if err == nil && !known {
		err = ErrNoAccount
	}
	return today, err
}

// Sealed is what the ledger holds of a command.
type Sealed struct {
	Position int64
	Command  uuid.UUID
	Kind     string
	Record   *uuid.UUID // what it was about; nil where nothing in particular
}

// ErrNotSealed is what FindSealed answers where the ledger holds no such command.
var ErrNotSealed = errors.New("the ledger holds no such command")

// FindSealed finds the command that an account sealed under a request id.
func FindSealed(tx *gorm.DB, account, request uuid.UUID) (Sealed, error) {
	var found []Sealed
	err := tx.Table("audit_entry").Select("position", "command_id as command", "kind", "record_id as record").
		Where("account_id = ? and request_id = ?", account, request).Scan(&found).Error
	if err == nil && len(found) == 0 {
		err = ErrNotSealed
	}
	if err != nil {
		return Sealed{}, err
	}
	return found[0], nil
}

// IsInput says whether a command of the asking account's was given an input with this digest. Of one whose input was erased nobody can tell, and it counts
// as the same.
func IsInput(tx *gorm.DB, command uuid.UUID, digest []byte) (same bool, err error) {
	err = tx.Raw("select record.is_input(?, ?)", command, digest).Row().Scan(&same)
	return same, err
}

// ShownPlace is what a place lies in at a level, or above it, as far as everybody may see it; nil where there is none.
func ShownPlace(tx *gorm.DB, place uuid.UUID, level record.PlaceLevel) (shown *uuid.UUID, err error) {
	err = tx.Raw("select record.shown_place(?, ?)", place, level).Row().Scan(&shown)
	return shown, err
}

// TakeTurns keeps other commands from doing something with a record until this one has ended, where a row cannot be locked: what was said is not written again.
func TakeTurns(tx *gorm.DB, id uuid.UUID) error {
	return tx.Exec("select pg_advisory_xact_lock(hashtextextended(?, 1))", id.String()).Error
}

// Derive brings what is stored of the states, statuses and spans of some recommendations in line with what was said of them. It answers with
// the tables that it wrote to, as the other derivations do.
func Derive(tx *gorm.DB, command uuid.UUID, recommendations []uuid.UUID) (touched []string, err error) {
	err = tx.Raw("select unnest(record.derive(?, ?))", &recommendations, command).Scan(&touched).Error
	return touched, err
}

// DeriveVisibility does the same for who may see some recommendations and studies, and all that hangs on them. It comes after Derive.
func DeriveVisibility(tx *gorm.DB, command uuid.UUID, recommendations, studies []uuid.UUID) (touched []string, err error) {
	err = tx.Raw("select unnest(record.derive_visibility(?, ?, ?))", &recommendations, &studies, command).Scan(&touched).Error
	return touched, err
}

// DerivePlaces does the same for which place lies in which.
func DerivePlaces(tx *gorm.DB, command uuid.UUID) (touched []string, err error) {
	err = tx.Raw("select unnest(record.derive_places(?))", command).Scan(&touched).Error
	return touched, err
}

// DeriveSearch brings what records are found by in line with what the command wrote, and with what it changed of records that were there. It
// comes last before the seal: commands take turns at the words that are new.
func DeriveSearch(tx *gorm.DB, command uuid.UUID, changed []uuid.UUID) error {
	return tx.Exec("select record.derive_search(?, ?)", &changed, command).Error
}

// ReleaseAttendance decides which figures of attendance may be shown of those that a command is recording.
func ReleaseAttendance(tx *gorm.DB, command uuid.UUID) (touched []string, err error) {
	err = tx.Raw("select unnest(record.release_attendance(?))", command).Scan(&touched).Error
	return touched, err
}

// Seal is the last statement of a command: it takes the next place in the ledger, stamps it on the rows that the command wrote in the
// touched tables, and answers with it. request is nil for a command that cannot be repeated, about for one that is about no record in particular.
func Seal(
	tx *gorm.DB, command uuid.UUID, kind string, request *uuid.UUID, digest []byte, touched []string, about *uuid.UUID,
) (position int64, err error) {
	err = tx.Raw("select record.seal(?, ?, ?, ?, ?, ?)", command, kind, request, digest, &touched, about).Row().Scan(&position)
	return position, err
}
