package scraper

import (
	"fmt"
	"strings"
	"time"

	"openchair/meeting"
)

const (
	usualMinutes = 60      // Meeting Guide: no end means one hour
	mostMinutes  = 4 * 60  // an end further away is a slip of the pen
	dayMinutes   = 24 * 60 // a marathon, said as a duration
)

// setTime reads when a meeting is held, in which zone, and what its words say of
// it: from a recurrence, a written time, or days and clocks in fields.
func setTime(m *meeting.Meeting, l *Listing, src meeting.Source) *meeting.Refusal {
	var refused *meeting.Refusal
	t := wordsOf(m, l.day)
	switch {
	case l.Recurrence != nil:
		return setRecurrence(m, l, src, t)
	case readsWhen(l):
		m.Schedule = written(l, src)
	default:
		m.Schedule, refused = schedule(l)
	}
	if refused != nil {
		return refused
	}
	limitByWords(m, l, t)
	return setZone(m, l, src, t)
}

// schedule reads days, start and end. No day or no time means by appointment;
// a day or a time that can't be is refused.
func schedule(l *Listing) (meeting.Schedule, *meeting.Refusal) {
	s := meeting.Schedule{Kind: meeting.Appointment, Confirmed: true}
	for _, d := range l.Days {
		day, ok := parseDay(d)
		if !ok {
			return s, refusal(l, "day", d, fmt.Sprintf("“%s” is no day of the week. It comes back by itself once the list names one.", quotedShort(d)))
		}
		s.Days |= meeting.NewWeekdays(day)
	}
	start, said, ok := parseClock(l.Time)
	if said && !ok {
		return s, refusal(l, "time", l.Time, fmt.Sprintf("“%s” is no time of day. It comes back by itself once the list gives one like 19:30.", quotedShort(l.Time)))
	}
	if !said || s.Days == 0 {
		s.Text = appointmentWords(s.Days, l.Time)
		s.Days = 0
		return s, nil
	}
	s.Kind, s.Start, s.Minutes = meeting.Weekly, start, minutes(start, l)
	return s, nil
}

// quotedShort is a published value as a sentence of ours may repeat it.
func quotedShort(s string) string { return maskContacts(cleanLine(s, 40), "") }

// appointmentWords keeps what little is published of the time.
func appointmentWords(days meeting.Weekdays, clock string) string {
	var words []string
	for _, d := range days.Days() {
		words = append(words, d.String())
	}
	if clock = cleanLine(clock, 40); clock != "" {
		words = append(words, clock)
	}
	return strings.Join(words, " ")
}

// minutes is how long a meeting takes. An end at or before the start is on the
// next day; what is then not within four hours is discarded for an hour.
func minutes(start meeting.Clock, l *Listing) int {
	if l.Duration != "" {
		if n, ok := parseDuration(l.Duration); ok {
			return n
		}
		return usualMinutes
	}
	end, said, ok := parseClock(l.EndTime)
	if !said || !ok {
		if strings.HasPrefix(strings.TrimSpace(l.EndTime), "24:00") {
			end = 0
		} else {
			return usualMinutes
		}
	}
	n := int(end - start)
	if n <= 0 {
		n += dayMinutes
	}
	if n <= 0 || n > mostMinutes {
		return usualMinutes
	}
	return n
}

// parseDuration reads "HH:MM" or "HH:MM:SS", up to a day.
func parseDuration(s string) (int, bool) {
	parts := strings.Split(strings.TrimSpace(s), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	h, okH := smallNumber(parts[0])
	m, okM := smallNumber(parts[1])
	n := h*60 + m
	return n, okH && okM && m < 60 && n > 0 && n <= dayMinutes
}

func smallNumber(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, len(s) > 0 && len(s) < 4
}

// parseClock reads "18:00", "18:00:00", "9:00", "11:00 AM", "7pm", "7.30 p.m.",
// "Noon", "12:00 midnight". said is false for nothing at all; ok is false for
// what is no time.
func parseClock(s string) (c meeting.Clock, said, ok bool) {
	if c, ok := plainClock(s); ok {
		return c, true, true
	}
	s = strings.ToLower(cleanLine(s, 40))
	if s == "" {
		return 0, false, false
	}
	s, half := cutHalf(s)
	switch {
	case half == "noon" && (s == "" || isTwelve(s)):
		return meeting.NewClock(12, 0), true, true
	case half == "midnight" && (s == "" || isTwelve(s)):
		return 0, true, true
	case half == "noon" || half == "midnight":
		return 0, true, false
	}
	h, m, ok := hoursMinutes(s)
	switch {
	case half == "" && !strings.ContainsAny(s, ":.h"):
		return 0, true, false // "7" could be either half of the day
	case half == "p" && h < 12:
		h += 12
	case half == "a" && h == 12:
		h = 0
	}
	c = meeting.NewClock(h, m)
	return c, true, ok && h < 24 && c.Valid()
}

// plainClock reads "HH:MM", by far the most frequent.
func plainClock(s string) (meeting.Clock, bool) {
	if len(s) != 5 || s[2] != ':' || !isDigit(s[0]) || !isDigit(s[1]) || !isDigit(s[3]) || !isDigit(s[4]) {
		return 0, false
	}
	h, m := int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	return meeting.NewClock(h, m), h < 24 && m < 60
}

// cutHalf takes "am", "p.m.", "noon" or "midnight" off the end.
func cutHalf(s string) (rest, half string) {
	for _, w := range [...]struct{ word, half string }{
		{"midnight", "midnight"}, {"noon", "noon"}, {"a.m.", "a"}, {"p.m.", "p"}, {"a.m", "a"}, {"p.m", "p"}, {"am", "a"}, {"pm", "p"}, {"a", "a"}, {"p", "p"},
	} {
		if rest, ok := strings.CutSuffix(s, w.word); ok {
			return strings.TrimSpace(rest), w.half
		}
	}
	return s, ""
}

func isTwelve(s string) bool { return s == "12" || s == "12:00" || s == "12:00:00" }

// hoursMinutes reads "7", "7:30", "7:30:00", "7.30", "19h30".
func hoursMinutes(s string) (h, m int, ok bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ':' || r == '.' || r == 'h' })
	if len(parts) == 0 || len(parts) > 3 {
		return 0, 0, false
	}
	h, ok = smallNumber(parts[0])
	for i, p := range parts[1:] {
		n, good := smallNumber(p)
		if ok = ok && good && n < 60 && len(p) == 2; i == 0 {
			m = n
		}
	}
	return h, m, ok
}

// parseDay reads an English day name or its abbreviation, singular or plural.
func parseDay(s string) (time.Weekday, bool) {
	if d, ok := dayOf[s]; ok {
		return d, true
	}
	d, ok := dayOf[strings.TrimSuffix(strings.ToLower(strings.Trim(s, " .\t")), "s")]
	return d, ok
}

var dayOf = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
	"sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6,
}

var dayWords = [7]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

func dayName(d time.Weekday) string { return dayWords[d%7] }

// weeks restricts a weekly schedule to the weeks of the month that a field of
// the listing names.
func weeks(s *meeting.Schedule, names []string) {
	if len(names) == 0 || !s.Timed() {
		return
	}
	var os meeting.Ordinals
	for _, w := range names {
		n, ok := smallNumber(w)
		if w == "last" {
			n, ok = -1, true
		}
		o := meeting.NewOrdinals(n)
		if !ok || o == 0 {
			s.Confirmed = false
			keepWords(s, w)
			continue
		}
		os |= o
	}
	if os != 0 {
		s.Kind, s.Ordinals = meeting.Monthly, os
	}
}
