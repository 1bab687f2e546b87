package phrase

import (
	"slices"
	"strings"
)

var (
	suspendedName = pattern(` (?:meeting |group |temporarily |currently |permanently |all |is |are |has been )*(?:cancelled|suspended|discontinued|disbanded|on hiatus|on hold|temporarily closed|closed temporarily|closed until further notice|temporarily not meeting|not meeting (?:temporarily|currently|at this time|until)|currently not meeting|not currently meeting|not (?:being )?held (?:at this time|at present|currently|until further notice)|postponed until|postponed|no longer meeting|no longer meets|temporarily inactive|inactive|temporarily paused|paused)(?: (?:temporarily|indefinitely|until further notice|until [^ ]+|\$\??|due through .*))* `)

	suspendedNote = pattern(`^(?: (?:\*|-|:|raw~))*(?: (?:this|the|our|all))?(?: [a-z]+)?(?: D)?(?: night| morning)?(?: meeting| group)*(?: (?:is|are|has been|have been|was|currently|temporarily|now|has))* (?:cancelled|suspended|discontinued|disbanded|on hiatus|on hold|not meeting|no longer meeting|no longer meets|temporarily closed|closed temporarily|closed until further notice|not currently meeting|currently not meeting|not (?:being )?held (?:at this time|at present|currently|until further notice)|postponed|temporarily inactive|temporarily paused)(?: (?:temporarily|indefinitely|currently|at this time|for now|for the time being|until further notice|until [^ ]+(?: \d+)?|since [^ ]+|as of [^ ]+|\$\??|%\d+ \d+|due through .*))*(?: [.])? $`)

	suspendedEnd = pattern(` (?:temporarily cancelled|temporarily suspended|temporarily closed|cancelled until further notice|suspended until further notice|cancelled indefinitely)(?: until [^ ]+(?: \d+)?)? $`)
)

// suspendedReason gives the reason behind a mark: "Suspended: church closed".
var suspendedReason = pattern(`^(?: (?:meeting|group|temporarily|currently))* (?:cancelled|suspended|discontinued|disbanded|on hiatus|on hold|postponed) [:-] [a-z]`)

var (
	// reprieves turn talk of cancelling into something else: a condition, a
	// denial, or one way of attending.
	reprieves = wordSet(`if when unless never not weather snow rain case schools school person physical face zoom online virtual
		dial phone rescheduled except`)
	// parts of a meeting may be cancelled while it is held.
	parts = wordSet(`newcomers newcomers' newcomer beginners beginner babysitting childcare speaker speakers potluck dinner lunch
		coffee room office smoking breakfast workshop service parking`)
)

// Suspended reports whether a text says, as a meeting's name, that it is not
// held at present, and in which words.
func (t *Text) Suspended() (words string, ok bool) {
	if !t.suspends {
		return "", false
	}
	return t.canon().suspended(suspendedNames)
}

func (c *canonical) suspended(patterns []*expr) (words string, ok bool) {
	for _, p := range patterns {
		if at := p.find(c); at != nil && !c.reprieved(at) {
			return c.source(at[0], at[1]), true
		}
	}
	return "", false
}

// SuspendedNote reports the same of a text as a meeting's notes, where a whole
// sentence must say so.
func (t *Text) SuspendedNote() (words string, ok bool) {
	if !t.suspends {
		return "", false
	}
	for _, c := range t.sentences() {
		if words, ok := c.suspended(suspendedNotes); ok {
			return words, true
		}
	}
	return "", false
}

var (
	suspendedNames = []*expr{suspendedName, pattern(` [(\[] not meeting [)\]] `)}
	suspendedNotes = []*expr{suspendedNote, suspendedEnd, suspendedReason}
)

// reprieved reports whether a word of the same clause takes a match back. "Not
// meeting" itself is no denial. One occasion that is cancelled
// does not suspend the rest; "Meeting cancelled 3-17-2020" does.
func (c *canonical) reprieved(at []int) bool {
	first, last := c.span(at)
	if occasion.matchesIn(c, at[0], len(c.text)) {
		return true
	}
	from, to := c.clause(first, last)
	for i := from; i < to; i++ {
		if t := c.tokens[i].canon; reprieves[t] && (t != "not" || i < first || i >= last) {
			return true
		}
	}
	for i := max(0, first-1); i < last; i++ {
		if parts[c.tokens[i].canon] && (i >= first || !c.markBetween(i, first)) {
			return true
		}
	}
	return strings.Contains(c.text[at[0]:], " cancelled on ") || c.partReasoned(last)
}

// partReasoned reports whether what follows a match's mark is a part of the
// meeting: "Cancelled: potluck".
func (c *canonical) partReasoned(last int) bool {
	for i := max(0, last-1); i < min(last+2, len(c.tokens)); i++ {
		if parts[c.tokens[i].canon] && i > 0 && c.tokens[i-1].canon == ":" {
			return true
		}
	}
	return false
}

var occasion = pattern(`^(?: cancelled(?: [-:])?(?: D(?: ,)?)? \$|(?: [a-z]+)* cancelled(?: [-:])?(?: (?:on|for|the|D|,))* (?:\$\?|\d+ & \d+|(?:this|next) (?:week|month|D)|today|tonight|tomorrow|` + feasts + `)) `)

// clause returns the tokens around a match back and forth to a dash, a bracket
// or the end of a sentence. A way of attending just before a dash belongs to
// it: "In person - cancelled".
func (c *canonical) clause(first, last int) (from, to int) {
	from, to = first, last
	for from > 0 && !parting(c.tokens[from-1].canon) {
		from--
	}
	for to < len(c.tokens) && !parting(c.tokens[to].canon) {
		to++
	}
	if from >= 2 && from <= 3 && ways[c.tokens[from-2].canon] {
		from = 0
	}
	return from, to
}

func parting(canon string) bool {
	return len(canon) == 1 && strings.Contains("()[]-:;|.*", canon)
}

var ways = wordSet("person physical face")

// markBetween reports whether "Oak Room - cancelled" has a mark, or no word at
// all, between the part and the match.
func (c *canonical) markBetween(part, match int) bool {
	return match-part > 1 || isMark(c.tokens[match].canon)
}

var suspending = []string{"ancel", "uspend", "emporar", "hiatus", "iscontinu", "isband", "n hold", "ot meeting", "o longer", "further notice", "nactive", "aused", "ostponed", "ot currently", "held"}

// maySuspend is a cheap first look at canonical text.
func (c *canonical) maySuspend() bool {
	return slices.ContainsFunc(suspending, func(w string) bool { return strings.Contains(c.text, w) })
}

// maySuspend is a cheap first look.
func maySuspend(s string) bool {
	low := strings.ToLower(s)
	for _, w := range suspending {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// conditional reads talk of not meeting that suspends nothing: a condition
// ("cancelled if raining") or an occasion leaves doubt, a denial, a part of the
// meeting or another clock's meeting doesn't. One way of attending is for
// SuspendedWay.
func conditional(r *reading, c *canonical, at []int) verdict {
	first, last := c.span(at)
	if _, off := c.suspended(suspendedNames); off {
		return passed
	}
	if any, same := says(c.tokens, r.schedule.Start); any && !same {
		return ignored
	}
	for i, t := range c.tokens {
		if t.canon == "never" || parts[t.canon] || events[t.canon] && t.canon != "closed" || others[t.canon] || wayOf[t.canon] != NoWay {
			return ignored
		}
		if t.canon == "not" && (i < first || i >= last) {
			return ignored // "is not cancelled"
		}
	}
	if r.elsewhere(c.tokens) {
		return ignored
	}
	r.sayWhole(c)
	return uncertain
}
