// Package graph is the front of the house: GraphQL over HTTP. It reads a request, refuses what is malformed, too deep or too costly, hands a
// query to the planner as a whole, and writes the bytes that come back. It knows no SQL and no noun of the record.
package graph

//go:generate go run ../internal/generate
