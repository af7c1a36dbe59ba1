package tracker

import (
	"fmt"
	"strings"
)

// path is where in its input a command is looking, such as "organisations.3.parent".
type path string

// to is the path to a field of what p leads to.
func (p path) to(field string) path {
	if p == "" {
		return path(field)
	}
	return p + "." + path(field)
}

// item is the path to one item of a list, counting from 0.
func (p path) item(index int) path { return path(fmt.Sprintf("%s.%d", p, index)) }

// nounName is how a sentence calls a noun: follow-up, position statement.
func nounName(noun string) string {
	if noun == "follow_up" {
		return "follow-up"
	}
	return strings.ReplaceAll(noun, "_", " ")
}
