package scraper

import (
	"bytes"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

// event is a VEVENT: of its properties those that a meeting needs, and none
// that name a person.
type event struct {
	uid, name, notes, place, geo, url, join, updated string
	start, end, zone, endZone                        string // as written, with TZID
	recurrenceID, recurrenceZone                     string
	rule                                             string
	dates, except, categories                        []string
	cancelled                                        bool
	following                                        bool   // an override of all days from its own on
	fault                                            string // why it can't be read
}

// eventLines are the properties read. ORGANIZER, ATTENDEE and CONTACT are not:
// lines of theirs never reach the decoder.
var eventLines = map[string]bool{
	"UID": true, "SUMMARY": true, "DESCRIPTION": true, "LOCATION": true, "GEO": true, "URL": true, "DTSTART": true, "DTEND": true,
	"DURATION": true, "RRULE": true, "RDATE": true, "EXDATE": true, "RECURRENCE-ID": true, "STATUS": true, "CATEGORIES": true,
	"LAST-MODIFIED": true, "CONFERENCE": true, "X-GOOGLE-CONFERENCE": true, "X-MICROSOFT-SKYPETEAMSMEETINGURL": true,
}

// parts takes a calendar apart into events. Each is decoded by itself, so that
// one malformed line costs one event.
func (c *calendar) parts(text string) {
	c.zones = map[string]string{}
	var lines []string
	in, tzid := "", ""
	for line := range unfolded(text) {
		name := lineName(line)
		_, value, _ := strings.Cut(line, ":")
		switch upper := strings.ToUpper(line); {
		case upper == "BEGIN:VEVENT" && in == "":
			in, lines = "VEVENT", lines[:0]
		case upper == "END:VEVENT" && in == "VEVENT":
			in = ""
			c.events = append(c.events, eventOf(lines))
		case in == "VEVENT" && name == "BEGIN":
			in = "part of VEVENT" // an alarm
		case in == "part of VEVENT" && name == "END":
			in = "VEVENT"
		case in == "VEVENT" && eventLines[name]:
			lines = append(lines, line)
		case in == "" && name == "X-WR-TIMEZONE":
			c.zone = strings.TrimSpace(value)
		case in == "" && name == "TZID":
			tzid = value
		case in == "" && name == "X-LIC-LOCATION" && tzid != "":
			c.zones[tzid] = value
		}
	}
	c.open = in != ""
}

// unfolded yields the content lines of a calendar.
func unfolded(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		var whole strings.Builder
		flush := func() bool {
			line := strings.TrimRight(whole.String(), " ")
			whole.Reset()
			return line == "" || yield(line)
		}
		for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
			line = strings.TrimSuffix(line, "\r")
			if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
				whole.WriteString(line[1:])
				continue
			}
			if !flush() {
				return
			}
			whole.WriteString(line)
		}
		flush()
	}
}

func lineName(line string) string {
	return strings.ToUpper(line[:max(0, strings.IndexAny(line+":", ":;"))])
}

