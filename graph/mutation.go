package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
	"github.com/suivi-project/suivi/internal/tracker"
)

// requestID is the field of an input by which a caller asks for something once.
const requestID = "requestId"

// mutations are the schema's, by name, each with the command that it runs and how its input is read.
type mutations map[string]mutation

type mutation struct {
	command
	field *ast.FieldDefinition
	read  reading
}

// newMutations finds the command of each mutation, and refuses a schema and a table of commands that do not fit.
func newMutations(schema *ast.Schema, commands map[string]command) (mutations, error) {
	made := mutations{}
	for _, field := range schema.Mutation.Fields {
		command, there := commands[field.Name]
		if !there {
			return nil, fmt.Errorf("no command carries out the mutation %s", field.Name)
		}
		read, err := objectReader(schema, schema.Types[field.Arguments.ForName("input").Type.Name()], command.input)
		if err != nil {
			return nil, fmt.Errorf("mutation %s: %w", field.Name, err)
		}
		made[field.Name] = mutation{command, field, read}
	}
	for name := range commands {
		if _, there := made[name]; !there {
			return nil, fmt.Errorf("the schema has no mutation %s, which there is a command for", name)
		}
	}
	return made, nil
}

// mutate carries out the mutations of an operation, one after the other. What one did stands, whatever becomes of the next.
func (e *executor) mutate(ctx context.Context, op *operation, asked request) plan.Answer {
	if asked.asker == nil || e.tracker == nil {
		return failed(fault.New(fault.Unauthenticated, "To change the record, show who you are, by a token in the header Authorization."))
	}
	account, err := e.door.Account(ctx, asked.asker)
	if err != nil {
		return failed(asFault(err))
	}
	answer := plan.Answer{Read: true}
	payloads := newObject()
	for _, field := range graphql.CollectFields(op.context(op.definition.SelectionSet), op.definition.SelectionSet, []string{"Mutation"}) {
		if field.Name == "__typename" {
			payloads.add(field.Alias, []byte(`"Mutation"`))
			continue
		}
		made := e.mutateOne(ctx, op, asked, account, field)
		for _, f := range made.Faults {
			f.Path = append([]string{field.Alias}, f.Path...)
			answer.Faults = append(answer.Faults, f)
		}
		answer.DependsOnLanguages = answer.DependsOnLanguages || made.DependsOnLanguages
		payloads.add(field.Alias, made.Data)
	}
	answer.Data = payloads.close()
	return answer
}

// mutateOne carries out one mutation and answers with its payload: none where there is nothing that the caller can mend.
func (e *executor) mutateOne(ctx context.Context, op *operation, asked request, account uuid.UUID, field graphql.CollectedField) plan.Answer {
	mutation := e.mutations[field.Name]
	request, input, problem := mutation.prepare(op, e.schema.Schema(), account, field)
	var receipt tracker.Receipt
	if problem == nil {
		var err error
		if receipt, err = mutation.run(ctx, e.tracker, request, input); err != nil {
			problem = asFault(err)
		}
	}
	if problem != nil && !mendable(problem.Code) {
		return failed(problem)
	}
	return e.payload(ctx, op, asked, field, receipt, problem)
}

// prepare reads what a mutation is asked to do.
func (m mutation) prepare(op *operation, schema *ast.Schema, account uuid.UUID, field graphql.CollectedField) (tracker.Request, reflect.Value, *fault.Error) {
	request := tracker.Request{Account: account}
	input := reflect.New(m.input).Elem()
	given, _ := written(field.Arguments.ForName("input").Value, op.variables)
	coerced, problem := coercer{schema}.value("input", m.field.Arguments.ForName("input").Type, given)
	if problem != nil {
		return request, input, problem
	}
	if id := coerced.(map[string]any)[requestID]; id != nil { //nolint:forcetypeassert // it was coerced
		if request.ID, problem = asUUID(id, requestID); problem != nil {
			return request, input, problem
		}
	}
	return request, input, m.read(coerced, input, "")
}

// written is a value as it stands in a document, with the values of its variables. What is given as a variable that has no value is not given.
func written(value *ast.Value, variables map[string]any) (given any, is bool) {
	switch value.Kind {
	case ast.Variable:
		given, is = variables[value.Raw]
		return given, is
	case ast.ListValue:
		items := []any{}
		for _, child := range value.Children {
			item, _ := written(child.Value, variables)
			items = append(items, item)
		}
		return items, true
	case ast.ObjectValue:
		fields := map[string]any{}
		for _, child := range value.Children {
			if field, is := written(child.Value, variables); is {
				fields[child.Name] = field
			}
		}
		return fields, true
	default:
		plain, err := value.Value(nil)
		return plain, err == nil
	}
}

