package storagetest

import (
	"errors"
	"slices"
	"time"

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

// held is what a calendar holds. Letters to a reader of it, asked about one
// listing in the store after the other, are told the same.
func (s *store) held(calendar int64) ([]meeting.Meeting, error) {
	s.Helper()
	ms, err := s.CalendarMeetings(s.Context(), calendar)
	s.must(err)
	aliases, err := s.Aliases(s.Context(), calendar)
	s.must(err)
	known, _, err := s.Meetings(s.Context(), meeting.Filter{Witnesses: true}, s.now)
	s.must(err)
	reader := meeting.Reminder{ID: 1 << 40, Calendar: calendar, Email: []byte("sealed"), EmailHash: []byte("of one who is told")}
	s.must(s.AddReminder(s.Context(), reader, confirming(s.now), s.now))
	listed := slices.Concat(ms, known)
	letters := []meeting.Letter{{Reminder: reader.ID + 1, Meeting: "any"}, {Reminder: reader.ID}}
	for _, m := range listed {
		letters = append(letters, meeting.Letter{Reminder: reader.ID, Meeting: m.ID})
	}
	abouts, err := s.About(s.Context(), letters...)
	s.must(err)
	equal(s, "of a reader who is no more", abouts[0], meeting.About{})
	equal(s, "the reader of a letter about none", abouts[1].Reader.Calendar, calendar)
	for at, m := range listed {
		about := abouts[2+at]
		alias, one := about.Alias, about.Meeting
		equal(s, "the reader", about.Reader.Calendar, calendar)
		i := slices.IndexFunc(ms, func(h meeting.Meeting) bool { return h.ID == m.ID })
		switch {
		case i < 0 && one != nil:
			s.Errorf("a letter is told of %s, which calendar %d does not hold", m.ID, calendar)
		case i >= 0 && one == nil:
			s.Errorf("no letter is told of %s, which calendar %d holds", m.ID, calendar)
		case i >= 0:
			equal(s, "the meeting by itself", *one, ms[i])
			equal(s, "its alias", alias, aliases[m.ID])
		}
	}
	s.must(s.DeleteReminder(s.Context(), reader.ID))
	return ms, nil
}

func (s *store) keysHeld(calendar int64) []string {
	s.Helper()
	ms, err := s.held(calendar)
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
		aliases, err := s.Aliases(s.Context(), want.ID)
		s.must(err)
		equal(s, "names of one's own", aliases, want.Aliases)
		aliases, err = s.Aliases(s.Context(), -1)
		s.must(err)
		equal(s, "names of an unknown calendar", len(aliases), 0)
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
	{"a standing search follows the listings, and only calendars it concerns get a new version", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b", online), listing("c"))
		c := s.calendar("on")
		s.edit("on", func(c *meeting.Calendar) { c.Searches = []meeting.Filter{onlineSearch} })
		s.calendar("tue")
		tuesdays := meeting.Filter{Days: meeting.NewWeekdays(time.Tuesday), Attendance: []meeting.Attendance{meeting.InPerson}}
		s.edit("tue", func(c *meeting.Calendar) { c.Searches = []meeting.Filter{tuesdays} })
		s.calendar("c", "c")
		versions := func() []int64 { return []int64{s.version("on"), s.version("tue"), s.version("c")} }
		equal(s, "before", versions(), []int64{2, 2, 1})
		goneOnline := func(m *meeting.Collected) { edited(func(m *meeting.Collected) { m.Attendance = meeting.Online })(m) }
		s.run(meeting.OK, listing("a", goneOnline), listing("b", online), listing("c"))
		equal(s, "one moves from one to the other", versions(), []int64{3, 3, 1})
		equal(s, "held", s.keysHeld(c.ID), []string{"b", "a"})
		later := edited(func(m *meeting.Collected) { m.Attendance, m.Schedule.Start = meeting.Online, meeting.NewClock(20, 0) })
		s.run(meeting.OK, listing("a", goneOnline), listing("b", later), listing("c"))
		equal(s, "a change of what is found", versions(), []int64{4, 3, 1})
		s.run(meeting.OK, listing("a", goneOnline), listing("b", later), listing("c"), listing("d", online))
		equal(s, "a new one", versions(), []int64{5, 3, 1})
		equal(s, "and it is held", s.keysHeld(c.ID), []string{"b", "a", "d"})
		for range 3 {
			s.wait(36 * time.Hour)
			s.run(meeting.OK, listing("b", later), listing("c"), listing("d", online))
		}
		equal(s, "a retired one", versions(), []int64{6, 3, 1})
		equal(s, "is held no more", s.keysHeld(c.ID), []string{"b", "d"})
		s.run(meeting.Unchanged)
		equal(s, "an unchanged run", versions(), []int64{6, 3, 1})
	}},
	{"a new source's meetings are found at once", func(s *store) {
		c := s.calendar("on")
		s.edit("on", func(c *meeting.Calendar) { c.Searches = []meeting.Filter{onlineSearch} })
		s.run(meeting.OK, listing("a"), listing("b", online))
		equal(s, "held", s.keysHeld(c.ID), []string{"b"})
		equal(s, "version", s.version("on"), int64(3))
	}},
	{"what a search finds beyond what a calendar holds is left out, the latest first", func(s *store) {
		some := listings(meeting.MaxHeld)
		for i := range some {
			online(&some[i])
		}
		s.run(meeting.OK, some...)
		c := s.calendar("on")
		s.edit("on", func(c *meeting.Calendar) { c.Searches = []meeting.Filter{onlineSearch} })
		held := s.keysHeld(c.ID)
		s.run(meeting.OK, append(some, listing("aa", online))...)
		s.run(meeting.OK, append(some, listing("aa", online), listing("ab", online))...)
		equal(s, "held", s.keysHeld(c.ID), held)
		got, err := s.CalendarByFeed(s.Context(), []byte("feed-on"))
		s.must(err)
		equal(s, "left out", got.LeftOut, 2)
		s.edit("on", func(c *meeting.Calendar) { c.Name = "may still be named" })
		some[0].Attendance, some[0].Digest = meeting.InPerson, "moved"
		s.run(meeting.OK, append(some, listing("aa", online), listing("ab", online))...)
		left := slices.DeleteFunc(held, func(key string) bool { return key == "k000" })
		equal(s, "one makes room", s.keysHeld(c.ID), append(left, "aa"))
	}},
}
