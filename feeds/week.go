package feeds

import (
	"strings"
	"time"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// week is how a schedule stands in formats that know nothing but days of the
// week: on which, and what in its name and notes limits them. People read those
// words, and so do readers that know the habit. A schedule that no words limit
// exactly has no days: it is told in words alone, and never as weekly.
type week struct {
	days   meeting.Weekdays // empty: no day, no time
	suffix string           // of the name: "2nd & 4th Thursdays"
	limits []string         // sentences
}

// weekOf says a meeting's schedule. What is over by now is not told.
func weekOf(m *meeting.Meeting, now time.Time) week {
	s := *m.Timetable()
	w := week{days: s.Days}
	if !s.Confirmed || !s.Timed() {
		return inWords(m, now)
	}
	switch {
	case s.Kind == meeting.Weekly && s.Interval <= 1:
	case s.Kind == meeting.Monthly && s.Days.Len() == 1:
		suffix, ok := ordinalWords(s.Days.Days()[0], s.Ordinals)
		if !ok {
			return inWords(m, now)
		}
		if !saysOrdinals(m.Name, &s) {
			w.suffix = suffix
		}
	default:
		return inWords(m, now)
	}
	w.bounds(&s, now)
	return w
}

// inWords tells a schedule in words alone: as published where it is in doubt,
// and else with the next date.
func inWords(m *meeting.Meeting, now time.Time) week {
	s := m.Timetable()
	words := wordsFor("en").When(s)
	if s.Timed() && s.Zone != "" {
		words += ", " + wordsFor("en").Zone(s.Zone)
	}
	w := week{limits: []string{upperFirst(cut(oneLine(words), maxText)) + "."}}
	if next, ok := m.Next(now); ok {
		w.limits = append(w.limits, "Next: "+next.Date.Weekday().String()+", "+dateWords(next.Date)+".")
	}
	return w
}

func upperFirst(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// ordinalWords says weeks of the month as people do. ok is false where nobody
// would understand it.
func ordinalWords(day time.Weekday, o meeting.Ordinals) (words string, ok bool) {
	name := day.String()
	switch o {
	case meeting.NewOrdinals(-1, -2, -3, -4, -5), meeting.NewOrdinals(1, 2, 3, 4, 5):
		return "", true
	case meeting.NewOrdinals(-2, -3, -4, -5):
		return "except the last " + name, true
	}
	var nths []string
	for _, n := range o.List() {
		switch {
		case n == -1:
			nths = append(nths, "last")
		case n < 0:
			return "", false
		default:
			nths = append(nths, [...]string{"", "1st", "2nd", "3rd", "4th", "5th"}[n])
		}
	}
	if len(nths) > 1 {
		name += "s"
	}
	return strings.Join(nths, " & ") + " " + name + " only", len(nths) > 0
}

// saysOrdinals reports whether a name says the weeks of the month itself.
func saysOrdinals(name string, s *meeting.Schedule) bool {
	plain := meeting.Schedule{Kind: meeting.Weekly, Days: s.Days, Start: s.Start, Minutes: s.Minutes, Zone: s.Zone, Confirmed: true}
	text := phrase.Look(name, 0)
	read, _ := text.Read(plain)
	return read.Confirmed && read.Kind == meeting.Monthly && read.Ordinals == s.Ordinals && read.Days == s.Days
}

// bounds adds what limits a weekly or monthly rhythm further.
func (w *week) bounds(s *meeting.Schedule, now time.Time) {
	today := meeting.DateOf(now.UTC()) - 1
	say := func(sentence string) { w.limits = append(w.limits, sentence) }
	if out := monthsOut(s.Months); out != "" {
		say("No meeting in " + out + ".")
	}
	if s.From > today {
		say("Starts " + dateWords(s.From) + ".")
	}
	if !s.Until.IsZero() {
		say("Last meeting is " + dateWords(s.Until) + ".")
	}
	moved := s.Moves()
	for _, r := range s.Except {
		switch {
		case r.Last < today || r.Last < r.First:
		case r.First == r.Last && !movedFrom(moved, r.First):
			say("No meeting on " + dateWords(r.First) + ".")
		case r.First != r.Last:
			say("No meeting from " + dateWords(r.First) + " through " + dateWords(r.Last) + ".")
		}
	}
	for _, o := range moved {
		if o.From < today && o.Date < today {
			continue
		}
		say("No meeting on " + dateWords(o.From) + ".")
		say("Instead: " + dateWords(o.Date) + ", " + wordsFor("en").SpanOf(o) + ".")
	}
}

func movedFrom(moved []meeting.Occurrence, d meeting.Date) bool {
	for _, o := range moved {
		if o.From == d {
			return true
		}
	}
	return false
}

func monthsOut(held meeting.Months) string {
	var out []string
	for m := time.January; m <= time.December; m++ {
		if !held.Has(m) {
			out = append(out, m.String())
		}
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + " & " + out[n-1]
	}
	return strings.Join(out, "")
}

func dateWords(d meeting.Date) string {
	y, m, day := d.Civil()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Format("January 2, 2006")
}
