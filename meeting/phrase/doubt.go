package phrase

import (
	"slices"
	"time"
)

// doubtful limits a meeting in a way that can't be read exactly, unless the
// words speak of something that happens in it.
func doubtful(r *reading, c *canonical, at []int) verdict {
	first, last := c.span(at)
	if c.another() || slices.ContainsFunc(c.tokens[first:last], token.event) || r.elsewhere(c.tokens[first:last]) {
		return ignored
	}
	if c.eventBefore(first) || c.occasionAfter(last) || last < len(c.tokens) && isMark(c.tokens[last].canon) && c.occasionAfter(last+1) {
		return ignored // "last Friday only: chips"
	}
	return uncertain
}

// limited is doubtful where the sentence also says that it speaks of when the
// meeting is held, and of nothing that happens in it.
func limited(r *reading, c *canonical, at []int) verdict {
	if !slices.ContainsFunc(c.tokens, func(t token) bool { return limiting[t.canon] }) {
		return passed
	}
	if slices.ContainsFunc(c.tokens, func(t token) bool { return t.event() || occasions[t.canon] && !linking[t.canon] }) {
		return ignored
	}
	v := doubtful(r, c, at)
	if v == uncertain {
		r.sayWhole(c)
	}
	return v
}

// sayWhole keeps a whole sentence or name, where it is short: a condition is
// not understood without its words.
func (r *reading) sayWhole(c *canonical) {
	if whole := c.source(0, len(c.text)); len(whole) <= shortSentence {
		r.say(whole)
	}
}

// shortSentence is what is kept whole, in bytes; of a longer one the words that
// limit the meeting are.
const shortSentence = 120

// notHeld is doubt by words that themselves say the meeting is not held, so
// that "closed" among them is no kind of meeting.
func notHeld(r *reading, c *canonical, at []int) verdict {
	first, last := c.span(at)
	if c.another() || c.eventBefore(first) || r.elsewhere(c.tokens[first:last]) {
		return ignored
	}
	return uncertain
}

// limiting are words of which one makes an ordinal or a month a limit.
var limiting = wordSet(`only meet meets runs held closing`)

// linking are the occasions that are so only right behind an ordinal.
var linking = wordSet(`has have is are for`)

// another reports whether the words speak of others who meet.
func (c *canonical) another() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool { return others[t.canon] })
}

func (t token) event() bool { return events[t.canon] }

// elsewhere reports whether words that several meetings share name only days
// of other meetings.
func (r *reading) elsewhere(ts []token) bool {
	named := false
	for _, t := range ts {
		if t.canon[0] != '@' {
			continue
		}
		named = true
		if r.schedule.Days.Has(weekdayOf(t)) {
			return false
		}
	}
	return named && r.shared
}

func weekdayOf(t token) time.Weekday { return time.Weekday(t.canon[1] - '0') }
