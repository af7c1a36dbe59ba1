//go:build unix

package pgembed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user that PostgreSQL runs as where that is not ourselves. PostgreSQL refuses to run as root.
type account struct {
	other    bool
	uid, gid int
}

// account chooses the user and sees that the cluster is theirs to reach.
func (h *home) account() (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	as, err := h.clusterOwner()
	if err != nil {
		return account{}, err
	}
	if !as.other {
		if as, err = unprivileged(); err != nil {
			return account{}, err
		}
		// A cluster of root's is one that root copied here, from a backup perhaps.
		if err := as.own(h.cluster()); err != nil {
			return account{}, err
		}
	}
	info, err := os.Stat(h.dir)
	if err != nil {
		return account{}, err
	}
	if err := os.Chmod(h.dir, info.Mode().Perm()|0o011); err != nil {
		return account{}, err
	}
	return as, as.reaches(h.dir)
}

// clusterOwner is whoever the cluster belongs to, root apart: their data stays theirs, whoever starts the server.
func (h *home) clusterOwner() (account, error) {
	info, err := os.Stat(h.cluster())
	if errors.Is(err, fs.ErrNotExist) {
		return account{}, nil
	}
	if err != nil {
		return account{}, err
	}
	owner := info.Sys().(*syscall.Stat_t)
	return account{other: owner.Uid != 0, uid: int(owner.Uid), gid: int(owner.Gid)}, nil
}

// unprivileged is the user to fall back to from root.
func unprivileged() (account, error) {
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(found.Uid)
		gid, gidErr := strconv.Atoi(found.Gid)
		return account{other: true, uid: uid, gid: gid}, errors.Join(uidErr, gidErr)
	}
	return account{}, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody: start Suivi as an ordinary user")
}

// own hands a file, or a folder with all that is in it, to the account.
func (as account) own(path string) error {
	if !as.other {
		return nil
	}
	err := filepath.WalkDir(path, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, as.uid, as.gid)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// reaches tells whether the account can pass through a folder and all those above it.
func (as account) reaches(dir string) error {
	for ; as.other; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if !as.mayPass(info) {
			return fmt.Errorf("started by root, PostgreSQL runs as another user (number %d), who may not pass through %s (%v): choose a "+
				"folder elsewhere, such as /var/lib/suivi, or start Suivi as an ordinary user", as.uid, dir, info.Mode())
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	return nil
}

func (as account) mayPass(info fs.FileInfo) bool {
	entry := info.Sys().(*syscall.Stat_t)
	switch {
	case int(entry.Uid) == as.uid:
		return info.Mode()&0o100 != 0
	case int(entry.Gid) == as.gid:
		return info.Mode()&0o010 != 0
	default:
		return info.Mode()&0o001 != 0
	}
}

// command is a program of PostgreSQL, to be run as the account. It is told nothing of our own environment, where secrets may be, and is
// out of reach of the terminal's Ctrl-C: we have things to finish before the database goes.
func (as account) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = "/"
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LD_LIBRARY_PATH=" + os.Getenv("LD_LIBRARY_PATH"), "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if as.other {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(as.uid), Gid: uint32(as.gid)}
	}
	dieWithParent(cmd.SysProcAttr)
	return cmd
}
