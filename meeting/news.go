package meeting

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// LookAhead is how far ahead readers are told of single days that differ.
const LookAhead = 28 * 24 * time.Hour

// tells are the fields that a reader is told of whatever else holds: promise 18
// of the design. Names of places that differ only in their marks are the same.
var tells = []string{
	"attendance", "schedule.kind", "schedule.start", "schedule.rrule", "schedule.confirmed",
	"place.name", "place.address", "place.city",
}

// mayTell are those that a reader is told of where a day that was due soon is
// not, or is at another moment: lists move their bounds on every week.
var mayTell = []string{
	"schedule.zone", "schedule.anchor", "schedule.from", "schedule.until", "schedule.except", "schedule.dates", "schedule.moved", "closed",
}

// mayLift are those that a reader is told of, too, where a day that was not held
// soon is held after all.
var mayLift = []string{"schedule.except", "closed"}

// holdCodes are those that a reader is told of where the codes differ that
// people join by.
var holdCodes = []string{"online.notes", "online.phone_notes"}

// Told reports whether readers are told of changes of a meeting, which is given
// as it is after them. What only our own reading changed is told where the next
// occurrence differs.
func Told(m *Meeting, changes []Change, now time.Time) bool {
	return slices.ContainsFunc(changes, func(c Change) bool {
		switch c.Kind {
		case Retired, Revived:
			return true
		case Edited:
			return matters(m, c, now)
		case Reread:
			before := Before(m, []Change{c})
			was, held := before.Next(now)
			is, holds := m.Next(now)
			return held != holds || held && !was.Start.Equal(is.Start)
		}
		return false
	})
}

func matters(m *Meeting, c Change, now time.Time) bool {
	for _, f := range c.Fields {
		switch {
		case slices.Contains(tells, f.Field) && !SameWords(f.Old, f.New):
			return true
		case f.Field == "online.url":
			return true
		case f.Field == "online.phone" && !SamePhone(f.Old, f.New):
			return true
		case slices.Contains(holdCodes, f.Field) && recoded(m, c):
			return true
		case slices.Contains(mayTell, f.Field) && misses(m, c, now):
			return true
		case slices.Contains(mayLift, f.Field) && lifts(m, f, now):
			return true
		}
	}
	return false
}

// recoded reports whether people join by other codes, or by none any more.
func recoded(m *Meeting, c Change) bool {
	before := Before(m, []Change{c})
	return CodesOf(&before.Join, &m.Join) != CodesStay
}

// misses reports whether a day that was due soon is not any more.
func misses(m *Meeting, c Change, now time.Time) bool {
	before := Before(m, []Change{c})
	return holdsBeside(&before, m, now)
}

// lifts reports whether a day soon is held that one field of a change left out.
func lifts(m *Meeting, f FieldChange, now time.Time) bool {
	before := Before(m, []Change{{Kind: Edited, Fields: []FieldChange{f}}})
	return holdsBeside(m, &before, now)
}

// holdsBeside reports whether a meeting has a start soon that another has not.
func holdsBeside(m, other *Meeting, now time.Time) bool {
	_, holds := firstBeside(m, other, now)
	return holds
}

// firstBeside returns the first occurrence soon of a meeting at whose start
// another has none.
func firstBeside(m, other *Meeting, now time.Time) (first Occurrence, ok bool) {
	has := make(map[int64]bool)
	for o := range other.Occurrences(now, now.Add(LookAhead)) {
		has[o.Start.Unix()] = true
	}
	for o := range m.Occurrences(now, now.Add(LookAhead)) {
		if !has[o.Start.Unix()] {
			return o, true
		}
	}
	return Occurrence{}, false
}

// SameWords reports whether words differ in marks and spaces at most, and in
// whether letters are large.
func SameWords(a, b string) bool { return letters(a) == letters(b) }

// SamePhone reports whether two telephone numbers are one, however written.
func SamePhone(a, b string) bool { return keys(a) == keys(b) && (keys(a) != "" || SameWords(a, b)) }

// keys keeps of a telephone number the keys that are pressed: MEETING is 6338464.
func keys(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return r
		case r >= 'a' && r <= 'z':
			return rune("22233344455566677778889999"[r-'a'])
		}
		return -1
	}, Fold(s))
}

// digits keeps of a number its digits.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// letters keeps of words what tells them apart: no marks, no spaces.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .,;'’\"()", r) {
			return -1
		}
		return r
	}, Fold(s))
}

