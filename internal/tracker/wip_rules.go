package tracker

const (
	somebodyRule      = "Name a person, a capacity, an organisation or an audience."
	attendanceKeyRule = "A key is small letters, digits, '-' and '_', as in under30; it is `total` for the dimension TOTAL and for no other, and women, men or other for SEX."
	ordinalRule       = "A number is a place in a series: name the series too."
	repetitionRule    = "Say where it was said again: the workshop, the day or who said it."
	seriesRule        = "The studies of this series are opened or published together, once all of them are validated."
	addressRule       = "An address begins with http:// or https:// and names a host."
)
