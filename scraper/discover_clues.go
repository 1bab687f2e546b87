package scraper

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// clue is what a page says of a list: where it is, in which format, and why we
// think so.
type clue struct {
	format, url, why string
	options          map[string]any
	language         string
}

// least is how many meetings make a clue true: words with a time may stand on
// any page.
func (c *clue) least() int {
	if c.format == "prose" {
		return 2
	}
	return 1
}

// cluesOf lists what a page leads to, surest first.
func cluesOf(p Page) []clue {
	text := strings.TrimSpace(pageText(p.Body))
	switch {
	case text == "":
		return nil
	case text[0] == '[', text[0] == '{':
		return dataClues(p.URL, text)
	case strings.HasPrefix(strings.ToUpper(text), "BEGIN:VCALENDAR"):
		return []clue{{format: "ical", url: p.URL, why: "a calendar"}}
	case text[0] != '<':
		return []clue{{format: "csv", url: p.URL, why: "a sheet"}}
	}
	w, err := webPageOf(p)
	if err != nil {
		return nil
	}
	language := strings.TrimSpace(attrOf(cascadia.Query(w.root, htmlElement), "lang"))
	clues := slices.Concat(w.tsmlClues(text), w.bmltClues(text), w.calendarClues(text), w.otherClues(text))
	for i := range clues {
		clues[i].language = language
	}
	return clues
}

// dataClues are for JSON: BMLT and The Events Calendar are known by their names
// for things.
func dataClues(address, text string) []clue {
	head := firstRunes(text, 4000)
	switch {
	case strings.Contains(head, `"id_bigint"`), strings.Contains(head, `"rootServerVersion"`), strings.Contains(address, "client_interface/json"):
		root, _, _ := strings.Cut(address, "client_interface")
		return []clue{{format: "bmlt", url: root, why: "an answer of a BMLT server"}}
	case strings.Contains(head, `"rest_url"`), strings.Contains(address, "/tribe/events/"):
		return []clue{{format: "events-calendar", url: address, why: "an answer of The Events Calendar"}}
	}
	return []clue{{format: "meeting-guide", url: address, why: "JSON"}}
}

// tsmlClues are for the 12 Step Meeting List plugin and TSML UI.
func (w *webPage) tsmlClues(text string) []clue {
	var out []clue
	for _, n := range cascadia.QueryAll(w.root, alternateLinks) {
		if title := strings.ToLower(attrOf(n, "title")); strings.Contains(title, "meetings feed") {
			out = append(out, clue{format: "meeting-guide", url: w.link(attrOf(n, "href")), why: "the page names its meetings feed"})
		}
	}
	if cascadia.Query(w.root, tsmlUI) != nil {
		out = append(out, clue{format: "tsml-page", url: w.base.String(), why: "the page names the feed of its meeting finder"})
	}
	if file := tsmlCache.FindString(text); file != "" {
		out = append(out, clue{format: "meeting-guide", url: w.at(strings.ReplaceAll(file, `\/`, "/")), why: "the page names a file of the 12 Step Meeting List"})
	}
	plugin := strings.Contains(text, "12-step-meeting-list") || strings.Contains(text, "tsml")
	if plugin {
		for _, path := range [...]string{"/wp-admin/admin-ajax.php?action=meetings", "/wp-json/tsml/meetings"} {
			out = append(out, clue{format: "meeting-guide", url: w.at(path), why: "the site runs the 12 Step Meeting List"})
		}
	}
	if cascadia.Query(w.root, tsmlRows) != nil {
		out = append(out, clue{format: "tsml-page", url: w.base.String(), why: "the page holds the table of the 12 Step Meeting List"})
	}
	// A key in a page is its owner's.
	return slices.DeleteFunc(out, func(c clue) bool {
		return c.url == "" || strings.Contains(c.url, "?key=") || strings.Contains(c.url, "&key=")
	})
}

var (
	htmlElement    = cascadia.MustCompile("html")
	alternateLinks = cascadia.MustCompile(`link[rel~=alternate][type="application/json"]`)
	calendarLinks  = cascadia.MustCompile(`a[href], link[href]`)
	jsonLDScripts  = cascadia.MustCompile(`script[type="application/ld+json"]`)
)

// at is an address on the page's site.
func (w *webPage) at(path string) string {
	if w.base.Host == "" {
		return ""
	}
	return w.base.Scheme + "://" + w.base.Host + path
}

// tsmlCache is where the plugin keeps its feed as a file.
var tsmlCache = regexp.MustCompile(`\\?/wp-content\\?/tsml-cache-[0-9a-f]+\.json`)

// bmltNamed is a server as the BMLT's own scripts are told of it.
var bmltNamed = regexp.MustCompile(`"?(?:root_server|rootServer|root-server)"?\s*[:=]\s*["'](https?:[^\s"'<>]+)["']`)

var bmltRoots = regexp.MustCompile(`https?:(?:\\?/){2}[^\s"'<>\\]+(?:\\?/[^\s"'<>\\]+)*?\\?/main_server`)

