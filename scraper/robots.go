package scraper

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsKept  = 24 * time.Hour   // RFC 9309, 2.4
	robotsLimit = 512 << 10        // bytes; RFC 9309, 2.5 wants at least 500 KiB
	crawlLimit  = 10 * time.Second // the longest Crawl-delay that is honoured
	manyRobots  = 4096
)

// rules are what one host's robots.txt says to us.
type rules struct {
	group *robotstxt.Group // nil = no rules
	delay time.Duration    // Crawl-delay, at most crawlLimit
}

// allow reports whether an address may be asked for.
func (r rules) allow(u *url.URL) bool {
	if r.group == nil {
		return true
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return r.group.Test(path)
}

// robotsCache keeps each host's rules in memory.
type robotsCache struct {
	mu    sync.Mutex
	hosts map[string]*robotsEntry
}

// robotsEntry is one scheme, host and port. Its fields are guarded by turn.
type robotsEntry struct {
	turn  chan struct{} // one reader at a time asks for it, the others wait
	rules rules
	until time.Time
}

func newRobotsCache() *robotsCache { return &robotsCache{hosts: map[string]*robotsEntry{}} }

func (c *robotsCache) entry(key string) *robotsEntry {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.hosts[key]
	if e == nil {
		if len(c.hosts) >= manyRobots {
			clear(c.hosts)
		}
		e = &robotsEntry{turn: make(chan struct{}, 1)}
		c.hosts[key] = e
	}
	return e
}

// rules returns what the host of u allows, asking it where that is not known
// or too old. Failures are not remembered.
func (f *Fetcher) rules(ctx context.Context, u *url.URL) (rules, error) {
	e := f.robots.entry(u.Scheme + "://" + hostPort(u))
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return rules{}, ctx.Err()
	}
	if time.Now().Before(e.until) {
		return e.rules, nil
	}
	r, err := f.readRobots(ctx, u)
	if err != nil {
		return rules{}, err
	}
	e.rules, e.until = r, time.Now().Add(robotsKept)
	return r, nil
}

// readRobots asks for a host's robots.txt. 4xx means that it has no rules, 5xx
// and no answer that nothing may be assumed (RFC 9309, 2.3.1).
func (f *Fetcher) readRobots(ctx context.Context, u *url.URL) (rules, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	a, err := f.persist(ctx, func() (answer, error) {
		a, err := f.follow(ctx, at, asking{limit: robotsLimit, cut: true})
		if err == nil && a.status/100 == 5 {
			err = a.refusal(false)
		}
		return a, err
	})
	switch {
	case err != nil:
		return rules{}, &RobotsUnreadError{URL: at.String(), Err: err}
	case a.status/100 == 4:
		return rules{}, nil
	case a.status/100 != 2:
		return rules{}, &RobotsUnreadError{URL: at.String(), Err: &StatusError{Status: a.status}}
	}
	r, err := parseRobots(toUTF8(a.body, a.header.Get("Content-Type")), f.opts.Agent)
	if err != nil {
		return rules{}, &RobotsUnreadError{URL: at.String(), Err: err}
	}
	return r, nil
}

// parseRobots returns what a robots.txt says to an agent, known by the
// product at the head of its name.
func parseRobots(body []byte, agent string) (rules, error) {
	data, err := robotstxt.FromBytes(tidyRobots(string(body)))
	if err != nil {
		return rules{}, fmt.Errorf("robots.txt: %w", err)
	}
	product, _, _ := strings.Cut(agent, "/")
	g := data.FindGroup(product)
	return rules{group: g, delay: min(g.CrawlDelay, crawlLimit)}, nil
}
