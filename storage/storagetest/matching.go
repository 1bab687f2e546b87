package storagetest

import (
	"fmt"
	"time"

	"openchair/meeting"
)

// named is a listing that is like no other: its own name, door and day.
func named(key, name string, edit ...func(*meeting.Collected)) meeting.Collected {
	return listing(key, append([]func(*meeting.Collected){func(m *meeting.Collected) {
		m.Name, m.Place.Address, m.Digest = name, name+" Street", "d-"+key+name
		m.Schedule.Days = meeting.NewWeekdays(time.Weekday(len(name) % 7))
		m.Schedule.Start = meeting.NewClock(6+len(name)%12, 0)
	}}, edit...)...)
}

func names(prefix string, n int) []meeting.Collected {
	var out []meeting.Collected
	for i := range n {
		out = append(out, named(fmt.Sprintf("%s%03d", prefix, i), fmt.Sprintf("Group%d", i)))
	}
	return out
}

var matching = []behaviour{
	{"a renamed key is the same meeting", func(s *store) {
		s.run(meeting.OK, named("a", "Lamp"), named("b", "Kettle"))
		before := s.get("a")
		r := s.run(meeting.OK, named("z", "Lamp"), named("b", "Kettle"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, Renamed: 1})
		m, err := s.Meeting(s.Context(), before.ID)
		s.must(err)
		equal(s, "kept", []any{m.SourceKey, m.Sequence, m.LastChanged, m.LastConfirmed}, []any{"z", 0, before.LastChanged, r.Finished})
		equal(s, "changes", s.changes(), []string{"rekeyed z source_key:a>z"})
		r = s.run(meeting.OK, named("z", "Lamp"), named("b", "Kettle"))
		equal(s, "afterwards", r.Counts, meeting.Counts{Listed: 2, Stored: 2})
	}},
	{"a meeting that moved and has another key is one change", func(s *store) {
		s.run(meeting.OK, named("a", "Lamp"), named("b", "Kettle"))
		id := s.get("a").ID
		r := s.run(meeting.OK, named("z", "Lamp", startsAt(20, 30)), named("b", "Kettle"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, Changed: 1, Renamed: 1})
		m, err := s.Meeting(s.Context(), id)
		s.must(err)
		equal(s, "kept", []any{m.SourceKey, m.Sequence, m.Schedule.Start.String()}, []any{"z", 1, "20:30"})
	}},
	{"all keys renamed lose and double nothing", func(s *store) {
		s.run(meeting.OK, names("k", 600)...)
		r := s.run(meeting.OK, names("n", 600)...)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 600, Stored: 600, Renamed: 600})
	}},
	{"keys that move one on take their meetings along", func(s *store) {
		first := names("k", 5)
		s.run(meeting.OK, first...)
		var next []meeting.Collected
		for i := range first {
			next = append(next, named(fmt.Sprintf("k%03d", i+1), fmt.Sprintf("Group%d", i), func(m *meeting.Collected) {
				m.Schedule.Days, m.Schedule.Start = meeting.NewWeekdays(time.Weekday(i)), meeting.NewClock(8+i, 15)
			}))
		}
		for i := range first {
			first[i].Schedule = next[i].Schedule
			first[i].Digest += "x"
		}
		s.run(meeting.OK, first...)
		r := s.run(meeting.OK, next...)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 5, Stored: 5, Renamed: 5})
		for i := range first {
			m, err := s.Meeting(s.Context(), meeting.NewID("hill", first[i].SourceKey, ""))
			s.must(err)
			equal(s, "name", []string{m.Name, m.SourceKey}, []string{fmt.Sprintf("Group%d", i), fmt.Sprintf("k%03d", i+1)})
		}
	}},
	{"a key given to another meeting is not the old one's", func(s *store) {
		s.run(meeting.OK, named("a", "Lamp"), named("b", "Kettle"))
		old := s.get("a")
		other := named("a", "Wednesday Women", func(m *meeting.Collected) { m.Schedule.Start = meeting.NewClock(5, 5) })
		r := s.run(meeting.OK, other, named("b", "Kettle"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, New: 1, Missed: 1})
		m, err := s.Meeting(s.Context(), old.ID)
		s.must(err)
		equal(s, "the old one", []any{m.Name, m.Sequence}, []any{"Lamp", 0})
		r = s.run(meeting.OK, other, named("c", "Lamp"), named("b", "Kettle"))
		equal(s, "it comes back", r.Counts, meeting.Counts{Listed: 3, Stored: 3, Renamed: 1})
	}},
	{"rows counted anew keep their meetings, however alike their names", func(s *store) {
		numbered := func(key, n int) meeting.Collected {
			return named(fmt.Sprint("row", key), fmt.Sprintf("Lamp %d", n), func(m *meeting.Collected) {
				m.Schedule.Days, m.Schedule.Start = meeting.NewWeekdays(time.Weekday(n%7)), meeting.NewClock(6+n, 15)
			})
		}
		var before, after []meeting.Collected
		for n := range 9 {
			before, after = append(before, numbered(n, n)), append(after, numbered((n+4)%9, n))
		}
		s.run(meeting.OK, before...)
		r := s.run(meeting.OK, after...)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 9, Stored: 9, Renamed: 9})
	}},
	{"a meeting that moved and was renamed under its key is one change", func(s *store) {
		s.run(meeting.OK, named("a", "Lamp Group"), named("b", "Kettle"))
		id := s.get("a").ID
		r := s.run(meeting.OK, named("a", "Harbor Lamp Group"), named("b", "Kettle"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, Changed: 1})
		equal(s, "kept", s.get("a").ID, id)
		equal(s, "name", s.get("a").Name, "Harbor Lamp Group")
	}},
	{"an id is never given twice", func(s *store) {
		s.run(meeting.OK, named("a", "Lamp"))
		s.run(meeting.OK, named("z", "Lamp"))
		r := s.run(meeting.OK, named("z", "Lamp"), named("a", "Wednesday Women"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, New: 1})
		n, err := s.Count(s.Context(), meeting.Filter{})
		s.must(err)
		equal(s, "meetings", n, 2)
	}},
	{"a retired meeting comes back under another key for a while", func(s *store) {
		s.run(meeting.OK, named("a", "Lamp"), named("b", "Kettle"))
		old := s.get("a")
		for range 4 {
			s.wait(30 * time.Hour)
			s.run(meeting.OK, named("b", "Kettle"))
		}
		r := s.run(meeting.OK, named("z", "Lamp"), named("b", "Kettle"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, New: 1, Renamed: 1})
		m, err := s.Meeting(s.Context(), old.ID)
		s.must(err)
		equal(s, "revived", []any{m.SourceKey, m.Retired}, []any{"z", time.Time{}})
	}},
}
