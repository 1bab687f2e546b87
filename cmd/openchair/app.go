package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"openchair/internal/guard"
	"openchair/scraper"
	"openchair/storage"
)

// openStore opens the database, making it at first.
func (g *globals) openStore(ctx context.Context) (*storage.DB, error) {
	db, err := storage.Open(ctx, g.DB)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", g.DB, err)
	}
	return db, nil
}

// openExisting is for commands that only look: without a database they say so
// instead of making an empty one.
func (g *globals) openExisting(ctx context.Context) (*storage.DB, error) {
	if _, err := os.Stat(g.DB); errors.Is(err, fs.ErrNotExist) {
		return nil, noDatabase(g.DB)
	}
	return g.openStore(ctx)
}

// noDatabase is the path where a database was looked for.
type noDatabase string

func (path noDatabase) Error() string {
	return fmt.Sprintf("there is no database at %s yet; openchair collect makes one, --db names another", string(path))
}

func isNoDatabase(err error) bool {
	var path noDatabase
	return errors.As(err, &path)
}

func (g *globals) catalog() (*scraper.Catalog, error) {
	return scraper.LoadCatalog(!g.NoCatalog, g.SourcesDir)
}

func (g *globals) logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(g.LogLevel)); err != nil {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}

// quietLogger is for commands that tell their runs themselves: it only speaks
// up where something is our own fault, unless --log-level asks for more.
func (g *globals) quietLogger(w io.Writer) *slog.Logger {
	quiet := *g
	if g.LogLevel == "info" {
		quiet.LogLevel = "error"
	}
	return quiet.logger(w)
}

// fetcher asks sites for pages. All runs of a process share one, since it owns
// every host's turn.
func (g *globals) fetcher() *scraper.Fetcher {
	return scraper.NewFetcher(scraper.FetchOptions{
		Agent:     scraper.Agent(version, cmp.Or(g.Contact, g.PublicURL)),
		Delay:     g.Delay,
		Timeout:   g.FetchTimeout,
		OptOut:    g.optOut,
		Transport: guard.Guard{AllowPrivate: g.AllowPrivate}.Transport(),
	})
}
