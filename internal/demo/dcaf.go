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
		WorkshopSeries: []tracker.WorkshopSeries{
			{
				Entry: entry("workshop_series", "ccs-bamako", dcafNewsletter.says("Security Advisory Committee")), Organisation: the("bamako-security-advisory-committee"),
				Title: words("Meetings of the Security Advisory Committee of Bamako", "Réunions du comité consultatif de sécurité de Bamako"),
			},
			{
				Entry: entry("workshop_series", "national-human-rights-symposium", dcafNewsletter.says("Symposium")), Organisation: the("cndh-mali"),
				Title: words("National symposium on human rights", "Symposium national sur les droits de l'homme"),
			},
		},
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
		Countries: all("mali"), Themes: all("security-sector-reform"),
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
		Themes:  all("resource-management", "security-sector-reform"),
		Reported: []tracker.ReportedCount{{
			Measure: record.RecommendationsReported, Citations: []tracker.Citation{dcafNewsletter.says("Restitution")},
			Quantity: unknown("recommendations on policy and law, not counted", "recommandations sur les politiques et les lois, non dénombrées"),
		}},
		BasedOn: []tracker.Ground{{Workshop: the("bamako-resource-conference-2021")}},
	}
}

func resourceConference() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "bamako-resource-conference-2021", dcafNewsletter.says("Restitution")),
		Title: words("Regional conference on managing the security sector's resources", "Conférence régionale sur la gestion des ressources du secteur de la sécurité"),
		Kind:  record.Symposium, State: record.WorkshopHeld, Held: tracker.HeldInYear(2021), Place: the("bamako-town"),
		Participations: []tracker.Participation{took(record.Convenor, "dcaf")}, Themes: all("resource-management"),
	}
}

func resourceRestitution() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "niger-restitution", dcafNewsletter.says("Restitution"), inferredYear("Restitution")),
		Title: words("Restitution of the assessment of resource management", "Restitution de l'évaluation de la gestion des ressources"),
		Kind:  record.Restitution, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2022, time.December, 5)), Place: the("niamey"),
		Objectives: words("Make those present at home in what hinders the good governance of the sector's resources, and let them exchange what works.",
			"Familiariser les présents avec ce qui entrave la bonne gouvernance des ressources du secteur, et leur permettre d'échanger ce qui marche."),
		Participations: []tracker.Participation{
			present(record.Participant, "", "Institutions that oversee the security sector", "Institutions de contrôle du secteur de la sécurité"),
			present(record.Participant, record.CivilSociety, "Civil society", "Société civile"),
			present(record.Participant, record.PublicServices, "Members of the defence and security forces", "Membres des forces de défense et de sécurité"),
		},
		Outcomes: []tracker.Outcome{
			{
				Kind: record.Statement,
				Text: words("Those present told each other what works in public procurement and in managing resources.", "Les présents se sont dit ce qui marche en matière de marchés publics et de gestion des ressources."),
			},
			{
				Kind: record.Expectation,
				Text: words("The institutions present are expected to open a policy dialogue on what the assessment recommends, for more transparency.",
					"Il est attendu des institutions présentes qu'elles ouvrent un dialogue politique sur ce que l'évaluation recommande, pour plus de transparence."),
			},
		},
		BasedOn: []tracker.Ground{{Study: the("niger-resource-management")}}, Themes: all("resource-management"),
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
		Participations: []tracker.Participation{
			took(record.Host, "peacekeeping-school-bamako"),
			{Role: record.Facilitator, Name: "Fairlie Chappuis", Capacity: words("Expert, author of the toolkit", "Experte, auteure de la boîte à outils")},
			{Role: record.Facilitator, Capacity: words("Local facilitators", "Facilitateurs locaux"), Count: exactly(2)},
			{Role: record.Participant, Audience: record.Media, Capacity: words("Local media", "Médias locaux"), Count: exactly(22)},
		},
		Attendance: []tracker.AttendanceCell{everybody(exactly(22)), women(exactly(9))},
		Documents:  []tracker.Document{{Kind: record.Guide, Title: words("Toolkit for Security Sector Reporting, DCAF", "Boîte à outils pour l'information sur le secteur de la sécurité, DCAF")}},
		Outcomes: []tracker.Outcome{{
			Kind: record.PlanOutcome, Text: words("Train another group in the months to come.", "Former un autre groupe dans les mois à venir."),
		}},
		Themes: all("media", "security-sector-reform"),
	}
}

