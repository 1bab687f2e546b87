package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/pelletier/go-toml/v2"

	"openchair/scraper"
)

// readConfig makes a resolver of a TOML file whose keys are flags' names, at
// the top level. Secrets don't belong there: they come by environment or file.
func readConfig(r io.Reader) (kong.Resolver, error) {
	f := &configFile{name: "config file", values: map[string]any{}}
	if file, ok := r.(*os.File); ok {
		f.name = file.Name()
	}
	err := toml.NewDecoder(r).Decode(&f.values)
	var at *toml.DecodeError
	if errors.As(err, &at) {
		row, column := at.Position()
		return nil, fmt.Errorf("%s:%d:%d: %w", f.name, row, column, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	return f, nil
}

type configFile struct {
	name   string
	values map[string]any
}

// Validate refuses keys that are no global flag's name.
func (f *configFile) Validate(app *kong.Application) error {
	known := map[string]bool{}
	for _, flag := range app.Flags {
		known[flag.Name] = true
	}
	for _, key := range slices.Sorted(maps.Keys(f.values)) {
		if !known[key] || key == "config" || key == "help" {
			return fmt.Errorf("%s: unknown key %q; keys are the global flags of openchair --help without their dashes", f.name, key)
		}
	}
	return nil
}

// Resolve gives a flag its value; nil leaves environment and default in force.
func (f *configFile) Resolve(_ *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	if parent.App == nil {
		return nil, nil
	}
	for _, env := range flag.Envs {
		if _, set := os.LookupEnv(env); set {
			return nil, nil
		}
	}
	v, ok := f.values[flag.Name]
	if !ok {
		return nil, nil
	}
	// As text: kong reads it as it would from the command line.
	return fmt.Sprint(v), nil
}

// settle fills in what follows from other flags and checks the rest.
func (g *globals) settle() error {
	g.KeyFile = cmp.Or(g.KeyFile, strings.TrimSuffix(g.DB, ".db")+".key")
	if _, _, err := net.SplitHostPort(g.Listen); err != nil {
		return fmt.Errorf("--listen %q: want HOST:PORT, as 127.0.0.1:8080", g.Listen)
	}
	if g.PublicURL != "" {
		u, err := url.Parse(g.PublicURL)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
			return fmt.Errorf("--public-url %q: want an address such as https://meetings.example.org", g.PublicURL)
		}
		g.PublicURL = strings.TrimSuffix(g.PublicURL, "/")
	}
	if g.Workers < 1 {
		return errors.New("--workers: want at least 1")
	}
	var err error
	if g.optOut, err = scraper.LoadOptOut(g.OptOut); err != nil {
		return fmt.Errorf("--opt-out: %w", err)
	}
	if g.Delay < 0 || g.FetchTimeout <= 0 {
		return errors.New("--delay and --fetch-timeout: want a time such as 500ms")
	}
	return nil
}

// publicURL is what addresses are built from: the flag, else where the web
// listens. A browser's Host header is never believed.
func (g *globals) publicURL(listening string) string {
	if g.PublicURL != "" {
		return g.PublicURL
	}
	host, port, err := net.SplitHostPort(listening)
	if err != nil {
		return "http://" + listening
	}
	if ip := net.ParseIP(host); host == "" || (ip != nil && ip.IsUnspecified()) {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// secret returns the environment variable name, or what the file named by
// name_FILE holds, as container platforms hand secrets over.
func secret(name string) (string, error) {
	if v := os.Getenv(name); v != "" {
		return v, nil
	}
	file := os.Getenv(name + "_FILE")
	if file == "" {
		return "", nil
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return strings.TrimSpace(string(b)), nil
}
