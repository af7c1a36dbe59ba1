package postgres

import (
	"encoding/json"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/suivi-project/suivi/internal/record"
)

// Reveal notes that the account of a command is to be shown what is confidential of a source, and why. It answers with the tables that it wrote to; nil where
// there is no such source, or the account may not know of it.
func Reveal(tx *gorm.DB, command, source uuid.UUID, reason string) (touched []string, err error) {
	return touchedBy(tx, "select record.reveal(?, ?, ?)", source, reason, command)
}

// Erase erases what a row says of persons: the fields that are wanted, or all where there are none. It answers with the tables that it wrote to, which are
// none where there was nothing to erase; nil where there is no such row, or the account may not know of it.
func Erase(tx *gorm.DB, command, erased uuid.UUID, fields []string, reason string) (touched []string, err error) {
	if fields == nil {
		fields = []string{}
	}
	return touchedBy(tx, "select record.erase(?, ?, ?, ?)", erased, &fields, reason, command)
}

// touchedBy tells no list of tables from an empty one.
func touchedBy(tx *gorm.DB, question string, arguments ...any) (touched []string, err error) {
	var listed *string
	if err := tx.Raw("select to_json(("+question+"))::text", arguments...).Row().Scan(&listed); err != nil || listed == nil {
		return nil, err
	}
	return touched, json.Unmarshal([]byte(*listed), &touched)
}

// Revealed is what is confidential of a source, as the ledger's entry at a place let its account see it. There is none where the account may not see it
// any more.
func Revealed(tx *gorm.DB, position int64) (revealed []record.RevealedSource, err error) {
	err = tx.Raw("select * from record.revealed(?)", position).Scan(&revealed).Error
	return revealed, err
}
