package graph

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

const inputs = `
	scalar Date
	scalar UUID
	scalar DateTime
	enum Level { TOWN REGION }
	enum State { ORIGINAL MACHINE }
	input TextInput { language: String! text: String! state: State! = ORIGINAL }
	input PartInput { place: ID! from: Date }
	input MoveInput { requestId: UUID version: Int! name: [TextInput!] level: Level ordinal: Int count: Float said: Boolean parts: [PartInput!] id: UUID since: DateTime }
	type Query { a: Int }
	type Mutation { move(input: MoveInput!): Int }
`

type level string

// move is what the input MoveInput is read into.
type move struct {
	moved
	Version int
	Name    tracker.Patch[record.Text]
	Level   tracker.Patch[level]
	Ordinal tracker.Patch[int]
	Count   *float64
	Said    tracker.Patch[*bool]
	Parts   tracker.Patch[[]part]
	Since   tracker.Patch[string]
}

type moved struct{ ID uuid.UUID }

type part struct {
	Place tracker.Ref
	From  *record.Date
}

func moveReader(t *testing.T, into reflect.Type) (reading, *ast.Schema, error) {
	t.Helper()
	schema := gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphql", Input: strings.Replace(inputs, "since: DateTime", "", 1)})
	read, err := objectReader(schema, schema.Types["MoveInput"], into)
	return read, schema, err
}

// moveBy reads an input that stands in a document, with variables.
func moveBy(t *testing.T, input string, variables map[string]any) (move, string) {
	t.Helper()
	read, schema, err := moveReader(t, reflect.TypeFor[move]())
	if err != nil {
		t.Fatal(err)
	}
	var declared []string
	for name, kind := range map[string]string{"$name": "[TextInput!]", "$level": "Level", "$ordinal": "Int", "$place": `ID! = "kayes"`} {
		if strings.Contains(input, name) {
			declared = append(declared, name+": "+kind)
		}
	}
	head := "mutation "
	if len(declared) > 0 {
		head += "(" + strings.Join(declared, ", ") + ") "
	}
	document, errs := gqlparser.LoadQueryWithRules(schema, head+"{ move(input: "+input+") }", rules.NewDefaultRules())
	if errs != nil {
		t.Fatal(errs)
	}
	coerced, problem := coerceVariables(schema, document.Operations[0], variables)
	if problem != nil {
		t.Fatal(problem)
	}
	argument := document.Operations[0].SelectionSet[0].(*ast.Field).Arguments[0]
	given, _ := written(argument.Value, coerced)
	value, problem := coercer{schema}.value("input", ast.NonNullNamedType("MoveInput", nil), given)
	if problem != nil {
		t.Fatal(problem)
	}
	var made move
	if problem := read(value, reflect.ValueOf(&made).Elem(), ""); problem != nil {
		return made, string(problem.Code) + " " + problem.Argument
	}
	return made, ""
}

func TestWhatIsAbsentNullAndGivenIsToldApart(t *testing.T) {
	made, _ := moveBy(t, `{version: 3, name: $name, level: $level, ordinal: $ordinal, said: false}`, map[string]any{"level": nil, "ordinal": json.Number("7")})
	if made.Version != 3 || made.Name.Given || made.Parts.Given {
		t.Errorf("what is absent is given: %+v", made)
	}
	if !made.Level.Given || made.Level.Value != "" {
		t.Errorf("what is null is not emptied: %+v", made.Level)
	}
	if made.Ordinal != tracker.To(7) || !made.Said.Given || *made.Said.Value {
		t.Errorf("what is given is not there: %+v %+v", made.Ordinal, made.Said)
	}
}

func TestAnInputIsReadAlikeFromTheDocumentAndFromVariables(t *testing.T) {
	literal, _ := moveBy(t, `{version: 1, name: {language: "fr", text: "Kayes"}, level: TOWN, count: 2, parts: {place: $place, from: "2021-02-09"}}`, nil)
	variable, _ := moveBy(t, `{version: 1, name: $name, level: $level, count: 2.0, parts: [{place: "kayes", from: "2021-02-09"}]}`,
		map[string]any{"name": map[string]any{"language": "fr", "text": "Kayes"}, "level": "TOWN"})
	if !reflect.DeepEqual(literal, variable) {
		t.Errorf("%+v is not %+v", literal, variable)
	}
	if literal.Name.Value["fr"] != (record.Translation{Text: "Kayes", State: record.Original}) || literal.Parts.Value[0].Place != tracker.ByReference("kayes") {
		t.Errorf("read as %+v", literal)
	}
}

func TestARecordIsNamedByItsIDOrItsReference(t *testing.T) {
	id := uuid.New()
	made, _ := moveBy(t, `{version: 1, parts: [{place: "`+record.PublicID("Place", id)+`"}, {place: "plc_kayes"}]}`, nil)
	if made.Parts.Value[0].Place != tracker.ByID(id) || made.Parts.Value[1].Place != tracker.ByReference("plc_kayes") {
		t.Errorf("named as %+v", made.Parts.Value)
	}
}

func TestWhatMakesNoSenseIsToldWithItsPath(t *testing.T) {
	for input, want := range map[string]string{
		`{version: 1, parts: [{place: "a"}, {place: ""}]}`:                                               "BAD_ID parts.1.place",
		`{version: 1, parts: {place: "a", from: "2021-02-30"}}`:                                          "BAD_DATE parts.0.from",
		`{version: 1, id: "0192f0c1"}`:                                                                   "BAD_ID id",
		`{version: 1, id: "00000000-0000-0000-0000-000000000000"}`:                                       "BAD_ID id",
		`{version: 1, name: [{language: "fr", text: "a"}, {language: "fr", text: "b", state: MACHINE}]}`: "BAD_LANGUAGE name.1.language",
	} {
		if _, got := moveBy(t, input, nil); got != want {
			t.Errorf("%s: %q, want %q", input, got, want)
		}
	}
}

func TestTheServerDoesNotStartWithAnInputThatItsCommandDoesNotTake(t *testing.T) {
	if _, err := newMutations(parsedSchema, commands); err != nil {
		t.Fatal(err)
	}
	for name, into := range map[string]reflect.Type{
		"a field is missing":     reflect.TypeFor[struct{ Version int }](),
		"a field is of its kind": reflect.TypeFor[struct{ Version string }](),
	} {
		if _, _, err := moveReader(t, into); err == nil {
			t.Errorf("%s: the pair is taken", name)
		}
	}
	if _, err := newMutations(parsedSchema, map[string]command{}); err == nil {
		t.Error("a mutation without a command is taken")
	}
	more := map[string]command{"nobodyAsks": {}}
	for name, command := range commands {
		more[name] = command
	}
	if _, err := newMutations(parsedSchema, more); err == nil {
		t.Error("a command without a mutation is taken")
	}
}
