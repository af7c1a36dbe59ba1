//go:build unix

package pgembed_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/pgembed"
)

func TestFirstStartMakesAServerThatAnswers(t *testing.T) {
	t.Parallel()
	_, server := shared(t)
	if got := ask[int](t, server, "select 1"); got != 1 {
		t.Errorf("select 1 gave %d", got)
	}
}

func TestSettingsAreTheOnesPromised(t *testing.T) {
	t.Parallel()
	_, server := shared(t)
	for setting, want := range map[string]string{
		"listen_addresses": "", "max_connections": "100", "shared_buffers": "128MB", "max_wal_size": "4GB", "checkpoint_timeout": "15min", "jit": "off",
		"TimeZone": "UTC", "log_timezone": "UTC", "random_page_cost": "1.1", "server_encoding": "UTF8", "fsync": "off",
	} {
		if got := ask[string](t, server, "select current_setting($1)", setting); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
}

func TestLocaleKnowsAccentsAndSortsByCodePoint(t *testing.T) {
	t.Parallel()
	_, server := shared(t)
	if got := ask[string](t, server, "select lower('SÉCURITÉ')"); got != "sécurité" {
		t.Errorf("lower gave %q", got)
	}
	if got := ask[string](t, server, "select string_agg(x, '' order by x) from unnest(array['é', 'b', 'B', 'a']) x"); got != "Babé" {
		t.Errorf("order by gave %q", got)
	}
}

func TestWhatIsKeptIsSafeOnDiskAndChecked(t *testing.T) {
	t.Parallel()
	server, err := pgembed.Start(t.Context(), pgembed.Options{Dir: folder(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, server) })
	for _, setting := range []string{"fsync", "synchronous_commit", "full_page_writes", "data_checksums"} {
		if got := ask[string](t, server, "select current_setting($1)", setting); got != "on" {
			t.Errorf("%s is %q", setting, got)
		}
	}
}

func TestSecondStartKeepsTheData(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	first := start(t, dir)
	ask[string](t, first, "create table kept (what text); insert into kept values ('a follow-up') returning what")
	stop(t, first)

	second := start(t, dir)
	if got := ask[string](t, second, "select what from kept"); got != "a follow-up" {
		t.Errorf("the second start finds %q", got)
	}
}

func TestStopIsFinalAndMayBeRepeated(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	server := start(t, dir)
	select {
	case <-server.Done():
		t.Fatal("done before it was stopped")
	default:
	}
	stop(t, server)
	stop(t, server)
	<-server.Done()
	if _, err := os.Stat(filepath.Join(dir, "postgres", "postmaster.pid")); err == nil {
		t.Error("the shutdown was not a clean one")
	}
}

func TestDoneTellsOfAServerThatDiesByItself(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	server := start(t, dir)
	if err := syscall.Kill(postmaster(t, dir), syscall.SIGQUIT); err != nil {
		t.Fatal(err)
	}
	<-server.Done()
	stop(t, server)

	ask[int](t, start(t, dir), "select 1") // and it recovers
}

func TestFolderHasRoomForOneServerOnly(t *testing.T) {
	t.Parallel()
	dir, _ := shared(t)
	refused(t, dir, "another suivi is using this folder")
}

func TestClusterOfAnotherVersionIsLeftUntouched(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	stop(t, start(t, dir))
	version := filepath.Join(dir, "postgres", "PG_VERSION")
	right, err := os.ReadFile(version)
	if err != nil {
		t.Fatal(err)
	}
	write(t, version, "99\n")
	before := contents(t, dir)

	refused(t, dir, "made by PostgreSQL 99", "what is installed is", "pg_upgrade")
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("the refusal changed the folder:\n%s", diff)
	}

	write(t, version, string(right))
	start(t, dir)
}

func TestFolderThatIsNoClusterIsLeftUntouched(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	if err := os.Mkdir(filepath.Join(dir, "postgres"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "postgres", "notes.txt"), "mine")
	before := contents(t, dir)
	refused(t, dir, "left as it is", "PG_VERSION")
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("the refusal changed the folder:\n%s", diff)
	}
}

func TestHalfMadeClusterIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	half := filepath.Join(dir, "postgres.new-123")
	if err := os.MkdirAll(filepath.Join(half, "base"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(half, "PG_VERSION"), "15\n")
	write(t, filepath.Join(dir, "postgres.secret"), "")

	ask[int](t, start(t, dir), "select 1")
	if _, err := os.Stat(half); err == nil {
		t.Error("the half-made cluster is still there")
	}
}

func TestFailedStartSaysWhatPostgresSaid(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	stop(t, start(t, dir))
	write(t, filepath.Join(dir, "postgres", "postgresql.auto.conf"), "no_such_setting = on\n")
	refused(t, dir, "no_such_setting")

	write(t, filepath.Join(dir, "postgres", "postgresql.auto.conf"), "")
	start(t, dir) // the refusal let go of the folder
}

