package scraper

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

const (
	tribePath    = "/tribe/events/v1/events"
	tribePerPage = 50 // events asked for at a time; option per_page
)

// eventsCalendarOptions: category is the slug of the only category asked for.
var eventsCalendarOptions = append([]string{"category", "per_page"}, chooseOptions...)

// eventsCalendarStart asks The Events Calendar, a plugin of WordPress, for its
// coming events. The source's url is the site's front, or the address of the
// events themselves.
func eventsCalendarStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	if _, err := choiceOf(src); err != nil {
		return nil, err
	}
	size, err := tribeSize(src)
	if err != nil {
		return nil, err
	}
	category, err := textOption(src, "category")
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(src.URL)
	if err != nil {
		return nil, fmt.Errorf("source %s: url: %w", src.ID, err)
	}
	q := u.Query()
	if !strings.Contains(u.Path, tribePath) && !strings.Contains(q.Get("rest_route"), tribePath) {
		u.Path, q = strings.TrimRight(u.Path, "/")+"/wp-json"+tribePath, url.Values{}
	}
	if size != tribePerPage || !q.Has("per_page") {
		q.Set("per_page", strconv.Itoa(size))
	}
	if category != "" {
		q.Set("categories", category)
	}
	u.RawQuery, u.Fragment = q.Encode(), ""
	return []Request{{URL: u.String()}}, nil
}

func tribeSize(src meeting.Source) (int, error) {
	v, ok := src.Options["per_page"]
	if !ok {
		return tribePerPage, nil
	}
	n, err := strconv.Atoi(fmt.Sprint(v))
	if err != nil || n < 1 || n > 100 {
		return 0, fmt.Errorf("source %s: option per_page is %v: use a number from 1 to 100", src.ID, v)
	}
	return n, nil
}

// tribeHorizon is the term that holds the last day any event tells of.
const tribeHorizon = "events-calendar horizon"

// eventsCalendarRead reads one page of events. The days of a series are events
// of their own, so all are carried to the last page and grouped there.
func eventsCalendarRead(p Page, src meeting.Source, known Terms) (Reading, error) {
	choice, err := choiceOf(src)
	if err != nil {
		return Reading{}, &ShapeError{Why: sentence(err)}
	}
	r, err := readerOf(p)
	if err != nil {
		return Reading{}, err
	}
	t := tribePage{reader: r, choice: choice, horizon: known[tribeHorizon].Key}
	if err := t.answer(); err != nil {
		return Reading{}, shapeOf(err)
	}
	events := append(slices.Clone(p.Rows), t.events...)
	if next, ok := t.nextPage(p.URL); ok {
		t.reading.Terms = Terms{tribeHorizon: {ID: tribeHorizon, Key: t.horizon}}
		t.reading.Next = []Request{{URL: next, Rows: events}}
		if len(events) == 0 {
			t.reading.Next[0].Rows = nil
		}
		return t.reading, nil
	}
	t.reading.Listings = reachTo(groupInstances(events, p.Fetched, src.Zone), t.horizon)
	return t.reading, nil
}

// reachTo says how far a calendar looks, by all of its events: a series that
// ends before ends there.
func reachTo(ls []Listing, horizon string) []Listing {
	for i := range ls {
		if r := ls[i].Recurrence; r != nil {
			r.Horizon = max(r.Horizon, horizon)
		}
	}
	return ls
}

type tribePage struct {
	*reader
	choice  choice
	horizon string // "2006-01-02"
	next    string
	rows    int
	events  []Listing
	reading Reading
}

// answer reads {"events": […], "next_rest_url": "…"}.
func (t *tribePage) answer() error {
	if t.peek() != '{' {
		return errOtherShape
	}
	found := false
	err := t.object(func(name string) error {
		switch {
		case name == "events" && t.peek() == '[':
			found = true
			return t.array(t.event)
		case name == "next_rest_url":
			c, err := t.cell()
			t.next = c.String()
			return err
		}
		return t.skip()
	})
	if err == nil {
		err = t.end()
	}
	if err == nil && !found {
		return errOtherShape
	}
	return err
}

// event reads one event and keeps it where it is a meeting.
func (t *tribePage) event() error {
	t.rows++
	start := t.at()
	if t.peek() != '{' {
		if _, err := t.cell(); err != nil {
			return err
		}
		t.refuse(&tribeEvent{}, "event", t.since(start), "This row is not an event but another kind of value.")
		return nil
	}
	e, err := t.readEvent()
	if err != nil {
		return err
	}
	t.horizon = max(t.horizon, e.day())
	switch {
	case !e.held(), !t.choice.wants(cleanLine(e.text(evTitle), maxName), e.categories):
		return nil
	case cleanLine(e.text(evTitle), maxName) == "":
		t.refuse(&e, "name", "", noName)
		return nil
	case e.text(evAllDay) == "true", e.day() == "":
		t.refuse(&e, "start_date", e.text(evStart), "The event names no time of day. It comes back by itself once the calendar gives one.")
		return nil
	}
	l := e.listing()
	t.choice.fill(&l)
	t.events = append(t.events, l)
	return nil
}

func (t *tribePage) refuse(e *tribeEvent, field, value, reason string) {
	key := firstOf(e.text(evID), fmt.Sprintf("event number %d", t.rows))
	t.reading.Refused = append(t.reading.Refused, meeting.Refusal{Key: key, Name: shown(e.text(evTitle)), Field: field, Value: shown(value), Reason: reason})
}

// nextPage is the address of the page after this one. Where the site names
// another host than its own, as behind a proxy, only the number counts.
func (t *tribePage) nextPage(address string) (string, bool) {
	next, err := url.Parse(t.next)
	if t.next == "" || err != nil {
		return "", false
	}
	here, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	number := tribeNumber(here) + 1
	if tribeNumber(next) < number {
		return "", false
	}
	if sameHost(next, address) {
		return t.next, true
	}
	q := here.Query()
	q.Set("page", strconv.Itoa(number))
	here.RawQuery = q.Encode()
	return here.String(), true
}

func tribeNumber(u *url.URL) int {
	n, err := strconv.Atoi(u.Query().Get("page"))
	if err != nil {
		return 1
	}
	return n
}
