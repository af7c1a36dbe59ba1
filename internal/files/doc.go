// Package files keeps the files of the record: each once, under the SHA-256 of what is in it, in a folder or in any store that speaks S3.
//
// What comes in is known by its content, never by what the sender says of it, and images leave behind whatever tells where, when and with what
// they were taken. Who may see a file is not decided here, and not known.
package files
