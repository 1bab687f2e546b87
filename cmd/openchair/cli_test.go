package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheCommandLine(t *testing.T) {
	config := filepath.Join(t.TempDir(), "openchair.toml")
	if err := os.WriteFile(config, []byte("listne = \"127.0.0.1:9\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"help is no failure", []string{"--help"}, exitDone, "Usage: openchair"},
		{"no command", nil, exitUsage, "expected one of"},
		{"an unknown command", []string{"colect"}, exitUsage, "colect"},
		{"an unknown flag", []string{"meetings", "--colour"}, exitUsage, "--colour"},
		{"a day that is none", []string{"meetings", "--day", "someday"}, exitUsage, "monday … sunday"},
		{"an attendance that is none", []string{"meetings", "--attendance", "virtual"}, exitUsage, "in_person"},
		{"a date that is none", []string{"occurrences", "--from", "tomorrow"}, exitUsage, "2026-03-01"},
		{"an empty stretch", []string{"occurrences", "--from", "2026-03-02", "--to", "2026-03-01"}, exitUsage, "not after"},
		{"a source that is none", []string{"collect", "nowhere"}, exitUsage, "openchair sources"},
		{"a misspelt key in the config file", []string{"version", "--config", config}, exitUsage, `unknown key "listne"`},
		{"a public address without a scheme", []string{"version", "--public-url", "example.org"}, exitUsage, "https://"},
		{"no database yet", []string{"meetings"}, exitFailed, "no database"},
		{"no daemon", []string{"health", "--listen", "127.0.0.1:1"}, exitFailed, "openchair serve"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			var out strings.Builder
			if code := run(t.Context(), tt.args, streams{in: strings.NewReader(""), out: &out, err: &out}); code != tt.code {
				t.Errorf("exit %d, want %d", code, tt.code)
			}
			if !strings.Contains(out.String(), tt.says) {
				t.Errorf("does not say %q:\n%s", tt.says, out.String())
			}
		})
	}
}

func TestEveryCommandHasHelp(t *testing.T) {
	for _, command := range []string{"serve", "collect", "meetings", "occurrences", "sources", "check", "demo", "backup", "health", "version"} {
		var out strings.Builder
		if code := run(t.Context(), []string{command, "--help"}, streams{out: &out, err: &out}); code != exitDone {
			t.Errorf("%s --help: exit %d", command, code)
		}
		if !strings.Contains(out.String(), "Usage: openchair "+command) {
			t.Errorf("%s --help says:\n%s", command, out.String())
		}
	}
}

func TestAFlagBeatsTheEnvironmentWhichBeatsTheFile(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "openchair.toml")
	if err := os.WriteFile(config, []byte("db = \"from-file.db\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	names := func(args ...string) string {
		var out strings.Builder
		run(t.Context(), append([]string{"meetings", "--config", config}, args...), streams{out: &out, err: &out})
		return out.String()
	}
	if got := names(); !strings.Contains(got, "from-file.db") {
		t.Errorf("the file's value is not used: %s", got)
	}
	t.Setenv("OPENCHAIR_DB", "from-env.db")
	if got := names(); !strings.Contains(got, "from-env.db") {
		t.Errorf("the environment does not beat the file: %s", got)
	}
	if got := names("--db", "from-flag.db"); !strings.Contains(got, "from-flag.db") {
		t.Errorf("the flag does not beat the environment: %s", got)
	}
}
