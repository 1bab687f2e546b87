package storagetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// town fills the store with meetings that differ in all a filter asks, some of
// them retired, some without a next start.
func town(s *store) {
	s.Helper()
	attendance := meeting.Attendances
	var all []meeting.Collected
	for i := range 60 {
		all = append(all, listing(fmt.Sprintf("t%02d", i), func(m *meeting.Collected) {
			m.Program = []string{"aa", "na", "smart"}[i%3]
			m.Attendance = attendance[i%4]
			m.Schedule.Days = meeting.NewWeekdays(time.Weekday(i%7), time.Weekday(i*3%7))
			m.Schedule.Start = meeting.NewClock(i%24, 0)
			m.Name = []string{"Straße der Hoffnung", "Café Élan", "Early Risers", "100% Sober_ly"}[i%4]
			m.Notes = fmt.Sprint("room ", i)
			if i%10 == 0 {
				m.Schedule.Kind, m.Schedule.Confirmed = meeting.Appointment, false
			}
		}))
	}
	s.run(meeting.OK, all...)
	for range 3 {
		s.wait(40 * time.Hour)
		s.run(meeting.OK, all[:50]...)
	}
	id, err := s.Begin(s.Context(), "dale", "test", s.now, time.Minute)
	s.must(err)
	_, err = s.Apply(s.Context(), meeting.Harvest{Run: meeting.Run{ID: id, Source: "dale", Class: meeting.OK, Finished: s.now}, Meetings: listings(7)})
	s.must(err)
}

