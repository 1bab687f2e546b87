package phrase

import (
	"fmt"
	"strconv"
	"strings"

	"openchair/meeting"
)

// clockSaid is a time of day as it is written.
type clockSaid struct {
	hour, minute int
	half         byte // 'a' or 'p' where said; 'n' noon, 'm' midnight
	sure         bool // can't mean the other half of the day: 19:30, 07:30
	unit         bool // with a word for hours, as "7 Uhr"
	minutes      bool // with minutes, as "7:00"
}

// joinClocks makes clocks of numbers with minutes, am or pm, or a word for hours:
// "7", ":", "30", "pm".
func (s *scanned) joinClocks(ts []token) []token {
	out := ts[:0] // never more tokens than were read
	for i := 0; i < len(ts); {
		if t, n := s.clockFrom(ts, i); n > 0 {
			out = append(out, t)
			i += n
			continue
		}
		out = append(out, ts[i])
		i++
	}
	return out
}

func (s *scanned) clockFrom(ts []token, i int) (t token, n int) {
	t = token{canon: "~", start: ts[i].start, capital: ts[i].capital}
	switch ts[i].canon {
	case "noon":
		t.said, t.end = clockSaid{hour: 12, half: 'n'}, ts[i].end
		return t, 1
	case "midnight":
		t.said, t.end = clockSaid{half: 'm'}, ts[i].end
		return t, 1
	}
	if t, ok := fourDigits(ts, i); ok {
		return t, 2
	}
	hour, ok := numberOf(ts[i].canon, 24)
	if !ok {
		return t, 0
	}
	c := clockSaid{hour: hour, sure: hour > 12 || strings.HasPrefix(ts[i].canon, "0")}
	at, told := i+1, false
	if at+1 < len(ts) && ts[at].canon == ":" && ts[at].start == ts[i].end && ts[at+1].start == ts[at].end && len(ts[at+1].canon) == 2 {
		if _, ok := numberOf(ts[at+1].canon, 59); !ok {
			if _, number := numberOf(ts[at+1].canon, 99); number {
				return t, 0 // "7:65 pm"
			}
		}
	}
	if minute, n := minutesAt(ts, at); n > 0 {
		c.minute, c.minutes, told = minute, true, true
		at += n
	}
	if half, n := halfAt(ts, at, told); n > 0 {
		c.half, told = half, true
		at += n
	} else if at < len(ts) && ts[at].canon == "oclock" && s.hourWord(ts, at) {
		told, at = true, at+1
		c.unit = true
		if half, n := halfAt(ts, at, true); n > 0 {
			c.half = half
			at += n
		}
	}
	if !told || hour == 24 && c.minute > 0 || hour > 12 && (c.half == 'n' || c.half == 'm') {
		return t, 0
	}
	t.said, t.end = c, ts[at-1].end
	return t, at - i
}

// hourWord: an "h" of its own is one only in languages that write "19 h".
func (s *scanned) hourWord(ts []token, i int) bool {
	return s.lang != english || ts[i].start == ts[i-1].end || ts[i].end-ts[i].start > 1
}

// fourDigits reads "1930 hours" and "1930 h".
func fourDigits(ts []token, i int) (t token, ok bool) {
	if len(ts[i].canon) != 4 || i+1 >= len(ts) || ts[i+1].canon != "oclock" && ts[i+1].canon != "hour" {
		return t, false
	}
	hour, ok1 := numberOf(ts[i].canon[:2], 23)
	minute, ok2 := numberOf(ts[i].canon[2:], 59)
	return token{canon: "~", start: ts[i].start, end: ts[i+1].end, said: clockSaid{hour: hour, minute: minute, sure: true}}, ok1 && ok2
}

func numberOf(s string, most int) (int, bool) {
	if len(s) == 0 || len(s) > 2 || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= most
}

