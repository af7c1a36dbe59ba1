package main

import (
	"bytes"
	"testing"
)

func TestProgressIsToldInTenthsWhereNobodyLooksOn(t *testing.T) {
	var said bytes.Buffer
	p := newProgress(&said, "recommendations")
	for done := 1; done <= 40; done++ {
		p.show(done, 40)
	}
	p.end()
	if lines := bytes.Count(said.Bytes(), []byte("\n")); lines != 10 || !bytes.HasSuffix(said.Bytes(), []byte("40 of 40 recommendations are loaded.\n")) {
		t.Errorf("%d lines:\n%s", lines, said.String())
	}
}

func TestProgressIsABarOnATerminal(t *testing.T) {
	var said bytes.Buffer
	p := &progress{to: &said, what: "recommendations", bar: true}
	p.show(1, 4)
	p.end()
	if want := "\r[##########..............................] 1 of 4 recommendations\n"; said.String() != want {
		t.Errorf("got %q, want %q", said.String(), want)
	}
}
