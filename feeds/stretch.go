package feeds

import (
	"fmt"
	"time"
)

// part is one STANDARD or DAYLIGHT: its onsets fall once a year, in
// neighbouring years, by one rule that a yearly BYDAY can say.
type part struct {
	first, last onset
	daylight    bool
	rule        yearly
	open        bool // the rule goes on past the last year asked for
}

// yearly is the day of a year on which an onset falls: the nth weekday of a
// month, n 1 to 4, or -1 for the last. Never a day of the month: Exchange
// refuses BYDAY beside BYMONTHDAY (MS-OXCICAL).
type yearly struct {
	month   time.Month
	weekday time.Weekday
	nth     int
}

// rulesOf lists the rules by which a day can be said: one or two.
func rulesOf(day time.Time) []yearly {
	var rules []yearly
	if nth := (day.Day() + 6) / 7; nth <= 4 {
		rules = append(rules, yearly{day.Month(), day.Weekday(), nth})
	}
	if day.AddDate(0, 0, 7).Month() != day.Month() {
		rules = append(rules, yearly{day.Month(), day.Weekday(), -1})
	}
	return rules
}

func (y yearly) has(day time.Time) bool {
	for _, r := range rulesOf(day) {
		if r == y {
			return true
		}
	}
	return false
}

// rrule writes the part's rule. UNTIL is a day after the last onset, in UTC:
// some clients compare it with the onset's local time.
func (p part) rrule() string {
	if p.last.at.Equal(p.first.at) && !p.open {
		return ""
	}
	day := [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[p.rule.weekday]
	s := fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", p.rule.month, p.rule.nth, day)
	if !p.open {
		s += ";UNTIL=" + utcText(p.last.at.AddDate(0, 0, 1))
	}
	return s
}

// partsOf says list, in order and without a preceding state, in as few parts
// as it can: from each onset not yet said, the longest stretch by one rule. A
// zone whose rule no BYDAY can say (the Sunday after the first Saturday) gets
// several stretches, an irregular one a part for every onset. Onsets after
// lastYear only tell which rules go on.
func partsOf(list []onset, lastYear int) []part {
	var parts []part
	said := make([]bool, len(list))
	if n := len(list); n > 0 {
		list[n-1].final = list[n-1].local().Year() <= lastYear
	}
	for i, o := range list {
		if said[i] || o.local().Year() > lastYear {
			continue
		}
		var best []int
		var rule yearly
		for _, r := range rulesOf(o.local()) {
			if s := stretch(list, said, i, r); len(s) > len(best) {
				best, rule = s, r
			}
		}
		parts = append(parts, partOf(list, said, best, rule, lastYear))
	}
	return parts
}

func partOf(list []onset, said []bool, stretch []int, rule yearly, lastYear int) part {
	first := stretch[0]
	p := part{first: list[first], rule: rule, daylight: list[first].daylight()}
	for _, i := range stretch {
		if list[i].local().Year() > lastYear {
			p.open = true
			continue
		}
		said[i] = true
		p.last = list[i]
	}
	return p
}

// daylight says which part an onset belongs to: clocks set forward begin
// daylight time, whatever the zone's law calls it (Dublin's winter), except
// that a zone that changes no more ends in standard time (Vancouver).
func (o onset) daylight() bool { return o.to > o.from && !o.final }

// stretch collects the onsets from list[i] on that repeat it yearly by rule.
func stretch(list []onset, said []bool, i int, rule yearly) []int {
	first := list[i]
	found := []int{i}
	year, clock := first.local().Year(), clockOf(first)
	for j := i + 1; j < len(list); j++ {
		o := list[j]
		day := o.local()
		if day.Year() > year+1 {
			break
		}
		if said[j] || day.Year() != year+1 || !rule.has(day) || clockOf(o) != clock ||
			o.from != first.from || o.to != first.to || o.name != first.name || o.final != first.final {
			continue
		}
		found = append(found, j)
		year++
	}
	return found
}

func clockOf(o onset) int {
	h, m, s := o.local().Clock()
	return h*3600 + m*60 + s
}

func utcText(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
