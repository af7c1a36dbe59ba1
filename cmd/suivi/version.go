package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

var versionCommand = command{
	name:    "version",
	summary: "say which version this is",
	help: `suivi version says which version this is, and what it was built with.

  suivi version`,
	run: func(_ context.Context, _ settings, env environment) error {
		version := "(built outside a module)"
		if build, there := debug.ReadBuildInfo(); there {
			version = build.Main.Version
		}
		_, err := fmt.Fprintf(env.Out, "suivi %s, %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return err
	},
}
