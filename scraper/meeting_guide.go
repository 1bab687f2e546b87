package scraper

import (
	"errors"
	"fmt"
	"net/url"

	"openchair/meeting"
)

// meetingGuideStart asks for the source's one page.
func meetingGuideStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	return []Request{{URL: src.URL}}, nil
}

// webAddress checks that a source can be asked at all.
func webAddress(src meeting.Source) error {
	u, err := url.Parse(src.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("source %s: url %q is not a web address: begin it with https://", src.ID, src.URL)
	}
	return nil
}

// meetingGuideRead reads a Meeting Guide feed: a JSON array of objects, or a
// Google sheet's {"values": [header, row, …]}. Every field may be a string, a
// number, a list, true, false or null.
func meetingGuideRead(p Page, _ meeting.Source, _ Terms) (Reading, error) {
	r, err := readerOf(p)
	if err != nil {
		return Reading{}, err
	}
	g := &meetingGuideReading{reader: r}
	if r.peek() == '{' {
		err = g.sheet()
	} else {
		err = r.array(g.row)
	}
	if err == nil {
		err = r.end()
	}
	if err != nil {
		return Reading{}, shapeOf(err)
	}
	g.mergeDays()
	return g.reading, nil
}

type meetingGuideReading struct {
	*reader
	reading Reading
	fields  mgRow
	rows    int
}

// row reads one element of the array.
func (g *meetingGuideReading) row() error {
	g.rows++
	if g.peek() != '{' {
		start := g.at()
		if _, err := g.cell(); err != nil {
			return err
		}
		g.refuse("", "row", g.since(start), "This row is not a meeting but another kind of value.")
		return nil
	}
	if err := g.fieldsOf(mgNames, g.fields[:]); err != nil {
		return err
	}
	g.keep()
	return nil
}

// keep takes over the fields of a row as a listing.
func (g *meetingGuideReading) keep() {
	l := g.fields.listing()
	if cleanLine(l.Name, maxName) == "" { // people call it by who meets, or where
		l.Name = firstOf(cleanLine(l.Group, maxName), cleanLine(l.Location, maxName))
	}
	if l.Name == "" {
		g.refuse(l.Key, "name", "", noName)
		return
	}
	if g.reading.Listings == nil {
		// Rows are about as long as the first: room for all of them at once.
		g.reading.Listings = make([]Listing, 0, min(len(g.text)/max(g.at(), 200)+16, 1<<16))
	}
	g.reading.Listings = append(g.reading.Listings, l)
}

const noName = "The row has no name. It comes back by itself once the list gives it one."

func (g *meetingGuideReading) refuse(key, field, value, reason string) {
	if key == "" {
		key = fmt.Sprintf("row %d", g.rows)
	}
	g.reading.Refused = append(g.reading.Refused, meeting.Refusal{Key: key, Field: field, Value: shown(value), Reason: reason})
}

// shown is a published value as a refusal may repeat it.
func shown(value string) string { return maskContacts(cleanLine(value, 80), "") }

// sheet reads {"values": [[header…], [row…], …]}.
func (g *meetingGuideReading) sheet() error {
	found := false
	err := g.object(func(name string) error {
		if name != "values" || g.peek() != '[' {
			_, err := g.cell()
			return err
		}
		found = true
		return g.table()
	})
	if err == nil && !found {
		return errOtherShape
	}
	return err
}

// errOtherShape: JSON, but not the list that is due.
var errOtherShape = errors.New("it is JSON of another shape, not a list of meetings")

func (g *meetingGuideReading) table() error {
	var header []int
	return g.array(func() error {
		line, err := g.line()
		switch {
		case err != nil:
			return err
		case header == nil:
			header = sheetHeader(line)
			return nil
		}
		g.rows++
		clear(g.fields[:])
		for i, c := range line {
			if i < len(header) && header[i] >= 0 {
				g.fields[header[i]] = c
			}
		}
		g.keep()
		return nil
	})
}

// line reads one row of a sheet.
func (g *meetingGuideReading) line() ([]cell, error) {
	cells := []cell{}
	err := g.array(func() error {
		c, err := g.cell()
		cells = append(cells, c)
		return err
	})
	return cells, err
}

// mergeDays makes one listing of rows that differ in nothing but the day: a
// listing with several days is one meeting. Rows that carry ids of their own
// are the source's own several meetings and stay.
func (g *meetingGuideReading) mergeDays() {
	ls := g.reading.Listings
	first := make(map[string]int, len(ls))
	merged := 0
	for i := range ls {
		key := ownKey(&ls[i])
		at, seen := first[key]
		if seen && sameButDay(&ls[at], &ls[i]) {
			ls[at].Days = append(ls[at].Days, ls[i].Days...)
			merged++
			continue
		}
		if !seen {
			first[key] = i - merged
		}
		if merged > 0 {
			ls[i-merged] = ls[i]
		}
	}
	clear(ls[len(ls)-merged:])
	g.reading.Listings = ls[:len(ls)-merged]
}

func sameButDay(a, b *Listing) bool {
	return a.Name == b.Name && a.Time == b.Time && a.EndTime == b.EndTime && a.AltKey == b.AltKey &&
		a.Location == b.Location && a.Address == b.Address && a.Street == b.Street && a.City == b.City &&
		a.ConferenceURL == b.ConferenceURL && len(a.Days) > 0 && len(b.Days) > 0
}