// eventOf decodes the lines of one event. The decoder panics where a line ends
// within its parameters.
func eventOf(lines []string) (e event) {
	defer func() {
		if p := recover(); p != nil {
			e = event{fault: "a line without a value", uid: uidIn(lines)}
		}
	}()
	var b bytes.Buffer
	b.WriteString("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
	for _, line := range lines {
		b.WriteString(line)
		b.WriteString("\r\n")
	}
	b.WriteString("END:VEVENT\r\nEND:VCALENDAR\r\n")
	cal, err := ical.NewDecoder(&b).Decode()
	if err != nil {
		return event{fault: err.Error(), uid: uidIn(lines)}
	}
	return eventFrom(cal.Children[0].Props)
}

func uidIn(lines []string) string {
	for _, line := range lines {
		if lineName(line) == "UID" {
			_, uid, _ := strings.Cut(line, ":")
			return uid
		}
	}
	return ""
}

func eventFrom(props ical.Props) event {
	e := event{
		uid: value(props, "UID"), name: propText(props, "SUMMARY"), notes: propText(props, "DESCRIPTION"), place: propText(props, "LOCATION"),
		geo: value(props, "GEO"), url: value(props, "URL"), updated: value(props, "LAST-MODIFIED"), rule: value(props, "RRULE"),
		cancelled: strings.EqualFold(value(props, "STATUS"), "CANCELLED") || strings.HasPrefix(strings.ToLower(propText(props, "SUMMARY")), "cancel"),
	}
	e.start, e.zone = stamp(props.Get("DTSTART"))
	e.end, e.endZone = stamp(props.Get("DTEND"))
	e.recurrenceID, e.recurrenceZone = stamp(props.Get("RECURRENCE-ID"))
	if p := props.Get("RECURRENCE-ID"); p != nil {
		e.following = strings.EqualFold(p.Params.Get("RANGE"), "THISANDFUTURE")
	}
	if e.end == "" {
		e.end = endAfter(e.start, props.Get("DURATION"))
	}
	e.dates, e.except = stamps(props["RDATE"]), stamps(props["EXDATE"])
	for i := range props["CATEGORIES"] {
		if list, err := props["CATEGORIES"][i].TextList(); err == nil {
			e.categories = append(e.categories, list...)
		}
	}
	for _, name := range [...]string{"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"} {
		e.join = firstOf(e.join, value(props, name))
	}
	return e
}

func value(props ical.Props, name string) string {
	if p := props.Get(name); p != nil {
		return strings.TrimSpace(p.Value)
	}
	return ""
}

// propText is a property's text without its escapes; where they are wrong, as written.
func propText(props ical.Props, name string) string {
	p := props.Get(name)
	if p == nil {
		return ""
	}
	if s, err := p.Text(); err == nil {
		return s
	}
	return p.Value
}

// stamp is a moment as written, and its TZID.
func stamp(p *ical.Prop) (moment, tzid string) {
	if p == nil {
		return "", ""
	}
	return strings.TrimSpace(p.Value), p.Params.Get("TZID")
}

func stamps(props []ical.Prop) []string {
	var out []string
	for i := range props {
		for s := range strings.SplitSeq(props[i].Value, ",") {
			start, _, _ := strings.Cut(strings.TrimSpace(s), "/") // of a period
			if start != "" {
				out = append(out, start)
			}
		}
	}
	return out
}

// endAfter adds a duration to a moment as written.
func endAfter(start string, p *ical.Prop) string {
	if p == nil {
		return ""
	}
	d, err := p.Duration()
	if err != nil {
		return ""
	}
	clock, utc := strings.CutSuffix(start, "Z")
	t, err := time.Parse("20060102T150405", clock)
	if err != nil {
		return ""
	}
	end := t.Add(d).Format("20060102T150405")
	if utc {
		end += "Z"
	}
	return end
}

// ended reports whether a series' rule names an end that is past.
func (e *event) ended(today meeting.Date) bool {
	_, until, ok := strings.Cut(strings.ToUpper(e.rule), "UNTIL=")
	if !ok || len(until) < len("20060102") {
		return false
	}
	t, err := time.Parse("20060102", until[:8])
	return err == nil && meeting.DateOf(t) < today-1
}

// listing takes over what is not about time.
func (e *event) listing() Listing {
	l := Listing{Key: e.uid, Name: e.name, Notes: e.notes, Types: e.categories, Updated: icalUpdated(e.updated)}
	l.ConferenceURL = firstOf(joinLinkIn(e.join), joinLinkIn(e.url), joinLinkIn(e.notes))
	if e.url != "" && joinLinkIn(e.url) == "" {
		l.URL = e.url
	}
	setVenue(&l, e.place)
	if lat, lon, ok := strings.Cut(e.geo, ";"); ok {
		l.Latitude, l.Longitude = lat, lon
	}
	return l
}

// icalUpdated writes LAST-MODIFIED as other formats say it.
func icalUpdated(s string) string {
	t, err := time.Parse("20060102T150405Z", s)
	if err != nil {
		return ""
	}
	return t.Format(time.RFC3339)
}
