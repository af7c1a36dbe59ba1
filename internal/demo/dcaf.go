package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const dcafNewsletter document = "News of DCAF's work in Niger and Mali, December to January; year not stated"

// inferredYear says why an undated December is one of 2022, and the January after it one of 2023.
func inferredYear(where string) tracker.Citation {
	return dcafNewsletter.implies(where,
		"The document gives the day and no year. The year follows from its item on the hearing of 10 December, which is of 2022.",
		"Le document donne le jour sans l'année. L'année découle de sa rubrique sur l'audience du 10 décembre, qui est de 2022.")
}

// dcaf is what DCAF organised and supported in one winter. The newsletter is headed NIGER; most of it is about Mali.
func dcaf() tracker.Batch {
	return tracker.Batch{
		Programmes: []tracker.Programme{dcafSupport()},
		Studies:    []tracker.Study{resourceManagement()},
		Workshops: []tracker.Workshop{
			resourceConference(), resourceRestitution(), mediaTraining(), humanRightsSymposium(), hearing2022(),
			previousCommittee(), thirdCommittee(), traditionalAuthorities(), mediationSeminar(),
		},
	}
}

func dcafSupport() tracker.Programme {
	return tracker.Programme{
		Entry: entry("programme", "dcaf-support-mali", dcafNewsletter.implies("",
			"The document names no programme. What it reports of DCAF's work in Mali is gathered here under a title of ours; who pays for it is not stated.",
			"Le document ne nomme aucun programme. Ce qu'il rapporte du travail de DCAF au Mali est réuni ici sous un titre de nous ; qui le finance n'est pas indiqué.")),
		Title: words("DCAF's support to the security sector's governance in Mali", "Appui de DCAF à la gouvernance du secteur de la sécurité au Mali"),
		Organisations: []tracker.Involved{
			{Organisation: the("dcaf"), Role: record.Implementing},
			{Organisation: the("mediator-of-the-republic-mali"), Role: record.Partner},
		},
		Countries: all("mali"),
	}
}

func resourceManagement() tracker.Study {
	return tracker.Study{
		Entry: entry("study", "niger-resource-management", dcafNewsletter.says("Restitution"), dcafNewsletter.implies("Restitution",
			"That the commission asked for the report follows from its place in the commission's plan. The results were given back; whether they are validated or published is not stated. The country follows from the town.",
			"Que la commission ait demandé le rapport découle de sa place dans le plan de celle-ci. Les résultats ont été rendus ; s'ils sont validés ou publiés n'est pas indiqué. Le pays découle de la ville.")),
		Title: words("Assessment of how the security sector's resources are managed", "Évaluation de la gestion des ressources du secteur de la sécurité"),
		Kind:  record.Diagnostic, Stage: record.StudyDrafted, Disclosure: record.Announced,
		Commissioner: the("defence-security-commission-niger"),
		Aims: words("What stands in the way of managing the resources well, and how policy and law could do better.",
			"Ce qui empêche de bien gérer les ressources, et comment les politiques et les lois pourraient mieux faire."),
		Experts: []tracker.Source{{Name: "Oswald Padonou", Role: words("Expert", "Expert"), Organisation: the("dcaf")}},
		Places:  all("niger"),
	}
}

func resourceConference() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "bamako-resource-conference-2021", dcafNewsletter.says("Restitution")),
		Title: words("Regional conference on managing the security sector's resources", "Conférence régionale sur la gestion des ressources du secteur de la sécurité"),
		Kind:  record.Symposium, State: record.WorkshopHeld, Held: tracker.HeldInYear(2021), Place: the("bamako-town"),
	}
}

func resourceRestitution() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "niger-restitution", dcafNewsletter.says("Restitution"), inferredYear("Restitution")),
		Title: words("Restitution of the assessment of resource management", "Restitution de l'évaluation de la gestion des ressources"),
		Kind:  record.Restitution, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2022, time.December, 5)), Place: the("niamey"),
	}
}

func mediaTraining() tracker.Workshop {
	return tracker.Workshop{
		Entry:  entry("workshop", "media-training-bamako", dcafNewsletter.says("Media training"), inferredYear("Media training")),
		Keeper: the("dcaf-support-mali"), Programme: the("dcaf-support-mali"),
		Title: words("Training of journalists on reporting about the security sector", "Formation de journalistes à l'information sur le secteur de la sécurité"),
		Kind:  record.Training, State: record.WorkshopHeld, Place: the("bamako-town"),
		Held:       tracker.HeldFrom(record.Day(2022, time.December, 5), record.Day(2022, time.December, 7)),
		Venue:      words("Peacekeeping School", "École de maintien de la paix"),
		Objectives: words("Make journalists at home in the governance of the security sector, with DCAF's reporting toolkit.", "Familiariser les journalistes avec la gouvernance du secteur de la sécurité, à l'aide de la boîte à outils de DCAF."),
	}
}

