package phrase

import (
	"regexp"
	"strings"
	"time"

	"openchair/meeting"
)

// dateIn returns the date token of submatch n.
func (c *canonical) dateIn(at []int, n int) (d meeting.Date, said, exact bool) {
	if c.group(at, n) == "" {
		return 0, false, false
	}
	ts := c.between(at[2*n], at[2*n+1])
	return ts[0].date, true, ts[0].canon == "$"
}

// exceptDates reads "no meetings Dec 21, 2025 through Jan 4, 2026".
func exceptDates(r *reading, c *canonical, at []int) verdict {
	first, last, more, exact := r.datesLeftOut(c, at)
	if !exact || bareCancelled.matchesIn(c, at[0], len(c.text)) {
		return uncertain
	}
	switch {
	case !more:
		last = first
	case strings.Contains(c.text[at[0]:at[1]], " & "):
		r.schedule.Except = append(r.schedule.Except, meeting.DateRange{First: first, Last: first})
		first = last
	case last < first || last > first+366:
		return uncertain
	}
	r.schedule.Except = append(r.schedule.Except, meeting.DateRange{First: first, Last: last})
	return applied
}

// bareCancelled may give the day that is left out or the day of the decision.
var bareCancelled = pattern(`^ cancelled(?: [-:])? \$ `)

// switched reads "time will switch to 8am on March 29, 2026": what the fields
// say holds until the day before, and what holds then must be read anew.
func switched(r *reading, c *canonical, at []int) verdict {
	d, _, exact := c.dateIn(at, 1)
	clock := meeting.Clock(-1)
	for _, t := range c.between(at[0], at[1]) {
		if t.canon == "~" {
			clock = t.clock.clock
			if t.clock.is(r.schedule.Start) {
				return applied // the fields have followed already
			}
		}
	}
	if !exact || clock < 0 {
		return uncertain
	}
	r.schedule.Until = d - 1
	return applied
}

// switches reports whether the text tells of a coming time, so that another
// time in it is no contradiction.
func (c *canonical) switches() bool { return switchWords.matches(c) }

func from(r *reading, c *canonical, at []int) verdict {
	d, _, exact := r.dateIn(c, at, 1)
	if !exact {
		return uncertain
	}
	r.schedule.From = d
	return applied
}

func until(r *reading, c *canonical, at []int) verdict {
	d, _, exact := r.dateIn(c, at, 1)
	if !exact {
		return uncertain
	}
	r.schedule.Until = d
	return applied
}

var monthWord = regexp.MustCompile(`%\d+|-|through|until`)

// monthSet reads a list of months and ranges of months.
func monthSet(s string) meeting.Months {
	var set meeting.Months
	var last time.Month
	ranged := false
	for _, w := range monthWord.FindAllString(s, -1) {
		if w[0] != '%' {
			ranged = last != 0
			continue
		}
		m := monthOf(token{canon: w})
		for ranged && last != m {
			last = last%12 + 1
			set |= meeting.NewMonths(last)
		}
		set |= meeting.NewMonths(m)
		last, ranged = m, false
	}
	return set
}

const allMonths = meeting.Months(0x1ffe)

func (r *reading) months(set meeting.Months) verdict {
	if r.schedule.Months != 0 {
		set &= r.schedule.Months
	}
	if set == 0 {
		return uncertain
	}
	r.schedule.Months = set
	return applied
}

func exceptMonths(r *reading, c *canonical, at []int) verdict {
	if first, _ := c.span(at); c.eventBefore(first) {
		return ignored
	}
	return r.months(allMonths &^ monthSet(c.group(at, 1)))
}

// onlyMonths reads "only June through August" and "(May - September)". Months
// without "only" count where they stand in brackets or end the name.
func onlyMonths(r *reading, c *canonical, at []int) verdict {
	first, last := c.span(at)
	if !c.bracketed(first, last) && last < len(c.tokens) && !strings.Contains(c.text[at[0]:at[1]], " only ") {
		return uncertain
	}
	if c.eventBefore(first) {
		return ignored
	}
	if c.deniedAt(first, last) {
		return uncertain
	}
	return r.months(monthSet(c.group(at, 1)))
}

func noteMonths(r *reading, c *canonical, at []int) verdict {
	return r.months(monthSet(c.group(at, 2)))
}
