package graph

import (
	"cmp"
	"time"
)

// Limits is what one request may ask for. What is zero takes its default.
type Limits struct {
	Body     int64         // bytes of the request; 256 KiB
	Tokens   int           // words and signs of the question; 5,000
	Depth    int           // fields within fields; 15, which is what standard introspection needs
	Cost     int           // values that the answer could hold; 100,000
	Answer   int           // bytes of the answer's data; 8 MiB
	Time     time.Duration // from the whole request to its answer; 10 s
	Transfer time.Duration // for the request's body to come in, and again for the answer to go out; 30 s
}

func (l Limits) orDefaults() Limits {
	return Limits{
		Body:     cmp.Or(l.Body, 256<<10),
		Tokens:   cmp.Or(l.Tokens, 5_000),
		Depth:    cmp.Or(l.Depth, 15),
		Cost:     cmp.Or(l.Cost, 100_000),
		Answer:   cmp.Or(l.Answer, 8<<20),
		Time:     cmp.Or(l.Time, 10*time.Second),
		Transfer: cmp.Or(l.Transfer, 30*time.Second),
	}
}
