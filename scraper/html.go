package scraper

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"openchair/meeting"
)

// htmlOptions are the selectors of a source; a field's own name is one too.
var htmlOptions = append([]string{"row", "heading", "next", "detail", "defaults"}, strings.Split(fieldNames(), ", ")...)

// htmlStart checks the selectors and asks for the first page:
//
//	[source.options]
//	row = "table.meetings tbody tr"     # one for each meeting
//	name = "td.name"                    # fields are selected within the row
//	when = ["td.day", "td.time"]        # several are joined
//	url = "td.name a attr:href"         # an attribute; "attr:data-id" is the row's own
//	heading = "h3"                      # the last one before a row says its day
//	next = "a.next"                     # leads to the next page
//	detail = { link = "td.name a", notes = ".notes" }   # a page that says more
//	defaults = { city = "Newton" }
func htmlStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	if _, err := htmlRulesOf(src); err != nil {
		return nil, err
	}
	return []Request{{URL: src.URL}}, nil
}

// htmlRead reads a page whose meetings are rows that a selector finds.
func htmlRead(p Page, src meeting.Source, _ Terms) (Reading, error) {
	rules, err := htmlRulesOf(src)
	if err != nil {
		return Reading{}, &ShapeError{Why: sentence(err)}
	}
	w, err := webPageOf(p)
	if err != nil {
		return Reading{}, err
	}
	if len(p.Rows) > 0 {
		return rules.details(w, p.Rows), nil
	}
	rows := cascadia.QueryAll(w.root, rules.row)
	if len(rows) == 0 {
		return w.withoutRows(fmt.Sprintf("Nothing on the page matches row %q: its markup may have changed.", rules.rowText))
	}
	return rules.read(w, rows), nil
}

// read turns rows into listings, and into requests for the pages that say more.
func (h *htmlRules) read(w *webPage, rows []*html.Node) Reading {
	var r Reading
	days := h.headings(w, rows)
	listings := make([]Listing, len(rows))
	clock24 := false
	for i, row := range rows {
		h.fill(&listings[i], w, row, h.fields)
		if len(listings[i].Days) == 0 && days[i] != "" && !isEmptyRow(&listings[i]) {
			setField(&listings[i], "day", days[i])
		}
		clock24 = clock24 || reaches13(listings[i].Time)
	}
	for i := range listings {
		l := &listings[i]
		if h.link != nil {
			if link := h.detailLink(w, rows[i]); link != "" {
				h.settle(l, clock24)
				r.Next = append(r.Next, Request{URL: link, Optional: true, Rows: []Listing{*l}})
				continue
			}
		}
		if h.settle(l, clock24); isEmptyRow(l) {
			continue // a row of headings, or one that parts the others
		}
		r.Listings = append(r.Listings, *l)
	}
	r.Next = append(h.nextPage(w), r.Next...)
	return r
}

// settle gives a row what the source sets for all, and makes it a listing.
func (h *htmlRules) settle(l *Listing, clock24 bool) {
	if isEmptyRow(l) {
		return
	}
	for field, value := range h.defaults {
		setField(l, field, value)
	}
	settleFields(l, clock24)
}

func isEmptyRow(l *Listing) bool {
	return l.Name == "" && l.Time == "" && l.When == "" && l.Location == "" && l.Address == "" && l.Street == ""
}

// reaches13: where one row writes 19:30, 7:30 means the morning in another.
func reaches13(clock string) bool {
	h, _, ok := hoursMinutes(strings.TrimSpace(clock))
	return ok && h >= 13
}

// details fills rows with what their page says more.
func (h *htmlRules) details(w *webPage, rows []Listing) Reading {
	for i := range rows {
		l := &rows[i]
		before := timeWords(l) + l.When
		h.fill(l, w, w.root, h.more)
		settleWords(l)
		if timeWords(l)+l.When != before {
			settleTime(l, false)
		}
	}
	return Reading{Listings: rows}
}

// nextPage asks for the page that the list goes on with.
func (h *htmlRules) nextPage(w *webPage) []Request {
	if h.next == nil {
		return nil
	}
	n := cascadia.Query(w.root, h.next)
	if n == nil {
		return nil
	}
	if link := w.link(attrOf(n, "href")); link != "" && w.sameSite(link) {
		return []Request{{URL: link}}
	}
	return nil
}

func (h *htmlRules) detailLink(w *webPage, row *html.Node) string {
	for _, n := range append(cascadia.QueryAll(row, h.link), selfIf(row, h.link)...) {
		if link := w.link(attrOf(n, "href")); link != "" && w.sameSite(link) {
			return link
		}
	}
	return ""
}

func selfIf(n *html.Node, sel cascadia.Selector) []*html.Node {
	if sel.Match(n) {
		return []*html.Node{n}
	}
	return nil
}

// headings finds for each row the text of the last heading before it.
func (h *htmlRules) headings(w *webPage, rows []*html.Node) []string {
	out := make([]string, len(rows))
	if h.heading == nil {
		return out
	}
	last, at := "", 0
	for n := range w.root.Descendants() {
		if n.Type != html.ElementNode || at == len(rows) {
			continue
		}
		if h.heading.Match(n) {
			last = lineOf(n)
		}
		if i := slices.Index(rows[at:], n); i == 0 {
			out[at] = last
			at++
		}
	}
	return out
}

// fill takes fields from an element, as the rules say.
func (h *htmlRules) fill(l *Listing, w *webPage, n *html.Node, fields []htmlField) {
	for _, f := range fields {
		var values []string
		for _, s := range f.selectors {
			if v := s.value(w, n, f.name); v != "" {
				values = append(values, v)
			}
		}
		setField(l, f.name, strings.Join(values, joiner(f.name)))
	}
}

var errNoRow = errors.New(`option row is missing: give a selector that finds each meeting, as "table.meetings tbody tr"`)
