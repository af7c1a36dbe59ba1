package demo

import "github.com/suivi-project/suivi/internal/tracker"

// organisations are those that the documents name and the record needs. One belongs to another only where a document says so, or leaves no doubt.
func organisations() tracker.Batch {
	batch := tracker.Batch{Organisations: []tracker.Organisation{
		{Entry: entry("organisation", "european-union", kayesReport.says("paragraph 1")), Name: words("European Union", "Union européenne")},
		{Entry: entry("organisation", "friedrich-ebert-stiftung", kayesReport.says("paragraph 1; credit of the photograph")), Name: called("Friedrich-Ebert-Stiftung"), Acronym: "FES"},
		{
			Entry: entry("organisation", "cerm", kayesReport.says("paragraph 3")), Acronym: "CERM",
			Name: words("Centre for Studies and Reflection in Mali", "Centre d'études et de réflexion au Mali"),
		},
		{Entry: entry("organisation", "eucap-sahel-mali", segouReport.says("paragraph 1")), Name: called("EUCAP Sahel Mali"), Aliases: known("EUCAP")},
		{
			Entry: entry("organisation", "segou-governorate", segouReport.implies("paragraphs 3 and 7",
				"The report names the Governor of Ségou and an adviser of his; their office follows.",
				"Le compte rendu nomme le gouverneur de Ségou et un conseiller de celui-ci ; leur service en découle.")),
			Name: words("Governorate of Ségou", "Gouvernorat de Ségou"),
		},
		force("national-police-mali", "National Police", "Police nationale"),
		force("national-gendarmerie-mali", "National Gendarmerie", "Gendarmerie nationale"),
		force("national-guard-mali", "National Guard", "Garde nationale"),
		{
			Entry: entry("organisation", "women-directorate-segou", segouReport.says("paragraph 2"), segouReport.implies("paragraph 2",
				"The report says “regional”; that the region is Ségou follows from the rest of it.",
				"Le compte rendu dit « régionale » ; que la région soit celle de Ségou découle du reste du texte.")),
			Name: words("Regional Directorate for the Promotion of Women, Children and the Family, Ségou",
				"Direction régionale de la promotion de la femme, de l'enfant et de la famille, Ségou"),
		},
		{
			Entry: entry("organisation", "women-rights-association", segouReport.says("paragraph 2")),
			Name: words("Association for the Advancement and Defence of Women's Rights",
				"Association pour le progrès et la défense des droits des femmes"),
		},
		{Entry: entry("organisation", "recotrad", segouReport.says("paragraph 3")), Name: called("RECOTRAD"), Acronym: "RECOTRAD"},
		{
			Entry: entry("organisation", "imrap", imrapNewsletter.says("Timbuktu")), Acronym: "IMRAP",
			Name:    words("Malian Institute of Action Research for Peace", "Institut malien de recherche-action pour la paix"),
			Aliases: []tracker.Alias{{Text: "IMRAP"}, {Text: "Malian Peace Institute", Language: "en"}},
		},
		{Entry: entry("organisation", "interpeace", imrapNewsletter.says("Timbuktu")), Name: called("Interpeace")},
		{
			Entry:   entry("organisation", "timbuktu-governorate", imrapNewsletter.says("Timbuktu")),
			Name:    words("Governorate of Timbuktu", "Gouvernorat de Tombouctou"),
			Aliases: []tracker.Alias{{Text: "Governorate of Tombouctou", Language: "en"}},
		},
		{
			Entry: entry("organisation", "ccs-segou", imrapNewsletter.says("Ségou")), Acronym: "CCS",
			Name: words("Consultative committees of communes in the Ségou region", "Comités consultatifs de communes de la région de Ségou"),
		},
		{Entry: entry("organisation", "dcaf", dcafNewsletter.says("Restitution")), Name: called("DCAF"), Acronym: "DCAF"},
		{
			Entry: entry("organisation", "defence-security-commission-niger", dcafNewsletter.says("Restitution"), dcafNewsletter.implies("Restitution",
				"The document names no parliament; that the deputies are Niger's follows from the town where they were given the results.",
				"Le document ne nomme aucun parlement ; que les députés soient ceux du Niger découle de la ville où les résultats leur ont été rendus.")),
			Name: words("Defence and Security Commission", "Commission défense et sécurité"), Acronym: "CDS",
		},
		{
			Entry: entry("organisation", "cndh-mali", dcafNewsletter.says("Symposium")), Acronym: "CNDH",
			Name: words("National Human Rights Commission", "Commission nationale des droits de l'homme"),
		},
		{
			Entry: entry("organisation", "mediator-of-the-republic-mali", dcafNewsletter.says("Espace d'Interpellation Démocratique")),
			Name:  words("Mediator of the Republic of Mali", "Médiateur de la République du Mali"),
		},
		{
			Entry: entry("organisation", "bamako-governorate", dcafNewsletter.says("Security Advisory Committee")),
			Name:  words("Governorate of the District of Bamako", "Gouvernorat du district de Bamako"),
		},
		{
			Entry: entry("organisation", "bamako-security-advisory-committee", dcafNewsletter.says("Security Advisory Committee")), Acronym: "CCS",
			Name:    words("Security Advisory Committee of the District of Bamako", "Comité consultatif de sécurité du district de Bamako"),
			Aliases: known("CCS", "CCS Bamako"),
		},
		{
			Entry: entry("organisation", "peacekeeping-school-bamako", dcafNewsletter.says("Media training")),
			Name:  words("Peacekeeping School, Bamako", "École de maintien de la paix de Bamako"),
		},
		{Entry: entry("organisation", "scg", scgPage.says("SCG")), Name: called("Strategic Capacity Group"), Acronym: "SCG"},
		{
			Entry: entry("organisation", "global-affairs-canada", scgPage.says("Project")),
			Name:  words("Global Affairs Canada", "Affaires mondiales Canada"),
		},
		{
			Entry: entry("organisation", "psop", scgPage.says("Project")), Acronym: "PSOP", Parent: the("global-affairs-canada"),
			Name: words("Peace and Stabilisation Operations Program", "Programme pour la stabilisation et les opérations de paix"),
		},
		{Entry: entry("organisation", "government-of-mali", review2013.says("State under review")), Name: words("Government of Mali", "Gouvernement du Mali")},
		ministry("ministry-defence-mali", "Ministry of Defence and Veterans Affairs", "Ministère de la défense et des anciens combattants"),
		ministry("ministry-security-mali", "Ministry of Security and Civil Protection", "Ministère de la sécurité et de la protection civile"),
		{Entry: entry("organisation", "government-of-niger", assessment2023.says("State party")), Name: words("Government of Niger", "Gouvernement du Niger")},
		{
			Entry: entry("organisation", "human-rights-committee", assessment2023.says("")),
			Name:  words("United Nations Human Rights Committee", "Comité des droits de l'homme des Nations unies"),
		},
	}}
	for _, state := range states {
		batch.Organisations = append(batch.Organisations, state.organisation())
	}
	return batch
}

