package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const kayesReport document = "Report on the regional validation workshop of the Kayes study, project “Security for All”, 2021; publisher not named"

// securityForAll is the project that studies what people need of security in three regions, and the workshop that validated the first study.
func securityForAll() tracker.Batch {
	project := the("security-for-all")
	return tracker.Batch{
		Programmes: []tracker.Programme{securityForAllProject()},
		StudySeries: []tracker.StudySeries{{
			Entry: entry("study_series", "security-for-all-studies", kayesReport.says("paragraph 4 and last paragraph")), Keeper: project, Programme: project,
			Title: words("Studies of Security for All", "Études de Sécurité pour tous"), Rule: record.AllValidated,
		}},
		Studies: []tracker.Study{
			kayesStudy(),
			sibling("mopti-security-needs", "mopti-region"),
			sibling("gao-security-needs", "gao-region"),
		},
		Workshops: []tracker.Workshop{
			kayesValidation(),
			plannedValidation("mopti-validation", "mopti-security-needs", "mopti-region", "Validation workshop of the Mopti study", "Atelier de validation de l'étude de Mopti"),
			plannedValidation("gao-validation", "gao-security-needs", "gao-region", "Validation workshop of the Gao study", "Atelier de validation de l'étude de Gao"),
			{
				Entry:  entry("workshop", "security-for-all-presentation", kayesReport.says("last paragraph")),
				Keeper: project, Programme: project, Kind: record.Presentation, State: record.WorkshopPlanned, Place: the("bamako-town"),
				Title: words("Presentation of the three studies to policymakers and civil society", "Présentation des trois études aux décideurs et à la société civile"),
				Participations: []tracker.Participation{
					present(record.Invited, "", "Policymakers", "Décideurs"),
					present(record.Invited, record.CivilSociety, "Civil society organisations", "Organisations de la société civile"),
				},
				BasedOn: []tracker.Ground{{Study: the("kayes-security-needs")}, {Study: the("mopti-security-needs")}, {Study: the("gao-security-needs")}},
				Themes:  all("security-sector-reform"),
			},
		},
		Validations: []tracker.Validation{{
			Study: the("kayes-security-needs"), Workshop: the("kayes-validation-2021"), Outcome: record.ValidatedWithAmendments,
			Amendments: words("What the workshop recommended is to go into the report.", "Ce que l'atelier a recommandé doit entrer dans le rapport."),
			Citations: []tracker.Citation{kayesReport.implies("last paragraph",
				"The report says that the workshop's recommendations are to enrich the study, not in so many words that it was validated with corrections.",
				"Le compte rendu dit que les recommandations de l'atelier doivent enrichir l'étude, sans dire expressément qu'elle a été validée avec des corrections.")},
		}},
	}
}

func kayesValidation() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "kayes-validation-2021", kayesReport.says("paragraphs 1, 2, 4 and 5"), kayesReport.implies("paragraphs 1 and 2",
			"The place is taken for the town, since the report tells the city of Kayes from the other circles of the region.",
			"Le lieu est pris pour la ville, puisque le compte rendu distingue la ville de Kayes des autres cercles de la région.")),
		Keeper: the("security-for-all"), Programme: the("security-for-all"), Kind: record.ValidationWorkshop, State: record.WorkshopHeld,
		Title:      words("Regional validation workshop of the Kayes study", "Atelier régional de validation de l'étude de Kayes"),
		Held:       tracker.HeldOn(record.Day(2021, time.February, 9)),
		Place:      the("kayes-town"),
		Objectives: words("To discuss what the expert's report says before it is finished.", "Discuter du contenu du rapport de l'expert avant son achèvement."),
		Participations: []tracker.Participation{
			{Role: record.Presenter, Name: "Dr. Aly Tounkara", Capacity: words("Senior expert, in charge of the study", "Expert principal, chargé de l'étude")},
			present(record.Participant, "", "People from the city of Kayes and from the cercles of the region", "Personnes de la ville de Kayes et des cercles de la région"),
		},
		Attendance: []tracker.AttendanceCell{
			everybody(figure(record.Approximate, 30, "some thirty", "une trentaine")),
			part(record.OriginDimension, "city-of-kayes", "City of Kayes", "Ville de Kayes", none),
			part(record.OriginDimension, "cercles", "Cercles of the region", "Cercles de la région", none),
		},
		Outcomes: []tracker.Outcome{{
			Kind: record.PlanOutcome,
			Text: words("Once all three studies are validated they are to be published, shown to policymakers and civil society in Bamako, and used in the project's further work.",
				"Une fois les trois études validées, elles doivent être publiées, présentées aux décideurs et à la société civile à Bamako, et servir à la suite du projet."),
		}},
		Reported: []tracker.ReportedCount{
			{Measure: record.RecommendationsReported, Quantity: unknown("numerous", "nombreuses"), Citations: []tracker.Citation{kayesReport.says("last paragraph")}},
			{Measure: record.StudiesReported, Quantity: exactly(3), Citations: []tracker.Citation{kayesReport.says("paragraph 4")}},
		},
		BasedOn: []tracker.Ground{{Study: the("kayes-security-needs")}},
		Themes:  all("security-needs", "security-sector-reform"),
	}
}

