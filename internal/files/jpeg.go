package files

import (
	"bufio"
	"encoding/binary"
	"io"
	"os"
)

// The markers of a JPEG (ITU-T T.81, table B.1) that are looked at.
const (
	markSOI   = 0xd8
	markEOI   = 0xd9
	markSOS   = 0xda
	markDQT   = 0xdb
	markDNL   = 0xdc
	markDRI   = 0xdd
	markDHT   = 0xc4
	markDAC   = 0xcc
	markAPP0  = 0xe0
	markAPP1  = 0xe1
	markAPP14 = 0xee
	markAPP15 = 0xef
	markCOM   = 0xfe
)

// stripJPEG copies a JPEG segment by segment: the tables and the scans, and nothing of what cameras and programmes write beside them, be it
// known to us or not. Written anew are what a viewer needs: how dense its dots are, which way up it is, and how its colours are meant. What
// follows the image (further images, films) is left out.
func stripJPEG(to *os.File, from *bufio.Reader) error {
	walk := jpegWalk{in: from, out: bufio.NewWriterSize(to, 64<<10)}
	if err := walk.image(); err != nil {
		return err
	}
	return walk.out.Flush()
}

// jpegWalk is a walk through the segments of a JPEG. What goes wrong with out is told when it is flushed.
type jpegWalk struct {
	in  *bufio.Reader
	out *bufio.Writer

	density     []byte // unit, across and down, of a JFIF header; nil where there is none
	orientation int    // as EXIF says it; 0 where it does not
	colours     []byte // how Adobe says that they are meant; nil where it does not
	begun       bool   // whether the header is written
	framed      bool   // whether the frame has come, without which no scan makes sense
	scanned     bool   // whether a scan has
}

func (w *jpegWalk) image() error {
	if marker, err := w.marker(); err != nil || marker != markSOI {
		return orDamaged(err)
	}
	_, _ = w.out.Write([]byte{0xff, markSOI})
	marker, err := w.marker()
	for err == nil && marker != markEOI {
		if marker == markSOS {
			marker, err = w.scan()
			continue
		}
		if err = w.segment(marker); err == nil {
			marker, err = w.marker()
		}
	}
	if err != nil || !w.scanned {
		return orDamaged(err)
	}
	_, err = w.out.Write([]byte{0xff, markEOI})
	return err
}

// orDamaged is an error as it is, and that the file is damaged where there is none.
func orDamaged(err error) error {
	if err == nil || err == io.EOF || err == io.ErrUnexpectedEOF {
		return damaged()
	}
	return err
}

// marker reads the next marker. Any number of bytes 0xff may come before it.
func (w *jpegWalk) marker() (byte, error) {
	if fill, err := w.in.ReadByte(); err != nil || fill != 0xff {
		return 0, orDamaged(err)
	}
	return w.code()
}

// code is the byte of a marker whose 0xff was read.
func (w *jpegWalk) code() (code byte, err error) {
	for code = 0xff; code == 0xff && err == nil; {
		code, err = w.in.ReadByte()
	}
	return code, err
}

// segment copies a segment that belongs to the image, keeps in mind what the header is to say, and passes over whatever else there is.
func (w *jpegWalk) segment(marker byte) error {
	content, err := w.content()
	if err != nil {
		return err
	}
	switch {
	case marker == markAPP0:
		w.rememberDensity(content)
	case marker == markAPP1:
		w.rememberOrientation(content)
	case marker == markAPP14:
		w.rememberColours(content)
	case marker > markAPP0 && marker <= markAPP15, marker == markCOM:
	case isFrame(marker):
		w.framed = true
		return w.keep(marker, content)
	case marker == markDQT, marker == markDHT, marker == markDAC, marker == markDRI, marker == markDNL:
		return w.keep(marker, content)
	default:
		return damaged()
	}
	return nil
}

// isFrame says whether a marker begins a frame that stands by itself.
func isFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != markDHT && marker != 0xc8 && marker != markDAC
}

// content reads what is in a segment, which has its length before it.
func (w *jpegWalk) content() ([]byte, error) {
	var length [2]byte
	if _, err := io.ReadFull(w.in, length[:]); err != nil {
		return nil, orDamaged(err)
	}
	long := int(binary.BigEndian.Uint16(length[:])) - 2
	if long < 0 {
		return nil, damaged()
	}
	content := make([]byte, long)
	if _, err := io.ReadFull(w.in, content); err != nil {
		return nil, orDamaged(err)
	}
	return content, nil
}

// keep writes a segment, after the header.
func (w *jpegWalk) keep(marker byte, content []byte) error {
	if err := w.begin(); err != nil {
		return err
	}
	return w.write(marker, content)
}

func (w *jpegWalk) write(marker byte, content []byte) error {
	long := len(content) + 2
	_, _ = w.out.Write([]byte{0xff, marker, byte(long >> 8), byte(long)})
	_, err := w.out.Write(content)
	return err
}

// scan copies a scan, and answers with the marker that ends it.
func (w *jpegWalk) scan() (byte, error) {
	content, err := w.content()
	if err != nil || !w.framed {
		return 0, orDamaged(err)
	}
	if err := w.keep(markSOS, content); err != nil {
		return 0, err
	}
	w.scanned = true
	for {
		one, err := w.in.ReadByte()
		if err != nil {
			return 0, err
		}
		if one != 0xff {
			if err := w.out.WriteByte(one); err != nil {
				return 0, err
			}
			continue
		}
		code, err := w.code()
		if err != nil || code != 0 && (code < 0xd0 || code > 0xd7) { // neither a byte 0xff of the scan nor a place to start again at
			return code, err
		}
		if _, err := w.out.Write([]byte{0xff, code}); err != nil {
			return 0, err
		}
	}
}

// begin writes the header, once: from here on the image itself comes.
func (w *jpegWalk) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	if w.density != nil {
		header := append([]byte("JFIF\x00\x01\x02"), w.density...)
		if err := w.write(markAPP0, append(header, 0, 0)); err != nil { // no picture of its own
			return err
		}
	}
	if turned(w.orientation) {
		if err := w.write(markAPP1, append([]byte(exifHeader), exifOf(w.orientation)...)); err != nil {
			return err
		}
	}
	if w.colours != nil {
		return w.write(markAPP14, w.colours)
	}
	return nil
}

func (w *jpegWalk) rememberDensity(content []byte) {
	if len(content) >= 14 && string(content[:5]) == "JFIF\x00" {
		w.density = content[7:12]
	}
}

func (w *jpegWalk) rememberOrientation(content []byte) {
	if len(content) > len(exifHeader) && string(content[:len(exifHeader)]) == exifHeader && w.orientation == 0 {
		w.orientation = orientationOf(content[len(exifHeader):])
	}
}

// rememberColours keeps in mind how the colours are meant, without which an image of a printer's looks like its negative.
func (w *jpegWalk) rememberColours(content []byte) {
	if len(content) >= 12 && string(content[:5]) == "Adobe" {
		w.colours = append([]byte("Adobe\x00\x64\x00\x00\x00\x00"), content[11])
	}
}
