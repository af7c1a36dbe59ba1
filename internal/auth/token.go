package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

// prefix is what a token begins with, so that whoever finds one lying about knows what it is.
const prefix = "suivi_"

const (
	secretLength = 32
	sumLength    = crc32.Size
)

// letters are base32, in small letters: a token is one word in any editor, and survives being read aloud.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewToken makes up a token: suivi_ and 58 letters, of 256 random bits and a checksum over them. It is shown once and kept by nobody; the
// database keeps its digest.
func NewToken() (token string, digest []byte) {
	secret := make([]byte, secretLength)
	_, _ = rand.Read(secret) // never fails: crypto/rand ends the process rather than give less
	token = write(secret)
	return token, DigestOf(token)
}

func write(secret []byte) string {
	return prefix + letters.EncodeToString(binary.BigEndian.AppendUint32(secret[:secretLength:secretLength], crc32.ChecksumIEEE(secret)))
}

// DigestOf is what is kept of a token. A token is as random as its digest is long: nothing slower is needed to keep anybody from guessing.
func DigestOf(token string) []byte {
	digest := sha256.Sum256([]byte(token))
	return digest[:]
}

// isOurs says whether a word has the form of a token of ours, letter for letter: a slip of the pen is told without asking the database.
func isOurs(word string) bool {
	written, begins := strings.CutPrefix(word, prefix)
	decoded, err := letters.DecodeString(written)
	return begins && err == nil && len(decoded) == secretLength+sumLength && write(decoded[:secretLength]) == word
}
