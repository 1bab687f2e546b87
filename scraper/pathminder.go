package scraper

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// How a pathminder source is read; option mode.
const (
	pmSitemap    = "sitemap"     // every page that sitemap.xml names: all meetings, the default
	pmList       = "list"        // the list alone, which names only the next date of each meeting
	pmListDetail = "list-detail" // the list, and the page of each row
)

// Bounds of a pathminder source.
const (
	pmMaxPages = 5000 // the largest site has some two thousand meetings, each on a page of its own
	pmMaxLists = 400  // pages of a list
)

// pathminderStart asks for the sitemap, or for the first page of the list.
// What the list is to show (location, coordinates, meetingType) stands in the
// source's url.
func pathminderStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	mode, err := pathminderMode(src)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(src.URL)
	if err != nil {
		return nil, fmt.Errorf("source %s: url: %w", src.ID, err)
	}
	isMap := strings.HasSuffix(u.Path, ".xml")
	switch {
	case mode == pmSitemap && isMap:
		return []Request{{URL: src.URL}}, nil
	case mode == pmSitemap:
		return []Request{{URL: u.Scheme + "://" + u.Host + "/sitemap.xml"}}, nil
	case isMap:
		return nil, fmt.Errorf("source %s: option mode is %s but url is a sitemap: give the address of the list, or leave mode out", src.ID, mode)
	}
	return []Request{{URL: pathminderPage(u, 1)}}, nil
}

func pathminderMode(src meeting.Source) (string, error) {
	v, ok := src.Options["mode"]
	if !ok {
		return pmSitemap, nil
	}
	mode, _ := v.(string)
	if !slices.Contains([]string{pmSitemap, pmList, pmListDetail}, mode) {
		return "", fmt.Errorf("source %s: option mode is %v: use %s, %s or %s", src.ID, v, pmSitemap, pmList, pmListDetail)
	}
	return mode, nil
}

// pathminderPage is the address of one page of a list. Without finder_form the
// site answers with an empty search.
func pathminderPage(list *url.URL, page int) string {
	u := *list
	if !strings.Contains(u.Path, "/meetings") {
		u.Path = "/meetings/"
	}
	q := u.Query()
	if !q.Has("finder_form") {
		q.Set("finder_form", "true")
	}
	q.Set("page", strconv.Itoa(page))
	u.RawQuery, u.Fragment = q.Encode(), ""
	return u.String()
}

var pmMeetingPath = regexp.MustCompile(`/meetings/(\d+)/?$`)

// pathminderID is the number of a meeting in the address of its page.
func pathminderID(address string) (string, bool) {
	path, _, _ := strings.Cut(address, "?")
	path, _, _ = strings.Cut(path, "#")
	m := pmMeetingPath.FindStringSubmatch(path)
	if m == nil || len(m[1]) > 12 {
		return "", false
	}
	return m[1], true
}

// pathminderRead reads the pages of Pathminder's "Meetings", as SMART Recovery
// and LifeRing use it: a sitemap, a page of the list, or the page of a meeting.
func pathminderRead(p Page, src meeting.Source, known Terms) (Reading, error) {
	if isSitemap(p.Body) {
		return pathminderSitemap(p, src)
	}
	bare := p
	bare.Body = withoutParts(p.Body, "nav", "footer", "style", "svg")
	w, err := webPageOf(bare)
	if err != nil {
		return Reading{}, err
	}
	if id, ok := pathminderID(p.URL); ok {
		return pathminderDetail(p, w.root, id)
	}
	if strings.HasSuffix(strings.ToLower(p.URL), ".xml") {
		return Reading{}, &ShapeError{HTML: looksLikeHTML(p.Body), Why: "No sitemap stands where the sitemap was due."}
	}
	return pathminderList(p, w.root, src, known)
}

// withoutParts cuts elements out of a page before it is parsed, which costs most
// of its reading: what stands around a meeting is the larger part of it. An
// element without an end, or within itself, is left.
func withoutParts(body []byte, names ...string) []byte {
	for _, name := range names {
		begin, end := []byte("<"+name), []byte("</"+name+">")
		var out []byte
		rest := body
		for {
			i := bytes.Index(rest, begin)
			if i < 0 {
				break
			}
			inner := rest[i+len(begin):]
			n := bytes.Index(inner, end)
			if n < 0 || len(inner) == 0 || inner[0] != '>' && inner[0] != ' ' && inner[0] != '\n' || bytes.Contains(inner[:n], begin) {
				out = append(out, rest[:i+len(begin)]...)
				rest = inner
				continue
			}
			out = append(out, rest[:i]...)
			rest = inner[n+len(end):]
		}
		if out != nil {
			body = append(out, rest...)
		}
	}
	return body
}

func isSitemap(body []byte) bool {
	head := body[:min(len(body), 1000)]
	return bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex"))
}
