package files_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suivi-project/suivi/internal/files"
)

// opened is a store at an address.
func opened(t *testing.T, address string) *files.Store {
	t.Helper()
	store, err := files.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// standing are the names of all that is in a folder.
func standing(t *testing.T, folder string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, entry.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// keeps is what every store promises.
func keeps(t *testing.T, store *files.Store) {
	content := []byte(strings.Repeat("What was said in Kayes. ", 10_000))
	draft := received(t, content)
	name := hex.EncodeToString(draft.SHA256[:])
	for range 2 {
		if err := store.Keep(t.Context(), draft); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := store.Open(t.Context(), draft.SHA256[:])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = kept.Close() }()
	if read, err := io.ReadAll(kept); err != nil || !bytes.Equal(read, content) {
		t.Errorf("%d bytes are read of %d, %v", len(read), len(content), err)
	}
	if at, err := kept.Seek(-6, io.SeekEnd); err != nil || at != draft.Size-6 {
		t.Errorf("%d, %v", at, err)
	}
	if end, err := io.ReadAll(kept); err != nil || string(end) != "Kayes. "[1:] {
		t.Errorf("%q, %v", end, err)
	}
	found := map[string]int64{}
	if err := store.Each(t.Context(), func(name string, size int64) { found[name] = size }); err != nil || len(found) != 1 || found[name] != draft.Size {
		t.Errorf("the store holds %v, %v", found, err)
	}
	if _, err := store.Open(t.Context(), make([]byte, 32)); err == nil {
		t.Error("a file that was never kept is opened")
	}
}

func TestAFolderKeepsFiles(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "deep", "files")
	keeps(t, opened(t, "file://"+folder))
	about, err := os.Stat(folder)
	if err != nil || about.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v, %v; want it its owner's alone", about, err)
	}
}

func TestAStoreThatSpeaksS3KeepsFiles(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "somebody")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	bucket := newBucket(t)
	keeps(t, opened(t, "s3://evidence?region=eu-west-3&use_path_style=true&endpoint="+bucket))
	keeps(t, opened(t, "s3://evidence?prefix=suivi/&region=eu-west-3&use_path_style=true&endpoint="+newBucket(t)))
}

// newBucket is as much of S3 as a store asks for: it puts, gets (parts of) and lists objects of the bucket "evidence", and wants every request signed.
func newBucket(t *testing.T) (address string) {
	var lock sync.Mutex
	objects := map[string][]byte{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		defer lock.Unlock()
		key, is := strings.CutPrefix(r.URL.Path, "/evidence")
		if !is || !strings.HasPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 Credential=somebody/") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		key = strings.TrimPrefix(key, "/")
		object, there := objects[key]
		switch {
		case r.Method == http.MethodPut:
			content, err := io.ReadAll(r.Body)
			if err != nil || strconv.Itoa(len(content)) != r.Header.Get("Content-Length") {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			objects[key] = content
		case key == "":
			w.Header().Set("Content-Type", "application/xml")
			_, _ = io.WriteString(w, "<ListBucketResult><IsTruncated>false</IsTruncated>")
			for name, content := range objects {
				_, _ = io.WriteString(w, "<Contents><Key>"+name+"</Key><Size>"+strconv.Itoa(len(content))+"</Size><LastModified>2026-11-22T00:00:00Z</LastModified></Contents>")
			}
			_, _ = io.WriteString(w, "</ListBucketResult>")
		case !there:
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, "<Error><Code>NoSuchKey</Code></Error>")
		default:
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(object))
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestEqualFilesAreKeptOnceHoweverManyComeAtOnce(t *testing.T) {
	folder := t.TempDir()
	store := opened(t, "file://"+folder)
	var group sync.WaitGroup
	for range 16 {
		draft := received(t, asTaken(t, 6))
		group.Go(func() {
			if err := store.Keep(t.Context(), draft); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	digest := received(t, asTaken(t, 6)).SHA256
	if names := standing(t, folder); !slices.Equal(names, []string{hex.EncodeToString(digest[:])}) {
		t.Errorf("the folder holds %v", names)
	}
}

// A file whose writing was given up is not there, nor is a part of it; one that is there in part is put right.
func TestAFileIsThereAsAWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	store := opened(t, "file://"+folder)
	draft := received(t, []byte("some text"))
	given, up := context.WithCancel(t.Context())
	up()
	if err := store.Keep(given, draft); err == nil {
		t.Error("what was given up is kept")
	}
	if names := standing(t, folder); len(names) > 0 {
		t.Errorf("the folder holds %v", names)
	}
	name := hex.EncodeToString(draft.SHA256[:])
	half := filepath.Join(folder, name[:2], name)
	if err := os.MkdirAll(filepath.Dir(half), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(half, []byte("some"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := store.Keep(t.Context(), draft); err != nil {
		t.Fatal(err)
	}
	if whole, err := os.ReadFile(half); err != nil || string(whole) != "some text" {
		t.Errorf("%q, %v", whole, err)
	}
}

func TestAnAddressThatIsNoStoresIsRefused(t *testing.T) {
	for _, address := range []string{
		"", "/var/lib/suivi/files", "file:relative", "file://server/share", "file:///tmp/x?metadata=skip", "ftp://host/", "s3://", "s3://bucket?nonsense=1", "mem://", "%zz",
	} {
		if store, err := files.Open(t.Context(), address); err == nil {
			t.Errorf("%q is opened: %v", address, store)
		}
	}
}
