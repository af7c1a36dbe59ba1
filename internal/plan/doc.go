// Package plan compiles a GraphQL query operation into one SQL statement.
//
// It knows no noun. It learns tables, columns and relations from the GORM models, field names from the schema, and computed fields from the
// database's own catalogue; New refuses a schema with a field that none of them answers.
//
//	question → collect (selection.go) → compile (compile.go, list.go, filter.go …) → plan (kept by shape, shape.go)
//	         → bind (bind.go: every argument checked before any SQL) → statement → one row of JSON
//
// Nothing that a client sends becomes part of a statement but response keys, as quoted literals: everything else is a parameter.
package plan
