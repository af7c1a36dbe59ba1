package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const imrapNewsletter document = "News of the Malian Institute of Action Research for Peace (IMRAP), 2022"

// imrap is three projects of the institute in Timbuktu, Kangaba and the centre of Mali, and a need that one of them showed.
func imrap() tracker.Batch {
	return tracker.Batch{
		Programmes: []tracker.Programme{trustProject(), vestibuleOfPeace(), impunityProject()},
		Studies: []tracker.Study{
			storiesOfKangaba(),
			impunityEnquiry("impunity-consultations", record.Consultation, record.Consultations, consulted(),
				"To hear people, institutions and traditional authorities on impunity and on the way to justice.",
				"Entendre la population, les institutions et les autorités traditionnelles sur l'impunité et l'accès à la justice."),
			impunityEnquiry("impunity-barometer", record.Barometer, record.ParticipatoryBarometer, nil,
				"A barometer in which people take part; what it measures is not stated.",
				"Un baromètre participatif ; ce qu'il mesure n'est pas indiqué."),
			judicialInterviews(),
			civilSocietyConsultations(),
		},
		Workshops: []tracker.Workshop{
			kangabaTraining(),
			impunityRestitution("impunity-restitution-mopti", "mopti-region", "Restitution of the consultations and the barometer, Mopti",
				"Restitution des consultations et du baromètre, Mopti"),
			impunityRestitution("impunity-restitution-segou", "segou-region", "Restitution of the consultations and the barometer, Ségou",
				"Restitution des consultations et du baromètre, Ségou"),
			exchangeOfSegou(),
			civilSocietyValidation(),
		},
		Validations: append(putToRestitutions("impunity-consultations", "impunity-barometer"), civilSocietyOutcome()),
		Findings:    []tracker.Finding{committeesNeed()},
	}
}

func trustProject() tracker.Programme {
	return tracker.Programme{
		Entry: entry("programme", "trust-population-forces", imrapNewsletter.says("Timbuktu"), imrapNewsletter.implies("Timbuktu",
			"The document names IMRAP and Interpeace with the project; that they carry it out is our reading, and so is the country. It does not say whether Canada alone pays.",
			"Le document nomme l'IMRAP et Interpeace à propos du projet ; qu'ils le mettent en œuvre est notre lecture, de même que le pays. Il ne dit pas si le Canada paie seul.")),
		Title: words("Trust between the civilian population and the defence and security forces", "Confiance entre la population civile et les forces de défense et de sécurité"),
		Aims:  words("More trust between civilians and the forces.", "Plus de confiance entre les civils et les forces."),
		Organisations: []tracker.Involved{
			{Organisation: the("canada"), Role: record.Funding},
			{Organisation: the("imrap"), Role: record.Implementing},
			{Organisation: the("interpeace"), Role: record.Implementing},
			{Organisation: the("timbuktu-governorate"), Role: record.Partner},
		},
		Countries: all("mali"), Themes: all("trust"),
	}
}

func vestibuleOfPeace() tracker.Programme {
	return tracker.Programme{
		Entry: entry("programme", "vestibule-of-peace", imrapNewsletter.says("Kangaba"), imrapNewsletter.implies("Kangaba",
			"In August 2022 it had been in the cercle of Kangaba for over three years; the day on which it began is not stated, nor are IMRAP's partners.",
			"En août 2022, il était présent dans le cercle de Kangaba depuis plus de trois ans ; ni le jour de son début ni les partenaires de l'IMRAP ne sont indiqués.")),
		Title:         words("Vestibule of peace", "Vestibule de la paix"),
		Aims:          words("Settling conflicts without violence.", "Régler les conflits sans violence."),
		Organisations: []tracker.Involved{{Organisation: the("imrap"), Role: record.Implementing}},
		Countries:     all("mali"), Themes: all("peaceful-settlement"),
	}
}

func impunityProject() tracker.Programme {
	return tracker.Programme{
		Entry: entry("programme", "impunity-access-to-justice", imrapNewsletter.says("Ségou")),
		Title: words("Integrated approach to fight impunity and for improved access to justice in central Mali",
			"Approche intégrée de lutte contre l'impunité et pour un meilleur accès à la justice dans le centre du Mali"),
		Aims: words("To understand where impunity comes from and what keeps people in the centre of Mali from justice.",
			"Comprendre d'où vient l'impunité et ce qui éloigne de la justice les habitants du centre du Mali."),
		Organisations: []tracker.Involved{{Organisation: the("imrap"), Role: record.Implementing}},
		Countries:     all("mali"), Themes: all("impunity", "justice"),
	}
}

