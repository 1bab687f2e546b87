package phrase

import (
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// read makes a Time of one part.
func (s *scanned) read(p part) Time {
	ts, masked := s.tokensOf(p)
	c := newCanonical(s.text, ts)
	c.masked = masked
	c.ownFirst, c.ownEnd = p.dayFirst-p.first, p.dayLast-p.first
	t := Time{Guessed: slices.Clone(s.guesses)}
	r := &reading{schedule: meeting.Schedule{Kind: meeting.Weekly, Days: p.days, Start: NoClock, Confirmed: true}, written: true, today: s.at.Today}
	s.clock(r, &t, p)
	s.limits(r, c)
	s.duration(r, c, p)
	s.oneDay(r, p)
	s.residue(r, c)
	t.Schedule, t.Unread = r.schedule, append(t.Unread, r.unread...)
	t.Guessed = append(t.Guessed, r.guessed...)
	t.Start, t.End = s.extent(p)
	s.zone(&t, p)
	s.complete(&t, c)
	return t
}

// clock reads the part's start and end.
func (s *scanned) clock(r *reading, t *Time, p part) {
	if len(p.clocks) == 0 {
		return
	}
	start, minutes, sure, guess := s.settleHalves(p.clocks[0], s.halfHint(p))
	sc := &r.schedule
	sc.Start, sc.Minutes = start, 60
	if minutes > 0 && minutes <= 12*60 {
		sc.Minutes = minutes
	} else if minutes > 0 {
		sure = false
	}
	if guess != "" {
		t.Guessed = append(t.Guessed, guess)
	}
	if !sure || p.doubt {
		sc.Confirmed = false
	}
}

// halfHint is a morning or an evening said beside the day: "each Wednesday
// evening from 6:30".
func (s *scanned) halfHint(p part) byte {
	first, last := p.reach()
	for i := max(0, first-2); i < min(last+3, len(s.tokens)); i++ {
		if c := s.tokens[i].canon; c == "am" || c == "pm" {
			return c[0]
		}
	}
	return 0
}

// limits reads what the words say besides: ordinals, exceptions, bounds.
func (s *scanned) limits(r *reading, c *canonical) {
	if !c.limited() {
		return
	}
	if !r.anchored(c) {
		r.read(c, timeRules)
	}
	r.read(c, nameRules)
	r.read(c, seasonWords)
	r.read(c, lateRules)
	if strings.Contains(c.text, " biweekly ") && r.schedule.Interval == 0 {
		r.settle(uncertain, c.wordsAround(" biweekly "))
	}
	if c.maySuspend() && r.schedule.From == 0 {
		if words, off := c.suspended(suspendedNames); off {
			r.settle(uncertain, words)
		}
	}
	for _, d := range denied {
		if at := d.find(c); at != nil && !r.taken(at[0]+1) && r.schedule.Confirmed && len(r.schedule.Except) == 0 && r.schedule.Kind == meeting.Weekly && r.schedule.Months == 0 {
			if !holidayWords.matches(c) && !strings.Contains(r.schedule.Text, c.source(at[0], at[1])) {
				r.settle(uncertain, c.source(at[0], len(c.text)))
			}
		}
	}
}

// denied are words that a meeting is not held, which no rule could read.
var denied = []*expr{pattern(` (?:no|not|except) (?:[^ ]+ ){0,5}(?:meeting|D|~|held)`)}

func (c *canonical) wordsAround(word string) string {
	at := strings.Index(c.text, word)
	return c.source(at, at+len(word))
}

// timeRules are read before nameRules where days and clock come from the words.
var timeRules = []rule{
	{pattern(` (?:except|but)(?: (?:for|on|not|the))* D(?:(?: ,)?(?: &| or| ,) D)* `), exceptDays},
	{pattern(` (?:break|recess|vacation|hiatus|closed|dark)(?: [a-z]+){0,2} until (?:D )?(?:, )?(\$\??) `), from},
	{pattern(` (?:day|time|days|times|date|dates) varies `), notHeld},
	{pattern(` (?:check|see|call|visit) (?:[a-z]+ ){0,3}(?:for|dates) (?:dates|[a-z]+ dates) `), notHeld},
	{pattern(` (?:if|when|while) (?:the )?(?:schools?|college|university|semester|class|classes) `), notHeld},
	{pattern(` closed (?:on )?(?:the )?O D `), closedWeek},
	{pattern(` varies `), notHeld},
	{pattern(` (?:rescheduled|postponed|moved|rescheduling) `), notHeld},
	{pattern(` (?:summer|winter|spring|autumn|fall) (?:hours?|schedule|season|only) `), notHeld},
	{pattern(` every (?:#[1-5]|three|four|[3-9]) week `), notHeld},
	{pattern(` closed (S) `), exceptMonths},
	{pattern(` from (?:D )?(?:, )?(\$\??) (?:through|-|until) (?:D )?(?:, )?(\$\??) `), fromUntil},
	{pattern(` (\$\??) (?:through|-|until) (\$\??) `), fromUntil},
	{pattern(` (?:from|since|as of) (?:D )?(?:, )?(\$\??) `), from},
	{pattern(` #1 meeting(?: is| on| will be| :| -)?(?: D ,?)? (\$\??) `), from},
}

// fromUntil reads "from March 23 to April 3, 2026".
func fromUntil(r *reading, c *canonical, at []int) verdict {
	before, _ := c.span(at)
	for i := max(0, before-4); i < before; i++ {
		if w := c.tokens[i].canon; w == "no" || w == "not" || w == "closed" || w == "except" || w == "cancelled" {
			return passed
		}
	}
	first, _, exact := r.dateIn(c, at, 1)
	last, _, lastExact := r.dateIn(c, at, 2)
	if !exact || !lastExact || last < first {
		return uncertain
	}
	r.schedule.From, r.schedule.Until = first, last
	return applied
}

// closedWeek: "closed last Sunday" is not held then, or held for members only;
// beside "open" it is the latter.
func closedWeek(r *reading, c *canonical, at []int) verdict {
	if strings.Contains(c.text, " open ") {
		return passed
	}
	return uncertain
}

// lateRules are read after all others.
var lateRules = []rule{
	{pattern(` (?:effective|as of|commencing)(?: from| on)?(?: D ,?)? (\$\??) `), from},
}

// exceptDays reads "daily except Sunday".
func exceptDays(r *reading, c *canonical, at []int) verdict {
	var off meeting.Weekdays
	for _, t := range c.between(at[0], at[1]) {
		if t.canon[0] == '@' {
			off |= meeting.NewWeekdays(weekdayOf(t))
		}
	}
	if r.schedule.Days&off != off || r.schedule.Days == off {
		return uncertain
	}
	r.schedule.Days &^= off
	return applied
}

// anchored reads "every other Tuesday starting January 6, 2026": a rhythm of
// which one day is known.
func (r *reading) anchored(c *canonical) bool {
	at := anchor.find(c)
	if at == nil {
		return false
	}
	d, _, exact := r.dateIn(c, at, 1)
	if !exact || r.schedule.Days != 0 && !r.schedule.Days.Has(d.Weekday()) {
		return false
	}
	s := &r.schedule
	s.Interval, s.Anchor, s.From = 2, d, d
	r.say(c.source(at[0], at[1]))
	r.used = append(r.used, [2]int{at[0], at[1]})
	c.close(at)
	return true
}

var anchor = pattern(` (?:(?:every|each) (?:other|#2)|biweekly|every 2 week)(?: (?:[^ $]+))*? (?:starting|starts|start|beginning|begins|from|since|on|next)(?: meeting)?(?: (?:on|is|:))?(?: D ,?)? (\$\??) `)

// close makes the words of a match say nothing to later rules.
func (c *canonical) close(at []int) {
	c.text = c.text[:at[0]] + " " + strings.Repeat(".", max(0, at[1]-at[0]-2)) + " " + c.text[at[1]:]
}

// oneDay makes a schedule of dates where the words name a day of a calendar and
// no rhythm: "Thursday, February 20, 2025, at 8 p.m.".
func (s *scanned) oneDay(r *reading, p part) {
	sc := &r.schedule
	if sc.Days != 0 || !sc.Start.Valid() || sc.From != 0 || sc.Until != 0 || len(sc.Except) > 0 || !sc.Confirmed {
		return
	}
	var days []meeting.Date
	for _, t := range s.tokens[p.first:p.last] {
		if t.canon == "$?" {
			sc.Confirmed = false
			r.say(s.text[t.start:t.end])
		}
		if t.canon == "$" {
			days = append(days, t.date)
		}
	}
	if len(days) > 0 {
		sc.Kind, sc.Dates = meeting.Dated, slices.Compact(slices.Sorted(slices.Values(days)))
	}
}

// duration reads how long a meeting lasts, where no end is said.
func (s *scanned) duration(r *reading, c *canonical, p part) {
	if len(p.clocks) == 0 || p.clocks[0].ended {
		return
	}
	if n := minutesIn(c.tokens); n >= 20 && n <= 6*60 {
		r.schedule.Minutes = n
	}
}

// minutesIn reads "90 minutes", "1 hr 30 mins", "1.5 hours".
func minutesIn(ts []token) int {
	total := 0
	for i := 1; i < len(ts); i++ {
		n, ok := number4(ts, i-1)
		if !ok {
			continue
		}
		unit := ts[i].canon
		if unit == "-" && i+1 < len(ts) {
			unit = ts[i+1].canon // "90-minute meeting"
		}
		if aside[tokenAt(ts, i+1)] || aside[tokenAt(ts, i+2)] {
			return 0
		}
		switch unit {
		case "minute":
			total += n
		case "hour", "oclock":
			total += 60 * n
			if i >= 3 && ts[i-2].canon == "." && n < 10 {
				if whole, ok := number4(ts, i-3); ok {
					total += 60*whole + 6*n - 60*n
				}
			}
		}
	}
	return total
}

func tokenAt(ts []token, i int) string {
	if i < len(ts) {
		return ts[i].canon
	}
	return ""
}

// aside are words that make minutes something else than how long a meeting
// lasts.
var aside = wordSet(`early before prior ahead late after walk drive meditation sit silent silence break of`)

// complete says what is missing, and keeps the words where they say more.
func (s *scanned) complete(t *Time, c *canonical) {
	sc := &t.Schedule
	whole := strings.TrimSpace(c.source(0, len(c.text)))
	switch {
	case sc.Kind != meeting.Dated && sc.Days == 0:
		sc.Kind, sc.Ordinals, sc.Interval = meeting.Appointment, 0, 0
		sc.Confirmed = false
	case !sc.Start.Valid():
		sc.Confirmed, sc.Minutes = false, 0
	}
	if !sc.Confirmed && (sc.Text == "" || len(whole) <= shortSentence) {
		sc.Text = whole
	}
}

// zone reads the zone that the words name.
func (s *scanned) zone(t *Time, p part) {
	from, to := s.tokens[p.first].start, s.tokens[p.last-1].end
	if p.gapLast > p.gapFirst {
		from = s.tokens[p.clocks[0].first].start
	}
	if len(p.clocks) > 1 {
		to = s.tokens[p.clocks[1].first].start
	}
	zone, ok := meeting.ZoneOfWordsAt(s.text[from:to], s.at.Country, "")
	switch {
	case ok:
		t.Schedule.Zone = zone
	default:
		s.unclearZone(t, s.text[from:to])
	}
}

// oneInstant reports whether clocks in several zones mean the same moment, "9
// am Eastern/8 am Central", and whether each names a zone at all.
func (s *scanned) oneInstant(clocks []span) (same, zoned bool) {
	same, zoned = s.oneInstantOn(meeting.NewDate(2026, time.July, 1), clocks)
	if zoned && !same { // "8pm AEDT / 9am GMT" is said of a winter
		same, zoned = s.oneInstantOn(meeting.NewDate(2026, time.January, 15), clocks)
	}
	return same, zoned
}

func (s *scanned) oneInstantOn(day meeting.Date, clocks []span) (same, zoned bool) {
	var moment time.Time
	for i, c := range clocks {
		last := c.last
		for last < len(s.tokens) && (s.zoneWord(last) || isOpen(s.tokens[last].canon) && last+1 < len(s.tokens) && s.zoneWord(last+1)) {
			last++
		}
		zone, ok := meeting.ZoneOfWords(s.text[s.tokens[c.first].start:s.tokens[last-1].end])
		if !ok {
			return false, false
		}
		start, _, _, _ := s.settleHalves(c, 0)
		at := meeting.Schedule{Kind: meeting.Dated, Dates: []meeting.Date{day}, Start: start, Minutes: 60, Zone: zone, Confirmed: true}
		o, ok := at.Next(time.Date(2025, time.December, 31, 0, 0, 0, 0, time.UTC))
		if !ok || i > 0 && !o.Start.Equal(moment) {
			return false, true
		}
		moment = o.Start
	}
	return true, true
}

// zoneWord reports whether token i may name a zone.
func (s *scanned) zoneWord(i int) bool {
	t := s.tokens[i]
	_, ok := meeting.ZoneOfWords("7:00 pm " + s.text[t.start:t.end])
	return ok || t.canon == "time" || t.canon == "us"
}

// extent returns the bytes that hold the time: its days and clocks, and the
// words beside them that belong to it.
func (s *scanned) extent(p part) (start, end int) {
	first, last := p.reach()
	if last == 0 {
		return s.tokens[p.first].start, s.tokens[p.last-1].end
	}
	for first > p.first && s.belongs(first-1) {
		first--
	}
	for last < p.last && (s.belongs(last) || s.zoneWord(last)) {
		last++
	}
	for last > first+1 && trailing[s.tokens[last-1].canon] {
		last--
	}
	return s.tokens[first].start, s.tokens[last-1].end
}

func (s *scanned) belongs(i int) bool {
	c := s.tokens[i].canon
	return strings.ContainsAny(c[:1], "@~$#%") || beside[c]
}

var (
	beside   = wordSet(`every each the on at from of month week am pm other & biweekly only weekly monthly through - everyday weekday weekend daily in`)
	trailing = wordSet(`& - on at from the of in through`)
)
