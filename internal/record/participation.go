package record

import "github.com/google/uuid"

// ParticipationRole is what somebody did at a workshop.
type ParticipationRole string

// The roles at a workshop.
const (
	Convenor    ParticipationRole = "CONVENOR"
	Host        ParticipationRole = "HOST"
	Chair       ParticipationRole = "CHAIR"
	Facilitator ParticipationRole = "FACILITATOR"
	Presenter   ParticipationRole = "PRESENTER"
	Moderator   ParticipationRole = "MODERATOR"
	Expert      ParticipationRole = "EXPERT"
	Supporter   ParticipationRole = "SUPPORTER"
	Invited     ParticipationRole = "INVITED"
	Participant ParticipationRole = "PARTICIPANT"
)

// Participation is somebody at a workshop: an organisation, an audience, or a person who may be named.
type Participation struct {
	Linked
	WorkshopID     uuid.UUID
	Ordinal        int
	Role           ParticipationRole
	Name           *string
	Capacity       Text
	OrganisationID *uuid.UUID
	Organisation   *Organisation
	Audience       *Audience
	AgendaItemID   *uuid.UUID
	AgendaItem     *AgendaItem
	Count          Quantity `gorm:"embedded;embeddedPrefix:count_"`
	Sensitivity    Sensitivity
}

// AgendaItemKind is what is done under an item of an agenda.
type AgendaItemKind string

// The kinds of agenda item.
const (
	Ceremony         AgendaItemKind = "CEREMONY"
	PresentationItem AgendaItemKind = "PRESENTATION"
	Discussion       AgendaItemKind = "DISCUSSION"
	FollowUpItem     AgendaItemKind = "FOLLOW_UP"
	DecisionItem     AgendaItemKind = "DECISION"
	Exercise         AgendaItemKind = "EXERCISE"
)

// AgendaItem is an item of a workshop's agenda.
type AgendaItem struct {
	Linked
	WorkshopID uuid.UUID
	Number     int `gorm:"column:ordinal"`
	Title      Text
	Kind       AgendaItemKind
}
