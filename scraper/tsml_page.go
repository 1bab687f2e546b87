package scraper

import (
	"cmp"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"openchair/meeting"
)

// tsmlPageRead reads the page of the 12 Step Meeting List plugin where its feed
// is shut: the table of meetings and the places on its map. Where the page only
// names its feed (TSML UI), that is read instead.
func tsmlPageRead(p Page, src meeting.Source, known Terms) (Reading, error) {
	switch text := strings.TrimLeft(pageText(p.Body), " \t\r\n"); {
	case text != "" && (text[0] == '[' || text[0] == '{'):
		return tsmlFeed(p, src, known, meetingGuideRead)
	case text != "" && text[0] != '<' && strings.Contains(p.URL, "format=csv"):
		return tsmlFeed(p, src, known, csvRead)
	}
	w, err := webPageOf(p)
	if err != nil {
		return Reading{}, err
	}
	if n := cascadia.Query(w.root, tsmlUI); n != nil {
		if r, ok, err := feedOf(w, n); ok || err != nil {
			return r, err
		}
	}
	rows := cascadia.QueryAll(w.root, tsmlRows)
	places, err := placesOn(w)
	if err != nil {
		return Reading{}, err
	}
	if len(rows) == 0 && len(places) == 0 {
		return w.withoutRows("The page holds no table of the 12 Step Meeting List.")
	}
	return tsmlListings(w, rows, places), nil
}

var (
	tsmlUI    = cascadia.MustCompile("#tsml-ui[data-src]")
	tsmlRows  = cascadia.MustCompile("#meetings_tbody tr")
	tsmlTime  = cascadia.MustCompile("td.time")
	tsmlName  = cascadia.MustCompile("td.name a[href]")
	tsmlPlace = cascadia.MustCompile("td.location .location-name")
	tsmlAddr  = cascadia.MustCompile("td.address")
	tsmlArea  = cascadia.MustCompile("td.region")
	tsmlTypes = cascadia.MustCompile("td.types")
)

// zoneTerm is where a page remembers the zone of the feed it leads to.
const zoneTerm = "timezone"

func tsmlFeed(p Page, src meeting.Source, known Terms, read func(Page, meeting.Source, Terms) (Reading, error)) (Reading, error) {
	r, err := read(p, src, known)
	for i := range r.Listings {
		r.Listings[i].Timezone = cmp.Or(r.Listings[i].Timezone, known[zoneTerm].Name)
	}
	return r, err
}

// feedOf asks for the feed that a page's script would read. A key that stands
// in the page is its owner's: what needs one is not asked for, and a Google
// sheet is read as it is published.
func feedOf(w *webPage, n *html.Node) (Reading, bool, error) {
	link := w.link(attrOf(n, "data-src"))
	u, err := url.Parse(link)
	switch {
	case err != nil || link == "":
		return Reading{}, false, nil
	case u.Host == "docs.google.com":
		parts := strings.Split(u.Path, "/")
		if i := slices.Index(parts, "d"); i >= 0 && i+1 < len(parts) && parts[i+1] != "e" {
			link = "https://docs.google.com/spreadsheets/d/" + url.PathEscape(parts[i+1]) + "/export?format=csv"
		}
	case u.Query().Has("key"):
		return Reading{}, false, &ShapeError{Why: "The page reads its feed with a key of its own, which is not ours to use: ask its owner for the feed."}
	}
	r := Reading{Next: []Request{{URL: link}}}
	if zone := strings.TrimSpace(attrOf(n, "data-timezone")); zone != "" {
		r.Terms = Terms{zoneTerm: {ID: zoneTerm, Name: zone}}
	}
	return r, true, nil
}

// tsmlLocation is a place as the page gives it to its map.
type tsmlLocation struct {
	Name      string      `json:"name"`
	Latitude  json.Number `json:"latitude"`
	Longitude json.Number `json:"longitude"`
	Address   string      `json:"formatted_address"`
	Meetings  []struct {
		Time  string      `json:"time"`
		Day   json.Number `json:"day"`
		Name  string      `json:"name"`
		URL   string      `json:"url"`
		Types []string    `json:"types"`
	} `json:"meetings"`
}

var tsmlLocations = regexp.MustCompile(`\bvar\s+locations\s*=\s*`)

