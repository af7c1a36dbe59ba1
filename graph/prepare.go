package graph

import (
	"errors"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/suivi-project/suivi/internal/fault"
)

// operation is a question that may be asked: well formed, valid, within the limits, its variables coerced.
type operation struct {
	text       string
	document   *ast.QueryDocument // holds this operation and the fragments; shared between requests, so never written to
	definition *ast.OperationDefinition
	variables  map[string]any
}

// prepare makes an operation of a request. What is cheap to refuse is refused first.
func (e *executor) prepare(asked request) (*operation, []*fault.Error) {
	document, faults := e.document(asked)
	if len(faults) > 0 {
		return nil, faults
	}
	op := &operation{text: asked.query, document: document, definition: document.Operations[0]}
	if problem := checkMethod(op.definition, asked); problem != nil {
		return nil, []*fault.Error{problem}
	}
	variables, problem := coerceVariables(e.schema.Schema(), op.definition, asked.variables)
	if problem != nil {
		return nil, []*fault.Error{problem}
	}
	op.variables = variables
	if problem := misplacedNull(op); problem != nil {
		return nil, []*fault.Error{problem}
	}
	if cost := costOf(op); cost > e.limits.Cost {
		return nil, []*fault.Error{tooCostly(cost, e.limits.Cost)}
	}
	return op, nil
}

// document parses and validates what was asked, unless it was asked before, and reduces it to the one operation that is meant.
func (e *executor) document(asked request) (*ast.QueryDocument, []*fault.Error) {
	key := documentKey{asked.query, asked.operation}
	if known := e.documents.get(key); known != nil {
		return known, nil
	}
	document, problem := parse(asked.query, e.limits.Tokens)
	if problem != nil {
		return nil, []*fault.Error{problem}
	}
	definition, problem := choose(document, asked.operation)
	if problem == nil {
		problem = checkMethod(definition, asked)
	}
	if problem == nil {
		problem = checkExtent(document, e.limits)
	}
	if problem != nil {
		return nil, []*fault.Error{problem}
	}
	schema := e.schema.Schema()
	if faults := validate(schema, document); len(faults) > 0 {
		return nil, faults
	}
	if len(document.Operations) > 1 {
		// The validator leaves in a fragment the variables of the operation it saw last. Seeing only this one, it leaves the right ones.
		document.Operations = ast.OperationList{definition}
		validator.Walk(schema, document, &validator.Events{})
	}
	e.documents.add(key, document)
	return document, nil
}

// parse reads a document of at most so many tokens.
func parse(text string, limit int) (*ast.QueryDocument, *fault.Error) {
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, limit)
	if err == nil {
		return document, nil
	}
	said, ok := errors.AsType[*gqlerror.Error](err)
	switch {
	case !ok:
		return nil, asFault(err)
	case strings.HasPrefix(said.Message, "exceeded token limit"):
		return nil, fault.New(fault.TooManyTokens, "The question has more than %d words and signs.", limit).With("limit", limit)
	case strings.HasPrefix(said.Message, "exceeded maximum nesting depth"):
		return nil, tooDeep(parser.MaxNestingDepth)
	}
	return nil, fault.New(fault.ParseFailed, "%s", shorten(said.Message)).Because(said)
}

// choose finds the operation that is meant: the one of that name, or the only one.
func choose(document *ast.QueryDocument, name string) (*ast.OperationDefinition, *fault.Error) {
	switch definition := document.Operations.ForName(name); {
	case len(document.Operations) == 0:
		return nil, fault.New(fault.ParseFailed, "There is no operation in the question.")
	case definition == nil && name == "":
		return nil, fault.About("operationName", fault.ValidationFailed, "There are several operations in the question; operationName must say which.")
	case definition == nil:
		return nil, fault.About("operationName", fault.ValidationFailed, "There is no operation of the name that operationName gives.")
	default:
		return definition, nil
	}
}

// checkMethod keeps what changes something from being asked by GET, which anybody's link can do.
func checkMethod(definition *ast.OperationDefinition, asked request) *fault.Error {
	if asked.readOnly && definition.Operation != ast.Query {
		return fault.New(fault.MethodNotAllowed, "Only queries can be asked by GET; post this.")
	}
	return nil
}

// longestMessage is how many bytes of a message about somebody's text are sent back: the text itself may be long.
const longestMessage = 300

// shorten cuts a text that would be a burden in an error.
func shorten(text string) string {
	if len(text) <= longestMessage {
		return text
	}
	return strings.ToValidUTF8(text[:longestMessage], "") + "…"
}
