package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// The clock that a page shows in words can't be relied on: in one year it was
// that of UTC, in another that of New York, wherever the meeting was. What
// counts is the block for calendars, which has local times, a zone and a rule,
// and then the next date in UTC. Of the words only how often counts, and how
// long, which is the same in every zone.

// pmRule is what words say of how often a meeting is held.
type pmRule struct {
	every    string // "weekly", "other" (week), "monthly", or "" where they don't say
	days     meeting.Weekdays
	ordinals []string // as in RRULE: "2", "-1"
	clock    string   // "15:04", in a zone unknown
	minutes  int
	words    string
}

var (
	pmDay     = regexp.MustCompile(`(?i)\b(sun|mon|tues|wednes|thurs|fri|satur)days?\b`)
	pmOrdinal = regexp.MustCompile(`(?i)\b(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)\b`)
	pmEvery   = regexp.MustCompile(`(?i)\b(?:every|each|weekly)\b|days\b`)
	pmOther   = regexp.MustCompile(`(?i)\bevery (?:other|second|2nd|two|2)\b|\bbi-?weekly\b|\bfortnight`)
	pmTimes   = regexp.MustCompile(`(?i)\b(\d{1,2}(?::\d{2})?\s*[ap]\.?m\.?)(?:\s*(?:to|-|–|until)\s*(\d{1,2}(?::\d{2})?\s*[ap]\.?m\.?))?`)
)

var pmOrdinals = map[string]string{
	"first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4", "fifth": "5", "5th": "5", "last": "-1",
}

// pmWords reads "Every Saturday, 1:00 PM to 3:00 PM", "Every other Monday",
// "Second and fourth Tuesday of each month".
func pmWords(words string) pmRule {
	// What is shown of the words is without the clock, which may be of any zone.
	r := pmRule{words: strings.Trim(pmTimes.ReplaceAllString(words, ""), " ,;-–")}
	for _, d := range pmDay.FindAllString(words, -1) {
		if day, ok := parseDay(d); ok {
			r.days |= meeting.NewWeekdays(day)
		}
	}
	if m := pmTimes.FindStringSubmatch(words); m != nil {
		r.clocks(m[1], m[2])
	}
	switch {
	case r.days == 0:
	case !strings.Contains(strings.ToLower(words), "month") && pmOther.MatchString(words):
		r.every = "other"
	case pmOrdinal.MatchString(words):
		r.every = "monthly"
		for _, o := range pmOrdinal.FindAllString(words, -1) {
			r.ordinals = append(r.ordinals, pmOrdinals[strings.ToLower(o)])
		}
	case pmEvery.MatchString(words):
		r.every = "weekly"
	}
	return r
}

func (r *pmRule) clocks(start, end string) {
	s, _, ok := parseClock(start)
	if !ok {
		return
	}
	r.clock = s.String()
	if e, said, ok := parseClock(end); said && ok {
		r.minutes = (int(e-s) + dayMinutes) % dayMinutes // "11:30 PM to 1:00 AM"
	}
}

// rrule is the rule for the days of a week, in the zone of those days.
func (r *pmRule) rrule(days meeting.Weekdays) string {
	var codes []string
	for _, d := range days.Days() {
		code := strings.ToUpper(d.String()[:2])
		if r.every != "monthly" {
			codes = append(codes, code)
			continue
		}
		for _, o := range r.ordinals {
			codes = append(codes, o+code)
		}
	}
	by := ";BYDAY=" + strings.Join(codes, ",")
	switch r.every {
	case "other":
		return "FREQ=WEEKLY;INTERVAL=2" + by
	case "monthly":
		return "FREQ=MONTHLY" + by
	}
	return "FREQ=WEEKLY" + by
}

// pmOnlyNext says why a row of a list is no weekly meeting to rely on.
const pmOnlyNext = "The list names only the next date."

// pmUTC reads "2026-08-22T13:00:00+00:00".
func pmUTC(s string) (time.Time, bool) {
	s = strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	t, err := time.Parse(time.RFC3339, s)
	return t.UTC(), err == nil && t.Year() > 2000 && t.Year() < 2200
}

