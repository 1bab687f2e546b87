package scraper

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"openchair/internal/guard"
	"openchair/meeting"
)

// The numbers of the one politeness that all formats share.
const (
	DefaultDelay   = 500 * time.Millisecond // between two requests to one host and port
	DefaultTimeout = 60 * time.Second       // one request, from the first byte sent to the last received
	DefaultMaxBody = 32 << 20               // bytes of one page, decompressed
	maxRedirects   = 10
)

// FetchOptions says how sites are asked.
type FetchOptions struct {
	// Agent is the whole User-Agent; see Agent. Empty means "Openchair".
	Agent string
	// Delay is the least time between the end of one request to a host and
	// port and the start of the next. Zero means none, for tests on loopback.
	Delay time.Duration
	// Timeout of one request, the wait for its turn not counted; 0 = DefaultTimeout.
	Timeout time.Duration
	// MaxBody is the largest page read, in decompressed bytes; 0 = DefaultMaxBody.
	MaxBody int64
	// OptOut names the hosts that are never asked; nil = none.
	OptOut *OptOut
	// Transport sends requests; nil = one behind a guard that permits the
	// public Internet only.
	Transport http.RoundTripper
}

// DefaultFetchOptions returns the polite numbers with the given User-Agent.
func DefaultFetchOptions(agent string) FetchOptions {
	return FetchOptions{Agent: agent, Delay: DefaultDelay, Timeout: DefaultTimeout, MaxBody: DefaultMaxBody}
}

// Agent returns a User-Agent that names the program and whom to write to:
// "Openchair/1.2 (+https://example.org/contact)".
func Agent(version, contact string) string {
	a := "Openchair"
	if version != "" {
		a += "/" + version
	}
	if contact != "" {
		a += " (+" + contact + ")"
	}
	return printable(a)
}

// Fetcher asks sites for pages, politely. It owns every host's turn and its
// robots.txt, so all runs of a process must share one. It is safe for use by
// several goroutines.
type Fetcher struct {
	opts   FetchOptions
	gate   *gate
	robots *robotsCache
}

