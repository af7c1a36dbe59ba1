package files

import (
	"bufio"
	"bytes"
	"io"
	"os"

	"github.com/suivi-project/suivi/internal/fault"
)

// kind is a kind of file that is kept.
type kind struct {
	mediaType string
	// take copies a file, without what is not to be kept of it. It reads no further than to the file's own end.
	take func(to *os.File, from *bufio.Reader) error
	// examine looks at the whole of it afterwards, and may know better what it is; nil where there is nothing to be found out.
	examine func(of *os.File, size int64) (mediaType string, err error)
}

const (
	pdf  = "application/pdf"
	jpeg = "image/jpeg"
	png  = "image/png"
	webp = "image/webp"
	text = "text/plain"
	docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	odt  = "application/vnd.oasis.opendocument.text"
	ods  = "application/vnd.oasis.opendocument.spreadsheet"
	odp  = "application/vnd.oasis.opendocument.presentation"
)

// extensions are what the names of files end with, by their media types: all the types that there are.
var extensions = map[string]string{
	pdf: ".pdf", jpeg: ".jpg", png: ".png", webp: ".webp", text: ".txt",
	docx: ".docx", xlsx: ".xlsx", pptx: ".pptx", odt: ".odt", ods: ".ods", odp: ".odp",
}

// Extension is what the name of a file of a media type ends with; nothing for a type that no file here has.
func Extension(mediaType string) string { return extensions[mediaType] }

// sniffed is as much of a file as its kind is told by.
const sniffed = 512

// kindOf tells the kind of a file by how it begins.
func kindOf(head []byte) (kind, error) {
	switch {
	case len(head) == 0:
		return kind{}, fault.New(fault.BadFile, "The file is empty.")
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return kind{mediaType: pdf, take: whole}, nil
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return kind{mediaType: jpeg, take: stripJPEG}, nil
	case bytes.HasPrefix(head, []byte(pngSignature)):
		return kind{mediaType: png, take: stripPNG}, nil
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return kind{mediaType: webp, take: stripWebP}, nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return kind{take: whole, examine: examineOffice}, nil
	case isText(head):
		return kind{mediaType: text, take: takeText}, nil
	}
	return kind{}, unknownKind()
}

func unknownKind() error {
	return fault.New(fault.BadFile, "Files of this kind are not kept. Send a PDF, a JPEG, PNG or WebP image, a text or CSV in UTF-8, "+
		"or a document of a word processor, a spreadsheet or a presentation as DOCX, XLSX, PPTX, ODT, ODS or ODP.")
}

// damaged is what is said of a file that ends too early, or is not what it begins as.
func damaged() error {
	return fault.New(fault.BadFile, "The file is damaged, or only a part of it arrived. Open it, save it anew and send that.")
}

// whole copies everything.
func whole(to *os.File, from *bufio.Reader) error {
	_, err := io.Copy(to, from)
	return err
}
