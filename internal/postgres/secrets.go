package postgres

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Secrets are what the house makes up for itself and keeps in its data folder: the passwords of its three logins and the key that seals
// cursors.
type Secrets struct {
	Public string `json:"public"`
	Desk   string `json:"desk"`
	Clerk  string `json:"clerk"`
	Cursor string `json:"cursor"`
}

// KeepSecrets reads the secrets of a data folder, and makes them on first use. The file is readable by its owner alone.
func KeepSecrets(dir string) (Secrets, error) {
	path := filepath.Join(dir, "secrets.json")
	stored, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return makeSecrets(path)
	}
	if err != nil {
		return Secrets{}, fmt.Errorf("read the secrets: %w", err)
	}
	var secrets Secrets
	if err := json.Unmarshal(stored, &secrets); err != nil {
		return Secrets{}, fmt.Errorf("the secrets in %s are not readable: %w", path, err)
	}
	return secrets, nil
}

// NewSecrets makes up secrets that nobody has to keep.
func NewSecrets() Secrets {
	return Secrets{Public: secret(), Desk: secret(), Clerk: secret(), Cursor: secret()}
}

func makeSecrets(path string) (Secrets, error) {
	secrets := NewSecrets()
	encoded, err := json.MarshalIndent(secrets, "", "  ")
	if err != nil {
		return Secrets{}, err
	}
	// Written beside and renamed, so that a crash leaves either no secrets or all of them.
	draft := path + ".new"
	if err := os.WriteFile(draft, encoded, 0o600); err != nil {
		return Secrets{}, fmt.Errorf("keep the secrets: %w", err)
	}
	return secrets, os.Rename(draft, path)
}

func secret() string {
	random := make([]byte, 24)
	_, _ = rand.Read(random) // never fails: crypto/rand ends the process rather than give less
	return hex.EncodeToString(random)
}