func TestLostPasswordIsNamed(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	stop(t, start(t, dir))
	if err := os.Remove(filepath.Join(dir, "postgres.secret")); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, "postgres.secret")
}

func TestCancelledStartLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pgembed.Start(ctx, pgembed.Options{Dir: dir, Throwaway: true}); err == nil {
		t.Fatal("started under a cancelled context")
	}
	start(t, dir)
}

func TestLongPathsWork(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(folder(t), strings.Repeat("a-long-name-", 10), "with, comma and space")
	server := start(t, dir)
	if got := ask[int](t, server, "select 1"); got != 1 {
		t.Errorf("select 1 gave %d", got)
	}
}

func TestTemporarySocketFolderGoesWithTheServer(t *testing.T) {
	temp := folder(t)
	t.Setenv("TMPDIR", temp)
	server := start(t, filepath.Join(temp, strings.Repeat("a-long-name-", 10)))
	sockets := func() []string {
		found, _ := filepath.Glob(filepath.Join(temp, "suivi-*"))
		return found
	}
	if len(sockets()) != 1 {
		t.Fatalf("the sockets are in %v", sockets())
	}
	stop(t, server)
	if len(sockets()) != 0 {
		t.Errorf("left behind: %v", sockets())
	}
}

func TestNoTCPPortIsOpened(t *testing.T) {
	t.Parallel()
	dir, server := shared(t)
	// The sixth line of postmaster.pid is the first address that the server listens on.
	if got := strings.Split(read(t, filepath.Join(dir, "postgres", "postmaster.pid")), "\n")[5]; got != "" {
		t.Errorf("the server listens on %q", got)
	}
	if got := ask[bool](t, server, "select inet_server_addr() is null"); !got {
		t.Error("the session came over TCP")
	}
}

func TestNobodyElseComesIn(t *testing.T) {
	t.Parallel()
	dir, server := shared(t)
	for path, want := range map[string]fs.FileMode{
		"postgres": 0o700, "postgres.secret": 0o600, "postgres.log": 0o600, "socket": 0o700,
	} {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	wrong := strings.Replace(server.URL("postgres"), secret(t, dir), "guess", 1)
	if conn, err := pgx.Connect(t.Context(), wrong); err == nil {
		_ = conn.Close(t.Context())
		t.Error("a wrong password opens the door")
	}
}

func TestURLIsDeafToTheEnvironment(t *testing.T) {
	_, server := shared(t)
	t.Setenv("PGPORT", "1")
	t.Setenv("PGHOST", "nowhere.invalid")
	t.Setenv("PGUSER", "somebody")
	ask[int](t, server, "select 1")
}

func TestServerIsDeafToTheEnvironment(t *testing.T) {
	t.Setenv("PGPORT", "1")
	t.Setenv("PGDATA", "/nowhere")
	t.Setenv("LC_ALL", "xx_XX")
	ask[int](t, start(t, folder(t)), "select 1")
}

func TestClusterBelongsToAnOrdinaryUser(t *testing.T) {
	t.Parallel()
	dir, _ := shared(t)
	info, err := os.Stat(filepath.Join(dir, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	owner := int(info.Sys().(*syscall.Stat_t).Uid)
	if owner == 0 || os.Geteuid() != 0 && owner != os.Geteuid() {
		t.Errorf("we are user %d and the cluster is user %d's", os.Geteuid(), owner)
	}
}

func TestClusterThatWasCopiedStarts(t *testing.T) {
	t.Parallel()
	dir, restored := folder(t), folder(t)
	first := start(t, dir)
	ask[string](t, first, "create table kept (what text); insert into kept values ('a follow-up') returning what")
	stop(t, first)
	if err := os.CopyFS(restored, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(restored, "postgres"), 0o700); err != nil { // CopyFS forgets the modes
		t.Fatal(err)
	}
	if got := ask[string](t, start(t, restored), "select what from kept"); got != "a follow-up" {
		t.Errorf("the copy holds %q", got)
	}
}

func TestFolderThatIsOurOwnIsPutInReach(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	ask[int](t, start(t, dir), "select 1")
}

func TestFolderOutOfReachIsNamed(t *testing.T) {
	t.Parallel()
	parent := filepath.Join(folder(t), "private")
	if err := os.Mkdir(parent, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, filepath.Join(parent, "data"), parent)
}

func TestOrdinaryUserMayStartOne(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	server := startHelper(t, dir, ordinary)
	conn, err := pgx.Connect(t.Context(), server.url)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Error(err)
	}
	server.end(t)
}
