package graph

import (
	"mime"
	"strconv"
	"strings"
)

// The kinds of answer there are.
const (
	graphqlResponse = "application/graphql-response+json"
	plainJSON       = "application/json"
)

// negotiate chooses the kind of answer by the header Accept; false where it asks for neither. Nobody who asks for anything, or for nothing in
// particular, is surprised: they get plain JSON.
func negotiate(accept []string) (kind string, acceptable bool) {
	ranges := parseAccept(strings.Join(accept, ","))
	if len(ranges) == 0 {
		return plainJSON, true
	}
	response, named := quality(ranges, graphqlResponse)
	plain, _ := quality(ranges, plainJSON)
	switch {
	case response > plain, response == plain && named && response > 0:
		return graphqlResponse, true
	case plain > 0:
		return plainJSON, true
	}
	return plainJSON, false
}

// mediaRange is one entry of the header Accept.
type mediaRange struct {
	name string  // such as "application/json", "application/*", "*/*"
	q    float64 // how much it is wanted; 0 is not at all
}

// parseAccept reads the entries that make sense, and passes over those that do not or that want another charset than ours.
func parseAccept(header string) (ranges []mediaRange) {
	for entry := range strings.SplitSeq(header, ",") {
		if strings.TrimSpace(entry) == "" {
			continue
		}
		name, parameters, err := mime.ParseMediaType(entry)
		if err != nil || !isUTF8(parameters) {
			ranges = append(ranges, mediaRange{}) // names nothing of ours, and still something
			continue
		}
		q, err := strconv.ParseFloat(parameters["q"], 64)
		if err != nil || q < 0 || q > 1 {
			q = 1
		}
		ranges = append(ranges, mediaRange{name, q})
	}
	return ranges
}

// quality is how much a kind is wanted by the most specific range that takes it in, and whether that range names it.
func quality(ranges []mediaRange, kind string) (q float64, named bool) {
	for _, pattern := range []string{kind, "application/*", "*/*"} {
		for _, r := range ranges {
			if r.name == pattern {
				return r.q, pattern == kind
			}
		}
	}
	return 0, false
}

// isUTF8 says whether a media type's charset is UTF-8, stated or not.
func isUTF8(parameters map[string]string) bool {
	charset, stated := parameters["charset"]
	return !stated || strings.EqualFold(charset, "utf-8")
}
