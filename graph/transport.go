package graph

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/plan"
)

// allowed lists the methods of /graphql.
const allowed = "GET, HEAD, POST, OPTIONS"

// transport speaks GraphQL over HTTP: one request, one answer, whose data is written as it came from the planner.
type transport struct {
	executor *executor
	door     doorkeeper
	limits   Limits
	faults   presenter
}

func (t *transport) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Add("Vary", "Accept")
	w.Header().Add("Vary", "Authorization")

	kind, acceptable := negotiate(r.Header.Values("Accept"))
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
	case http.MethodOptions:
		w.Header().Set("Allow", allowed)
		w.WriteHeader(http.StatusNoContent)
		return
	default:
		w.Header().Set("Allow", allowed)
		t.refuse(w, r, kind, http.StatusMethodNotAllowed,
			fault.New(fault.MethodNotAllowed, "Ask by GET or by POST."))
		return
	}
	if !acceptable {
		t.refuse(w, r, kind, http.StatusNotAcceptable,
			fault.New(fault.NotAcceptable, "Answers come as %s or as %s, in UTF-8.", graphqlResponse, plainJSON))
		return
	}

	asker, problem := t.asker(w, r)
	if problem != nil {
		t.refuse(w, r, kind, statusOf(kind, failed(problem)), problem)
		return
	}
	asked, status, problem := readRequest(w, r, t.limits)
	if problem != nil {
		t.refuse(w, r, kind, status, problem)
		return
	}
	asked.asker = asker
	t.answer(w, r, kind, asked)
}

// asker is who asks: nobody in particular, which is nil, or whoever the header Authorization shows. What they are told is for nobody else.
func (t *transport) asker(w http.ResponseWriter, r *http.Request) (*plan.Asker, *fault.Error) {
	shown := r.Header.Values("Authorization")
	if len(shown) == 0 {
		return nil, nil
	}
	w.Header().Set("Cache-Control", "private, no-store")
	if t.door == nil {
		return nil, fault.NotSignedIn()
	}
	asker, err := t.door.Asker(r.Context(), shown)
	if err != nil {
		return nil, asFault(err)
	}
	return asker, nil
}

// answer has the request answered, and says in the headers what the answer depended on.
func (t *transport) answer(w http.ResponseWriter, r *http.Request, kind string, asked request) {
	answer := t.executor.run(r.Context(), asked)
	if answer.DependsOnLanguages {
		w.Header().Add("Vary", "Accept-Language")
		if len(asked.languages) > 0 {
			w.Header().Set("Content-Language", asked.languages[0])
		}
	}
	status := statusOf(kind, answer)
	if status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", http.MethodPost)
	}
	t.write(w, kind, status, t.faults.present(r.Context(), answer.Faults), answer.Data)
}

// statusOf follows the specification of GraphQL over HTTP: as plain JSON every well-formed request is answered with 200, for the sake of
// clients that look no further; as application/graphql-response+json the status tells whether there is data.
func statusOf(kind string, answer plan.Answer) int {
	if answer.Data != nil {
		return http.StatusOK
	}
	code := fault.Internal
	if len(answer.Faults) > 0 {
		code = answer.Faults[0].Code
	}
	switch {
	case code == fault.MethodNotAllowed:
		return http.StatusMethodNotAllowed
	case code == fault.Unauthenticated:
		return http.StatusUnauthorized
	case kind == plainJSON:
		return http.StatusOK
	case code == fault.Internal:
		return http.StatusInternalServerError
	case code == fault.Unavailable, code == fault.Timeout:
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}

// refuse answers what is not a GraphQL request.
func (t *transport) refuse(w http.ResponseWriter, r *http.Request, kind string, status int, problem *fault.Error) {
	t.write(w, kind, status, t.faults.present(r.Context(), []*fault.Error{problem}), nil)
}

// write sends a response around data that is JSON already. Who reads it too slowly is cut off.
func (t *transport) write(w http.ResponseWriter, kind string, status int, errors gqlerror.List, data []byte) {
	pieces := [][]byte{[]byte(`{`)}
	if len(errors) > 0 {
		pieces = append(pieces, []byte(`"errors":`), marshal(errors))
	}
	if len(errors) > 0 && data != nil {
		pieces = append(pieces, []byte(`,`))
	}
	if data != nil {
		pieces = append(pieces, []byte(`"data":`), data)
	}
	pieces = append(pieces, []byte(`}`))

	length := 0
	for _, piece := range pieces {
		length += len(piece)
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(length))
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="suivi", error="invalid_token"`)
	}

	connection := http.NewResponseController(w)
	_ = connection.SetWriteDeadline(time.Now().Add(t.limits.Transfer)) // a recorder in a test has no deadlines
	defer connection.SetWriteDeadline(time.Time{})                     //nolint:errcheck // the same
	w.WriteHeader(status)
	for _, piece := range pieces {
		if _, err := w.Write(piece); err != nil {
			return // the client has gone
		}
	}
}

// marshal writes errors, which hold nothing that JSON cannot say unless somebody put it into a fault's details.
func marshal(errors gqlerror.List) []byte {
	text, err := json.Marshal(errors)
	if err != nil {
		return []byte(`[{"message":"` + brokenMessage + `","extensions":{"code":"INTERNAL"}}]`)
	}
	return text
}

// nothingHere answers below /graphql.
func nothingHere(w http.ResponseWriter, r *http.Request) {
	t := transport{limits: Limits{}.orDefaults()}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	kind, _ := negotiate(r.Header.Values("Accept"))
	t.refuse(w, r, kind, http.StatusNotFound, fault.New(fault.NotFound, "There is nothing at this address; ask at /graphql."))
}
