package graph

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// reading puts a value of an input, coerced by the rules of GraphQL, into what a command takes. Where it makes no sense it says so, and at which
// path. Null leaves the zero value, which stands for none.
type reading func(given any, into reflect.Value, at string) *fault.Error

// readings are those of types that are more than their kind, and of which scalar or input each is made.
var readings = map[reflect.Type]struct {
	from string
	read reading
}{
	reflect.TypeFor[tracker.Ref](): {"ID", readRef},
	reflect.TypeFor[record.Text](): {"TextInput", readText},
	reflect.TypeFor[record.Date](): {"Date", readDate},
	reflect.TypeFor[time.Time]():   {"DateTime", readInstant},
	reflect.TypeFor[uuid.UUID]():   {"UUID", readUUID},
}

// readerOf finds how a type of the schema is read into a type of Go, and refuses a pair that does not fit.
func readerOf(schema *ast.Schema, from *ast.Type, into reflect.Type) (reading, error) {
	if special, is := readings[into]; is {
		if from.Name() != special.from {
			return nil, fmt.Errorf("%s is read from %s, not from %s", into, special.from, from)
		}
		return orNothing(special.read), nil
	}
	switch {
	case isPatch(into):
		return patchReader(schema, from, into)
	case into.Kind() == reflect.Pointer:
		return pointerReader(schema, from, into)
	case from.Elem != nil && into.Kind() == reflect.Slice:
		return listReader(schema, from, into)
	case from.Elem != nil:
		return nil, fmt.Errorf("%s is no list, as %s is", into, from)
	}
	switch def := schema.Types[from.NamedType]; {
	case def.Kind == ast.InputObject && into.Kind() == reflect.Struct:
		return objectReader(schema, def, into)
	case def.Kind == ast.Enum && into.Kind() == reflect.String,
		into.Kind() == reflect.String && (def.Name == "String" || def.Name == "LanguageTag"),
		into.Kind() == reflect.Bool && def.Name == "Boolean",
		into.Kind() == reflect.Int && def.Name == "Int",
		into.Kind() == reflect.Float64 && def.Name == "Float":
		return orNothing(readPlain), nil
	}
	return nil, fmt.Errorf("%s cannot be read from %s", into, from)
}

// orNothing leaves the zero value for null.
func orNothing(read reading) reading {
	return func(given any, into reflect.Value, at string) *fault.Error {
		if given == nil {
			return nil
		}
		return read(given, into, at)
	}
}

func readPlain(given any, into reflect.Value, _ string) *fault.Error {
	into.Set(reflect.ValueOf(given).Convert(into.Type()))
	return nil
}

// isPatch says whether a type is a tracker.Patch.
func isPatch(of reflect.Type) bool {
	return of.Kind() == reflect.Struct && of.PkgPath() == reflect.TypeFor[tracker.Ref]().PkgPath() && strings.HasPrefix(of.Name(), "Patch[")
}

// patchReader reads what a revision says of a field. It is asked only where something is said.
func patchReader(schema *ast.Schema, from *ast.Type, into reflect.Type) (reading, error) {
	value, _ := into.FieldByName("Value")
	read, err := readerOf(schema, from, value.Type)
	if err != nil {
		return nil, err
	}
	return func(given any, into reflect.Value, at string) *fault.Error {
		into.FieldByName("Given").SetBool(true)
		return read(given, into.FieldByName("Value"), at)
	}, nil
}

func pointerReader(schema *ast.Schema, from *ast.Type, into reflect.Type) (reading, error) {
	read, err := readerOf(schema, from, into.Elem())
	if err != nil {
		return nil, err
	}
	return orNothing(func(given any, into reflect.Value, at string) *fault.Error {
		value := reflect.New(into.Type().Elem())
		into.Set(value)
		return read(given, value.Elem(), at)
	}), nil
}

func listReader(schema *ast.Schema, from *ast.Type, into reflect.Type) (reading, error) {
	read, err := readerOf(schema, from.Elem, into.Elem())
	if err != nil {
		return nil, err
	}
	return orNothing(func(given any, into reflect.Value, at string) *fault.Error {
		items := given.([]any) //nolint:forcetypeassert // it was coerced
		into.Set(reflect.MakeSlice(into.Type(), len(items), len(items)))
		for i, item := range items {
			if problem := read(item, into.Index(i), below(at, strconv.Itoa(i))); problem != nil {
				return problem
			}
		}
		return nil
	}), nil
}

