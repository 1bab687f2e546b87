package scraper

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// cell is one value of a published table, whatever JSON type it came in.
type cell struct {
	text string   // strings, numbers, true and false as written; "" for null and objects
	list []string // elements of an array, as text; empty ones left out
}

// String returns the value as one text; an array's elements joined by commas.
func (c cell) String() string {
	if c.list != nil {
		return strings.Join(c.list, ",")
	}
	return c.text
}

// items returns the value as a list: an array's elements, or the parts of a
// text that is split at commas.
func (c cell) items() []string {
	if c.list != nil {
		return c.list
	}
	if strings.TrimSpace(c.text) == "" {
		return nil
	}
	return strings.Split(c.text, ",")
}

// pageText returns a page's body as UTF-8 without a byte order mark. A body
// that is not UTF-8 is read as windows-1252, which holds latin-1.
func pageText(body []byte) string {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if utf8.Valid(body) {
		return string(body)
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(body)
	if err != nil {
		return strings.ToValidUTF8(string(body), "\uFFFD")
	}
	return string(text)
}

// readerOf opens a page that should hold JSON, and says what stands there if
// it does not even begin like it.
func readerOf(p Page) (*reader, error) {
	r := newReader(pageText(p.Body))
	switch c := r.peek(); c {
	case '[', '{':
		return r, nil
	case '<':
		return nil, &ShapeError{HTML: true, Why: "A web page stands where the list of meetings was due."}
	case 0:
		return nil, &ShapeError{Cut: true, Why: "The page is empty where the list of meetings was due."}
	default:
		return nil, &ShapeError{Why: "The page is no list of meetings in JSON: it begins with " + strconv.Quote(firstRunes(r.text[r.at():], 20)) + "."}
	}
}

func shapeOf(err error) *ShapeError {
	if errors.Is(err, errCut) {
		return &ShapeError{Cut: true, Why: "The list ends in the middle: the page was cut short."}
	}
	return &ShapeError{Why: "The list can't be read: " + err.Error() + "."}
}

// firstRunes returns at most n characters of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
