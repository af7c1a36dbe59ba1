package record

import "github.com/google/uuid"

// Models lists the models that answer types of the schema, for the planner. A model's name is the type's name.
func Models() []any {
	return []any{
		&Organisation{}, &Place{}, &Programme{}, &ProgrammeOrganisation{}, &Study{}, &Source{}, &Workshop{},
		&Recommendation{}, &Proposer{}, &Addressee{}, &FollowUp{}, &Citation{}, &Code{},
	}
}

// IDPrefix is what the public id of each kind of record begins with, by the name of its model.
var IDPrefix = map[string]string{
	"Organisation":   "org",
	"Place":          "plc",
	"Programme":      "prg",
	"Study":          "std",
	"Workshop":       "wks",
	"Recommendation": "rec",
	"Addressee":      "adr",
	"FollowUp":       "fup",
	"Account":        "acc",
}

// PublicID is the id of a record as answers show it.
func PublicID(kind string, id uuid.UUID) string {
	return IDPrefix[kind] + "_" + id.String()
}
