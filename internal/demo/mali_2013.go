package demo

import "github.com/suivi-project/suivi/internal/record"

// mali2013 is a choice of the recommendations of 2013: accepted and noted, claimed and not, one of them made by two States.
func mali2013() []outcome {
	return []outcome{
		{
			reference: "upr-mali-2013-111-14", citations: cite(review2013, "Thailand"), proposers: []string{"thailand"},
			english:  "Go further in treating women as equals, and bring more of them to posts where decisions are taken.",
			french:   "Aller plus loin dans l'égalité de traitement des femmes et en amener davantage aux postes de décision.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.14"),
		},
		{
			reference: "upr-mali-2013-111-19", citations: cite(review2013, "Canada and of Montenegro, nearly the same in words"), proposers: []string{"canada", "montenegro"},
			english:  "Instruct and train police, gendarmes and soldiers so that they keep to international human rights law, above all on killings outside the law, torture and arbitrary detention.",
			french:   "Instruire et former policiers, gendarmes et militaires pour qu'ils respectent le droit international des droits de l'homme, surtout en matière d'exécutions extrajudiciaires, de torture et de détention arbitraire.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraphs 111.19 and 111.20"),
		},
		{
			reference: "upr-mali-2013-111-21", citations: cite(review2013, "Tunisia"), proposers: []string{"tunisia"},
			english:  "Order the forces without ambiguity to keep to human rights at all times, and never to torture.",
			french:   "Donner aux forces l'ordre sans équivoque de respecter en tout temps les droits de l'homme et de ne jamais torturer.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.21"),
		},
		{
			reference: "upr-mali-2013-111-23", citations: cite(review2013, "Ireland"), proposers: []string{"ireland"},
			english:  "See that the armed forces keep to human rights standards, first of all the ban on torture; look into every report of it and try those who did it.",
			french:   "Veiller à ce que les forces armées respectent les normes des droits de l'homme, d'abord l'interdiction de la torture ; enquêter sur chaque signalement et juger les auteurs.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.23"),
		},
		{
			reference: "upr-mali-2013-prisoners", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Have defence and security forces keep to human rights and the law of war, notably towards those they hold prisoner.",
			french:   "Faire respecter par les forces de défense et de sécurité les droits de l'homme et le droit de la guerre, notamment envers leurs prisonniers.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111, in a place that is not known exactly"),
		},
		{
			reference: "upr-mali-2013-111-30", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Shield women from every kind of sexual violence, and apply the Security Council's resolutions on women, peace and security: women must truly take part in the political dialogue.",
			french:   "Protéger les femmes de toute forme de violence sexuelle et appliquer les résolutions du Conseil de sécurité sur les femmes, la paix et la sécurité : les femmes doivent réellement prendre part au dialogue politique.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.30"),
		},
		{
			reference: "upr-mali-2013-111-32", citations: cite(review2013, "Belgium"), proposers: []string{"belgium"},
			english:  "Ban and punish all sexual violence that armed groups do to women and girls.",
			french:   "Interdire et punir toute violence sexuelle des groupes armés envers les femmes et les filles.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.32"),
		},
		{
			reference: "upr-mali-2013-111-39", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Protect children's rights, keep the warring sides from enlisting them, and help those who leave armed groups back into society.",
			french:   "Protéger les droits des enfants, empêcher les belligérants de les enrôler et aider ceux qui quittent les groupes armés à retrouver leur place.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.39"),
		},
		{
			reference: "upr-mali-2013-111-45", citations: cite(review2013, "the United States"), proposers: []string{"united-states"},
			english:  "Find out who abused human rights in the north and in Bamako, and hold them all to account before open courts.",
			french:   "Établir qui a porté atteinte aux droits de l'homme dans le nord et à Bamako, et en demander compte à tous devant une justice transparente.",
			position: record.Accepted, places: []string{"north-of-mali", "bamako-district"}, claim: claimed("paragraph 111.45"),
		},
		{
			reference: "upr-mali-2013-111-51", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Leave no violation of human rights unpunished: prosecute all who committed one, and keep working with the International Criminal Court.",
			french:   "Ne laisser impunie aucune violation des droits de l'homme : en poursuivre tous les auteurs et continuer de coopérer avec la Cour pénale internationale.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.51"),
		},
		{
			reference: "upr-mali-2013-111-54", citations: cite(review2013, "the Holy See"), proposers: []string{"holy-see"},
			english:  "Make the courts fully independent and the press free.",
			french:   "Rendre la justice pleinement indépendante et la presse libre.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.54"),
		},
		{
			reference: "upr-mali-2013-111-56", citations: cite(review2013, "Spain"), proposers: []string{"spain"},
			english:  "Set up a commission of judges to look into what was done against human rights in the north.",
			french:   "Mettre sur pied une commission judiciaire qui enquête sur les atteintes aux droits de l'homme dans le nord.",
			position: record.Accepted, places: []string{"north-of-mali"}, claim: claimed("paragraph 111.56"),
		},
		{
			reference: "upr-mali-2013-111-59", citations: cite(review2013, "Tunisia"), proposers: []string{"tunisia"},
			english:  "Keep on working for equality and for the protection of women and children, and keep on training the forces, judges and prison staff in human rights.",
			french:   "Poursuivre l'action pour l'égalité et la protection des femmes et des enfants, et continuer de former aux droits de l'homme les forces, les magistrats et les agents pénitentiaires.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.59"),
		},
		{
			reference: "upr-mali-2013-111-61", citations: cite(review2013, "the United Kingdom"), proposers: []string{"united-kingdom"},
			english:  "Investigate those in the security forces who took part in the latest grave violations, and give them a fair trial.",
			french:   "Enquêter sur les membres des forces de sécurité mêlés aux graves violations récentes et les juger équitablement.",
			position: record.Accepted, places: []string{"mali"}, claim: claimed("paragraph 111.61"),
		},
		{
			reference: "upr-mali-2013-collective-punishment", citations: cite(review2013, "Germany"), proposers: []string{"germany"},
			english:  "Punish nobody collectively or at will for siding with rebels; stop abuses by the forces and enforced disappearances, above all of minorities and journalists.",
			french:   "Ne punir personne collectivement ni arbitrairement pour avoir pris le parti des rebelles ; faire cesser les exactions des forces et les disparitions forcées, surtout de membres de minorités et de journalistes.",
			position: record.Accepted, places: []string{"mali"},
		},
		{
			reference: "upr-mali-2013-armed-groups-redress", citations: cite(review2013, "the Republic of Korea"), proposers: []string{"republic-of-korea"},
			english:  "Call to account members of armed groups who gravely violated human rights, and compensate those who suffered in the north.",
			french:   "Demander compte aux membres des groupes armés coupables de graves violations et réparer le tort fait aux victimes dans le nord.",
			position: record.Accepted, places: []string{"north-of-mali"},
		},
		{
			reference: "upr-mali-2013-extrajudicial-executions", citations: cite(review2013, "Canada"), proposers: []string{"canada"},
			english:  "Look into killings outside the law without delay and without bias, and prosecute whoever is answerable.",
			french:   "Enquêter sans retard et sans parti pris sur les exécutions extrajudiciaires et en poursuivre les responsables.",
			position: record.Noted, places: []string{"mali"},
		},
		{
			reference: "upr-mali-2013-tuareg-conflict", citations: cite(review2013, "Costa Rica"), proposers: []string{"costa-rica"},
			english:  "Inquire into unlawful killings in the conflict with the Tuareg and into torture in the cells of State security, and try those who did it.",
			french:   "Enquêter sur les exécutions illégales dans le conflit avec les Touaregs et sur la torture dans les cellules de la sûreté de l'État, et en juger les auteurs.",
			position: record.Noted, places: []string{"mali"},
		},
	}
}
