// Package transfer is where files of evidence come in and go out, over plain HTTP: POST /evidence and GET /evidence/{id}.
//
// PostgreSQL says who may send one and who sees which; the store (internal/files) says what is kept of it. Neither is decided here.
package transfer
