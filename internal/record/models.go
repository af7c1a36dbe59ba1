package record

import (
	"strings"

	"github.com/google/uuid"
)

// Models lists the models that answer types of the schema, for the planner. A model's name is the type's name.
func Models() []any {
	return []any{
		&Organisation{}, &Place{}, &Theme{}, &Instrument{}, &Alias{}, &Code{}, &Citation{}, &Document{},
		&Programme{}, &ProgrammeOrganisation{}, &Target{},
		&StudySeries{}, &Study{}, &StudyMethod{}, &StudyGroup{}, &Finding{}, &ReportedCount{},
		&WorkshopSeries{}, &Workshop{}, &AgendaItem{}, &Participation{}, &Attendance{}, &AttendanceCell{}, &Validation{}, &Outcome{},
		&Recommendation{}, &Wording{}, &Proposer{}, &Addressee{}, &PositionStatement{}, &Action{}, &Repetition{},
		&FollowUp{}, &Evidence{}, &ChangeStory{}, &Source{}, &Change{},
	}
}

// IDPrefix is what the public id of each kind of record begins with, by the name of its model.
var IDPrefix = map[string]string{
	"Organisation":   "org",
	"Place":          "plc",
	"Theme":          "thm",
	"Instrument":     "ins",
	"Programme":      "prg",
	"StudySeries":    "sts",
	"Study":          "std",
	"Finding":        "fnd",
	"WorkshopSeries": "wss",
	"Workshop":       "wks",
	"Recommendation": "rec",
	"Addressee":      "adr",
	"Action":         "act",
	"FollowUp":       "fup",
	"Evidence":       "evd",
	"EvidenceFile":   "fil",
	"ChangeStory":    "sto",
	"Account":        "acc",
	"Change":         "chg",
	"Source":         "src",
	"Participation":  "prt",
}

// PublicID is the id of a record as answers show it.
func PublicID(kind string, id uuid.UUID) string {
	return IDPrefix[kind] + "_" + id.String()
}

// ParsePublicID reads an id as answers show it: which model it is of, and its UUID.
func ParsePublicID(text string) (kind string, id uuid.UUID, is bool) {
	prefix, rest, _ := strings.Cut(text, "_")
	id, err := uuid.Parse(rest)
	if err != nil || id.String() != rest {
		return "", uuid.Nil, false
	}
	for kind, known := range IDPrefix {
		if known == prefix {
			return kind, id, true
		}
	}
	return "", uuid.Nil, false
}
