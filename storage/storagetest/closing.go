package storagetest

import (
	"errors"
	"time"

	"openchair/meeting"
)

// closedWeek holds one Tuesday, 10 March.
var closedWeek = meeting.DateRange{First: meeting.NewDate(2026, 3, 9), Last: meeting.NewDate(2026, 3, 13)}

func (s *store) close(place meeting.Place, days meeting.DateRange) (id int64, closed int) {
	s.Helper()
	c, n, err := s.ClosePlace(s.Context(), meeting.Closure{Place: place, Days: days, Reason: "The floor is new."}, s.now)
	s.must(err)
	return c.ID, n
}

var closing = []behaviour{
	{"closing a place closes all its meetings", func(s *store) {
		elsewhere := listing("c", func(m *meeting.Collected) { m.Place.Name, m.Place.Address = "Library", "9 Dale Road" })
		s.run(meeting.OK, listing("a"), listing("b"), elsewhere)
		s.calendar("mine", "a")
		s.wait(48 * time.Hour) // Tuesday's is over
		id, n := s.close(s.get("a").Place, closedWeek)
		equal(s, "closed", n, 2)
		a := s.get("a")
		equal(s, "meeting", []any{a.Closed, a.Sequence, a.LastChanged}, []any{[]meeting.DateRange{closedWeek}, 1, s.now})
		equal(s, "elsewhere", len(s.get("c").Closed), 0)
		equal(s, "changes", s.changes(), []string{"edited a closed:>2026-03-09/2026-03-13", "edited b closed:>2026-03-09/2026-03-13"})
		equal(s, "calendar", s.version("mine"), 2)
		soon, _, err := s.Meetings(s.Context(), meeting.Filter{Soonest: true, Limit: 1}, s.now)
		s.must(err)
		equal(s, "next is elsewhere", soon[0].SourceKey, "c")
		next, _ := a.Next(s.now)
		equal(s, "next", next.Date, meeting.NewDate(2026, 3, 17))

		all, err := s.Closures(s.Context())
		s.must(err)
		equal(s, "listed", []any{len(all), all[0].ID, all[0].Reason, all[0].Days, all[0].Place.Name}, []any{1, id, "The floor is new.", closedWeek, "Hill Church"})
		n, err = s.ReopenPlace(s.Context(), id, s.now)
		s.must(err)
		equal(s, "opened", n, 2)
		equal(s, "open again", []any{len(s.get("a").Closed), s.get("a").Sequence, s.version("mine")}, []any{0, 2, 3})
		if _, err := s.ReopenPlace(s.Context(), id, s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("opened twice: %v", err)
		}
	}},
	{"a run leaves closed days as they are", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"))
		s.close(s.get("a").Place, closedWeek)
		s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("b"))
		equal(s, "edited", s.get("a").Closed, []meeting.DateRange{closedWeek})
		equal(s, "unedited", s.get("b").Closed, []meeting.DateRange{closedWeek})
	}},
	{"who comes to a closed place is closed, who leaves it is not", func(s *store) {
		s.run(meeting.OK, listing("a"))
		s.close(s.get("a").Place, closedWeek)
		away := edited(func(m *meeting.Collected) { m.Place.Name, m.Place.Address = "Library", "9 Dale Road" })
		s.run(meeting.OK, listing("a", away), listing("b"))
		equal(s, "left", len(s.get("a").Closed), 0)
		equal(s, "came", s.get("b").Closed, []meeting.DateRange{closedWeek})
	}},
	{"a closed place without meetings is no error", func(s *store) {
		_, n := s.close(meeting.Place{Name: "Nowhere", City: "Hillton"}, closedWeek)
		equal(s, "closed", n, 0)
	}},
}
