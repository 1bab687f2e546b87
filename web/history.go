package web

import (
	"time"

	"openchair/meeting"
)

// changeRow is one change in words.
type changeRow struct {
	Href, Name, When, Kind string
	Fields                 []fieldRow
}

type fieldRow struct{ Field, Old, New string }

// changeRow tells volunteers of a change: all of it, and when to the minute.
func (s *site) changeRow(c meeting.ToldChange) changeRow {
	row := changeRow{
		Href: s.to("/status/meetings/" + c.Meeting), Name: clip(clean(c.Name), longestRow),
		When: moment(c.At), Kind: s.statusWords().Change(c.Kind),
	}
	for _, f := range c.Fields {
		row.Fields = append(row.Fields, fieldRow{s.statusWords().Field(f.Field), clip(clean(f.Old), longestPlace), clip(clean(f.New), longestPlace)})
	}
	return row
}

// mostFields is how many fields of one change a reader is told.
const mostFields = 6

// history tells a reader how a meeting changed, the newest first, in days of
// its own zone. What only our own reading changed is no news to them.
func (s *site) history(m *meeting.Meeting, changes []meeting.Change) []changeRow {
	var out []changeRow
	for _, c := range changes {
		if c.Kind == meeting.Reread || c.Kind == meeting.Rekeyed {
			continue
		}
		row := s.changeRow(meeting.ToldChange{Change: c, Name: m.Name})
		row.When, row.Fields = s.dateIn(m.Schedule.Zone, c.At), row.Fields[:min(len(row.Fields), mostFields)]
		out = append(out, row)
	}
	return out
}

// clock says when somebody or something last said that a meeting is so.
type clock struct {
	Word string
	At   time.Time // zero = never
	Note string
}

// clocks are the four of every meeting: its list, a person, a change, and what
// the list itself says of its age.
func (s *site) clocks(m *meeting.Meeting) []clock {
	words := s.statusWords()
	return []clock{
		{words.ClockConfirmed, m.LastConfirmed, ""},
		{words.ClockVerified, m.Verified, clip(clean(m.VerifiedNote), 240)},
		{words.ClockChanged, m.LastChanged, ""},
		{words.ClockUpdated, m.Updated, ""},
	}
}

// readersClocks are those that ever went, in days.
func (s *site) readersClocks(m *meeting.Meeting) []factLine {
	var out []factLine
	for _, c := range s.clocks(m) {
		if !c.At.IsZero() {
			out = append(out, factLine{c.Word, s.dateIn(m.Schedule.Zone, c.At)})
		}
	}
	return out
}

// volunteersClocks are all four, to the minute and with what was noted.
func (s *site) volunteersClocks(m *meeting.Meeting) []fact {
	var out []fact
	for _, c := range s.clocks(m) {
		f := fact{Word: c.Word, Is: moment(c.At)}
		switch {
		case c.At.IsZero():
			f.Is = s.statusWords().Never
		case c.Note != "":
			f.Is += ": " + c.Note
		}
		out = append(out, f)
	}
	return out
}

func (s *site) dateIn(zone string, t time.Time) string {
	if loc, err := meeting.Zone(zone); err == nil {
		t = t.In(loc)
	}
	return s.words.Date(meeting.DateOf(t))
}
