package scraper

import (
	"fmt"
	"slices"
	"strings"

	"openchair/meeting"
)

// icalStart asks for the calendar.
//
//	[source.options]
//	match = "recovery|meeting"   # which events are meetings, by title and categories
//	not = "board|picnic"
//	defaults = { types = "Open" }
func icalStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	if _, err := choiceOf(src); err != nil {
		return nil, err
	}
	return []Request{{URL: src.URL}}, nil
}

// icalRead reads a calendar as RFC 5545 has it and as calendars are found: an
// event that can't be read is refused alone.
func icalRead(p Page, src meeting.Source, _ Terms) (Reading, error) {
	c := calendar{page: p, source: src}
	var err error
	if c.choice, err = choiceOf(src); err != nil {
		return Reading{}, &ShapeError{Why: sentence(err)}
	}
	text := pageText(p.Body)
	if err := isCalendar(text); err != nil {
		return Reading{}, err
	}
	c.parts(text)
	if c.open {
		return Reading{}, &ShapeError{Cut: true, Why: "The calendar ends in the middle: the page was cut short."}
	}
	c.read()
	return c.reading, nil
}

// isCalendar says what stands where a calendar was due.
func isCalendar(text string) error {
	start := strings.TrimSpace(firstRunes(text, 300))
	switch {
	case start == "":
		return &ShapeError{Cut: true, Why: "The page is empty where the calendar was due."}
	case start[0] == '<':
		return &ShapeError{HTML: true, Why: "A web page stands where the calendar was due."}
	case !strings.Contains(strings.ToUpper(start), "BEGIN:VCALENDAR"):
		return &ShapeError{Why: fmt.Sprintf("The page is no calendar: it begins with %q.", firstRunes(start, 20))}
	case !strings.Contains(strings.ToUpper(text[max(0, len(text)-300):]), "END:VCALENDAR"):
		return &ShapeError{Cut: true, Why: "The calendar ends in the middle: the page was cut short."}
	}
	return nil
}

// calendar is what one .ics file holds.
type calendar struct {
	page    Page
	source  meeting.Source
	choice  choice
	zone    string // X-WR-TIMEZONE, for clocks that name none
	zones   map[string]string
	events  []event
	open    bool // an event has no end
	reading Reading
}

// read turns the events into listings: series with what is moved or left out,
// then single days, grouped.
func (c *calendar) read() {
	moved := c.overrides()
	var single []Listing
	for i := range c.events {
		e := &c.events[i]
		if e.recurrenceID != "" || !c.choice.wants(e.name, e.categories) {
			continue
		}
		l, refused := c.listing(e)
		switch {
		case refused != nil:
			c.reading.Refused = append(c.reading.Refused, *refused)
		case l == nil:
		case l.Recurrence.RRule == "" && len(l.Recurrence.Dates) == 0:
			single = append(single, *l)
		default:
			c.override(l, e, moved[e.uid])
			c.reading.Listings = append(c.reading.Listings, *l)
		}
	}
	c.reading.Listings = append(c.reading.Listings, groupInstances(single, c.page.Fetched, firstOf(c.zone, c.source.Zone))...)
}

// overrides are the events that stand for one day of a series, by its UID.
func (c *calendar) overrides() map[string][]*event {
	out := map[string][]*event{}
	for i := range c.events {
		if e := &c.events[i]; e.recurrenceID != "" {
			out[e.uid] = append(out[e.uid], e)
		}
	}
	return out
}

// override takes single days over into their series: those that are past, and
// were not moved to a day to come, say nothing any more.
func (c *calendar) override(l *Listing, e *event, days []*event) {
	today := meeting.DateOf(c.page.Fetched.UTC())
	for _, o := range days {
		from := c.at(o.recurrenceID, o.recurrenceZone, e.zone)
		day, err := dayOfStart(from)
		if err != nil {
			continue
		}
		start := c.at(o.start, o.zone, e.zone)
		held, _ := dayOfStart(start)
		switch {
		case o.following:
			l.Unconfirmed = firstOf(l.Unconfirmed, fmt.Sprintf("from %s on the calendar has another time or place", day))
		case max(day, held) < today-1:
		case o.cancelled || o.start == "":
			l.Recurrence.Except = append(l.Recurrence.Except, from)
		case o.place != "" && o.place != e.place:
			// No schedule holds a place for one day: better none than the usual door.
			l.Recurrence.Except = append(l.Recurrence.Except, from)
			l.Notes = strings.TrimSpace(l.Notes + "\n" + fmt.Sprintf("%s: %s", strings.Replace(start, "T", " ", 1), o.place))
		default:
			l.Recurrence.Moves = append(l.Recurrence.Moves, Move{From: from, Start: start, End: c.at(o.end, o.zone, e.zone)})
		}
	}
	slices.SortFunc(l.Recurrence.Moves, func(a, b Move) int { return strings.Compare(a.From, b.From) })
}

// listing reads an event; nil where it is over or called off.
func (c *calendar) listing(e *event) (*Listing, *meeting.Refusal) {
	refuse := func(field, value, reason string) (*Listing, *meeting.Refusal) {
		return nil, &meeting.Refusal{Key: firstOf(e.uid, "event without a UID"), Name: maskContacts(cleanLine(e.name, maxName), ""), Field: field, Value: shown(value), Reason: reason}
	}
	switch {
	case e.fault != "":
		return refuse("event", e.fault, "The event can't be read. It comes back by itself once the calendar is right.")
	case e.cancelled, e.ended(meeting.DateOf(c.page.Fetched.UTC())):
		return nil, nil
	case cleanLine(e.name, maxName) == "":
		return refuse("name", "", noName)
	case len(e.start) < len("20060102T1504"):
		return refuse("start", e.start, "The event names no time of day. It comes back by itself once the calendar gives one.")
	}
	l := e.listing()
	r := &Recurrence{Start: c.at(e.start, e.zone, e.zone), End: c.at(e.end, firstOf(e.endZone, e.zone), e.zone), RRule: e.rule}
	l.Recurrence = r
	utc := strings.HasSuffix(r.Start, "Z")
	if l.Timezone = c.zoneOf(e.zone); utc && l.Timezone == "UTC" {
		l.Timezone = "" // how it is stored, not where it is
	}
	if day, err := dayOfStart(r.Start); err == nil {
		r.Begun = day <= meeting.DateOf(c.page.Fetched.UTC())
	}
	for _, d := range e.dates {
		r.Dates = append(r.Dates, c.at(d, e.zone, e.zone))
	}
	for _, d := range e.except {
		r.Except = append(r.Except, c.at(d, e.zone, e.zone))
	}
	if e.rule != "" && utc {
		// Through half of the year it would be an hour off.
		l.Unconfirmed = "the calendar gives this series in UTC, which has no summer time"
	}
	c.choice.fill(&l)
	return &l, nil
}
