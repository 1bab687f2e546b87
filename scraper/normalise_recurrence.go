package scraper

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// mostSpan is the longest a recurring meeting may take, in minutes.
const mostSpan = dayMinutes

// setRecurrence needs the zone first: a moment in UTC is another day in another
// zone.
func setRecurrence(m *meeting.Meeting, l *Listing, src meeting.Source, t *listingWords) *meeting.Refusal {
	m.Schedule = meeting.Schedule{Kind: meeting.Appointment, Confirmed: true}
	if refused := setZone(m, l, src, t); refused != nil {
		return refused
	}
	from := m.Schedule.ZoneFrom
	s, refused := recurring(l, m.Schedule.Zone)
	if refused != nil {
		return refused
	}
	s.ZoneFrom = from
	m.Schedule = s
	if s.Kind != meeting.Dated { // single days are meant as they stand
		limitByWords(m, l, t)
	}
	if strings.HasSuffix(strings.TrimSpace(l.Recurrence.Start), "Z") {
		return nil
	}
	return setZone(m, l, src, t)
}

// recurring turns a time as calendars publish it into a schedule in a zone.
// What no schedule can hold is left unconfirmed, with the source's rule as words.
func recurring(l *Listing, zone string) (meeting.Schedule, *meeting.Refusal) {
	r := l.Recurrence
	loc, err := meeting.Zone(zone)
	if err != nil {
		return meeting.Schedule{}, refusal(l, "timezone", zone, "Nothing says in which time zone this meeting is: set zone in the source.")
	}
	start, err := readWall(r.Start, loc)
	if err != nil {
		return meeting.Schedule{}, refusal(l, "start", r.Start, fmt.Sprintf("“%s” is no day and time. It comes back by itself once the calendar gives one.", quotedShort(r.Start)))
	}
	if start.allDay {
		return meeting.Schedule{Kind: meeting.Appointment, Text: recurrenceWords(r)}, nil
	}
	minutes := start.minutesTo(r.End, loc)
	if r.RRule == "" {
		return datedSchedule(r, start, minutes, loc), nil
	}
	return ruledSchedule(r, start, minutes, loc), nil
}

// ruledSchedule reads a rule. A rule in UTC moves with the days of the zone;
// where it counts weeks of the month that is no longer certain.
func ruledSchedule(r *Recurrence, start wall, minutes int, loc *time.Location) meeting.Schedule {
	s, err := meeting.ReadRRule(r.RRule, start.day, start.clock, minutes, loc.String())
	if err != nil {
		return unreadRule(r, start, minutes, loc)
	}
	if start.shift != 0 && strings.Contains(strings.ToUpper(r.RRule), "BYDAY") { // else the day is the local one already
		s.Days = s.Days.Shift(start.shift)
		if s.Kind == meeting.Monthly {
			s.Confirmed, s.Text = false, recurrenceWords(r)
		}
	}
	if r.Begun {
		s.From = 0
	}
	exceptions(&s, r, loc)
	return s
}

// unreadRule is a series whose rule can't be held: its words, and no day.
func unreadRule(r *Recurrence, start wall, minutes int, loc *time.Location) meeting.Schedule {
	return meeting.Schedule{Kind: meeting.Dated, Dates: []meeting.Date{start.day}, Start: start.clock, Minutes: minutes, Zone: loc.String(), Text: recurrenceWords(r)}
}

// exceptions leaves out what the calendar leaves out, and moves what it moves.
func exceptions(s *meeting.Schedule, r *Recurrence, loc *time.Location) {
	for _, e := range r.Except {
		if w, err := readWall(e, loc); err == nil {
			s.Except = append(s.Except, meeting.DateRange{First: w.day, Last: w.day})
		}
	}
	for _, m := range r.Moves {
		from, err := readWall(m.From, loc)
		to, errTo := readWall(m.Start, loc)
		if err != nil || errTo != nil || to.allDay {
			continue
		}
		move := meeting.Move{Date: from.day, To: to.day, Start: to.clock}
		if m.End != "" {
			move.Minutes = to.minutesTo(m.End, loc)
		}
		if move.Minutes == s.Minutes {
			move.Minutes = 0
		}
		if move != (meeting.Move{Date: move.To, To: move.To, Start: s.Start}) {
			s.Moved = append(s.Moved, move)
		}
	}
	for _, d := range r.Dates {
		if w, err := readWall(d, loc); err == nil {
			keepWords(s, fmt.Sprintf("also on %s at %s", w.day, w.clock))
		}
	}
	slices.SortFunc(s.Except, func(a, b meeting.DateRange) int { return int(a.First - b.First) })
	s.Except = slices.Compact(s.Except)
}

// leastRegular is how many instances in a row make a rhythm.
const leastRegular = 4

