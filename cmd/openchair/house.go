package main

import (
	"context"
	"errors"
	"log/slog"

	"openchair/internal/metrics"
	"openchair/internal/zonefinder"
	"openchair/meeting"
	"openchair/scraper"
	"openchair/storage"
)

// daemonOwner marks runs and letters that the daemon of a database holds.
const daemonOwner = "serve"

// house is the rooms that several commands share, opened.
type house struct {
	flags     *globals
	log       *slog.Logger
	db        *storage.DB
	catalog   *scraper.Catalog
	fetcher   *scraper.Fetcher
	zones     *zonefinder.Child
	publicURL string
	metrics   *metrics.Metrics
	changed   func(meeting.Run) // told of a run accepted on the web; nil = nobody
	post
}

// openHouse opens store and catalogue, and the post where publicURL says where
// letters' links lead.
func openHouse(ctx context.Context, g *globals, log *slog.Logger, publicURL string) (*house, error) {
	catalog, err := g.catalog()
	if err != nil {
		return nil, err
	}
	db, err := g.openStore(ctx)
	if err != nil {
		return nil, err
	}
	h := &house{flags: g, log: log, db: db, catalog: catalog, fetcher: g.fetcher(), zones: zoneChild(), publicURL: publicURL}
	h.metrics = h.newMetrics()
	if publicURL == "" {
		return h, nil
	}
	if h.post, err = openPost(ctx, g, log, db, catalog, publicURL); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return h, nil
}

func (h *house) enabled() []meeting.Source { return h.catalog.Enabled() }

func (h *house) close() error {
	return errors.Join(h.zones.Close(), h.post.close(), h.db.Close())
}
