package web

import (
	"net/url"
	"strings"
	"unicode"
)

// clean makes a listing's own text safe to stand in a line of ours: white
// space single, controls and what turns the direction of writing dropped. The
// template escapes the rest.
func clean(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), turnsDirection(r), r == '\u200b', r == '\u2060', r == '\ufeff', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)), " ")
}

// turnsDirection reports marks, embeddings, overrides and isolates of Unicode's
// bidirectional algorithm: with them a name could write over what stands beside
// it. <bdi> does what honest text needs.
func turnsDirection(r rune) bool {
	switch {
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	case r == '\u200e', r == '\u200f', r == '\u061c':
		return true
	}
	return false
}

// clip cuts s to n characters, the last an ellipsis where something is gone.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	chars := 0
	cut := 0
	for i := range s {
		if chars == n-1 {
			cut = i
		}
		if chars++; chars > n {
			return strings.TrimRight(s[:cut], " ") + "…"
		}
	}
	return s
}

// webLink returns s where it is an address a browser may open from here:
// http or https, with a host and no password. Anything else is "".
func webLink(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || len(s) > 2000 || strings.ContainsAny(u.Host, "<>\"'`\\^{|} ") {
		return ""
	}
	return u.String()
}
