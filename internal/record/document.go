package record

import "github.com/google/uuid"

// DocumentKind is what a document is.
type DocumentKind string

// The kinds of document.
const (
	Report             DocumentKind = "REPORT"
	AttendanceList     DocumentKind = "ATTENDANCE_LIST"
	MinutesDocument    DocumentKind = "MINUTES"
	PresentationSlides DocumentKind = "PRESENTATION"
	Guide              DocumentKind = "GUIDE"
	News               DocumentKind = "NEWS"
)

// Document is what a study or a workshop produced or used.
type Document struct {
	Linked
	RecordID uuid.UUID
	Ordinal  int
	Kind     DocumentKind
	Title    Text
	URL      *string
}
