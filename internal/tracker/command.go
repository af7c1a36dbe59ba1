package tracker

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// Tracker runs commands. It is safe for concurrent use.
type Tracker struct {
	database *postgres.Database
}

// New makes a tracker that writes to a database.
func New(database *postgres.Database) *Tracker {
	return &Tracker{database}
}

// Request says in whose name a command is asked for, and under which id.
type Request struct {
	Account uuid.UUID
	// ID is chosen by the caller, once for each command; none where zero. The same id again, by the same account and with the same input,
	// changes nothing and gives the same answer. With another input it is refused.
	ID uuid.UUID
}

// Receipt is where a command stands in the ledger.
type Receipt struct {
	Position int64
	Record   uuid.UUID // the record that it was about; none where zero. It is told of a command that failed too, where it had been found
	Repeated bool      // the command had been run before, and did nothing now
	// Told is what the answer says besides, by the names of its fields: of what is nowhere to be read.
	Told map[string]any
}

// command is a command under way. The first thing that goes wrong is kept in err; nothing is written after it.
type command struct {
	tx      *gorm.DB
	today   record.Date
	id      uuid.UUID
	account uuid.UUID  // in whose name it is
	author  *uuid.UUID // who submits what it writes; nil where an editor records it
	about   uuid.UUID  // the record that it is about; none where zero
	first   uuid.UUID  // the first record that it makes; none yet where zero
	space   uuid.UUID  // what the ids of its rows are made from
	made    int        // how many were
	err     error
	piles   []pile                  // rows waiting to be inserted
	known   map[string]uuid.UUID    // ids of references met, by noun and reference
	touched map[string]bool         // tables written to
	version map[uuid.UUID]int       // of the records that are revised, the one that the caller has seen
	stands  map[uuid.UUID]uuid.UUID // of rows that were made anew and are there already, their ids there

	subjects map[uuid.UUID]*subject   // recommendations met, by their ids
	parents  map[uuid.UUID]*uuid.UUID // what the organisations met belong to
	open     map[uuid.UUID]bool       // which of the studies met are open
	sites    map[uuid.UUID]site       // the places met

	recommendations, studies []uuid.UUID // those of which something is to be derived
	others                   []uuid.UUID // findings and stories of which it is to be derived who may see them
	changed                  []uuid.UUID // records that were there before, and say something else now
	places                   bool        // whether places are to be derived
	attended                 bool        // whether figures of attendance are to be released
	postponed                []func()    // what is written at the end of the batch
}

// run runs one command: in one transaction it opens it, lets write fill it, derives and seals it. input is all that the command was given.
func (t *Tracker) run(ctx context.Context, request Request, kind string, input any, write func(*command)) (receipt Receipt, err error) {
	defer fault.Wrap(&err, "%s", kind)
	digest, err := digestOf(input)
	if err != nil {
		return Receipt{}, err
	}
	space := idSpace(request)
	err = again(func() error {
		receipt, err = t.attempt(ctx, request, space, kind, digest, write)
		return err
	})
	if err != nil {
		return Receipt{Record: receipt.Record}, explain(err)
	}
	return receipt, nil
}

// mostAttempts is how often a command is begun before its asker is told.
const mostAttempts = 5

// again runs a command anew where it and others waited for each other, and the database ended it so that they could go on.
func again(attempt func() error) (err error) {
	for range mostAttempts {
		if err = attempt(); !postgres.IsDeadlock(err) {
			break
		}
	}
	return err
}

// attempt runs a command once, in a transaction of its own.
func (t *Tracker) attempt(
	ctx context.Context, request Request, space uuid.UUID, kind string, digest []byte, write func(*command),
) (receipt Receipt, err error) {
	err = t.database.Writer().WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		c := &command{
			tx: tx, id: uuid.New(), account: request.Account, space: space, known: map[string]uuid.UUID{}, touched: map[string]bool{},
			subjects: map[uuid.UUID]*subject{}, parents: map[uuid.UUID]*uuid.UUID{}, open: map[uuid.UUID]bool{}, sites: map[uuid.UUID]site{},
			version: map[uuid.UUID]int{}, stands: map[uuid.UUID]uuid.UUID{},
		}
		if c.today, err = postgres.BeginCommand(tx, request.Account, c.space); err != nil {
			return err
		}
		if receipt, err = repeated(tx, request, kind, digest); err != nil || receipt.Repeated {
			return err
		}
		write(c)
		receipt.Record = c.about
		c.derive()
		receipt.Position = c.seal(request, kind, digest)
		return c.err
	})
	return receipt, err
}

