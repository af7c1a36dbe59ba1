package graph

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

const (
	longestLanguages = 500 // bytes of the header Accept-Language that are looked at
	mostLanguages    = 4   // preferences that an answer can take into account
)

// languages reads the header Accept-Language as canonical tags, most wanted first. A variety is followed by its language, fr-ML by fr, since
// that is what whoever asks for it can read. What makes no sense is passed over: no question fails for it.
func languages(accept []string) (tags []string) {
	header := strings.Join(accept, ",")
	if len(header) > longestLanguages {
		header = header[:strings.LastIndexByte(header[:longestLanguages+1], ',')+1]
	}
	wanted, _, err := language.ParseAcceptLanguage(strings.TrimSuffix(header, ","))
	if err != nil {
		return nil
	}
	for _, tag := range wanted {
		base, script, region := tag.Raw()
		if base.String() == "und" || base.String() == "mul" {
			continue
		}
		plain, err := language.Compose(base, script, region)
		if err != nil {
			continue
		}
		for _, name := range []string{plain.String(), base.String()} {
			if !slices.Contains(tags, name) && len(tags) < mostLanguages {
				tags = append(tags, name)
			}
		}
	}
	return tags
}
