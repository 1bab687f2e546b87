package storagetest

import (
	"errors"
	"strings"
	"time"

	"openchair/meeting"
)

// calendar makes a calendar of some keys of the source "hill", read at feed.
func (s *store) calendar(feed string, keys ...string) meeting.Calendar {
	s.Helper()
	c := meeting.Calendar{Name: "Mine", Discretion: meeting.Neutral, Language: "en"}
	for _, key := range keys {
		c.Meetings = append(c.Meetings, meeting.NewID("hill", key, ""))
	}
	c, err := s.CreateCalendar(s.Context(), c, []byte("feed-"+feed), []byte("manage-"+feed), s.now)
	s.must(err)
	return c
}

func (s *store) version(feed string) int64 {
	s.Helper()
	c, err := s.CalendarByFeed(s.Context(), []byte("feed-"+feed))
	s.must(err)
	return c.Version
}

var calendars = []behaviour{
	{"a calendar is found by either address and keeps its order", func(s *store) {
		s.run(meeting.OK, listings(5)...)
		want := s.calendar("a", "k003", "k001", "k003", "k004")
		equal(s, "distinct", len(want.Meetings), 3)
		byFeed, err := s.CalendarByFeed(s.Context(), []byte("feed-a"))
		s.must(err)
		byManage, err := s.CalendarByManage(s.Context(), []byte("manage-a"))
		s.must(err)
		equal(s, "by feed", byFeed, want)
		equal(s, "by manage", byManage, want)
		ms, err := s.held(want.ID)
		s.must(err)
		equal(s, "order", []string{ms[0].SourceKey, ms[1].SourceKey, ms[2].SourceKey}, []string{"k003", "k001", "k004"})
	}},
	{"addresses don't stand for one another", func(s *store) {
		s.calendar("a")
		_, one := s.CalendarByFeed(s.Context(), []byte("manage-a"))
		_, other := s.CalendarByManage(s.Context(), []byte("feed-a"))
		_, none := s.Rendering(s.Context(), []byte("manage-a"))
		for _, err := range []error{one, other, none} {
			if !errors.Is(err, meeting.ErrNotFound) {
				s.Errorf("got %v", err)
			}
		}
	}},
	{"unknown and retired meetings are refused by name", func(s *store) {
		missing(s, meeting.OK, 3, 36*time.Hour)
		a := meeting.NewID("hill", "a", "")
		_, err := s.CreateCalendar(s.Context(), meeting.Calendar{Meetings: []string{meeting.NewID("hill", "b", ""), a, "nobody"}}, []byte("f"), []byte("m"), s.now)
		if !errors.Is(err, meeting.ErrNotFound) || !strings.Contains(err.Error(), a) || !strings.Contains(err.Error(), "nobody") {
			s.Errorf("got %v", err)
		}
		if _, err := s.CalendarByFeed(s.Context(), []byte("f")); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("a refused calendar was kept: %v", err)
		}
	}},
	{"choosing anew is a new version and may keep what was retired since", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"), listing("c"))
		c := s.calendar("x", "a")
		for range 3 {
			s.wait(36 * time.Hour)
			s.run(meeting.OK, listing("b"))
		}
		retired := s.version("x")
		a, b, gone := meeting.NewID("hill", "a", ""), meeting.NewID("hill", "b", ""), meeting.NewID("hill", "c", "")
		s.must(s.SetMeetings(s.Context(), c.ID, []string{b, a}, s.now))
		equal(s, "version", s.version("x"), retired+1)
		if err := s.SetMeetings(s.Context(), c.ID, []string{gone}, s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("a retired meeting was chosen: %v", err)
		}
		got, err := s.CalendarByManage(s.Context(), []byte("manage-x"))
		s.must(err)
		equal(s, "meetings", got.Meetings, []string{b, a})
		ms, err := s.held(c.ID)
		s.must(err)
		equal(s, "retired ones are given", ms[1].Retired.IsZero(), false)
		if err := s.SetMeetings(s.Context(), 999, []string{b}, s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("an unknown calendar was changed: %v", err)
		}
	}},
	{"only calendars that hold a changed meeting get a new version", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"), listing("c"))
		s.calendar("ab", "a", "b")
		s.calendar("c", "c")
		s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("b", startsAt(21, 0)), listing("c"))
		equal(s, "after an edit", []int64{s.version("ab"), s.version("c")}, []int64{2, 1})
		s.run(meeting.Unchanged)
		s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("b", startsAt(21, 0)), listing("c"), listing("d"))
		s.run(meeting.Blocked)
		equal(s, "after none", []int64{s.version("ab"), s.version("c")}, []int64{2, 1})
		for range 3 {
			s.wait(36 * time.Hour)
			s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("c"), listing("d"))
		}
		equal(s, "after retiring", []int64{s.version("ab"), s.version("c")}, []int64{3, 1})
		s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("b", startsAt(21, 0)), listing("c"), listing("d"))
		equal(s, "after reviving", []int64{s.version("ab"), s.version("c")}, []int64{4, 1})
	}},
	{"kept bytes are current until the calendar changes", func(s *store) {
		s.run(meeting.OK, listing("a"))
		c := s.calendar("x", "a")
		feed := []byte("feed-x")
		r, err := s.Rendering(s.Context(), feed)
		s.must(err)
		equal(s, "before any", r, meeting.Rendering{Calendar: c.ID, Polled: meeting.DateOf(s.now)})
		kept := meeting.Rendering{Calendar: c.ID, Polled: r.Polled, Version: 1, Current: true, ETag: `"1"`, Modified: s.now, Body: []byte("BEGIN")}
		s.must(s.KeepRendering(s.Context(), kept))
		r, err = s.Rendering(s.Context(), feed)
		s.must(err)
		equal(s, "kept", r, kept)
		body, err := s.RenderingBody(s.Context(), kept)
		s.must(err)
		equal(s, "body", string(body), "BEGIN")
		s.run(meeting.OK, listing("a", startsAt(20, 0)))
		r, err = s.RenderingHead(s.Context(), feed)
		s.must(err)
		kept.Current, kept.Body = false, nil
		equal(s, "head after a change", r, kept)
	}},
	{"bytes that grow old by themselves are written anew once they have", func(s *store) {
		c, young := s.calendar("x"), s.calendar("y")
		s.must(s.KeepRendering(s.Context(), meeting.Rendering{Calendar: c.ID, Version: 1, Modified: s.now, Until: s.now.Add(time.Hour)}))
		s.must(s.KeepRendering(s.Context(), meeting.Rendering{Calendar: young.ID, Version: 1, Modified: s.now}))
		current := func(feed string) bool {
			r, err := s.RenderingHead(s.Context(), []byte("feed-"+feed))
			s.must(err)
			return r.Current
		}
		s.must(s.Prune(s.Context(), s.now.Add(59*time.Minute)))
		equal(s, "before", current("x"), true)
		s.must(s.Prune(s.Context(), s.now.Add(time.Hour)))
		equal(s, "after, and one that never ages", []bool{current("x"), current("y")}, []bool{false, true})
		s.must(s.Prune(s.Context(), s.now.Add(2*time.Hour)))
		equal(s, "versions", []int64{s.version("x"), s.version("y")}, []int64{2, 1})
	}},
	{"Last-Modified never falls and old bytes never replace newer ones", func(s *store) {
		c := s.calendar("x")
		keep := func(version int64, body string, at time.Time) {
			s.must(s.KeepRendering(s.Context(), meeting.Rendering{Calendar: c.ID, Version: version, ETag: body, Modified: at, Body: []byte(body)}))
		}
		keep(2, "two", s.now)
		keep(3, "three", s.now.Add(-time.Hour))
		keep(1, "one", s.now.Add(time.Hour))
		r, err := s.Rendering(s.Context(), []byte("feed-x"))
		s.must(err)
		equal(s, "kept", []any{r.Version, string(r.Body), r.Modified}, []any{3, "three", s.now})
		if _, err := s.RenderingBody(s.Context(), meeting.Rendering{Calendar: c.ID, Version: 2, ETag: "two"}); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("bytes of another version: %v", err)
		}
		s.must(s.KeepRendering(s.Context(), meeting.Rendering{Calendar: 999, Version: 1, Modified: s.now}))
	}},
}