// Done says whether a request was carried out before, with whatever input, so that nobody need make a large one again.
func (t *Tracker) Done(ctx context.Context, request Request) (done bool, err error) {
	err = t.database.Writer().WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if _, err := postgres.BeginCommand(tx, request.Account, idSpace(request)); err != nil {
			return err
		}
		_, err := postgres.FindSealed(tx, request.Account, request.ID)
		done = err == nil
		if errors.Is(err, postgres.ErrNotSealed) {
			return nil
		}
		return err
	})
	if err != nil {
		return false, explain(err)
	}
	return done, nil
}

// look reads something in the name of an account, as the clerk sees it.
func (t *Tracker) look(ctx context.Context, account uuid.UUID, read func(*command)) error {
	err := t.database.Writer().WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		c := &command{tx: tx}
		if _, err := postgres.BeginCommand(tx, account, uuid.New()); err != nil {
			return err
		}
		read(c)
		return c.err
	})
	if err != nil {
		return explain(err)
	}
	return nil
}

// digestOf tells one input from another.
func digestOf(input any) ([]byte, error) {
	encoded, err := json.Marshal(input)
	if err != nil {
		return nil, fmt.Errorf("digest the input: %w", err)
	}
	digest := sha256.Sum256(encoded)
	return digest[:], nil
}

// idSpace is the namespace of a request's ids: its own, so that a request gives the same ids however often it is made.
func idSpace(request Request) uuid.UUID {
	if request.ID == uuid.Nil {
		return uuid.New()
	}
	return uuid.NewSHA1(request.Account, request.ID[:])
}

// repeated is the receipt of a request that was made before; one that says nothing where it was not.
func repeated(tx *gorm.DB, request Request, kind string, digest []byte) (Receipt, error) {
	if request.ID == uuid.Nil {
		return Receipt{}, nil
	}
	sealed, err := postgres.FindSealed(tx, request.Account, request.ID)
	if errors.Is(err, postgres.ErrNotSealed) {
		return Receipt{}, nil
	}
	if err != nil {
		return Receipt{}, err
	}
	same, err := postgres.IsInput(tx, sealed.Command, digest)
	if err != nil {
		return Receipt{}, err
	}
	if sealed.Kind != kind || !same {
		return Receipt{}, fault.About("requestId", fault.RequestIDReused,
			"This request id was used before with another input. Use a new id for a new command, and the same input to repeat one.")
	}
	receipt := Receipt{Position: sealed.Position, Repeated: true}
	if sealed.Record != nil {
		receipt.Record = *sealed.Record
	}
	return receipt, nil
}

// derive brings what is derived in line with what the command wrote.
func (c *command) derive() {
	c.flush()
	if c.places {
		c.deriving(func() ([]string, error) { return postgres.DerivePlaces(c.tx, c.id) })
	}
	if c.attended {
		c.deriving(func() ([]string, error) { return postgres.ReleaseAttendance(c.tx, c.id) })
	}
	if len(c.recommendations) > 0 {
		c.deriving(func() ([]string, error) { return postgres.Derive(c.tx, c.id, c.recommendations) })
	}
	if seen := slices.Concat(c.recommendations, c.others); len(seen)+len(c.studies) > 0 {
		c.deriving(func() ([]string, error) { return postgres.DeriveVisibility(c.tx, c.id, seen, c.studies) })
	}
	c.deriving(func() ([]string, error) { return nil, postgres.DeriveSearch(c.tx, c.id, c.changed) })
}

func (c *command) deriving(derive func() ([]string, error)) {
	if c.err != nil {
		return
	}
	var tables []string
	tables, c.err = derive()
	for _, table := range tables {
		c.touched[table] = true
	}
}

// seal takes the command's place in the ledger. It is the last thing that a command does.
func (c *command) seal(request Request, kind string, digest []byte) (position int64) {
	if c.err != nil {
		return 0
	}
	var id *uuid.UUID
	if request.ID != uuid.Nil {
		id = &request.ID
	}
	position, c.err = postgres.Seal(c.tx, c.id, kind, id, digest, slices.Sorted(maps.Keys(c.touched)), orNil(c.about))
	return position
}

// fail keeps the first thing that goes wrong.
func (c *command) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// newID is the id of the next row: the same one whenever the request is made again. The ids of a command follow each other, so that its rows
// stand next to each other in every index.
func (c *command) newID() uuid.UUID {
	c.made++
	id := c.space
	binary.BigEndian.PutUint32(id[12:], uint32(c.made)) //nolint:gosec // a command does not make four thousand million rows
	return id
}
