package storagetest

import (
	"errors"

	"openchair/meeting"
)

// edit changes the calendar read at feed.
func (s *store) edit(feed string, change func(*meeting.Calendar)) meeting.Calendar {
	s.Helper()
	c, err := s.CalendarByFeed(s.Context(), []byte("feed-"+feed))
	s.must(err)
	c, err = s.EditCalendar(s.Context(), c.ID, func(c *meeting.Calendar) error { change(c); return nil }, s.now)
	s.must(err)
	return c
}

func (s *store) keysHeld(calendar int64) []string {
	s.Helper()
	ms, err := s.CalendarMeetings(s.Context(), calendar)
	s.must(err)
	keys := []string{}
	for _, m := range ms {
		keys = append(keys, m.SourceKey)
	}
	return keys
}

func online(m *meeting.Collected) { m.Attendance = meeting.Online }

var onlineSearch = meeting.Filter{Attendance: []meeting.Attendance{meeting.Online}}

var choosing = []behaviour{
	{"everything a person sets is kept, by either address", func(s *store) {
		s.run(meeting.OK, listings(2)...)
		c := s.calendar("a", "k000")
		id := c.Meetings[0]
		want := s.edit("a", func(c *meeting.Calendar) {
			c.Name, c.Discretion, c.Language = "Evenings", meeting.Full, "es"
			c.Aliases = map[string]string{id: "Choir"}
			c.AlarmMinutes, c.ShowCancelled, c.PastDays = 30, true, 14
			c.Searches = []meeting.Filter{onlineSearch, {Programs: []string{"aa"}, Text: "nobody"}}
		})
		equal(s, "version", want.Version, int64(2))
		byFeed, err := s.CalendarByFeed(s.Context(), []byte("feed-a"))
		s.must(err)
		byManage, err := s.CalendarByManage(s.Context(), []byte("manage-a"))
		s.must(err)
		equal(s, "by feed", byFeed, want)
		equal(s, "by manage", byManage, want)
		same := s.edit("a", func(*meeting.Calendar) {})
		equal(s, "what changes nothing makes no version", same.Version, int64(2))
	}},
	{"a setting that alters what events say is counted, and when", func(s *store) {
		s.run(meeting.OK, listings(1)...)
		c := s.calendar("a", "k000")
		equal(s, "new", []any{c.Revision, c.Revised.IsZero()}, []any{0, true})
		c = s.edit("a", func(c *meeting.Calendar) { c.Name, c.PastDays, c.Meetings = "Mine", 3, nil })
		equal(s, "a name, days kept and meetings alter none", c.Revision, 0)
		c = s.edit("a", func(c *meeting.Calendar) { c.AlarmMinutes = 10 })
		equal(s, "an alarm", []any{c.Revision, c.Revised}, []any{1, s.now})
		byFeed, err := s.CalendarByFeed(s.Context(), []byte("feed-a"))
		s.must(err)
		equal(s, "by feed", byFeed, c)
	}},
	{"a refused edit leaves the calendar as it was", func(s *store) {
		s.run(meeting.OK, listings(2)...)
		c := s.calendar("a", "k000")
		no := errors.New("no")
		if _, err := s.EditCalendar(s.Context(), c.ID, func(c *meeting.Calendar) error { c.Name = "x"; return no }, s.now); !errors.Is(err, no) {
			s.Errorf("got %v", err)
		}
		_, err := s.EditCalendar(s.Context(), c.ID, func(c *meeting.Calendar) error { c.Name, c.Meetings = "x", []string{"nobody"}; return nil }, s.now)
		if !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("an unknown meeting: %v", err)
		}
		if _, err := s.EditCalendar(s.Context(), 999, func(*meeting.Calendar) error { return nil }, s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("an unknown calendar: %v", err)
		}
		got, err := s.CalendarByFeed(s.Context(), []byte("feed-a"))
		s.must(err)
		equal(s, "calendar", got, c)
	}},
	{"a calendar holds what it picked, then what its searches match, each once", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b", online), listing("c", online), listing("d"))
		c := s.calendar("x", "d", "c")
		s.edit("x", func(c *meeting.Calendar) {
			c.Searches = []meeting.Filter{onlineSearch, {Text: "meeting b"}}
		})
		equal(s, "held", s.keysHeld(c.ID), []string{"d", "c", "b"})
		s.edit("x", func(c *meeting.Calendar) { c.Searches = nil })
		equal(s, "without searches", s.keysHeld(c.ID), []string{"d", "c"})
	}},
	{"more than a calendar holds is refused with how many", func(s *store) {
		s.run(meeting.OK, listings(meeting.MaxHeld+1)...)
		c := s.calendar("x", "k000")
		var many *meeting.TooManyError
		_, err := s.EditCalendar(s.Context(), c.ID, func(c *meeting.Calendar) error {
			c.Searches = []meeting.Filter{{Programs: []string{"aa"}}}
			return nil
		}, s.now)
		if !errors.As(err, &many) || many.Found != meeting.MaxHeld+1 {
			s.Errorf("a search that matches too many: %v", err)
		}
		ids := make([]string, meeting.MaxHeld+1)
		for i, l := range listings(meeting.MaxHeld + 1) {
			ids[i] = meeting.NewID("hill", l.SourceKey, "")
		}
		if err := s.SetMeetings(s.Context(), c.ID, ids, s.now); !errors.As(err, &many) {
			s.Errorf("too many picked: %v", err)
		}
		equal(s, "held", s.keysHeld(c.ID), []string{"k000"})
	}},
}
