package record

import "github.com/google/uuid"

// ActionProgress is how far an action has come.
type ActionProgress string

// The degrees of progress.
const (
	ActionPlanned  ActionProgress = "PLANNED"
	ActionUnderWay ActionProgress = "UNDER_WAY"
	ActionDone     ActionProgress = "DONE"
	ActionDropped  ActionProgress = "DROPPED"
)

// Action is what an addressee commits to, to carry out a recommendation.
type Action struct {
	Kept
	Reference        *string `gorm:"unique"`
	RecommendationID uuid.UUID
	Recommendation   *Recommendation
	Title            Text
	OwnerID          uuid.UUID
	Owner            *Addressee
	DueOn            *Date
	DueOnAsc         *Date `gorm:"->"`
	DueOnDesc        *Date `gorm:"->"`
	Progress         ActionProgress
	Citations        []Citation `gorm:"foreignKey:RecordID"`
}
