package scraper

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// next passes over spaces and returns the byte that follows, 0 at the end.
func (r *reader) next() byte {
	for r.pos < len(r.text) {
		if c := r.text[r.pos]; c != ' ' {
			return c
		}
		r.pos++
	}
	return 0
}

// stringText reads a string. Where it has no escapes it is a part of the text.
func (r *reader) stringText() (string, error) {
	s, escaped, err := r.stringRaw()
	if escaped && err == nil {
		s = unescape(s)
	}
	return s, err
}

// stringCopy reads a string that does not keep the text in memory.
func (r *reader) stringCopy() (string, error) {
	s, escaped, err := r.stringRaw()
	if escaped && err == nil {
		return unescape(s), nil
	}
	return strings.Clone(s), err
}

// stringRaw reads a string as it is written between its quotes.
func (r *reader) stringRaw() (s string, escaped bool, err error) {
	if r.next() != '"' {
		return "", false, r.unexpected()
	}
	start := r.pos + 1
	if n := strings.IndexByte(r.text[start:], '"'); n >= 0 && strings.IndexByte(r.text[start:start+n], '\\') < 0 {
		r.pos = start + n + 1
		return r.text[start : start+n], false, nil
	}
	for i := start; i < len(r.text); {
		switch r.text[i] {
		case '"':
			r.pos = i + 1
			return r.text[start:i], true, nil
		case '\\':
			n, err := escapeAt(r.text, i)
			if err != nil {
				return "", true, err
			}
			i += n
		default:
			i++
		}
	}
	return "", true, errCut
}

// escapeAt returns how long the escape at i is.
func escapeAt(text string, i int) (int, error) {
	if i+1 == len(text) {
		return 0, errCut
	}
	switch text[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2, nil
	case 'u':
		for n := i + 2; n < i+6; n++ {
			switch {
			case n == len(text):
				return 0, errCut
			case !isHex(text[n]):
				return 0, fmt.Errorf("%w: an escape after byte %d is none", errSyntax, i)
			}
		}
		return 6, nil
	}
	return 0, fmt.Errorf("%w: an escape after byte %d is none", errSyntax, i)
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// unescape takes the escapes out of a string, all of which are right. Halves of
// characters are U+FFFD.
func unescape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		c := s[i+1]
		s = s[i+2:]
		if at := strings.IndexByte(`bfnrt`, c); at >= 0 {
			b.WriteByte("\b\f\n\r\t"[at])
			continue
		}
		if c != 'u' {
			b.WriteByte(c)
			continue
		}
		first := codeUnit(s)
		s = s[4:]
		if utf16.IsSurrogate(first) {
			first, s = joined(first, s)
		}
		b.WriteRune(first)
	}
}

// joined reads the second half of a character behind its first.
func joined(first rune, s string) (rune, string) {
	if rest, ok := strings.CutPrefix(s, `\u`); ok {
		if c := utf16.DecodeRune(first, codeUnit(rest)); c != utf8.RuneError {
			return c, rest[4:]
		}
	}
	return utf8.RuneError, s
}

func codeUnit(hex string) rune {
	n, err := strconv.ParseUint(hex[:4], 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}

// literal reads a number, true, false or null as it is written.
func (r *reader) literal() (string, error) {
	switch c := r.next(); {
	case c == '-' || isDigit(c):
		start := r.pos
		err := r.number()
		return r.text[start:r.pos], err
	case c == 't':
		return r.word("true")
	case c == 'f':
		return r.word("false")
	case c == 'n':
		return r.word("null")
	}
	return "", r.unexpected()
}

func (r *reader) word(w string) (string, error) {
	rest := r.text[r.pos:]
	switch {
	case strings.HasPrefix(rest, w):
		r.pos += len(w)
		return w, nil
	case strings.HasPrefix(w, rest):
		return "", errCut
	}
	return "", r.unexpected()
}

// number passes over -1.5e+10 and its like. Zeros don't lead.
func (r *reader) number() error {
	r.pass("-")
	if !r.pass("0") {
		if err := r.digits(); err != nil {
			return err
		}
	}
	if r.pass(".") {
		if err := r.digits(); err != nil {
			return err
		}
	}
	if r.pass("eE") {
		r.pass("+-")
		return r.digits()
	}
	return nil
}

// pass passes over one of some characters, where one comes next.
func (r *reader) pass(any string) bool {
	if r.pos < len(r.text) && strings.IndexByte(any, r.text[r.pos]) >= 0 {
		r.pos++
		return true
	}
	return false
}

// digits passes over one digit and more.
func (r *reader) digits() error {
	start := r.pos
	for r.pos < len(r.text) && isDigit(r.text[r.pos]) {
		r.pos++
	}
	if r.pos == start {
		return r.unexpected()
	}
	return nil
}
