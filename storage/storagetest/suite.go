package storagetest

import (
	"fmt"
	"testing"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

// Fresh makes an empty store and returns how a handle on it is opened. Handles
// are closed when the test ends.
type Fresh func(t *testing.T) (open func() *storage.DB)

var groups = []struct {
	name  string
	tests []behaviour
}{
	{"runs", runs},
	{"applying", applying},
	{"retiring", retiring},
	{"matching", matching},
	{"accepting", accepting},
	{"switching", switching},
	{"closing", closing},
	{"merging", merging},
	{"verifying", verifying},
	{"finding", finding},
	{"calendars", calendars},
	{"choosing", choosing},
	{"secrets", secrets},
	{"reminders", reminders},
	{"planning", planning},
	{"outbox", outbox},
	{"news", news},
	{"upkeep", upkeep},
	{"volunteering", volunteering},
	{"status", status},
	{"zones", zones},
}

// Run runs the whole suite, each behaviour on a store of its own.
func Run(t *testing.T, fresh Fresh) {
	for _, group := range groups {
		t.Run(group.name, func(t *testing.T) { RunGroup(t, group.name, fresh) })
	}
}

// RunGroup runs one part of the suite: "finding".
func RunGroup(t *testing.T, name string, fresh Fresh) {
	found := false
	for _, group := range groups {
		if group.name != name {
			continue
		}
		found = true
		for _, b := range group.tests {
			t.Run(b.name, func(t *testing.T) {
				open := fresh(t)
				b.test(&store{T: t, DB: open(), open: open, now: monday})
			})
		}
	}
	if !found {
		t.Errorf("the suite has no part %q", name)
	}
}

type behaviour struct {
	name string
	test func(*store)
}

// monday is when every test begins: Monday, 2 March 2026, noon UTC.
var monday = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// store is an empty store, a clock and what tests do with them.
type store struct {
	*testing.T
	*storage.DB
	open func() *storage.DB
	now  time.Time
}

// must stops the test on an error.
func (s *store) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// equal compares what can be printed.
func equal[T any](s *store, what string, got, want T) {
	s.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		s.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

func (s *store) wait(d time.Duration) { s.now = s.now.Add(d) }

// begin starts a run of the source "hill".
func (s *store) begin() meeting.Run {
	s.Helper()
	id, err := s.Begin(s.Context(), "hill", "test", s.now, time.Minute)
	s.must(err)
	return meeting.Run{ID: id, Source: "hill", Started: s.now}
}

// run begins a run, applies a harvest of one class a second later, and lets
// six hours pass.
func (s *store) run(class meeting.Class, listed ...meeting.Collected) meeting.Run {
	s.Helper()
	return s.harvest(meeting.Harvest{Run: meeting.Run{Class: class}, Fingerprint: "f1", Meetings: listed})
}

func (s *store) harvest(h meeting.Harvest) meeting.Run {
	s.Helper()
	began := s.begin()
	s.wait(time.Second)
	h.Run.ID, h.Run.Source, h.Run.Started, h.Run.Finished = began.ID, began.Source, began.Started, s.now
	if n := len(h.Meetings); n > 0 && h.Run.Counts.Listed == 0 {
		h.Run.Counts.Listed, h.Run.Counts.Stored = n+len(h.Run.Refused), n
		h.Run.Fill = meeting.Fill{Time: n, Place: n}
	}
	r, err := s.Apply(s.Context(), h)
	s.must(err)
	s.wait(6*time.Hour - time.Second)
	return r
}

func (s *store) get(key string) meeting.Meeting {
	s.Helper()
	m, err := s.Meeting(s.Context(), meeting.NewID("hill", key, ""))
	s.must(err)
	return m
}

// changes lists all changes as "kind key-of-name fields".
func (s *store) changes() []string {
	s.Helper()
	all, err := s.Changes(s.Context(), 0, 0)
	s.must(err)
	var out []string
	for _, c := range all {
		m, err := s.Meeting(s.Context(), c.Meeting)
		s.must(err)
		line := string(c.Kind) + " " + m.SourceKey
		for _, f := range c.Fields {
			line += fmt.Sprintf(" %s:%s>%s", f.Field, f.Old, f.New)
		}
		out = append(out, line)
	}
	return out
}

// listing is an invented weekly meeting, Tuesdays 19:00 in New York.
func listing(key string, edit ...func(*meeting.Collected)) meeting.Collected {
	m := meeting.Collected{Digest: "d-" + key, Meeting: meeting.Meeting{
		Program: "aa", Source: "hill", SourceKey: key,
		Name: "Meeting " + key, Attendance: meeting.InPerson,
		Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday),
			Start: meeting.NewClock(19, 0), Minutes: 60, Zone: "America/New_York", ZoneFrom: meeting.ZoneFromSource, Confirmed: true},
		Place: meeting.Place{Name: "Hill Church", Address: "1 Hill Road", City: "Hillton", State: "NY", Country: "US"},
		Types: []string{"O"}, Languages: []string{"en"},
	}}
	for _, e := range edit {
		e(&m)
	}
	return m
}

// edited changes a listing as published.
func edited(edit func(*meeting.Collected)) func(*meeting.Collected) {
	return func(m *meeting.Collected) { edit(m); m.Digest += "+" }
}

func startsAt(hour, minute int) func(*meeting.Collected) {
	return edited(func(m *meeting.Collected) { m.Schedule.Start = meeting.NewClock(hour, minute) })
}

func listings(n int) []meeting.Collected {
	all := make([]meeting.Collected, n)
	for i := range all {
		all[i] = listing(fmt.Sprintf("k%03d", i))
	}
	return all
}
