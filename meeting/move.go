package meeting

import (
	"slices"
	"time"
)

// Move is one day of a schedule that is held at another time: the day that its
// rule names, and when it is held instead, in the schedule's zone.
type Move struct {
	Date    Date  `json:"date"`
	To      Date  `json:"to"`
	Start   Clock `json:"start"`
	Minutes int   `json:"minutes,omitempty"` // 0 = as long as ever
}

// withMoved yields what each does where single days were moved.
func (s *Schedule) withMoved(from, to time.Time, yield func(Occurrence) bool) {
	moved, days := s.moves()
	moved = slices.DeleteFunc(moved, func(o Occurrence) bool { return o.Start.Before(from) || !o.Start.Before(to) })
	more := true
	s.regular(from, to, func(o Occurrence) bool {
		if slices.Contains(days, o.Date) {
			return true
		}
		for more && len(moved) > 0 && !moved[0].Start.After(o.Start) {
			more = yield(moved[0])
			moved = moved[1:]
		}
		more = more && yield(o)
		return more
	})
	for _, o := range moved {
		if !more {
			return
		}
		more = yield(o)
	}
}

// leaveOutMoves drops the moved days that would be held on closed ones. Except
// must not be shared.
func (s *Schedule) leaveOutMoves(closed []DateRange) {
	held := make([]Move, 0, len(s.Moved))
	for _, m := range s.Moved {
		if slices.ContainsFunc(closed, func(r DateRange) bool { return r.Has(m.To) }) {
			s.Except = append(s.Except, DateRange{First: m.Date, Last: m.Date})
			continue
		}
		held = append(held, m)
	}
	s.Moved = held
}

// Moves returns the occurrences that were moved, in order of their starts; each
// names in From the day it was moved from. A move of a day that the rule does
// not name is none.
func (s *Schedule) Moves() []Occurrence {
	if !s.Confirmed || !s.Timed() || !s.Start.Valid() {
		return nil
	}
	moved, _ := s.moves()
	return moved
}

func (s *Schedule) moves() (moved []Occurrence, days []Date) {
	loc, err := Zone(s.Zone)
	if err != nil {
		return nil, nil
	}
	plain := *s
	plain.Except = nil
	rule, clock := plain.dayRule(), clockwork{loc: loc}
	for _, m := range s.Moved {
		first, last := s.bounded(m.Date, m.Date)
		if _, ok := rule.next(first, last); !ok || first > last || !m.Start.Valid() || slices.Contains(days, m.Date) {
			continue
		}
		start, ok := clock.instant(m.To, m.Start)
		if !ok || m.To.IsZero() {
			continue
		}
		minutes := s.Minutes
		if m.Minutes > 0 {
			minutes = m.Minutes
		}
		days = append(days, m.Date)
		moved = append(moved, Occurrence{Date: m.To, Start: start, End: start.Add(time.Duration(minutes) * time.Minute), From: m.Date})
	}
	slices.SortFunc(moved, func(a, b Occurrence) int { return a.Start.Compare(b.Start) })
	return moved, days
}
