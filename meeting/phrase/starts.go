package phrase

import "strings"

// noteStarts is a whole sentence that says when the meeting begins: "Meeting
// 6:45 PM START". A clock with a zone, an end or a room's opening is not one.
var noteStarts = []rule{
	{pattern(noteStart + `(?: time)?(?: (?:starts?|begins?|meets?|is|now|at|from|promptly|on|every|each|will|be|D|:|@))* (~)(?: (?:-|through|until) ~)?(?: (?:starts?|start time|sharp|promptly|temporarily|now))* $`), nil},
	{pattern(noteStart + ` (?:meets?|at)(?: [a-z]+){0,12} at (~) (?:temporarily|for now|until further notice) $`), nil},
}

// starts makes a schedule uncertain whose notes say another start than its
// field. One sentence that agrees is enough to leave it.
func (r *reading) starts(sentences []*canonical) {
	var doubts []string
	for _, c := range sentences {
		clock, ok := c.startSaid()
		if !ok || r.otherDays(c) {
			continue
		}
		if clock.is(r.schedule.Start) {
			return
		}
		if _, same := says(c.tokens, r.schedule.Start); !same {
			doubts = append(doubts, c.source(0, len(c.text)))
		}
	}
	for _, words := range doubts {
		r.settle(uncertain, words)
	}
}

// startSaid returns the clock of a sentence that says when the meeting begins.
func (c *canonical) startSaid() (clockWords, bool) {
	if !strings.Contains(c.text, " ~ ") || c.another() {
		return clockWords{}, false
	}
	for _, rule := range noteStarts {
		at := rule.pattern.FindStringSubmatchIndex(c.text)
		if at == nil || !strings.Contains(c.text[:at[2]], "meet") && !strings.Contains(c.text, " start") && !strings.Contains(c.text, " begin") {
			continue
		}
		return c.between(at[2], at[3])[0].clock, true
	}
	return clockWords{}, false
}

// otherDays reports whether a sentence names days, but none of the schedule's
// alone: a time there may be the other day's.
func (r *reading) otherDays(c *canonical) bool {
	for _, t := range c.tokens {
		if t.canon[0] == '@' && !r.schedule.Days.Has(weekdayOf(t)) {
			return true
		}
	}
	return false
}
