package tracker

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/record"
)

// Method is a method of a study, and how much of it.
type Method struct {
	Kind     record.MethodKind
	Quantity record.Quantity   // not stated where zero
	Unit     record.MethodUnit // what the figure counts; none where empty
}

// Group is a group of people that a study consulted.
type Group struct {
	Name     record.Text
	Audience record.Audience // none fits where empty
}

func (m Method) check(at path) error { return checkQuantity(at.to("quantity"), m.Quantity) }

func (g Group) check(at path) error { return checkSomeText(at.to("name"), g.Name) }

func (s Study) recordMethods(c *command, id uuid.UUID, k keeping) {
	for i, method := range s.Methods {
		add(c, record.StudyMethod{
			Linked: c.linked(k), StudyID: id, Ordinal: i + 1, Kind: method.Kind, Quantity: stored(method.Quantity), Unit: orNil(method.Unit),
		})
	}
	for i, group := range s.Groups {
		add(c, record.StudyGroup{Linked: c.linked(k), StudyID: id, Ordinal: i + 1, Name: group.Name, Audience: orNil(group.Audience)})
	}
}
