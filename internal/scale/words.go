package scale

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// words is a text in English with its translation into French.
func words(english, french string) record.Text {
	return record.Text{"en": {Text: english, State: record.Original}, "fr": {Text: french, State: record.Machine}}
}

// called is a name that is the same in both languages.
func called(name string) record.Text { return words(name, name) }

// pair is the same in English and in French.
type pair struct{ english, french string }

var (
	wanted = []pair{
		{"Hold a yearly hearing on", "Tenir chaque année une audition sur"},
		{"Publish every quarter what is known of", "Publier chaque trimestre ce que l'on sait sur"},
		{"Train the staff on", "Former le personnel sur"},
		{"Give the councils a budget for", "Doter les conseils d'un budget pour"},
		{"Set up a joint committee on", "Créer un comité mixte sur"},
		{"Review the law that governs", "Revoir la loi qui régit"},
		{"Consult women and young people on", "Consulter les femmes et les jeunes sur"},
	}
	matters = []pair{
		{"the lighting of markets and roads", "l'éclairage des marchés et des routes"},
		{"complaints about officers", "les plaintes visant des agents"},
		{"the return of displaced families", "le retour des familles déplacées"},
		{"the settlement of disputes over land", "le règlement des conflits fonciers"},
		{"the control of small arms", "le contrôle des armes légères"},
		{"the patrols on market days", "les patrouilles des jours de marché"},
		{"the reception of victims in police stations", "l'accueil des victimes dans les commissariats"},
		{"the school roads near the border", "les chemins d'école près de la frontière"},
	}
	manners = []pair{
		{"together with those who live there", "avec celles et ceux qui y vivent"},
		{"and report to the assembly", "et en rendre compte à l'assemblée"},
		{"before the rainy season", "avant la saison des pluies"},
		{"and show what it costs", "et en montrer le coût"},
		{"in every language of the region", "dans toutes les langues de la région"},
	}
)

// sentence is something that could be recommended.
func sentence(c chance) record.Text {
	what, of, how := oneOf(c, wanted...), oneOf(c, matters...), oneOf(c, manners...)
	return words(what.english+" "+of.english+", "+how.english+".", what.french+" "+of.french+", "+how.french+".")
}

// named begins a record that others name.
func named(noun, reference string) tracker.Entry {
	return tracker.Entry{ID: idOf(noun, reference), Reference: reference}
}

// the names a record by its reference.
func the(reference string) tracker.Ref { return tracker.ByReference(reference) }

// contestedOn is the id of the follow-up on a recommendation that is contested.
func contestedOn(recommendation string) uuid.UUID {
	return idOf("follow_up", recommendation+" contested")
}
