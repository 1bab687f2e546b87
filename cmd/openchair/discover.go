package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"openchair/meeting"
	"openchair/scraper"
)

type discoverCmd struct {
	URL     string `arg:"" name:"url" help:"An address of the site, best its front page."`
	Program string `placeholder:"ID" help:"Program the meetings belong to (aa)."`
	Zone    string `placeholder:"ZONE" help:"IANA zone where the site says none (America/New_York)."`
	Country string `placeholder:"CC" help:"Country (US) where the site says none."`
}

// Run prints a source table to standard output, and what led to it beside it.
func (c *discoverCmd) Run(ctx context.Context, g *globals, std streams) error {
	if !strings.Contains(c.URL, "://") {
		c.URL = "https://" + c.URL
	}
	zones := zoneChild()
	defer func() { _ = zones.Close() }() // it has nothing left to say
	collector := &scraper.Collector{Fetcher: g.fetcher(), Log: g.quietLogger(os.Stderr), Zones: zones, Owner: "discover"}
	hint := meeting.Source{Program: c.Program, Zone: c.Zone, Country: strings.ToUpper(c.Country)}
	found, err := collector.Discover(ctx, c.URL, hint)
	for _, tried := range found.Tried {
		fmt.Fprintf(std.err, "tried: %s\n", tried)
	}
	if err != nil {
		return err
	}
	count := fmt.Sprint(found.Meetings)
	if found.AtLeast {
		count = "at least " + count
	}
	fmt.Fprintf(std.err, "found: %s; meetings read: %s; pages asked for: %d\n", found.Why, count, found.Asked)
	if len(found.Zones) > 1 {
		fmt.Fprintf(std.err, "zones of the meetings, most frequent first: %s\n", strings.Join(found.Zones, ", "))
	}
	_, err = fmt.Fprint(std.out, found.Table(time.Now()))
	return err
}
