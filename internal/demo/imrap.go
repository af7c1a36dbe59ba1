package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const imrapNewsletter document = "News of the Malian Institute of Action Research for Peace (IMRAP), 2022"

// imrap is three projects of the institute in Timbuktu, Kangaba and the centre of Mali.
func imrap() tracker.Batch {
	return tracker.Batch{
		Programmes: []tracker.Programme{trustProject(), vestibuleOfPeace(), impunityProject()},
		Studies: []tracker.Study{
			storiesOfKangaba(),
			impunityEnquiry("impunity-consultations", record.Consultation,
				"To hear people, institutions and traditional authorities on impunity and on the way to justice.",
				"Entendre la population, les institutions et les autorités traditionnelles sur l'impunité et l'accès à la justice."),
			impunityEnquiry("impunity-barometer", record.Barometer,
				"A barometer in which people take part; what it measures is not stated.",
				"Un baromètre participatif ; ce qu'il mesure n'est pas indiqué."),
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
		Countries: all("mali"),
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
		Countries:     all("mali"),
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
		Countries:     all("mali"),
	}
}

func storiesOfKangaba() tracker.Study {
	return tracker.Study{
		Entry: entry("study", "stories-kangaba-2022", imrapNewsletter.says("Kangaba"), imrapNewsletter.implies("Kangaba",
			"The document announces the collection for September to November 2022; whether it took place is not in hand. That IMRAP coordinates it follows from its training the collectors.",
			"Le document annonce la collecte de septembre à novembre 2022 ; nous ne savons pas si elle a eu lieu. Que l'IMRAP la coordonne découle de ce qu'il forme les collecteurs.")),
		Keeper: the("vestibule-of-peace"), Programme: the("vestibule-of-peace"), Coordinator: the("imrap"),
		Kind: record.StoryCollection, Stage: record.StudyPlanned, Disclosure: record.Announced,
		Aims:   words("To gather and weigh what has changed through the project, with evidence.", "Recueillir et apprécier ce qui a changé grâce au projet, preuves à l'appui."),
		Places: all("kangaba-cercle"),
	}
}

// impunityEnquiry is one of the two enquiries of the project on impunity whose results were given back in Mopti and Ségou.
func impunityEnquiry(reference string, kind record.StudyKind, english, french string) tracker.Study {
	return tracker.Study{
		Entry: entry("study", reference, imrapNewsletter.says("Ségou"), imrapNewsletter.implies("Ségou",
			"Its results were brought before workshops that were to validate them; the document does not say that they did.",
			"Ses résultats ont été portés devant des ateliers qui devaient les valider ; le document ne dit pas qu'ils l'aient fait.")),
		Keeper: the("impunity-access-to-justice"), Programme: the("impunity-access-to-justice"), Coordinator: the("imrap"),
		Kind: kind, Stage: record.StudyDrafted, Disclosure: record.Announced, Aims: words(english, french), Places: all("centre-of-mali"),
	}
}

func civilSocietyConsultations() tracker.Study {
	return tracker.Study{
		Entry: entry("study", "civil-society-forces-consultations", imrapNewsletter.says("last paragraph"), imrapNewsletter.implies("last paragraph",
			"That the results are validated follows from the meeting held to validate them. Neither the project nor the place is stated.",
			"Que les résultats soient validés découle de la réunion tenue à cette fin. Ni le projet ni le lieu ne sont indiqués.")),
		Coordinator: the("imrap"), Kind: record.Consultation, Stage: record.StudyValidated, Disclosure: record.Announced,
		Aims: words("What civil society and the forces told each other from 2019 on.", "Ce que la société civile et les forces se sont dit à partir de 2019."),
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
		Held:       tracker.HeldFrom(record.Day(2022, time.August, 16), record.Day(2022, time.August, 20)),
		Objectives: words("How to collect stories, weigh a change and tell what shows it.", "Comment recueillir des récits, apprécier un changement et dire ce qui le prouve."),
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
	}
}

func civilSocietyValidation() tracker.Workshop {
	return tracker.Workshop{
		Entry: entry("workshop", "civil-society-forces-validation", imrapNewsletter.says("last paragraph"), imrapNewsletter.implies("last paragraph",
			"Which governorate is not stated, hence no place.",
			"De quel gouvernorat il s'agit n'est pas indiqué, d'où l'absence de lieu.")),
		Title: words("Validation of what civil society and the forces told each other", "Validation de ce que la société civile et les forces se sont dit"),
		Kind:  record.ValidationWorkshop, State: record.WorkshopHeld, Venue: words("Large room of a governorate", "Grande salle d'un gouvernorat"),
	}
}
