package tracker

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
)

// broken is what to tell of a constraint of the database that an input broke.
type broken struct {
	code     fault.Code
	argument string
	message  string
}

func taken(argument, what, noun string) broken {
	return broken{fault.Refused, argument, fmt.Sprintf("That %s is taken by another %s. Choose another one.", what, noun)}
}

func twice(argument, what string) broken {
	return broken{fault.BadArgument, argument, fmt.Sprintf("The same %s is there twice. Once is enough.", what)}
}

func itself(argument, message string) broken { return broken{fault.BadArgument, argument, message} }

func empty(argument string) broken {
	return broken{fault.BadArgument, argument, "This must not be empty."}
}

func fromOne(argument string) broken {
	return broken{fault.BadArgument, argument, "Numbers count from 1."}
}

// notAQuantity is told of the constraints that every quantity has, wherever it stands.
func notAQuantity(argument string) broken { return broken{fault.BadArgument, argument, quantityRule} }

func oneOf[Value ~string](values ...Value) string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = string(value)
	}
	return "This is one of " + strings.Join(words, ", ") + "."
}

// explain tells a refusal of the database in the words of the input. What no input can bring about is passed on, to be logged at the edge.
func explain(err error) error {
	if errors.Is(err, postgres.ErrNoAccount) {
		return fault.New(fault.Forbidden, "There is no such account, or it is disabled.").Because(err)
	}
	refused, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	if rule, ok := constraints[refused.ConstraintName]; ok {
		return fault.About(rule.argument, rule.code, "%s", rule.message).Because(err)
	}
	switch {
	case refused.Code == "42501": // insufficient_privilege: row-level security, or no account
		return forbidden("").Because(err)
	case refused.Code == "23503": // foreign_key_violation
		return fault.New(fault.UnknownReference, "A record that is named does not exist, or you may not see it.").Because(err)
	case refused.Code == "23505" && strings.HasSuffix(refused.ConstraintName, "_pkey"):
		return fault.About("id", fault.IDTaken, "That id is taken. Choose another one, or none.").Because(err)
	}
	return err
}

func forbidden(at path) *fault.Error {
	return fault.About(string(at), fault.Forbidden, "Your account may not write that. It takes an editor of the programme that keeps the record, or an administrator.")
}
