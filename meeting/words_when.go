package meeting

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

func say(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// When says the whole schedule in one line: "1st and 3rd Tuesdays 7:00 – 8:30
// pm". Where it is not confirmed it is the source's own words, and says so.
func (w *Words) When(s *Schedule) string {
	own := strings.Join(strings.Fields(s.Text), " ")
	switch {
	case !s.Confirmed && own != "":
		return say(w.doubt, w.ownWords(s, own))
	case !s.Timed() && own != "":
		return w.appointment + say(w.remark, own)
	case !s.Timed():
		return w.appointment
	case !s.Confirmed:
		return say(w.doubt, w.rule(s))
	}
	return w.rule(s)
}

// Misplaced says a schedule and why it can't be relied on: the zone it was read
// in is not that of its place.
func (w *Words) Misplaced(s *Schedule) string { return say(w.misplaced, w.rule(s)) }

// spokenClock finds a time of day in the words of any source.
var spokenClock = regexp.MustCompile(`(?i)\d[:.]\d\d|\d ?[ap]\.?m\b|\d ?h\b|\bnoon\b|\bmidnight\b`)

// ownWords adds the clock that the source's words about days leave out.
func (w *Words) ownWords(s *Schedule, own string) string {
	if !s.Timed() || spokenClock.MatchString(own) {
		return own
	}
	return own + ", " + w.Span(s.Start, s.Minutes)
}

func (w *Words) rule(s *Schedule) string {
	out := say(w.when, w.days(s), w.Span(s.Start, s.Minutes))
	out += w.months(s.Months)
	if !s.From.IsZero() {
		out += say(w.from, w.date(s.From))
	}
	if !s.Until.IsZero() {
		out += say(w.until, w.date(s.Until))
	}
	for _, e := range s.Except {
		if e.First == e.Last {
			out += say(w.notOn, w.date(e.First))
			continue
		}
		out += say(w.notBetween, w.date(e.First), w.date(e.Last))
	}
	for _, m := range s.Moved {
		minutes := s.Minutes
		if m.Minutes > 0 {
			minutes = m.Minutes
		}
		out += say(w.moved, w.date(m.Date), w.date(m.To), w.Span(m.Start, minutes))
	}
	if words := s.remark(); words != "" {
		out += say(w.remark, words)
	}
	return strings.TrimSpace(out)
}

// remark returns those of the source's words that speak of holidays.
func (s *Schedule) remark() string {
	if s.Text == "" || !s.Confirmed {
		return ""
	}
	var out []string
	for words := range strings.SplitSeq(s.Text, TextBreak) {
		folded := Fold(words)
		if ofHolidays.MatchString(folded) {
			out = append(out, strings.Join(strings.Fields(words), " "))
		}
	}
	return strings.Join(out, TextBreak)
}

func (w *Words) days(s *Schedule) string {
	switch s.Kind {
	case Weekly:
		return w.weekly(s.Days, s.weeks())
	case Monthly:
		return w.monthly(s.Days, s.Ordinals)
	case Dated:
		return w.dates(s.Dates)
	}
	return ""
}

func (w *Words) weekly(days Weekdays, weeks int) string {
	switch {
	case weeks == 1:
		return w.everyWeek(days)
	case weeks > 2:
		return say(w.nthWeeks, weeks, w.plural(days))
	case days.Len() == 1:
		return say(w.otherWeek, w.weekday[days.Days()[0]])
	}
	return say(w.otherWeeks, w.plural(days))
}

func (w *Words) everyWeek(days Weekdays) string {
	week := fromMonday(days)
	if days == EveryDay {
		return w.everyDay
	}
	if n := len(week); n > 2 && inARow(week) {
		return w.weekday[week[0]] + w.to + w.weekday[week[n-1]]
	}
	return w.plural(days)
}

// inARow reports whether days that stand from Monday follow each other.
func inARow(week []time.Weekday) bool {
	first, last := week[0], week[len(week)-1]
	return int(last+6)%7-int(first+6)%7 == len(week)-1
}

func (w *Words) plural(days Weekdays) string {
	var out []string
	for _, d := range fromMonday(days) {
		out = append(out, w.weekdays[d])
	}
	return list(out, w.and)
}

func (w *Words) monthly(days Weekdays, ordinals Ordinals) string {
	nths := ordinals.List()
	missing, all := leftOut(ordinals)
	switch {
	case all:
		return w.everyWeek(days)
	case missing != 0 && days == EveryDay:
		return say(w.exceptNth, w.everyDay, w.ordinal(missing))
	case missing != 0:
		return say(w.exceptNth, w.plural(days), w.ordinal(missing))
	case len(nths) == 1 && days.Len() == 1:
		return say(w.ofMonth, w.ordinal(nths[0]), w.weekday[days.Days()[0]])
	}
	var out []string
	for _, n := range nths {
		out = append(out, w.ordinal(n))
	}
	if days == EveryDay {
		return say(w.ofEachDay, list(out, w.and))
	}
	return say(w.ofMonths, list(out, w.and), w.plural(days))
}

// leftOut finds the one ordinal a set leaves out of all five, counted from
// either end; all is true where it leaves out none.
func leftOut(o Ordinals) (missing int, all bool) {
	for _, five := range [...][]int{{1, 2, 3, 4, 5}, {-1, -2, -3, -4, -5}} {
		whole := NewOrdinals(five...)
		if o == whole {
			return 0, true
		}
		for _, n := range five {
			if o == whole&^NewOrdinals(n) {
				return n, false
			}
		}
	}
	return 0, false
}

// mostDates is how many dates are named before the rest are only counted.
const mostDates = 3

func (w *Words) dates(dates []Date) string {
	dates = slices.Compact(slices.Sorted(slices.Values(dates)))
	var out []string
	for i, d := range dates {
		if i == mostDates && len(dates) > mostDates+1 {
			out = append(out, say(w.more, len(dates)-i))
			break
		}
		out = append(out, w.date(d))
	}
	return list(out, w.and)
}

func (w *Words) date(d Date) string {
	year, month, day := d.Civil()
	return say(w.dateYear, day, w.month[month], year)
}

// months says in which months, or in which not where those are fewer.
func (w *Words) months(held Months) string {
	in := held.List()
	switch n := len(in); {
	case n == 0 || n == 12:
		return ""
	case n <= 6:
		return say(w.inMonths, list(w.monthNames(in), w.and))
	}
	var out []time.Month
	for m := time.January; m <= time.December; m++ {
		if !held.Has(m) {
			out = append(out, m)
		}
	}
	return say(w.notInMonths, list(w.monthNames(out), w.or))
}

func (w *Words) monthNames(months []time.Month) []string {
	var names []string
	for _, m := range months {
		names = append(names, w.month[m])
	}
	return names
}
