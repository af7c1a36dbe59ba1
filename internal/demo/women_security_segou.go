package demo

import (
	"time"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const segouReport document = "“Workshop on the role of Women in Security in Ségou”, EUCAP Sahel Mali, 2017"

// womenSecuritySegou is a workshop of 2017 on the part that women have in security, and what was told of it the day after.
func womenSecuritySegou() tracker.Batch {
	return tracker.Batch{Workshops: []tracker.Workshop{
		{
			Entry: entry("workshop", "women-security-segou-2017", segouReport.says("paragraphs 1, 4 and 6"), segouReport.implies("paragraph 1",
				"The place is taken for the town: the report says “in Ségou” and speaks of the region where it means it.",
				"Le lieu est pris pour la ville : le compte rendu dit « à Ségou » et parle de la région quand il l'entend.")),
			Title: words("The role of women in security in Ségou", "Le rôle des femmes dans la sécurité à Ségou"),
			Kind:  record.Exchange, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2017, time.April, 11)), Place: the("segou-town"),
			Objectives: words(
				"Bring women into decisions and regional mechanisms on security through ties between them, institutions and the forces; join efforts against gender-based violence; show what women can do to prevent extremism.",
				"Associer les femmes aux décisions et aux mécanismes régionaux de sécurité par des liens entre elles, les institutions et les forces ; unir les efforts contre les violences fondées sur le genre ; montrer ce que les femmes peuvent pour prévenir l'extrémisme."),
		},
		{
			Entry: entry("workshop", "women-security-segou-briefing-2017", segouReport.says("last paragraph"), segouReport.implies("paragraph 1 and last paragraph",
				"The day is the one after the workshop. The place is not stated.",
				"Le jour est le lendemain de l'atelier. Le lieu n'est pas indiqué.")),
			Title: words("The Governor of Ségou hears of the workshop", "Le gouverneur de Ségou est informé de l'atelier"),
			Kind:  record.Briefing, State: record.WorkshopHeld, Held: tracker.HeldOn(record.Day(2017, time.April, 12)),
		},
	}}
}
