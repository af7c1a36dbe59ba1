package graph

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"time"
	"unicode/utf8"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
)

// request is what somebody asks: a document, which of its operations, and the values of its variables.
type request struct {
	query     string
	operation string
	variables map[string]any
	languages []string    // what they read best, most wanted first
	readOnly  bool        // asked by GET, which changes nothing
	asker     *plan.Asker // who asks; nil is the public
}

// readRequest reads a request from HTTP, with the status to answer where it is none.
func readRequest(w http.ResponseWriter, r *http.Request, limits Limits) (asked request, status int, problem *fault.Error) {
	if r.Method == http.MethodPost {
		asked, status, problem = readPost(w, r, limits)
	} else {
		asked, status, problem = readGet(r.URL.RawQuery, limits)
		asked.readOnly = true
	}
	asked.languages = languages(r.Header.Values("Accept-Language"))
	return asked, status, problem
}

// readGet reads a request from the parameters of an address, where variables and extensions are JSON.
func readGet(raw string, limits Limits) (request, int, *fault.Error) {
	if int64(len(raw)) > limits.Body {
		return request{}, http.StatusRequestEntityTooLarge, bodyTooLarge(limits.Body)
	}
	parameters, err := url.ParseQuery(raw)
	if err != nil {
		return request{}, http.StatusBadRequest, fault.New(fault.BadRequest, "The address is not well formed after its question mark.")
	}
	fields := map[string]any{}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		values := parameters[name]
		if len(values) > 1 {
			return request{}, http.StatusBadRequest, fault.About(name, fault.BadRequest, "The parameter %s is there more than once.", name)
		}
		if len(values) == 0 || values[0] == "" && name != "query" {
			continue
		}
		fields[name] = values[0]
		if name == "variables" || name == "extensions" {
			if fields[name], err = decode([]byte(values[0])); err != nil {
				return request{}, http.StatusBadRequest, fault.About(name, fault.BadRequest, "The parameter %s must be one JSON object.", name)
			}
		}
	}
	return fromFields(fields)
}

// readPost reads a request from a JSON body.
func readPost(w http.ResponseWriter, r *http.Request, limits Limits) (request, int, *fault.Error) {
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != plainJSON || !isUTF8(parameters) || len(r.Header.Values("Content-Encoding")) > 0 {
		return request{}, http.StatusUnsupportedMediaType,
			fault.New(fault.BadRequest, "A question is posted as %s, in UTF-8 and uncompressed.", plainJSON)
	}
	body, status, problem := readBody(w, r, limits)
	if problem != nil {
		return request{}, status, problem
	}
	value, err := decode(body)
	fields, isObject := value.(map[string]any)
	if err != nil || !isObject {
		return request{}, http.StatusBadRequest,
			fault.New(fault.BadRequest, "The body must be one JSON object and nothing else, with no name in it twice.").Because(err)
	}
	return fromFields(fields)
}

// readBody reads what was posted, within the limits of length and time.
func readBody(w http.ResponseWriter, r *http.Request, limits Limits) ([]byte, int, *fault.Error) {
	// The server itself lifts the deadline once the body is read. A recorder in a test has no deadlines.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(limits.Transfer))

	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limits.Body))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return nil, http.StatusRequestEntityTooLarge, bodyTooLarge(limits.Body)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, http.StatusRequestTimeout, fault.New(fault.BadRequest, "The body did not arrive in time.")
	}
	if err != nil {
		return nil, http.StatusBadRequest, fault.New(fault.BadRequest, "The body could not be read to its end.")
	}
	return body, 0, nil
}

func bodyTooLarge(limit int64) *fault.Error {
	return fault.New(fault.BodyTooLarge, "The request is longer than %d bytes.", limit).With("limit", limit)
}

// fromFields checks the types of a request's fields. Null is the same as absent; fields that nobody has heard of are passed over.
func fromFields(fields map[string]any) (asked request, status int, problem *fault.Error) {
	wrong := func(name, kind string) (request, int, *fault.Error) {
		return request{}, http.StatusBadRequest, fault.About(name, fault.BadRequest, "The field %s must be %s.", name, kind)
	}
	var ok bool
	if asked.query, ok = fields["query"].(string); !ok {
		return wrong("query", "a string that holds the question")
	}
	if !utf8.ValidString(asked.query) {
		return wrong("query", "text in UTF-8")
	}
	if asked.operation, ok = fields["operationName"].(string); !ok && fields["operationName"] != nil {
		return wrong("operationName", "a string or null")
	}
	if asked.variables, ok = fields["variables"].(map[string]any); !ok && fields["variables"] != nil {
		return wrong("variables", "an object or null")
	}
	if _, ok = fields["extensions"].(map[string]any); !ok && fields["extensions"] != nil {
		return wrong("extensions", "an object or null")
	}
	return asked, 0, nil
}
