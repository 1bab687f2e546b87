package phrase

import "strings"

// noteStarts is a whole sentence that says when the meeting begins: "Meeting
// 6:45 PM START". A clock with a zone, an end or a room's opening is not one.
var noteStarts = []*expr{
	pattern(noteStart + `(?: time)?(?: (?:starts?|begins?|meets?|is|now|at|from|promptly|on|every|each|will|be|D|:|raw@))* ~(?: (?:-|through|until) ~)?(?: (?:starts?|start time|sharp|promptly|temporarily|now))* $`),
	pattern(noteStart + ` (?:meets?|at)(?: [a-z]+){0,12} at ~ (?:temporarily|for now|until further notice) $`),
}

// starts makes a schedule uncertain whose notes say another start than its
// field. The field's own time anywhere in them is enough to leave it: "beginners
// at 6:30, meeting at 7:00" is published as 6:30.
func (r *reading) starts(sentences []*canonical) {
	var doubts []string
	for _, c := range sentences {
		any, same := says(c.tokens, r.schedule.Start)
		if same {
			return
		}
		if any && c.startSaid() && !r.otherDays(c) && !c.switches() {
			doubts = append(doubts, c.source(0, len(c.text)))
		}
	}
	for _, words := range doubts {
		if !strings.Contains(r.schedule.Text, words) { // a coming change, read already
			r.settle(uncertain, words)
		}
	}
}

// startSaid reports whether a sentence says when the meeting begins.
func (c *canonical) startSaid() bool {
	if c.another() {
		return false
	}
	for _, p := range noteStarts {
		if p.matches(c) && beginning.matches(c) {
			return true
		}
	}
	return false
}

// beginning is what a time must stand with to be the meeting's.
var beginning = pattern(` (?:meets?|meeting|starts?|begins?) `)

// otherDays reports whether a sentence names a day that is not the
// schedule's: a time there may be that day's.
func (r *reading) otherDays(c *canonical) bool {
	for _, t := range c.tokens {
		if t.canon[0] == '@' && !r.schedule.Days.Has(weekdayOf(t)) {
			return true
		}
	}
	return false
}