// bmltClues are for pages that show meetings of a BMLT server, and for the
// server's own front.
func (w *webPage) bmltClues(text string) []clue {
	var out []clue
	if root := bmltRoots.FindString(text); root != "" {
		out = append(out, clue{format: "bmlt", url: strings.ReplaceAll(root, `\/`, "/") + "/", why: "the page names a BMLT server"})
	}
	if m := bmltNamed.FindStringSubmatch(text); m != nil {
		root := strings.TrimRight(strings.ReplaceAll(m[1], `\/`, "/"), "/") + "/"
		if len(out) == 0 || out[0].url != root {
			out = append(out, clue{format: "bmlt", url: root, why: "the page names a BMLT server"})
		}
	}
	switch at := strings.Index(w.base.Path, "main_server"); {
	case at >= 0:
		out = append(out, clue{format: "bmlt", url: w.at(w.base.Path[:at] + "main_server/"), why: "the address is a BMLT server's"})
	case len(out) == 0 && bmltOwn.MatchString(firstOf(lineAt(w.root, titleElement), w.base.Host)+" "+w.base.Host+w.base.Path):
		out = append(out, clue{format: "bmlt", url: w.at(w.base.Path[:strings.LastIndexByte(w.base.Path, '/')+1]), why: "the page looks like a BMLT server's own"})
	}
	return out
}

// calendarClues are for calendars: The Events Calendar, .ics links, Google's.
func (w *webPage) calendarClues(text string) []clue {
	var out []clue
	if strings.Contains(text, "tribe-events") || strings.Contains(text, "/tribe/events/v1") {
		out = append(out, clue{format: "events-calendar", url: w.at("/"), why: "the site runs The Events Calendar"})
	}
	for _, n := range cascadia.QueryAll(w.root, calendarLinks) {
		href := strings.TrimSpace(attrOf(n, "href"))
		if rest, ok := strings.CutPrefix(href, "webcal://"); ok {
			href = "https://" + rest
		}
		link := w.link(href)
		if u, err := url.Parse(link); err == nil && link != "" && (strings.HasSuffix(strings.ToLower(u.Path), ".ics") || u.Query().Get("ical") != "" || href != attrOf(n, "href") && strings.Contains(href, "://")) {
			out = append(out, clue{format: "ical", url: link, why: "the page links a calendar"})
		}
	}
	for _, n := range cascadia.QueryAll(w.root, frameElement) {
		if u, err := url.Parse(w.link(attrOf(n, "src"))); err == nil && u.Host == "calendar.google.com" && u.Query().Get("src") != "" {
			out = append(out, clue{format: "ical", url: "https://calendar.google.com/calendar/ical/" + url.PathEscape(u.Query().Get("src")) + "/public/basic.ics", why: "the page shows a Google calendar"})
		}
	}
	return out
}

// bmltOwn is in the title or the address of a server's own front.
var bmltOwn = regexp.MustCompile(`(?i)\bbmlt`)

var sheetLinks = regexp.MustCompile(`https://docs\.google\.com/spreadsheets/d/e/[\w-]+/pub(?:html)?[^\s"'<>]*`)

// otherClues are for what stands in the page itself.
func (w *webPage) otherClues(text string) []clue {
	here := w.base.String()
	var out []clue
	if link := sheetLinks.FindString(text); link != "" {
		link, _, _ = strings.Cut(link, "/pub")
		out = append(out, clue{format: "csv", url: link + "/pub?output=csv", why: "the page shows a published sheet"})
	}
	if strings.Contains(text, "meetinglistrow") {
		out = append(out, clue{format: "pathminder", url: here, why: "the page is a Pathminder list"})
	}
	if slices.ContainsFunc(cascadia.QueryAll(w.root, jsonLDScripts), func(n *html.Node) bool { return strings.Contains(deepText(n), "Event") }) {
		out = append(out, clue{format: "jsonld", url: here, why: "the page marks up events (schema.org)"})
	}
	out = append(out, w.tableClues()...)
	return append(out, clue{format: "prose", url: here, why: "lines that name a day and a time"})
}

var meetingWords = regexp.MustCompile(`(?i)\b(meetings?|find a meeting|reuniones|r[ée]unions?|treffen|meetingliste|reuni[õo]es|groups|schedule)\b`)

// meetingLinks are the pages of its own that a page calls its meetings, those
// whose address says so first.
func meetingLinks(p Page) []string {
	w, err := webPageOf(p)
	if err != nil {
		return nil
	}
	var sure, perhaps []string
	for _, n := range cascadia.QueryAll(w.root, calendarLinks) {
		link := w.link(attrOf(n, "href"))
		if n.Data != "a" || link == "" || link == p.URL || !w.sameSite(link) {
			continue
		}
		u, err := url.Parse(link)
		switch {
		case err != nil:
		case meetingWords.MatchString(u.Path):
			sure = append(sure, link)
		case meetingWords.MatchString(lineOf(n)):
			perhaps = append(perhaps, link)
		}
	}
	slices.SortStableFunc(sure, func(a, b string) int { return len(a) - len(b) }) // /meetings/ before one meeting's page
	links := append(sure, perhaps...)
	seen := map[string]bool{}
	return slices.DeleteFunc(links, func(l string) bool { was := seen[l]; seen[l] = true; return was })
}
