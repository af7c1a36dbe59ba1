package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const segouReport document = "“Workshop on the role of Women in Security in Ségou”, EUCAP Sahel Mali, 2017"

// womenSecuritySegou is a workshop of 2017 on the part that women have in security, and what was told of it the day after.
func womenSecuritySegou() tracker.Batch {
	dayAfter := record.Day(2017, time.April, 12)
	return tracker.Batch{Workshops: []tracker.Workshop{
		{
			Entry: entry("workshop", "women-security-segou-2017", segouReport.says("all of it"), segouReport.implies("paragraph 3",
				"The representative of the prosecutor and the president of RECOTRAD may be one person; each capacity has its line. Officials are told by their capacity alone.",
				"Le représentant du parquet et le président du RECOTRAD sont peut-être une seule personne ; chaque qualité a sa ligne. Les responsables ne sont désignés que par leur qualité."),
				segouReport.implies("paragraph 1",
					"The place is taken for the town: the report says “in Ségou” and speaks of the region where it means it.",
					"Le lieu est pris pour la ville : le compte rendu dit « à Ségou » et parle de la région quand il l'entend.")),
			Title: words("The role of women in security in Ségou", "Le rôle des femmes dans la sécurité à Ségou"),
			Kind:  record.Exchange, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2017, time.April, 11)), Place: the("segou-town"),
			Objectives: words(
				"Bring women into decisions and regional mechanisms on security through ties between them, institutions and the forces; join efforts against gender-based violence; show what women can do to prevent extremism.",
				"Associer les femmes aux décisions et aux mécanismes régionaux de sécurité par des liens entre elles, les institutions et les forces ; unir les efforts contre les violences fondées sur le genre ; montrer ce que les femmes peuvent pour prévenir l'extrémisme."),
			Agenda: []tracker.AgendaItem{
				{Number: 1, Title: words("Opening", "Ouverture"), Kind: record.Ceremony},
				{Number: 2, Title: words("Resolution 1325: ties between women's organisations and security forces", "Résolution 1325 : liens entre organisations de femmes et forces de sécurité"), Kind: record.Discussion},
			},
			Participations: segouParticipations(),
			Outcomes: []tracker.Outcome{
				{
					Kind: record.Expectation,
					Text: words("Authorities, forces and women's associations showed that they want to talk about what is particular to the area and to look for things to do together.",
						"Autorités, forces et associations de femmes ont montré qu'elles veulent parler des particularités locales et chercher ce qu'elles peuvent faire ensemble."),
				},
				{
					Kind: record.Statement, StatedOn: &dayAfter,
					StatedBy: &tracker.Source{Role: words("Governor of Ségou", "Gouverneur de Ségou"), Organisation: the("segou-governorate")},
					Text: words("He favours whatever can help to reach these aims and lets women weigh more in the region's security.",
						"Il est favorable à tout ce qui peut aider à atteindre ces buts et donner plus de poids aux femmes dans la sécurité de la région."),
				},
			},
			Themes: all("womens-rights", "gender-based-violence", "violent-extremism", "trust"), Instruments: all("unscr-1325"),
		},
		{
			Entry: entry("workshop", "women-security-segou-briefing-2017", segouReport.says("last paragraph"), segouReport.implies("paragraph 1 and last paragraph",
				"The day is the one after the workshop. The place is not stated.",
				"Le jour est le lendemain de l'atelier. Le lieu n'est pas indiqué.")),
			Title: words("The Governor of Ségou hears of the workshop", "Le gouverneur de Ségou est informé de l'atelier"),
			Kind:  record.Briefing, State: record.WorkshopHeld, Held: tracker.HeldOn(dayAfter),
			Participations: []tracker.Participation{
				took(record.Presenter, "eucap-sahel-mali"),
				{Role: record.Participant, Capacity: words("Governor of Ségou", "Gouverneur de Ségou"), Organisation: the("segou-governorate")},
			},
			BasedOn: []tracker.Ground{{Workshop: the("women-security-segou-2017")}},
		},
	}}
}

func segouParticipations() []tracker.Participation {
	return []tracker.Participation{
		{
			Role: record.Supporter, Organisation: the("eucap-sahel-mali"),
			Capacity: words("Among its decentralised actions, in support of the regional directorate for women, of an association that defends their rights and of those that women of Ségou have formed",
				"Parmi ses actions décentralisées, à l'appui de la direction régionale de la femme, d'une association pour les droits des femmes et des associations de femmes de Ségou"),
		},
		{
			Role: record.Chair, Organisation: the("segou-governorate"), AgendaItem: 1,
			Capacity: words("Adviser to the Governor, former prefect of Niono", "Conseiller du gouverneur, ancien préfet de Niono"),
		},
		{
			Role: record.Participant, Organisation: the("national-police-mali"), AgendaItem: 1,
			Capacity: words("Regional Director", "Directeur régional"),
		},
		{
			Role: record.Participant, Audience: record.Judiciary, AgendaItem: 1,
			Capacity: words("Representative of the public prosecutor at the court of Ségou", "Représentant du procureur de la République près le tribunal de Ségou"),
		},
		{Role: record.Participant, Organisation: the("recotrad"), AgendaItem: 1, Capacity: words("President", "Président")},
		present(record.Participant, record.CivilSociety, "Women's associations", "Associations de femmes"),
		present(record.Participant, record.LocalAuthorities, "Regional authorities", "Autorités régionales"),
		took(record.Participant, "national-police-mali"),
		took(record.Participant, "national-gendarmerie-mali"),
		took(record.Participant, "national-guard-mali"),
	}
}