// placesOn reads "var locations = {…}". A page without it has none.
func placesOn(w *webPage) ([]tsmlLocation, error) {
	for _, n := range cascadia.QueryAll(w.root, scriptElement) {
		text := deepText(n)
		at := tsmlLocations.FindStringIndex(text)
		if at == nil || strings.HasPrefix(text[at[1]:], "[]") {
			continue
		}
		var byID map[string]tsmlLocation
		if err := json.NewDecoder(strings.NewReader(text[at[1]:])).Decode(&byID); err != nil {
			return nil, &ShapeError{Why: "The places on the page's map can't be read: " + err.Error() + "."}
		}
		var out []tsmlLocation
		for _, id := range sortedKeys(byID) {
			out = append(out, byID[id])
		}
		return out, nil
	}
	return nil, nil
}

// tsmlListings joins the table's rows with the map's places by the address of
// the meeting's page, whose last part is the plugin's slug.
func tsmlListings(w *webPage, rows []*html.Node, places []tsmlLocation) Reading {
	found := map[string]*Listing{}
	var order []string
	for i := range places {
		if places[i].Name == places[i].Address {
			places[i].Name = "" // a place that has no name is called by its address
		}
		for _, m := range places[i].Meetings {
			l := &Listing{
				Key: slugOf(m.URL), Name: m.Name, Days: mgDays([]string{m.Day.String()}), Time: m.Time, Types: m.Types, URL: m.URL,
				Location: places[i].Name, Address: places[i].Address, Latitude: places[i].Latitude.String(), Longitude: places[i].Longitude.String(),
			}
			order, found[l.Key] = append(order, l.Key), l
		}
	}
	var r Reading
	for i, row := range rows {
		l, ok := tsmlRow(w, row)
		if !ok {
			r.Refused = append(r.Refused, meeting.Refusal{Key: "row " + strconv.Itoa(i+1), Field: "name", Reason: noName})
			continue
		}
		if at := found[l.Key]; at != nil {
			at.Region, at.Attendance = l.Region, l.Attendance
			if len(l.Days) > 0 && l.Time != "" {
				at.Days, at.Time = l.Days, l.Time
			}
			continue
		}
		order, found[l.Key] = append(order, l.Key), &l
	}
	for _, key := range order {
		if l := found[key]; l != nil {
			r.Listings = append(r.Listings, *l)
			delete(found, key)
		}
	}
	return r
}

// tsmlRow reads a row of the table. Its time is best in data-sort:
// "3-12:00-…", day and 24-hour clock.
func tsmlRow(w *webPage, row *html.Node) (Listing, bool) {
	name := cascadia.Query(row, tsmlName)
	if name == nil || lineOf(name) == "" {
		return Listing{}, false
	}
	l := Listing{Name: lineOf(name), URL: w.link(attrOf(name, "href"))}
	l.URL, _, _ = strings.Cut(l.URL, "?")
	l.Key = slugOf(l.URL)
	l.Location, l.Street, l.Region = lineAt(row, tsmlPlace), lineAt(row, tsmlAddr), lineAt(row, tsmlArea)
	l.Types = splitValues(lineAt(row, tsmlTypes))
	if n := cascadia.Query(row, tsmlTime); n != nil {
		if m := tsmlSort.FindStringSubmatch(attrOf(n, "data-sort")); m != nil {
			l.Days, l.Time = mgDays([]string{m[1]}), m[2]
		}
	}
	for class := range strings.FieldsSeq(attrOf(row, "class")) {
		if way, ok := strings.CutPrefix(class, "attendance-"); ok {
			l.Attendance = attendanceWord(way)
		}
	}
	return l, true
}

func lineAt(n *html.Node, sel cascadia.Selector) string {
	if n = cascadia.Query(n, sel); n == nil {
		return ""
	}
	return lineOf(n)
}

var tsmlSort = regexp.MustCompile(`^([0-6])-(\d\d:\d\d)-`)

// slugOf is the last part of a meeting's address; the address where it has none.
func slugOf(address string) string {
	path, _, _ := strings.Cut(address, "?")
	parts := strings.Split(strings.TrimRight(path, "/"), "/")
	return cmp.Or(parts[len(parts)-1], address)
}
