package graph

import (
	"slices"
	"strings"
	"testing"
)

func TestLanguagesAreReadInOrderOfPreference(t *testing.T) {
	for header, want := range map[string][]string{
		"":                                  nil,
		"fr":                                {"fr"},
		"fr-ML":                             {"fr-ML", "fr"},
		"FR-ml":                             {"fr-ML", "fr"},
		"en;q=0.5, fr-ML":                   {"fr-ML", "fr", "en"},
		"fr-ML, fr;q=0.9, en":               {"fr-ML", "fr", "en"},
		"zh-Hant-TW":                        {"zh-Hant-TW", "zh"},
		"de-DE-u-co-phonebk":                {"de-DE", "de"},
		"*":                                 nil,
		"bm, *;q=0.1":                       {"bm"},
		"fr;q=0, en":                        {"en"},
		"fr-ML, en-GB, pt-BR, es-MX":        {"fr-ML", "fr", "en-GB", "en"},
		"!!":                                nil,
		strings.Repeat("x-", 100_000):       nil,
		"fr, " + strings.Repeat("en,", 400): {"fr", "en"},
		strings.Repeat("en,", 200) + "fr":   {"en"},
	} {
		if got := languages([]string{header}); !slices.Equal(got, want) {
			t.Errorf("%.40q: %q, want %q", header, got, want)
		}
	}
}

func FuzzLanguages(f *testing.F) {
	for _, seed := range []string{"fr-ML, en;q=0.5", "*", "de-DE-u-co-phonebk", "x-y", "fr;q=", strings.Repeat("a-", 600)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		tags := languages([]string{header})
		if len(tags) > mostLanguages {
			t.Errorf("%q", tags)
		}
		if again := languages([]string{strings.Join(tags, ",")}); !slices.Equal(again, tags) && len(tags) < mostLanguages {
			t.Errorf("%q is read again as %q", tags, again)
		}
	})
}
