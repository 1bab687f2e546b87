package web

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"openchair/meeting"
)

// Bounds of a printed week.
const (
	weekDays   = 7
	weekAhead  = 366 // the latest day it may begin on
	weekBefore = 7
	weekMost   = 48 // rows of the page, so that it stays under 60 KB; the text has them all
)

// week is what a calendar holds in a week or two, as paper tells it. It holds no
// secret address: paper is passed on.
type week struct {
	From     meeting.Date
	Weeks    int    // 1 or 2
	Zone     string // the reader's; empty = not known
	Days     []weekDay
	Unsure   []weekRow // chosen, but their times are not certain
	Checks   bool      // some day is a public holiday
	Panicked bool
	AsOf     string
}

type weekDay struct {
	Word string
	Rows []weekRow
}

// weekRow is a meeting's card with what only paper needs.
type weekRow struct {
	card
	Yours  string // its time on the reader's clock, where that shows another
	InFull string // the way in, where it may stand in words
	Notes  []string
}

// weekOf tells the days from a date, which are those that each meeting's zone counts.
func (s *site) weekOf(c *meeting.Calendar, ms []meeting.Meeting, from meeting.Date, weeks int, zone string) week {
	type due struct {
		m *meeting.Meeting
		o meeting.Occurrence
	}
	y, month, d := from.Civil()
	begin := time.Date(y, month, d, 0, 0, 0, 0, time.UTC)
	days := meeting.Date(weeks * weekDays)
	out := week{From: from, Weeks: weeks, Zone: zone, Panicked: !c.Panicked.IsZero()}
	if out.Panicked {
		ms = nil
	}
	var all []due
	for i := range ms {
		m := &ms[i]
		if !m.Held() && m.Retired.IsZero() && m.Attendance != meeting.Inactive {
			out.Unsure = append(out.Unsure, s.weekRow(c, m, meeting.Occurrence{}, false, zone))
		}
		for o := range m.Occurrences(begin.AddDate(0, 0, -1), begin.AddDate(0, 0, int(days)+1)) {
			if o.Date >= from && o.Date < from+days {
				all = append(all, due{m, o})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b due) int {
		return cmp.Or(cmp.Compare(a.o.Date, b.o.Date), a.o.Start.Compare(b.o.Start), cmp.Compare(a.m.ID, b.m.ID))
	})
	for i, d := range all {
		if i == 0 || all[i-1].o.Date != d.o.Date {
			out.Days = append(out.Days, weekDay{Word: s.words.Day(d.o.Date)})
		}
		row := s.weekRow(c, d.m, d.o, true, zone)
		out.Checks = out.Checks || row.Check != ""
		day := &out.Days[len(out.Days)-1]
		day.Rows = append(day.Rows, row)
	}
	out.AsOf = s.asOf(ms, zone)
	return out
}

// asOf says when the week was told: on the reader's clock, else on the
// meetings' own.
func (s *site) asOf(ms []meeting.Meeting, zone string) string {
	if zone == "" && len(ms) > 0 {
		zone = ms[0].Schedule.Zone
	}
	loc, err := meeting.Zone(zone)
	if err != nil || zone == "" {
		loc, zone = time.UTC, "UTC"
	}
	now := s.now().In(loc)
	return s.words.Day(meeting.DateOf(now)) + ", " + s.words.Clock(meeting.NewClock(now.Hour(), now.Minute())) + ", " + clean(s.words.Zone(zone))
}

// Longest notes about the way in, in characters.
const longestWayIn = 240

func (s *site) weekRow(c *meeting.Calendar, m *meeting.Meeting, o meeting.Occurrence, held bool, zone string) weekRow {
	row := weekRow{card: s.card(m, o, held, s.now())}
	row.InFull = row.Join
	alias, told := c.Told(m.ID)
	if told == meeting.Full {
		for _, note := range []string{m.Join.Notes, m.Join.PhoneNotes} {
			if note = clip(clean(note), longestWayIn); note != "" && m.Attendance != meeting.InPerson {
				row.Notes = append(row.Notes, note)
			}
		}
	} else {
		s.veilRow(&row, m, alias)
	}
	if held {
		row.Yours = s.onYourClock(o, zone)
	}
	return row
}

// veilRow takes away what would name the program to whoever finds the sheet.
func (s *site) veilRow(row *weekRow, m *meeting.Meeting, alias string) {
	p := s.programs[m.Program]
	names := meeting.NamesOf(m, p)
	row.Name = clip(clean(cmp.Or(alias, s.words.Title(p, m, meeting.Neutral))), longestName)
	row.Small, row.Page = nil, ""
	row.Fresh, row.Doubt = s.words.Freshness(m, "", s.now())
	if m.Attendance != meeting.Online {
		row.Place = clip(meeting.Veil(placeLine(&meeting.Place{Address: m.Place.Address, City: m.Place.City, State: m.Place.State}), p), longestPlace)
	}
	provider, phone := clip(clean(m.Join.Provider), 40), clip(clean(m.Join.Phone), 40)
	if meeting.Tells(provider, names...) {
		provider = ""
	}
	if strings.ContainsFunc(phone, unicode.IsLetter) {
		phone = ""
	}
	row.How = s.text.How(m.Attendance, provider, phone, row.Place != "", row.Join != "")
	if meeting.Tells(row.When, names...) { // a source's own words
		row.When = s.words.Span(m.Schedule.Start, m.Schedule.Minutes)
	}
	row.Beside = slices.DeleteFunc(row.Beside, func(said string) bool { return meeting.Tells(said, names...) })
	if meeting.Tells(row.Join, names...) {
		row.InFull = ""
	}
}

// onYourClock says an occurrence on the clock of a reader's zone; "" where that
// shows the same, or no zone is known.
func (s *site) onYourClock(o meeting.Occurrence, zone string) string {
	loc, err := meeting.Zone(zone)
	if zone == "" || err != nil {
		return ""
	}
	const wall = "2006-01-02 15:04"
	mine := meeting.Occurrence{Start: o.Start.In(loc), End: o.End.In(loc)}
	if mine.Start.Format(wall) == o.Start.Format(wall) {
		return ""
	}
	said := s.words.SpanOf(mine)
	if day := meeting.DateOf(mine.Start); day != o.Date {
		said += ", " + s.words.Weekday(day.Weekday())
	}
	return said
}
