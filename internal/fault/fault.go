// Package fault holds the one error that the house shows to a caller: a code, a sentence that is safe to show, and the argument it is about.
//
// Any room may make one. Everything else that goes wrong is wrapped on its way up, logged once at the edge with its chain, and shown as
// INTERNAL with no detail.
package fault

import (
	"errors"
	"fmt"
)

// Code says what kind of thing went wrong. The values are those of the enum ErrorCode in schema.graphql; a test holds the two together.
type Code string

// The codes, as documented in the schema.
const (
	BadRequest       Code = "BAD_REQUEST"
	ParseFailed      Code = "PARSE_FAILED"
	ValidationFailed Code = "VALIDATION_FAILED"
	BadVariable      Code = "BAD_VARIABLE"
	BadArgument      Code = "BAD_ARGUMENT"
	BadID            Code = "BAD_ID"
	BadCursor        Code = "BAD_CURSOR"
	CursorExpired    Code = "CURSOR_EXPIRED"
	ResyncRequired   Code = "RESYNC_REQUIRED"
	BadDate          Code = "BAD_DATE"
	BadLanguage      Code = "BAD_LANGUAGE"
	BadPage          Code = "BAD_PAGE"
	UnknownReference Code = "UNKNOWN_REFERENCE"
	NotFound         Code = "NOT_FOUND"
	BodyTooLarge     Code = "BODY_TOO_LARGE"
	TooManyTokens    Code = "TOO_MANY_TOKENS"
	TooDeep          Code = "TOO_DEEP"
	TooCostly        Code = "TOO_COSTLY"
	AnswerTooLarge   Code = "ANSWER_TOO_LARGE"
	MethodNotAllowed Code = "METHOD_NOT_ALLOWED"
	NotAcceptable    Code = "NOT_ACCEPTABLE"
	Timeout          Code = "TIMEOUT"
	Unavailable      Code = "UNAVAILABLE"
	Unauthenticated  Code = "UNAUTHENTICATED"
	Forbidden        Code = "FORBIDDEN"
	Refused          Code = "REFUSED"
	Conflict         Code = "CONFLICT"
	RequestIDReused  Code = "REQUEST_ID_REUSED"
	IDTaken          Code = "ID_TAKEN"
	BadFile          Code = "BAD_FILE"
	Internal         Code = "INTERNAL"
)

// Codes lists every code, in the order of the schema.
func Codes() []Code {
	return []Code{
		BadRequest, ParseFailed, ValidationFailed, BadVariable, BadArgument, BadID, BadCursor, CursorExpired, ResyncRequired, BadDate, BadLanguage, BadPage,
		UnknownReference, NotFound, BodyTooLarge, TooManyTokens, TooDeep, TooCostly, AnswerTooLarge, MethodNotAllowed, NotAcceptable,
		Timeout, Unavailable, Unauthenticated, Forbidden, Refused, Conflict, RequestIDReused, IDTaken, BadFile, Internal,
	}
}

// Error is a failure that may be shown: Message and Argument name nothing of how the house is built.
type Error struct {
	Code     Code
	Message  string         // what is wrong and what would be right, in a sentence
	Argument string         // the path of the argument at fault, such as "recommendations.filter.place.within"; empty where none is
	Path     []string       // the response path of the field that failed; empty where the whole request did
	Details  map[string]any // further facts for machines, such as the cost and the limit of a refusal
	Cause    error          // what lay behind it, for the log only
}

// New makes an error about no argument in particular.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// About makes an error about one argument.
func About(argument string, code Code, format string, args ...any) *Error {
	return &Error{Code: code, Argument: argument, Message: fmt.Sprintf(format, args...)}
}

// NotSignedIn makes the error about a token that lets nobody in. It is the same whatever is wrong with the token, so that nobody learns whether
// there ever was such a one.
func NotSignedIn() *Error {
	return New(Unauthenticated, "The token lets nobody in, or not any more. Sign in again, or leave out the header Authorization and ask for what everybody may see.")
}

// With adds a fact for machines and returns the same error.
func (e *Error) With(key string, value any) *Error {
	if e.Details == nil {
		e.Details = map[string]any{}
	}
	e.Details[key] = value
	return e
}

// Because remembers the cause for the log and returns the same error.
func (e *Error) Because(cause error) *Error {
	e.Cause = cause
	return e
}

func (e *Error) Error() string {
	text := string(e.Code) + ": " + e.Message
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf is the code of the first Error in the chain, and INTERNAL where there is none.
func CodeOf(err error) Code {
	if known, ok := errors.AsType[*Error](err); ok {
		return known.Code
	}
	return Internal
}

// Wrap adds the name of a step to an error on its way up, and leaves nil as it is: defer fault.Wrap(&err, "load the demo record").
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
	}
}
