package scale

import (
	"fmt"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// vocabulary is the vocabulary of the codes of places: nobody else's.
const vocabulary = "Suivi synthetic places"

// placesPart holds the countries, with their regions, cercles, communes and towns.
func placesPart(n int) part {
	return part{"places", func() (batch tracker.Batch) {
		for country := range countries(n) {
			batch.Places = append(batch.Places, placesOf(country)...)
		}
		return batch
	}}
}

func placesOf(country int) (places []tracker.Place) {
	add := func(within, reference, kind string, level record.PlaceLevel) {
		place := tracker.Place{
			Entry: named("place", reference), Name: called(kind + " " + reference[len("scale-"):]), Level: level,
			Codes: []tracker.Code{{Vocabulary: vocabulary, Version: "1", Code: reference[len("scale-"):]}},
		}
		if within != "" {
			place.Within = []tracker.PlaceParent{{Place: the(within)}}
		}
		places = append(places, place)
	}
	add("", countryOf(country), "Country", record.Country)
	for region := range regionsPerCountry {
		add(countryOf(country), regionOf(country, region), "Region", record.Region)
		for cercle := range cerclesPerRegion {
			add(regionOf(country, region), cercleOf(country, region, cercle), "Cercle", record.Cercle)
			for commune := range communesPerCercle {
				add(cercleOf(country, region, cercle), communeOf(country, region, cercle, commune), "Commune", record.Commune)
			}
			add(cercleOf(country, region, cercle), townOf(country, region, cercle), "Town", record.Town)
		}
	}
	return places
}

func countryOf(country int) string        { return fmt.Sprintf("scale-c%d", country+1) }
func regionOf(country, region int) string { return fmt.Sprintf("%s-r%d", countryOf(country), region+1) }

func cercleOf(country, region, cercle int) string {
	return fmt.Sprintf("%s-%d", regionOf(country, region), cercle+1)
}

func communeOf(country, region, cercle, commune int) string {
	return fmt.Sprintf("%s-%d", cercleOf(country, region, cercle), commune+1)
}

func townOf(country, region, cercle int) string { return cercleOf(country, region, cercle) + "-town" }

// anyPlace picks a place of a country, of any level, often a small one.
func anyPlace(c chance, country int) string {
	region, cercle := c.below(regionsPerCountry), c.below(cerclesPerRegion)
	switch roll := c.below(100); {
	case roll < 5:
		return countryOf(country)
	case roll < 30:
		return regionOf(country, region)
	case roll < 50:
		return cercleOf(country, region, cercle)
	case roll < 70:
		return townOf(country, region, cercle)
	default:
		return communeOf(country, region, cercle, c.below(communesPerCercle))
	}
}
