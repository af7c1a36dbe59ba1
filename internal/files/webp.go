package files

import (
	"bufio"
	"encoding/binary"
	"io"
	"os"
)

// The flags of a WebP's header that say what chunks there are.
const (
	webpHasICC, webpHasAlpha, webpHasEXIF = 0x20, 0x10, 0x08
	webpFlagsAt                           = 20 // where they are in a file
)

// stripWebP copies a WebP chunk by chunk: those that make the image, and of the others nothing but the orientation. How long it is stands at
// its beginning, and is known at its end. One that moves is not taken: each of its images could have chunks of its own.
func stripWebP(to *os.File, from *bufio.Reader) error {
	var head [12]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return orDamaged(err)
	}
	said := int64(binary.LittleEndian.Uint32(head[4:])) - 4
	walk := webpWalk{in: bufio.NewReader(io.LimitReader(from, said)), out: bufio.NewWriterSize(to, 64<<10), length: 4}
	_, _ = walk.out.Write(head[:])
	for walk.read < said {
		if err := walk.chunk(); err != nil {
			return orDamaged(err)
		}
	}
	if !walk.filled {
		return damaged()
	}
	return walk.end(to)
}

// webpWalk is a walk through the chunks of a WebP. What goes wrong with out is told when it is flushed.
type webpWalk struct {
	in           *bufio.Reader
	out          *bufio.Writer
	read, length int64 // how much of the chunks was read; how long the file is, as its beginning is to say
	header       []byte
	filled       bool // whether the image has come
	orientation  int
}

func (w *webpWalk) chunk() error {
	var head [8]byte
	if _, err := io.ReadFull(w.in, head[:]); err != nil {
		return err
	}
	long := int64(binary.LittleEndian.Uint32(head[4:]))
	padded := long + long%2
	w.read += 8 + padded
	switch name := string(head[:4]); name {
	case "VP8X":
		if long != 10 || w.length != 4 {
			return damaged()
		}
		w.header = make([]byte, long)
		if _, err := io.ReadFull(w.in, w.header); err != nil {
			return err
		}
		w.header[0] &= webpHasAlpha
		w.length += 18
		_, _ = w.out.Write(head[:])
		_, err := w.out.Write(w.header)
		return err
	case "VP8 ", "VP8L", "ALPH":
		if name != "ALPH" && w.filled {
			return damaged()
		}
		w.filled = w.filled || name != "ALPH"
		w.length += 8 + padded
		_, _ = w.out.Write(head[:])
		_, err := io.CopyN(w.out, w.in, padded)
		return err
	case "ANIM", "ANMF":
		return unknownKind()
	case "EXIF":
		if long <= longestEXIF {
			return w.rememberOrientation(int(long), int(padded))
		}
	}
	_, err := io.CopyN(io.Discard, w.in, padded)
	return err
}

func (w *webpWalk) rememberOrientation(long, padded int) error {
	exif := make([]byte, padded)
	if _, err := io.ReadFull(w.in, exif); err != nil {
		return err
	}
	exif = exif[:long]
	if len(exif) > len(exifHeader) && string(exif[:len(exifHeader)]) == exifHeader { // as some write it, although it is a JPEG's
		exif = exif[len(exifHeader):]
	}
	w.orientation = orientationOf(exif)
	return nil
}

// end writes what comes behind the image, and at the beginning what is known now.
func (w *webpWalk) end(to *os.File) error {
	if w.header != nil && turned(w.orientation) {
		exif := exifOf(w.orientation)
		_, _ = w.out.WriteString("EXIF")
		_, _ = w.out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(exif)))) //nolint:gosec // some thirty bytes
		_, _ = w.out.Write(exif)
		w.header[0] |= webpHasEXIF
		w.length += 8 + int64(len(exif))
	}
	if err := w.out.Flush(); err != nil {
		return err
	}
	if w.header != nil {
		if _, err := to.WriteAt(w.header[:1], webpFlagsAt); err != nil {
			return err
		}
	}
	_, err := to.WriteAt(binary.LittleEndian.AppendUint32(nil, uint32(w.length)), 4) //nolint:gosec // no longer than what came in
	return err
}
