package tracker

import (
	"context"

	"github.com/suivi-project/suivi/internal/fault"
)

// Batch is what one command records. Its lists are taken in the order of its fields, and each from its first item on: a record may name
// any that is there already, and any that comes before it. What a study or a workshop rests on, and what it responds to, may come after it.
type Batch struct {
	Organisations   []Organisation
	Places          []Place
	Themes          []Theme
	Instruments     []Instrument
	Programmes      []Programme
	Accounts        []Account
	Grants          []Grant
	StudySeries     []StudySeries
	Studies         []Study
	WorkshopSeries  []WorkshopSeries
	Workshops       []Workshop
	Validations     []Validation
	Findings        []Finding
	Recommendations []Recommendation
	Repetitions     []Repetition
	Positions       []PositionStatement
	Actions         []Action
	FollowUps       []FollowUp
	ChangeStories   []ChangeStory
}

// Record records a batch, as one command with one place in the ledger. It needs an account that edits what each record is kept by; an
// administrator may record everything, and nobody else organisations, places and programmes of their own. Besides what a field wants
// (BAD_ARGUMENT, BAD_DATE, BAD_LANGUAGE), it answers UNKNOWN_REFERENCE for a record that is not there, REFUSED where a rule of the record
// stands against it, and FORBIDDEN where the account may not write.
func (t *Tracker) Record(ctx context.Context, request Request, batch Batch) (Receipt, error) {
	return t.record(ctx, request, "RECORD", batch, func(*command) {})
}

func (t *Tracker) record(ctx context.Context, request Request, kind string, batch Batch, then func(*command)) (Receipt, error) {
	if err := batch.check(); err != nil {
		return Receipt{}, err
	}
	return t.run(ctx, request, kind, batch, func(c *command) {
		for _, list := range batch.lists() {
			list.record(c)
		}
		c.recordPostponed()
		then(c)
	})
}

func (b Batch) lists() []batched {
	return []batched{
		listOf[Organisation]{"organisations", b.Organisations},
		listOf[Place]{"places", b.Places},
		listOf[Theme]{"themes", b.Themes},
		listOf[Instrument]{"instruments", b.Instruments},
		listOf[Programme]{"programmes", b.Programmes},
		listOf[Account]{"accounts", b.Accounts},
		listOf[Grant]{"grants", b.Grants},
		listOf[StudySeries]{"studySeries", b.StudySeries},
		listOf[Study]{"studies", b.Studies},
		listOf[WorkshopSeries]{"workshopSeries", b.WorkshopSeries},
		listOf[Workshop]{"workshops", b.Workshops},
		listOf[Validation]{"validations", b.Validations},
		listOf[Finding]{"findings", b.Findings},
		listOf[Recommendation]{"recommendations", b.Recommendations},
		listOf[Repetition]{"repetitions", b.Repetitions},
		listOf[PositionStatement]{"positions", b.Positions},
		listOf[Action]{"actions", b.Actions},
		listOf[FollowUp]{"followUps", b.FollowUps},
		listOf[ChangeStory]{"changeStories", b.ChangeStories},
	}
}

func (b Batch) check() error {
	count := 0
	for _, list := range b.lists() {
		if err := list.check(); err != nil {
			return err
		}
		count += list.count()
	}
	if count == 0 {
		return fault.New(fault.BadArgument, "There is nothing to record. Give at least one record.")
	}
	return nil
}

// batched is one of the lists of a batch.
type batched interface {
	name() string
	count() int
	check() error
	record(c *command)
}

type listOf[Item interface {
	check(at path) error
	record(c *command, at path)
}] struct {
	at    path
	items []Item
}

func (l listOf[Item]) name() string { return string(l.at) }

func (l listOf[Item]) count() int { return len(l.items) }

func (l listOf[Item]) check() error { return checkEach(l.at, l.items) }

// record records the items, and inserts them before the next list looks for them.
func (l listOf[Item]) record(c *command) {
	for i, item := range l.items {
		if c.err != nil {
			return
		}
		item.record(c, l.at.item(i))
	}
	c.flush()
}

// postpone keeps for the end of the batch what may name a record that comes later in it.
func (c *command) postpone(write func()) {
	c.postponed = append(c.postponed, write)
}

func (c *command) recordPostponed() {
	c.writePostponed()
	c.flush()
}

func (c *command) writePostponed() {
	for _, write := range c.postponed {
		if c.err != nil {
			return
		}
		write()
	}
	c.postponed = nil
}
