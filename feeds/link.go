package feeds

import (
	"fmt"
	"net/url"
	"strings"
)

// maxLink is the longest address that goes into a feed, in octets.
const maxLink = 2000

// link returns an address of a listing as a URI that can stand in a feed, or ""
// where it is none: absolute, http or https, whatever RFC 3986 forbids escaped.
func link(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxLink {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return escapeURI(u.String())
}

// escapeURI escapes what no URI may hold wherever it stands.
func escapeURI(s string) string {
	forbidden := func(c byte) bool {
		return c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"{}|\\^`", c) >= 0
	}
	clean := true
	for i := range len(s) {
		clean = clean && !forbidden(s[i])
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; forbidden(c) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// dial returns a dial-in number as a tel URI (RFC 3966), or "" where it holds
// more than one number's signs: a code behind it stays in the words.
func dial(phone string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(phone) {
		switch {
		case r >= '0' && r <= '9', r == '+' && b.Len() == 0:
			b.WriteRune(r)
		case strings.ContainsRune(" ()-./\u00a0", r):
		default:
			return ""
		}
	}
	if n := b.Len(); n < 7 || n > 16 {
		return ""
	}
	return "tel:" + b.String()
}
