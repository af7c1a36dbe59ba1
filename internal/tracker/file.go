package tracker

import (
	"context"
	"encoding/hex"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// mostWaiting is how many files of an account may wait for evidence that names them, so that nobody fills the store with what is none.
const mostWaiting = 100

// File is a file that came in and is kept: what the record says of it.
type File struct {
	SHA256    []byte // of what is in it
	Size      int64
	MediaType string
}

// MaySendFiles answers FORBIDDEN where an account may not write anything, and REFUSED where too many files of its wait for evidence that names
// them. It is for asking before a file comes in; KeepFile asks again.
func (t *Tracker) MaySendFiles(ctx context.Context, account uuid.UUID) error {
	return t.look(ctx, account, func(c *command) { c.maySendFiles(account) })
}

// KeepFile records that a file came in, and answers with the id by which the same account, and no other, names it as evidence (Evidence.File). It
// comes after the file is in its store. The same file of the same account is recorded once, and is the same whenever it comes.
func (t *Tracker) KeepFile(ctx context.Context, request Request, file File) (id uuid.UUID, receipt Receipt, err error) {
	if id, err = t.fileOf(ctx, request.Account, file); err != nil || id != uuid.Nil {
		return id, Receipt{Record: id, Repeated: true}, err
	}
	receipt, err = t.run(ctx, request, "KEEP_FILE", file, func(c *command) {
		c.maySendFiles(request.Account)
		c.about = c.newID()
		linked := c.linked(keeping{nil, record.VisibilityDesk})
		linked.ID = c.about
		add(c, record.EvidenceFile{
			Linked: linked, AccountID: request.Account, SHA256: `\x` + hex.EncodeToString(file.SHA256), Size: file.Size, MediaType: file.MediaType,
		})
	})
	if err != nil { // of two that came at once, the other may have been quicker
		if id, lost := t.fileOf(ctx, request.Account, file); lost == nil && id != uuid.Nil {
			return id, Receipt{Record: id, Repeated: true}, nil
		}
	}
	return receipt.Record, receipt, err
}

// fileOf is the id of a file that an account sent in before; none where it did not.
func (t *Tracker) fileOf(ctx context.Context, account uuid.UUID, file File) (id uuid.UUID, err error) {
	err = t.look(ctx, account, func(c *command) {
		var found []uuid.UUID
		c.fail(c.tx.Table("evidence_file").Where("account_id = ? and sha256 = ?", account, file.SHA256).Pluck("id", &found).Error)
		if len(found) > 0 {
			id = found[0]
		}
	})
	return id, err
}

func (c *command) maySendFiles(account uuid.UUID) {
	var roles, waiting int64
	c.fail(c.tx.Table("account_grant").Where("account_id = ? and ended_by is null", account).Count(&roles).Error)
	c.fail(c.tx.Table("evidence_file as f").Where("account_id = ? and not exists (?)", account,
		c.tx.Table("evidence as e").Select("1").Where("e.file_id = f.id")).Count(&waiting).Error)
	switch {
	case c.err != nil:
	case roles == 0:
		c.fail(fault.New(fault.Forbidden, "Your account has no role in any programme, so it has nothing to send files for."))
	case waiting >= mostWaiting:
		c.fail(fault.New(fault.Refused, "At most %d files can wait for evidence that names them. Submit a follow-up with those that you sent before.", mostWaiting))
	}
}

// findFile finds a file that the account of the command sent in; nil where none is named. Nobody names another's.
func (c *command) findFile(at path, ref Ref) *uuid.UUID {
	if ref == (Ref{}) || c.err != nil {
		return nil
	}
	var found []uuid.UUID
	c.fail(c.tx.Table("evidence_file").Where("id = ?", ref.ID).Pluck("id", &found).Error)
	if len(found) == 0 {
		c.fail(fault.About(string(at), fault.UnknownReference,
			"You have sent in no such file. Send it in first, with the same account, and name it by the id that you are given."))
		return nil
	}
	return &found[0]
}
