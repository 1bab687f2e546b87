package scraper

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"openchair/meeting"
)

// pathminderDetail reads the page of one meeting: what it says comes before
// what its rows of the list say. From a sitemap there are no rows.
func pathminderDetail(p Page, doc *html.Node, id string) (Reading, error) {
	d := pmPage{event: map[string]string{}, said: map[string]string{}}
	d.scan(doc)
	_, _, named := pmName(d.title)
	if !named && d.event["start"] == "" && d.utc == "" && d.said["schedule"] == "" && d.said["start time"] == "" {
		return pmNoMeeting(p, id)
	}
	l := d.listing(id)
	l.URL, _, _ = strings.Cut(p.URL, "?")
	if m := pmPoint.FindSubmatch(p.Body); m != nil && l.Address != "" {
		l.Latitude, l.Longitude = string(m[1]), string(m[2])
	}
	var row Listing
	if len(p.Rows) > 0 {
		row = p.Rows[0]
	}
	d.setTime(&l, &row, p)
	addRow(&l, &row)
	return Reading{Listings: []Listing{l}}, nil
}

var pmPoint = regexp.MustCompile(`myLatLng\s*=\s*\{\s*lat:\s*(-?\d+\.\d+)\s*,\s*lng:\s*(-?\d+\.\d+)`)

// pmNoMeeting: a page without a meeting loses no row that led to it, and none
// of the other pages that a sitemap names.
func pmNoMeeting(p Page, id string) (Reading, error) {
	if len(p.Rows) > 0 {
		return Reading{}, &ShapeError{Why: "The page of meeting " + id + " shows no meeting: neither its number nor a time."}
	}
	return Reading{Refused: []meeting.Refusal{{
		Key: id, Field: "page", Value: shown(p.URL),
		Reason: "This page shows no meeting: neither its number nor a time. It comes back by itself once it does.",
	}}}, nil
}

// pmPage is what the page of a meeting holds.
type pmPage struct {
	title   string
	event   map[string]string // the block for calendars
	said    map[string]string // "<strong>Program:</strong> …" and cards, by lower-case label
	utc     string            // next date
	join    string
	address string
	venue   string
	online  bool
}

// pmFields are the labels that are read. Facilitators and their like are not: a
// label that is not named here is never copied.
var pmFields = map[string]bool{
	"program": true, "audiences": true, "audience": true, "specific audiences": true, "languages spoken": true, "languages": true, "language": true,
	"schedule": true, "passcode": true, "notes": true, "start time": true, "location": true,
}

func (d *pmPage) scan(doc *html.Node) {
	walkNodes(doc, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		if utc := attrOf(n, "data-utc"); utc != "" && d.utc == "" {
			d.utc = utc
		}
		switch n.DataAtom {
		case atom.Nav, atom.Footer, atom.Script, atom.Style:
			return false
		case atom.Title:
			d.title = firstOf(d.title, lineOf(n))
		case atom.A:
			d.link(attrOf(n, "href"))
		case atom.Strong, atom.B:
			d.label(n)
		case atom.I:
			d.icon(n)
		case atom.Span:
			d.eventField(n)
		case atom.Div:
			if hasClass(n, "card-header") {
				d.card(n)
			}
		}
		return true
	})
}

// eventField reads one part of an AddEvent block.
func (d *pmPage) eventField(n *html.Node) {
	if n.Parent == nil || !hasClass(n.Parent, "addeventatc") {
		return
	}
	switch class := attrOf(n, "class"); class {
	case "start", "end", "timezone", "title", "recurring":
		d.event[class] = lineOf(n)
	}
}

// link tells where a link leads: to the map, or into the meeting.
func (d *pmPage) link(href string) {
	if _, place, ok := strings.Cut(href, "google.com/maps/dir//"); ok {
		place, _, _ = strings.Cut(place, "?")
		if text, err := url.QueryUnescape(strings.TrimRight(place, "/")); err == nil && d.address == "" {
			d.address = text
		}
		return
	}
	u, err := url.Parse(href)
	if err != nil || d.join != "" {
		return
	}
	host := strings.ToLower(u.Hostname())
	if strings.HasSuffix(host, ".pathcheck.net") && strings.HasPrefix(u.Path, "/j/") || provider(href) != "" {
		d.join = href
	}
}

// label reads "<strong>Program:</strong> 4-Point Recovery<br>": the line that
// follows, for notes all lines up to the next label.
func (d *pmPage) label(n *html.Node) {
	text := lineOf(n)
	name, ended := strings.CutSuffix(text, ":")
	name = strings.ToLower(strings.TrimSpace(name))
	if !pmFields[name] || d.said[name] != "" {
		return
	}
	text = strings.Join(siblingLines(n.NextSibling, func(n *html.Node) bool { return n.DataAtom == atom.Strong || n.DataAtom == atom.B }), "\n")
	if !ended && !strings.HasPrefix(text, ":") {
		return
	}
	text = strings.TrimSpace(strings.TrimPrefix(text, ":"))
	if name != "notes" {
		text = firstLine(text)
	}
	d.said[name] = text
}

