// Command suivi keeps and serves the public record of what studies and workshops recommended, who was asked to act, and what has come of it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], environment{Lookup: os.LookupEnv, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}

// environment is what a command sees of the world, so that tests can give it another.
type environment struct {
	Lookup   func(name string) (value string, set bool)
	Out, Err io.Writer
}

// command is a sub-command: one file each.
type command struct {
	name    string
	summary string
	help    string              // what `suivi NAME --help` prints: what it does, and an example
	flags   func(*flag.FlagSet) // says what it can be told on the command line; nil for nothing
	named   string              // what it takes besides, as in ID; nothing where empty
	verbs   []command           // what it can be told to do, where that is several things: the command itself does nothing then
	run     func(ctx context.Context, settings settings, env environment) error
	about   func(named string) // hears what was named
}

func commands() []command {
	return []command{demoCommand(), serveCommand, migrateCommand, doctorCommand, tokenCommand(), accountCommand(), versionCommand}
}

// run carries out one command line and gives the process's exit code: 0 done, 1 failed, 2 not understood.
func run(ctx context.Context, arguments []string, env environment) int {
	if len(arguments) == 0 || arguments[0] == "help" || arguments[0] == "-h" || arguments[0] == "--help" {
		usage(env.Out)
		return 0
	}
	for _, command := range commands() {
		if command.name == arguments[0] {
			return command.carryOut(ctx, arguments[1:], env)
		}
	}
	_, _ = fmt.Fprintf(env.Err, "suivi: there is no command %q\n\n", arguments[0])
	usage(env.Err)
	return 2
}

func (c command) carryOut(ctx context.Context, arguments []string, env environment) int {
	if len(arguments) > 0 {
		for _, verb := range c.verbs {
			if verb.name == c.name+" "+arguments[0] {
				return verb.carryOut(ctx, arguments[1:], env)
			}
		}
	}
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	if c.flags != nil {
		c.flags(flags)
	}
	err := flags.Parse(arguments)
	if err == nil {
		err = c.understand(flags.Args())
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, _ = fmt.Fprintln(env.Out, c.help+described(flags))
		return 0
	case err != nil:
		_, _ = fmt.Fprintf(env.Err, "suivi %s: %v; its settings come from the environment\n\n%s\n", c.name, err, c.help+described(flags))
		return 2
	}
	settings, err := readSettings(env)
	if err == nil {
		err = c.run(ctx, settings, env)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		_, _ = fmt.Fprintf(env.Err, "suivi %s: %v\n", c.name, err)
		return 1
	}
	return 0
}

// understand takes what stands on the command line besides flags.
func (c command) understand(rest []string) error {
	switch {
	case c.named != "" && len(rest) == 1:
		c.about(rest[0])
		return nil
	case c.named != "" && len(rest) == 0:
		return fmt.Errorf("it takes %s", c.named)
	case c.named != "":
		return fmt.Errorf("it takes one %s, and its flags before that", c.named)
	case len(rest) > 0:
		return fmt.Errorf("%q is not understood", rest[0])
	case c.run == nil:
		return errors.New("say what it is to do")
	}
	return nil
}

// described lists the flags of a command, each with what it takes and what for; nothing where there are none.
func described(flags *flag.FlagSet) (list string) {
	flags.VisitAll(func(f *flag.Flag) {
		takes, what := flag.UnquoteUsage(f)
		list += fmt.Sprintf("\n  --%s %s\n        %s", f.Name, takes, what)
	})
	if list != "" {
		list = "\n\nFlags:" + list
	}
	return list
}

func usage(to io.Writer) {
	_, _ = fmt.Fprint(to, "Suivi keeps the public record of what studies and workshops recommended, and what has come of it.\n\nCommands:\n")
	for _, command := range commands() {
		_, _ = fmt.Fprintf(to, "  suivi %-8s %s\n", command.name, command.summary)
	}
	_, _ = fmt.Fprint(to, "\nsuivi COMMAND --help says more, with an example.\n")
}
