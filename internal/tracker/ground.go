package tracker

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// Ground is what a study or a workshop rests on: a study, or a workshop.
type Ground struct {
	Study, Workshop Ref // one of the two
}

func (g Ground) check(at path) error {
	if (g.Study == Ref{}) == (g.Workshop == Ref{}) {
		return fault.About(string(at), fault.BadArgument, "Name a study or a workshop, and not both.")
	}
	return nil
}

// basedOn says at the end of the batch what a study or a workshop rests on. Where a study has a part in it, it is seen as the study is.
func (c *command) basedOn(at path, noun string, id uuid.UUID, k keeping, grounds []Ground) {
	c.postpone(func() {
		for i, ground := range grounds {
			link := record.Lineage{Linked: c.linked(k), RecordID: id, RecordNoun: noun}
			if ground.Study != (Ref{}) {
				link.BasedOnNoun, link.BasedOnID = "study", c.find("study", at.item(i).to("study"), ground.Study)
				link.Visibility = record.VisibilityDesk
				c.studies = append(c.studies, link.BasedOnID)
			} else {
				link.BasedOnNoun, link.BasedOnID = "workshop", c.find("workshop", at.item(i).to("workshop"), ground.Workshop)
			}
			add(c, link)
		}
	})
}
