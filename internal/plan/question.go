package plan

import (
	"encoding/json"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

// Asker is who asks, as far as they have shown it. The planner hands it on to the database, which knows what it means.
type Asker = postgres.Asker

// Question is one query operation, parsed and validated, with its variables coerced by the rules of GraphQL.
type Question struct {
	Operation *ast.OperationDefinition // also what plans are remembered by: the same text is the same operation to whoever parses it
	Fragments ast.FragmentDefinitionList
	Variables map[string]any
	Audience  string   // tells apart those who see different things, so that no cursor of one serves another: empty for the public, for an account a digest of its grants
	Languages []string // what the asker prefers to read, most wanted first, as canonical BCP 47 tags
	Asker     *Asker   // who asks; nil is the public

	// Introspection holds the answers to __schema and __type by response key: the planner puts them in their place and knows nothing
	// else of them.
	Introspection map[string]json.RawMessage
}

// Answer is what came of a question: the data as JSON, or faults, or both where a field that may be null failed.
type Answer struct {
	Data   []byte // the `data` of the response, one JSON object; nil where the operation failed as a whole
	Faults []*fault.Error

	// Read says that the record was read. Whoever asked was then let in, or is the public.
	Read bool

	// DependsOnLanguages says that another list of languages in the question could have given another answer.
	DependsOnLanguages bool
}
