package demo

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const (
	countryCodes     document = "ISO 3166-1, codes for countries"
	regionCodes      document = "ISO 3166-2:ML and OCHA common operational dataset of Mali, administrative boundaries, 2021"
	isoCountry                = "ISO 3166-1"
	isoSubdivision            = "ISO 3166-2"
	ochaPCode                 = "OCHA P-code"
	ochaPCodeVersion          = "2021"
)

// places are the places that the record needs. The regions are those of Mali before 2023, when eight new ones were cut from them; the documents
// speak of these. A town lies in its region and bears no code of it.
func places() tracker.Batch {
	return tracker.Batch{Places: []tracker.Place{
		country("mali", "Mali", "Mali", "ML"),
		country("niger", "Niger", "Niger", "NE"),
		region("kayes-region", "Région de Kayes", "Kayes Region", "ML-1", "ML01"),
		region("koulikoro-region", "Région de Koulikoro", "Koulikoro Region", "ML-2", "ML02"),
		region("segou-region", "Région de Ségou", "Ségou Region", "ML-4", "ML04"),
		region("mopti-region", "Région de Mopti", "Mopti Region", "ML-5", "ML05"),
		region("tombouctou-region", "Région de Tombouctou", "Timbuktu Region", "ML-6", "ML06"),
		region("gao-region", "Région de Gao", "Gao Region", "ML-7", "ML07"),
		region("bamako-district", "District de Bamako", "District of Bamako", "ML-BKO", "ML09"),
		{
			Entry: entry("place", "kangaba-cercle", regionCodes.says("")), Name: inFrench("Cercle de Kangaba", "Kangaba Cercle"),
			Level: record.Cercle, Within: in("koulikoro-region"),
			Codes: []tracker.Code{{Vocabulary: ochaPCode, Version: ochaPCodeVersion, Code: "ML0203"}},
		},
		town("kayes-town", "Kayes", "Kayes", "kayes-region", kayesReport.says("paragraphs 1 and 2")),
		town("segou-town", "Ségou", "Ségou", "segou-region", segouReport.says("paragraph 1")),
		town("bamako-town", "Bamako", "Bamako", "bamako-district", dcafNewsletter.says("Media training")),
		town("niamey", "Niamey", "Niamey", "niger", dcafNewsletter.says("Restitution")),
		area("north-of-mali", "Nord du Mali", "Northern Mali", scgPage.says("Overview")),
		area("centre-of-mali", "Centre du Mali", "Central Mali", scgPage.says("Overview")),
	}}
}

func country(reference, french, english, code string) tracker.Place {
	return tracker.Place{
		Entry: entry("place", reference, countryCodes.says(code)), Name: inFrench(french, english), Level: record.Country,
		Codes: []tracker.Code{{Vocabulary: isoCountry, Code: code}},
	}
}

func region(reference, french, english, iso, ocha string) tracker.Place {
	return tracker.Place{
		Entry: entry("place", reference, regionCodes.implies(iso+", "+ocha,
			"With its borders of before 2023. The day on which they changed is not in the tables that we have.",
			"Dans ses limites d'avant 2023. Le jour où elles ont changé ne figure pas dans les tables dont nous disposons.")),
		Name: inFrench(french, english), Level: record.Region, Within: in("mali"),
		Codes: []tracker.Code{
			{Vocabulary: isoSubdivision, Code: iso},
			{Vocabulary: ochaPCode, Version: ochaPCodeVersion, Code: ocha},
		},
	}
}

func town(reference, french, english, within string, named tracker.Citation) tracker.Place {
	return tracker.Place{Entry: entry("place", reference, named), Name: inFrench(french, english), Level: record.Town, Within: in(within)}
}

// area is an area that people speak of and that no law defines.
func area(reference, french, english string, named tracker.Citation) tracker.Place {
	return tracker.Place{Entry: entry("place", reference, named), Name: inFrench(french, english), Level: record.InformalArea, Within: in("mali")}
}

// in says where a place lies, since ever and for ever as far as we know.
func in(reference string) []tracker.PlaceParent {
	return []tracker.PlaceParent{{Place: the(reference)}}
}
