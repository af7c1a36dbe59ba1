package scale

// The proportions: how much of everything there is for so many recommendations.
const (
	recommendationsPerProgramme = 400
	programmesPerCountry        = 25

	studiesPerProgramme   = 10
	workshopsPerProgramme = 20
	meetingsPerProgramme  = 8 // of its workshops, those of its committee

	findingsPerProgramme = 20

	askedPerProgramme        = 16
	associationsPerProgramme = 10

	regionsPerCountry = 8
	cerclesPerRegion  = 4
	communesPerCercle = 5

	ministriesPerCountry   = 24
	councilsPerCountry     = regionsPerCountry * cerclesPerRegion
	associationsPerCountry = 40
)

// programmes is how many programmes there are for n recommendations.
func programmes(n int) int { return upTo(n, recommendationsPerProgramme) }

// countries is how many countries there are for n recommendations.
func countries(n int) int { return upTo(programmes(n), programmesPerCountry) }

// upTo is how many parts of a size hold so many.
func upTo(many, size int) int { return (many + size - 1) / size }

// statements is how many follow-ups each of ten recommendations has that stand next to each other: some are silent, some are talked about;
// five each in all.
var statements = [10]int{0, 0, 1, 2, 3, 4, 6, 8, 11, 15}

// statementsOn is how many follow-ups a recommendation has, by its place in its programme; the last few of a programme that is not full have
// five, so that the sum is five times the recommendations.
func statementsOn(ordinal, of int) int {
	if ordinal >= of-of%len(statements) {
		return 5
	}
	return statements[ordinal%len(statements)]
}