func storiesOfKangaba() tracker.Study {
	return tracker.Study{
		Entry: entry("study", "stories-kangaba-2022", imrapNewsletter.says("Kangaba"), imrapNewsletter.implies("Kangaba",
			"The document announces the collection for September to November 2022; whether it took place is not in hand. That IMRAP coordinates it follows from its training the collectors.",
			"Le document annonce la collecte de septembre à novembre 2022 ; nous ne savons pas si elle a eu lieu. Que l'IMRAP la coordonne découle de ce qu'il forme les collecteurs.")),
		Keeper: the("vestibule-of-peace"), Programme: the("vestibule-of-peace"), Coordinator: the("imrap"),
		Kind: record.StoryCollection, Stage: record.StudyPlanned, Disclosure: record.Announced,
		Aims: words("To gather and weigh what has changed through the project, with evidence.", "Recueillir et apprécier ce qui a changé grâce au projet, preuves à l'appui."),
		Methods: []tracker.Method{{
			Kind: record.Stories, Unit: record.Months, Quantity: figure(record.Exact, 3, "from September to November 2022", "de septembre à novembre 2022"),
		}},
		Groups:  []tracker.Group{{Name: words("People of the cercle of Kangaba", "Habitants du cercle de Kangaba"), Audience: record.LocalCommunities}},
		Places:  all("kangaba-cercle"),
		Themes:  all("peaceful-settlement"),
		BasedOn: []tracker.Ground{{Workshop: the("kangaba-training-2022")}},
	}
}

// impunityEnquiry is one of the two enquiries of the project on impunity whose results were given back in Mopti and Ségou.
func impunityEnquiry(reference string, kind record.StudyKind, method record.MethodKind, groups []tracker.Group, english, french string) tracker.Study {
	return tracker.Study{
		Entry: entry("study", reference, imrapNewsletter.says("Ségou"), imrapNewsletter.implies("Ségou",
			"Its results were brought before workshops that were to validate them; the document does not say that they did. It tells openly what need they showed, so the study is open.",
			"Ses résultats ont été portés devant des ateliers qui devaient les valider ; le document ne dit pas qu'ils l'aient fait. Il dit ouvertement quel besoin ils ont montré : l'étude est donc ouverte.")),
		Keeper: the("impunity-access-to-justice"), Programme: the("impunity-access-to-justice"), Coordinator: the("imrap"),
		Kind: kind, Stage: record.StudyDrafted, Disclosure: record.Open, Aims: words(english, french), Places: all("centre-of-mali"),
		Methods: []tracker.Method{{Kind: method}}, Groups: groups, Themes: all("impunity", "justice"),
	}
}

// consulted are those whom the consultations on impunity heard.
func consulted() []tracker.Group {
	return []tracker.Group{
		{Name: words("People", "Population"), Audience: record.LocalCommunities},
		{Name: words("Institutions", "Acteurs institutionnels"), Audience: record.PublicServices},
		{Name: words("Traditional authorities", "Autorités traditionnelles")},
	}
}

func judicialInterviews() tracker.Study {
	return tracker.Study{
		Entry: entry("study", "impunity-judicial-interviews", imrapNewsletter.says("Ségou"), imrapNewsletter.implies("Ségou",
			"The document tells of interviews in depth after the restitution; they are a study of their own here. How many they were and what became of them is not stated.",
			"Le document parle d'entretiens approfondis après la restitution ; ils sont ici une étude à part. Leur nombre et leurs suites ne sont pas indiqués.")),
		Keeper: the("impunity-access-to-justice"), Programme: the("impunity-access-to-justice"), Coordinator: the("imrap"),
		Kind: record.Consultation, Stage: record.StudyFieldwork, Disclosure: record.Announced, Places: all("centre-of-mali"),
		Methods: []tracker.Method{{Kind: record.Interviews}},
		Groups:  []tracker.Group{{Name: words("Judicial authorities", "Autorités judiciaires"), Audience: record.Judiciary}},
		Themes:  all("impunity", "justice"),
		BasedOn: []tracker.Ground{{Workshop: the("impunity-restitution-mopti")}, {Workshop: the("impunity-restitution-segou")}},
	}
}

