package files

import (
	"archive/zip"
	"io"
	"os"
	"strings"

	"github.com/suivi-project/suivi/internal/fault"
)

// mostEntries is how many parts a document may have.
const mostEntries = 10_000

// mainParts are the parts by which the documents of Office Open XML are told apart.
var mainParts = map[string]string{"word/document.xml": docx, "xl/workbook.xml": xlsx, "ppt/presentation.xml": pptx}

// examineOffice looks at the parts of a ZIP for the document that it is. No part is unpacked, but the one word of OpenDocument.
func examineOffice(of *os.File, size int64) (string, error) {
	archive, err := zip.NewReader(of, size)
	if err != nil || len(archive.File) > mostEntries {
		return "", damaged()
	}
	found, typed := "", false
	for _, part := range archive.File {
		name := strings.ToLower(part.Name)
		if holdsMacros(name) {
			return "", fault.New(fault.BadFile, "The document holds macros. Save it without them, or as a PDF.")
		}
		typed = typed || part.Name == "[Content_Types].xml"
		if known, is := mainParts[part.Name]; is {
			found = known
		}
	}
	switch {
	case typed && found != "":
		return found, nil
	case len(archive.File) > 0 && archive.File[0].Name == "mimetype":
		return openDocument(archive.File[0])
	}
	return "", unknownKind()
}

// holdsMacros says whether a part of a document is a programme.
func holdsMacros(name string) bool {
	return strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "xl/macrosheets/") || strings.Contains(name, "/activex/") ||
		strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/")
}

// openDocument reads what an OpenDocument says it is.
func openDocument(said *zip.File) (string, error) {
	part, err := said.Open()
	if err != nil {
		return "", damaged()
	}
	defer func() { _ = part.Close() }()
	word, err := io.ReadAll(io.LimitReader(part, 100))
	if err != nil {
		return "", damaged()
	}
	switch mediaType := string(word); mediaType {
	case odt, ods, odp:
		return mediaType, nil
	}
	return "", unknownKind()
}