// pmRowTime sets what a row says: the next date in UTC, and seldom how often.
func pmRowTime(l *Listing, utc, words string) {
	next, ok := pmUTC(utc)
	if !ok {
		l.TimeWords = appendNonEmpty(l.TimeWords, pmWords(firstLine(words)).words)
		return
	}
	r := pmWords(firstLine(words))
	pmFromUTC(l, next, &r)
	if r.every == "" {
		l.Unconfirmed = pmOnlyNext
	}
}

// pmFromUTC makes a rule in UTC of the next date and of words. Words that
// contradict the date leave it unconfirmed.
func pmFromUTC(l *Listing, next time.Time, r *pmRule) {
	day := meeting.NewWeekdays(next.Weekday())
	days := day
	doubt := r.every == "" || r.every == "monthly" && (r.days != day || !slices.Contains(r.ordinals, fmt.Sprint((next.Day()+6)/7)) && !r.isLast(next))
	if r.days.Len() > 1 && r.every != "monthly" {
		days = r.days | day
		doubt = doubt || !r.days.Has(next.Weekday()) || r.clock != next.Format("15:04")
	}
	l.Recurrence = &Recurrence{Start: next.Format("2006-01-02T15:04Z"), RRule: r.rrule(days), Begun: true}
	if r.minutes > 0 {
		l.Recurrence.End = next.Add(time.Duration(r.minutes) * time.Minute).Format("2006-01-02T15:04Z")
	}
	if doubt {
		l.Unconfirmed = firstOf(r.words, pmOnlyNext)
	}
}

func (r *pmRule) isLast(t time.Time) bool {
	return slices.Contains(r.ordinals, "-1") && t.AddDate(0, 0, 7).Month() != t.Month()
}

// pmBegun is how far ahead the next date of a series that has begun may be.
const pmBegun = 35 * 24 * time.Hour

// pmFromEvent makes a rule of the block for calendars. ok is false where its
// start can't be read.
func pmFromEvent(l *Listing, event map[string]string, r *pmRule, fetched time.Time) bool {
	start, ok := pmLocal(event["start"])
	if !ok {
		return false
	}
	rec := &Recurrence{Start: start.Format("2006-01-02T15:04"), Begun: !start.After(fetched.Add(pmBegun))}
	if end, ok := pmLocal(event["end"]); ok {
		rec.End = end.Format("2006-01-02T15:04")
	} else if r.minutes > 0 {
		rec.End = start.Add(time.Duration(r.minutes) * time.Minute).Format("2006-01-02T15:04")
	}
	l.Timezone, l.Recurrence = event["timezone"], rec
	day := meeting.NewWeekdays(start.Weekday())
	rec.RRule = strings.TrimPrefix(strings.TrimSpace(event["recurring"]), "RRULE:")
	switch {
	case rec.RRule != "" && pmOtherDays(rec.RRule, start):
		l.Unconfirmed = firstOf(r.words, rec.RRule) // its days and its date contradict each other
	case rec.RRule != "":
	case r.every == "monthly":
		rec.RRule = r.rrule(day)
		if r.days != day || !slices.Contains(r.ordinals, fmt.Sprint((start.Day()+6)/7)) && !r.isLast(start) {
			l.Unconfirmed = r.words
		}
	case r.every != "":
		rec.RRule = r.rrule(day)
	}
	return true
}

// pmOtherDays: a weekly rule that does not name the day of its own first date,
// as one written in UTC beside a local start.
func pmOtherDays(rule string, start time.Time) bool {
	_, by, ok := strings.Cut(strings.ToUpper(rule), "BYDAY=")
	by, _, _ = strings.Cut(by, ";")
	return ok && !strings.Contains(by, strings.ToUpper(start.Weekday().String()[:2]))
}

// pmLocal reads a wall time, as if it were in UTC.
func pmLocal(s string) (time.Time, bool) {
	s = strings.Join(strings.Fields(s), " ")
	for _, layout := range [...]string{"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05", "01/02/2006 03:04 PM", "01/02/2006 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, t.Year() > 1990 && t.Year() < 2200
		}
	}
	return time.Time{}, false
}