// datedSchedule is a series known by its instances alone. Where at least four of
// them stand a week apart, with at most every third week left out, it is weekly:
// to the last of them, or without an end where the calendar does not look beyond.
func datedSchedule(r *Recurrence, start wall, minutes int, loc *time.Location) meeting.Schedule {
	s := meeting.Schedule{Kind: meeting.Dated, Start: start.clock, Minutes: minutes, Zone: loc.String(), Confirmed: true}
	for _, text := range append([]string{r.Start}, r.Dates...) {
		switch w, err := readWall(text, loc); {
		case err != nil || w.allDay:
			keepWords(&s, text)
		case w.clock != start.clock:
			keepWords(&s, fmt.Sprintf("%s at %s", w.day, w.clock))
		default:
			s.Dates = append(s.Dates, w.day)
		}
	}
	slices.Sort(s.Dates)
	s.Dates = slices.Compact(s.Dates)
	weekly(&s, r)
	exceptions(&s, &Recurrence{Except: r.Except, Moves: r.Moves}, loc)
	return s
}

// weekly turns dates that stand in the rhythm of weeks into that rhythm.
func weekly(s *meeting.Schedule, r *Recurrence) {
	var days meeting.Weekdays
	for _, d := range s.Dates {
		days |= meeting.NewWeekdays(d.Weekday())
	}
	if len(s.Dates) < leastRegular*days.Len() {
		return
	}
	first, last := s.Dates[0], s.Dates[len(s.Dates)-1]
	var gaps []meeting.DateRange
	for d := first; d <= last; d++ {
		if days.Has(d.Weekday()) && !slices.Contains(s.Dates, d) {
			gaps = append(gaps, meeting.DateRange{First: d, Last: d})
		}
	}
	if 2*len(gaps) > len(s.Dates) {
		return
	}
	s.Kind, s.Days, s.Dates, s.Except, s.Until = meeting.Weekly, days, nil, gaps, last
	if end, err := meeting.ParseDate(r.Horizon); err == nil && last+7 > end {
		s.Until = 0
	}
	if !r.Begun {
		s.From = first
	}
}

// recurrenceWords says a recurrence that could not be read as the source wrote
// it. Of one that has begun the next day says nothing, and changes.
func recurrenceWords(r *Recurrence) string {
	words := r.RRule
	if words != "" {
		words = "by the calendar's rule " + words
	}
	if !r.Begun {
		words = strings.TrimSuffix(r.Start+" "+words, " ")
	}
	return cleanLine(words, maxName)
}

// wall is a moment as clocks of a zone show it.
type wall struct {
	day    meeting.Date
	clock  meeting.Clock
	allDay bool
	utc    bool // it was published in UTC, and may be another day there
	shift  int  // days by which the zone's day differs from that of UTC
}

func readWall(s string, loc *time.Location) (wall, error) {
	s = strings.TrimSpace(s)
	day, clock, rest, ok := dayAndClock(s)
	switch {
	case ok && rest == "":
		return wall{day: day, clock: clock}, nil
	case ok && rest == "Z" && len(s) == len("2006-01-02T15:04Z"):
		s = s[:len(s)-1] + ":00Z"
	case !ok:
		if d, err := meeting.ParseDate(s); err == nil {
			return wall{day: d, allDay: true}, nil
		}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		in, utc := t.In(loc), t.UTC()
		return wall{day: meeting.DateOf(in), clock: meeting.NewClock(in.Hour(), in.Minute()), utc: true, shift: int(meeting.DateOf(in) - meeting.DateOf(utc))}, nil
	}
	for _, layout := range wallLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return wall{day: meeting.DateOf(t), clock: meeting.NewClock(t.Hour(), t.Minute())}, nil
		}
	}
	return wall{}, errNoWall
}

// wallLayouts take what few write: "7:00", and parts of seconds.
var wallLayouts = [...]string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"}

var errNoWall = errors.New("no day and time")

// dayAndClock reads "2006-01-02T15:04" or "2006-01-02 15:04:05", and returns
// what follows it.
func dayAndClock(s string) (day meeting.Date, clock meeting.Clock, rest string, ok bool) {
	if len(s) < len("2006-01-02T15:04") || s[10] != 'T' && s[10] != ' ' {
		return 0, 0, "", false
	}
	day, err := meeting.ParseDate(s[:10])
	clock, ok = plainClock(s[11:16])
	if err != nil || !ok {
		return 0, 0, "", false
	}
	rest = s[16:]
	if len(rest) > 2 && rest[0] == ':' {
		if n, ok := smallNumber(rest[1:3]); ok && n < 60 {
			rest = rest[3:]
		}
	}
	return day, clock, rest, true
}

// minutesTo is how long a meeting takes until an end; an hour where none is
// given or it can't be.
func (w wall) minutesTo(end string, loc *time.Location) int {
	e, err := readWall(end, loc)
	if err != nil || e.allDay {
		return usualMinutes
	}
	n := int(e.day-w.day)*dayMinutes + int(e.clock-w.clock)
	if n <= 0 || n > mostSpan {
		return usualMinutes
	}
	return n
}
