package files_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/files"
)

// received takes in a file that has to be taken.
func received(t testing.TB, content []byte) *files.Draft {
	t.Helper()
	draft, err := files.Receive(bytes.NewReader(content))
	if err != nil {
		t.Fatalf("%.40q: %v", content, err)
	}
	t.Cleanup(func() { _ = draft.Close() })
	return draft
}

// refused checks that a file is not taken, in words for whoever sent it.
func refused(t testing.TB, name string, content []byte) {
	t.Helper()
	draft, err := files.Receive(bytes.NewReader(content))
	if err == nil {
		_ = draft.Close()
	}
	if fault.CodeOf(err) != fault.BadFile {
		t.Errorf("%s (%.40q, %d bytes): got %v, want BAD_FILE", name, content, len(content), err)
	}
}

// archive is a ZIP of parts, each a name and its content.
func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var packed bytes.Buffer
	writer := zip.NewWriter(&packed)
	for pair := range slices.Chunk(parts, 2) {
		part, err := writer.CreateHeader(&zip.FileHeader{Name: pair[0], Method: zip.Store})
		if err == nil {
			_, err = part.Write([]byte(pair[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func TestAFileIsWhatItsContentSays(t *testing.T) {
	const types, ooxml, odf = "[Content_Types].xml", "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
	for name, test := range map[string]struct {
		content []byte
		want    string
	}{
		"PDF":                {[]byte("%PDF-1.7\n\x00\x01"), "application/pdf"},
		"text":               {[]byte("Procès-verbal de la réunion\r\n"), "text/plain"},
		"text with a mark":   {[]byte("\ufeffa;b\n1;2\n"), "text/plain"},
		"text that is long":  {[]byte(strings.Repeat("é", 1_000_001)), "text/plain"},
		"DOCX":               {archive(t, types, "", "word/document.xml", ""), ooxml + "wordprocessingml.document"},
		"XLSX":               {archive(t, "xl/workbook.xml", "", types, ""), ooxml + "spreadsheetml.sheet"},
		"PPTX":               {archive(t, types, "", "ppt/presentation.xml", ""), ooxml + "presentationml.presentation"},
		"ODT":                {archive(t, "mimetype", odf+"text", "content.xml", ""), odf + "text"},
		"ODS":                {archive(t, "mimetype", odf+"spreadsheet"), odf + "spreadsheet"},
		"ODP":                {archive(t, "mimetype", odf+"presentation"), odf + "presentation"},
		"a text about a PDF": {[]byte("This is no %PDF-1.7"), "text/plain"},
	} {
		draft := received(t, test.content)
		if draft.MediaType != test.want || files.Extension(draft.MediaType) == "" {
			t.Errorf("%s is taken for %s", name, draft.MediaType)
		}
		if kept := contentOf(t, draft); !bytes.Equal(kept, test.content) {
			t.Errorf("%s is not kept as it came", name)
		}
	}
}

func TestWhatIsOfNoKindThatIsKeptIsRefused(t *testing.T) {
	for name, content := range map[string][]byte{
		"nothing":                      {},
		"a page of the web":            []byte("<!DOCTYPE html><script>alert(1)</script>"),
		"a page behind a mark":         []byte("\ufeff \n<html>"),
		"a drawing that can run":       []byte("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
		"a GIF":                        []byte("GIF89a\x01\x00\x01\x00"),
		"a programme":                  []byte("\x7fELF\x02\x01\x01"),
		"a text in another encoding":   []byte("Proc\xe8s-verbal"),
		"the same, far from its start": []byte(strings.Repeat("a", 100_000) + "\xe8"),
		"a text in UTF-16":             []byte("\xff\xfea\x00b\x00"),
		"any archive":                  archive(t, "secret.txt", "x"),
		"an archive that is cut off":   archive(t, "[Content_Types].xml", "", "word/document.xml", "")[:60],
		"a DOCX with macros":           archive(t, "[Content_Types].xml", "", "word/document.xml", "", "word/vbaProject.bin", ""),
		"an XLSX with old macros":      archive(t, "[Content_Types].xml", "", "xl/workbook.xml", "", "xl/macrosheets/sheet1.xml", ""),
		"an ODT with macros":           archive(t, "mimetype", "application/vnd.oasis.opendocument.text", "Basic/script-lc.xml", ""),
		"an OpenDocument of no kind":   archive(t, "mimetype", "application/vnd.oasis.opendocument.formula"),
		"a WebP that moves":            riff(piece("VP8X", canvas), piece("ANIM", "\x00\x00\x00\x00\x00\x00"), piece("ANMF", canary)),
		"a PNG of an unknown kind":     append([]byte("\x89PNG\r\n\x1a\n"), chunk("IDAT", "")...),
		"a JPEG without an image":      []byte("\xff\xd8\xff\xd9"),
	} {
		refused(t, name, content)
	}
}

func TestWhatBreaksOffLeavesNothingBehind(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	gone := io.ErrUnexpectedEOF // as the body of a request ends whose sender is gone
	for name, content := range map[string][]byte{"a text": []byte("a text"), "a photograph": asTaken(t, 1), "half of one": asTaken(t, 1)[:700], "a PDF": []byte("%PDF-1.7"), "nothing": nil} {
		_, err := files.Receive(io.MultiReader(bytes.NewReader(content), iotest.ErrReader(gone)))
		if err != gone { //nolint:errorlint // it is answered as it is
			t.Errorf("%s: got %v, want what the sender said", name, err)
		}
	}
	received(t, asTaken(t, 1)) // one that is still open leaves no name either
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("there is %v, %v", left, err)
	}
}

// contentOf is what is to be kept of a file.
func contentOf(t testing.TB, draft *files.Draft) []byte {
	t.Helper()
	content, err := draft.Content()
	if err != nil || int64(len(content)) != draft.Size {
		t.Fatalf("%d bytes of %d, %v", len(content), draft.Size, err)
	}
	return content
}
