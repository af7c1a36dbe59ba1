package files_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
)

// canary is what stands wherever an image could tell something. None of it may come back.
const canary = "12.6392N 8.0029W Phone 7, serial 4711"

// picture is something to look at, the same each time.
func picture() image.Image {
	drawn := image.NewNRGBA(image.Rect(0, 0, 40, 24))
	for x := range 40 {
		for y := range 24 {
			drawn.Set(x, y, color.NRGBA{uint8(x * 6), uint8(y * 10), uint8(x * y), 255})
		}
	}
	return drawn
}

// segment is a segment of a JPEG.
func segment(marker byte, content string) []byte {
	long := len(content) + 2
	return append([]byte{0xff, marker, byte(long >> 8), byte(long)}, content...)
}

// exif is EXIF that says an orientation and, in directories of its own, where the image was taken and what it looks like when it is small.
func exif(order binary.AppendByteOrder, orientation uint16) string {
	tiff := []byte("II*\x00")
	if order.AppendUint16(nil, 1)[0] == 0 {
		tiff = []byte("MM\x00*")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 3)
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = order.AppendUint32(order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, tag), kind), count), value)
	}
	entry(0x010f, 2, uint32(len(canary)), 50)
	tiff = order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, 0x0112), 3), 1)
	tiff = order.AppendUint16(order.AppendUint16(tiff, orientation), 0)
	entry(0x8825, 4, 1, 50)
	tiff = order.AppendUint32(tiff, 0)
	return string(tiff) + canary
}

// asTaken is a JPEG as a camera leaves it: the image, and everything that it has to tell besides.
func asTaken(t testing.TB, orientation uint16) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, picture(), nil); err != nil {
		t.Fatal(err)
	}
	taken := slices.Concat([]byte("\xff\xd8"),
		segment(0xe0, "JFIF\x00\x01\x01\x01\x00\x48\x00\x48\x02\x02"+canary),
		segment(0xe1, "Exif\x00\x00"+exif(binary.LittleEndian, orientation)),
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+canary),
		segment(0xe2, "ICC_PROFILE\x00\x01\x01"+canary),
		segment(0xe2, "MPF\x00"+canary),
		segment(0xed, "Photoshop 3.0\x008BIM\x04\x04"+canary),
		segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01"+canary),
		segment(0xef, canary), []byte("\xff\xff"), segment(0xfe, canary),
		plain.Bytes()[2:], []byte("\xff\xd8"+canary))
	// A comment in the midst of the tables, too.
	tables := bytes.Index(taken, []byte("\xff\xc0"))
	return slices.Insert(taken, tables, segment(0xfe, canary)...)
}

// chunk is a chunk of a PNG.
func chunk(name, content string) []byte {
	written := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	written = append(written, name+content...)
	return binary.BigEndian.AppendUint32(written, crc32.ChecksumIEEE([]byte(name+content)))
}

// asDrawn is a PNG with everything that programmes write into one.
func asDrawn(t testing.TB) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := png.Encode(&plain, picture()); err != nil {
		t.Fatal(err)
	}
	const header = 8 + 25
	told := slices.Concat(chunk("pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01"), chunk("tEXt", "Comment\x00"+canary), chunk("iTXt", "XML:com.adobe.xmp\x00"+canary),
		chunk("zTXt", canary), chunk("tIME", "\x07\xe8\x05\x01\x00\x00\x00"), chunk("eXIf", exif(binary.BigEndian, 3)), chunk("iCCP", canary), chunk("prVt", canary))
	return append(slices.Insert(plain.Bytes(), header, told...), canary...)
}

// riff is a WebP of some chunks.
func riff(chunks ...string) []byte {
	content := "WEBP" + strings.Join(chunks, "")
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(content))), content...)
}

// piece is a chunk of a WebP.
func piece(name, content string) string {
	written := string(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(content)))) + content
	if len(content)%2 == 1 {
		written += "\x00"
	}
	return written
}

// dot is one black dot as the chunk of a WebP holds it, and canvas says of it how large it is, and what else there may be: everything.
const (
	dot    = "\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
	canvas = "\x3c\x00\x00\x00\x00\x00\x00\x00\x00\x00"
)

