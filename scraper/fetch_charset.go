package scraper

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

var utf8Mark = []byte("\xef\xbb\xbf")

// toUTF8 returns a body as UTF-8 without a byte order mark. What is valid
// UTF-8 is believed to be it, whatever the header says: the header is wrong
// more often. Else the mark, the header, the page's own meta element, and at
// last windows-1252 (which holds latin-1) decide.
func toUTF8(body []byte, contentType string) []byte {
	body = bytes.TrimPrefix(body, utf8Mark)
	if utf8.Valid(body) {
		return body
	}
	head := body[:min(len(body), 1024)]
	e, name, _ := charset.DetermineEncoding(head, contentType)
	if name == "utf-8" {
		e, _ = charset.Lookup("windows-1252")
	}
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return bytes.ToValidUTF8(body, []byte("\ufffd"))
	}
	return bytes.TrimPrefix(out, utf8Mark)
}

// printable returns s with what can't be shown turned to single spaces.
func printable(s string) string {
	clean := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(clean), " ")
}
