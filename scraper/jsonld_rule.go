package scraper

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// ldParts is how often a schema.org Schedule is held.
type ldParts struct {
	freq     string // as in RRULE
	interval int
	days     meeting.Weekdays
	codes    []string // days with an ordinal of their own, as "2TU"
	weeks    []string // of the month, "1".."5" or "-1"
	other    []string // parts that only a rule can say
	count    string
}

// String is the RRULE.
func (p ldParts) String() string {
	rule := "FREQ=" + p.freq
	if p.interval > 1 {
		rule += ";INTERVAL=" + strconv.Itoa(p.interval)
	}
	codes := slices.Clone(p.codes)
	for _, d := range p.days.Days() {
		code := strings.ToUpper(d.String()[:2])
		if len(p.weeks) == 0 {
			codes = append(codes, code)
		}
		for _, w := range p.weeks {
			codes = append(codes, w+code)
		}
	}
	if len(codes) > 0 {
		rule += ";BYDAY=" + strings.Join(codes, ",")
	}
	for _, part := range p.other {
		rule += ";" + part
	}
	if p.count != "" {
		rule += ";COUNT=" + p.count
	}
	return rule
}

// ldRule reads how often a Schedule is held, and why that is in doubt, if it
// is. Without a day of its own it is held on that of its first date.
func ldRule(s map[string]any, first string) (p ldParts, why string) {
	p.interval, p.freq = 1, "WEEKLY"
	every := ldText(s["repeatFrequency"])
	freq, n, ok := ldFrequency(every)
	switch {
	case ok:
		p.freq, p.interval = freq, n
	case every == "":
		why = "no word of how often"
	default:
		why = every
	}
	unread := p.byDay(s["byDay"])
	p.weeks = ldNumbers(s["byMonthWeek"], "-1", "1", "2", "3", "4", "5")
	if len(p.weeks)+len(p.codes) > 0 && p.freq == "WEEKLY" && p.interval == 1 {
		p.freq, why = "MONTHLY", ""
	}
	for _, part := range [...]struct{ name, of string }{{"byMonth", "BYMONTH="}, {"byMonthDay", "BYMONTHDAY="}} {
		if list := ldTexts(s[part.name]); len(list) > 0 {
			p.other = append(p.other, part.of+strings.Join(list, ","))
		}
	}
	if d, err := meeting.ParseDate(first); err == nil && p.days == 0 && len(p.codes) == 0 && (p.freq == "WEEKLY" || len(p.weeks) > 0) {
		p.days = meeting.NewWeekdays(d.Weekday())
	}
	if n, err := strconv.Atoi(ldText(s["repeatCount"])); err == nil && n > 0 {
		p.count = strconv.Itoa(n)
	}
	return p, firstOf(unread, why)
}

// ldFrequency reads P1W, P14D, P1M, "weekly", "Every other week".
func ldFrequency(s string) (freq string, n int, ok bool) {
	switch strings.ToLower(ldName(s)) {
	case "daily":
		return "DAILY", 1, true
	case "weekly":
		return "WEEKLY", 1, true
	case "biweekly", "bi-weekly", "fortnightly":
		return "WEEKLY", 2, true
	case "monthly":
		return "MONTHLY", 1, true
	case "yearly", "annually":
		return "YEARLY", 1, true
	}
	s, ok = strings.CutPrefix(strings.ToUpper(strings.TrimSpace(s)), "P")
	if !ok || s == "" {
		return "", 0, false
	}
	unit := s[len(s)-1]
	n, ok = smallNumber(s[:len(s)-1])
	freq = ldUnits[unit]
	if unit == 'D' && n%7 == 0 {
		freq, n = "WEEKLY", n/7
	}
	return freq, n, ok && n > 0 && freq != ""
}

var ldUnits = map[byte]string{'D': "DAILY", 'W': "WEEKLY", 'M': "MONTHLY", 'Y': "YEARLY"}

var (
	ldCode  = regexp.MustCompile(`^(-?[1-5])?(SU|MO|TU|WE|TH|FR|SA)$`)
	ldCodes = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
)

// byDay reads "https://schema.org/Monday", "Monday", "MO,WE", "2TU". What is no
// day is returned.
func (p *ldParts) byDay(v any) (unread string) {
	for _, text := range ldTexts(v) {
		for part := range strings.SplitSeq(text, ",") {
			name := ldName(part)
			if m := ldCode.FindStringSubmatch(strings.ToUpper(name)); m != nil && m[1] != "" {
				p.codes = append(p.codes, m[0])
			} else if m != nil {
				p.days |= meeting.NewWeekdays(time.Weekday(slices.Index(ldCodes, m[2])))
			} else if day, ok := parseDay(name); ok {
				p.days |= meeting.NewWeekdays(day)
			} else {
				unread = firstOf(unread, name)
			}
		}
	}
	return unread
}

// ldNumbers are those of a value that are among the known.
func ldNumbers(v any, known ...string) []string {
	var out []string
	for _, s := range ldTexts(v) {
		if slices.Contains(known, s) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
