package phrase

import (
	"regexp"
	"slices"
	"strings"

	"openchair/meeting"
)

// residue leaves a written time in doubt where words about time are left that
// no rule took: whatever they say, it is not what was read.
func (s *scanned) residue(r *reading, c *canonical) {
	if !c.limited() {
		return
	}
	for i := range c.tokens {
		if r.taken(c.offsets[i]) || !s.leftOver(r, c, i) {
			continue
		}
		words := c.source(c.offsets[i], c.offsets[i]+1)
		r.unread = append(r.unread, words)
		r.settle(uncertain, words)
		switch c.tokens[i].canon {
		case "$", "$?", "summer", "winter":
			s.changing = true
		default:
			s.changing = s.changing || c.tokens[i].canon[0] == '%'
		}
	}
	if at := daylight.find(c); at != nil && !meeting.NamesZone(s.text) {
		r.settle(uncertain, c.source(at[0], at[1]))
		s.changing = true
	}
	for _, at := range changeWords.findAll(c) {
		if !r.taken(at[0]+1) && r.schedule.Until.IsZero() {
			r.settle(uncertain, c.source(at[0], at[1]))
			s.changing = true
		}
	}
}

func (r *reading) taken(offset int) bool {
	for _, u := range r.used {
		if u[0] <= offset && offset < u[1] {
			return true
		}
	}
	return false
}

// leftOver reports whether token i limits the time in a way that nothing read.
func (s *scanned) leftOver(r *reading, c *canonical, i int) bool {
	canon := c.tokens[i].canon
	if c.eventBefore(i) && canon[0] != '$' {
		return false
	}
	at := func(n int) string {
		if n < 0 || n >= len(c.tokens) {
			return "."
		}
		return c.tokens[n].canon
	}
	switch canon[0] {
	case '#':
		return c.countsWeeks(i, at)
	case '$':
		return r.schedule.Kind != meeting.Dated && !c.eventBefore(i) && !since[at(i-1)]
	case '%':
		return boundBefore[at(i-1)] || boundBefore[at(i+1)] && strings.HasPrefix(at(i+2), "%")
	}
	switch {
	case dayNumber.MatchString(canon) || bareNumber.MatchString(canon):
		before := at(i - 1)
		return (before == "or" || before == "&" || before == ",") && at(i - 2)[0] == '$' && at(i+1) != "minute" && at(i+1) != "hour"
	case canon == "week":
		return !beforeWeek[at(i-1)]
	case canon == "month" && (at(i-1) == "every" || at(i-1) == "each") && at(i-2) == "of" && r.schedule.Kind == meeting.Weekly:
		return !strings.Contains(c.text, " #")
	case canon == "summer" || canon == "winter":
		return !c.tokens[i].capital || isShut(at(i+1)) || isMark(at(i+1))
	case canon == "month", canon == "year", canon == "quarter":
		return true
	case leavesOut[canon]:
		return true
	case canon == "no" || canon == "not" || canon == "off":
		return c.timeWithin(i+1, 4)
	case feastWord.MatchString(canon):
		return true
	}
	return false
}

// countsWeeks tells "the 1st" of weeks from a floor or a street.
func (c *canonical) countsWeeks(i int, at func(int) string) bool {
	if c.occasionAfter(i+1) || courtesy[at(i-1)] {
		return false
	}
	next := at(i + 1)
	return next[0] == '@' || next[0] == '#' || next == "week" || next == "&" && at(i + 2)[0] == '#' || isShut(next) || next == "of" ||
		next == "only" || i+1 == len(c.tokens) || at(i-1) == "&" && strings.HasPrefix(at(i-2), "#")
}

// timeWithin reports whether a word about days or dates follows soon.
func (c *canonical) timeWithin(i, n int) bool {
	for j := i; j < min(i+n, len(c.tokens)) && !clauseEnd(c.tokens[j].canon); j++ {
		canon := c.tokens[j].canon
		if strings.ContainsAny(canon[:1], "@#$%~") || canon == "held" || canon == "meet" || canon == "vacation" || dayNumber.MatchString(canon) {
			return true
		}
	}
	return false
}

// saidOfAnother reports whether "1st Tues" stands beside the days of the time,
// as in "Tuesdays 7pm, 1st Tues on Zoom", or within words that say when it is
// not: what it limits can't be known then.
func (c *canonical) saidOfAnother(at []int) bool {
	first, last := c.span(at)
	if c.masked == nil {
		return false
	}
	if c.deniedAt(first, last) {
		return true
	}
	if c.ownFirst < 0 || c.bracketed(first, last) || strings.Contains(c.text[at[0]:at[1]], " only ") {
		return false
	}
	for i := first; i < last; i++ {
		if c.tokens[i].canon[0] == '@' && i >= c.ownFirst && i < c.ownEnd {
			return false
		}
	}
	return true
}

func (c *canonical) deniedAt(first, last int) bool {
	for i := first; i < last && c.masked != nil; i++ {
		if c.masked[i] {
			return true
		}
	}
	return false
}

// limited reports whether any word may say more than days and clocks. Most
// times have none, and are read without the rules.
func (c *canonical) limited() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool {
		return strings.ContainsAny(t.canon[:1], "#%$") || telling[t.canon] || limits[t.canon] || leavesOut[t.canon]
	})
}

// limits are the words, besides those that tell, of which every rule for
// written times needs one.
var limits = wordSet(`varies rescheduled postponed moved rescheduling spring autumn fall term break recess vacation dark since from of
	was were formerly previously changed used will daylight off memorial labor labour xmas as commencing quarter
	respectively dates if when while`)

var (
	// changeWords tell that a time was, or will be, another.
	changeWords = pattern(` (?:was|were|formerly|previously|changed|changing|moving|moves|used (?:to|through) (?:be|meet)|will (?:move|change|be)) `)
	daylight    = pattern(` daylight savings? `) // a part of the year, where no zone is named
	leavesOut   = wordSet(`except minus skip skips skipping unless excluding without respectively`)
	beforeWeek  = wordSet(`a per every each the weekly once this all`)
	boundBefore = wordSet(`in starting starts start beginning begins since after before ends through until during from - ( for & to`)
	courtesy    = wordSet(`call phone text email contact check come please`) // "call first"
	since       = wordSet(`since founded established est`)
	bareNumber  = regexp.MustCompile(`^\d{1,2}$`)
	dayNumber   = regexp.MustCompile(`^\d{1,2}(?:st|nd|rd|th)$`)
	feastWord   = regexp.MustCompile(`^(?:christmas|xmas|thanksgiving|easter|memorial|labor|labour)$`)
)
