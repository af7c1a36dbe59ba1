package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/suivi-project/suivi/internal/fault"
)

// What is said of a failure that is not the caller's, whatever it was.
const (
	brokenMessage = "Something went wrong on our side. It has been logged; give the requestId to ask about it."
	lateMessage   = "The question took too long. Ask for less, or later."
)

// asFault makes any error one that can be shown.
func asFault(err error) *fault.Error {
	if known, ok := errors.AsType[*fault.Error](err); ok {
		return known
	}
	return fault.New(fault.Internal, brokenMessage).Because(err)
}

// panicked makes a fault of what a panic left behind. Call it from the deferred function that recovered, while the stack is still there.
func panicked(left any) *fault.Error {
	return fault.New(fault.Internal, brokenMessage).Because(fmt.Errorf("panic: %v\n%s", left, debug.Stack()))
}

// presenter is the one place where a fault becomes an error of GraphQL, and where what was our fault is logged.
type presenter struct {
	log *slog.Logger
}

// present shows the faults of one request. Those that are ours are logged, each once and with its cause, under an id that is shown too.
func (p presenter) present(ctx context.Context, faults []*fault.Error) (shown gqlerror.List) {
	id := ""
	for _, f := range faults {
		e := &gqlerror.Error{Message: f.Message, Path: pathOf(f.Path), Locations: locationsOf(f), Extensions: extensionsOf(f)}
		if f.Code == fault.Internal || f.Code == fault.Unavailable {
			if id == "" {
				id = rand.Text()
			}
			e.Extensions["requestId"] = id
			p.log.ErrorContext(ctx, "a request failed", "requestId", id, "code", f.Code, "path", f.Path, "error", f.Error())
		}
		shown = append(shown, e)
	}
	return shown
}

// settle gives a failure that is not the caller's its final code and words, whatever the room that it comes from said of it: an expired deadline,
// or an asker who has gone away, looks like a broken database from below.
func settle(ctx context.Context, f *fault.Error) *fault.Error {
	if f.Code != fault.Internal {
		return f
	}
	if ctx.Err() != nil || errors.Is(f.Cause, context.DeadlineExceeded) {
		return &fault.Error{Code: fault.Timeout, Message: lateMessage, Path: f.Path, Cause: f.Cause}
	}
	return &fault.Error{Code: fault.Internal, Message: brokenMessage, Path: f.Path, Cause: f.Cause}
}

func extensionsOf(f *fault.Error) map[string]any {
	extensions := map[string]any{}
	for key, value := range f.Details {
		extensions[key] = value
	}
	if f.Argument != "" {
		extensions["argument"] = f.Argument
	}
	extensions["code"] = f.Code
	return extensions
}

// locationsOf tells where in the document something is wrong, as the parser or the validator said.
func locationsOf(f *fault.Error) []gqlerror.Location {
	if said, ok := errors.AsType[*gqlerror.Error](f.Cause); ok {
		return said.Locations
	}
	return nil
}

// pathOf tells the places in lists, which are numbers in an answer, from response keys, which never begin with a digit.
func pathOf(steps []string) (path ast.Path) {
	for _, step := range steps {
		if index, err := strconv.Atoi(step); err == nil {
			path = append(path, ast.PathIndex(index))
		} else {
			path = append(path, ast.PathName(step))
		}
	}
	return path
}