// minutesAt reads ":30", ": 30", ".30" or "h30", and seconds, from token i.
func minutesAt(ts []token, i int) (minute, n int) {
	if i+1 >= len(ts) || len(ts[i+1].canon) != 2 {
		return 0, 0
	}
	minute, ok := numberOf(ts[i+1].canon, 59)
	if !ok {
		return 0, 0
	}
	tight := i > 0 && ts[i].start == ts[i-1].end && ts[i+1].start == ts[i].end
	switch ts[i].canon {
	case ":":
		if !tight && ts[i].start != ts[i-1].end {
			return 0, 0
		}
	case ".":
		if !tight || i+2 < len(ts) && ts[i+2].canon == "." && ts[i+2].start == ts[i+1].end && i+3 < len(ts) && ts[i+3].start == ts[i+2].end {
			return 0, 0 // 10.30.2026
		}
	case "oclock":
		if ts[i+1].start > ts[i].end+1 {
			return 0, 0
		}
	case ";": // "7;30pm"
		if !tight || i+2 >= len(ts) || ts[i+2].canon != "am" && ts[i+2].canon != "pm" {
			return 0, 0
		}
	case ",": // "19,30 h"
		if !tight || i+2 >= len(ts) || ts[i+2].canon != "oclock" {
			return 0, 0
		}
	default:
		return 0, 0
	}
	n = 2
	if i+3 < len(ts) && ts[i+2].canon == ":" && ts[i+2].start == ts[i+1].end {
		if _, ok := numberOf(ts[i+3].canon, 59); ok && len(ts[i+3].canon) == 2 {
			n = 4
		}
	}
	return minute, n
}

// halfAt reads "am", "p.m.", "p", "noon" or "midnight" at token i. Words such as
// "evening" belong to an hour only where it has minutes: "Step 4 Evening".
func halfAt(ts []token, i int, minutes bool) (half byte, n int) {
	if i >= len(ts) {
		return 0, 0
	}
	t := ts[i]
	tight := i > 0 && t.start == ts[i-1].end
	switch t.canon {
	case "noon":
		return 'n', 1
	case "midnight":
		return 'm', 1
	case "am", "pm":
		if len := t.end - t.start; len <= 4 || minutes || len > 9 {
			return t.canon[0], 1
		}
	case "a", "p":
		if i+2 < len(ts) && ts[i+1].canon == "." && ts[i+2].canon == "m" {
			n = 3
			if i+3 < len(ts) && ts[i+3].canon == "." && ts[i+3].start == ts[i+2].end {
				n = 4
			}
			return t.canon[0], n
		}
		if tight {
			return t.canon[0], 1
		}
	case "through": // Spanish "a": "7 a.m."
		if i+2 < len(ts) && ts[i+1].canon == "." && ts[i+2].canon == "m" {
			return 'a', 3
		}
	}
	return 0, 0
}

// promote makes clocks of bare numbers where their neighbours leave no doubt
// that they are: "7–8:30 pm", "Mondays 7", "at 7".
func promote(ts []token) []token {
	for i := range ts {
		if _, ok := numberOf(ts[i].canon, 24); !ok || ts[i].canon == "0" || ts[i].canon == "00" {
			continue
		}
		if rangedWithClock(ts, i) || afterDay(ts, i) || afterAt(ts, i) {
			hour, _ := numberOf(ts[i].canon, 24)
			ts[i].said = clockSaid{hour: hour, sure: hour > 12}
			ts[i].canon = "~"
		}
	}
	// The end of a range whose start has become a clock.
	for i := 2; i < len(ts); i++ {
		if hour, ok := numberOf(ts[i].canon, 24); ok && hour > 0 && joins(ts[i-1].canon) && ts[i-2].canon == "~" && endsHere(ts, i+1) {
			ts[i].said, ts[i].canon = clockSaid{hour: hour, sure: hour > 12}, "~"
		}
	}
	return ts
}

func joins(canon string) bool { return canon == "-" || canon == "through" || canon == "until" }

// rangedWithClock: "7 - 8:30 pm" and "6:30 pm - 8".
func rangedWithClock(ts []token, i int) bool {
	if i+2 < len(ts) && joins(ts[i+1].canon) && ts[i+2].canon == "~" && (i == 0 || ts[i-1].canon != ":" && ts[i-1].canon != ".") {
		return true
	}
	return i >= 2 && joins(ts[i-1].canon) && ts[i-2].canon == "~" && endsHere(ts, i+1)
}

// afterDay: "Mondays 7", "Monday: 7 - 8", "Monday evening, 7".
func afterDay(ts []token, i int) bool {
	j := i - 1
	for j >= 0 && (ts[j].canon == ":" || ts[j].canon == "," || ts[j].canon == "pm" || ts[j].canon == "am" || ts[j].canon == "at" || ts[j].canon == "from" || ts[j].canon == ".") {
		j--
	}
	return j >= 0 && (ts[j].canon[0] == '@' || dayWords[ts[j].canon]) && (endsHere(ts, i+1) || joinsNumber(ts, i+1))
}

// afterAt: "at 7 on Mondays".
func afterAt(ts []token, i int) bool {
	return i > 0 && (ts[i-1].canon == "at" || ts[i-1].canon == "raw@") && (endsHere(ts, i+1) || joinsNumber(ts, i+1))
}

