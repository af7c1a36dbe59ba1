package files

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// kept are the chunks of a PNG that make the image, and the greatest length of each. Others hold texts, times, profiles that name devices, or
// what nobody here knows.
var kept = map[string]uint32{
	"IHDR": 13, "PLTE": 768, "IDAT": 1<<31 - 1, "IEND": 0,
	"tRNS": 256, "gAMA": 4, "cHRM": 32, "sRGB": 1, "cICP": 4, "sBIT": 4, "bKGD": 6, "pHYs": 9,
}

// longestEXIF is as much EXIF as is read to find an orientation in.
const longestEXIF = 64 << 10

// stripPNG copies a PNG chunk by chunk: those that make the image, and of the others nothing but the orientation. What follows the last chunk
// is left out.
func stripPNG(to *os.File, from *bufio.Reader) error {
	walk := pngWalk{in: from, out: bufio.NewWriterSize(to, 64<<10)}
	if _, err := walk.in.Discard(len(pngSignature)); err != nil {
		return orDamaged(err)
	}
	_, _ = walk.out.WriteString(pngSignature)
	for !walk.ended {
		if err := walk.chunk(); err != nil {
			return orDamaged(err)
		}
	}
	return walk.out.Flush()
}

// pngWalk is a walk through the chunks of a PNG. What goes wrong with out is told when it is flushed.
type pngWalk struct {
	in                   *bufio.Reader
	out                  *bufio.Writer
	begun, filled, ended bool // whether the header, something of the image and the end have come
}

func (w *pngWalk) chunk() error {
	var head [8]byte
	if _, err := io.ReadFull(w.in, head[:]); err != nil {
		return err
	}
	long, name := binary.BigEndian.Uint32(head[:]), string(head[4:])
	most, known := kept[name]
	if w.begun == (name == "IHDR") || known && long > most {
		return damaged() // the header comes first, and once
	}
	w.begun = true
	switch {
	case known:
		w.filled = w.filled || name == "IDAT"
		w.ended = name == "IEND"
		if w.ended && !w.filled || name == "IHDR" && long != most {
			return damaged()
		}
		return w.copy(head[:], int64(long))
	case name == "eXIf" && long <= longestEXIF:
		return w.orientation(int(long))
	case name[0] >= 'A' && name[0] <= 'Z':
		return damaged() // without which the image cannot be shown, and nobody here knows it
	}
	_, err := io.CopyN(io.Discard, w.in, int64(long)+4)
	return err
}

// copy copies a chunk, and sees that it is as it was written.
func (w *pngWalk) copy(head []byte, long int64) error {
	sum := crc32.NewIEEE()
	sum.Write(head[4:])
	_, _ = w.out.Write(head)
	if _, err := io.CopyN(io.MultiWriter(w.out, sum), w.in, long); err != nil {
		return err
	}
	var said [4]byte
	if _, err := io.ReadFull(w.in, said[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(said[:]) != sum.Sum32() {
		return damaged()
	}
	_, err := w.out.Write(said[:])
	return err
}

// orientation writes a chunk of EXIF anew that says the orientation alone, where there is something to say.
func (w *pngWalk) orientation(long int) error {
	exif := make([]byte, long+4)
	if _, err := io.ReadFull(w.in, exif); err != nil {
		return err
	}
	orientation := orientationOf(exif[:long])
	if !turned(orientation) {
		return nil
	}
	content := append([]byte("eXIf"), exifOf(orientation)...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(content)-4)) //nolint:gosec // some thirty bytes
	chunk = append(chunk, content...)
	_, err := w.out.Write(binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(content)))
	return err
}
