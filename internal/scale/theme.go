package scale

import "github.com/suivi-project/suivi/internal/tracker"

// themes are the themes, of which every second one is part of the one before it.
var themes = []string{
	"scale-policing", "scale-complaints", "scale-justice", "scale-prisons", "scale-arms", "scale-small-arms",
	"scale-women", "scale-women-in-service", "scale-land", "scale-grazing", "scale-budgets", "scale-procurement",
}

func themesPart() part {
	return part{"themes", func() (batch tracker.Batch) {
		for i, reference := range themes {
			theme := tracker.Theme{Entry: named("theme", reference), Name: called(reference[len("scale-"):])}
			if i%2 == 1 {
				theme.Parent = the(themes[i-1])
			}
			batch.Themes = append(batch.Themes, theme)
		}
		return batch
	}}
}
