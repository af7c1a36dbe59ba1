package demo

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// cut is a region of Mali that was cut up in 2023: the old one, what kept its name, and what was cut out of it.
type cut struct {
	reference, french, english string
	aliases                    []tracker.Alias
	iso, pCode                 string // the P-code is the same before and after
	out                        []newRegion
	taoudenit                  bool // a part went to Taoudénit, which was there
}

type newRegion struct{ reference, french, english, pCode string }

var cuts = []cut{
	{"kayes-region", "Région de Kayes", "Kayes Region", nil, "ML-1", "ML01", []newRegion{
		{"nioro-region", "Région de Nioro", "Nioro Region", "ML11"}, {"kita-region", "Région de Kita", "Kita Region", "ML12"},
	}, false},
	{"koulikoro-region", "Région de Koulikoro", "Koulikoro Region", nil, "ML-2", "ML02", []newRegion{
		{"dioila-region", "Région de Dioïla", "Dioïla Region", "ML13"},
	}, false},
	{"segou-region", "Région de Ségou", "Ségou Region", known("Segou"), "ML-4", "ML04", []newRegion{
		{"san-region", "Région de San", "San Region", "ML17"},
	}, false},
	{"mopti-region", "Région de Mopti", "Mopti Region", nil, "ML-5", "ML05", []newRegion{
		{"bandiagara-region", "Région de Bandiagara", "Bandiagara Region", "ML19"}, {"douentza-region", "Région de Douentza", "Douentza Region", "ML18"},
	}, false},
	{
		"tombouctou-region", "Région de Tombouctou", "Timbuktu Region",
		[]tracker.Alias{{Text: "Tombouctou", Language: "fr"}, {Text: "Timbuktu", Language: "en"}},
		"ML-6", "ML06", nil, true,
	},
}

// old is the region in its borders of before 2023, with the code that ISO gave it.
func (c cut) old() tracker.Place {
	successors := all(c.reference + "-2023")
	for _, region := range c.out {
		successors = append(successors, the(region.reference))
	}
	if c.taoudenit {
		successors = append(successors, the("taoudenit-region"))
	}
	return tracker.Place{
		Entry: entry("place", c.reference, regionTable.says(c.english), regionTable.implies(c.english,
			"The table tells the cercles before 2023 from those after and gives no day; the old borders are taken to end with 2022. A region that took over a part, however small, is a successor.",
			"La table distingue les cercles d'avant 2023 de ceux d'après et ne donne pas de jour ; les anciennes limites sont réputées finir avec 2022. Une région qui a repris une partie, si petite soit-elle, est un successeur.")),
		Name: inFrench(c.french, c.english), Aliases: c.aliases, Level: record.Region, Within: in("mali"), ValidTo: &lastDayOfOld,
		Successors: successors, Codes: []tracker.Code{{Vocabulary: isoSubdivision, Code: c.iso}, pCode("2021", c.pCode)},
	}
}

// renewed are the regions that its area went to. The table has no ISO code for them in their new borders.
func (c cut) renewed() []tracker.Place {
	made := []tracker.Place{newRegion{c.reference + "-2023", c.french, c.english, c.pCode}.place()}
	for _, region := range c.out {
		made = append(made, region.place())
	}
	return made
}

func (r newRegion) place() tracker.Place {
	return tracker.Place{
		Entry: entry("place", r.reference, regionTable.implies(r.english+", after 2023",
			"Its code is one that the table has seen in use, not one that it has from OCHA; the day from which it holds is not given, and the new borders are taken to begin with 2023.",
			"Son code est un code que la table a vu en usage, et non tenu d'OCHA ; le jour depuis lequel il vaut n'est pas donné, et les nouvelles limites sont réputées commencer avec 2023.")),
		Name: inFrench(r.french, r.english), Level: record.Region, Within: in("mali"), ValidFrom: &firstDayOfNew,
		Codes: []tracker.Code{pCode("2023", r.pCode)},
	}
}
