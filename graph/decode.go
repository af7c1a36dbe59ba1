package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

// deepestJSON is how many lists and objects may stand within each other in a request. Filters nest, but not like this.
const deepestJSON = 100

var errMalformed = errors.New("malformed JSON")

// decode reads one JSON value and nothing after it. It is stricter than encoding/json, since two readers of one request must not be able to
// understand it differently: no name twice in an object, no bytes that are not UTF-8. Numbers stay as they were written.
func decode(text []byte) (any, error) {
	if !utf8.Valid(text) {
		return nil, errMalformed
	}
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.UseNumber()
	value, err := decodeValue(reader, deepestJSON)
	if err != nil {
		return nil, err
	}
	if _, err := reader.Token(); err != io.EOF {
		return nil, errMalformed
	}
	return value, nil
}

func decodeValue(reader *json.Decoder, depth int) (any, error) {
	token, err := reader.Token()
	if err != nil {
		return nil, err
	}
	if depth == 0 {
		return nil, errMalformed
	}
	switch token {
	case json.Delim('{'):
		return decodeObject(reader, depth-1)
	case json.Delim('['):
		return decodeList(reader, depth-1)
	}
	return token, nil
}

func decodeObject(reader *json.Decoder, depth int) (any, error) {
	object := map[string]any{}
	for reader.More() {
		key, err := reader.Token()
		if err != nil {
			return nil, err
		}
		name, isName := key.(string)
		if _, twice := object[name]; twice || !isName {
			return nil, errMalformed
		}
		if object[name], err = decodeValue(reader, depth); err != nil {
			return nil, err
		}
	}
	_, err := reader.Token() // the closing brace
	return object, err
}

func decodeList(reader *json.Decoder, depth int) (any, error) {
	list := []any{}
	for reader.More() {
		value, err := decodeValue(reader, depth)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	_, err := reader.Token() // the closing bracket
	return list, err
}
