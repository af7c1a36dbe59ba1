package pgembed

import "syscall"

// dieWithParent has the kernel tell a child to shut down (to PostgreSQL, SIGINT is the fast shutdown) when we die, even of a SIGKILL.
func dieWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }
