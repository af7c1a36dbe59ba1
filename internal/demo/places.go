package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const (
	countryCodes document = "ISO 3166-1, codes for countries"
	regionTable  document = "Cercles and regions of Mali in ISO 3166-2 and in OCHA's P-codes of 2021 and after 2023 (a secondary table)"
)

const (
	isoCountry     = "ISO 3166-1"
	isoSubdivision = "ISO 3166-2"
	ochaPCode      = "OCHA P-code" // of version 2021, or 2023: the same code may be another region's
)

// The borders of Mali's regions before and after 2023. The table gives no day; the turn of the year stands for it.
var (
	lastDayOfOld  = record.Day(2022, time.December, 31)
	firstDayOfNew = record.Day(2023, time.January, 1)
)

// places are the places that the record needs. Where a region was cut up in 2023, the old one and the new ones are records of their own; the
// documents speak of the old ones. A town lies in its region and bears no code of it.
func places() tracker.Batch {
	made := []tracker.Place{
		country("mali", "Mali", "Mali", "ML"),
		country("niger", "Niger", "Niger", "NE"),
		unchangedRegion("bamako-district", "District de Bamako", "District of Bamako", "ML-BKO", "ML09", "ML00"),
		unchangedRegion("gao-region", "Région de Gao", "Gao Region", "ML-7", "ML07", "ML07"),
		unchangedRegion("menaka-region", "Région de Ménaka", "Ménaka Region", "ML-9", "ML10", "ML10"),
		taoudenit(),
	}
	for _, cut := range cuts {
		made = append(made, cut.renewed()...)
		made = append(made, cut.old())
	}
	return tracker.Batch{Places: append(made,
		kangaba(),
		town("kayes-town", "Kayes", "kayes-region", nil, kayesReport.says("paragraphs 1 and 2")),
		town("segou-town", "Ségou", "segou-region", []tracker.Alias{{Text: "Segou"}, {Text: "Capital of the Balanzans", Language: "en"}},
			segouReport.says("paragraph 1"), imrapNewsletter.says("Ségou")),
		tracker.Place{
			Entry: entry("place", "bamako-town", dcafNewsletter.says("Media training")), Name: called("Bamako"), Level: record.Town,
			Within: in("bamako-district"),
		},
		tracker.Place{Entry: entry("place", "niamey", dcafNewsletter.says("Restitution")), Name: called("Niamey"), Level: record.Town, Within: in("niger")},
		area("north-of-mali", "Nord du Mali", "Northern Mali", scgPage.says("Overview")),
		area("centre-of-mali", "Centre du Mali", "Central Mali", scgPage.says("Overview")),
	)}
}

func country(reference, french, english, code string) tracker.Place {
	return tracker.Place{
		Entry: entry("place", reference, countryCodes.says(code)), Name: inFrench(french, english), Level: record.Country,
		Codes: []tracker.Code{{Vocabulary: isoCountry, Code: code}},
	}
}

// unchangedRegion is a region whose cercles are the same before and after 2023.
func unchangedRegion(reference, french, english, iso, in2021, in2023 string) tracker.Place {
	return tracker.Place{
		Entry: entry("place", reference, regionTable.says(english)), Name: inFrench(french, english), Level: record.Region, Within: in("mali"),
		Codes: []tracker.Code{{Vocabulary: isoSubdivision, Code: iso}, pCode("2021", in2021), pCode("2023", in2023)},
	}
}

// taoudenit has no P-code of 2021; the table gives one commune of Timbuktu to it after 2023.
func taoudenit() tracker.Place {
	return tracker.Place{
		Entry: entry("place", "taoudenit-region", regionTable.says("Taoudénit")), Name: inFrench("Région de Taoudénit", "Taoudénit Region"),
		Level: record.Region, Within: in("mali"), Codes: []tracker.Code{{Vocabulary: isoSubdivision, Code: "ML-10"}, pCode("2023", "ML09")},
	}
}

func pCode(version, code string) tracker.Code {
	return tracker.Code{Vocabulary: ochaPCode, Version: version, Code: code}
}

func kangaba() tracker.Place {
	return tracker.Place{
		Entry: entry("place", "kangaba-cercle", regionTable.says("Kangaba"), imrapNewsletter.says("Kangaba")),
		Name:  inFrench("Cercle de Kangaba", "Kangaba Cercle"), Level: record.Cercle, Codes: []tracker.Code{pCode("2021", "ML0203")},
		Within: []tracker.PlaceParent{
			{Place: the("koulikoro-region"), To: &lastDayOfOld},
			{Place: the("koulikoro-region-2023"), From: &firstDayOfNew},
		},
	}
}

// town is a town in a region of before 2023. Which of the new ones it lies in now no document says.
func town(reference, name, within string, aliases []tracker.Alias, named ...tracker.Citation) tracker.Place {
	return tracker.Place{
		Entry: entry("place", reference, named...), Name: called(name), Aliases: aliases, Level: record.Town,
		Within: []tracker.PlaceParent{{Place: the(within), To: &lastDayOfOld}},
	}
}

// area is an area that people speak of and that no law defines.
func area(reference, french, english string, named tracker.Citation) tracker.Place {
	return tracker.Place{Entry: entry("place", reference, named), Name: inFrench(french, english), Level: record.InformalArea, Within: in("mali")}
}

// in says where a place lies, since ever and for ever as far as we know.
func in(reference string) []tracker.PlaceParent {
	return []tracker.PlaceParent{{Place: the(reference)}}
}