// mendable says whether a caller who is told of it can do better: then it is a problem in the payload, and else an error.
func mendable(code fault.Code) bool {
	return slices.Contains([]fault.Code{
		fault.BadArgument, fault.BadDate, fault.BadLanguage, fault.BadID, fault.UnknownReference, fault.NotFound, fault.Refused,
		fault.Conflict, fault.IDTaken, fault.RequestIDReused,
	}, code)
}

// payload answers with what came of a mutation: its record, read as it stands now, and what was wrong.
func (e *executor) payload(
	ctx context.Context, op *operation, asked request, of graphql.CollectedField, receipt tracker.Receipt, problem *fault.Error,
) (answer plan.Answer) {
	payload := e.schema.Schema().Types[of.Definition.Type.Name()]
	fields := graphql.CollectFields(op.context(of.Selections), of.Selections, []string{payload.Name})
	read := map[string]json.RawMessage{}
	if records := e.recordsOf(fields); len(records) > 0 && receipt.Record != uuid.Nil {
		answer = e.planner.Answer(ctx, e.readBack(op, asked, of, records, receipt.Record))
		if answer.Data == nil {
			return answer
		}
		answer.Faults = slices.DeleteFunc(answer.Faults, func(f *fault.Error) bool { return f.Code == fault.NotFound && len(f.Path) == 1 }) // hidden by what was done
		if err := json.Unmarshal(answer.Data, &read); err != nil {
			return failed(asFault(err))
		}
	}
	object := newObject()
	for _, field := range fields {
		switch field.Name {
		case "__typename":
			object.add(field.Alias, quote(payload.Name))
		case "problems":
			object.add(field.Alias, problems(op, asked, field, problem))
			answer.DependsOnLanguages = answer.DependsOnLanguages || problem != nil
		default:
			if receipt.Told != nil && problem == nil && !e.isRecord(field.Definition) {
				read[field.Alias] = told(op, field, receipt.Told)
			}
			object.add(field.Alias, read[field.Alias])
		}
	}
	answer.Data = object.close()
	return answer
}

// told is an object that is no record, with what a command told of it.
func told(op *operation, of graphql.CollectedField, known map[string]any) []byte {
	object := newObject()
	typename := of.Definition.Type.Name()
	for _, field := range graphql.CollectFields(op.context(of.Selections), of.Selections, []string{typename}) {
		if field.Name == "__typename" {
			object.add(field.Alias, quote(typename))
			continue
		}
		value, _ := json.Marshal(known[field.Name]) // texts and numbers
		object.add(field.Alias, value)
	}
	return object.close()
}

// problems are what the caller can mend, in their language.
func problems(op *operation, asked request, of graphql.CollectedField, problem *fault.Error) []byte {
	if problem == nil {
		return []byte("[]")
	}
	message := problem.Message
	if inFrench(asked.languages) {
		message = fault.French(message)
	}
	steps := []string{}
	if problem.Argument != "" {
		steps = strings.Split(problem.Argument, ".")
	}
	object := newObject()
	for _, field := range graphql.CollectFields(op.context(of.Selections), of.Selections, []string{"Problem"}) {
		switch field.Name {
		case "code":
			object.add(field.Alias, quote(string(problem.Code)))
		case "message":
			object.add(field.Alias, quote(message))
		case "field":
			path, _ := json.Marshal(steps) // strings
			object.add(field.Alias, path)
		default:
			object.add(field.Alias, quote("Problem"))
		}
	}
	return slices.Concat([]byte("["), object.close(), []byte("]"))
}

// inFrench says whether a caller reads French better than English.
func inFrench(languages []string) bool {
	for _, language := range languages {
		switch primary, _, _ := strings.Cut(language, "-"); primary {
		case "fr":
			return true
		case "en":
			return false
		}
	}
	return false
}

// object writes an object of JSON, its fields in the order in which they come.
type object struct{ bytes.Buffer }

func newObject() *object { return &object{} }

// add adds a field; nothing is null.
func (o *object) add(name string, value []byte) {
	if o.Len() > 0 {
		o.WriteByte(',')
	}
	if value == nil {
		value = []byte("null")
	}
	o.Write(quote(name))
	o.WriteByte(':')
	o.Write(value)
}

func (o *object) close() []byte { return slices.Concat([]byte("{"), o.Bytes(), []byte("}")) }

func quote(text string) []byte {
	quoted, _ := json.Marshal(text) // a string
	return quoted
}
