package web

import (
	_ "embed" // its style
	"io"
	"net/http"
	"net/url"
	"strconv"

	"openchair/meeting"
)

// weekSheet is what the printed week needs beside the style of all pages.
//
//go:embed static/week.css
var weekSheet []byte

var weekPath = "/week.css?v=" + shortSum(weekSheet)

type weekPage struct {
	page
	week
	W              *weekWords
	Name           string // of the calendar
	FromISO, More  string
	Earlier, Later string // queries of the weeks beside it
	Text           string
	YoursHow       string
	Shapes         []option // what the shapes mean
}

// weekSheetPage is the week to be printed. Every link on it is relative, so that its
// bytes hold no secret address.
func (s *site) weekSheetPage(w http.ResponseWriter, r *http.Request) {
	c, k, ok := s.askedWeek(w, r)
	if !ok {
		return
	}
	words := s.weekWords()
	p := weekPage{page: s.privatePage(r, words.Title(s.longDay(k.From), k.Weeks)), week: k, W: words, FromISO: k.From.String()}
	p.Tongues, p.Sheet = nil, weekPath
	p.Name = clip(clean(c.Name), longestRow)
	p.Earlier, p.Later, p.Text = k.query(-1), k.query(1), "week.txt"+k.query(0)
	if left := p.cut(weekMost); left > 0 {
		p.More = words.More(left)
	}
	if k.Zone != "" {
		p.YoursHow = words.YoursHow(clean(s.words.Zone(k.Zone)))
	}
	for _, a := range []meeting.Attendance{meeting.InPerson, meeting.Online, meeting.Hybrid} {
		p.Shapes = append(p.Shapes, option{Value: string(a), Word: s.words.Attendance(a)})
	}
	s.show(w, r, http.StatusOK, "week", p)
}

// weekText is the same as plain text, to be posted or read out.
func (s *site) weekText(w http.ResponseWriter, r *http.Request) {
	c, k, ok := s.askedWeek(w, r)
	if !ok {
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, s.weekInText(c.Name, &k)) //nolint:errcheck // the client has gone
}

// askedWeek is the week an address asks for: from ?from= (else today), two of
// them at ?weeks=2, with times on the clock of ?zone= too. It answers itself where there is none.
func (s *site) askedWeek(w http.ResponseWriter, r *http.Request) (c meeting.Calendar, k week, ok bool) {
	secretHeaders(w)
	if c, ok = s.managed(w, r); !ok {
		return c, k, false
	}
	forgetWhereEmptied(w, &c)
	ms, err := s.Store.CalendarMeetings(r.Context(), c.ID)
	if err != nil {
		s.broke(w, r, err)
		return c, k, false
	}
	zone := r.URL.Query().Get("zone")
	loc, err := meeting.Zone(zone)
	today := meeting.DateOf(s.now().UTC())
	if err != nil {
		zone = ""
	} else if zone != "" {
		today = meeting.DateOf(s.now().In(loc))
	} else if len(ms) > 0 {
		if there, err := meeting.Zone(ms[0].Schedule.Zone); err == nil {
			today = meeting.DateOf(s.now().In(there))
		}
	}
	from, err := meeting.ParseDate(r.URL.Query().Get("from"))
	if err != nil || from < today-weekBefore || from > today+weekAhead {
		from = today
	}
	weeks := 1
	if r.URL.Query().Get("weeks") == "2" {
		weeks = 2
	}
	return c, s.weekOf(&c, ms, from, weeks, zone), true
}

// query is the address of the sheet that comes by sheets later, relative to
// this one's.
func (k *week) query(by int) string {
	v := url.Values{"from": {(k.From + meeting.Date(by*k.Weeks*weekDays)).String()}}
	if k.Weeks > 1 {
		v.Set("weeks", strconv.Itoa(k.Weeks))
	}
	if k.Zone != "" {
		v.Set("zone", k.Zone)
	}
	return "?" + v.Encode()
}

// cut leaves the first n rows, and says how many went.
func (k *week) cut(n int) (left int) {
	for i := range k.Days {
		kept := min(len(k.Days[i].Rows), n)
		left += len(k.Days[i].Rows) - kept
		k.Days[i].Rows, n = k.Days[i].Rows[:kept], n-kept
	}
	for len(k.Days) > 0 && len(k.Days[len(k.Days)-1].Rows) == 0 {
		k.Days = k.Days[:len(k.Days)-1]
	}
	kept := min(len(k.Unsure), n)
	left += len(k.Unsure) - kept
	k.Unsure = k.Unsure[:kept]
	return left
}

func (s *site) longDay(d meeting.Date) string {
	return s.words.Weekday(d.Weekday()) + " " + s.words.Date(d)
}

// toMy leads from under a calendar's page back to it: relative links can't.
func (s *site) toMy(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	s.seeMy(w, r, "")
}

// weekRowPage is one row with the words it needs.
type weekRowPage struct {
	W   *weekWords
	Row weekRow
}

// With is asked for by the template.
func (p weekPage) With(row weekRow) weekRowPage { return weekRowPage{p.W, row} }
