package record

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// TranslationState says how a text in a language came to be.
type TranslationState string

// The states of a translation.
const (
	Original TranslationState = "ORIGINAL"
	Machine  TranslationState = "MACHINE"
	Reviewed TranslationState = "REVIEWED"
	Stale    TranslationState = "STALE"
)

// Translation is a text in one language.
type Translation struct {
	Text  string           `json:"text"`
	State TranslationState `json:"state"`
}

// Text is a text in any number of languages, by BCP 47 tag. It is kept as one jsonb value.
type Text map[string]Translation

// Value is the jsonb to store; null for a text in no language.
func (t Text) Value() (driver.Value, error) {
	if len(t) == 0 {
		return nil, nil
	}
	encoded, err := json.Marshal(map[string]Translation(t))
	return string(encoded), err
}

// Scan reads what Value wrote.
func (t *Text) Scan(stored any) error {
	switch stored := stored.(type) {
	case nil:
		*t = nil
		return nil
	case []byte:
		return json.Unmarshal(stored, t)
	case string:
		return json.Unmarshal([]byte(stored), t)
	default:
		return fmt.Errorf("a text cannot be read from %T", stored)
	}
}

// GormDataType is the column's type.
func (Text) GormDataType() string { return "jsonb" }
