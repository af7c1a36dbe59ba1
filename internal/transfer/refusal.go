package transfer

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"os"

	"golang.org/x/text/language"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

// refusal is what is answered where nothing else is: what went wrong, and what would be right (RFC 9457, with our codes).
type refusal struct {
	Status    int        `json:"status"`
	Code      fault.Code `json:"code"`
	Message   string     `json:"message"`
	Limit     any        `json:"limit,omitempty"`
	RequestID string     `json:"requestId,omitempty"`
}

// refuse answers an error. What is ours is logged with its cause, and shown without.
func (c *counter) refuse(w http.ResponseWriter, r *http.Request, err error) {
	shown := asFault(r.Context(), err)
	told := refusal{Status: statusOf(shown.Code), Code: shown.Code, Message: shown.Message, Limit: shown.Details["limit"]}
	if told.Status >= http.StatusInternalServerError {
		told.RequestID = rand.Text()
		c.Log.ErrorContext(r.Context(), "a file was not handed over", "requestId", told.RequestID, "code", told.Code, "error", err)
	}
	if inFrench(r.Header.Get("Accept-Language")) {
		told.Message = fault.French(told.Message)
	}
	head := w.Header()
	head.Set("Content-Type", "application/problem+json")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cache-Control", "no-store")
	head.Add("Vary", "Authorization, Accept-Language")
	if told.Status == http.StatusUnauthorized {
		head.Set("WWW-Authenticate", `Bearer realm="suivi", error="invalid_token"`)
	}
	w.WriteHeader(told.Status)
	_ = json.NewEncoder(w).Encode(told) // nobody is left to tell
}

// asFault makes any error one that can be shown.
func asFault(ctx context.Context, err error) *fault.Error {
	if known, is := errors.AsType[*fault.Error](err); is && known.Code != fault.Internal {
		return known
	}
	if tooLong, is := errors.AsType[*http.MaxBytesError](err); is {
		return tooLarge(tooLong.Limit)
	}
	switch {
	case errors.Is(err, errNoFile), errors.Is(err, postgres.ErrNoFile):
		return fault.New(fault.NotFound, "There is no such file, or you may not see it.")
	case errors.Is(err, postgres.ErrNotSignedIn):
		return fault.NotSignedIn()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fault.New(fault.Timeout, "The file did not arrive in time.")
	case errors.Is(err, errBrokenOff), ctx.Err() != nil:
		return fault.New(fault.BadRequest, "The file did not arrive to its end.")
	case errors.Is(err, postgres.ErrUnreachable), errors.Is(err, postgres.ErrTimeout):
		return fault.New(fault.Unavailable, brokenMessage)
	}
	return fault.New(fault.Internal, brokenMessage)
}

const brokenMessage = "Something went wrong on our side. It has been logged; give the requestId to ask about it."

func tooLarge(limit int64) *fault.Error {
	return fault.New(fault.BodyTooLarge, "The file is longer than %d bytes. Send a smaller one, or say where it is to be had.", limit).With("limit", limit)
}

// statuses are what the codes are answered with; what is not among them is our fault.
var statuses = map[fault.Code]int{
	fault.BadRequest:       http.StatusBadRequest,
	fault.BadFile:          http.StatusUnsupportedMediaType,
	fault.BodyTooLarge:     http.StatusRequestEntityTooLarge,
	fault.MethodNotAllowed: http.StatusMethodNotAllowed,
	fault.Unauthenticated:  http.StatusUnauthorized,
	fault.Forbidden:        http.StatusForbidden,
	fault.NotFound:         http.StatusNotFound,
	fault.Refused:          http.StatusConflict,
	fault.Timeout:          http.StatusRequestTimeout,
	fault.Unavailable:      http.StatusServiceUnavailable,
}

func statusOf(code fault.Code) int {
	if status, known := statuses[code]; known {
		return status
	}
	return http.StatusInternalServerError
}

// spoken are the languages that refusals are made in.
var spoken = language.NewMatcher([]language.Tag{language.English, language.French})

func inFrench(accepted string) bool {
	_, which := language.MatchStrings(spoken, accepted)
	return which == 1
}

// notSo answers what is asked otherwise.
func (c *counter) notSo(w http.ResponseWriter, r *http.Request) {
	allowed := "GET, HEAD, OPTIONS"
	if r.URL.Path == Root {
		allowed = "POST, OPTIONS"
	}
	w.Header().Set("Allow", allowed)
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	c.refuse(w, r, fault.New(fault.MethodNotAllowed, "Send a file by POST to /evidence; get one by GET from /evidence/ and the id of the evidence."))
}
