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
	PublicURL  string // where this house answers, without a slash at its end

	// Programs finds a program by id; the zero Program where there is none.
	Programs func(id string) meeting.Program
	// Stamp dates meetings that carry no time of their own, because they were
	// never stored.
	Stamp time.Time
	// Now is when the feed is written: single dates that are over for longer
	// than the calendar keeps them are left out. Zero keeps all.
	Now time.Time
}

// Calendar writes the whole feed of a calendar: an event for every meeting that
// has a sure time, and in the calendar's description the names of those that
// have none. The bytes depend on the meetings and the calendar's settings, not
// on their order, the hour (but see Until), or the feed's address; a calendar
// without meetings is valid too. It is shorter of words where it would grow past
// what clients take. The only error is one of encoding, which no listing can
// cause.
func Calendar(c meeting.Calendar, ms []meeting.Meeting, o Options) ([]byte, error) {
	list := inOrder(ms)
	if !c.Panicked.IsZero() || c.Moved {
		list = nil
	}
	for _, b := range bounds {
		body, err := newFeed(c, o, b).write(list)
		if err != nil {
			return nil, fmt.Errorf("write calendar %d: %w", c.ID, err)
		}
		if len(body) <= mostBytes || b == bounds[len(bounds)-1] {
			return body, nil
		}
	}
	panic("unreachable")
}

// feed is a calendar being written.
type feed struct {
	c       meeting.Calendar // with what the options say
	opts    Options
	bound   bound
	words   *words
	phrases *phrases
	cal     *ical.Component
	list    []*ical.Component
	pages   string         // what the addresses of meetings' pages here begin with
	began   map[string]int // zone → year of its first event
	unsure  []string       // titles of meetings without a sure time
	paused  []string       // titles of meetings that are not held or not listed
}

func newFeed(c meeting.Calendar, o Options, b bound) *feed {
	c.Name = cmp.Or(o.Name, c.Name)
	c.Discretion = cmp.Or(o.Discretion, c.Discretion, meeting.Full)
	c.Language = cmp.Or(o.Language, c.Language)
	f := &feed{
		c: c, opts: o, bound: b, words: wordsFor(c.Language), phrases: phrasesFor(c.Language),
		cal: ical.NewComponent(ical.CompCalendar), began: map[string]int{},
	}
	if o.PublicURL != "" {
		f.pages = link(o.PublicURL + f.phrases.path + "/meetings/")
	}
	return f
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

func (f *feed) write(ms []*meeting.Meeting) ([]byte, error) {
	for _, m := range ms {
		f.add(m)
	}
	f.head()
	if err := f.zones(); err != nil {
		return nil, err
	}
	f.cal.Children = append(f.cal.Children, f.list...)
	var out folder
	out.Grow(2048 * (1 + len(f.list)))
	err := encode(&out, f.cal)
	return out.Bytes(), err
}

// add writes a meeting's events, or remembers its title where it has none.
func (f *feed) add(m *meeting.Meeting) {
	off := calledOff(m)
	var list []*ical.Component
	if sure := m.Schedule.Confirmed && m.Schedule.Timed(); sure && (!off || f.c.ShowCancelled) {
		list = f.events(m)
	}
	switch {
	case len(list) > 0 || m.Schedule.Kind == meeting.Dated && m.Held():
		f.list = append(f.list, list...)
	case off:
		f.paused = append(f.paused, f.title(m))
	default:
		f.unsure = append(f.unsure, f.title(m))
	}
}

// calledOff: it does not meet for now, or is no longer listed.
func calledOff(m *meeting.Meeting) bool {
	return m.Attendance == meeting.Inactive || !m.Retired.IsZero()
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
