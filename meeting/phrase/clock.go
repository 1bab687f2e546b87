package phrase

import (
	"strings"

	"openchair/meeting"
)

// clockWords is a time of day as words say it.
type clockWords struct {
	clock meeting.Clock
	half  bool // am or pm is said, or the hour is past twelve
}

// is reports whether the words can mean a start: without am or pm, either half
// of the day will do.
func (w clockWords) is(start meeting.Clock) bool {
	return w.clock == start || !w.half && w.clock%720 == start%720
}

// Says reports whether a text names a time of day, and whether one of those it
// names is start.
func (t *Text) Says(start meeting.Clock) (any, same bool) {
	if !t.tells {
		return false, false
	}
	return says(t.canon().tokens, start)
}

func says(ts []token, start meeting.Clock) (any, same bool) {
	for _, t := range ts {
		if t.canon == "~" {
			any = true
			same = same || t.clock.is(start)
		}
	}
	return any, same
}

// clocks makes a schedule uncertain whose name says another time than its field.
func (r *reading) clocks(c *canonical) {
	any, same := says(c.tokens, r.schedule.Start)
	if !any || same || c.switches() {
		return
	}
	for i, t := range c.tokens {
		if t.canon == "~" {
			r.settle(uncertain, c.around(i))
		}
	}
}

// around returns the words from the mark before token i to the mark after it.
func (c *canonical) around(i int) string {
	first, last := i, i
	for first > 0 && !isMark(c.tokens[first-1].canon) {
		first--
	}
	for last+1 < len(c.tokens) && !isMark(c.tokens[last+1].canon) {
		last++
	}
	return c.original[c.tokens[first].start:c.tokens[last].end]
}

func isMark(canon string) bool {
	return len(canon) == 1 && strings.Contains("()-,:;.*|[]", canon)
}

// clockAt reads "7:30pm", "7 pm", "19:30", "8 a.m." or "8 o'clock" at i.
func clockAt(s string, i int) (token, bool) {
	hour, end := digits(s, i)
	if end-i > 2 {
		return token{}, false
	}
	minute, colon := 0, false
	if end+2 < len(s)+0 && s[end] == ':' {
		m, e := digits(s, end+1)
		if e-end != 3 || m > 59 {
			return token{}, false
		}
		minute, end, colon = m, e, true
	}
	half, after := halfOfDay(s, end)
	if half == 0 && !colon || hour > 24 {
		return token{}, false
	}
	if half == 0 || half == 'o' {
		after = max(after, end)
	}
	t := token{canon: "~", start: i, end: after}
	return t.withClock(hour, minute, half)
}

func (t token) withClock(hour, minute int, half byte) (token, bool) {
	switch {
	case half == 'p' && hour < 12:
		hour += 12
	case half == 'a' && hour == 12:
		hour = 0
	}
	t.clock = clockWords{meeting.NewClock(hour, minute), half == 'a' || half == 'p' || hour > 12}
	return t, t.clock.clock.Valid()
}

// halfOfDay reads am or pm, 'o' for "o'clock", 0 for neither, and where it ends.
func halfOfDay(s string, i int) (half byte, end int) {
	rest := s[i:]
	trimmed := strings.TrimLeft(rest, " \u00a0")
	low := strings.ToLower(trimmed[:min(len(trimmed), 8)])
	at := i + len(rest) - len(trimmed)
	for _, w := range [...]string{"a.m.", "p.m.", "a.m", "p.m", "am", "pm", "o'clock"} {
		if strings.HasPrefix(low, w) && !letterAt(s, at+len(w)) {
			return w[0], at + len(w)
		}
	}
	if len(rest) > 0 && (rest[0]|0x20 == 'a' || rest[0]|0x20 == 'p') && !letterAt(s, i+1) {
		return rest[0] | 0x20, i + 1
	}
	return 0, i
}

func letterAt(s string, i int) bool {
	return i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= '0' && s[i] <= '9')
}

// Naming returns the stretches of a text that begin with start, said as a time
// of day, and end before the next time of day or the end of the line: where a
// zone that belongs to it would stand.
func (t *Text) Naming(start meeting.Clock) []string {
	if !t.tells {
		return nil
	}
	var out []string
	ts := t.canon().tokens
	for i, at := range ts {
		if at.canon != "~" || !at.clock.is(start) {
			continue
		}
		end := i + 1
		for end < len(ts) && ts[end].canon != "~" && ts[end].canon != "|" {
			end++
		}
		out = append(out, t.words[at.start:ts[end-1].end])
	}
	return out
}
