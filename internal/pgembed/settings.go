//go:build unix

package pgembed

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// port is part of the socket's name and nothing else: no TCP port is opened.
const port = "5432"

// longest is how many bytes the path of a socket may have on any system, the closing NUL not counted: 107 on Linux, 103 on macOS.
const longest = 103

// settings are the arguments that PostgreSQL starts with: modest ones, for a small machine with a fast disk that we share.
func settings(sockets string, throwaway bool) []string {
	values := []string{
		"listen_addresses=",
		"unix_socket_directories=" + `"` + strings.ReplaceAll(sockets, `"`, `""`) + `"`,
		"port=" + port,
		"max_connections=100",
		"shared_buffers=128MB",
		"max_wal_size=4GB",         // fewer checkpoints: after each, every page that changes is written to the log whole
		"checkpoint_timeout=15min", // the same
		"random_page_cost=1.1",
		"jit=off", // pays for itself in long queries only, and ours are short
		"TimeZone=UTC",
		"log_timezone=UTC",
		"log_error_verbosity=terse", // what a refused row held is nobody's to read in a log
	}
	if throwaway {
		values = append(values, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
	}
	var args []string
	for _, value := range values {
		args = append(args, "-c", value)
	}
	return args
}

// sockets makes the folder of the socket: in the data folder where the path is short enough, else in a temporary one.
func (h *home) sockets(as account) (string, error) {
	if inside := filepath.Join(h.dir, "socket"); fits(inside) {
		if err := os.RemoveAll(inside); err != nil {
			return "", err
		}
		return inside, errors.Join(os.Mkdir(inside, 0o700), as.own(inside))
	}
	for _, temp := range []string{os.TempDir(), "/tmp"} {
		if !fits(filepath.Join(temp, "suivi-0123456789")) || as.reaches(temp) != nil {
			continue
		}
		dir, err := os.MkdirTemp(temp, "suivi-")
		return dir, errors.Join(err, as.own(dir))
	}
	return "", errors.New("the folder's path is too long for a Unix socket, and so is that of the temporary folder (TMPDIR): choose a shorter one")
}

// fits tells whether a socket in the folder can be named. In a connection URL, a comma would part two hosts.
func fits(dir string) bool {
	return len(filepath.Join(dir, ".s.PGSQL."+port)) <= longest && !strings.Contains(dir, ",")
}
