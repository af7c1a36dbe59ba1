package demo

import "github.com/suivi-project/suivi/internal/record"

// mali2013Unclaimed is the recommendations of 2013 of which Mali said no more than whether it accepted or noted them.
func mali2013Unclaimed() []outcome {
	return []outcome{
		{
			reference: "upr-mali-2013-collective-punishment", citations: cite(review2013, "Germany"), proposers: []string{"germany"},
			english:  "Punish nobody collectively or at will for siding with rebels; stop abuses by the forces and enforced disappearances, above all of minorities and journalists.",
			french:   "Ne punir personne collectivement ni arbitrairement pour avoir pris le parti des rebelles ; faire cesser les exactions des forces et les disparitions forcées, surtout de membres de minorités et de journalistes.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"detention", "enforced-disappearances", "freedom-of-the-press", "state-violations", "minorities"},
		},
		{
			reference: "upr-mali-2013-armed-groups-abuses", citations: cite(review2013, "the Holy See"), proposers: []string{"holy-see"},
			english:  "Stop the grave abuses in the north, mostly by fundamentalist armed groups: executions, torture, the wrecking of places of worship, the denial of religious freedom.",
			french:   "Faire cesser les graves exactions commises dans le nord, surtout par des groupes armés fondamentalistes : exécutions, torture, destruction de lieux de culte, privation de liberté religieuse.",
			position: record.Accepted, places: []string{"north-of-mali"}, themes: []string{"extrajudicial-executions", "freedom-of-religion", "torture"},
		},
		{
			reference: "upr-mali-2013-children-recruitment", citations: cite(review2013, "Ireland"), proposers: []string{"ireland"},
			english:  "Do everything feasible to keep children from being enlisted by armed groups, allied with the State or not, and share with the United Nations and others what helps them to uphold the rules.",
			french:   "Faire tout ce qui est possible pour que les groupes armés, alliés de l'État ou non, n'enrôlent pas d'enfants, et partager avec les Nations unies et d'autres ce qui aide à faire respecter les règles.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"childrens-rights", "children-armed-conflict"},
		},
		{
			reference: "upr-mali-2013-child-soldiers", citations: cite(review2013, "Slovakia"), proposers: []string{"slovakia"},
			english:  "Deal without delay, and by human rights standards, with reports that rebels enlist children.",
			french:   "Traiter sans délai, selon les normes des droits de l'homme, les signalements d'enrôlement d'enfants par les rebelles.",
			position: record.Accepted, places: []string{"mali"}, themes: []string{"humanitarian-law", "international-instruments", "childrens-rights", "children-armed-conflict"},
		},
		{
			reference: "upr-mali-2013-armed-groups-redress", citations: cite(review2013, "the Republic of Korea"), proposers: []string{"republic-of-korea"},
			english:  "Call to account members of armed groups who gravely violated human rights, and compensate those who suffered in the north.",
			french:   "Demander compte aux membres des groupes armés coupables de graves violations et réparer le tort fait aux victimes dans le nord.",
			position: record.Accepted, places: []string{"north-of-mali"}, themes: []string{"humanitarian-law", "justice"},
		},
		{
			reference: "upr-mali-2013-extrajudicial-executions", citations: cite(review2013, "Canada"), proposers: []string{"canada"},
			english:  "Look into killings outside the law without delay and without bias, and prosecute whoever is answerable.",
			french:   "Enquêter sans retard et sans parti pris sur les exécutions extrajudiciaires et en poursuivre les responsables.",
			position: record.Noted, places: []string{"mali"}, themes: []string{"extrajudicial-executions"},
		},
		{
			reference: "upr-mali-2013-tuareg-conflict", citations: cite(review2013, "Costa Rica"), proposers: []string{"costa-rica"},
			english:  "Inquire into unlawful killings in the conflict with the Tuareg and into torture in the cells of State security, and try those who did it.",
			french:   "Enquêter sur les exécutions illégales dans le conflit avec les Touaregs et sur la torture dans les cellules de la sûreté de l'État, et en juger les auteurs.",
			position: record.Noted, places: []string{"mali"}, themes: []string{"detention", "extrajudicial-executions", "state-violations", "torture"},
		},
	}
}
