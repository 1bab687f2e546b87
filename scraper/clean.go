package scraper

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what is kept, in characters.
const (
	maxName  = 300
	maxNotes = 4000
	maxField = 1000
	maxLink  = 2000
)

// cleanLine returns published text as one line: without markup, entities,
// control characters and direction overrides, at most max characters.
func cleanLine(s string, max int) string {
	if isClean(s) && len(s) <= max {
		return s
	}
	return cut(strings.Join(strings.Fields(plainText(s)), " "), max)
}

// cleanText does the same and keeps paragraphs.
func cleanText(s string, max int) string {
	if isClean(s) && len(s) <= max {
		return s
	}
	lines := strings.Split(plainText(s), "\n")
	out := lines[:0]
	for _, line := range lines {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, line)
		}
	}
	return cut(strings.TrimSpace(strings.Join(out, "\n")), max)
}

// isClean reports whether there is nothing to do, as for most fields.
func isClean(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == '<' || c == '&' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// plainText takes markup and entities out. Some sites encode them twice.
func plainText(s string) string {
	for range 3 {
		before := s
		if strings.Contains(s, "<") {
			s = stripTags(s)
		}
		if strings.Contains(s, "&") {
			s = html.UnescapeString(s)
		}
		if s == before {
			break
		}
	}
	return strings.Map(visible, s)
}

// visible maps a character to what is kept of it: -1 is nothing.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == '\t' || r == '\r' || unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069',
		r == '\u200b', r == '\ufeff', r == '\u00ad', r == '\u061c', r == '\u2060', r == utf8.RuneError:
		return -1
	}
	return r
}

// stripTags removes markup: what breaks a line becomes a line break, scripts
// and styles go with their content. A "<" before anything but a tag stays.
func stripTags(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		name, rest, ok := tag(s[i:])
		if !ok {
			b.WriteByte('<')
			s = s[i+1:]
			continue
		}
		switch name {
		case "script", "style":
			rest = afterElement(rest, name)
		case "br", "p", "/p", "div", "/div", "li", "/li", "tr", "/tr", "h1", "h2", "h3", "h4", "/ul", "/ol":
			b.WriteByte('\n')
		}
		s = rest
	}
}

// tag reads the tag that s begins with; "" is the name of a comment.
func tag(s string) (name, rest string, ok bool) {
	if after, isComment := strings.CutPrefix(s, "<!--"); isComment {
		_, rest, _ = strings.Cut(after, "-->")
		return "", rest, true
	}
	end := strings.IndexByte(s, '>')
	if end < 2 || !(isLetter(s[1]) || (s[1] == '/' || s[1] == '!' || s[1] == '?') && isLetter(s[2])) {
		return "", "", false
	}
	inner := s[1:end]
	if n := strings.IndexAny(inner[1:], " \t\r\n/"); n >= 0 {
		inner = inner[:n+1]
	}
	return strings.ToLower(inner), s[end+1:], true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func afterElement(s, name string) string {
	if i := strings.Index(strings.ToLower(s), "</"+name); i >= 0 && i < len(s) {
		if _, rest, ok := strings.Cut(s[i:], ">"); ok {
			return rest
		}
	}
	return ""
}

// cut shortens s to max characters, at a space where one is near.
func cut(s string, max int) string {
	if len(s) <= max || utf8.RuneCountInString(s) <= max {
		return s
	}
	s = firstRunes(s, max-1)
	if i := strings.LastIndexByte(s, ' '); i > len(s)-20 {
		s = s[:i]
	}
	return s + "…"
}
