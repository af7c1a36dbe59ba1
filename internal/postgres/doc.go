// Package postgres is the house's way to its database: roles, migrations, pools, and the read of one snapshot.
//
// It knows no GraphQL. The wall between what the public, an account and the clerk may reach is made of Postgres privileges: three logins,
// each a member of nothing, each with a schema of its own.
package postgres