// every lists what a filter means, by reading all and choosing in Go.
func every(s *store, f meeting.Filter) (ids []string) {
	s.Helper()
	for m, err := range s.EachMeeting(s.Context(), meeting.Filter{Retired: true}) {
		s.must(err)
		if chosen(&m, f) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

func chosen(m *meeting.Meeting, f meeting.Filter) bool {
	in := func(values []string, v string) bool { return len(values) == 0 || slices.Contains(values, v) }
	text := meeting.Fold(strings.Join([]string{m.Name, m.Group, m.Place.Name, m.Place.Address, m.Place.City, m.Notes, strings.Join(m.Types, " ")}, " "))
	for _, word := range strings.Fields(meeting.Fold(f.Text)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return in(f.IDs, m.ID) && in(f.Programs, m.Program) && in(f.Sources, m.Source) &&
		(len(f.Attendance) == 0 || slices.Contains(f.Attendance, m.Attendance)) &&
		(f.Days == 0 || m.Schedule.HeldDays()&f.Days != 0) && (f.Retired || m.Retired.IsZero())
}

func pages(s *store, f meeting.Filter, size int) (ids []string) {
	s.Helper()
	for f.Limit = size; ; {
		ms, next, err := s.Meetings(s.Context(), f, s.now)
		s.must(err)
		if len(ms) > size {
			s.Fatalf("a page of %d where %d were asked for", len(ms), size)
		}
		for _, m := range ms {
			ids = append(ids, m.ID)
		}
		if f.After = next; next == "" {
			return ids
		}
	}
}

var filters = map[string]meeting.Filter{
	"all":         {},
	"retired too": {Retired: true},
	"programs":    {Programs: []string{"na", "smart"}},
	"source":      {Sources: []string{"dale"}},
	"attendance":  {Attendance: []meeting.Attendance{meeting.Hybrid, meeting.Online}},
	"days":        {Days: meeting.NewWeekdays(time.Monday, time.Sunday)},
	"ids":         {IDs: []string{meeting.NewID("hill", "t01", ""), meeting.NewID("hill", "t59", ""), "unknown"}},
	"accents":     {Text: "CAFE elan"},
	"sharp s":     {Text: "strasse"},
	"percent":     {Text: "100%"},
	"underscore":  {Text: "sober_"},
	"no wildcard": {Text: "s_ber"},
	"backslash":   {Text: `\`},
	"place":       {Text: "hillton church"},
	"nothing":     {Text: "nowhere at all"},
	"many":        {Programs: []string{"aa"}, Attendance: []meeting.Attendance{meeting.InPerson}, Days: meeting.EveryDay, Text: "room", Retired: true},
}

var finding = []behaviour{
	{"every filter lists what it means, counts it, pages it and streams it", func(s *store) {
		town(s)
		for name, f := range filters {
			want := every(s, f)
			n, err := s.Count(s.Context(), f)
			s.must(err)
			equal(s, name+": counted", n, len(want))
			equal(s, name+": listed", pages(s, f, 1000), want)
			equal(s, name+": paged", pages(s, f, 7), want)
			f.Soonest = true
			soonest := pages(s, f, 7)
			equal(s, name+": soonest paged", soonest, pages(s, f, 1000))
			equal(s, name+": soonest", slices.Sorted(slices.Values(soonest)), want)
		}
		if n := len(every(s, filters["nothing"])); n != 0 || len(every(s, filters["sharp s"])) == 0 {
			s.Error("the town does not tell the filters apart")
		}
	}},
	{"no limit lists all at once", func(s *store) {
		town(s)
		for _, soonest := range []bool{false, true} {
			ms, next, err := s.Meetings(s.Context(), meeting.Filter{Soonest: soonest}, s.now)
			s.must(err)
			equal(s, "all", []any{len(ms), next}, []any{57, ""})
		}
	}},
	{"soonest comes first, those without a next start last", func(s *store) {
		s.run(meeting.OK,
			listing("late", startsAt(21, 0)), listing("early", startsAt(7, 0)),
			listing("asks", func(m *meeting.Collected) { m.Schedule.Kind = meeting.Appointment }),
			listing("closed", func(m *meeting.Collected) { m.Attendance = meeting.Inactive }),
			listing("doubt", func(m *meeting.Collected) { m.Schedule.Confirmed = false }))
		ms, _, err := s.Meetings(s.Context(), meeting.Filter{Soonest: true, Limit: 2}, s.now)
		s.must(err)
		equal(s, "first", []string{ms[0].SourceKey, ms[1].SourceKey}, []string{"early", "late"})
	}},
	{"pages stay complete while meetings come and go", func(s *store) {
		s.run(meeting.OK, listings(40)...)
		for _, soonest := range []bool{false, true} {
			f := meeting.Filter{Soonest: soonest, Limit: 10}
			seen := map[string]int{}
			for n := 0; ; n++ {
				ms, next, err := s.Meetings(s.Context(), f, s.now)
				s.must(err)
				for _, m := range ms {
					seen[m.SourceKey]++
				}
				s.run(meeting.OK, append(listings(40), listing(fmt.Sprint("new", n)))...)
				if f.After = next; next == "" {
					break
				}
			}
			for i := range 40 {
				if key := fmt.Sprintf("k%03d", i); seen[key] != 1 {
					s.Errorf("soonest %v: %s was seen %d times", soonest, key, seen[key])
				}
			}
		}
	}},
	{"the stream is in order and stops when asked", func(s *store) {
		s.run(meeting.OK, listings(600)...)
		var ids []string
		for m, err := range s.EachMeeting(s.Context(), meeting.Filter{Limit: 3}) {
			s.must(err)
			ids = append(ids, m.ID)
		}
		equal(s, "ordered", []any{len(ids), slices.IsSorted(ids)}, []any{600, true})
		n := 0
		for range s.EachMeeting(s.Context(), meeting.Filter{}) {
			if n++; n == 5 {
				break
			}
		}
		equal(s, "stopped", n, 5)
	}},
	{"a stranger's cursor or a filter without measure is an error", func(s *store) {
		for name, f := range map[string]meeting.Filter{
			"cursor": {Soonest: true, After: "no cursor"},
			"text":   {Text: strings.Repeat("word ", 100)},
			"ids":    {IDs: make([]string, 20_000)},
		} {
			if _, _, err := s.Meetings(s.Context(), f, s.now); err == nil {
				s.Errorf("%s: no error", name)
			}
		}
	}},
	{"an unknown id is not found", func(s *store) {
		if _, err := s.Meeting(s.Context(), "nobody"); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("got %v", err)
		}
	}},
	{"next starts advance as they pass", func(s *store) {
		s.run(meeting.OK, listing("early", startsAt(7, 0)), listing("late", startsAt(21, 0)),
			listing("once", func(m *meeting.Collected) {
				m.Schedule.Kind, m.Schedule.Dates = meeting.Dated, []meeting.Date{meeting.NewDate(2026, 3, 3)}
			}))
		order := func() (keys []string) {
			ms, _, err := s.Meetings(s.Context(), meeting.Filter{Soonest: true}, s.now)
			s.must(err)
			for _, m := range ms {
				keys = append(keys, m.SourceKey)
			}
			return keys
		}
		equal(s, "before", order(), []string{"early", "once", "late"})
		s.now = time.Date(2026, 3, 4, 0, 30, 0, 0, time.UTC) // 19:30 on Tuesday in New York
		n, err := s.Advance(s.Context(), s.now, 1)
		s.must(err)
		m, err := s.Advance(s.Context(), s.now, 100)
		s.must(err)
		equal(s, "advanced", []int{n, m}, []int{1, 1})
		equal(s, "after", order(), []string{"late", "early", "once"})
		n, err = s.Advance(s.Context(), s.now, 100)
		s.must(err)
		equal(s, "nothing left", n, 0)
	}},
}
