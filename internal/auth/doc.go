// Package auth turns the header Authorization of a request into who asks.
//
// There are two kinds of token. Ours are for machines: a random word of which the database keeps the SHA-256 alone (token.go). The others are
// access tokens of an issuer of OpenID Connect: signed, for us, and not expired (issuer.go). Either shows who asks; which account that is, and
// whether it may sign in just now, the database says at every read (door.go).
//
// It knows no GraphQL, and keeps no session: nobody who was let in once is let in for that reason.
package auth