func securityForAllProject() tracker.Programme {
	allFundersNamed := false
	return tracker.Programme{
		Entry: entry("programme", "security-for-all", kayesReport.says("paragraphs 1 and 4"), kayesReport.implies("paragraphs 1 and 4",
			"“Co-funded” says that the European Union is not the only funder; the others are not named. The report calls the project regional and names no country but Mali.",
			"« Cofinancé » dit que l'Union européenne n'est pas seule à financer ; les autres ne sont pas nommés. Le compte rendu dit le projet régional et ne nomme aucun pays hors le Mali.")),
		Title: words("Security for All", "Sécurité pour tous"),
		Aims: words("To support reforms of the security sector and give civil society a larger part in them.",
			"Appuyer les réformes du secteur de la sécurité et y donner une plus grande place à la société civile."),
		Countries: all("mali"),
		Organisations: []tracker.Involved{
			{Organisation: the("european-union"), Role: record.Funding},
			{Organisation: the("friedrich-ebert-stiftung"), Role: record.Partner},
		},
		AllFundersNamed: &allFundersNamed, Themes: all("security-sector-reform", "civil-society"),
	}
}

func kayesStudy() tracker.Study {
	return tracker.Study{
		Entry: entry("study", "kayes-security-needs", kayesReport.says("paragraphs 1 to 4"), kayesReport.implies("paragraph 1 and last paragraph",
			"That the study is validated follows from the workshop held to validate it, whose recommendations are to enrich the report. It is to be published once all three are validated.",
			"Que l'étude soit validée découle de l'atelier tenu à cette fin, dont les recommandations doivent enrichir le rapport. Elle doit être publiée une fois les trois validées.")),
		Keeper: the("security-for-all"), Programme: the("security-for-all"), Series: the("security-for-all-studies"), Coordinator: the("cerm"),
		Title: words("Study of the Security Challenges and Needs of Populations in the Kayes Region",
			"Étude des défis sécuritaires et des besoins des populations dans la région de Kayes"),
		Kind: record.NeedsStudy, Stage: record.StudyValidated, Disclosure: record.Announced,
		Aims: words("To learn what threatens people in the region, what they need of those who protect them, and what they know of the reform of the security sector.",
			"Savoir ce qui menace les habitants de la région, ce qu'ils attendent de ceux qui les protègent et ce qu'ils savent de la réforme du secteur de la sécurité."),
		Experts: []tracker.Source{{Name: "Dr. Aly Tounkara", Role: words("Senior expert, in charge of the study", "Expert principal, chargé de l'étude")}},
		Methods: []tracker.Method{
			{Kind: record.Interviews},
			{Kind: record.FieldResearch, Quantity: unknown("in Kayes and two circles of the region", "à Kayes et dans deux cercles de la région")},
		},
		Places: all("kayes-region"),
		Themes: all("security-needs", "security-sector-reform"),
	}
}

// sibling is one of the two studies that the first one waits for.
func sibling(reference, region string) tracker.Study {
	return tracker.Study{
		Entry: entry("study", reference, kayesReport.says("paragraph 4"), kayesReport.implies("paragraph 4",
			"The report names the place and says that the study is planned; that it asks the same as the one of Kayes is our reading.",
			"Le compte rendu nomme le lieu et dit l'étude prévue ; qu'elle pose les mêmes questions que celle de Kayes est notre lecture.")),
		Keeper: the("security-for-all"), Programme: the("security-for-all"), Series: the("security-for-all-studies"),
		Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Announced, Places: all(region), Themes: all("security-needs"),
	}
}

func plannedValidation(reference, study, region, english, french string) tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", reference, kayesReport.implies("paragraph 4",
			"The report plans a validation there and does not say whether in the town or elsewhere in the region.",
			"Le compte rendu y prévoit une validation et ne dit pas si c'est en ville ou ailleurs dans la région.")),
		Keeper: the("security-for-all"), Programme: the("security-for-all"), Title: words(english, french),
		Kind: record.ValidationWorkshop, State: record.WorkshopPlanned, Place: the(region), BasedOn: []tracker.Ground{{Study: the(study)}},
	}
}
