package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"openchair/meeting"
)

// meetingPage is everything a newcomer asks of one meeting.
type meetingPage struct {
	page
	W       *sitePhrases
	Card    card
	Regular string // the whole schedule
	Next    string // the next date
	Start   string // of it, as startOf writes it
	Yours   string // the same, where the address names the reader's zone
	Zone    string // that zone

	Program meeting.Program
	Expect  string
	Kinds   []string
	Notes   []string
	Source  meeting.Source
	Clocks  []factLine
	History []changeRow
	Others  []witnessRow
	S       *statusWords
	Doubted bool   // another list gives another time
	Map     string // address of a map of the place
	File    string
	Report  string
	Find    string
}

type factLine struct{ Name, Value string }

// mostPast is how many changes a page tells.
const mostPast = 8

// aMeeting is a meeting's page, or its calendar where the name ends in .ics. A
// listing that is a witness of another leads to the one that counts.
func (s *site) aMeeting(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("file")
	if strings.HasSuffix(id, ".ics") {
		s.meetingFile(w, r)
		return
	}
	m, err := s.Store.Meeting(r.Context(), id)
	if err != nil {
		s.missing(w, r, err, s.text.NoMeeting)
		return
	}
	if m.WitnessOf != "" {
		http.Redirect(w, r, s.to("/meetings/"+url.PathEscape(m.WitnessOf)), http.StatusSeeOther)
		return
	}
	changes, err := s.Store.ChangesOf(r.Context(), id, mostPast)
	if err != nil && !errors.Is(err, meeting.ErrNotFound) {
		s.broke(w, r, err)
		return
	}
	scriptHeaders(w)
	p := s.meetingPage(r, &m)
	p.History, p.S = s.history(&m, changes), s.statusWords()
	if p.Others, err = s.witnesses(r.Context(), id); err != nil {
		s.broke(w, r, err)
		return
	}
	p.Doubted = disagree(p.Others)
	s.show(w, r, http.StatusOK, "meeting", p)
}

func (s *site) meetingPage(r *http.Request, m *meeting.Meeting) meetingPage {
	now := s.now()
	o, held := next(m, now)
	p := meetingPage{
		page: s.page(r, clip(clean(m.Name), longestName)), W: &s.text.Site, Card: s.card(m, o, held, now),
		Regular: s.schedule(m), Program: s.programs[m.Program], Source: s.sources[m.Source],
		File: "/meetings/" + url.PathEscape(m.ID) + ".ics",
		Find: s.to("/find") + "?" + url.Values{"program": {m.Program}, "m": {m.ID}}.Encode(),
	}
	if m.Schedule.Timed() {
		p.Regular += ", " + clean(s.words.ZoneOf(&m.Schedule))
	}
	if held {
		p.Next, p.Start = s.words.Day(o.Date)+", "+s.words.SpanOf(o), startOf(o)
		p.Yours, p.Zone = s.yours(o, r.URL.Query().Get("zone"))
	}
	if s.answers("GET /meetings/{id}/report") {
		p.Report = s.to("/meetings/" + url.PathEscape(m.ID) + "/report")
	}
	p.Expect = s.about(&p.Program)
	p.Card.Gone = s.row(m).Gone
	s.tellMeeting(&p, m)
	return p
}

// yours says an occurrence on the clock of a reader's zone.
func (s *site) yours(o meeting.Occurrence, zone string) (said, name string) {
	loc, err := meeting.Zone(zone)
	if zone == "" || err != nil {
		return "", ""
	}
	mine := meeting.Occurrence{Date: meeting.DateOf(o.Start.In(loc)), Start: o.Start.In(loc), End: o.End.In(loc)}
	return s.words.Day(mine.Date) + ", " + s.words.SpanOf(mine) + ", " + clean(s.words.Zone(zone)), zone
}

// Longest texts of a listing on its own page, in characters.
const longestNotes = 1500

func (s *site) tellMeeting(p *meetingPage, m *meeting.Meeting) {
	for _, word := range s.kinds(m) {
		p.Kinds = append(p.Kinds, clip(word, 60))
	}
	for _, l := range m.Languages {
		if word := s.language(l); !said(p.Kinds, word) {
			p.Kinds = append(p.Kinds, word)
		}
	}
	p.Kinds = unique(p.Kinds)
	p.Kinds = p.Kinds[:min(len(p.Kinds), 30)]
	for _, note := range []string{m.Notes, m.Place.Notes, m.Join.Notes, m.Join.PhoneNotes} {
		if note = clip(clean(note), longestNotes); note != "" {
			p.Notes = append(p.Notes, note)
		}
	}
	p.Clocks = s.readersClocks(m)
	if m.Retired.IsZero() && (m.Attendance == meeting.InPerson || m.Attendance == meeting.Hybrid) {
		p.Map = m.Place.MapURL(clip(clean(m.Place.FullAddress()), longestPlace))
	}
}
