package scraper

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

var (
	errCut    = errors.New("the page ends in the middle")
	errSyntax = errors.New("the page is not JSON")
)

// reader walks JSON by its tokens without building trees: published tables are
// large and flat, and their fields come in any type.
type reader struct {
	text    string
	dec     *json.Decoder
	members map[string]any // of the object read last; one map serves all rows
}

// newReader reads text. Raw line breaks inside strings, as some sites write
// them, are let pass: outside of strings a space means the same.
func newReader(text string) *reader {
	text = strings.Map(func(c rune) rune {
		if c < ' ' {
			return ' '
		}
		return c
	}, text)
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	return &reader{text: text, dec: dec, members: map[string]any{}}
}

// at returns where in the text the next value begins.
func (r *reader) at() int {
	i := int(r.dec.InputOffset())
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
func (r *reader) since(start int) string {
	return r.text[start:max(start, int(r.dec.InputOffset()))]
}

func (r *reader) token() (json.Token, error) {
	t, err := r.dec.Token()
	return t, shape(err)
}

// shape tells a page that was cut short from one that is wrong.
func shape(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errCut
	}
	return fmt.Errorf("%w: %w", errSyntax, err)
}

// end reports trailing text after the value.
func (r *reader) end() error {
	if r.peek() == 0 {
		return nil
	}
	return fmt.Errorf("%w: more follows after byte %d", errSyntax, r.at())
}

// array calls elem before each element of the array that comes next; elem must
// consume it.
func (r *reader) array(elem func() error) error {
	if err := r.open('['); err != nil {
		return err
	}
	return r.rest(elem)
}

// object calls field for each member, with its name; field must consume the value.
func (r *reader) object(field func(name string) error) error {
	if err := r.open('{'); err != nil {
		return err
	}
	return r.rest(func() error {
		name, err := r.token()
		if err != nil {
			return err
		}
		return field(name.(string)) // the decoder lets nothing else be a name
	})
}

func (r *reader) open(d json.Delim) error {
	if t, err := r.token(); err != nil {
		return err
	} else if t != d {
		return fmt.Errorf("%w: %v where %v was due", errSyntax, t, d)
	}
	return nil
}

// rest reads the items of what has been opened, and what shuts it.
func (r *reader) rest(item func() error) error {
	for r.dec.More() {
		if err := item(); err != nil {
			return err
		}
	}
	_, err := r.token()
	return err
}

// fieldsOf reads an object into row, by the place that names gives to each
// member. Members that are not named are passed over.
func (r *reader) fieldsOf(names map[string]int, row []cell) error {
	clear(row)
	clear(r.members)
	if err := r.value(&r.members); err != nil {
		return err
	}
	for name, v := range r.members {
		if i, ok := names[name]; ok {
			row[i] = cellOf(v)
		}
	}
	return nil
}

// cell reads any value.
func (r *reader) cell() (cell, error) {
	var v any
	err := r.value(&v)
	return cellOf(v), err
}

func (r *reader) value(into any) error { return shape(r.dec.Decode(into)) }

// cellOf takes over a decoded value: an array's elements as text, of an object
// nothing.
func cellOf(v any) cell {
	switch v := v.(type) {
	case nil, map[string]any:
		return cell{}
	case string:
		return cell{text: v}
	case []any:
		c := cell{list: []string{}}
		for _, e := range v {
			if s := cellOf(e).String(); s != "" {
				c.list = append(c.list, s)
			}
		}
		return c
	default:
		return cell{text: fmt.Sprint(v)}
	}
}
