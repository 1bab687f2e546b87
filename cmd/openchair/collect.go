package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"openchair/meeting"
	"openchair/scheduler"
	"openchair/scraper"
)

type collectCmd struct {
	jsonFlag
	Sources []string `arg:"" optional:"" name:"source" help:"Sources to collect; without any, every enabled one."`
}

// Run collects once. It fails when any run was not ok, unchanged or
// declared-empty; the other runs count all the same.
func (c *collectCmd) Run(ctx context.Context, g *globals, std streams) error {
	catalog, err := g.catalog()
	if err != nil {
		return err
	}
	if err := c.check(catalog); err != nil {
		return err
	}
	h, err := openHouse(ctx, g, g.quietLogger(std.err), "")
	if err != nil {
		return err
	}
	defer h.db.Close()
	sources, err := c.choose(ctx, h, std.err)
	if err != nil {
		return err
	}
	runs, err := c.collect(ctx, h, sources, std)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if !r.Class.Good() {
			return errSaid
		}
	}
	return nil
}

// check refuses names of sources that are in no catalogue, before a database
// is made.
func (c *collectCmd) check(catalog *scraper.Catalog) error {
	_, err := named(catalog.Sources, c.Sources)
	if err == nil && len(c.Sources) == 0 && len(catalog.Sources) == 0 {
		err = errNothingOn
	}
	return err
}

var errNothingOn = errors.New("no source is enabled; name one, or add a directory of sources with --sources DIR")

// choose takes the sources that are named, also those that the catalogue has
// switched off but not those that a person did; else every one that is on.
func (c *collectCmd) choose(ctx context.Context, h *house, warn io.Writer) ([]meeting.Source, error) {
	on, err := switchedOn(ctx, h.db, h.catalog)
	if err != nil {
		return nil, err
	}
	if len(c.Sources) == 0 {
		if len(on) == 0 {
			return nil, errNothingOn
		}
		return on, nil
	}
	switches, err := h.db.Switches(ctx)
	if err != nil {
		return nil, err
	}
	sources, err := named(h.catalog.Sources, c.Sources)
	for _, s := range sources {
		if by := switchOf(switches, s.ID); by != nil && !by.Enabled {
			return nil, fmt.Errorf("%s was switched off by hand (%s): openchair switch %s on", s.ID, cmp.Or(by.Why, "no reason given"), s.ID)
		} else if by == nil && !s.Enabled {
			fmt.Fprintf(warn, "%s is switched off (%s); it is collected because you named it.\n", s.ID, cmp.Or(s.Licence, "no reason given"))
		}
	}
	return sources, err
}

// collect runs every source once, in catalogue order on the page, at most
// Workers at a time. A source under way elsewhere is told and counts as failed.
func (c *collectCmd) collect(ctx context.Context, h *house, sources []meeting.Source, std streams) ([]meeting.Run, error) {
	collector := h.newCollector(fmt.Sprintf("collect-%d", os.Getpid()))
	progress := newProgress(std.err, len(sources))
	runs := make([]meeting.Run, len(sources))
	var group errgroup.Group
	group.SetLimit(h.flags.Workers)
	for i, src := range sources {
		group.Go(func() error {
			run, err := collector.Collect(ctx, src)
			if errors.Is(err, meeting.ErrRunning) {
				run, err = meeting.Run{Source: src.ID, Class: meeting.Running, Message: "Another run of this source is under way."}, nil
			}
			runs[i] = run
			progress.done(src.ID)
			return err
		})
	}
	err := group.Wait()
	progress.end()
	if err == nil && slices.ContainsFunc(runs, scheduler.MayMerge) {
		_, err = h.db.Merge(ctx, time.Now().UTC())
	}
	if err != nil {
		return nil, err
	}
	return runs, c.print(std.out, runs)
}

func (c *collectCmd) print(w io.Writer, runs []meeting.Run) error {
	p := c.printer(w, "RUN", "SOURCE", "CLASS", "LISTED", "STORED", "NEW", "CHANGED", "MISSED", "REFUSED", "MESSAGE")
	for _, r := range runs {
		n := r.Counts
		if err := p.row(r, r.ID, r.Source, r.Class, n.Listed, n.Stored, n.New, n.Changed, n.Missed, n.Refused, clip(r.Message, 100)); err != nil {
			return err
		}
	}
	if err := p.flush(); err != nil || c.JSON {
		return err
	}
	return printRefusals(w, runs)
}

// printRefusals names every row that could not become a meeting, and why.
func printRefusals(w io.Writer, runs []meeting.Run) error {
	for _, r := range runs {
		for _, f := range r.Refused {
			if _, err := fmt.Fprintf(w, "refused by %s: %s %q: %s\n", r.Source, oneLine(f.Key), clip(oneLine(f.Name), 60), oneLine(f.Reason)); err != nil {
				return err
			}
		}
	}
	return nil
}

// progress tells on a terminal how far a collect is; elsewhere it is silent.
type progress struct {
	w     io.Writer
	total int
	mu    sync.Mutex
	n     int
}

func newProgress(w io.Writer, total int) *progress {
	if !onTerminal(w) {
		w = io.Discard
	}
	return &progress{w: w, total: total}
}

func (p *progress) done(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	fmt.Fprintf(p.w, "\r\033[K%d of %d sources · %s", p.n, p.total, id)
}

func (p *progress) end() { fmt.Fprint(p.w, "\r\033[K") }
