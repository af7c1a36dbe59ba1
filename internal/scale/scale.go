// Package scale is a synthetic record of any size, to see how the house bears it: recommendations, five follow-ups for each, and programmes,
// studies, workshops, organisations and places in proportion. Nothing in it is true of anybody.
//
// It is loaded by commands of the tracker, as any record is, each with one place in the ledger. The same size gives the same record in
// every house, ids included; only the order in the ledger may differ, since two commands are under way at a time.
package scale

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/tracker"
)

// The accounts of the synthetic record. Each edits what it may see beyond the public.
var (
	EditorOfOne  = idOf("account", "editor-of-one")  // edits the first programme
	EditorOfMany = idOf("account", "editor-of-many") // edits 500, or all where there are fewer
)

// atOnce is how many commands are under way at a time: while one is made here, another is written there.
const atOnce = 2

// Load loads the synthetic record of n recommendations, in the name of the first administrator, who must be there. It does nothing where all
// is loaded, and goes on where it was interrupted. A house that holds one of another size refuses (REFUSED): start from an empty one.
// progress, which may be nil, hears of how many recommendations are loaded.
func Load(ctx context.Context, database *postgres.Database, n int, progress func(done, total int)) (err error) {
	defer fault.Wrap(&err, "load the synthetic record")
	if n < 1 {
		return fault.New(fault.BadArgument, "A synthetic record has at least one recommendation, not %d.", n)
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	l := &loader{tracker: tracker.New(database), n: n}
	last := accountsPart(n)
	if done, err := l.done(ctx, last); err != nil || done {
		return err
	}
	if err := l.loadInTurn(ctx, placesPart(n), organisationsPart(n), themesPart(), instrumentsPart()); err != nil {
		return err
	}
	if err := l.loadBlocks(ctx, progress); err != nil {
		return err
	}
	return l.loadInTurn(ctx, append(disputesParts(n), last)...)
}

// loader loads the parts of a record.
type loader struct {
	tracker *tracker.Tracker
	n       int
}

// part is what one command loads. It is made when it is wanted, and not at all where it is there already.
type part struct {
	name string
	make func() tracker.Batch
}

// loadBlocks loads the programmes, and with each what belongs to it.
func (l *loader) loadBlocks(ctx context.Context, progress func(done, total int)) error {
	loaded := make(chan int)
	loading, ctx := errgroup.WithContext(ctx)
	loading.SetLimit(atOnce)
	go func() {
		defer close(loaded)
		for first := 0; first < programmes(l.n); first += programmesPerCommand {
			loading.Go(func() error {
				b := newBlock(first, l.n)
				err := l.load(ctx, b.part())
				if err == nil {
					loaded <- b.recommendations()
				}
				return err
			})
		}
		_ = loading.Wait() // it is asked again below
	}()
	done := 0
	for more := range loaded {
		done += more
		progress(done, l.n)
	}
	return loading.Wait()
}

func (l *loader) loadInTurn(ctx context.Context, parts ...part) error {
	for _, part := range parts {
		if err := l.load(ctx, part); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

func (l *loader) load(ctx context.Context, part part) error {
	if done, err := l.done(ctx, part); err != nil || done {
		return err
	}
	_, err := l.tracker.Record(ctx, l.request(part), part.make())
	return err
}

func (l *loader) done(ctx context.Context, part part) (bool, error) {
	return l.tracker.Done(ctx, l.request(part))
}

func (l *loader) request(part part) tracker.Request {
	return tracker.Request{Account: postgres.FirstAdministrator, ID: idOf("request", fmt.Sprintf("%s of %d", part.name, l.n))}
}

// space is the namespace of the synthetic record's ids.
var space = uuid.MustParse("c3b0d1b4-6a0e-5f4b-9d57-2f8f0a3c6e11")

func idOf(noun, reference string) uuid.UUID {
	return uuid.NewSHA1(space, []byte(noun+"/"+reference))
}
