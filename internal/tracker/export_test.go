package tracker

// Constraints are the names of the constraints that explain tells.
func Constraints() (names []string) {
	for name := range constraints {
		names = append(names, name)
	}
	return names
}
