package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"openchair/meeting"
	"openchair/scraper"
)

type checkCmd struct {
	jsonFlag
	What    string `arg:"" help:"A source's id, a .toml file of sources, or with --format an address or a file."`
	Format  string `help:"Read an address or a file in this format (meeting-guide, bmlt, csv, ical …)."`
	Zone    string `help:"IANA zone where a listing says nothing better."`
	Country string `help:"Country (US) where a listing says nothing better."`
	Program string `default:"aa" help:"Program the listings belong to (default ${default})."`
}

// checkLine is one row as --json prints it.
type checkLine struct {
	Source  string           `json:"source"`
	Listing *scraper.Listing `json:"listing"` // null where the row is none

	Meeting *meeting.Meeting `json:"meeting"`
	Refusal *meeting.Refusal `json:"refusal"`
	Unread  []string         `json:"unread"`
}

// Run reads without storing. It fails when a source could not be read.
func (c *checkCmd) Run(ctx context.Context, g *globals, std streams) error {
	reports, err := c.reports(ctx, g)
	if err != nil {
		return err
	}
	good := true
	for _, r := range reports {
		if err := c.print(r, std); err != nil {
			return err
		}
		good = good && r.Run.Class.Good()
	}
	if !good {
		return errSaid
	}
	return nil
}

func (c *checkCmd) reports(ctx context.Context, g *globals) ([]scraper.Report, error) {
	zones := zoneChild()
	defer func() { _ = zones.Close() }() // it has nothing left to say
	collector := &scraper.Collector{Fetcher: g.fetcher(), Log: g.quietLogger(os.Stderr), Zones: zones, Owner: "check"}
	if c.Format != "" {
		r, err := c.loose(ctx, collector)
		return []scraper.Report{r}, err
	}
	sources, err := c.sources(g)
	if err != nil {
		return nil, err
	}
	var reports []scraper.Report
	for _, src := range sources {
		reports = append(reports, collector.Check(ctx, src))
	}
	return reports, nil
}

// loose reads an address or a file that is no source yet.
func (c *checkCmd) loose(ctx context.Context, collector *scraper.Collector) (scraper.Report, error) {
	src := meeting.Source{ID: "check", Program: c.Program, Format: c.Format, Zone: c.Zone, Country: c.Country, Language: "en", Enabled: true}
	online := strings.HasPrefix(c.What, "http://") || strings.HasPrefix(c.What, "https://")
	src.URL = "http://file.invalid/" // what a file's own addresses would be relative to
	if online {
		src.URL = c.What
	}
	if err := scraper.ValidateSource(src); err != nil {
		return scraper.Report{}, usageError{err}
	}
	if online {
		return collector.Check(ctx, src), nil
	}
	return collector.CheckFile(ctx, c.What, src)
}

func (c *checkCmd) sources(g *globals) ([]meeting.Source, error) {
	if strings.HasSuffix(c.What, ".toml") {
		catalog, err := scraper.LoadCatalogFile(!g.NoCatalog, c.What)
		if err != nil {
			return nil, err
		}
		return catalog.Own, nil
	}
	catalog, err := g.catalog()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(c.What); err == nil {
		return nil, usageError{fmt.Errorf("%s is a file: say how to read it with --format", c.What)}
	}
	return named(catalog.Sources, []string{c.What})
}

func (c *checkCmd) print(r scraper.Report, std streams) error {
	words := meeting.WordsFor("en")
	p := c.printer(std.out, "KEY", "NAME", "WHEN", "ZONE", "FROM", "HOW", "WHERE", "NOT UNDERSTOOD")
	for _, row := range r.Rows {
		line := checkLine{Source: r.Source.ID, Refusal: row.Refusal, Unread: append([]string{}, row.Unread...)}
		if row.Listing.Key != "" || row.Listing.Name != "" {
			line.Listing = &row.Listing
		}
		var err error
		if row.Refusal != nil {
			f := row.Refusal
			err = p.row(line, f.Key, clip(f.Name, 40), "refused", "", "", "", f.Field, f.Reason)
		} else {
			m := &row.Meeting.Meeting
			line.Meeting = m
			err = p.row(line, m.SourceKey, clip(m.Name, 40), words.When(&m.Schedule), m.Schedule.Zone, m.Schedule.ZoneFrom, m.Attendance, clip(where(m), 40), strings.Join(row.Unread, "; "))
		}
		if err != nil {
			return err
		}
	}
	if err := p.flush(); err != nil {
		return err
	}
	return c.summary(r, std)
}

// summary goes beside the data: to standard error where that is JSON.
func (c *checkCmd) summary(r scraper.Report, std streams) error {
	w := std.out
	if c.JSON {
		w = std.err
	}
	n := r.Run.Counts
	_, err := fmt.Fprintf(w, "\n%s: %s. Listed %d, read %d, refused %d. Nothing was stored. %s\n", r.Source.ID, r.Run.Class, n.Listed, n.Listed-n.Refused, n.Refused, r.Run.Message)
	if len(r.NotFollowed) > 0 {
		_, more := fmt.Fprintf(w, "Not fetched, since a file was read: %s\n", strings.Join(r.NotFollowed, " "))
		err = errors.Join(err, more)
	}
	return err
}