func joinsNumber(ts []token, i int) bool {
	if i+1 >= len(ts) || !joins(ts[i].canon) {
		return false
	}
	_, ok := numberOf(ts[i+1].canon, 24)
	return ok && endsHere(ts, i+2)
}

// endsHere reports whether a bare hour may end before token i: before a mark, a
// day or a joining word, and not before "Main Street" or "people".
func endsHere(ts []token, i int) bool {
	if i >= len(ts) {
		return true
	}
	c := ts[i].canon
	if c == ":" && i+1 < len(ts) && ts[i+1].start == ts[i].end && ts[i+1].canon[0] >= '0' && ts[i+1].canon[0] <= '9' {
		return false // "7:65"
	}
	return strings.ContainsAny(c[:1], "@,;:()|.!-#") && c != "." || c == "&" || c == "every" || c == "on" || c == "pm" || c == "am" || c == "at" || c == "in" ||
		c == "." && (i+1 >= len(ts) || ts[i+1].start > ts[i].end)
}

var dayWords = wordSet("everyday weekday weekend daily")

// span is a start, and an end where one is said.
type span struct {
	first, last int // tokens
	start, end  clockSaid
	ended       bool
}

// settleHalves finds which half of the day the clocks of a span mean. sure is
// false where it is a guess; guess says what was chosen, "" = nothing.
func (s *scanned) settleHalves(c span, hint byte) (start meeting.Clock, minutes int, sure bool, guess string) {
	from, to := c.start, c.end
	sure = true
	if !from.told() {
		switch {
		case c.ended && (to.half == 'a' || to.half == 'p' || to.half == 'n' || to.half == 'm'):
			from.half = halfBefore(from, to)
		case hint != 0 && !from.sure:
			from.half = hint
		case from.sure, c.ended && to.hour > 12, from.minutes && (from.unit || s.lang.day24), from.unit && from.hour > 9:
		case c.ended && (from.unit || to.unit):
		case from.unit && s.lang != english: // who writes "19h" means the morning by "7h"
			guess, sure = fmt.Sprintf("%s: am", c.start), from.hour >= 6
		case c.ended && to.hour == 12 && from.hour >= 8 && from.hour < 12:
			from.half, guess = 'a', fmt.Sprintf("%s: before noon", c.start)
		default:
			from.half, guess, sure = likelyHalf(from.hour), fmt.Sprintf("%s: %cm", c.start, likelyHalf(from.hour)), likelyHours(from.hour)
		}
	}
	if from.half == 'm' && c.start.half == 'm' && c.start.hour == 0 {
		guess, sure = "midnight: as the day begins", false
	}
	start = from.clock()
	if !c.ended {
		return start, 0, sure, guess
	}
	if !to.told() && !to.sure {
		to.half = from.halfOf()
		if to.clock() <= start {
			to.half = other(to.half)
		}
	}
	minutes = int(to.clock() - start)
	if minutes <= 0 {
		minutes += 24 * 60
	}
	return start, minutes, sure, guess
}

func (c clockSaid) told() bool { return c.half != 0 || c.hour > 12 }

func (c clockSaid) String() string {
	if c.minute == 0 {
		return strconv.Itoa(c.hour)
	}
	return fmt.Sprintf("%d:%02d", c.hour, c.minute)
}

func (c clockSaid) clock() meeting.Clock {
	h := c.hour % 24
	switch {
	case c.half == 'p' && h < 12:
		h += 12
	case c.half == 'a' && h == 12:
		h = 0
	case c.half == 'm':
		h = 0
	}
	return meeting.NewClock(h, c.minute)
}

// halfOf is the half of the day that a clock is in.
func (c clockSaid) halfOf() byte {
	if c.clock() < meeting.NewClock(12, 0) {
		return 'a'
	}
	return 'p'
}

func other(half byte) byte {
	if half == 'a' {
		return 'p'
	}
	return 'a'
}

// halfBefore is the half of a start whose end says its own: the nearest before
// it, so that "11 - 12:30 pm" begins in the morning.
func halfBefore(from, to clockSaid) byte {
	end := int(to.clock())
	if end == 0 {
		end = 24 * 60
	}
	late := from
	late.half = 'p'
	if int(late.clock()) < end {
		return 'p'
	}
	return 'a'
}

// likelyHalf is when a meeting is likely to begin: hardly ever at night.
func likelyHalf(hour int) byte {
	if hour >= 9 && hour < 12 {
		return 'a'
	}
	return 'p'
}

// likelyHours are those of which the other half would be the dead of night.
func likelyHours(hour int) bool { return hour == 12 || hour >= 1 && hour <= 4 }
