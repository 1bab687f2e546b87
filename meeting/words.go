package meeting

import (
	"strings"
	"time"
)

// Words says times, days and freshness in one language: one table per
// language, in a file of its own. Everything a person reads about when a
// meeting is held comes from here, so that page, feed and letter agree.
type Words struct {
	Lang string // BCP 47

	weekday  [7]string  // Sunday first
	weekdays [7]string  // said of every week: "Sundays"
	month    [13]string // from 1

	and, or string // join the last of several: " and "
	to      string // a run of days or months: "Monday to Friday"

	// clock says a time of day in two parts, so that a span can leave out the
	// first of two equal halves of the day.
	clock    func(Clock) (digits, half string)
	longFrom string // a start whose end is a day away or more: "from %s"

	cityTime   string              // "%s time"
	zoneFrom   map[ZoneFrom]string // a zone with what it was taken from
	aheadOfUTC string              // "%d hours ahead of UTC"
	behindUTC  string
	zoneNames  map[string]string
	everyDay   string
	otherWeek  string // "every other %s", one day
	otherWeeks string // "every other week on %s"
	nthWeeks   string // "every %d weeks on %s"
	ofMonth    string // "%s %s of the month": one ordinal, one day
	ofMonths   string // "%s %s": several
	exceptNth  string // "%s except the %s of the month"
	ofEachDay  string // "the %s of each day of the week": a week that begins on the 1st
	ordinal    func(n int) string

	inMonths, notInMonths, until, when string
	from, notOn, notBetween, remark    string
	moved                              string // ", %s moved to %s %s": a day, and when it is held instead
	dateYear, dayMonth                 string // "%d %s %d", "%s %d %s"
	more                               string // "%d more dates"
	appointment, doubt                 string
	misplaced                          string // "%s, but …": the zone contradicts the place

	attendance map[Attendance]string
	types      map[string]string

	titleOf    string // "%s: %s", program and meeting
	meetingOf  string // "%s meeting", where it has no name
	dayGroup   string // "%s group"
	weekGroup  string
	monthGroup string
	group      string

	now       string
	inMinutes func(n int) string

	fresh freshWords
}

// WordsFor returns the table of a language, by its BCP 47 code; English where
// there is none.
func WordsFor(lang string) *Words {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if w, ok := languages[base]; ok {
		return w
	}
	return &english
}

var languages = map[string]*Words{"en": &english, "es": &spanish}

// Clock says a time of day: "7:00 pm", "12:00 noon", "midnight".
func (w *Words) Clock(c Clock) string { return joined(w.clock(c)) }

func joined(digits, half string) string {
	if half == "" {
		return digits
	}
	return digits + " " + half
}

// Span says a start and a duration in minutes: "7:00 – 8:30 pm".
func (w *Words) Span(start Clock, minutes int) string {
	switch {
	case minutes <= 0:
		return w.Clock(start)
	case minutes >= 24*60:
		return say(w.longFrom, w.Clock(start))
	}
	return w.between(start, Clock((int(start)+minutes)%(24*60)))
}

// SpanOf says from when to when an occurrence lasts, on the clocks of its zone:
// where they change meanwhile, the end is what they show then.
func (w *Words) SpanOf(o Occurrence) string {
	if minutes := int(o.End.Sub(o.Start).Minutes()); minutes <= 0 || minutes >= 24*60 {
		return w.Span(clockOf(o.Start), minutes)
	}
	return w.between(clockOf(o.Start), clockOf(o.End))
}

func clockOf(t time.Time) Clock { return NewClock(t.Hour(), t.Minute()) }

func (w *Words) between(start, end Clock) string {
	digits, half := w.clock(start)
	endDigits, endHalf := w.clock(end)
	if half == endHalf && start < end {
		half = ""
	}
	return joined(digits, half) + " – " + joined(endDigits, endHalf)
}

// Weekday says one day of the week: "Tuesday".
func (w *Words) Weekday(d time.Weekday) string { return w.weekday[d] }

// Day says a date without its year: "Tuesday 24 November".
func (w *Words) Day(d Date) string {
	if d.IsZero() {
		return ""
	}
	_, month, day := d.Civil()
	return say(w.dayMonth, w.weekday[d.Weekday()], day, w.month[month])
}

// Date says a date with its year: "24 November 2026".
func (w *Words) Date(d Date) string {
	if d.IsZero() {
		return ""
	}
	return w.date(d)
}

// Attendance says how a meeting is attended: "In person".
func (w *Words) Attendance(a Attendance) string {
	if word, ok := w.attendance[a]; ok {
		return word
	}
	return string(a)
}

// Type says what a Meeting Guide code stands for; a code not in the table is
// shown as it is, since sources also write types in words.
func (w *Words) Type(code string) string {
	if word, ok := w.types[code]; ok {
		return word
	}
	return code
}

// list joins words as "a, b and c".
func list(words []string, last string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + last + words[n-1]
}

// LanguagePath is what the paths of the site's pages begin with in a language:
// "" in English, "/es" in Spanish.
func LanguagePath(lang string) string {
	if l := WordsFor(lang).Lang; l != english.Lang {
		return "/" + l
	}
	return ""
}