func asShared() []byte {
	return append(riff(piece("VP8X", canvas), piece("ICCP", canary), piece("VP8L", dot), piece("EXIF", exif(binary.LittleEndian, 8)), piece("XMP ", canary),
		piece("WHAT", canary)), canary...)
}

// seen is what there is to see in an image.
func seen(t testing.TB, content []byte) []byte {
	t.Helper()
	decoded, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatalf("it cannot be looked at: %v", err)
	}
	var dots []byte
	for x := range decoded.Bounds().Dx() {
		for y := range decoded.Bounds().Dy() {
			r, g, b, a := decoded.At(x, y).RGBA()
			dots = append(dots, byte(r>>8), byte(g>>8), byte(b>>8), byte(a>>8))
		}
	}
	return dots
}

func TestAnImageTellsNothingButWhatIsToBeSeen(t *testing.T) {
	for name, test := range map[string]struct {
		content   []byte
		mediaType string
		upright   string // how the one orientation that is kept is written
	}{
		"a photograph":              {asTaken(t, 6), "image/jpeg", "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06"},
		"a photograph that stands":  {asTaken(t, 1), "image/jpeg", ""},
		"a photograph of no sense":  {asTaken(t, 4711), "image/jpeg", ""},
		"a drawing":                 {asDrawn(t), "image/png", "eXIfMM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x03"},
		"an image that was sent on": {asShared(), "image/webp", "EXIF\x1a\x00\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x08"},
	} {
		t.Run(name, func(t *testing.T) {
			if !bytes.Contains(test.content, []byte(canary)) {
				t.Fatal("it had nothing to tell")
			}
			draft := received(t, test.content)
			left := contentOf(t, draft)
			if draft.MediaType != test.mediaType {
				t.Errorf("it is taken for %s", draft.MediaType)
			}
			for _, word := range []string{canary, canary[:8], "Phone", "4711", "http", "Photoshop", "ICC_PROFILE", "iCCP", "XMP", "tEXt", "tIME"} {
				if bytes.Contains(left, []byte(word)) {
					t.Errorf("it tells %q: %q", word, left)
				}
			}
			if oriented := bytes.Count(left, []byte("\x01\x12\x00\x03")); test.upright == "" && oriented > 0 || !bytes.Contains(left, []byte(test.upright)) {
				t.Errorf("it does not say which way up it is: %q", left[:min(len(left), 120)])
			}
			if test.mediaType != "image/webp" && !bytes.Equal(seen(t, left), seen(t, test.content)) {
				t.Error("it shows something else than before")
			}
			if again := received(t, left); again.SHA256 != draft.SHA256 {
				t.Error("what is left of it is not kept as it is")
			}
		})
	}
}

func TestAWebPIsStillOne(t *testing.T) {
	want := riff(piece("VP8X", "\x18"+canvas[1:]), piece("VP8L", dot), piece("EXIF", "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00\x00\x00\x00\x00"))
	if left := contentOf(t, received(t, asShared())); !bytes.Equal(left, want) {
		t.Errorf("got  %q\nwant %q", left, want)
	}
	simple := riff(piece("VP8L", dot))
	if left := contentOf(t, received(t, simple)); !bytes.Equal(left, simple) {
		t.Errorf("got  %q\nwant %q", left, simple)
	}
}

// A photograph that ends anywhere but at its end is damaged.
func TestAnImageThatIsCutOffIsNotKept(t *testing.T) {
	var plainPNG, plainJPEG bytes.Buffer
	if err := png.Encode(&plainPNG, picture()); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&plainJPEG, picture(), nil); err != nil {
		t.Fatal(err)
	}
	for name, whole := range map[string][]byte{"JPEG": plainJPEG.Bytes(), "PNG": plainPNG.Bytes(), "WebP": riff(piece("VP8X", canvas), piece("VP8L", dot))} {
		received(t, whole)
		for end := 12; end < len(whole); end++ { // before that, it may be a text
			refused(t, name, whole[:end])
		}
	}
}
