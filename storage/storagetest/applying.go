package storagetest

import (
	"time"

	"openchair/meeting"
)

var applying = []behaviour{
	{"a meeting is kept whole", func(s *store) {
		c := listing("whole", func(m *meeting.Collected) {
			m.Twin, m.Group, m.Attendance, m.Notes, m.URL = "north", "Hill Group", meeting.Hybrid, "Ring the bell.\nTwice.", "https://example.org/whole"
			m.Schedule = meeting.Schedule{Kind: meeting.Monthly, Days: meeting.NewWeekdays(time.Sunday, time.Saturday), Interval: 2,
				Anchor: meeting.NewDate(2026, 1, 5), Ordinals: meeting.NewOrdinals(2, -1), Months: meeting.NewMonths(time.May),
				Dates: []meeting.Date{meeting.NewDate(2026, 5, 1)}, Start: meeting.NewClock(0, 5), Minutes: 90, Zone: "Pacific/Apia",
				ZoneFrom: meeting.ZoneFromWords, From: meeting.NewDate(2020, 2, 29), Until: meeting.NewDate(2030, 1, 1),
				Except: []meeting.DateRange{{First: meeting.NewDate(2026, 12, 21), Last: meeting.NewDate(2027, 1, 4)}},
				Moved:  []meeting.Move{{Date: meeting.NewDate(2026, 5, 9), To: meeting.NewDate(2026, 5, 10), Start: meeting.NewClock(23, 45), Minutes: 30}},
				Text:   "2nd & last", Confirmed: true}
			m.Place = meeting.Place{Name: "n", Address: "a", City: "c", State: "s", PostalCode: "p", Country: "WS", Region: "r", Notes: "x",
				Latitude: -13.83, Longitude: -171.76, Approximate: true}
			m.Join = meeting.Join{URL: "https://example.org/j", Notes: "n", Phone: "+1 555 0100", PhoneNotes: "pn", Provider: "Zoom"}
			m.Types, m.Languages = []string{"O", "W"}, []string{"en", "sm"}
			m.Updated = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		})
		r := s.run(meeting.OK, c)
		want := c.Meeting
		want.ID = meeting.NewID("hill", "whole", "north")
		want.FirstSeen, want.LastChanged, want.LastConfirmed = r.Finished, r.Finished, r.Finished
		got, err := s.Meeting(s.Context(), want.ID)
		s.must(err)
		equal(s, "meeting", plain(got), plain(want))
		equal(s, "fields that differ", meeting.Diff(&want, &got), nil)
	}},
	{"the first good run adds without changes, the next with them", func(s *store) {
		r := s.run(meeting.OK, listings(3)...)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 3, Stored: 3, New: 3})
		equal(s, "changes", s.changes(), nil)
		r = s.run(meeting.OK, append(listings(3), listing("new"))...)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 4, Stored: 4, New: 1})
		equal(s, "changes", s.changes(), []string{"added new"})
	}},
	{"the state of the list changes with what it holds", func(s *store) {
		state := func() string {
			name, _, err := s.ListState(s.Context())
			s.must(err)
			return name
		}
		empty := state()
		first := s.run(meeting.OK, listing("a"))
		_, changed, err := s.ListState(s.Context())
		s.must(err)
		equal(s, "changed", changed, first.Finished)
		one := state()
		s.run(meeting.Unchanged)
		same := state()
		s.run(meeting.OK, listing("a", startsAt(20, 30)))
		equal(s, "other, same, other", []bool{one != empty, same == one, state() != one}, []bool{true, true, true})
	}},
	{"an edit is kept field by field", func(s *store) {
		first := s.run(meeting.OK, listing("a"), listing("b"))
		r := s.run(meeting.OK, listing("a", startsAt(20, 30)), listing("b"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, Changed: 1})
		equal(s, "changes", s.changes(), []string{"edited a schedule.start:19:00>20:30"})
		a, b := s.get("a"), s.get("b")
		equal(s, "sequence", []int{a.Sequence, b.Sequence}, []int{1, 0})
		equal(s, "first seen", a.FirstSeen, first.Finished)
		equal(s, "last changed", []time.Time{a.LastChanged, b.LastChanged}, []time.Time{r.Finished, first.Finished})
		equal(s, "last confirmed", []time.Time{a.LastConfirmed, b.LastConfirmed}, []time.Time{r.Finished, r.Finished})
		of, err := s.ChangesOf(s.Context(), a.ID, 10)
		s.must(err)
		equal(s, "history", []any{len(of), of[0].Run, of[0].At, of[0].Meeting}, []any{1, r.ID, r.Finished, a.ID})
	}},
	{"what only our reading changed is told apart", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"))
		other := listing("a", func(m *meeting.Collected) { m.Schedule.Zone = "America/Chicago" })
		s.run(meeting.OK, other, listing("b"))
		equal(s, "read alike, digests prove that nothing changed", s.changes(), nil)
		r := s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.OK}, Fingerprint: "f2", Meetings: []meeting.Collected{other, listing("b")}})
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, Changed: 1})
		equal(s, "changes", s.changes(), []string{"reread a schedule.zone:America/New_York>America/Chicago"})
	}},
	{"a new digest alone is no change", func(s *store) {
		first := s.run(meeting.OK, listing("a"))
		updated := s.now
		c := listing("a", edited(func(m *meeting.Collected) { m.Updated = updated }))
		r := s.run(meeting.OK, c)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 1, Stored: 1})
		a := s.get("a")
		equal(s, "updated", a.Updated, updated)
		equal(s, "untouched", []any{a.Sequence, a.LastChanged}, []any{0, first.Finished})
		s.run(meeting.OK, listing("a", edited(func(m *meeting.Collected) { m.Updated = updated })))
		equal(s, "changes", s.changes(), nil)
	}},
	{"twins keep apart, a doubled key is refused", func(s *store) {
		twin := listing("a", func(m *meeting.Collected) { m.Twin, m.Name = "south", "South" })
		third := listing("a", func(m *meeting.Collected) { m.Name = "Third" })
		r := s.run(meeting.OK, listing("a"), twin, third)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 3, Stored: 2, New: 2, Refused: 1})
		equal(s, "refused", []string{r.Refused[0].Key, r.Refused[0].Name}, []string{"a", "Third"})
		m, err := s.Meeting(s.Context(), meeting.NewID("hill", "a", "south"))
		s.must(err)
		equal(s, "names", []string{s.get("a").Name, m.Name}, []string{"Meeting a", "South"})
		r = s.run(meeting.OK, listing("a"), twin, third)
		equal(s, "counts the second time", r.Counts, meeting.Counts{Listed: 3, Stored: 2, Refused: 1})
	}},
	{"an unchanged run confirms and repeats the counts", func(s *store) {
		h := meeting.Harvest{Run: meeting.Run{Class: meeting.OK, Refused: []meeting.Refusal{{Key: "x"}}}, Fingerprint: "f1", Meetings: listings(5)}
		s.harvest(h)
		r := s.run(meeting.Unchanged)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 6, Stored: 5, Refused: 1})
		equal(s, "last confirmed", s.get("k003").LastConfirmed, r.Finished)
		equal(s, "changes", s.changes(), nil)
	}},
	{"quarantined and failed runs change nothing", func(s *store) {
		good := s.run(meeting.OK, listings(5)...)
		for _, class := range []meeting.Class{meeting.Empty, meeting.Shrunk, meeting.Drifted, meeting.Blocked,
			meeting.Gone, meeting.Unreachable, meeting.RobotsDenied, meeting.NotUnderstood} {
			s.wait(48 * time.Hour)
			r := s.run(class, listing("k000", startsAt(6, 0)))
			equal(s, "changed by "+string(class), []int{r.Counts.New, r.Counts.Changed, r.Counts.Missed, r.Counts.Retired}, []int{0, 0, 0, 0})
		}
		equal(s, "changes", s.changes(), nil)
		for _, key := range []string{"k000", "k004"} {
			m := s.get(key)
			equal(s, key, []any{m.LastConfirmed, m.Retired, m.Schedule.Start}, []any{good.Finished, time.Time{}, meeting.NewClock(19, 0)})
		}
		s.run(meeting.OK, listings(5)...)
		equal(s, "changes after recovery", s.changes(), nil)
	}},
	{"coordinates that are no numbers are dropped", func(s *store) {
		zero := 0.0
		s.run(meeting.OK, listing("a", func(m *meeting.Collected) { m.Place.Latitude, m.Place.Longitude = zero/zero, 1/zero }))
		p := s.get("a").Place
		equal(s, "place", []float64{p.Latitude, p.Longitude}, []float64{0, 0})
	}},
	{"changes are read behind a watermark", func(s *store) {
		s.run(meeting.OK, listings(10)...)
		s.run(meeting.OK, append(listings(10), listing("x"), listing("y"), listing("z"))...)
		first, err := s.Changes(s.Context(), 0, 2)
		s.must(err)
		rest, err := s.Changes(s.Context(), first[1].ID, 2)
		s.must(err)
		end, err := s.Changes(s.Context(), rest[0].ID, 2)
		s.must(err)
		equal(s, "lengths", []int{len(first), len(rest), len(end)}, []int{2, 1, 0})
	}},
	{"another process sees a run at once", func(s *store) {
		other := s.open()
		for n := 1; n <= 3; n++ {
			s.run(meeting.OK, listings(n)...)
			got, err := other.Count(s.Context(), meeting.Filter{})
			s.must(err)
			equal(s, "meetings", got, n)
		}
	}},
}

// plain sheds the methods of a meeting, so that it prints whole.
func plain(m meeting.Meeting) any {
	type bare meeting.Meeting
	return bare(m)
}
