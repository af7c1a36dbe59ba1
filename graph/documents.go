package graph

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"
)

const (
	mostDocuments = 512
	// longestDocuments bounds the texts of all remembered documents together, in bytes, because a parsed document takes up to eighty
	// times the memory of its text.
	longestDocuments = 512 << 10
)

// documentKey is what a document is remembered by: its text, and the operation in it that was meant.
type documentKey struct{ text, operation string }

// documents remembers what was parsed and found valid, the latest used. Nothing else is ever remembered, so nobody can fill it with rubbish.
type documents struct {
	mutex sync.Mutex
	known *simplelru.LRU[documentKey, *ast.QueryDocument]
	bytes int
}

func newDocuments() *documents {
	d := &documents{}
	known, err := simplelru.NewLRU(mostDocuments, func(key documentKey, _ *ast.QueryDocument) { d.bytes -= len(key.text) })
	if err != nil {
		panic(err) // only a size below one is refused
	}
	d.known = known
	return d
}

// get finds a document; nil where it is not known.
func (d *documents) get(key documentKey) *ast.QueryDocument {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	document, _ := d.known.Get(key)
	return document
}

// add remembers a document.
func (d *documents) add(key documentKey, document *ast.QueryDocument) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.known.Contains(key) {
		return // another request was faster
	}
	d.bytes += len(key.text)
	d.known.Add(key, document)
	for d.bytes > longestDocuments {
		d.known.RemoveOldest()
	}
}
