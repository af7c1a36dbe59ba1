package files

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"unicode/utf8"

	"github.com/suivi-project/suivi/internal/fault"
)

// isText says whether a file begins as a text does. What begins as HTML, XML or SVG does is none: a browser could be brought to run it.
func isText(head []byte) bool {
	words := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n\f")
	return !bytes.HasPrefix(words, []byte("<")) && !bytes.ContainsFunc(head, isControl)
}

// isControl says whether a letter has no place in a text.
func isControl(letter rune) bool {
	return letter < ' ' && letter != '\t' && letter != '\n' && letter != '\r' && letter != '\f' || letter == 0x7f
}

// takeText copies a text, and sees that it is one to its end.
func takeText(to *os.File, from *bufio.Reader) error {
	out := bufio.NewWriterSize(to, 64<<10)
	for {
		letter, size, err := from.ReadRune()
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return err
		}
		if letter == utf8.RuneError && size == 1 || isControl(letter) {
			return fault.New(fault.BadFile, "A text or a CSV has to be in UTF-8, without control characters. Save it anew in that encoding.")
		}
		if _, err := out.WriteRune(letter); err != nil {
			return err
		}
	}
}