func humanRightsSymposium() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "human-rights-symposium-14", dcafNewsletter.says("Symposium"), inferredYear("Symposium"), dcafNewsletter.implies("Symposium",
			"One panel is told of; it is item 1 here for want of the programme.",
			"Un seul panel est mentionné ; il est ici le point 1, faute du programme.")),
		Keeper: the("dcaf-support-mali"), Programme: the("dcaf-support-mali"),
		Title: words("National symposium on human rights, 14th edition", "Symposium national sur les droits de l'homme, 14e édition"),
		Kind:  record.Symposium, State: record.WorkshopHeld, Place: the("bamako-town"),
		Held:   tracker.HeldFrom(record.Day(2022, time.December, 7), record.Day(2022, time.December, 8)),
		Series: the("national-human-rights-symposium"), Ordinal: 14,
		Agenda: []tracker.AgendaItem{{
			Number: 1, Kind: record.Discussion,
			Title: words("Panel: what the police's military status brings and costs, compared with Benin", "Panel : ce que le statut militaire de la police apporte et coûte, comparé au Bénin"),
		}},
		Participations: []tracker.Participation{
			took(record.Convenor, "cndh-mali"),
			took(record.Supporter, "dcaf"),
			{Role: record.Moderator, Name: "Gal. Célestin Guidimey", Capacity: words("Expert from Benin, invited by DCAF", "Expert du Bénin, invité par DCAF"), AgendaItem: 1},
		},
		Attendance: []tracker.AttendanceCell{everybody(exactly(151)), women(exactly(51))},
		Themes:     all("human-rights"),
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
		Participations: []tracker.Participation{
			took(record.Convenor, "mediator-of-the-republic-mali"),
			took(record.Supporter, "dcaf"),
			{Role: record.Participant, Audience: record.Government, Organisation: the("government-of-mali")},
			present(record.Participant, record.LocalCommunities, "Citizens from far regions, whose presence DCAF supported", "Citoyens de régions éloignées, dont DCAF a appuyé la présence"),
		},
		Reported: []tracker.ReportedCount{{
			Measure: record.QuestionsReported, Quantity: exactly(11), Audiences: []record.Audience{record.Government},
			Organisations: all("ministry-defence-mali", "ministry-security-mali"),
			Citations:     []tracker.Citation{dcafNewsletter.says("Espace d'Interpellation Démocratique")},
		}},
		Themes: all("human-rights"),
	}
}

func previousCommittee() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "ccs-bamako-2", dcafNewsletter.implies("Security Advisory Committee",
			"The third meeting looked at what came of the recommendations of the one before it: it was held, and recommended. Its date and those recommendations are not in hand.",
			"La troisième réunion a examiné les suites des recommandations de la précédente : celle-ci a donc eu lieu et a recommandé. Nous n'avons ni sa date ni ces recommandations.")),
		Title: words("Second meeting of the Security Advisory Committee of Bamako", "Deuxième réunion du comité consultatif de sécurité de Bamako"),
		Kind:  record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Place: the("bamako-district"),
		Series: the("ccs-bamako"), Ordinal: 2,
		Reported: []tracker.ReportedCount{{
			Measure: record.RecommendationsReported, Citations: []tracker.Citation{dcafNewsletter.says("Security Advisory Committee")},
			Quantity: unknown("recommendations, neither counted nor printed", "recommandations, ni dénombrées ni imprimées"),
		}},
	}
}