func civilSocietyConsultations() tracker.Study {
	return tracker.Study{
		Entry: entry("study", "civil-society-forces-consultations", imrapNewsletter.says("last paragraph"), imrapNewsletter.implies("last paragraph",
			"That the results are validated follows from the meeting held to validate them. Neither the project nor the place is stated.",
			"Que les résultats soient validés découle de la réunion tenue à cette fin. Ni le projet ni le lieu ne sont indiqués.")),
		Coordinator: the("imrap"), Kind: record.Consultation, Stage: record.StudyValidated, Disclosure: record.Announced,
		Aims:    words("What civil society and the forces told each other from 2019 on.", "Ce que la société civile et les forces se sont dit à partir de 2019."),
		Methods: []tracker.Method{{Kind: record.Consultations, Quantity: unknown("from 2019 to the present", "de 2019 à ce jour")}},
		Groups: []tracker.Group{
			{Name: words("Civil society", "Société civile"), Audience: record.CivilSociety},
			{Name: words("Security and defence forces", "Forces de sécurité et de défense"), Audience: record.PublicServices},
		},
		Themes: all("trust"),
	}
}

func kangabaTraining() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "kangaba-training-2022", imrapNewsletter.says("Kangaba"), imrapNewsletter.implies("Kangaba",
			"The document does not say whether “Kangaba” is the town or the cercle; the cercle holds both.",
			"Le document ne dit pas si « Kangaba » est la ville ou le cercle ; le cercle comprend les deux.")),
		Keeper: the("vestibule-of-peace"), Programme: the("vestibule-of-peace"),
		Title: words("Training of those who collect stories of change", "Formation des collecteurs de récits de changement"),
		Kind:  record.Training, State: record.WorkshopHeld, Place: the("kangaba-cercle"),
		Held: tracker.HeldFrom(record.Day(2022, time.August, 16), record.Day(2022, time.August, 20)),
		Objectives: words("How to collect stories and interview people, weigh a change, tell what shows it and what the project had to do with it, and try all that in the field.",
			"Comment recueillir des récits et mener des entretiens, apprécier un changement, dire ce qui le prouve et ce que le projet y a fait, et s'y exercer sur le terrain."),
		Participations: []tracker.Participation{
			took(record.Convenor, "imrap"),
			present(record.Convenor, "", "IMRAP's partners, not named", "Partenaires de l'IMRAP, non nommés"),
			{Role: record.Participant, Capacity: words("Those who are to collect the stories", "Futurs collecteurs de récits"), Count: exactly(25)},
		},
		Attendance: []tracker.AttendanceCell{
			everybody(exactly(25)),
			part(record.OriginDimension, "kangaba-cercle", "Cercle of Kangaba", "Cercle de Kangaba", exactly(25)),
		},
		Themes: all("peaceful-settlement"),
	}
}

func impunityRestitution(reference, region, english, french string) tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", reference, imrapNewsletter.implies("Ségou",
			"The document speaks of feedback workshops in Mopti and Ségou without their number or dates; one stands here for each place. Town or region is not stated; the region holds both.",
			"Le document parle d'ateliers de restitution à Mopti et Ségou sans en dire le nombre ni les dates ; un seul est inscrit ici pour chaque lieu. Ville ou région n'est pas précisé ; la région comprend les deux.")),
		Keeper: the("impunity-access-to-justice"), Programme: the("impunity-access-to-justice"),
		Title: words(english, french), Kind: record.Restitution, State: record.WorkshopHeld, Place: the(region),
		Objectives: words("To give back the results to authorities, justice and civil society, and have them validated.",
			"Rendre les résultats aux autorités, à la justice et à la société civile, et les faire valider."),
		Participations: []tracker.Participation{
			took(record.Convenor, "imrap"),
			present(record.Participant, record.LocalAuthorities, "Administrative and political authorities", "Autorités administratives et politiques"),
			present(record.Participant, "", "Customary and religious authorities", "Autorités coutumières et religieuses"),
			present(record.Participant, record.Judiciary, "People of the justice system", "Acteurs de la justice"),
			present(record.Participant, record.CivilSociety, "Civil society organisations", "Organisations de la société civile"),
		},
		BasedOn: []tracker.Ground{{Study: the("impunity-consultations")}, {Study: the("impunity-barometer")}},
		Themes:  all("impunity", "justice"),
	}
}

