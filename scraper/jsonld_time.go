package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// A startDate with an offset is a moment; one without is the clock of the wall.
// In a Schedule clocks are always those of the wall: a series that kept an
// offset would be an hour off for half of the year.

// dated keeps an event of one day, to be grouped with its like.
func (g *graph) dated(l Listing, e map[string]any) {
	start := ldText(e["startDate"])
	if isOff(e) {
		return
	}
	r, ok := ldMoment(start)
	if !ok {
		g.refuse(firstOf(l.Key, l.Name), l.Name, "startDate", start, "The event names no day and time of day. It comes back by itself once the page gives both.")
		return
	}
	l.Recurrence = &Recurrence{Start: r}
	if end, ok := ldMoment(ldText(e["endDate"])); ok {
		l.Recurrence.End = end
	} else if n, ok := ldMinutes(ldText(e["duration"])); ok {
		l.Recurrence.End = ldAfter(r, n)
	}
	g.single = append(g.single, l)
}

// ldMoment writes a date and time as a Recurrence has it: in UTC where it has
// an offset.
func ldMoment(s string) (string, bool) {
	s = strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700"} {
		if t, err := time.Parse(layout, s); err == nil && sensibleYear(t) {
			return t.UTC().Format("2006-01-02T15:04Z"), true
		}
	}
	t, ok := ldWall(s)
	return t.Format("2006-01-02T15:04"), ok
}

func ldWall(s string) (time.Time, bool) {
	for _, layout := range [...]string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, sensibleYear(t)
		}
	}
	return time.Time{}, false
}

func sensibleYear(t time.Time) bool { return t.Year() > 1990 && t.Year() < 2200 }

// ldAfter adds minutes to a moment of ldMoment.
func ldAfter(start string, minutes int) string {
	day, clock, zone, ok := dayAndClock(start)
	if !ok {
		return ""
	}
	n := int(clock) + minutes
	return (day + meeting.Date(n/dayMinutes)).String() + "T" + meeting.Clock(n%dayMinutes).String() + zone
}

// ldDay is the day that a date begins with, as written.
func ldDay(s string) string {
	d, err := dayOfStart(s)
	if err != nil {
		return ""
	}
	return d.String()
}

var ldDuration = regexp.MustCompile(`^P(?:T(?:(\d{1,2})H)?(?:(\d{1,3})M)?(?:\d+S)?)$`)

// ldMinutes reads PT1H30M, up to a day.
func ldMinutes(s string) (int, bool) {
	m := ldDuration.FindStringSubmatch(strings.ToUpper(s))
	if m == nil {
		return 0, false
	}
	h, _ := strconv.Atoi("0" + m[1])
	n, _ := strconv.Atoi("0" + m[2])
	n += 60 * h
	return n, n > 0 && n <= dayMinutes
}

// scheduled makes a listing of one Schedule.
func (g *graph) scheduled(l Listing, e, s map[string]any) {
	today := meeting.DateOf(g.page.Fetched.UTC())
	first := firstOf(ldDay(ldText(s["startDate"])), ldDay(ldText(e["startDate"])))
	until := firstOf(ldDay(ldText(s["endDate"])), ldSeriesEnd(e, first))
	if d, err := meeting.ParseDate(until); err == nil && d < today-1 {
		return // over
	}
	start, ok := ldClock(firstOf(ldText(s["startTime"]), ldClockOf(ldText(s["startDate"])), ldClockOf(ldText(e["startDate"]))))
	if !ok {
		g.refuse(firstOf(l.Key, l.Name), l.Name, "startTime", ldText(s["startTime"]), "The schedule names no time of day. It comes back by itself once the page gives one.")
		return
	}
	rule, why := ldRule(s, first)
	l.Timezone, l.Unconfirmed = ldText(s["scheduleTimezone"]), why
	minutes := ldLasts(start, s, e)
	if isOff(e) {
		l.Attendance, l.TimeWords = string(meeting.Inactive), append(l.TimeWords, ldStatus(e))
	}
	if first == "" {
		ldFields(&l, rule, start, minutes, s)
	} else {
		l.Recurrence = ldRecurrence(rule, first, until, start, minutes)
		d, err := meeting.ParseDate(first)
		l.Recurrence.Begun = err == nil && d <= today
		l.Recurrence.Except = append(ldExcept(s["exceptDate"]), g.calledOffParts(e)...)
	}
	g.reading.Listings = append(g.reading.Listings, l)
}