// card reads a card of the pages of 2022, known by its heading.
func (d *pmPage) card(header *html.Node) {
	name := strings.ToLower(lineOf(header))
	if header.Parent == nil || !pmFields[name] || d.said[name] != "" {
		return
	}
	d.said[name] = strings.Join(siblingLines(header.NextSibling, func(*html.Node) bool { return false }), "\n")
}

// icon reads the card of the venue, and the mark of a meeting on line.
func (d *pmPage) icon(n *html.Node) {
	switch {
	case hasClass(n, "fa-video") && hasClass(n, "meetingtypeicon"):
		d.online = true
	case hasClass(n, "fa-location-arrow") && d.venue == "":
		card := n.Parent
		for card != nil && !hasClass(card, "card") {
			card = card.Parent
		}
		if card != nil {
			walkNodes(card, func(n *html.Node) bool {
				if hasClass(n, "card-text") && d.venue == "" {
					d.venue = firstLine(blockOf(n))
				}
				return d.venue == ""
			})
		}
	}
}

func (d *pmPage) listing(id string) Listing {
	l := Listing{Key: id, ConferenceURL: d.join, Address: firstOf(d.address, strings.ReplaceAll(d.said["location"], "\n", ", ")), Notes: pmNotes(d.said["notes"])}
	if d.venue != "" && !strings.HasPrefix(l.Address, d.venue) {
		l.Location = d.venue
	}
	if code := d.said["passcode"]; code != "" {
		l.ConferenceNote = "Passcode: " + code
	}
	program := pmProgram(d.said["program"])
	l.Types = appendNonEmpty(l.Types, program)
	l.Types = append(l.Types, pmAudiences(firstOf(d.said["audiences"], d.said["audience"]))...)
	l.Types = append(l.Types, pmAudiences(d.said["specific audiences"])...)
	l.Languages = pmLanguages(firstOf(d.said["languages spoken"], d.said["languages"], d.said["language"]))
	name, region, _ := pmName(d.event["title"])
	if name == "" {
		name, region, _ = pmName(d.title)
	}
	l.Name, l.Region = firstOf(name, program, "Meeting #"+id), region
	d.attendance(&l, name)
	return l
}

// attendance: a link to join and a place are both ways to attend.
func (d *pmPage) attendance(l *Listing, words string) {
	online, place := d.join != "" || d.online, l.Address != "" || l.Location != ""
	switch {
	case online && place:
		l.Attendance = string(meeting.Hybrid)
	case place:
		l.Attendance = string(meeting.InPerson)
	default:
		pmPlaceWords(l, words, online)
	}
}

// pmNotes leaves out what a guard against robots put in place of addresses.
func pmNotes(s string) string { return strings.ReplaceAll(s, "[email protected]", "") }

// setTime reads when the meeting is held, from the best that there is.
func (d *pmPage) setTime(l, row *Listing, p Page) {
	rule := pmWords(firstLine(firstOf(d.said["schedule"], d.said["start time"])))
	if pmFromEvent(l, d.event, &rule, p.Fetched) {
		return
	}
	l.Timezone = d.event["timezone"]
	next, ok := pmUTC(d.utc)
	if !ok && row.Recurrence != nil {
		next, ok = pmUTC(strings.Replace(row.Recurrence.Start, "Z", ":00Z", 1))
	}
	if ok {
		pmFromUTC(l, next, &rule)
		return
	}
	l.TimeWords = appendNonEmpty(l.TimeWords, rule.words)
	if rule.words != "" {
		l.Unconfirmed = rule.words
	}
}

// addRow fills what the page leaves open from its row of the list.
func addRow(l, row *Listing) {
	if row.Key == "" {
		return
	}
	switch {
	case l.Attendance == "":
		l.Attendance = row.Attendance
	case l.Attendance == string(meeting.InPerson) && row.Attendance == string(meeting.Online):
		l.Attendance = string(meeting.Hybrid)
	}
	if l.City == "" && l.Address == "" && l.Attendance == "" {
		l.City, l.State = row.City, row.State
	}
	l.Region = firstOf(l.Region, row.Region)
	if len(l.Types) == 0 {
		l.Types = row.Types
	}
	if len(l.Languages) == 0 {
		l.Languages = row.Languages
	}
	if strings.HasPrefix(l.Name, "Meeting #") {
		l.Name = row.Name
	}
	if l.Recurrence == nil && row.Recurrence != nil {
		l.Recurrence, l.Unconfirmed = row.Recurrence, row.Unconfirmed
	}
}
