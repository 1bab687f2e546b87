package phrase

import (
	"slices"
	"strings"
)

// canonical is a text in canonical form: tokens joined by single spaces, with
// a space at either end, so that patterns can be plain.
type canonical struct {
	original string
	tokens   []token
	text     string
	offsets  []int // where each token begins in text
	begins   begins
	// Of a written time: tokens that say when it is not, and its own days.
	masked           []bool
	ownFirst, ownEnd int
}

func canon(s string) *canonical {
	return newCanonical(s, tokens(s))
}

func newCanonical(original string, ts []token) *canonical {
	var b strings.Builder
	b.Grow(len(original) + 2*len(ts) + 8)
	b.WriteByte(' ')
	c := &canonical{original: original, tokens: ts, offsets: make([]int, len(ts))}
	for i := range ts {
		c.offsets[i] = b.Len()
		c.begins.add(ts[i].canon)
		b.WriteString(ts[i].canon)
		b.WriteByte(' ')
	}
	c.text = b.String()
	return c
}

// between returns the tokens within [start, end) of the canonical text.
func (c *canonical) between(start, end int) []token {
	first, _ := slices.BinarySearch(c.offsets, start)
	last, _ := slices.BinarySearch(c.offsets, end)
	return c.tokens[first:max(first, last)]
}

// source returns the original words of a stretch of the canonical text.
func (c *canonical) source(start, end int) string {
	ts := c.between(start, end)
	if len(ts) == 0 {
		return ""
	}
	return strings.TrimSpace(c.original[ts[0].start:ts[len(ts)-1].end])
}

// sentences splits the text where a sentence, a line or a starred remark ends.
func (c *canonical) sentences() []*canonical {
	var out []*canonical
	start := 0
	for i := range c.tokens {
		if c.stop(i) {
			if i > start {
				out = append(out, newCanonical(c.original, c.tokens[start:i]))
			}
			start = i + 1
		}
	}
	if start < len(c.tokens) {
		out = append(out, newCanonical(c.original, c.tokens[start:]))
	}
	return out
}

// stop reports whether a sentence ends at token i. A point after "Sat" or "Dec"
// ends one only before a capital letter that is no part of a date.
func (c *canonical) stop(i int) bool {
	switch c.tokens[i].canon {
	case "|", "!", "?", ";", "*", "•", "·", "=":
		return true
	case ".":
		if i+1 == len(c.tokens) || c.tokens[i+1].canon == "|" {
			return true
		}
		return (i == 0 || !c.tokens[i-1].abbreviated(c.original)) && c.tokens[i+1].start > c.tokens[i].end
	case ":":
		return i > 0 && headings[c.tokens[i-1].canon]
	case "&":
		return c.slash(i)
	}
	return false
}

// headings stand before a sentence: "NOTE: this group meets only on …".
var headings = wordSet(`note notes nb update updated attention important announcement`)

// slash reports whether token i is a "/" that parts remarks ("only/side door")
// and joins no days, ordinals or months ("1st/3rd Tuesday").
func (c *canonical) slash(i int) bool {
	if c.original[c.tokens[i].start] != '/' || i == 0 || i+1 == len(c.tokens) {
		return false
	}
	timely := func(t token) bool { return strings.ContainsAny(t.canon[:1], "#@%$~0123456789") }
	return !timely(c.tokens[i-1]) || !timely(c.tokens[i+1])
}

// told reports whether any token may be about time.
func (c *canonical) told() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool {
		return strings.ContainsAny(t.canon[:1], "#%$~") || telling[t.canon]
	})
}

// telling are the words of which at least one stands in every phrase that is
// read. They let most texts pass unread at little cost.
var telling = wordSet(`every except but only month monthly biweekly fortnightly fortnight alternate alternating
		cancelled suspended temporarily hiatus hold no not resume resumes returns starts start starting begins begin beginning
		switch switches switching change changes changing moves moving discontinued disbanded inactive quarterly year week
		holiday holidays until now weekday postponed paused closed bi ends ending closing final quarter
		penultimate odd even summer winter seasonal school effective christmas thanksgiving easter`)

// tellingWords are telling and canonicalWords as they are written.
var tellingWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range telling {
		m[w] = true
	}
	for w, c := range canonicalWords {
		if strings.ContainsAny(c[:1], "#%") || telling[c] {
			m[w] = true
		}
	}
	for _, w := range []string{"am", "pm", "bimonthly", "clock", "bi"} {
		m[w] = true
	}
	return m
}()

// mayTell reports whether a text holds any word that a phrase about time
// needs. It allocates nothing.
func mayTell(s string) bool {
	var buf [16]byte
	n, digit, number := 0, false, false
	for i := 0; i <= len(s); i++ {
		c := byte(' ')
		if i < len(s) {
			c = s[i]
		}
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			if n < len(buf) {
				buf[n] = c
			}
			digit = digit || c <= '9'
			n++
		case c == ':' && digit:
			return true // a clock
		default:
			if n > 0 && n <= len(buf) && tells(buf[:n], digit, number) {
				return true
			}
			if n > 0 {
				number = digit
			}
			n, digit = 0, false
		}
	}
	return false
}

// tells reports whether a word may be part of a phrase; number says that the
// word before held a digit.
func tells(w []byte, digit, number bool) bool {
	if len(w) == 1 {
		return number && (w[0] == 'a' || w[0] == 'p') // "8 p.m."
	}
	return tellingWords[string(w)] || digit && clockWord(w)
}

// clockWord reports whether a word like "8pm" ends as clocks do.
func clockWord(w []byte) bool {
	return len(w) > 2 && w[len(w)-1] == 'm' && (w[len(w)-2] == 'a' || w[len(w)-2] == 'p')
}
