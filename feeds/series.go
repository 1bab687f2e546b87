package feeds

import (
	"slices"
	"time"

	"openchair/meeting"
)

const (
	// lookAhead is how far a series' first occurrence is looked for: a fifth
	// Friday in February comes once in 28 years.
	lookAhead = 30
	// maxExcept is the most EXDATEs of one series, a year of days.
	maxExcept = 366
	// edge is how near a change of clocks an occurrence is read differently:
	// more than any gap or overlap.
	edge = 3 * time.Hour
)

// series is what a recurring schedule becomes in a feed: its first occurrence,
// its rule, the days it is not held, and those held at another time.
type series struct {
	loc    *time.Location
	first  meeting.Occurrence
	rule   string
	except []meeting.Date       // in order
	moved  []meeting.Occurrence // days of the rule
	lost   []meeting.Occurrence // moved from a day before the first
}

// newSeries begins a series on the first day of its rule on or after since,
// held or not: a DTSTART that is also an EXDATE is read alike by all, one off
// its rule is not. ok is false where the schedule has no such day, or its zone
// is unknown.
func newSeries(s meeting.Schedule, since time.Time, mostExcept int) (series, bool) {
	loc, err := meeting.Zone(s.Zone)
	if err != nil || s.RRule() == "" {
		return series{}, false
	}
	except, moved := s.Except, s.Moves()
	s.Except, s.Moved = nil, nil
	first, ok := firstDay(&s, loc, since)
	if !ok {
		return series{}, false
	}
	x := series{loc: loc, first: first, rule: s.RRule()}
	if len(except) > 0 {
		x.leaveOut(&s, except, moved, mostExcept)
	}
	x.move(&s, moved, since)
	if until, ok := s.UntilUTC(); ok {
		x.rule += ";UNTIL=" + utcText(until)
	}
	return x, true
}

// move takes over the days held at another time. Days before the first are none
// of the series: where such a day went is an event of its own.
func (x *series) move(s *meeting.Schedule, moved []meeting.Occurrence, since time.Time) {
	for _, o := range moved {
		switch {
		case !s.Until.IsZero() && o.From > s.Until:
		case o.From >= x.first.Date:
			x.moved = append(x.moved, o)
		case o.Start.After(since):
			x.lost = append(x.lost, o)
		}
	}
}

// cancelled returns the last n of the days it is not held.
func (x *series) cancelled(n int) []meeting.Date {
	return x.except[max(0, len(x.except)-n):]
}

// firstDay finds the first occurrence from the local day of since on that is
// plain; where that is not the very first, the last plain one before is taken,
// so that the series leaves none out. Where there is no plain one it takes the
// first.
func firstDay(s *meeting.Schedule, loc *time.Location, since time.Time) (meeting.Occurrence, bool) {
	y, m, d := since.In(loc).Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, loc)
	for first := range s.Occurrences(day, day.AddDate(lookAhead, 0, 0)) {
		if isPlainDay(first, s.Start) {
			return first, true
		}
		best := first
		for o := range s.Occurrences(day.AddDate(-1, 0, 0), day) {
			if isPlainDay(o, s.Start) {
				best = o
			}
		}
		return best, true
	}
	return meeting.Occurrence{}, false
}

// isPlainDay reports whether clocks stand as usual all through an occurrence.
// A series that began in a gap, in an overlap or across either would be read
// an hour off by some, on all its days.
func isPlainDay(o meeting.Occurrence, start meeting.Clock) bool {
	begins, ends := o.Start.ZoneBounds()
	if begins.Before(o.Start.Add(-edge)) && (ends.IsZero() || ends.After(o.End.Add(edge))) {
		return true
	}
	h, m, _ := o.Start.Clock()
	_, before := o.Start.Add(-edge).Zone()
	_, begin := o.Start.Zone()
	_, after := o.End.Add(edge).Zone()
	return meeting.NewClock(h, m) == start && before == begin && begin == after
}

// leaveOut lists the days of the rule on which the meeting is not held. Where
// they are more than a feed can name, the series ends before the first that is
// not named: a meeting too few is better than a locked door.
func (x *series) leaveOut(s *meeting.Schedule, except []meeting.DateRange, moved []meeting.Occurrence, most int) {
	named := map[meeting.Date]bool{}
	for _, o := range moved {
		named[o.From] = true // by its own event, never also as left out
	}
	defer func() { slices.Sort(x.except) }()
	for _, r := range except {
		r.First = max(r.First, x.first.Date)
		if !s.Until.IsZero() {
			r.Last = min(r.Last, s.Until)
		}
		if r.First > r.Last {
			continue
		}
		for o := range s.Occurrences(dayStart(r.First, x.loc).AddDate(0, 0, -1), dayStart(r.Last, x.loc).AddDate(0, 0, 2)) {
			if !r.Has(o.Date) || named[o.Date] {
				continue
			}
			if len(x.except) == most {
				s.Until = o.Date - 1
				return
			}
			named[o.Date] = true
			x.except = append(x.except, o.Date)
		}
	}
}
