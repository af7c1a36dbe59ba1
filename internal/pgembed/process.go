//go:build unix

package pgembed

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// process is a postmaster that was started.
type process struct {
	pid    int
	signal func(os.Signal) error
	done   chan struct{} // closed when it has exited
}

// spawn starts the program on a thread that stays as long as the program does, because the signal that a child gets at its parent's death
// is sent when the *thread* that forked it ends, and the Go runtime ends threads as it likes.
func spawn(cmd *exec.Cmd) (*process, error) {
	done := make(chan struct{})
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // how it ended, it says in its log
			close(done)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return &process{pid: cmd.Process.Pid, signal: cmd.Process.Signal, done: done}, nil
}

// stop asks for the fast shutdown and, where that takes too long, for the immediate one, after which the next start recovers from the log
// of writes. Nothing that was committed is lost either way.
func (p *process) stop() error {
	for _, step := range []struct {
		signal   syscall.Signal
		patience time.Duration
	}{{syscall.SIGINT, 30 * time.Second}, {syscall.SIGQUIT, 10 * time.Second}} {
		if err := p.signal(step.signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		select {
		case <-p.done:
			return nil
		case <-time.After(step.patience):
		}
	}
	return errors.New("PostgreSQL does not stop")
}