func ministry(reference, english, french string) tracker.Organisation {
	return tracker.Organisation{
		Entry: entry("organisation", reference, dcafNewsletter.says("Espace d'Interpellation Démocratique"), dcafNewsletter.implies(
			"Espace d'Interpellation Démocratique",
			"That it belongs to the Government of Mali follows from its being questioned where citizens question the government.",
			"Son appartenance au gouvernement du Mali découle de ce qu'il est interpellé là où les citoyens interpellent le gouvernement.")),
		Name: words(english, french), Parent: the("government-of-mali"),
	}
}

// force is one of the security forces that took part in the workshop of Ségou.
func force(reference, english, french string) tracker.Organisation {
	return tracker.Organisation{
		Entry: entry("organisation", reference, segouReport.says("paragraph 1"), segouReport.implies("paragraph 1",
			"That it is Mali's follows from the place.", "Qu'elle soit celle du Mali découle du lieu.")),
		Name: words(english, french),
	}
}

// state is a State that made recommendations in a body of States.
type state struct{ reference, english, french string }

var states = []state{
	{"austria", "Austria", "Autriche"},
	{"belgium", "Belgium", "Belgique"},
	{"canada", "Canada", "Canada"},
	{"costa-rica", "Costa Rica", "Costa Rica"},
	{"france", "France", "France"},
	{"germany", "Germany", "Allemagne"},
	{"holy-see", "Holy See", "Saint-Siège"},
	{"ireland", "Ireland", "Irlande"},
	{"italy", "Italy", "Italie"},
	{"lithuania", "Lithuania", "Lituanie"},
	{"mexico", "Mexico", "Mexique"},
	{"montenegro", "Montenegro", "Monténégro"},
	{"poland", "Poland", "Pologne"},
	{"republic-of-korea", "Republic of Korea", "République de Corée"},
	{"slovakia", "Slovakia", "Slovaquie"},
	{"spain", "Spain", "Espagne"},
	{"thailand", "Thailand", "Thaïlande"},
	{"tunisia", "Tunisia", "Tunisie"},
	{"united-kingdom", "United Kingdom", "Royaume-Uni"},
	{"united-states", "United States", "États-Unis"},
	{"uruguay", "Uruguay", "Uruguay"},
}

func (s state) organisation() tracker.Organisation {
	named := review2013
	if s.reference == "mexico" {
		named = review2008
	}
	return tracker.Organisation{Entry: entry("organisation", s.reference, named.says("proposer")), Name: words(s.english, s.french)}
}
