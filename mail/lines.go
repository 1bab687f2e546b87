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
	for l := range strings.Lines(text) {
		width := 0
		for i, word := range strings.Split(strings.TrimSuffix(l, "\n"), " ") {
			n := utf8.RuneCountInString(word)
			switch {
			case i == 0:
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
