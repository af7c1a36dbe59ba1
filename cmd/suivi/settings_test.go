package main

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEverySettingIsInTheTableForPeople(t *testing.T) {
	page, err := os.ReadFile("../../docs/settings.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## Of the server")
	section, _, _ = strings.Cut(section, "\n## ")
	var listed []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` ").FindAllStringSubmatch(section, -1) {
		listed = append(listed, row[1])
	}
	read := append(settingNames(), "SUIVI_PG_BIN") // read by internal/pgembed
	slices.Sort(listed)
	slices.Sort(read)
	if !slices.Equal(listed, read) {
		t.Errorf("docs/settings.md lists %v\nand the code reads %v", listed, read)
	}
}

// world is an environment of a few variables.
func world(variables map[string]string) (environment, *bytes.Buffer, *bytes.Buffer) {
	var out, err bytes.Buffer
	lookup := func(name string) (string, bool) {
		value, set := variables[name]
		return value, set
	}
	return environment{Lookup: lookup, Out: &out, Err: &err}, &out, &err
}

func TestSettingsThatMakeNoSenseAreRefused(t *testing.T) {
	const url = "postgres://somebody@localhost/suivi"
	for name, test := range map[string]struct {
		variables map[string]string
		says      string
	}{
		"an address without a port":    {map[string]string{"SUIVI_ADDR": "localhost"}, "SUIVI_ADDR"},
		"one login of three":           {map[string]string{"DATABASE_URL": url, "SUIVI_DESK_URL": url}, "go together"},
		"three logins and no database": {map[string]string{"SUIVI_PUBLIC_URL": url, "SUIVI_DESK_URL": url, "SUIVI_CLERK_URL": url}, "DATABASE_URL"},
		"an issuer and no audience":    {map[string]string{"SUIVI_OIDC_ISSUER": "https://login.example.org"}, "go together"},
		"an audience and no issuer":    {map[string]string{"SUIVI_OIDC_AUDIENCE": "suivi"}, "go together"},
		"an issuer that is none":       {map[string]string{"SUIVI_OIDC_ISSUER": "login.example.org", "SUIVI_OIDC_AUDIENCE": "suivi"}, "SUIVI_OIDC_ISSUER"},
		"a secret that is short":       {map[string]string{"SUIVI_SECRET": "short"}, "SUIVI_SECRET"},
	} {
		env, _, said := world(test.variables)
		if code := run(t.Context(), []string{"serve"}, env); code != 1 || !strings.Contains(said.String(), test.says) {
			t.Errorf("%s: code %d, %q; want 1 and %q", name, code, said, test.says)
		}
	}
}

func TestEveryCommandHasHelpWithAnExample(t *testing.T) {
	all := commands()
	for _, command := range commands() {
		all = append(all, command.verbs...)
	}
	for _, command := range all {
		env, said, _ := world(nil)
		if code := run(t.Context(), append(strings.Fields(command.name), "--help"), env); code != 0 || !regexp.MustCompile(`(?m)^  .*suivi `+command.name).MatchString(said.String()) {
			t.Errorf("suivi %s --help: code %d\n%s", command.name, code, said)
		}
	}
}

func TestWhatIsNotUnderstoodIsSaid(t *testing.T) {
	for _, arguments := range [][]string{
		{"nonsense"},
		{"serve", "--nonsense"},
		{"serve", "nonsense"},
		{"token"},
		{"token", "nonsense"},
		{"token", "list", "nonsense"},
		{"token", "revoke"},
		{"token", "revoke", "one", "two"},
		{"token", "create", "--nonsense"},
		{"account", "identify", "nonsense"},
	} {
		env, _, said := world(nil)
		if code := run(t.Context(), arguments, env); code != 2 || !strings.Contains(said.String(), "suivi") {
			t.Errorf("suivi %v: code %d, %q", arguments, code, said)
		}
	}
}
