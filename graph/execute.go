package graph

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/tracker"
)

// executor answers requests, however they came in: it prepares an operation, and has the planner or introspection answer it.
type executor struct {
	planner   answerer
	tracker   *tracker.Tracker
	door      doorkeeper
	schema    graphql.ExecutableSchema
	limits    Limits
	documents *documents
	mutations mutations
	readBacks *readBacks
}

// newExecutor panics where the schema's mutations and the commands that carry them out do not fit: both are part of the program.
func newExecutor(options Options) *executor {
	e := &executor{
		planner: options.Planner, tracker: options.Tracker, door: options.Door, schema: newSchema(), limits: options.Limits.orDefaults(),
		documents: newDocuments(), readBacks: newReadBacks(),
	}
	var err error
	if e.mutations, err = newMutations(e.schema.Schema(), commands); err != nil {
		panic(err)
	}
	return e
}

// run answers a request in the time that there is, and never panics. Whatever went wrong below, its faults can be shown.
func (e *executor) run(ctx context.Context, asked request) plan.Answer {
	ctx, cancel := context.WithTimeout(ctx, e.limits.Time)
	defer cancel()

	answer := e.attempt(ctx, asked)
	if asked.asker != nil && !answer.Read {
		answer = e.unlessRefused(ctx, asked, answer)
	}
	faults := make([]*fault.Error, len(answer.Faults))
	for i, f := range answer.Faults {
		faults[i] = settle(ctx, f)
	}
	answer.Faults = faults
	return answer
}

// unlessRefused is an answer for which the record was not read, unless the asker is nobody: whoever shows a token that is not good is told so,
// whatever they asked.
func (e *executor) unlessRefused(ctx context.Context, asked request, answer plan.Answer) plan.Answer {
	_, err := e.door.Account(ctx, asked.asker)
	if err != nil && (answer.Data != nil || fault.CodeOf(err) == fault.Unauthenticated) {
		return failed(asFault(err))
	}
	return answer
}

func (e *executor) attempt(ctx context.Context, asked request) (answer plan.Answer) {
	defer func() {
		if left := recover(); left != nil {
			answer = failed(panicked(left))
		}
	}()
	op, faults := e.prepare(asked)
	if len(faults) > 0 {
		return failed(faults...)
	}
	if op.definition.Operation == ast.Mutation {
		return e.bounded(e.mutate(ctx, op, asked))
	}
	return e.bounded(e.query(ctx, op, asked))
}

// query answers a query. What it asks of the schema is answered here, what it asks of the record by the planner, which puts the two together.
func (e *executor) query(ctx context.Context, op *operation, asked request) plan.Answer {
	aboutSchema, aboutRecord := op.rootFields()
	if !aboutRecord {
		data, err := e.introspect(ctx, op, aboutSchema)
		if err != nil {
			return failed(asFault(err))
		}
		return plan.Answer{Data: data}
	}
	question := plan.Question{
		Operation: op.definition,
		Fragments: op.document.Fragments,
		Variables: op.variables,
		Languages: asked.languages,
		Asker:     asked.asker,
	}
	if len(aboutSchema) > 0 {
		data, err := e.introspect(ctx, op, aboutSchema)
		if err == nil {
			err = json.Unmarshal(data, &question.Introspection)
		}
		if err != nil {
			return failed(asFault(err))
		}
	}
	return e.planner.Answer(ctx, question)
}

// bounded holds an answer to what every answer keeps: it says something, and not too much.
func (e *executor) bounded(answer plan.Answer) plan.Answer {
	switch {
	case len(answer.Data) > e.limits.Answer:
		return failed(fault.New(fault.AnswerTooLarge, "The answer is longer than %d bytes. Ask for smaller pages.", e.limits.Answer).
			With("limit", e.limits.Answer))
	case answer.Data == nil && len(answer.Faults) == 0:
		return failed(asFault(errors.New("the planner gave neither data nor a fault")))
	}
	return answer
}

func failed(faults ...*fault.Error) plan.Answer {
	return plan.Answer{Faults: faults}
}
