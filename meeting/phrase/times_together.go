package phrase

import (
	"slices"
	"strings"

	"openchair/meeting"
)

// settleTogether lets the times of one text tell of each other: a zone said
// once holds for all, a time that begins ends the one before it, and a week
// that has a time of its own is none of the others'.
func (s *scanned) settleTogether(times []Time, parts []part) []Time {
	shareZone(times)
	for i := 1; i < len(times); i++ {
		s.succeed(&times[i-1], &times[i], parts[i-1].dayFirst == parts[i].dayFirst)
	}
	s.shareLimits(times, parts)
	leaveWeeks(times)
	for i := range times {
		if s.changing && len(times) > 1 {
			times[i].unsure(s.text)
		}
	}
	return s.withoutEchoes(times)
}

// shareLimits leaves clocks of the same days in doubt where only the last of
// them is limited, "noon and 8 pm, except Sundays", or where words about one
// could not be read: "10 am (11 am in July)".
func (s *scanned) shareLimits(times []Time, parts []part) {
	for i := len(times) - 2; i >= 0; i-- {
		a, b := &times[i], &times[i+1]
		if parts[i].dayFirst < 0 || parts[i].dayFirst != parts[i+1].dayFirst {
			continue
		}
		if !limitedTime(a) && (limitedTime(b) || a.Schedule.Days != b.Schedule.Days) || !b.Schedule.Confirmed && len(b.Guessed) == 0 {
			a.unsure(s.text)
		}
		if !a.Schedule.Confirmed && len(a.Guessed) == 0 {
			b.unsure(s.text)
		}
	}
}

// limitedTime reports whether anything but days and clock was read.
func limitedTime(t *Time) bool {
	s := &t.Schedule
	return s.Kind != meeting.Weekly || s.Months != 0 || s.From != 0 || s.Until != 0 || len(s.Except) > 0 || s.Interval > 1
}

// shareZone gives all times the only zone that any of them names.
func shareZone(times []Time) {
	zone := ""
	for _, t := range times {
		if z := t.Schedule.Zone; z != "" && zone != "" && z != zone {
			return
		} else if z != "" {
			zone = z
		}
	}
	for i := range times {
		times[i].Schedule.Zone = zone
	}
}

// succeed ends a time where the next, of the same days, begins. Where its days
// are others, it may be one more meeting: only "also" says so.
func (s *scanned) succeed(before, after *Time, sameDays bool) {
	b, a := &before.Schedule, &after.Schedule
	if a.From.IsZero() || !b.From.IsZero() || !b.Until.IsZero() {
		return
	}
	switch {
	case sameDays:
		b.Until = a.From - 1
	case a.From > s.at.Today && !strings.Contains(strings.ToLower(s.text), "also"):
		before.unsure(s.text)
	}
}

// leaveWeeks reads "Fridays 6 pm, 2nd Friday 7 pm": the first is not held on
// the second's week.
func leaveWeeks(times []Time) {
	for i := range times {
		w := &times[i].Schedule
		for _, t := range times {
			m := t.Schedule
			if !w.Confirmed || w.Kind != meeting.Weekly || m.Kind != meeting.Monthly || w.Days&m.Days == 0 || w.Start == m.Start && w.Minutes == m.Minutes {
				continue
			}
			left, ok := otherThan(m.Ordinals)
			if !ok || w.Days != m.Days || !w.Start.Valid() || w.Interval > 1 {
				times[i].unsure(w.Text)
				break
			}
			w.Kind, w.Ordinals = meeting.Monthly, left
			break
		}
	}
}

// withoutEchoes drops a clock without days that repeats another time's, as the
// name of a Noon Group does.
func (s *scanned) withoutEchoes(times []Time) []Time {
	return slices.DeleteFunc(times, func(t Time) bool {
		return t.Schedule.Days == 0 && t.Schedule.Kind == meeting.Appointment && slices.ContainsFunc(times, func(o Time) bool {
			return o.Schedule.Days != 0 && o.Schedule.Start == t.Schedule.Start
		})
	})
}

// unsure takes back a confirmation, and keeps the words that gave doubt.
func (t *Time) unsure(words string) {
	t.Schedule.Confirmed = false
	if t.Schedule.Text == "" {
		t.Schedule.Text = strings.Join(strings.Fields(words), " ")
	}
}