// Affected returns the first occurrence that changes touch: where they are of
// every day, as another place is, or of none soon, the next one as it was or as it
// is, whichever comes first; else the first that the meeting had or has, and not
// both. ok is false where none is known.
func Affected(m *Meeting, changes []Change, now time.Time) (first Occurrence, ok bool) {
	before := Before(m, changes)
	was, held := before.Next(now)
	is, holds := m.Next(now)
	if !slices.ContainsFunc(changes, func(c Change) bool { return ofEveryDay(m, c, now) }) {
		gone, lost := firstBeside(&before, m, now)
		come, won := firstBeside(m, &before, now)
		if lost || won {
			was, held, is, holds = gone, lost, come, won
		}
	}
	if held && (!holds || was.Start.Before(is.Start)) {
		return was, true
	}
	return is, holds
}

// ofEveryDay reports whether readers are told of a change for more than when the
// meeting is held.
func ofEveryDay(m *Meeting, c Change, now time.Time) bool {
	c.Fields = slices.DeleteFunc(slices.Clone(c.Fields), func(f FieldChange) bool {
		return f.Field == "closed" || strings.HasPrefix(f.Field, "schedule.")
	})
	return c.Kind == Edited && matters(m, c, now)
}

// Before returns a meeting as far as can be told as it was before changes,
// oldest first: when and whether it was held, and how people joined it.
func Before(m *Meeting, changes []Change) Meeting {
	was := *m
	for _, c := range slices.Backward(changes) {
		switch c.Kind {
		case Retired:
			was.Retired = time.Time{}
		case Revived:
			was.Retired = c.At
		}
		for _, f := range c.Fields {
			was.setBack(f)
		}
	}
	return was
}

func (m *Meeting) setBack(f FieldChange) {
	s := &m.Schedule
	switch f.Field {
	case "attendance":
		m.Attendance = Attendance(f.Old)
	case "schedule.start":
		if c, err := ParseClock(f.Old); err == nil {
			s.Start = c
		}
	case "schedule.zone":
		s.Zone = f.Old
	case "schedule.confirmed":
		s.Confirmed = f.Old == "true"
	case "schedule.kind":
		s.Kind = Kind(f.Old)
	case "schedule.rrule":
		if was, err := ReadRRule(f.Old, s.From, s.Start, s.Minutes, s.Zone); err == nil {
			s.Kind, s.Days, s.Interval, s.Ordinals, s.Months = was.Kind, was.Days, was.Interval, was.Ordinals, was.Months
		}
	case "online.url", "online.notes", "online.phone", "online.phone_notes":
		m.Join.setBack(f)
	case "schedule.from", "schedule.until", "schedule.anchor", "schedule.dates", "schedule.except", "closed", "schedule.moved":
		m.setDaysBack(f)
	}
}

func (j *Join) setBack(f FieldChange) {
	switch f.Field {
	case "online.url":
		j.URL = f.Old
	case "online.notes":
		j.Notes = f.Old
	case "online.phone":
		j.Phone = f.Old
	case "online.phone_notes":
		j.PhoneNotes = f.Old
	}
}

// setDaysBack sets days back from their text.
func (m *Meeting) setDaysBack(f FieldChange) {
	s, days := &m.Schedule, daysIn(f.Old)
	first := append(slices.Clone(days), 0)[0]
	switch f.Field {
	case "schedule.from":
		s.From = first
	case "schedule.until":
		s.Until = first
	case "schedule.anchor":
		s.Anchor = first
	case "schedule.dates":
		s.Dates = days
	case "schedule.except":
		s.Except = rangesOf(days)
	case "closed":
		m.Closed = rangesOf(days)
	case "schedule.moved":
		s.Moved = movesIn(f.Old)
	}
}

var dayText = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

func daysIn(s string) (days []Date) {
	for _, text := range dayText.FindAllString(s, -1) {
		if d, err := ParseDate(text); err == nil {
			days = append(days, d)
		}
	}
	return days
}

var moveText = regexp.MustCompile(`\{(\S+) (\S+) (\S+) (\d+)\}`)

// movesIn reads moved days as Diff writes them.
func movesIn(s string) (moved []Move) {
	for _, part := range moveText.FindAllStringSubmatch(s, -1) {
		date, err := ParseDate(part[1])
		to, errTo := ParseDate(part[2])
		start, errStart := ParseClock(part[3])
		minutes, errMinutes := strconv.Atoi(part[4])
		if errors.Join(err, errTo, errStart, errMinutes) == nil {
			moved = append(moved, Move{date, to, start, minutes})
		}
	}
	return moved
}

func rangesOf(days []Date) (rs []DateRange) {
	for pair := range slices.Chunk(days, 2) {
		rs = append(rs, DateRange{First: pair[0], Last: pair[len(pair)-1]})
	}
	return rs
}
