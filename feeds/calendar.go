package feeds

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

const (
	productID = "-//Openchair//Openchair//EN"
	// refresh is how often a client may ask. Most have their own mind.
	refresh = "PT1H"
	// A zone for calendars that hold no meeting: a VCALENDAR must hold something.
	emptyZone = "Etc/UTC"
)

// Options are what a feed needs beside its meetings. What is empty is taken
// from the calendar.
type Options struct {
	Name       string // of the calendar as clients show it
	Discretion meeting.Discretion
	Language   string // BCP 47
	PublicURL  string // where this house answers; no feed holds it yet

	// Programs finds a program by id; the zero Program where there is none.
	Programs func(id string) meeting.Program
	// Stamp dates meetings that carry no time of their own, because they were
	// never stored.
	Stamp time.Time
}

// Calendar writes the whole feed of a calendar: an event for every meeting that
// has a sure time, and in the calendar's description the names of those that
// have none. The bytes depend on the meetings alone, not on their order, the
// hour, or the feed's address; a calendar without meetings is valid too.
// The only error is one of encoding, which no listing can cause.
func Calendar(c meeting.Calendar, ms []meeting.Meeting, o Options) ([]byte, error) {
	f := newFeed(c, o)
	for _, m := range inOrder(ms) {
		f.add(m)
	}
	f.head()
	if err := f.zones(); err != nil {
		return nil, fmt.Errorf("write calendar %d: %w", c.ID, err)
	}
	f.cal.Children = append(f.cal.Children, f.list...)
	var out folder
	out.Grow(1024 * (1 + len(f.list)))
	if err := encode(&out, f.cal); err != nil {
		return nil, fmt.Errorf("write calendar %d: %w", c.ID, err)
	}
	return out.Bytes(), nil
}

// feed is a calendar being written.
type feed struct {
	opts    Options
	words   *words
	phrases *phrases
	cal     *ical.Component
	list    []*ical.Component
	began   map[string]int // zone → year of its first event
	unsure  []string       // titles of meetings without a sure time
	paused  []string       // titles of meetings that are not held or not listed
}

func newFeed(c meeting.Calendar, o Options) *feed {
	o.Name = cmp.Or(o.Name, c.Name)
	o.Discretion = cmp.Or(o.Discretion, c.Discretion, meeting.Full)
	o.Language = cmp.Or(o.Language, c.Language)
	return &feed{
		opts: o, words: wordsFor(o.Language), phrases: phrasesFor(o.Language),
		cal: ical.NewComponent(ical.CompCalendar), began: map[string]int{},
	}
}

// inOrder sorts meetings by id, each once.
func inOrder(ms []meeting.Meeting) []*meeting.Meeting {
	list := make([]*meeting.Meeting, len(ms))
	for i := range ms {
		list[i] = &ms[i]
	}
	slices.SortFunc(list, func(a, b *meeting.Meeting) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(list, func(a, b *meeting.Meeting) bool { return a.ID == b.ID })
}

// add writes a meeting's events, or remembers its title where it has none.
func (f *feed) add(m *meeting.Meeting) {
	switch {
	case m.Attendance == meeting.Inactive || !m.Retired.IsZero():
		f.paused = append(f.paused, f.title(m))
	case !m.Held():
		f.unsure = append(f.unsure, f.title(m))
	default:
		list := f.events(m)
		if len(list) == 0 && m.Schedule.Kind != meeting.Dated {
			f.unsure = append(f.unsure, f.title(m))
		}
		f.list = append(f.list, list...)
	}
}

func (f *feed) useZone(zone string, year int) {
	if was, ok := f.began[zone]; !ok || year < was {
		f.began[zone] = year
	}
}

// zones writes a VTIMEZONE for every zone in use, by name.
func (f *feed) zones() error {
	if len(f.list) == 0 {
		f.began[emptyZone] = epoch.Year()
	}
	names := make([]string, 0, len(f.began))
	for name := range f.began {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		z, err := vtimezone(name, f.began[name])
		if err != nil {
			return err
		}
		f.cal.Children = append(f.cal.Children, z)
	}
	return nil
}

// head writes the calendar's own properties.
func (f *feed) head() {
	setRaw(f.cal, ical.PropVersion, "2.0")
	setRaw(f.cal, ical.PropProductID, productID)
	setRaw(f.cal, ical.PropCalendarScale, "GREGORIAN")
	setRaw(f.cal, ical.PropMethod, "PUBLISH")
	name := cut(oneLine(cmp.Or(f.opts.Name, f.phrases.name)), maxSummary)
	setText(f.cal, ical.PropName, name)
	setText(f.cal, "X-WR-CALNAME", name)
	about := f.about()
	setText(f.cal, ical.PropDescription, about)
	setText(f.cal, "X-WR-CALDESC", about)
	f.cal.Props[ical.PropRefreshInterval] = []ical.Prop{{
		Name: ical.PropRefreshInterval, Params: valueIs(ical.ValueDuration), Value: refresh,
	}}
	setRaw(f.cal, "X-PUBLISHED-TTL", refresh)
}

// about says in words which chosen meetings are not in the calendar, and why.
func (f *feed) about() string {
	var lines []string
	if len(f.unsure) > 0 {
		lines = append(lines, f.phrases.unsure(f.titles(f.unsure)))
	}
	if len(f.paused) > 0 {
		lines = append(lines, f.phrases.paused(f.titles(f.paused)))
	}
	return cut(strings.Join(lines, "\n"), maxText)
}

func valueIs(t ical.ValueType) ical.Params {
	return ical.Params{ical.ParamValue: {string(t)}}
}
