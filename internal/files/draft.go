package files

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
)

// Draft is a file that came in: what is to be kept of it. It has no name anywhere, so that nothing is left of it when it is closed, nor when
// the process ends.
type Draft struct {
	SHA256    [sha256.Size]byte
	Size      int64
	MediaType string

	content *os.File
}

// Receive takes a file in as it arrives, and holds no more than a part of it in memory. It answers with a fault.Error of code BAD_FILE where the
// file is of no kind that is kept, or damaged; and with what from answers, where that fails.
func Receive(from io.Reader) (_ *Draft, err error) {
	arriving := &arrival{from: from}
	in := bufio.NewReaderSize(arriving, 64<<10)
	head, _ := in.Peek(sniffed) // fewer, where there are no more; why, arriving knows
	if arriving.failed != nil {
		return nil, arriving.failed
	}
	kind, err := kindOf(head)
	if err != nil {
		return nil, err
	}
	draft, err := newDraft()
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = draft.Close()
		}
	}()
	err = kind.take(draft.content, in)
	if err == nil {
		_, err = io.Copy(io.Discard, in) // to see whether all of it comes
	}
	if arriving.failed != nil {
		return nil, arriving.failed
	}
	if err != nil {
		return nil, err
	}
	return draft, draft.measure(kind)
}

// arrival remembers why a file stopped arriving. To whoever reads it, a file that is cut off looks like a short one.
type arrival struct {
	from   io.Reader
	failed error
}

func (a *arrival) Read(into []byte) (int, error) {
	n, err := a.from.Read(into)
	if err != nil && err != io.EOF { //nolint:errorlint // a reader answers with EOF itself
		a.failed = err
	}
	return n, err
}

func newDraft() (*Draft, error) {
	content, err := os.CreateTemp("", "suivi-file-*")
	if err != nil {
		return nil, fmt.Errorf("take a file in: %w", err)
	}
	if err := os.Remove(content.Name()); err != nil {
		return nil, errors.Join(fmt.Errorf("take a file in: %w", err), content.Close())
	}
	return &Draft{content: content}, nil
}

// measure finds out how long the file is, its digest, and its kind where that was open.
func (d *Draft) measure(kind kind) (err error) {
	if err := d.rewind(); err != nil {
		return err
	}
	digest := sha256.New()
	if d.Size, err = io.Copy(digest, d.content); err != nil {
		return fmt.Errorf("take a file in: %w", err)
	}
	digest.Sum(d.SHA256[:0])
	d.MediaType = kind.mediaType
	if kind.examine != nil {
		d.MediaType, err = kind.examine(d.content, d.Size)
	}
	return err
}

func (d *Draft) rewind() error {
	_, err := d.content.Seek(0, io.SeekStart)
	return err
}

// Close gives back the space that the draft takes.
func (d *Draft) Close() error { return d.content.Close() }
