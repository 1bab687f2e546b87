package feeds

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/emersion/go-ical"
)

const (
	// maxSummary is what Outlook shows of a SUMMARY, in UTF-16 units.
	maxSummary = 255
	// maxText bounds any other text of a listing, in UTF-16 units, so that one
	// meeting can't fill a feed.
	maxText = 3000
)

// plain returns text of a listing that can stand in a feed: valid UTF-8, its
// line ends as \n, without control and direction characters. A backslash
// becomes a slash, because several clients read an escaped one before an n as
// a line end.
func plain(s string) string {
	if isPlain(s) {
		return strings.TrimSpace(s)
	}
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD")
	return strings.TrimSpace(strings.Map(plainRune, s))
}

func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c >= 0x7f || c == '\\' {
			return false
		}
	}
	return true
}

// isSingle reports whether plain text is one line of single spaces.
func isSingle(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\n', c == 0xc2, c >= 0xe1 && c <= 0xe3: // wide spaces begin so
			return false
		case c == ' ' && i > 0 && s[i-1] == ' ':
			return false
		}
	}
	return true
}

func plainRune(r rune) rune {
	switch {
	case r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
		return '\n'
	case r == '\t':
		return ' '
	case r == '\\':
		return '/'
	case r == 0xFEFF, r == 0x2060, unicode.IsControl(r):
		return -1
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F:
		return -1
	}
	return r
}

// oneLine is plain text without line ends, its white space single.
func oneLine(s string) string {
	if s = plain(s); isSingle(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// cut shortens s to at most n UTF-16 units, the last an ellipsis.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	units, end := 0, 0 // end: where s can be cut and the ellipsis still fits
	for i, r := range s {
		if units <= n-1 {
			end = i
		}
		if units += utf16.RuneLen(r); units > n {
			return strings.TrimRightFunc(s[:end], unicode.IsSpace) + "…"
		}
	}
	return s
}

// setText sets a property from plain text, escaped as RFC 5545 3.3.11 wants.
// An empty text sets nothing.
func setText(c *ical.Component, name, text string) {
	if text != "" {
		setRaw(c, name, escape(text))
	}
}

// escape writes plain text as a TEXT value.
func escape(s string) string {
	n := 0
	for i := range len(s) {
		if escaped(s[i]) {
			n++
		}
	}
	if n == 0 {
		return s
	}
	b := make([]byte, 0, len(s)+n)
	for i := range len(s) {
		c := s[i]
		if escaped(c) {
			b = append(b, '\\')
		}
		if c == '\n' {
			c = 'n'
		}
		b = append(b, c)
	}
	return string(b)
}

func escaped(c byte) bool { return c == ',' || c == ';' || c == '\n' || c == '\\' }

// param returns text that can stand in a parameter's value: one line without
// the quote that would end it and the caret that RFC 6868 reads as an escape.
func param(s string) string {
	s = cut(oneLine(s), maxSummary)
	if !strings.ContainsAny(s, `"^`) {
		return s
	}
	return strings.NewReplacer(`"`, "'", "^", "").Replace(s)
}