// objectReader reads an input into a struct whose fields, or those of structs that it embeds, have the names of the input's fields. What stands in the
// schema stands in the struct: what a client says is never passed over.
func objectReader(schema *ast.Schema, def *ast.Definition, into reflect.Type) (reading, error) {
	type part struct {
		name  string
		index []int
		read  reading
	}
	var parts []part
	for _, field := range def.Fields {
		if field.Name == requestID {
			continue
		}
		target, there := into.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, field.Name) })
		if !there {
			return nil, fmt.Errorf("%s.%s: there is no such field in %s", def.Name, field.Name, into)
		}
		read, err := readerOf(schema, field.Type, target.Type)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", def.Name, field.Name, err)
		}
		parts = append(parts, part{field.Name, target.Index, read})
	}
	return orNothing(func(given any, into reflect.Value, at string) *fault.Error {
		fields := given.(map[string]any) //nolint:forcetypeassert // it was coerced
		for _, part := range parts {
			value, said := fields[part.name]
			if !said {
				continue
			}
			if problem := part.read(value, into.FieldByIndex(part.index), below(at, part.name)); problem != nil {
				return problem
			}
		}
		return nil
	}), nil
}

// below is the path to a part of what a path leads to.
func below(at, part string) string {
	if at == "" {
		return part
	}
	return at + "." + part
}

// readRef reads how a record is named: by its id, as answers give it, or by its reference.
func readRef(given any, into reflect.Value, at string) *fault.Error {
	name := given.(string) //nolint:forcetypeassert // it was coerced
	ref := tracker.ByReference(name)
	if _, id, is := record.ParsePublicID(name); is {
		ref = tracker.ByID(id)
	}
	if ref == (tracker.Ref{}) {
		return fault.About(at, fault.BadID, "An id is one that an answer gave, such as %s, or a reference; this is empty.", record.PublicID("Study", uuid.Max))
	}
	into.Set(reflect.ValueOf(ref))
	return nil
}

// readText reads a text in its languages, each with its state.
func readText(given any, into reflect.Value, at string) *fault.Error {
	text := record.Text{}
	for i, item := range given.([]any) { //nolint:forcetypeassert // it was coerced
		said := item.(map[string]any)         //nolint:forcetypeassert // the same
		language := said["language"].(string) //nolint:forcetypeassert // the same
		if _, twice := text[language]; twice {
			return fault.About(below(below(at, strconv.Itoa(i)), "language"), fault.BadLanguage, "A text stands once in each language.")
		}
		text[language] = record.Translation{
			Text:  said["text"].(string),                           //nolint:forcetypeassert // the same
			State: record.TranslationState(said["state"].(string)), //nolint:forcetypeassert // the same
		}
	}
	into.Set(reflect.ValueOf(text))
	return nil
}

func readDate(given any, into reflect.Value, at string) *fault.Error {
	written, _ := given.(string)
	day, err := record.ParseDate(written)
	if err != nil {
		return fault.About(at, fault.BadDate, "A date is a day as in ISO 8601, such as 2021-02-09.")
	}
	into.Set(reflect.ValueOf(day))
	return nil
}

func readInstant(given any, into reflect.Value, at string) *fault.Error {
	written, _ := given.(string)
	instant, err := time.Parse(time.RFC3339Nano, written)
	if err != nil {
		return fault.About(at, fault.BadDate, "An instant is one as in RFC 3339, such as 2026-11-21T17:56:00Z.")
	}
	into.Set(reflect.ValueOf(instant))
	return nil
}

func readUUID(given any, into reflect.Value, at string) *fault.Error {
	id, problem := asUUID(given, at)
	into.Set(reflect.ValueOf(id))
	return problem
}

// asUUID reads a UUID that the caller chose. The nil UUID stands for none.
func asUUID(given any, at string) (uuid.UUID, *fault.Error) {
	written, _ := given.(string)
	id, err := uuid.Parse(written)
	if err != nil || len(written) != len(uuid.Max.String()) || id == uuid.Nil {
		return uuid.Nil, fault.About(at, fault.BadID, "A UUID is written as in RFC 9562, such as 0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11.")
	}
	return id, nil
}
