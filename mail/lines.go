package mail

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// measure is how wide the text of a letter is, in characters.
const measure = 72

// line makes one clean line of what a source or a person wrote: no control
// characters, none that turn the direction of writing, white space single.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError, unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// wrap breaks lines longer than measure at spaces. A link stays whole.
func wrap(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for l := range strings.Lines(text) {
		width, first := 0, true
		for word := range strings.SplitSeq(strings.TrimSuffix(l, "\n"), " ") {
			n := utf8.RuneCountInString(word)
			switch {
			case first:
				first = false
			case width+1+n > measure:
				b.WriteByte('\n')
				width = 0
			default:
				b.WriteByte(' ')
				width++
			}
			b.WriteString(word)
			width += n
		}
		b.WriteByte('\n')
	}
	return b.String()
}
