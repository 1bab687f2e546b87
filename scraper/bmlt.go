package scraper

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"openchair/meeting"
)

// Options of a bmlt source.
const (
	bmltPageSize = 500 // meetings asked for at a time; option page_size
	bmltMaxPages = 200 // a server has a few thousand meetings
)

// bmltStart asks a root server for what explains its meetings, as far as it
// tells, and then for its meetings. Without lang_enum a server names its
// formats in its native language, the one in which they are complete; the
// option lang overrides that.
func bmltStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	size, err := pageSize(src)
	if err != nil {
		return nil, err
	}
	formats := url.Values{"switcher": {"GetFormats"}, "show_all": {"1"}}
	if lang, ok := src.Options["lang"].(string); ok && lang != "" {
		formats.Set("lang_enum", lang)
	}
	return []Request{
		{URL: bmltAddress(src.URL, url.Values{"switcher": {"GetServerInfo"}}), Optional: true},
		{URL: bmltAddress(src.URL, formats), Optional: true},
		{URL: bmltSearch(src.URL, size, 1)},
	}, nil
}

// bmltSearch is the address of one page of meetings, in an order that does not
// change while they are read.
func bmltSearch(root string, size, page int) string {
	return bmltAddress(root, url.Values{
		"switcher": {"GetSearchResults"}, "sort_keys": {"id_bigint"},
		"page_size": {strconv.Itoa(size)}, "page_num": {strconv.Itoa(page)},
	})
}

func bmltAddress(root string, query url.Values) string {
	return strings.TrimRight(root, "/") + "/client_interface/json/?" + query.Encode()
}

func pageSize(src meeting.Source) (int, error) {
	v, ok := src.Options["page_size"]
	if !ok {
		return bmltPageSize, nil
	}
	n, err := strconv.Atoi(fmt.Sprint(v))
	if err != nil || n < 1 || n > 10000 {
		return 0, fmt.Errorf("source %s: option page_size is %v: use a number from 1 to 10000", src.ID, v)
	}
	return n, nil
}

// bmltRead reads any answer of a root server by its shape: meetings, meetings
// with their formats, formats, or what the server says about itself.
func bmltRead(p Page, src meeting.Source, known Terms) (Reading, error) {
	r, err := readerOf(p)
	if err != nil {
		return Reading{}, err
	}
	b := &bmltReading{reader: r, known: known, reading: Reading{Terms: Terms{}}, overrides: bmltOverrides(src)}
	if r.peek() == '{' {
		err = b.answer()
	} else {
		err = r.array(b.row)
	}
	if err == nil {
		err = r.end()
	}
	if err == nil && b.rows > 0 && b.understood == 0 {
		err = errOtherShape
	}
	if err != nil {
		return Reading{}, shapeOf(err)
	}
	b.finish(p, src)
	return b.reading, nil
}

type bmltReading struct {
	*reader
	known      Terms
	overrides  map[string]string // format key to world id
	reading    Reading
	fields     bmltRow
	meetings   []bmltRow
	rows       int
	understood int
}

// answer reads {"meetings": […], "formats": […]}.
func (b *bmltReading) answer() error {
	found := false
	err := b.object(func(name string) error {
		if name != "meetings" && name != "formats" || b.peek() != '[' {
			_, err := b.cell()
			return err
		}
		found = true
		return b.array(b.row)
	})
	if err == nil && !found {
		return errOtherShape
	}
	return err
}

// row reads one element and takes it for what it is.
func (b *bmltReading) row() error {
	b.rows++
	start := b.at()
	if b.peek() != '{' {
		if _, err := b.cell(); err != nil {
			return err
		}
		b.refuse(start)
		return nil
	}
	if err := b.fieldsOf(bmltNames, b.fields[:]); err != nil {
		return err
	}
	f := &b.fields
	switch {
	case f.text(bmID) != "":
		b.meetings = append(b.meetings, *f)
	case f.text(bmKeyString) != "" && f.text(bmFormatID) != "":
		t := f.term()
		b.reading.Terms[t.ID] = t
	case f.text(bmVersion) != "" || f.text(bmNativeLang) != "":
		b.reading.Terms[bmltServer] = f.server()
	default:
		b.refuse(start)
		return nil
	}
	b.understood++
	return nil
}

func (b *bmltReading) refuse(start int) {
	b.reading.Refused = append(b.reading.Refused, meeting.Refusal{
		Key: fmt.Sprintf("row %d", b.rows), Field: "row", Value: shown(b.since(start)),
		Reason: "This row is neither a meeting nor a format: it has no id.",
	})
}

// finish turns the meetings into listings, once all formats of the page are
// known, and says whether there is a next page.
func (b *bmltReading) finish(p Page, src meeting.Source) {
	if len(b.meetings) == 0 {
		return
	}
	first := b.meetings[0].text(bmID)
	if _, paged := pageNumber(p.URL); paged {
		if b.known[bmltSeen].Key == first {
			return // the server ignores paging: these are the meetings of the page before
		}
		b.reading.Terms[bmltSeen] = Term{ID: bmltSeen, Key: first}
	}
	b.reading.Listings = make([]Listing, 0, len(b.meetings))
	for i := range b.meetings {
		b.reading.Listings = append(b.reading.Listings, b.listing(&b.meetings[i]))
	}
	b.reading.Next = nextPage(p.URL, src, len(b.meetings))
}

// nextPage asks for more only after a page that is exactly full: a short one is
// the last, and a longer one comes from a server that ignores paging.
func nextPage(address string, src meeting.Source, rows int) []Request {
	page, ok := pageNumber(address)
	size, err := pageSize(src)
	if !ok || err != nil || rows != size || page >= bmltMaxPages {
		return nil
	}
	return []Request{{URL: bmltSearch(src.URL, size, page+1)}}
}

func pageNumber(address string) (int, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return 0, false
	}
	n, err := strconv.Atoi(u.Query().Get("page_num"))
	return n, err == nil && n > 0
}
