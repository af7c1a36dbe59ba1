package demo

import "github.com/suivi-project/suivi/internal/record"

// mali2013 is the recommendations of 2013 of which Mali said, in the same report, that they were done or under way. Two States made one of them
// in nearly the same words.
func mali2013() []outcome {
	return []outcome{
		{
			reference: "upr-mali-2013-111-14", citations: cite(review2013, "Thailand"), proposers: []string{"thailand"},
			english:  "Go further in treating women as equals, and bring more of them to posts where decisions are taken.",
			french:   "Aller plus loin dans l'égalité de traitement des femmes et en amener davantage aux postes de décision.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"womens-rights"}, claim: "paragraph 111.14",
		},
		{
			reference: "upr-mali-2013-111-19", citations: cite(review2013, "Canada and of Montenegro, nearly the same in words"), proposers: []string{"canada", "montenegro"},
			english:  "Instruct and train police, gendarmes and soldiers so that they keep to international human rights law, above all on killings outside the law, torture and arbitrary detention.",
			french:   "Instruire et former policiers, gendarmes et militaires pour qu'ils respectent le droit international des droits de l'homme, surtout en matière d'exécutions extrajudiciaires, de torture et de détention arbitraire.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"detention", "extrajudicial-executions", "human-rights-training", "international-instruments", "torture"}, claim: "paragraphs 111.19 and 111.20",
		},
		{
			reference: "upr-mali-2013-prisoners", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Have defence and security forces keep to human rights and the law of war, notably towards those they hold prisoner.",
			french:   "Faire respecter par les forces de défense et de sécurité les droits de l'homme et le droit de la guerre, notamment envers leurs prisonniers.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"detention", "humanitarian-law", "international-instruments"}, claim: "paragraph 111, in a place that is not known exactly",
		},
		{
			reference: "upr-mali-2013-111-21", citations: cite(review2013, "Tunisia"), proposers: []string{"tunisia"},
			english:  "Order the forces without ambiguity to keep to human rights at all times, and never to torture.",
			french:   "Donner aux forces l'ordre sans équivoque de respecter en tout temps les droits de l'homme et de ne jamais torturer.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"international-instruments", "torture"}, claim: "paragraph 111.21",
		},
		{
			reference: "upr-mali-2013-111-23", citations: cite(review2013, "Ireland"), proposers: []string{"ireland"},
			english:  "See that the armed forces keep to human rights standards, first of all the ban on torture; look into every report of it and try those who did it.",
			french:   "Veiller à ce que les forces armées respectent les normes des droits de l'homme, d'abord l'interdiction de la torture ; enquêter sur chaque signalement et juger les auteurs.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"state-violations", "humanitarian-law", "international-instruments", "torture"}, claim: "paragraph 111.23",
		},
		{
			reference: "upr-mali-2013-111-26", citations: cite(review2013, "the Holy See"), proposers: []string{"holy-see"},
			english:  "Put an end to female genital mutilation, and let women have a greater part in society.",
			french:   "Mettre fin aux mutilations génitales féminines et donner aux femmes une plus grande part dans la société.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"childrens-rights", "torture", "womens-rights", "gender-based-violence"}, claim: "paragraph 111.26",
		},
		{
			reference: "upr-mali-2013-111-28", citations: cite(review2013, "Uruguay"), proposers: []string{"uruguay"},
			english:  "Do whatever it takes to root out female genital mutilation, such as fresh campaigns with international and regional bodies and with civil society.",
			french:   "Tout faire pour éradiquer les mutilations génitales féminines, par exemple de nouvelles campagnes avec des organismes internationaux et régionaux et la société civile.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"civil-society", "human-rights-training", "childrens-rights", "torture", "womens-rights", "gender-based-violence"}, claim: "paragraph 111.28",
		},
		{
			reference: "upr-mali-2013-111-30", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Shield women from every kind of sexual violence, and apply the Security Council's resolutions on women, peace and security: women must truly take part in the political dialogue.",
			french:   "Protéger les femmes de toute forme de violence sexuelle et appliquer les résolutions du Conseil de sécurité sur les femmes, la paix et la sécurité : les femmes doivent réellement prendre part au dialogue politique.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"womens-rights", "gender-based-violence"}, instruments: []string{"women-peace-security"}, claim: "paragraph 111.30",
		},
		{
			reference: "upr-mali-2013-111-32", citations: cite(review2013, "Belgium"), proposers: []string{"belgium"},
			english:  "Ban and punish all sexual violence that armed groups do to women and girls.",
			french:   "Interdire et punir toute violence sexuelle des groupes armés envers les femmes et les filles.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"public-security", "childrens-rights", "womens-rights", "gender-based-violence"}, claim: "paragraph 111.32",
		},
		{
			reference: "upr-mali-2013-111-39", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Protect children's rights, keep the warring sides from enlisting them, and help those who leave armed groups back into society.",
			french:   "Protéger les droits des enfants, empêcher les belligérants de les enrôler et aider ceux qui quittent les groupes armés à retrouver leur place.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"humanitarian-law", "childrens-rights", "children-armed-conflict"}, claim: "paragraph 111.39",
		},
		{
			reference: "upr-mali-2013-111-41", citations: cite(review2013, "Belgium"), proposers: []string{"belgium"},
			english:  "Go on honouring the duty, under national and international law, to keep children out of the armed forces; campaigns can help.",
			french:   "Continuer d'honorer le devoir, de droit national et international, de tenir les enfants hors des forces armées ; des campagnes peuvent y aider.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"human-rights-training", "childrens-rights", "children-armed-conflict"}, claim: "paragraph 111.41",
		},
		{
			reference: "upr-mali-2013-111-42", citations: cite(review2013, "Belgium"), proposers: []string{"belgium"},
			english:  "Plan military operations so that children suffer less from the conflict: tell fighters from civilians, use no more force than needed, take care.",
			french:   "Mener les opérations militaires de sorte que les enfants souffrent moins du conflit : distinguer combattants et civils, ne pas user de force excessive, prendre des précautions.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"humanitarian-law", "childrens-rights", "children-armed-conflict"}, claim: "paragraph 111.42",
		},
		{
			reference: "upr-mali-2013-111-45", citations: cite(review2013, "the United States"), proposers: []string{"united-states"},
			english:  "Find out who abused human rights in the north and in Bamako, and hold them all to account before open courts.",
			french:   "Établir qui a porté atteinte aux droits de l'homme dans le nord et à Bamako, et en demander compte à tous devant une justice transparente.",
			position: record.Accepted, places: []string{"north-of-mali", "bamako-district"}, themes: []string{"justice"}, claim: "paragraph 111.45",
		},
		{
			reference: "upr-mali-2013-111-46", citations: cite(review2013, "Italy"), proposers: []string{"italy"},
			english:  "Bring to court whoever seriously violated human rights, at home or before international justice.",
			french:   "Traduire en justice quiconque a gravement violé les droits de l'homme, au pays ou devant la justice internationale.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"justice"}, claim: "paragraph 111.46",
		},
		{
			reference: "upr-mali-2013-111-48", citations: cite(review2013, "Lithuania"), proposers: []string{"lithuania"},
			english:  "Follow up every report of unlawful killing, torture, ill-treatment or violence with an impartial inquiry, try the suspects, and protect everybody's rights, first of all those of women, children and others at risk.",
			french:   "Donner suite à tout signalement d'exécution illégale, de torture, de mauvais traitement ou de violence par une enquête impartiale, juger les suspects et protéger les droits de tous, d'abord des femmes, des enfants et des plus exposés.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"extrajudicial-executions", "childrens-rights", "torture", "womens-rights"}, claim: "paragraph 111.48",
		},
		{
			reference: "upr-mali-2013-111-49", citations: cite(review2013, "Slovakia"), proposers: []string{"slovakia"},
			english:  "Look quickly and credibly into sexual violence by armed groups of any side, and make it up to those who suffered it.",
			french:   "Enquêter vite et de façon crédible sur les violences sexuelles des groupes armés, quel que soit leur camp, et réparer le tort fait aux victimes.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"justice", "gender-based-violence"}, claim: "paragraph 111.49",
		},
		{
			reference: "upr-mali-2013-111-50", citations: cite(review2013, "Poland"), proposers: []string{"poland"},
			english:  "See that whoever violated human rights, among them the rights to live, to be free and to be safe, answers for it in court.",
			french:   "Faire répondre en justice quiconque a violé les droits de l'homme, dont les droits de vivre, d'être libre et d'être en sûreté.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"justice"}, claim: "paragraph 111.50",
		},
		{
			reference: "upr-mali-2013-111-51", citations: cite(review2013, "France"), proposers: []string{"france"},
			english:  "Leave no violation of human rights unpunished: prosecute all who committed one, and keep working with the International Criminal Court.",
			french:   "Ne laisser impunie aucune violation des droits de l'homme : en poursuivre tous les auteurs et continuer de coopérer avec la Cour pénale internationale.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"justice", "impunity"}, claim: "paragraph 111.51",
		},
		{
			reference: "upr-mali-2013-111-52", citations: cite(review2013, "the Republic of Korea"), proposers: []string{"republic-of-korea"},
			english:  "Act firmly so that the country's own forces do not violate human rights, and look into what they are said to have done since March 2012.",
			french:   "Agir fermement pour que les forces du pays ne violent pas les droits de l'homme, et enquêter sur ce qui leur est reproché depuis mars 2012.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"state-violations"}, claim: "paragraph 111.52",
		},
		{
			reference: "upr-mali-2013-111-54", citations: cite(review2013, "the Holy See"), proposers: []string{"holy-see"},
			english:  "Make the courts fully independent and the press free.",
			french:   "Rendre la justice pleinement indépendante et la presse libre.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"freedom-of-the-press", "justice"}, claim: "paragraph 111.54",
		},
		{
			reference: "upr-mali-2013-111-55", citations: cite(review2013, "Spain"), proposers: []string{"spain"},
			english:  "Have judges inquire into the disappearance and torture of soldiers and police who stood against the junta after the attempted coup of April 2012.",
			french:   "Faire enquêter des juges sur la disparition et la torture de militaires et de policiers opposés à la junte après la tentative de coup d'État d'avril 2012.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"enforced-disappearances", "justice", "torture"}, claim: "paragraph 111.55",
		},
		{
			reference: "upr-mali-2013-111-56", citations: cite(review2013, "Spain"), proposers: []string{"spain"},
			english:  "Set up a commission of judges to look into what was done against human rights in the north.",
			french:   "Mettre sur pied une commission judiciaire qui enquête sur les atteintes aux droits de l'homme dans le nord.",
			position: record.Accepted, places: []string{"north-of-mali"}, themes: []string{"justice"}, claim: "paragraph 111.56",
		},
		{
			reference: "upr-mali-2013-111-59", citations: cite(review2013, "Tunisia"), proposers: []string{"tunisia"},
			english:  "Keep on working for equality and for the protection of women and children, and keep on training the forces, judges and prison staff in human rights.",
			french:   "Poursuivre l'action pour l'égalité et la protection des femmes et des enfants, et continuer de former aux droits de l'homme les forces, les magistrats et les agents pénitentiaires.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"human-rights-training", "womens-rights"}, claim: "paragraph 111.59",
		},
		{
			reference: "upr-mali-2013-111-61", citations: cite(review2013, "the United Kingdom"), proposers: []string{"united-kingdom"},
			english:  "Investigate those in the security forces who took part in the latest grave violations, and give them a fair trial.",
			french:   "Enquêter sur les membres des forces de sécurité mêlés aux graves violations récentes et les juger équitablement.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"state-violations", "justice"}, claim: "paragraph 111.61",
		},
		{
			reference: "upr-mali-2013-111-62", citations: cite(review2013, "Austria"), proposers: []string{"austria"},
			english:  "Inquire into every charge of killing civilians, torture, sexual violence and arbitrary arrest against the army, the police and others whom the government commands, and try those who did it.",
			french:   "Enquêter sur toute accusation de meurtre de civils, de torture, de violence sexuelle et d'arrestation arbitraire visant l'armée, la police et d'autres corps aux ordres du gouvernement, et juger les auteurs.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"detention", "state-violations", "torture", "womens-rights"}, claim: "paragraph 111.62",
		},
		{
			reference: "upr-mali-2013-111-63", citations: cite(review2013, "Belgium"), proposers: []string{"belgium"},
			english:  "Carry on strengthening democracy and restoring the constitution through the rule of law and the courts, and protect women and children better.",
			french:   "Continuer à renforcer la démocratie et à rétablir la constitution par l'État de droit et la justice, et mieux protéger les femmes et les enfants.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"justice", "childrens-rights", "womens-rights"}, claim: "paragraph 111.63",
		},
		{
			reference: "upr-mali-2013-111-69", citations: cite(review2013, "Austria"), proposers: []string{"austria"},
			english:  "Keep journalists safe, and let those who attack them no longer go free.",
			french:   "Assurer la sûreté des journalistes et ne plus laisser impunis ceux qui les attaquent.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"freedom-of-the-press", "impunity"}, claim: "paragraph 111.69",
		},
	}
}
