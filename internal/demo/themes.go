package demo

import "github.com/suivi-project/suivi/internal/tracker"

// reviewIssues is where the recommendations of the reviews get their issues from; ours follow them.
const reviewIssues document = "UPR Info, issues given to the recommendations to Mali of 2008 and 2013"

// themes are what the documents and the reviews are about, and the instruments that they name.
func themes() tracker.Batch {
	return tracker.Batch{
		Themes: []tracker.Theme{
			ownTheme("security-sector-reform", "Security sector reform and governance", "Réforme et gouvernance du secteur de la sécurité", kayesReport.says("paragraphs 3 and 4"),
				dcafNewsletter.says("Restitution"), scgPage.says("SCG")),
			ownTheme("security-needs", "What people need of security", "Besoins de sécurité des populations", kayesReport.says("title")),
			ownTheme("trust", "Trust between people and security forces", "Confiance entre la population et les forces de sécurité", imrapNewsletter.says("Timbuktu"),
				scgPage.says("Overview")),
			ownTheme("civil-society", "Civil society", "Société civile", kayesReport.says("paragraph 4"), reviewIssues.says("Civil society")),
			ownTheme("violent-extremism", "Preventing violent extremism", "Prévention de l'extrémisme violent", segouReport.says("paragraph 6")),
			ownTheme("peaceful-settlement", "Settling conflicts without violence", "Règlement non violent des conflits", imrapNewsletter.says("Kangaba")),
			ownTheme("mediation", "Mediation", "Médiation", dcafNewsletter.says("Mediation")),
			ownTheme("resource-management", "Managing the security sector's resources", "Gestion des ressources du secteur de la sécurité", dcafNewsletter.says("Restitution")),
			ownTheme("media", "Media and security", "Médias et sécurité", dcafNewsletter.says("Media training")),
			ownTheme("small-arms", "Small arms and light weapons", "Armes légères et de petit calibre", dcafNewsletter.says("Security Advisory Committee")),
			ownTheme("human-rights", "Human rights", "Droits de l'homme", dcafNewsletter.says("Symposium")),
			issue("womens-rights", "Women's rights", "Droits des femmes", "", segouReport.says("paragraphs 4 and 6")),
			ownThemeOf("womens-rights", "gender-based-violence", "Gender-based violence", "Violences fondées sur le genre", segouReport.says("paragraph 6")),
			issue("justice", "Justice", "Justice", "", imrapNewsletter.says("Ségou")),
			issue("impunity", "Impunity", "Impunité", "justice", imrapNewsletter.says("Ségou")),
			issue("corruption", "Corruption", "Corruption", "", assessment2023.says("paragraph 11")),
			issue("detention", "Detention", "Détention", "", assessment2023.says("paragraph 33")),
			issue("childrens-rights", "Rights of the Child", "Droits de l'enfant", ""),
			ownThemeOf("childrens-rights", "children-armed-conflict", "Children and armed conflict", "Enfants et conflits armés", review2013.says("paragraphs 111.39 to 111.42")),
			issue("torture", "Torture and other CID treatment", "Torture et autres traitements cruels, inhumains ou dégradants", ""),
			issue("extrajudicial-executions", "Extrajudicial executions", "Exécutions extrajudiciaires", ""),
			issue("enforced-disappearances", "Enforced disappearances", "Disparitions forcées", ""),
			issue("state-violations", "Human rights violations by state agents", "Violations des droits de l'homme par des agents de l'État", ""),
			issue("human-rights-training", "Human rights education and training", "Éducation et formation aux droits de l'homme", ""),
			issue("humanitarian-law", "International humanitarian law", "Droit international humanitaire", ""),
			issue("international-instruments", "International instruments", "Instruments internationaux", ""),
			issue("freedom-of-the-press", "Freedom of the press", "Liberté de la presse", "", assessment2023.says("paragraph 43")),
			issue("freedom-of-religion", "Freedom of religion and belief", "Liberté de religion et de conviction", ""),
			issue("minorities", "Minorities", "Minorités", ""),
			issue("public-security", "Public security", "Sécurité publique", ""),
		},
		Instruments: []tracker.Instrument{
			{
				Entry: entry("instrument", "women-peace-security", review2013.says("recommendation of France, paragraph 111.30")),
				Name:  words("Security Council resolutions on women, peace and security", "Résolutions du Conseil de sécurité sur les femmes, la paix et la sécurité"),
			},
			{
				Entry: entry("instrument", "unscr-1325", segouReport.says("paragraph 4"), segouReport.implies("paragraph 4",
					"That it is one of the resolutions on women, peace and security follows from what the report says it deals with.",
					"Qu'elle soit l'une des résolutions sur les femmes, la paix et la sécurité découle de ce que le compte rendu dit de son objet.")),
				Name:    words("Security Council resolution 1325", "Résolution 1325 du Conseil de sécurité"),
				Aliases: known("UNSCR 1325"), Parent: the("women-peace-security"),
			},
		},
	}
}

// ownTheme is a theme of ours, for what a document is about.
func ownTheme(reference, english, french string, found ...tracker.Citation) tracker.Theme {
	return tracker.Theme{Entry: entry("theme", reference, found...), Name: words(english, french)}
}

func ownThemeOf(parent, reference, english, french string, found ...tracker.Citation) tracker.Theme {
	theme := ownTheme(reference, english, french, found...)
	theme.Parent = the(parent)
	return theme
}

// issue is a theme that follows an issue of the reviews, under its name there.
func issue(reference, english, french, parent string, alsoFound ...tracker.Citation) tracker.Theme {
	theme := ownTheme(reference, english, french, append([]tracker.Citation{reviewIssues.says(english)}, alsoFound...)...)
	if parent != "" {
		theme.Parent = the(parent)
	}
	return theme
}
