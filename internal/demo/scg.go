package demo

import (
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const scgPage document = "“Strengthening Security Governance in North and Central Mali”, Strategic Capacity Group"

// scg is a project of the Strategic Capacity Group: an assessment, and the exercises that came after it. The page counts 33
// recommendations and prints none.
func scg() tracker.Batch {
	project := the("security-governance-north-centre")
	return tracker.Batch{
		Programmes: []tracker.Programme{{
			Entry: entry("programme", "security-governance-north-centre", scgPage.says("Project"), scgPage.implies("Project",
				"That the group carries out the project itself is our reading. Whether Canada alone supports it is not stated.",
				"Que le groupe mette lui-même le projet en œuvre est notre lecture. Si le Canada est seul à l'appuyer n'est pas indiqué.")),
			Title: words("Strengthening Security Governance in North and Central Mali", "Renforcer la gouvernance de la sécurité dans le nord et le centre du Mali"),
			Aims: words("Help communities, forces and local authorities in the north and the centre to trust, hear and answer each other.",
				"Aider les communautés, les forces et les autorités locales du nord et du centre à se faire confiance, à s'écouter et à se répondre."),
			Organisations: []tracker.Involved{
				{Organisation: the("psop"), Role: record.Funding},
				{Organisation: the("scg"), Role: record.Implementing},
			},
			Countries: all("mali"),
		}},
		Studies: []tracker.Study{{
			Entry: entry("study", "scg-north-centre", scgPage.says("Project"), scgPage.implies("Project",
				"That the group coordinated it follows from the project being its own. Whether it was validated or published is not stated.",
				"Que le groupe l'ait coordonnée découle de ce que le projet est le sien. Si elle a été validée ou publiée n'est pas indiqué.")),
			Keeper: project, Programme: project, Coordinator: the("scg"),
			Kind: record.Assessment, Stage: record.StudyDrafted, Disclosure: record.Open,
			Aims: words("What keeps communities and security forces apart, and what governments, communities and donors could do about it.",
				"Ce qui éloigne les communautés des forces de sécurité, et ce que gouvernements, communautés et bailleurs peuvent y faire."),
			Places: all("mopti-region", "tombouctou-region", "segou-region"),
		}},
		Workshops: []tracker.Workshop{{
			Entry: entry("workshop", "scg-tabletops", scgPage.says("Project"), scgPage.implies("Project",
				"The page speaks of a series without number, dates or places; one record stands for it.",
				"La page parle d'une série sans nombre, dates ni lieux ; une seule fiche la représente.")),
			Keeper: project, Programme: project, Title: words("Tabletop exercises of communities, officials and forces", "Exercices sur table entre communautés, responsables et forces"),
			Kind: record.TabletopExercise, State: record.WorkshopHeld,
			Objectives: words("Work out together how to meet shared dangers.", "Chercher ensemble comment faire face aux dangers communs."),
		}},
	}
}
