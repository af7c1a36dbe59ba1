package files_test

import (
	"bytes"
	"image"
	"slices"
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/files"
)

// Whatever comes in is kept or refused. What is kept is of a kind, is hardly longer than it came, and would be kept as it is.
func FuzzReceive(f *testing.F) {
	for _, content := range [][]byte{
		asTaken(f, 6), asDrawn(f), asShared(), []byte("%PDF-1.7"), []byte("a text"), archive(f, "[Content_Types].xml", "", "word/document.xml", ""),
		archive(f, "mimetype", "application/vnd.oasis.opendocument.text"), []byte("GIF89a"),
	} {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		draft, err := files.Receive(bytes.NewReader(content))
		if err != nil {
			if fault.CodeOf(err) != fault.BadFile {
				t.Fatalf("%v", err)
			}
			return
		}
		defer func() { _ = draft.Close() }()
		if files.Extension(draft.MediaType) == "" || draft.Size > int64(len(content))+64 {
			t.Errorf("%d bytes of %s, of %d", draft.Size, draft.MediaType, len(content))
		}
		if again := received(t, contentOf(t, draft)); again.SHA256 != draft.SHA256 || again.MediaType != draft.MediaType {
			t.Errorf("what is kept, %s, would be kept as another, %s", draft.MediaType, again.MediaType)
		}
	})
}

// Whatever a camera writes beside the image of a photograph, none of it comes back, and the image does.
func FuzzWhatAPhotographTells(f *testing.F) {
	var taken [][]byte
	for _, plain := range [][]byte{asTaken(f, 1), asDrawn(f)} {
		taken = append(taken, contentOf(f, received(f, plain)))
	}
	looks := [][]byte{seen(f, taken[0]), seen(f, taken[1])}
	f.Add(byte(0xe1), "tEXt", "Exif\x00\x00II*\x00")
	f.Add(byte(0xe0), "iTXt", "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\xff\xff")
	f.Add(byte(0xfe), "eXIf", "")
	f.Fuzz(func(t *testing.T, marker byte, name, told string) {
		if len(told) > 60_000 || bytes.Contains([]byte(told), []byte(canary)) {
			return
		}
		marker = 0xe0 + marker%16
		photograph := slices.Concat(taken[0][:2], segment(marker, told+canary), segment(0xfe, canary+told), taken[0][2:])
		drawing := slices.Concat(taken[1][:8+25], chunk("z"+(name + "XXXX")[:3], told+canary), taken[1][8+25:])
		for i, content := range [][]byte{photograph, drawing} {
			draft := received(t, content)
			left := contentOf(t, draft)
			_ = draft.Close()
			if bytes.Contains(left, []byte(canary)) {
				t.Errorf("it tells what %x %q told: %q", marker, name, told)
			}
			if _, _, err := image.Decode(bytes.NewReader(left)); err != nil || !bytes.Equal(seen(t, left), looks[i]) {
				t.Errorf("it looks otherwise: %v", err)
			}
		}
	})
}
