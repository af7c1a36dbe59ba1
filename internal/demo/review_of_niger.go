package demo

import (
	"fmt"
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const (
	observations2019 document = "Human Rights Committee, concluding observations on Niger, CCPR/C/NER/CO/2, 22 March 2019"
	assessment2023   document = "Human Rights Committee, follow-up assessment, CCPR/C/138/2/Add.2, 138th session, 2023"
)

// graded is a group of parts of a paragraph that the committee graded together.
type graded struct {
	reference                string
	paragraph                int
	parts, partsInFrench     string
	grade                    string
	implementation           record.Implementation
	subject, subjectInFrench string
	theme                    string
}

const (
	corruption, corruptionInFrench = "the fight against corruption", "la lutte contre la corruption"
	detention, detentionInFrench   = "how people are detained", "les conditions de détention"
	freedoms, freedomsInFrench     = "speaking and assembling freely, and the safety of journalists and human rights defenders",
		"la liberté d'expression et de réunion et la sûreté des journalistes et des défenseurs des droits de l'homme"
)

// reviewOfNiger is what the Human Rights Committee asked of Niger in 2019 and how it graded, in 2023, what had been done. The texts are not in
// hand: each graded group is one recommendation, with a summary for its wording.
func reviewOfNiger() tracker.Batch {
	batch := tracker.Batch{Workshops: []tracker.Workshop{
		{
			Entry: entry("workshop", "hrc-niger-2019", observations2019.says(""), observations2019.implies("",
				"The document bears the day 22 March 2019; on which days the committee sat is not in hand, hence the year.",
				"Le document porte la date du 22 mars 2019 ; nous n'avons pas les jours de séance du comité, d'où l'année.")),
			Title: words("Review of Niger by the Human Rights Committee", "Examen du Niger par le Comité des droits de l'homme"),
			Kind:  record.ReviewSession, State: record.WorkshopHeld, Held: tracker.HeldInYear(2019),
		},
		{
			Entry: entry("workshop", "hrc-niger-2023", assessment2023.says("")),
			Title: words("Follow-up assessment of Niger by the Human Rights Committee, 138th session", "Évaluation du suivi du Niger par le Comité des droits de l'homme, 138e session"),
			Kind:  record.ReviewSession, State: record.WorkshopHeld,
			Held:    tracker.HeldFrom(record.Day(2023, time.June, 26), record.Day(2023, time.July, 26)),
			BasedOn: []tracker.Ground{{Workshop: the("hrc-niger-2019")}},
		},
	}}
	for _, group := range niger2019() {
		batch.Recommendations = append(batch.Recommendations, group.recommendation())
		batch.FollowUps = append(batch.FollowUps, group.verification())
	}
	return batch
}

func niger2019() []graded {
	return []graded{
		{"hrc-niger-2019-11-a-b", 11, "(a) and (b)", "a) et b)", "B", record.PartiallyImplemented, corruption, corruptionInFrench, "corruption"},
		{"hrc-niger-2019-11-c", 11, "(c)", "c)", "A", record.Implemented, corruption, corruptionInFrench, "corruption"},
		{"hrc-niger-2019-33-a-b-c", 33, "(a), (b) and (c)", "a), b) et c)", "B", record.PartiallyImplemented, detention, detentionInFrench, "detention"},
		{"hrc-niger-2019-33-d", 33, "(d)", "d)", "A", record.Implemented, detention, detentionInFrench, "detention"},
		{"hrc-niger-2019-43-a-b-c-e-f-g", 43, "(a), (b), (c), (e), (f) and (g)", "a), b), c), e), f) et g)", "C", record.NotImplemented, freedoms, freedomsInFrench, "freedom-of-the-press"},
		{"hrc-niger-2019-43-d", 43, "(d)", "d)", "A", record.Implemented, freedoms, freedomsInFrench, "freedom-of-the-press"},
	}
}

func (g graded) where() string { return fmt.Sprintf("paragraph %d %s", g.paragraph, g.parts) }

func (g graded) recommendation() tracker.Recommendation {
	made := record.Day(2019, time.March, 22)
	recommendation := outcome{
		reference: g.reference,
		citations: []tracker.Citation{observations2019.implies(g.where(),
			"The day is the one that the document bears. The text is not in hand; its subject is that of the paragraph.",
			"Le jour est celui que porte le document. Nous n'avons pas le texte ; son objet est celui du paragraphe.")},
		english:   fmt.Sprintf("On %s: what paragraph %d %s asks. Its wording is not in hand.", g.subject, g.paragraph, g.parts),
		french:    fmt.Sprintf("Sur %s : ce que demande le paragraphe %d %s. Nous n'en avons pas les termes.", g.subjectInFrench, g.paragraph, g.partsInFrench),
		proposers: []string{"human-rights-committee"}, places: []string{"niger"}, themes: []string{g.theme},
	}.recommendation("government-of-niger", "hrc-niger-2019")
	recommendation.MadeOn = &made
	return recommendation
}

// verification is the committee's grade: it is independent of the government that it grades.
func (g graded) verification() tracker.FollowUp {
	return tracker.FollowUp{
		Entry: entry("follow_up", g.reference+"-grade", assessment2023.says(g.where()), assessment2023.implies("138th session, 26 June to 26 July 2023",
			"The day for which the grade holds is the last one of the session.",
			"Le jour pour lequel la note vaut est le dernier de la session.")),
		Recommendation: the(g.reference), AsOf: record.Day(2023, time.July, 26), Implementation: g.implementation, Assurance: record.Verified,
		StatedBy: tracker.Source{Organisation: the("human-rights-committee")}, Accepted: true,
		Note: words("The committee gave the grade "+g.grade+".", "Le comité a donné la note "+g.grade+"."),
		Evidence: []tracker.Evidence{officialText("grade/"+g.reference, assessment2023, g.where(),
			"Follow-up assessment of the Human Rights Committee, 138th session", "Évaluation du suivi par le Comité des droits de l'homme, 138e session")},
	}
}