func exchangeOfSegou() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "ccs-segou-niono", imrapNewsletter.says("Ségou"), imrapNewsletter.implies("Ségou",
			"The document names the town by its byname. Dates are not stated.",
			"Le document désigne la ville par son surnom. Les dates ne sont pas indiquées.")),
		Keeper: the("impunity-access-to-justice"), Programme: the("impunity-access-to-justice"),
		Title: words("Exchange between people, security forces and consultative committees", "Échange entre la population, les forces de sécurité et les comités consultatifs"),
		Kind:  record.Exchange, State: record.WorkshopHeld, Place: the("segou-town"),
		Objectives: words("To teach the forces and the committees, in the communes of Ségou and Niono, how to protect those who inform them.",
			"Apprendre aux forces et aux comités des communes de Ségou et de Niono à mieux protéger ceux qui les informent."),
		Participations: []tracker.Participation{
			took(record.Convenor, "imrap"),
			{Role: record.Participant, Organisation: the("ccs-segou"), Capacity: words("Members, from the communes of Ségou and Niono", "Membres, des communes de Ségou et de Niono")},
			present(record.Participant, record.LocalCommunities, "People", "Population"),
			present(record.Participant, record.PublicServices, "Security forces", "Forces de sécurité"),
		},
		RespondsTo: all("ccs-capacity"), Themes: all("trust", "impunity"),
	}
}

func civilSocietyValidation() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "civil-society-forces-validation", imrapNewsletter.says("last paragraph"), imrapNewsletter.implies("last paragraph",
			"Which governorate is not stated, hence no place.",
			"De quel gouvernorat il s'agit n'est pas indiqué, d'où l'absence de lieu.")),
		Title: words("Validation of what civil society and the forces told each other", "Validation de ce que la société civile et les forces se sont dit"),
		Kind:  record.ValidationWorkshop, State: record.WorkshopHeld, Venue: words("Large room of a governorate", "Grande salle d'un gouvernorat"),
		Participations: []tracker.Participation{
			took(record.Convenor, "imrap"),
			present(record.Participant, record.CivilSociety, "Civil society", "Société civile"),
			present(record.Participant, record.PublicServices, "Security and defence forces", "Forces de sécurité et de défense"),
		},
		BasedOn: []tracker.Ground{{Study: the("civil-society-forces-consultations")}}, Themes: all("trust"),
	}
}

// putToRestitutions says that studies were put to the restitution workshops, of which the document does not tell what they made of them.
func putToRestitutions(studies ...string) (put []tracker.Validation) {
	for _, study := range studies {
		for _, workshop := range []string{"impunity-restitution-mopti", "impunity-restitution-segou"} {
			put = append(put, tracker.Validation{
				Study: the(study), Workshop: the(workshop), Outcome: record.ValidationNotStated, Citations: []tracker.Citation{imrapNewsletter.says("Ségou")},
			})
		}
	}
	return put
}

func civilSocietyOutcome() tracker.Validation {
	return tracker.Validation{
		Study: the("civil-society-forces-consultations"), Workshop: the("civil-society-forces-validation"), Outcome: record.ValidationNotStated,
		Citations: []tracker.Citation{imrapNewsletter.implies("last paragraph",
			"The document calls the meeting a validation and does not say whether anything was corrected.",
			"Le document appelle la réunion une validation et ne dit pas si quelque chose a été corrigé.")},
	}
}

// committeesNeed is the need that consultations, restitution and interviews showed. Nothing was recommended, so nothing is recorded but the need.
func committeesNeed() tracker.Finding {
	return tracker.Finding{
		Entry: entry("finding", "ccs-capacity", imrapNewsletter.says("Ségou")), Keeper: the("impunity-access-to-justice"), Kind: record.Need,
		Text: words("Members of the consultative committees that communes of the Ségou region have set up need more capacity to do what they are there for.",
			"Les membres des comités consultatifs que des communes de la région de Ségou ont mis en place ont besoin de plus de capacités pour remplir leur rôle."),
		Studies:   all("impunity-consultations", "impunity-barometer", "impunity-judicial-interviews"),
		Workshops: all("impunity-restitution-mopti", "impunity-restitution-segou"),
	}
}
