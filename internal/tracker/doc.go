// Package tracker is the writing road: the commands that change the record, and the rules of writing.
//
// A command is one transaction of the clerk's and has one place in the ledger. What it is given is checked first, by rules that need no
// database; then it is resolved and written, by GORM, in the name of one account, under row-level security; then what is derived is derived;
// last it is sealed. Either all of it stands or none.
//
// What is wrong with an input is a *fault.Error that names the field, in the words of the input: "organisations.3.validTo". Where a rule
// is held by the database alone, the failure of its constraint is told in the same way (constraint.go).
//
// It knows neither HTTP nor GraphQL, and its SQL is in internal/postgres.
package tracker
