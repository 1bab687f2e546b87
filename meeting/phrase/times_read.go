package phrase

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// read makes a Time of one part.
func (s *scanned) read(p part) Time {
	c := newCanonical(s.text, s.tokens[p.first:p.last])
	t := Time{Guessed: slices.Clone(s.guesses)}
	r := &reading{schedule: meeting.Schedule{Kind: meeting.Weekly, Days: p.days, Start: NoClock, Confirmed: true}}
	s.clock(r, &t, p)
	s.limits(r, c)
	s.duration(r, c, p)
	s.oneDay(r, p)
	t.Schedule, t.Unread = r.schedule, append(t.Unread, r.unread...)
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
	if !r.anchored(c) {
		r.read(c, timeRules)
	}
	r.read(c, nameRules)
	r.read(c, seasonWords)
	if strings.Contains(c.text, " biweekly ") && r.schedule.Interval == 0 {
		r.settle(uncertain, c.wordsAround(" biweekly "))
	}
	if words, off := c.suspended(suspendedNames); off && r.schedule.From == 0 {
		r.settle(uncertain, words)
	}
	for _, d := range denied {
		if at := d.FindStringIndex(c.text); at != nil && r.schedule.Confirmed && len(r.schedule.Except) == 0 && r.schedule.Kind == meeting.Weekly && r.schedule.Months == 0 {
			if !holidayWords.MatchString(c.text) && !strings.Contains(r.schedule.Text, c.source(at[0], at[1])) {
				r.settle(uncertain, c.source(at[0], len(c.text)))
			}
		}
	}
}

// denied are words that a meeting is not held, which no rule could read.
var denied = []*regexp.Regexp{pattern(` (?:no|not|except) (?:[^ ]+ ){0,5}(?:meeting|D|~|held)`)}

// offset is a fixed distance from UTC, which is no place.
var offset = regexp.MustCompile(`\b(?:utc|gmt)\s*(?:\+|-|−|–)\s*\d`)

func (c *canonical) wordsAround(word string) string {
	at := strings.Index(c.text, word)
	return c.source(at, at+len(word))
}

// timeRules are read before nameRules where days and clock come from the words.
var timeRules = []rule{
	{pattern(` (?:day|time|days|times|date|dates) varies `), notHeld},
	{pattern(` varies `), notHeld},
	{pattern(` (?:rescheduled|postponed|moved|rescheduling) `), notHeld},
	{pattern(` (?:summer|winter|spring|autumn|fall) (?:hours|schedule|season|only) `), notHeld},
	{pattern(` closed (S) `), exceptMonths},
	{pattern(` from (?:D )?(?:, )?(\$\??) (?:through|-|until) (?:D )?(?:, )?(\$\??) `), fromUntil},
	{pattern(` (\$\??) (?:through|-|until) (\$\??) `), fromUntil},
	{pattern(` (?:from|since|as of) (?:D )?(?:, )?(\$\??) `), from},
	{pattern(` #1 meeting(?: is| on| will be| :| -)?(?: D ,?)? (\$\??) `), from},
}

// fromUntil reads "from March 23 to April 3, 2026".
func fromUntil(r *reading, c *canonical, at []int) verdict {
	first, _, exact := c.dateIn(at, 1)
	last, _, lastExact := c.dateIn(at, 2)
	before, _ := c.span(at)
	for i := max(0, before-4); i < before; i++ {
		if w := c.tokens[i].canon; w == "no" || w == "not" || w == "closed" || w == "except" || w == "cancelled" {
			return passed
		}
	}
	if !exact || !lastExact || last < first {
		return uncertain
	}
	r.schedule.From, r.schedule.Until = first, last
	return applied
}

// anchored reads "every other Tuesday starting January 6, 2026": a rhythm of
// which one day is known.
func (r *reading) anchored(c *canonical) bool {
	at := anchor.FindStringSubmatchIndex(c.text)
	if at == nil {
		return false
	}
	d, _, exact := c.dateIn(at, 1)
	if !exact || r.schedule.Days != 0 && !r.schedule.Days.Has(d.Weekday()) {
		return false
	}
	s := &r.schedule
	s.Interval, s.Anchor, s.From = 2, d, d
	r.say(c.source(at[0], at[1]))
	c.close(at)
	return true
}

var anchor = pattern(` (?:(?:every|each) (?:other|#2)|biweekly|every 2 week)(?: (?:[^ $]+))*? (?:starting|starts|start|beginning|begins|from|since|on|next)(?: (?:on|is))?(?: D ,?)? (\$) `)

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
	if n := minutesIn(c.tokens); n > 0 && n <= 6*60 {
		r.schedule.Minutes = n
	}
}

// minutesIn reads "90 minutes", "1 hr 30 mins", "1.5 hours".
func minutesIn(ts []token) int {
	total := 0
	for i := 1; i < len(ts); i++ {
		n, err := strconv.Atoi(ts[i-1].canon)
		if err != nil {
			continue
		}
		unit := ts[i].canon
		if unit == "-" && i+1 < len(ts) {
			unit = ts[i+1].canon // "90-minute meeting"
		}
		switch unit {
		case "minute":
			total += n
		case "hour", "oclock":
			total += 60 * n
			if i >= 3 && ts[i-2].canon == "." && n < 10 {
				if whole, err := strconv.Atoi(ts[i-3].canon); err == nil {
					total += 60*whole + 6*n - 60*n
				}
			}
		}
	}
	return total
}

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
	if len(p.clocks) > 1 {
		to = s.tokens[p.clocks[1].first].start
	}
	zone, ok := meeting.ZoneOfWordsAt(s.text[from:to], s.at.Country, "")
	switch {
	case ok:
		t.Schedule.Zone = zone
	case offset.MatchString(strings.ToLower(s.text[from:to])):
		t.Schedule.Confirmed = false // a fixed offset is no place
	}
}

// oneInstant reports whether clocks in several zones mean the same moment, "9
// am Eastern/8 am Central", and whether each names a zone at all.
func (s *scanned) oneInstant(clocks []span) (same, zoned bool) {
	day := meeting.NewDate(2026, time.July, 1)
	var moment time.Time
	for i, c := range clocks {
		last := c.last
		for last < len(s.tokens) && s.zoneWord(last) {
			last++
		}
		zone, ok := meeting.ZoneOfWords(s.text[s.tokens[c.first].start:s.tokens[last-1].end])
		if !ok {
			return false, false
		}
		start, _, _, _ := s.settleHalves(c, 0)
		at := meeting.Schedule{Kind: meeting.Dated, Dates: []meeting.Date{day}, Start: start, Minutes: 60, Zone: zone, Confirmed: true}
		o, ok := at.Next(time.Date(2026, time.June, 30, 0, 0, 0, 0, time.UTC))
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
