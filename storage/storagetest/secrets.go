package storagetest

import (
	"errors"
	"time"

	"openchair/meeting"
)

// published returns what was published since, and moves on.
func (s *store) published(since *int64) (calendars []int64, all bool) {
	s.Helper()
	newest, calendars, all, err := s.Published(s.Context(), *since)
	s.must(err)
	*since = newest
	return calendars, all
}

var secrets = []behaviour{
	{"rotated addresses are read and managed anew, and the old ones are remembered for thirty days", func(s *store) {
		c := s.calendar("a")
		rotate := func(old, feed, manage string) error {
			return s.Rotate(s.Context(), []byte(old), []byte(feed), []byte(manage), s.now)
		}
		s.must(s.KeepRendering(s.Context(), meeting.Rendering{Calendar: c.ID, Version: 1, Modified: s.now.Add(5 * time.Second)}))
		s.must(rotate("manage-a", "feed-b", "manage-b"))
		got, err := s.CalendarByManage(s.Context(), []byte("manage-b"))
		s.must(err)
		equal(s, "the calendar", got, c)
		equal(s, "read at", s.version("b"), int64(1))
		for _, old := range []string{"feed-a", "manage-a"} {
			_, one := s.CalendarByFeed(s.Context(), []byte(old))
			_, other := s.CalendarByManage(s.Context(), []byte(old))
			if !errors.Is(one, meeting.ErrNotFound) || !errors.Is(other, meeting.ErrNotFound) {
				s.Errorf("%s still leads there: %v, %v", old, one, other)
			}
		}
		o, err := s.OldAddress(s.Context(), []byte("feed-a"), s.now)
		s.must(err)
		equal(s, "old feed", o, meeting.OldAddress{Language: "en", Since: s.now.Add(6 * time.Second)})
		o, err = s.OldAddress(s.Context(), []byte("manage-a"), s.now)
		s.must(err)
		equal(s, "old manage", o.Manages, true)
		s.must(rotate("manage-a", "feed-b", "manage-b")) // the answer was lost: asked again
		if err := rotate("manage-a", "feed-c", "manage-c"); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("an old address rotates: %v", err)
		}
		if err := rotate("nobody", "feed-c", "manage-c"); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("an unknown address rotates: %v", err)
		}
		s.wait(meeting.OldAddressKept)
		if _, err := s.OldAddress(s.Context(), []byte("feed-a"), s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("remembered after its time: %v", err)
		}
		s.must(s.Prune(s.Context(), s.now))
		if _, err := s.OldAddress(s.Context(), []byte("feed-a"), s.now.Add(-time.Hour)); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("kept after its time: %v", err)
		}
	}},
	{"a panic empties a calendar and its plan until it is over", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b", online))
		c := s.calendar("x", "a")
		s.edit("x", func(c *meeting.Calendar) { c.Searches = []meeting.Filter{onlineSearch} })
		s.confirmedReminder(c.ID)
		held := func() []string {
			for _, p := range s.toPlan(s.now.Add(30 * 24 * time.Hour)) {
				equal(s, "planned", len(p.Meetings), len(s.keysHeld(c.ID)))
			}
			return s.keysHeld(c.ID)
		}
		equal(s, "before", held(), []string{"a", "b"})
		version := s.version("x")
		s.must(s.Panic(s.Context(), c.ID, true, s.now))
		s.must(s.Panic(s.Context(), c.ID, true, s.now.Add(time.Hour)))
		got, err := s.CalendarByFeed(s.Context(), []byte("feed-x"))
		s.must(err)
		equal(s, "panicked", []any{got.Panicked, got.Version, got.Revision, got.Meetings}, []any{s.now, version + 1, 1, c.Meetings})
		equal(s, "meanwhile", held(), []string{})
		s.must(s.Panic(s.Context(), c.ID, false, s.now))
		equal(s, "after", held(), []string{"a", "b"})
		equal(s, "version", s.version("x"), version+2)
		if err := s.Panic(s.Context(), 999, true, s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("an unknown calendar: %v", err)
		}
	}},
	{"a deleted calendar takes all with it, but what others share", func(s *store) {
		s.run(meeting.OK, listing("a", online))
		for _, feed := range []string{"x", "y"} {
			s.calendar(feed, "a")
			s.edit(feed, func(c *meeting.Calendar) { c.Searches = []meeting.Filter{onlineSearch} })
		}
		x, err := s.CalendarByFeed(s.Context(), []byte("feed-x"))
		s.must(err)
		y, err := s.CalendarByFeed(s.Context(), []byte("feed-y"))
		s.must(err)
		r := s.confirmedReminder(x.ID)
		s.must(s.Rotate(s.Context(), []byte("manage-x"), []byte("feed-z"), []byte("manage-z"), s.now))
		s.must(s.DeleteCalendar(s.Context(), x.ID, s.now))
		_, one := s.CalendarByFeed(s.Context(), []byte("feed-z"))
		_, two := s.OldAddress(s.Context(), []byte("feed-x"), s.now)
		three := s.ConfirmReminder(s.Context(), r, s.now)
		equal(s, "an address waits for its last letter", []any{s.reminder(r).Calendar, s.reminder(r).Ended.IsZero()}, []any{0, false})
		four := s.DeleteCalendar(s.Context(), x.ID, s.now)
		for i, err := range []error{one, two, three, four} {
			if !errors.Is(err, meeting.ErrNotFound) {
				s.Errorf("%d: got %v", i, err)
			}
		}
		equal(s, "the other's", s.keysHeld(y.ID), []string{"a"})
		again, err := s.CalendarByFeed(s.Context(), []byte("feed-y"))
		s.must(err)
		equal(s, "the other", again, y)
	}},
	{"a calendar that nobody asks for goes after a year, unless letters are sent of it", func(s *store) {
		left, polled, letters := s.calendar("left"), s.calendar("polled"), s.calendar("letters")
		s.confirmedReminder(letters.ID)
		s.wait(meeting.UnpolledKept - 24*time.Hour)
		s.must(s.Polled(s.Context(), []int64{polled.ID}, meeting.DateOf(s.now)))
		s.must(s.Polled(s.Context(), []int64{polled.ID}, meeting.DateOf(s.now)-3)) // late news
		s.must(s.Prune(s.Context(), s.now))
		s.version("left")
		r, err := s.RenderingHead(s.Context(), []byte("feed-polled"))
		s.must(err)
		equal(s, "polled", r.Polled, meeting.DateOf(s.now))
		s.wait(48 * time.Hour)
		s.must(s.Prune(s.Context(), s.now))
		s.version("polled")
		s.version("letters")
		if _, err := s.CalendarByFeed(s.Context(), []byte("feed-left")); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("calendar %d is still there: %v", left.ID, err)
		}
	}},
	{"what was published is told, also to another process", func(s *store) {
		other := &store{T: s.T, DB: s.open(), now: s.now}
		s.run(meeting.OK, listing("a"), listing("b"))
		a, b := s.calendar("a", "a"), s.calendar("b", "b")
		var since int64
		other.published(&since)
		writes := s.Writes()
		ids, all := other.published(&since)
		equal(s, "nothing", []any{ids, all, s.Writes()}, []any{[]int64{}, false, writes})
		s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("b"))
		ids, all = other.published(&since)
		equal(s, "one", []any{ids, all, s.Writes() > writes}, []any{[]int64{a.ID}, false, true})
		s.must(s.Rotate(s.Context(), []byte("manage-b"), []byte("feed-c"), []byte("manage-c"), s.now))
		ids, all = other.published(&since)
		equal(s, "rotated", []any{ids, all}, []any{[]int64{b.ID}, false})
		s.must(s.DeleteCalendar(s.Context(), b.ID, s.now))
		_, all = other.published(&since)
		equal(s, "deleted", all, true)
		_, all = other.published(&since)
		equal(s, "nothing more", all, false)
	}},
}

// confirmedReminder returns the id of a confirmed wish for letters.
func (s *store) confirmedReminder(calendar int64) int64 {
	s.Helper()
	r := meeting.Reminder{ID: 4000 + calendar, Calendar: calendar, Email: []byte("sealed"), EmailHash: []byte("hash"), Leads: []int{60}}
	s.must(s.AddReminder(s.Context(), r, meeting.Letter{Kind: meeting.ConfirmLetter, SendAt: s.now, Start: s.now, Expires: s.now.Add(time.Hour)}, s.now))
	s.must(s.ConfirmReminder(s.Context(), r.ID, s.now))
	return r.ID
}
