package scraper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"openchair/meeting"
)

// discoverRequests is how many pages a site is asked for at most, robots.txt
// left out.
const discoverRequests = 10

// Found is a source that a site was seen to have.
type Found struct {
	Source   meeting.Source
	Why      string // what on the site led to it
	Meetings int
	AtLeast  bool // there are more pages than were asked for
	Asked    int
	// Zones are those of the meetings that name one themselves or by their place,
	// by frequency; Source.Zone is the first of them, "" where there is none.
	Zones []string
	Tried []string // what was tried before and failed, in words
}

// ErrNothingFound says that a site shows no list that we can read.
var ErrNothingFound = errors.New("no list of meetings was found")

// Discover looks from one address of a site for its list of meetings, within
// ten requests, and reads what it finds. hint may name program, zone and
// country. Its error wraps ErrNothingFound, or says why the site can't be read;
// Found.Tried tells what was tried in either case.
func (c *Collector) Discover(ctx context.Context, address string, hint meeting.Source) (Found, error) {
	d := &discovery{collector: c, hint: hint, asked: &askedOnce{get: c.Fetcher, pages: map[string]FetchResult{}}}
	if err := neverListed(address, hint.Program); err != nil {
		return Found{}, err
	}
	if err := faultOfURL(address); err != nil {
		return Found{}, err
	}
	first, err := d.asked.Fetch(ctx, Request{URL: address}, nil)
	if err != nil {
		return Found{Asked: d.asked.n}, fmt.Errorf("%s can't be read: %w", hostOf(address), err)
	}
	if d.try(ctx, first.Page) || d.follow(ctx, first.Page) {
		d.found.Asked, d.found.Tried = d.asked.n, d.tried
		return d.found, nil
	}
	return Found{Asked: d.asked.n, Tried: d.tried}, fmt.Errorf("%s: %w", hostOf(address), ErrNothingFound)
}

type discovery struct {
	collector *Collector
	hint      meeting.Source
	asked     *askedOnce
	found     Found
	tried     []string
	seen      map[string]bool
}

// try reads what the clues of a page lead to, and keeps the first that holds
// meetings.
func (d *discovery) try(ctx context.Context, p Page) bool {
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	for _, clue := range cluesOf(p) {
		key := clue.format + " " + clue.url
		if d.seen[key] || d.asked.spent() && !d.asked.has(clue.url) {
			continue
		}
		d.seen[key] = true
		if d.read(ctx, clue, p) {
			return true
		}
	}
	return false
}

// read checks one clue as a source.
func (d *discovery) read(ctx context.Context, clue clue, p Page) bool {
	src := d.hint
	src.ID, src.Format, src.URL, src.Options = "discover", clue.format, clue.url, clue.options
	src.Program, src.Zone = cmp.Or(src.Program, "aa"), cmp.Or(src.Zone, "UTC")
	src.Language = cmp.Or(src.Language, clue.language)
	r := d.collector.report(ctx, src, d.asked)
	var bound *BoundError
	more := errors.As(r.Err, &bound)
	ms := meetingsOf(r.Rows)
	if len(ms) < clue.least() || !r.Run.Class.Good() && !more {
		d.tried = append(d.tried, fmt.Sprintf("%s at %s (%s): %s", clue.format, bare(clue.url), clue.why, firstOf(r.Run.Message, "nothing read")))
		return false
	}
	d.found = Found{Why: clue.why, Meetings: len(ms), AtLeast: more || len(r.NotFollowed) > 0, Zones: zonesOf(ms)}
	src.Zone = d.hint.Zone
	if src.Zone == "" && len(d.found.Zones) > 0 {
		src.Zone = d.found.Zones[0]
	}
	src.Program, src.Options = d.hint.Program, clue.options
	d.found.Source = described(src, p, clue)
	return true
}

// follow tries the pages that a front page calls its meetings.
func (d *discovery) follow(ctx context.Context, p Page) bool {
	for _, link := range meetingLinks(p) {
		if d.asked.spent() {
			return false
		}
		res, err := d.asked.Fetch(ctx, Request{URL: link}, nil)
		if err != nil {
			d.tried = append(d.tried, fmt.Sprintf("%s: %v", bare(link), err))
			continue
		}
		if d.try(ctx, res.Page) {
			return true
		}
	}
	return false
}

func meetingsOf(rows []Checked) []meeting.Meeting {
	var ms []meeting.Meeting
	for i := range rows {
		if rows[i].Refusal == nil {
			ms = append(ms, rows[i].Meeting.Meeting)
		}
	}
	return ms
}

// zonesOf counts the zones that meetings name themselves, most frequent first.
func zonesOf(ms []meeting.Meeting) []string {
	counts := map[string]int{}
	for i := range ms {
		if s := &ms[i].Schedule; s.ZoneFrom != meeting.ZoneFromSource && s.Zone != "" {
			counts[s.Zone]++
		}
	}
	return byCount(counts)
}

// askedOnce asks for each page once, up to a bound.
type askedOnce struct {
	get   Getter
	pages map[string]FetchResult
	n     int
}

func (a *askedOnce) spent() bool { return a.n >= discoverRequests }

func (a *askedOnce) has(url string) bool { _, ok := a.pages[url]; return ok }

// Fetch returns a page that was asked for before, or asks for it.
func (a *askedOnce) Fetch(ctx context.Context, req Request, _ *meeting.PageState) (FetchResult, error) {
	if res, ok := a.pages[req.URL]; ok {
		return res, nil
	}
	if a.spent() {
		return FetchResult{}, &BoundError{What: "requests", Limit: discoverRequests}
	}
	a.n++
	res, err := a.get.Fetch(ctx, req, nil)
	if err != nil {
		return res, err
	}
	a.pages[req.URL] = res
	if moved := res.Page.URL; moved != req.URL && !strings.Contains(moved, "#") {
		a.pages[moved] = res
	}
	return res, nil
}
