package meeting

import (
	"iter"
	"slices"
	"time"
)

// The days that occurrences are looked for at all: years 1 to 9999.
const (
	firstDay Date = -719162
	lastDay  Date = 2932896
)

// Occurrences yields every occurrence that starts in [from, to), in order.
// A meeting that is inactive, unconfirmed or retired has none.
func (m *Meeting) Occurrences(from, to time.Time) iter.Seq[Occurrence] {
	if !m.Held() {
		return func(func(Occurrence) bool) {}
	}
	return m.Timetable().Occurrences(from, to)
}

// Timetable is the meeting's schedule without the days on which its place is
// closed: whoever says when it is held asks this one.
func (m *Meeting) Timetable() *Schedule {
	if len(m.Closed) == 0 {
		return &m.Schedule
	}
	s := m.Schedule
	s.Except = slices.Concat(s.Except, m.Closed)
	s.leaveOutMoves(m.Closed)
	return &s
}

// Held reports whether the meeting has occurrences at all.
func (m *Meeting) Held() bool {
	return m.Attendance != Inactive && m.Retired.IsZero() && m.Schedule.Confirmed && m.Schedule.Timed()
}

// Next returns the meeting's first occurrence that starts at or after t,
// looking two years ahead.
func (m *Meeting) Next(t time.Time) (Occurrence, bool) {
	if !m.Held() {
		return Occurrence{}, false
	}
	return m.Timetable().Next(t)
}

// Occurrences yields every occurrence that starts in [from, to), in order. An
// unconfirmed schedule, and one whose zone is unknown, has none. End is Start
// plus the duration in elapsed minutes, whatever clocks do meanwhile.
func (s *Schedule) Occurrences(from, to time.Time) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) { s.each(from, to, yield) }
}

// Next returns the first occurrence that starts at or after t, looking two
// years ahead.
func (s *Schedule) Next(t time.Time) (next Occurrence, ok bool) {
	s.each(t, t.AddDate(2, 0, 0), func(o Occurrence) bool {
		next, ok = o, true
		return false
	})
	return next, ok
}

func (s *Schedule) each(from, to time.Time, yield func(Occurrence) bool) {
	switch {
	case !s.Confirmed || !s.Timed() || !s.Start.Valid() || !from.Before(to):
	case len(s.Moved) > 0:
		s.withMoved(from, to, yield)
	default:
		s.regular(from, to, yield)
	}
}

// regular yields what the rule alone gives.
func (s *Schedule) regular(from, to time.Time, yield func(Occurrence) bool) {
	loc, err := Zone(s.Zone)
	if err != nil {
		return
	}
	// A day to either side: a gap can push a start past midnight, and an
	// overlap can show a day twice.
	day, last := s.bounded(dayIn(loc, from)-1, dayIn(loc, to)+1)
	clock := clockwork{loc: loc}
	for days := s.dayRule(); ; day++ {
		var ok bool
		if day, ok = days.next(day, last); !ok {
			return
		}
		start, ok := clock.instant(day, s.Start)
		switch {
		case !start.Before(to):
			return
		case !ok || start.Before(from):
			continue
		case !yield(Occurrence{Date: day, Start: start, End: start.Add(time.Duration(s.Minutes) * time.Minute)}):
			return
		}
	}
}

// bounded narrows a stretch of days to those the schedule may be held on.
func (s *Schedule) bounded(first, last Date) (Date, Date) {
	first, last = max(first, firstDay), min(last, lastDay)
	if !s.From.IsZero() {
		first = max(first, s.From)
	}
	if !s.Until.IsZero() {
		last = min(last, s.Until)
	}
	return first, last
}

// dayIn returns the day that loc shows at t, kept within the days looked at.
func dayIn(loc *time.Location, t time.Time) Date {
	switch year := t.Year(); {
	case year < 1:
		return firstDay
	case year > 9999:
		return lastDay
	}
	return DateOf(t.In(loc))
}
