package scraper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"

	"openchair/meeting"
)

// collectPage is the format the tests of collecting use: an object of rows, of
// pages that follow, and of terms.
type collectPage struct {
	Rows     []collectRow      `json:"rows"`
	Next     []string          `json:"next,omitempty"`
	Maybe    []string          `json:"maybe,omitempty"` // optional ones
	Terms    map[string]string `json:"terms,omitempty"`
	Declared string            `json:"declared,omitempty"`
}

type collectRow struct {
	Key   string `json:"key"`
	Alt   string `json:"alt,omitempty"`
	Name  string `json:"name"`
	Day   string `json:"day,omitempty"`
	Time  string `json:"time,omitempty"`
	Place string `json:"place,omitempty"`
	Type  string `json:"type,omitempty"`
}

func (p collectPage) String() string {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// collectRows makes n rows with a day, a time and a place.
func collectRows(n int) []collectRow {
	rows := make([]collectRow, n)
	for i := range rows {
		rows[i] = collectRow{Key: fmt.Sprintf("k%03d", i), Name: fmt.Sprintf("Group %d", i), Day: "monday", Time: "19:00", Place: fmt.Sprintf("Hall %d", i)}
	}
	return rows
}

// collectReads counts how often a format was called.
type collectReads struct {
	mu sync.Mutex
	n  int
}

func (c *collectReads) format(string) (Format, error) {
	return Format{Name: "pages", Version: 1, Read: c.read, Start: func(src meeting.Source) ([]Request, error) {
		return []Request{{URL: src.URL}}, nil
	}}, nil
}

func (c *collectReads) read(p Page, src meeting.Source, known Terms) (Reading, error) {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	if bytes.HasPrefix(bytes.TrimSpace(p.Body), []byte("<")) {
		return Reading{}, &ShapeError{HTML: true, Why: "A web page stands where the list was due."}
	}
	var page *collectPage
	if err := json.Unmarshal(p.Body, &page); err != nil {
		return Reading{}, &ShapeError{Cut: errors.Is(err, io.ErrUnexpectedEOF) || err.Error() == "unexpected end of JSON input", Why: "It is no object of rows."}
	}
	if page == nil || page.Rows == nil {
		return Reading{}, &ShapeError{Why: "It has no rows."}
	}
	r := Reading{Declared: page.Declared, Terms: Terms{}}
	for id, name := range page.Terms {
		r.Terms[id] = Term{ID: id, Name: name}
	}
	for _, row := range page.Rows {
		if row.Name == "panic in the format" {
			panic("unforeseen")
		}
		l := Listing{Key: row.Key, AltKey: row.Alt, Name: row.Name, Time: row.Time, Location: row.Place}
		if row.Day != "" {
			l.Days = []string{row.Day}
		}
		if t, ok := known[row.Type]; ok {
			l.Types = []string{t.Name}
		}
		r.Listings = append(r.Listings, l)
	}
	for _, u := range page.Next {
		r.Next = append(r.Next, Request{URL: u})
	}
	for _, u := range page.Maybe {
		r.Next = append(r.Next, Request{URL: u, Optional: true})
	}
	return r, nil
}

// collectNormalise is enough of normalising for the tests of collecting.
func collectNormalise(l Listing, src meeting.Source) (meeting.Collected, *meeting.Refusal) {
	switch l.Name {
	case "":
		return meeting.Collected{}, &meeting.Refusal{Key: l.Key, Field: "name", Reason: "The row has no name."}
	case "panic in normalising":
		panic("unforeseen")
	}
	m := meeting.Collected{Meeting: meeting.Meeting{
		Program: src.Program, Source: src.ID, SourceKey: l.Key, Name: l.Name, Types: l.Types, Attendance: meeting.InPerson,
		Schedule: meeting.Schedule{Kind: meeting.Appointment, Zone: src.Zone, Confirmed: true},
		Place:    meeting.Place{Name: l.Location},
	}}
	if len(l.Days) > 0 && l.Time != "" {
		d, err := meeting.ParseWeekday(l.Days[0])
		if err != nil {
			return meeting.Collected{}, &meeting.Refusal{Key: l.Key, Name: l.Name, Field: "day", Value: l.Days[0], Reason: "The day can't be read."}
		}
		c, err := meeting.ParseClock(l.Time)
		if err != nil {
			return meeting.Collected{}, &meeting.Refusal{Key: l.Key, Name: l.Name, Field: "time", Value: l.Time, Reason: "The time can't be read."}
		}
		m.Schedule.Kind, m.Schedule.Days, m.Schedule.Start, m.Schedule.Minutes = meeting.Weekly, meeting.NewWeekdays(d), c, 60
	}
	l.AltKey = ""
	sum := sha256.Sum256(fmt.Append(nil, l))
	m.Digest = hex.EncodeToString(sum[:])
	return m, nil
}

// collectBench is a Collector over one site and a store in memory.
type collectBench struct {
	*Collector
	store *collectStore
	reads *collectReads
	src   meeting.Source
}

func newCollectBench(get Getter, url string) *collectBench {
	b := &collectBench{store: newCollectStore(), reads: &collectReads{}}
	b.src = meeting.Source{ID: "src", Program: "aa", Format: "pages", URL: url, Zone: "America/New_York", Enabled: true}
	b.Collector = &Collector{Fetcher: get, Store: b.store, Owner: "test", Formats: b.reads.format, Normalise: collectNormalise}
	return b
}

// run collects and expects a class.
func (b *collectBench) run(t *testing.T, want meeting.Class) meeting.Run {
	t.Helper()
	run, err := b.Collect(t.Context(), b.src)
	if err != nil {
		t.Fatal(err)
	}
	if run.Class != want {
		t.Fatalf("class %s, want %s: %s", run.Class, want, run.Message)
	}
	if run.Started.Location().String() != "UTC" || run.Finished.Before(run.Started) {
		t.Errorf("started %v, finished %v", run.Started, run.Finished)
	}
	return run
}