func humanRightsSymposium() tracker.Workshop {
	return tracker.Workshop{
		Entry:  entry("workshop", "human-rights-symposium-14", dcafNewsletter.says("Symposium"), inferredYear("Symposium")),
		Keeper: the("dcaf-support-mali"), Programme: the("dcaf-support-mali"),
		Title: words("National symposium on human rights, 14th edition", "Symposium national sur les droits de l'homme, 14e édition"),
		Kind:  record.Symposium, State: record.WorkshopHeld, Place: the("bamako-town"),
		Held: tracker.HeldFrom(record.Day(2022, time.December, 7), record.Day(2022, time.December, 8)),
		Objectives: words("See where human rights stand in Mali amid the security crisis, exchange what works, and make those concerned aware.",
			"Voir où en sont les droits de l'homme au Mali dans la crise sécuritaire, échanger ce qui marche et sensibiliser les acteurs."),
	}
}

func hearing2022() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "eid-2022", dcafNewsletter.says("Espace d'Interpellation Démocratique"), dcafNewsletter.implies(
			"Espace d'Interpellation Démocratique",
			"The day is stated; the year is that of the questions which the document counts. The place is not stated.",
			"Le jour est indiqué ; l'année est celle des interpellations que le document dénombre. Le lieu n'est pas indiqué.")),
		Keeper: the("dcaf-support-mali"), Programme: the("dcaf-support-mali"),
		Title: inFrench("Espace d'interpellation démocratique 2022", "Democratic questioning forum 2022"),
		Kind:  record.PublicHearing, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2022, time.December, 10)),
		Objectives: words("Citizens question the government, which answers, so that one sees how democracy and human rights fare.",
			"Les citoyens interpellent le gouvernement, qui répond, afin de voir comment se portent la démocratie et les droits de l'homme."),
	}
}

func previousCommittee() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "ccs-bamako-2", dcafNewsletter.implies("Security Advisory Committee",
			"The third meeting looked at what came of the recommendations of the one before it: it was held, and recommended. Its date and those recommendations are not in hand.",
			"La troisième réunion a examiné les suites des recommandations de la précédente : celle-ci a donc eu lieu et a recommandé. Nous n'avons ni sa date ni ces recommandations.")),
		Title: words("Second meeting of the Security Advisory Committee of Bamako", "Deuxième réunion du comité consultatif de sécurité de Bamako"),
		Kind:  record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Place: the("bamako-district"),
	}
}

func thirdCommittee() tracker.Workshop {
	return tracker.Workshop{
		Entry:  entry("workshop", "ccs-bamako-3", dcafNewsletter.says("Security Advisory Committee"), inferredYear("Security Advisory Committee")),
		Keeper: the("dcaf-support-mali"), Programme: the("dcaf-support-mali"),
		Title: words("Third meeting of the Security Advisory Committee of Bamako", "Troisième réunion du comité consultatif de sécurité de Bamako"),
		Kind:  record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2022, time.December, 14)),
		Place: the("bamako-district"), Venue: words("Governorate of the District", "Gouvernorat du district"),
	}
}

func traditionalAuthorities() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "traditional-authorities-workshop", dcafNewsletter.implies("Mediation",
			"Known through the seminar that gave back its recommendations, whose texts are not in hand. Date and place are not stated; the kind is our reading.",
			"Connu par le séminaire qui en a restitué les recommandations, dont nous n'avons pas les textes. Date et lieu ne sont pas indiqués ; le type est notre lecture.")),
		Title: words("What traditional authorities can do against local conflicts", "Ce que peuvent les autorités traditionnelles contre les conflits locaux"),
		Kind:  record.Exchange, State: record.WorkshopHeld,
	}
}

func mediationSeminar() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "mediation-seminar", dcafNewsletter.says("Mediation"), dcafNewsletter.implies("Mediation",
			"The days are stated without a year; it is the January after the December of 2022. The place is not stated.",
			"Les jours sont indiqués sans année ; c'est le mois de janvier qui suit décembre 2022. Le lieu n'est pas indiqué.")),
		Keeper: the("dcaf-support-mali"), Programme: the("dcaf-support-mali"),
		Title: words("Institutional mediation and community mediation", "Médiation institutionnelle et médiation communautaire"),
		Kind:  record.Seminar, State: record.WorkshopHeld, Held: tracker.HeldFrom(record.Day(2023, time.January, 17), record.Day(2023, time.January, 18)),
		Objectives: words("A standing exchange between the Mediator and traditional authorities, and a dialogue between the two kinds of mediation, so that people trust the forces and the administration.",
			"Un échange durable entre le Médiateur et les autorités traditionnelles, et un dialogue entre les deux médiations, pour que la population ait confiance dans les forces et l'administration."),
	}
}
