package plan

import (
	"context"
	"errors"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

// plansKept is how many plans are remembered.
const plansKept = 512

// Planner answers query operations, each with one statement.
type Planner struct {
	mapping *mapping
	reader  Reader
	seal    *sealer
	plans   *lru.Cache[planKey, *plan]
}

// planKey is an operation, as the very document that was parsed, and the shape of its variables. Documents are kept by whoever parses them, so
// that the same text is the same operation.
type planKey struct {
	operation *ast.OperationDefinition
	shape     string
}

// Reader runs a statement; *postgres.Database is one.
type Reader interface {
	Read(ctx context.Context, statement postgres.Statement) (answer []byte, failed []bool, err error)
}

// Options are what a Planner is made of.
type Options struct {
	Schema     *ast.Schema
	Models     []any             // pointers to GORM models, each named as the type that it answers
	IDPrefixes map[string]string // by the name of a model: what the public ids of its records begin with
	Catalogue  *Catalogue
	Reader     Reader
	Secret     []byte // what cursors are sealed with
}

// New makes a planner, and refuses a schema with a field, a filter or an order that nothing in the models or the database answers.
func New(options Options) (*Planner, error) {
	models, err := readModels(options.Models, options.IDPrefixes, options.Catalogue)
	if err != nil {
		return nil, err
	}
	mapping, err := newMapping(options.Schema, models, options.Catalogue)
	if err != nil {
		return nil, err
	}
	plans, err := lru.New[planKey, *plan](plansKept)
	if err != nil {
		return nil, err
	}
	return &Planner{mapping: mapping, reader: options.Reader, seal: &sealer{secret: options.Secret}, plans: plans}, nil
}

// Answer answers a question from one snapshot. Every argument is checked before the database is asked; the first fault is then the answer. An
// answer with data can have faults too: for each record that was asked for by its id or reference and is not there.
func (p *Planner) Answer(ctx context.Context, question Question) Answer {
	plan, refusal := p.planOf(question)
	if refusal != nil {
		return Answer{Faults: []*fault.Error{refusal}}
	}
	bound := binding{question: question, seal: p.seal}
	statement, refusal := plan.bind(bound)
	if refusal != nil {
		return Answer{Faults: []*fault.Error{refusal}}
	}
	statement.Asker = question.Asker
	data, failed, err := p.reader.Read(ctx, statement)
	if err != nil {
		return Answer{Faults: []*fault.Error{explain(err)}}
	}
	answer := Answer{Data: data, DependsOnLanguages: plan.usesLanguages, Read: true}
	for i, is := range failed {
		if is {
			answer.Faults = append(answer.Faults, plan.checks[i].fault(bound))
			if plan.checks[i].fatal {
				answer.Data = nil
			}
		}
	}
	return answer
}

func (p *Planner) planOf(question Question) (*plan, *fault.Error) {
	key := planKey{question.Operation, p.mapping.shape(question)}
	if known, there := p.plans.Get(key); there {
		return known, nil
	}
	made, refusal := p.mapping.compile(question)
	if refusal == nil {
		p.plans.Add(key, made)
	}
	return made, refusal
}

// explain says what a failed statement means to the asker; the cause is for the log.
func explain(err error) *fault.Error {
	switch {
	case errors.Is(err, postgres.ErrTimeout):
		return fault.New(fault.Timeout, "the question took too long; ask for less").Because(err)
	case errors.Is(err, postgres.ErrNotSignedIn):
		return fault.NotSignedIn()
	case errors.Is(err, postgres.ErrUnreachable):
		return fault.New(fault.Unavailable, "the record cannot be reached just now; try again later").Because(err)
	}
	return fault.New(fault.Internal, "something went wrong on our side").Because(fmt.Errorf("answer a question: %w", err))
}
