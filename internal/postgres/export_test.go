package postgres

// Examine is Doctor within a transaction, so that a test can undo what it tampered with.
var Examine = examine
