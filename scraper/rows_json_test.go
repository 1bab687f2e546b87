package scraper

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
	"unsafe"
)

// standard reads a text by encoding/json, as the reader must: control
// characters count as spaces, and nothing but commas and colons may follow.
func standard(text string) (v any, err error) {
	text = withSpaces(text)
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, errCut
		}
		return nil, errSyntax
	}
	if strings.Trim(text[dec.InputOffset():], " ,:") != "" {
		return nil, errSyntax
	}
	return v, nil
}

// standardCell is what a cell makes of a value.
func standardCell(v any) cell {
	switch v := v.(type) {
	case nil, map[string]any:
		return cell{}
	case string:
		return cell{text: v}
	case []any:
		c := cell{list: []string{}}
		for _, e := range v {
			c.list = appendNonEmpty(c.list, standardCell(e).String())
		}
		return c
	default:
		return cell{text: fmt.Sprint(v)}
	}
}

func checkReader(t *testing.T, text string) {
	t.Helper()
	want, wantErr := standard(text)
	r := newReader(text)
	got, err := r.tree()
	if err == nil {
		err = r.end()
	}
	if (err == nil) != (wantErr == nil) || errors.Is(err, errCut) != errors.Is(wantErr, errCut) {
		t.Fatalf("%q: %v, encoding/json has %v", text, err, wantErr)
	}
	if err != nil {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: %#v, encoding/json has %#v", text, got, want)
	}
	r = newReader(text)
	if c, err := r.cell(); err != nil || !reflect.DeepEqual(c, standardCell(want)) {
		t.Fatalf("%q: cell %#v, %v; want %#v", text, c, err, standardCell(want))
	}
	if end := r.pos; newReaderSkips(t, text) != end {
		t.Fatalf("%q: skip and cell end at different places", text)
	}
}

func newReaderSkips(t *testing.T, text string) int {
	r := newReader(text)
	if err := r.skip(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return r.pos
}

var readerTexts = []string{
	`{}`, `[]`, `""`, `0`, `-0`, `-1.5e+10`, `1E5`, `true`, `false`, `null`, `[1,"a",null,true,{"b":[[]]}]`,
	`{"a":1,"a":{"b":2}}`, `{"a":{"b":2},"a":"c"}`, `["\u00e9\ud83d\ude00\ud83d\udc","\/\"\\\b\f\n\r\t"]`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\u0041"`, `"\udc00\ud83d\ude00"`,
	"[\"a\nb\tc\",\x0c 1 ]", `[1,]`, `[,1]`, `[1,,2]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{1:2}`, `[1}`, `{"a":1]`, `[01]`, `[1.]`, `[.5]`, `[-]`, `[1e]`, `[+1]`, `[truth]`, `[nul`, `[nul]`,
	`[1`, `[1,`, `["a`, `["a\`, `["a\u12`, `["a\u12x4"]`, `["a\x"]`, `["a\x`, `{"a`, `{"a"`, `{"a":`, `{"a":1`, `-`, `- 1`, `[-`, `1.`, `1 2`, `[] []`, `[],:`, ``, ` `, `,[1]`, `"é\n"`, "\"\x00\"", `[1e5.2]`, `{"":""}`,
}

func TestAReaderTakesWhatTheStandardDecoderTakes(t *testing.T) {
	for _, text := range readerTexts {
		checkReader(t, text)
	}
}

func FuzzReader(f *testing.F) {
	for _, text := range readerTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			checkReader(t, text)
		}
	})
}

// A row is read by the last of members that are named alike, whatever stands
// between those that are named.
func TestFieldsOfARow(t *testing.T) {
	r := newReader(`[{"x": {"deep": [1, {"a": 2}]}, "a": "one", "b": [1, "two", null], "a": "three", "c": null}, {"b": {"a": 1}}, 5]`)
	names := map[string]int{"a": 0, "b": 1, "c": 2}
	var rows []string
	err := r.array(func() error {
		if r.peek() != '{' {
			start := r.at()
			_, err := r.cell()
			rows = append(rows, r.since(start))
			return err
		}
		row := make([]cell, 3)
		err := r.fieldsOf(names, row)
		rows = append(rows, fmt.Sprintf("%s|%s|%s", row[0], row[1], row[2]))
		return err
	})
	if got := strings.Join(rows, " ; "); err != nil || got != "three|1,two| ; || ; 5" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestValuesThatLieTooDeep(t *testing.T) {
	for _, open := range []string{"[", `{"a":`} {
		r := newReader(strings.Repeat(open, deepest+1))
		if err := r.skip(); !errors.Is(err, errSyntax) {
			t.Errorf("%s: %v", open, err)
		}
		r = newReader(strings.Repeat(open, deepest))
		if err := r.skip(); !errors.Is(err, errCut) {
			t.Errorf("%s: %v", open, err)
		}
	}
}

// What is kept of a page does not keep the page.
func TestACellIsACopy(t *testing.T) {
	text := `["lamp"]`
	r := newReader(text)
	c, err := r.cell()
	if err != nil || len(c.list) != 1 {
		t.Fatal(c, err)
	}
	if unsafe.StringData(c.list[0]) == unsafe.StringData(text[2:]) {
		t.Error("the cell is a part of the page's text")
	}
}