func thirdCommittee() tracker.Workshop {
	return tracker.Workshop{
		Entry:  entry("workshop", "ccs-bamako-3", dcafNewsletter.says("Security Advisory Committee"), inferredYear("Security Advisory Committee")),
		Keeper: the("dcaf-support-mali"), Programme: the("dcaf-support-mali"),
		Title: words("Third meeting of the Security Advisory Committee of Bamako", "Troisième réunion du comité consultatif de sécurité de Bamako"),
		Kind:  record.AdvisoryCommitteeMeeting, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2022, time.December, 14)),
		Place: the("bamako-district"), Venue: words("Governorate of the District", "Gouvernorat du district"),
		Series: the("ccs-bamako"), Ordinal: 3,
		Agenda: []tracker.AgendaItem{
			{Number: 1, Kind: record.Discussion, Title: words("What the spread of small arms threatens in the district", "Ce dont la prolifération des armes légères menace le district")},
			{Number: 2, Kind: record.FollowUpItem, Title: words("What has been done about the previous meeting's recommendations", "Ce qui a été fait des recommandations de la réunion précédente")},
			{Number: 3, Kind: record.PresentationItem, Title: words("The state of security in the district", "L'état de la sécurité dans le district")},
		},
		Participations: []tracker.Participation{
			{Role: record.Chair, Capacity: words("Governor of the District", "Gouverneur du district"), Organisation: the("bamako-governorate")},
			took(record.Host, "bamako-governorate"),
			took(record.Supporter, "dcaf"),
		},
		Attendance: []tracker.AttendanceCell{
			everybody(exactly(88)), women(exactly(23)),
			part(record.AgeDimension, "under30", "Young people, under 30", "Jeunes de moins de 30 ans", figure(record.Percent, 20, "20% of those present", "20 % des présents")),
		},
		BasedOn: []tracker.Ground{{Workshop: the("ccs-bamako-2")}}, Themes: all("small-arms"),
	}
}

func traditionalAuthorities() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "traditional-authorities-workshop", dcafNewsletter.implies("Mediation",
			"Known through the seminar that gave back its recommendations, whose texts are not in hand. Date and place are not stated; the kind is our reading.",
			"Connu par le séminaire qui en a restitué les recommandations, dont nous n'avons pas les textes. Date et lieu ne sont pas indiqués ; le type est notre lecture.")),
		Title: words("What traditional authorities can do against local conflicts", "Ce que peuvent les autorités traditionnelles contre les conflits locaux"),
		Kind:  record.Exchange, State: record.WorkshopHeld,
		Reported: []tracker.ReportedCount{{
			Measure: record.RecommendationsReported, Citations: []tracker.Citation{dcafNewsletter.says("Mediation")},
			Quantity: unknown("recommendations, neither counted nor printed", "recommandations, ni dénombrées ni imprimées"),
		}},
		Themes: all("mediation"),
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
		Participations: []tracker.Participation{took(record.Convenor, "dcaf"), took(record.Convenor, "mediator-of-the-republic-mali")},
		Attendance: []tracker.AttendanceCell{
			everybody(exactly(68)), women(exactly(14)),
			part(record.KindDimension, "regional-delegates", "Regional delegates of the Mediator", "Délégués régionaux du Médiateur", none),
			part(record.KindDimension, "traditional-mediators", "Traditional mediators of the regions", "Médiateurs traditionnels des régions", none),
			part(record.KindDimension, "civil-society", "Civil society", "Société civile", none),
			part(record.KindDimension, "headquarters", "Staff of the Mediator's headquarters", "Collaborateurs du siège du Médiateur", none),
		},
		BasedOn: []tracker.Ground{{Workshop: the("traditional-authorities-workshop")}}, Themes: all("mediation", "trust"),
	}
}
