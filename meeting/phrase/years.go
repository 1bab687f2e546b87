package phrase

import (
	"fmt"
	"time"

	"openchair/meeting"
)

// dateIn is canonical.dateIn, which also takes a date without a year: that of
// the nearest such day, where it is a day of the meeting. Any other year is a
// guess not worth a locked door.
func (r *reading) dateIn(c *canonical, at []int, n int) (d meeting.Date, said, exact bool) {
	d, said, exact = c.dateIn(at, n)
	if exact || !said {
		return d, said, exact
	}
	t := c.between(at[2*n], at[2*n+1])[0]
	before, after, ok := r.yearsOf(t)
	if !ok {
		return d, true, false
	}
	d = after
	if r.today-before < after-r.today {
		d = before
	}
	if !r.schedule.Days.Has(d.Weekday()) {
		return d, true, false
	}
	r.guessYear(c, t, d)
	return d, true, true
}

// datesLeftOut returns the days that a meeting is not held, from submatch 1 to
// submatch 2. Without a year they are the next such days, or the last ones
// where only those fall on the meeting's day: to leave out a day too many is
// the lesser harm.
func (r *reading) datesLeftOut(c *canonical, at []int) (first, last meeting.Date, more, exact bool) {
	first, _, exact = c.dateIn(at, 1)
	last, more, lastExact := c.dateIn(at, 2)
	if exact && (!more || lastExact) {
		return first, last, more, true
	}
	if exact || lastExact {
		return 0, 0, more, false // a year on one side only, and no range
	}
	one := c.between(at[2], at[3])[0]
	if more {
		return r.rangeLeftOut(c, one, c.between(at[4], at[5])[0])
	}
	before, after, ok := r.yearsOf(one)
	if !ok {
		return 0, 0, false, false
	}
	first = after
	if days := r.schedule.Days; days.Has(before.Weekday()) && !days.Has(after.Weekday()) {
		first = before
	}
	r.guessYear(c, one, first)
	return first, 0, false, true
}

func (r *reading) rangeLeftOut(c *canonical, from, to token) (first, last meeting.Date, more, exact bool) {
	before, after, ok := r.yearsOf(from)
	if !ok {
		return 0, 0, true, false
	}
	for _, first := range [...]meeting.Date{before, after} {
		last := dayAfter(to, first)
		if last >= r.today && last-first < 200 {
			r.guessYear(c, from, first)
			r.guessYear(c, to, last)
			return first, last, true, true
		}
	}
	return 0, 0, true, false
}

// yearsOf returns the last such day before today and the next from it on.
func (r *reading) yearsOf(t token) (before, after meeting.Date, ok bool) {
	if r.today.IsZero() || t.month == 0 || !t.date.IsZero() || t.month == 2 && t.day == 29 {
		return 0, 0, false
	}
	after = dayAfter(t, r.today)
	year, _, _ := after.Civil()
	before = onDay(t, year-1, int(t.month), t.day).date
	return before, after, !before.IsZero() && !after.IsZero()
}

// dayAfter returns the first such day from a date on; zero = there is none.
func dayAfter(t token, from meeting.Date) meeting.Date {
	year, _, _ := from.Civil()
	if d := onDay(t, year, int(t.month), t.day); d.date >= from {
		return d.date
	}
	return onDay(t, year+1, int(t.month), t.day).date
}

func (r *reading) guessYear(c *canonical, t token, d meeting.Date) {
	r.guessed = append(r.guessed, fmt.Sprintf("%s: %s", c.original[t.start:t.end], d))
}

// weeksAhead is how far days are left out that a rule can't leave out.
const weeksAhead = 2 * 366

// weeksOfMonths reads "no meeting 4th Friday in April and July", which no rule
// holds: the days themselves are left out, as far as two years ahead. Without
// today it stays in doubt.
func (r *reading) weeksOfMonths(weeks meeting.Ordinals, day string, months meeting.Months) verdict {
	s := &r.schedule
	if r.today.IsZero() || s.Kind != meeting.Weekly || s.Days.Len() != 1 || day != "" && !s.Days.Has(time.Weekday(day[1]-'0')) {
		return uncertain
	}
	for d := r.today; d < r.today+weeksAhead; d++ {
		_, month, n := d.Civil()
		_, after, _ := (d + 7).Civil()
		last := after != month
		if s.Days.Has(d.Weekday()) && months.Has(month) && (weeks.Has((n+6)/7) || last && weeks.Has(-1)) {
			s.Except = append(s.Except, meeting.DateRange{First: d, Last: d})
		}
	}
	return applied
}
