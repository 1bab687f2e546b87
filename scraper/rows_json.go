package scraper

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

var (
	errCut    = errors.New("the page ends in the middle")
	errSyntax = errors.New("the page is not JSON")
)

// deepest is how far values may lie within each other, as encoding/json has it.
const deepest = 10_000

// reader walks JSON value by value without building trees: published tables are
// large and flat, their fields come in any type, and most of them are not read.
// It takes what encoding/json takes; a fuzz test holds it to that.
type reader struct {
	text  string
	pos   int // behind what was read last
	depth int
}

// newReader reads text. Raw line breaks inside strings, as some sites write
// them, are let pass: outside of strings a space means the same.
func newReader(text string) *reader { return &reader{text: withSpaces(text)} }

func withSpaces(text string) string {
	at := controlIn(text)
	if at == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for {
		b.WriteString(text[:at])
		if at == len(text) {
			return b.String()
		}
		b.WriteByte(' ')
		text = text[at+1:]
		at = controlIn(text)
	}
}

// controlIn returns where the first control character stands.
func controlIn(s string) int {
	i := 0
	for i < len(s) && s[i] >= ' ' {
		i++
	}
	return i
}

// at returns where in the text the next value begins.
func (r *reader) at() int {
	i := r.pos
	for i < len(r.text) && strings.IndexByte(" ,:", r.text[i]) >= 0 {
		i++
	}
	return i
}

// peek returns the first byte of what comes next, 0 at the end.
func (r *reader) peek() byte {
	if i := r.at(); i < len(r.text) {
		return r.text[i]
	}
	return 0
}

// since returns the text from a place that at gave up to what was read last.
func (r *reader) since(start int) string { return r.text[start:max(start, r.pos)] }

// end reports trailing text after the value.
func (r *reader) end() error {
	if r.peek() == 0 {
		return nil
	}
	return fmt.Errorf("%w: more follows after byte %d", errSyntax, r.at())
}

// array calls elem before each element of the array that comes next; elem must
// consume it.
func (r *reader) array(elem func() error) error { return r.items('[', ']', elem) }

// object calls field for each member, with its name; field must consume the
// value. The name is a part of the text.
func (r *reader) object(field func(name string) error) error {
	return r.items('{', '}', func() error {
		name, err := r.stringText()
		if err != nil {
			return err
		}
		if r.next() != ':' {
			return r.unexpected()
		}
		r.pos++
		return field(name)
	})
}

// items reads what is opened and shut, with commas between its items.
func (r *reader) items(open, shut byte, item func() error) error {
	if r.next() != open {
		return r.unexpected()
	}
	if r.depth++; r.depth > deepest {
		return fmt.Errorf("%w: values lie too deep within each other", errSyntax)
	}
	r.pos++
	for first := true; r.next() != shut; first = false {
		if !first && !r.pass(",") {
			return r.unexpected()
		}
		if err := item(); err != nil {
			return err
		}
	}
	r.pos++
	r.depth--
	return nil
}

// unexpected says what stands where something else was due.
func (r *reader) unexpected() error {
	if r.pos == len(r.text) {
		return errCut
	}
	c, _ := utf8.DecodeRuneInString(r.text[r.pos:])
	return fmt.Errorf("%w: unexpected %q after byte %d", errSyntax, c, r.pos)
}

// fieldsOf reads an object into row, by the place that names gives to each
// member. Members that are not named are passed over.
func (r *reader) fieldsOf(names map[string]int, row []cell) error {
	clear(row)
	return r.object(func(name string) (err error) {
		i, ok := names[name]
		if !ok {
			return r.skip()
		}
		row[i], err = r.cell()
		return err
	})
}

// cell reads any value: an array's elements as text, of an object nothing.
func (r *reader) cell() (cell, error) {
	switch r.next() {
	case '{':
		return cell{}, r.skip()
	case '[':
		c := cell{list: []string{}}
		err := r.array(func() error {
			e, err := r.cell()
			if s := e.String(); s != "" {
				c.list = append(c.list, s)
			}
			return err
		})
		return c, err
	case 'n':
		return cell{}, r.skip()
	case '"':
		s, err := r.stringCopy()
		return cell{text: s}, err
	}
	s, err := r.literal()
	return cell{text: strings.Clone(s)}, err
}

// skip passes over any value.
func (r *reader) skip() (err error) {
	switch r.next() {
	case '{':
		return r.items('{', '}', r.skipMember)
	case '[':
		return r.items('[', ']', r.skip)
	case '"':
		_, _, err = r.stringRaw()
	default:
		_, err = r.literal()
	}
	return err
}

func (r *reader) skipMember() error {
	if _, _, err := r.stringRaw(); err != nil {
		return err
	}
	if r.next() != ':' {
		return r.unexpected()
	}
	r.pos++
	return r.skip()
}

// tree reads any value as encoding/json would into an any, with numbers as
// json.Number.
func (r *reader) tree() (any, error) {
	switch c := r.next(); c {
	case '{':
		m := map[string]any{}
		err := r.object(func(name string) error {
			v, err := r.tree()
			m[name] = v
			return err
		})
		return m, err
	case '[':
		list := []any{}
		err := r.array(func() error {
			v, err := r.tree()
			list = append(list, v)
			return err
		})
		return list, err
	case '"':
		return r.stringCopy()
	default:
		s, err := r.literal()
		switch s {
		case "null", "":
			return nil, err
		case "true", "false":
			return s == "true", err
		}
		return json.Number(strings.Clone(s)), err
	}
}