// ldSeriesEnd: the endDate of an event beside a schedule ends the series, where
// it is not only the end of its first day.
func ldSeriesEnd(e map[string]any, first string) string {
	end := ldDay(ldText(e["endDate"]))
	if a, err := meeting.ParseDate(first); err == nil {
		if b, err := meeting.ParseDate(end); err == nil && b > a+1 {
			return end
		}
	}
	return ""
}

// ldClock reads "19:00", "19:00:00", "19:00:00-05:00": the clock of the wall.
func ldClock(s string) (meeting.Clock, bool) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "T")
	if len(s) > 5 && s[2] == ':' && s[5] == ':' || len(s) > 5 && (s[5] == '+' || s[5] == '-' || s[5] == 'Z') {
		s = s[:5]
	}
	c, said, ok := parseClock(s)
	return c, said && ok
}

func ldClockOf(moment string) string {
	_, clock, _ := strings.Cut(strings.Replace(moment, " ", "T", 1), "T")
	return clock
}

// ldLasts is how long a scheduled event takes, 0 where nothing says so.
func ldLasts(start meeting.Clock, s, e map[string]any) int {
	if n, ok := ldMinutes(firstOf(ldText(s["duration"]), ldText(e["duration"]))); ok {
		return n
	}
	if end, ok := ldClock(firstOf(ldText(s["endTime"]), ldClockOf(ldText(e["endDate"])))); ok {
		return (int(end-start) + dayMinutes) % dayMinutes
	}
	return 0
}

func ldRecurrence(rule ldParts, first, until string, start meeting.Clock, minutes int) *Recurrence {
	r := &Recurrence{Start: first + "T" + start.String(), RRule: rule.String()}
	if minutes > 0 {
		r.End = ldAfter(r.Start, minutes)
	}
	if until != "" && rule.count == "" {
		r.RRule += ";UNTIL=" + strings.ReplaceAll(until, "-", "")
	}
	return r
}

// ldFields says a schedule without a first day in fields of days and clocks.
func ldFields(l *Listing, rule ldParts, start meeting.Clock, minutes int, s map[string]any) {
	for _, d := range rule.days.Days() {
		l.Days = append(l.Days, dayName(d))
	}
	l.Time = start.String()
	if minutes > 0 {
		l.Duration = fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
	}
	for _, w := range rule.weeks {
		if w == "-1" {
			w = "last"
		}
		l.Weeks = append(l.Weeks, w)
	}
	if rule.interval > 1 || len(rule.other) > 0 {
		l.Unconfirmed = firstOf(l.Unconfirmed, rule.String())
	}
	for _, d := range ldExcept(s["exceptDate"]) {
		l.TimeWords = append(l.TimeWords, "not on "+d)
	}
}

// ldExcept are the days that a schedule leaves out.
func ldExcept(v any) []string {
	var out []string
	for _, s := range ldTexts(v) {
		for part := range strings.SplitSeq(s, ",") {
			out = appendNonEmpty(out, ldDay(strings.TrimSpace(part)))
		}
	}
	return out
}

// calledOffParts are the days of a series' parts that are called off.
func (g *graph) calledOffParts(e map[string]any) []string {
	var out []string
	for _, part := range things(g.resolve(e["subEvent"])) {
		if isOff(part) {
			out = appendNonEmpty(out, ldDay(ldText(part["startDate"])))
		}
	}
	slices.Sort(out)
	return out
}
