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
			Countries: all("mali"), Themes: all("trust", "security-sector-reform"),
		}},
		Studies: []tracker.Study{{
			Entry: entry("study", "scg-north-centre", scgPage.says("Project"), scgPage.implies("Project",
				"That the group coordinated it follows from the project being its own. Whether it was validated or published is not stated.",
				"Que le groupe l'ait coordonnée découle de ce que le projet est le sien. Si elle a été validée ou publiée n'est pas indiqué.")),
			Keeper: project, Programme: project, Coordinator: the("scg"),
			Kind: record.Assessment, Stage: record.StudyDrafted, Disclosure: record.Open,
			Aims: words("What keeps communities and security forces apart, and what governments, communities and donors could do about it.",
				"Ce qui éloigne les communautés des forces de sécurité, et ce que gouvernements, communautés et bailleurs peuvent y faire."),
			Methods: []tracker.Method{
				{Kind: record.Interviews, Quantity: figure(record.MoreThan, 60, "over 60", "plus de 60"), Unit: record.Times},
				{Kind: record.FieldResearch, Quantity: exactly(3), Unit: record.Weeks},
			},
			Places: all("mopti-region", "tombouctou-region", "segou-region"),
			Themes: all("trust", "security-sector-reform"),
			Reported: []tracker.ReportedCount{
				{Measure: record.DriversReported, Quantity: exactly(11), Citations: []tracker.Citation{scgPage.says("Project")}},
				{
					Measure: record.RecommendationsReported, Quantity: exactly(33), Citations: []tracker.Citation{scgPage.says("Project")},
					Audiences: []record.Audience{record.Government, record.LocalCommunities, record.InternationalDonors},
				},
			},
		}},
		Workshops: []tracker.Workshop{{
			Entry: entry("workshop", "scg-tabletops", scgPage.says("Project"), scgPage.implies("Project",
				"The page speaks of a series without number, dates or places; one record stands for it.",
				"La page parle d'une série sans nombre, dates ni lieux ; une seule fiche la représente.")),
			Keeper: project, Programme: project, Title: words("Tabletop exercises of communities, officials and forces", "Exercices sur table entre communautés, responsables et forces"),
			Kind: record.TabletopExercise, State: record.WorkshopHeld,
			Objectives: words("Work out together how to meet shared dangers.", "Chercher ensemble comment faire face aux dangers communs."),
			Participations: []tracker.Participation{
				took(record.Convenor, "scg"),
				present(record.Participant, record.Government, "Government officials", "Responsables du gouvernement"),
				present(record.Participant, record.PublicServices, "Officials of the security sector", "Responsables du secteur de la sécurité"),
				present(record.Participant, record.CivilSociety, "Civil society", "Société civile"),
				present(record.Participant, record.LocalCommunities, "Members of the community", "Membres de la communauté"),
			},
			BasedOn: []tracker.Ground{{Study: the("scg-north-centre")}}, Themes: all("trust"),
		}},
		ChangeStories: []tracker.ChangeStory{{
			Entry: entry("change_story", "scg-tabletop-mopti", scgPage.says("the quotation"), scgPage.implies("the quotation",
				"Whether Mopti is the town or the region is not stated; the region holds both. The quotation is cut to a few words; the rest is told in ours.",
				"Il n'est pas précisé si Mopti est la ville ou la région ; la région comprend les deux. La citation est réduite à quelques mots ; le reste est dit avec les nôtres.")),
			Keeper: project, Programme: project, Level: record.Individual, Place: the("mopti-region"), Sensitivity: record.PublicThing,
			Change: words("Somebody from a community forum came to regard the security forces as partners, and can now reach senior officers.",
				"Un membre d'un forum communautaire en est venu à tenir les forces de sécurité pour des partenaires, et peut désormais joindre des officiers supérieurs."),
			Source:       &tracker.Source{Role: words("Community forum member, Mopti", "Membre d'un forum communautaire, Mopti")},
			Quote:        words("… an eye opener for me …", "… une révélation pour moi …"),
			Contribution: words("The tabletop exercise.", "L'exercice sur table."),
		}},
	}
}
