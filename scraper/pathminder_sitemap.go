package scraper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"

	"openchair/meeting"
)

// pathminderSitemap asks for the page of every meeting that a sitemap names,
// and for the sitemaps that it names. One meeting's page may be gone since.
func pathminderSitemap(p Page, src meeting.Source) (Reading, error) {
	locs, err := sitemapLocs(p.Body)
	if err != nil {
		return Reading{}, err
	}
	var r Reading
	seen := map[string]bool{}
	for _, loc := range locs {
		u, err := url.Parse(loc)
		if err != nil || seen[loc] || !sameHost(u, p.URL) && !sameHost(u, src.URL) {
			continue
		}
		seen[loc] = true
		if _, ok := pathminderID(loc); ok {
			r.Next = append(r.Next, Request{URL: loc, Optional: true})
		} else if strings.HasSuffix(u.Path, ".xml") {
			r.Next = append(r.Next, Request{URL: loc})
		}
	}
	if len(r.Next) == 0 {
		return Reading{}, &ShapeError{Why: "The sitemap names no page of a meeting, as /meetings/123/."}
	}
	return r, nil
}

// sitemapLocs are the addresses a sitemap names, in order.
func sitemapLocs(body []byte) ([]string, error) {
	var locs []string
	dec := xml.NewDecoder(bytes.NewReader(body))
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return locs, nil
		}
		if err != nil {
			return nil, &ShapeError{Cut: strings.Contains(err.Error(), "unexpected EOF"), Why: "The sitemap can't be read: " + err.Error() + "."}
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "loc" {
			continue
		}
		var loc string
		if err := dec.DecodeElement(&loc, &start); err != nil {
			return nil, &ShapeError{Cut: strings.Contains(err.Error(), "unexpected EOF"), Why: "The sitemap can't be read: " + err.Error() + "."}
		}
		locs = append(locs, strings.TrimSpace(loc))
	}
}

// sameHost: a source is read at its own host only.
func sameHost(u *url.URL, address string) bool {
	own, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, own.Host)
}
