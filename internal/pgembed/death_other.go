//go:build unix && !linux

package pgembed

import "syscall"

// dieWithParent does nothing here: other kernels have no such promise. A PostgreSQL left behind by a SIGKILL has to be stopped by hand.
func dieWithParent(*syscall.SysProcAttr) {}
