package storagetest

import (
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

// from lists meetings of another source than "hill", in the store as of now.
func (s *store) from(source string, listed ...meeting.Collected) meeting.Run {
	s.Helper()
	id, err := s.Begin(s.Context(), source, "test", s.now, time.Minute)
	s.must(err)
	s.wait(time.Second)
	r, err := s.Apply(s.Context(), meeting.Harvest{Fingerprint: "f1", Meetings: listed,
		Run: meeting.Run{ID: id, Source: source, Started: s.now, Finished: s.now, Class: meeting.OK, Counts: meeting.Counts{Listed: len(listed), Stored: len(listed)}}})
	s.must(err)
	s.wait(time.Hour)
	return r
}

// atDoor puts a listing behind the one door that two sources know.
func atDoor(m *meeting.Collected) { m.Place.Latitude, m.Place.Longitude = 42.5, -73.75 }

// two stores one meeting as "hill" and "dale" list it, and merges.
func two(s *store) (hill, dale string) {
	s.Helper()
	s.run(meeting.OK, listing("a", atDoor), listing("b"))
	s.from("dale", listing("a", atDoor))
	s.merge(1)
	return meeting.NewID("hill", "a", ""), meeting.NewID("dale", "a", "")
}

func (s *store) merge(want int) {
	s.Helper()
	n, err := s.Merge(s.Context(), s.now)
	s.must(err)
	if n != want {
		s.Errorf("merging changed %d listings, want %d", n, want)
	}
}

func (s *store) one(id string) meeting.Meeting {
	s.Helper()
	m, err := s.Meeting(s.Context(), id)
	s.must(err)
	return m
}

// shown is what a calendar of the given listings shows.
func (s *store) shown(feed string, ids ...string) (ms []meeting.Meeting) {
	s.Helper()
	c, err := s.CalendarByFeed(s.Context(), []byte("feed-"+feed))
	if errors.Is(err, meeting.ErrNotFound) {
		c, err = s.CreateCalendar(s.Context(), meeting.Calendar{Discretion: meeting.Neutral, Language: "en", Meetings: ids}, []byte("feed-"+feed), []byte("manage-"+feed), s.now)
	}
	s.must(err)
	ms, err = s.held(c.ID)
	s.must(err)
	return ms
}

var merging = []behaviour{
	{"one meeting of two sources is found once, with its witness", func(s *store) {
		hill, dale := two(s)
		s.merge(0)
		n, err := s.Count(s.Context(), meeting.Filter{})
		s.must(err)
		equal(s, "found", n, 2)
		n, err = s.Count(s.Context(), meeting.Filter{Witnesses: true})
		s.must(err)
		equal(s, "listings", n, 3)
		w := s.one(dale)
		equal(s, "witness", []any{w.WitnessOf, w.WitnessBy, w.Disagrees}, []any{hill, meeting.SameDoor, false})
		ws, err := s.WitnessesOf(s.Context(), hill)
		s.must(err)
		equal(s, "witnesses", []any{len(ws), ws[0].ID}, []any{1, dale})
		equal(s, "history", s.changes(), []string{"merged a witness_of:>" + hill + " witness_by:>door"})
	}},
	{"a witness that gives another time disagrees, and stays", func(s *store) {
		hill, dale := two(s)
		s.from("dale", listing("a", atDoor, startsAt(20, 0)))
		s.merge(1)
		w := s.one(dale)
		equal(s, "witness", []any{w.WitnessOf, w.Disagrees, w.Schedule.Start.String()}, []any{hill, true, "20:00"})
		s.from("dale", listing("a", atDoor))
		s.merge(1)
		equal(s, "agrees again", s.one(dale).Disagrees, false)
	}},
	{"what a person set apart stays apart, and can be joined again", func(s *store) {
		hill, dale := two(s)
		s.must(s.Split(s.Context(), dale, hill, s.now))
		equal(s, "apart", s.one(dale).WitnessOf, "")
		s.merge(0)
		s.from("dale", listing("a", atDoor, edited(func(m *meeting.Collected) { m.Notes = "New." })))
		s.merge(0)
		if err := s.Split(s.Context(), hill, "nothing", s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("split from nothing: %v", err)
		}
		s.must(s.Join(s.Context(), hill, dale, s.now))
		equal(s, "one again", s.one(dale).WitnessOf, hill)
		if err := s.Join(s.Context(), hill, dale, s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("joined twice: %v", err)
		}
	}},
	{"an entry of a calendar keeps its id when it becomes a witness", func(s *store) {
		s.run(meeting.OK, listing("a", atDoor), listing("b"))
		s.from("dale", listing("a", atDoor, func(m *meeting.Collected) { m.Notes = "As dale says." }))
		hill, dale := meeting.NewID("hill", "a", ""), meeting.NewID("dale", "a", "")
		before := s.shown("mine", dale)
		s.merge(1)
		after := s.shown("mine")
		equal(s, "shown", []any{len(after), after[0].ID, after[0].Source, after[0].Notes}, []any{1, dale, "hill", ""})
		equal(s, "sequence grows", after[0].Sequence > before[0].Sequence, true)
		equal(s, "since", after[0].FirstSeen, before[0].FirstSeen)
		version := s.version("mine")
		s.run(meeting.OK, listing("a", atDoor, startsAt(20, 0)), listing("b"))
		equal(s, "a change of the one that counts is published", s.version("mine") > version, true)
		m, err := s.MeetingChosen(s.Context(), dale)
		s.must(err)
		equal(s, "chosen", []any{m.ID, m.Schedule.Start.String()}, []any{dale, "20:00"})
		last := m.Sequence
		s.must(s.Split(s.Context(), hill, dale, s.now))
		own := s.shown("mine")[0]
		equal(s, "its own words again", []any{own.ID, own.Notes, own.Sequence > last}, []any{dale, "As dale says.", true})
	}},
	{"letters to readers of several calendars are asked about at once, and each is of what its own holds", func(s *store) {
		hill, dale := two(s)
		for i, held := range []string{hill, dale, hill, hill} {
			feed := fmt.Sprint("feed", i)
			s.shown(feed, held)
			s.remind(int64(70+i), s.calendarOf(feed).ID, feed, 60)
			s.confirm(int64(70 + i))
		}
		s.must(s.Panic(s.Context(), s.calendarOf("feed2").ID, true, s.now))
		s.must(s.EndReminder(s.Context(), 73, meeting.GoodbyeLetter, s.now))
		abouts, err := s.About(s.Context(), meeting.Letter{Reminder: 70, Meeting: hill}, meeting.Letter{Reminder: 71, Meeting: dale},
			meeting.Letter{Reminder: 70, Meeting: dale}, meeting.Letter{Reminder: 72, Meeting: hill}, meeting.Letter{Reminder: 73})
		s.must(err)
		equal(s, "the listing that counts", []any{abouts[0].Reader.ID, abouts[0].Meeting.ID, abouts[0].Meeting.Source}, []any{70, hill, "hill"})
		equal(s, "the same as its witness", []any{abouts[1].Reader.ID, abouts[1].Meeting.ID, abouts[1].Meeting.Source}, []any{71, dale, "hill"})
		equal(s, "what only another holds", []any{abouts[2].Reader.ID, abouts[2].Meeting == nil}, []any{70, true})
		equal(s, "of one that is published empty", []any{abouts[3].Reader.ID, abouts[3].Meeting == nil}, []any{72, true})
		equal(s, "whoever wants no more", []any{abouts[4].Reader.ID, abouts[4].Reader.Calendar, abouts[4].Meeting == nil}, []any{73, 0, true})
	}},
	{"who chose a witness is told what changes of the one that counts, and nothing else", func(s *store) {
		hill, dale := two(s)
		s.shown("mine", dale)
		s.remind(77, s.calendarOf("mine").ID, "one", 60)
		s.confirm(77)
		_, upto, err := s.News(s.Context(), 100)
		s.must(err)
		s.must(s.Tell(s.Context(), s.now, nil, upto))
		s.from("dale", listing("a", atDoor, startsAt(21, 0)))
		news, upto, err := s.News(s.Context(), 100)
		s.must(err)
		equal(s, "a witness changed", len(news), 0)
		s.must(s.Tell(s.Context(), s.now, nil, upto))
		s.run(meeting.OK, listing("a", atDoor, startsAt(20, 0)), listing("b"))
		news, _, err = s.News(s.Context(), 100)
		s.must(err)
		equal(s, "the one that counts changed", []any{len(news), news[0].Meeting.ID, news[0].Meeting.Schedule.Start.String(), len(news[0].Readers)}, []any{1, dale, "20:00", 1})
		since, err := s.ChangesSince(s.Context(), dale, upto)
		s.must(err)
		equal(s, "what changed", []any{len(since), since[0].Meeting, meeting.FoldChanges(since)}, []any{1, hill, []meeting.FieldChange{{Field: "schedule.start", Old: "19:00", New: "20:00"}}})
	}},
	{"who chose both has one entry", func(s *store) {
		s.run(meeting.OK, listing("a", atDoor), listing("b"))
		s.from("dale", listing("a", atDoor))
		hill, dale := meeting.NewID("hill", "a", ""), meeting.NewID("dale", "a", "")
		equal(s, "before", len(s.shown("mine", dale, hill)), 2)
		s.merge(1)
		ms := s.shown("mine")
		equal(s, "after", []any{len(ms), ms[0].ID}, []any{1, hill})
		c := s.calendarOf("mine")
		s.remind(77, c.ID, "one", 60)
		s.confirm(77)
		planned := s.toPlan(s.now.AddDate(0, 0, 8))
		equal(s, "planned", []any{len(planned), len(planned[0].Meetings), planned[0].Meetings[0].ID}, []any{1, 1, hill})
	}},
	{"a meeting that one source drops goes on as another lists it", func(s *store) {
		hill, dale := two(s)
		s.shown("mine", hill)
		for range 4 {
			s.wait(30 * time.Hour)
			s.run(meeting.OK, listing("b"))
		}
		equal(s, "retired", s.one(hill).Retired.IsZero(), false)
		s.merge(2)
		ms := s.shown("mine")
		equal(s, "goes on", []any{len(ms), ms[0].ID, ms[0].Retired.IsZero(), ms[0].Source}, []any{1, hill, true, "dale"})
		n, err := s.Count(s.Context(), meeting.Filter{})
		s.must(err)
		equal(s, "found", n, 2)
		s.run(meeting.OK, listing("a", atDoor), listing("b"))
		s.merge(0)
		equal(s, "back, and one", []any{s.one(hill).WitnessOf, s.one(dale).WitnessOf}, []any{dale, ""})
	}},
	{"who only gathers gives way, and keeps nothing alive", func(s *store) {
		s.from("dale", listing("a", atDoor, func(m *meeting.Collected) { m.Gathered = true }))
		s.run(meeting.OK, listing("a", atDoor), listing("b"))
		hill, dale := meeting.NewID("hill", "a", ""), meeting.NewID("dale", "a", "")
		s.merge(1)
		equal(s, "the originator counts", s.one(dale).WitnessOf, hill)
		for range 4 {
			s.wait(30 * time.Hour)
			s.run(meeting.OK, listing("b"))
		}
		s.merge(0)
		n, err := s.Count(s.Context(), meeting.Filter{})
		s.must(err)
		equal(s, "found", fmt.Sprint(n, s.one(dale).WitnessOf == hill), "1 true")
	}},
}

func (s *store) calendarOf(feed string) meeting.Calendar {
	s.Helper()
	c, err := s.CalendarByFeed(s.Context(), []byte("feed-"+feed))
	s.must(err)
	return c
}