// NewFetcher returns a Fetcher.
func NewFetcher(o FetchOptions) *Fetcher {
	if o.Agent = printable(o.Agent); o.Agent == "" {
		o.Agent = Agent("", "")
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxBody <= 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.Transport == nil {
		o.Transport = guard.Guard{}.Transport()
	}
	return &Fetcher{opts: o, gate: newGate(), robots: newRobotsCache()}
}

// FetchResult is what a request brought.
type FetchResult struct {
	// Page is zero where NotModified.
	Page Page
	// NotModified: the page is as it was when its validators were remembered.
	NotModified bool
	// State is what to remember of the page; its Next is left to the reader.
	State meeting.PageState
}

// Fetch asks for one page: it obeys robots.txt, waits its turn, follows and
// checks redirects, retries what is worth retrying and bounds what it reads.
// With cond it asks conditionally. Its error is a *PageError, or the context's
// own when that ended.
func (f *Fetcher) Fetch(ctx context.Context, req Request, cond *meeting.PageState) (FetchResult, error) {
	res, err := f.fetch(ctx, req.URL, cond)
	if err == nil {
		return res, nil
	}
	if ctx.Err() != nil {
		return FetchResult{}, context.Cause(ctx)
	}
	return FetchResult{}, &PageError{URL: req.URL, Err: withoutAddress(err)}
}

func (f *Fetcher) fetch(ctx context.Context, address string, cond *meeting.PageState) (FetchResult, error) {
	u, err := parseAddress(address)
	if err != nil {
		return FetchResult{}, err
	}
	a, err := f.persist(ctx, func() (answer, error) {
		a, err := f.follow(ctx, u, asking{header: conditional(cond), limit: f.opts.MaxBody, rules: f.rules})
		if err != nil {
			return answer{}, err
		}
		return a, a.refusal(conditional(cond) != nil)
	})
	if err != nil {
		return FetchResult{}, err
	}
	if a.status == http.StatusNotModified {
		return FetchResult{NotModified: true, State: refreshed(*cond, a.header)}, nil
	}
	return f.result(address, a), nil
}

func (f *Fetcher) result(address string, a answer) FetchResult {
	body := toUTF8(a.body, a.header.Get("Content-Type"))
	sum := sha256.Sum256(body)
	return FetchResult{
		Page: Page{URL: a.url.String(), Status: a.status, Header: a.header, Body: body, Fetched: time.Now().UTC()},
		State: meeting.PageState{
			URL: address, Digest: hex.EncodeToString(sum[:]),
			ETag: a.header.Get("ETag"), LastModified: a.header.Get("Last-Modified"),
		},
	}
}

// conditional returns the headers that ask only for what has changed, nil
// where there are no validators.
func conditional(s *meeting.PageState) http.Header {
	if s == nil || s.ETag == "" && s.LastModified == "" {
		return nil
	}
	h := http.Header{}
	if s.ETag != "" {
		h.Set("If-None-Match", s.ETag)
	}
	if s.LastModified != "" {
		h.Set("If-Modified-Since", s.LastModified)
	}
	return h
}

// refreshed takes over the validators that came with a 304.
func refreshed(s meeting.PageState, h http.Header) meeting.PageState {
	if e := h.Get("ETag"); e != "" {
		s.ETag = e
	}
	if m := h.Get("Last-Modified"); m != "" {
		s.LastModified = m
	}
	return s
}

// asking is how one address is asked for.
type asking struct {
	header http.Header
	limit  int64 // bytes of a page
	cut    bool  // what is over the limit is left unread, and no error
	// rules of the host asked, nil for robots.txt itself.
	rules func(context.Context, *url.URL) (rules, error)
}

// follow asks for an address and for those it redirects to. Each is checked as
// the first was; nothing of the request before is carried to another host
// but the validators. net/http's own following is not used: it would hold one
// host's turn while the next host's robots.txt is read.
func (f *Fetcher) follow(ctx context.Context, u *url.URL, ask asking) (answer, error) {
	seen := map[string]bool{}
	for {
		seen[u.String()] = true
		apart := f.opts.Delay
		if ask.rules != nil {
			r, err := ask.rules(ctx, u)
			if err != nil {
				return answer{}, err
			}
			if !r.allow(u) {
				return answer{}, &RobotsDeniedError{URL: u.String()}
			}
			apart = max(apart, r.delay)
		}
		a, err := f.ask(ctx, u, ask, apart)
		if err != nil || !a.redirects() {
			return a, err
		}
		if u, err = nextHop(u, a.header.Get("Location"), seen); err != nil {
			return answer{}, err
		}
	}
}

func nextHop(from *url.URL, location string, seen map[string]bool) (*url.URL, error) {
	to, err := from.Parse(location)
	if err != nil {
		return nil, &RedirectError{From: from.String(), To: location, Why: "to an address that can't be read"}
	}
	to, err = parseAddress(to.String())
	switch {
	case err != nil:
		return nil, &RedirectError{From: from.String(), To: location, Why: "to an address that is no web page"}
	case seen[to.String()]:
		return nil, &RedirectError{From: from.String(), To: to.String(), Why: "in a circle"}
	case len(seen) > maxRedirects:
		return nil, &RedirectError{From: from.String(), To: to.String(), Why: fmt.Sprintf("on and on, more than %d times", maxRedirects)}
	}
	return to, nil
}

var errAddress = errors.New("not an http or https address")

// parseAddress reads an address that may be asked. Credentials and fragments
// are taken off.
func parseAddress(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return nil, fmt.Errorf("%w: %q", errAddress, bare(s))
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		return nil, fmt.Errorf("%w: %q", errAddress, bare(s))
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u, nil
}
