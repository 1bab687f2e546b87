package phrase

import (
	"regexp"
	"strings"
)

var (
	suspendedName = pattern(` (?:meeting |group |temporarily |currently |permanently |all |is |are |has been )*(?:cancelled|suspended|discontinued|disbanded|on hiatus|on hold|temporarily closed|closed temporarily|closed until further notice|temporarily not meeting|not meeting (?:temporarily|currently|at this time|until)|currently not meeting|no longer meeting|no longer meets|temporarily inactive|inactive|temporarily paused|paused)(?: (?:temporarily|indefinitely|until further notice|until [^ ]+|\$\??|due through .*))* `)

	suspendedNote = pattern(`^(?: (?:\*|-|:|~))*(?: (?:this|the|our|all))?(?: [a-z]+)?(?: D)?(?: night| morning)?(?: meeting| group)*(?: (?:is|are|has been|have been|was|currently|temporarily|now|has))* (?:cancelled|suspended|discontinued|disbanded|on hiatus|on hold|not meeting|no longer meeting|no longer meets|temporarily closed|closed temporarily|closed until further notice|temporarily inactive|temporarily paused)(?: (?:temporarily|indefinitely|currently|at this time|for now|for the time being|until further notice|until [^ ]+(?: \d+)?|since [^ ]+|as of [^ ]+|\$\??|%\d+ \d+|due through .*))*(?: [.])? $`)

	suspendedEnd = pattern(` (?:temporarily cancelled|temporarily suspended|temporarily closed|cancelled until further notice|suspended until further notice|cancelled indefinitely)(?: until [^ ]+(?: \d+)?)? $`)
)

var (
	// reprieves turn talk of cancelling into something else: a condition, a
	// denial, or one way of attending.
	reprieves = wordSet(`if when unless never not weather snow rain case schools school person physical face zoom online virtual
		dial phone rescheduled except`)
	// parts of a meeting may be cancelled while it is held.
	parts = wordSet(`newcomers newcomers' newcomer beginners beginner babysitting childcare speaker speakers potluck dinner lunch
		coffee room office smoking breakfast workshop service parking`)
)

// Suspended reports whether a meeting's name says that it is not held at
// present, and in which words.
func Suspended(name string) (words string, ok bool) {
	if !maySuspend(name) {
		return "", false
	}
	c := canon(name)
	at := suspendedName.FindStringIndex(c.text)
	if at == nil || c.reprieved(at) {
		return "", false
	}
	return c.source(at[0], at[1]), true
}

// SuspendedNote reports the same of a meeting's notes, where a whole sentence
// must say so.
func SuspendedNote(notes string) (words string, ok bool) {
	if !maySuspend(notes) {
		return "", false
	}
	for _, c := range canon(notes).sentences() {
		for _, p := range suspendedPatterns {
			if at := p.FindStringIndex(c.text); at != nil && !c.reprieved(at) {
				return c.source(at[0], at[1]), true
			}
		}
	}
	return "", false
}

var suspendedPatterns = []*regexp.Regexp{suspendedNote, suspendedEnd}

// reprieved reports whether a word takes a match back. "Not meeting" itself is
// no denial.
func (c *canonical) reprieved(at []int) bool {
	for _, t := range c.tokens {
		if reprieves[t.canon] && !(t.canon == "not" && strings.Contains(c.text, " not meeting ")) {
			return true
		}
	}
	first, last := c.span(at)
	for i := max(0, first-1); i < last; i++ {
		if parts[c.tokens[i].canon] && (i >= first || !c.markBetween(i, first)) {
			return true
		}
	}
	return strings.Contains(c.text[at[0]:], " cancelled on ")
}

// markBetween reports whether "Oak Room - cancelled" has a mark, or no word at
// all, between the part and the match.
func (c *canonical) markBetween(part, match int) bool {
	return match-part > 1 || isMark(c.tokens[match].canon)
}

var suspending = []string{"ancel", "uspend", "emporar", "hiatus", "iscontinu", "isband", "n hold", "ot meeting", "o longer", "further notice", "nactive", "aused"}

// maySuspend is a cheap first look.
func maySuspend(s string) bool {
	if !mayTell(s) {
		return false
	}
	low := s
	if hasUpper(s) {
		low = strings.ToLower(s)
	}
	for _, w := range suspending {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

func hasUpper(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i-1] >= 'A' && s[i-1] <= 'Z' && s[i] >= 'A' && s[i] <= 'Z' {
			return true
		}
	}
	return false
}
