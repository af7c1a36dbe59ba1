package tracker

import (
	"slices"

	"github.com/suivi-project/suivi/internal/record"
)

// Rule says who may ask for a mutation. A role that is not in it may not, and nobody may without an account. The commands of this room ask it, docs/who-may-what.md
// is made of it, and a test holds every mutation to it. The database holds the same, whatever the code does.
type Rule struct {
	Mutation  string
	May       map[record.Role]Reach
	Own       string // what is a caller's own, for this mutation; empty where that does not matter
	Otherwise string // what to tell who may do it, but not with this one
}

// Reach is what a role may do it with.
type Reach struct {
	Programmes Programmes
	Whose      Whose
}

// Programmes is by whom a record is kept that a role reaches.
type Programmes string

// The reaches among programmes.
const (
	Theirs           Programmes = "of their programmes"
	TheirsAndNobodys Programmes = "of their programmes, or that no programme keeps"
	Everywhere       Programmes = "everywhere"
)

// Whose says whether it matters that something is a caller's own.
type Whose string

// The values of Whose.
const (
	Anybodys Whose = ""
	TheirOwn Whose = "their own alone"
	Others   Whose = "others' alone"
)

const (
	ofTheirPart  = "the addressee is their organisation, or one that it belongs to"
	statedByThem = "they stated it, or their organisation did, or one above or below it"
	theirs       = "they submitted it"
	theyAreIn    = "an addressee is their organisation, or one above or below it"
)

const (
	independenceRule = "Nobody verifies their own claim: a verification comes from somebody independent of the addressee."
	acceptanceRule   = "Nobody accepts or returns what they or their organisation stated: that is for somebody else."
	contestRule      = "Nobody contests what they or their organisation stated: state what came since."
	authorRule       = "That is for who submitted it."
	ownPartRule      = "A reporter speaks for their own organisation, and for those that it belongs to. This is for another one to say."
)

// Rules are those of all mutations.
func Rules() []Rule { return rules }

var rules = func() []Rule {
	rules := []Rule{
		submitted("submitFollowUp"),
		{
			"resubmitFollowUp", map[record.Role]Reach{
				record.Reporter: {TheirsAndNobodys, TheirOwn}, record.Verifier: {TheirsAndNobodys, TheirOwn}, record.Editor: {Theirs, TheirOwn},
				record.Admin: {Everywhere, TheirOwn},
			}, theirs, authorRule,
		},
		{
			"withdrawFollowUp", map[record.Role]Reach{
				record.Reporter: {TheirsAndNobodys, TheirOwn}, record.Verifier: {TheirsAndNobodys, TheirOwn}, record.Editor: {Theirs, Anybodys},
				record.Admin: {Everywhere, Anybodys},
			}, theirs + ", and it was not accepted", "Authors withdraw what they submitted until it is accepted. From then on it is for who keeps the record.",
		},
		reviewed("acceptFollowUp", acceptanceRule),
		reviewed("returnFollowUp", acceptanceRule),
		{
			"verifyFollowUp",
			map[record.Role]Reach{record.Verifier: {TheirsAndNobodys, Others}, record.Admin: {Everywhere, Others}},
			theyAreIn, independenceRule,
		},
		{
			"disputeFollowUp", map[record.Role]Reach{
				record.Reporter: {TheirsAndNobodys, Others}, record.Verifier: {TheirsAndNobodys, Others}, record.Editor: {Theirs, Others},
				record.Admin: {Everywhere, Others},
			}, statedByThem, contestRule,
		},
		submitted("reopen"),
		submitted("downgrade"),
		ofOnesPart("recordPosition"),
		ofOnesPart("commitToAction"),
		ofOnesPart("recordProgress"),
		{
			"attachEvidence", map[record.Role]Reach{
				record.Reporter: {TheirsAndNobodys, TheirOwn}, record.Verifier: {TheirsAndNobodys, Anybodys}, record.Editor: {Theirs, Anybodys},
				record.Admin: {Everywhere, Anybodys},
			}, theirs + ", and it waits to be decided", "Who submits a follow-up attaches evidence to it until it is decided. From then on it is for who reviews it.",
		},
		{
			"attachStory", map[record.Role]Reach{
				record.Reporter: {TheirsAndNobodys, Anybodys}, record.Editor: {Theirs, Anybodys}, record.Admin: {Everywhere, Anybodys},
			}, "", "",
		},
		{
			"revealSource",
			map[record.Role]Reach{record.Verifier: {Theirs, Anybodys}, record.Editor: {Theirs, Anybodys}, record.Admin: {Everywhere, Anybodys}},
			"", "",
		},
	}
	for _, mutation := range kept {
		rules = append(rules, Rule{mutation, map[record.Role]Reach{record.Editor: {Theirs, Anybodys}, record.Admin: {Everywhere, Anybodys}}, "", ""})
	}
	return rules
}()

// kept are the mutations of those who keep a record: editors of the programme that keeps it, and administrators.
var kept = []string{
	"erase",
	"createOrganisation", "createPlace", "createTheme", "createInstrument", "createProgramme", "createStudySeries", "createStudy", "createFinding",
	"createWorkshopSeries", "createWorkshop", "createRecommendation", "createChangeStory",
	"reviseOrganisation", "revisePlace", "reviseTheme", "reviseInstrument", "reviseProgramme", "reviseStudySeries", "reviseStudy", "reviseFinding",
	"reviseWorkshopSeries", "reviseWorkshop", "reviseRecommendation", "reviseAction", "reviseChangeStory", "validateRecommendation",
	"sendBackRecommendation", "publishRecommendation", "reinstateRecommendation", "withdrawRecommendation", "endRecommendation",
	"supersedeRecommendation", "mergeRecommendations", "splitRecommendation", "rewordRecommendation", "rollForward", "moveStudy", "discloseStudy",
	"withdrawStudy", "recordValidation", "recordReview",
}

func reviewed(mutation, otherwise string) Rule {
	return Rule{mutation, map[record.Role]Reach{
		record.Verifier: {TheirsAndNobodys, Others}, record.Editor: {Theirs, Others}, record.Admin: {Everywhere, Others},
	}, statedByThem, otherwise}
}

// submitted are the ways of saying what has come of a recommendation.
func submitted(mutation string) Rule {
	return Rule{mutation, map[record.Role]Reach{
		record.Reporter: {TheirsAndNobodys, Anybodys}, record.Verifier: {TheirsAndNobodys, Others}, record.Editor: {Theirs, Anybodys},
		record.Admin: {Everywhere, Anybodys},
	}, theyAreIn, independenceRule}
}

func ofOnesPart(mutation string) Rule {
	return Rule{mutation, map[record.Role]Reach{
		record.Reporter: {TheirsAndNobodys, TheirOwn}, record.Editor: {Theirs, Anybodys}, record.Admin: {Everywhere, Anybodys},
	}, ofTheirPart, ownPartRule}
}

// ruleOf is the rule of a mutation; one that lets nobody where there is none.
func ruleOf(mutation string) Rule {
	at := slices.IndexFunc(rules, func(rule Rule) bool { return rule.Mutation == mutation })
	if at < 0 {
		return Rule{Mutation: mutation}
	}
	return rules[at]
}
