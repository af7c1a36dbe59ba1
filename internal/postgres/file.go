package postgres

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// EvidenceFile is the file of a piece of evidence, as the record tells of it.
type EvidenceFile struct {
	SHA256    []byte
	Size      int64
	MediaType string
	Open      bool // whether everybody may see it
}

// ErrNoFile is what EvidenceFile answers where there is no such evidence, the asker may not see it, or no file of it is kept.
var ErrNoFile = errors.New("there is no such file")

// The view of evidence says whether the asker sees it, and the function by the same view of what file it is.
const evidenceFile = `select json_build_object('sha256', f.sha256, 'size', f.size, 'mediaType', f.media_type, 'open', e.visibility = 'OPEN')
	from evidence e, evidence_file(e.id) f where e.id = $1::text::uuid`

// EvidenceFile is the file of a piece of evidence, for an asker who may see that; nil is the public.
func (d *Database) EvidenceFile(ctx context.Context, asker *Asker, evidence uuid.UUID) (EvidenceFile, error) {
	answer, _, err := d.Read(ctx, Statement{SQL: evidenceFile, Args: []any{evidence.String()}, ByKey: true, Prepare: true, Asker: asker})
	if err != nil {
		return EvidenceFile{}, err
	}
	if len(answer) == 0 {
		return EvidenceFile{}, ErrNoFile
	}
	var told struct {
		SHA256    string
		Size      int64
		MediaType string
		Open      bool
	}
	if err := json.Unmarshal(answer, &told); err != nil {
		return EvidenceFile{}, fmt.Errorf("read what is told of a file: %w", err)
	}
	digest, err := hex.DecodeString(told.SHA256)
	return EvidenceFile{digest, told.Size, told.MediaType, told.Open}, err
}

// FilesOfRecord are the files that the record tells of, each with its size, by their digests in hexadecimal. It needs the owner's connection.
func FilesOfRecord(ctx context.Context, ownerURL string) (files map[string]int64, err error) {
	owner, err := pgx.Connect(ctx, ownerURL)
	if err != nil {
		return nil, fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = owner.Close(ctx) }()
	rows, err := owner.Query(ctx, "select distinct encode(sha256, 'hex'), size from record.evidence_file")
	if err != nil {
		return nil, fmt.Errorf("list the files of the record: %w", err)
	}
	files = map[string]int64{}
	var digest string
	var size int64
	_, err = pgx.ForEachRow(rows, []any{&digest, &size}, func() error {
		files[digest] = size
		return nil
	})
	return files, err
}
