package scraper

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/gocolly/colly/v2"
)

// answer is what one request to one address brought, whatever its status.
type answer struct {
	url    *url.URL
	status int
	header http.Header
	body   []byte
}

// ask sends one request through colly. Redirects and statuses come back as
// they are.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, how asking, apart time.Duration) (answer, error) {
	if f.opts.OptOut.Refuses(u) {
		return answer{}, &OptedOutError{Host: u.Hostname()}
	}
	w := &wire{next: f.opts.Transport, gate: f.gate, apart: apart, timeout: f.opts.Timeout, limit: how.limit, cut: how.cut}
	c := f.collector(ctx, w)
	header := http.Header{"User-Agent": {f.opts.Agent}}
	for k, v := range how.header {
		header[k] = v
	}
	if err := c.Request(http.MethodGet, u.String(), nil, nil, header); err != nil {
		return answer{}, err
	}
	return answer{url: u, status: w.status, header: w.header, body: w.body}, nil
}

// collector returns a colly collector with everything switched off that it
// does worse than the wire beneath it: limits, robots.txt,
// cookies, time-outs and bodies. Redirects, decompressing and charsets it
// leaves alone because the wire keeps the answer's header to itself.
func (f *Fetcher) collector(ctx context.Context, w *wire) *colly.Collector {
	c := colly.NewCollector()
	c.Context = ctx
	c.AllowURLRevisit = true
	c.ParseHTTPErrorResponse = true
	c.IgnoreRobotsTxt = true
	c.DetectCharset = false
	c.CacheDir = ""
	c.MaxRequests = 0
	c.MaxBodySize = 0 // the wire bounds it and says so
	c.DisableCookies()
	c.SetRequestTimeout(0)
	c.WithTransport(w)
	return c
}

func (a answer) redirects() bool {
	return a.header.Get("Location") != "" && slices.Contains([]int{301, 302, 303, 307, 308}, a.status)
}

// refusal says why an answer is not the page, nil where it is. A 304 counts
// only where it was asked for.
func (a answer) refusal(conditional bool) error {
	if a.status/100 == 2 && a.status != http.StatusAccepted || a.status == http.StatusNotModified && conditional {
		return nil
	}
	return &StatusError{
		Status: a.status, Type: a.header.Get("Content-Type"), First: slices.Clone(a.body[:min(len(a.body), evidenceRaw)]),
		Size: int64(len(a.body)), Challenge: isChallenge(a.header, a.body), RetryAfter: retryAfter(a.header, time.Now()),
	}
}
