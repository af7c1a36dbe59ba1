package files

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // opens s3://
	"gocloud.dev/gcerrors"
)

// Store keeps files by the SHA-256 of what is in them. It is safe for concurrent use.
type Store struct {
	bucket *blob.Bucket
	folder string // where the bucket is a folder; else empty
}

// Open opens the store at an address: file:///a/folder, which is made where it is missing, or s3://bucket with what the S3 needs to know as
// parameters.
func Open(ctx context.Context, address string) (*Store, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("this is no address of a store of files")
	}
	switch parsed.Scheme {
	case "file":
		if parsed.Host != "" || !filepath.IsAbs(parsed.Path) || parsed.RawQuery != "" {
			return nil, errors.New("a folder is written as in file:///var/lib/suivi/files, without parameters")
		}
		return openFolder(filepath.Clean(parsed.Path))
	case "s3":
		return openS3(ctx, parsed)
	}
	return nil, errors.New("a store of files begins with file:/// or s3://")
}

func openFolder(folder string) (*Store, error) {
	bucket, err := fileblob.OpenBucket(folder, &fileblob.Options{
		CreateDir: true, DirFileMode: 0o700,
		NoTempDir: true,                       // a file is written beside where it will stand, and renamed
		Metadata:  fileblob.MetadataDontWrite, // the record knows what there is to know
	})
	if err != nil {
		return nil, err
	}
	return &Store{bucket, folder}, nil
}

// openS3 opens a bucket. Not every store that speaks S3 knows the check sums that Amazon's asks for, and a file is known by its digest: where
// the address does not say otherwise, they are left out.
func openS3(ctx context.Context, address *url.URL) (*Store, error) {
	parameters := address.Query()
	for _, sums := range []string{"request_checksum_calculation", "response_checksum_validation"} {
		if !parameters.Has(sums) {
			parameters.Set(sums, "when_required")
		}
	}
	address.RawQuery = parameters.Encode()
	bucket, err := blob.OpenBucket(ctx, address.String())
	if err != nil {
		return nil, err
	}
	return &Store{bucket: bucket}, nil
}

// keyOf is the key of a file: its digest, in one of 256 folders.
func keyOf(digest []byte) string {
	name := hex.EncodeToString(digest)
	return name[:2] + "/" + name
}

// Keep keeps what is in a draft. All of it is there afterwards, or nothing; a file that is there already is left as it is.
func (s *Store) Keep(ctx context.Context, draft *Draft) error {
	key := keyOf(draft.SHA256[:])
	switch there, err := s.bucket.Attributes(ctx, key); {
	case err == nil && there.Size == draft.Size:
		return nil
	case err != nil && gcerrors.Code(err) != gcerrors.NotFound:
		return fmt.Errorf("look for a file: %w", err)
	}
	if err := draft.rewind(); err != nil {
		return err
	}
	if err := s.bucket.Upload(ctx, key, draft.content, &blob.WriterOptions{ContentType: "application/octet-stream"}); err != nil {
		return fmt.Errorf("keep a file: %w", err)
	}
	return s.settle(key)
}

// settle sees that a file in a folder is on the disk, and so are the names that it is found by: the record is about to say that it is there.
func (s *Store) settle(key string) error {
	if s.folder == "" {
		return nil
	}
	file := filepath.Join(s.folder, filepath.FromSlash(key))
	for _, path := range []string{file, filepath.Dir(file), s.folder} {
		opened, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("keep a file: %w", err)
		}
		if err := errors.Join(opened.Sync(), opened.Close()); err != nil {
			return fmt.Errorf("keep a file: %w", err)
		}
	}
	return nil
}

// Open opens a file that was kept, to be read from wherever in it. What of it is read is fetched as it is read.
func (s *Store) Open(ctx context.Context, digest []byte) (io.ReadSeekCloser, error) {
	reader, err := s.bucket.NewReader(ctx, keyOf(digest), nil)
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	return reader, nil
}

// Each calls with the name and the size of everything in the store: for a file, the name is its digest in hexadecimal. It reads lists, and no
// file.
func (s *Store) Each(ctx context.Context, with func(name string, size int64)) error {
	objects := s.bucket.List(nil)
	for {
		object, err := objects.Next(ctx)
		if err == io.EOF { //nolint:errorlint // as the iterator says
			return nil
		}
		if err != nil {
			return fmt.Errorf("list the files: %w", err)
		}
		with(filepath.Base(object.Key), object.Size)
	}
}

// Close gives back the connections of the store.
func (s *Store) Close() error { return s.bucket.Close() }
