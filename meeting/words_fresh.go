package meeting

import "time"

// doubtAfter is after how many days without confirmation a reader is told to
// call first.
const doubtAfter = 7

// freshWords say how well a meeting is known; every format takes the list's name.
type freshWords struct {
	whose                                string // "%s's list"
	whoseS                               string // where the name ends in s
	anyone                               string // "its list"
	today, morning, afternoon, tonight   string // "on %s this morning"
	yesterday, onDay                     string // "on %s on %s"
	stale                                string // "not confirmed for %d days: call before you go"
	never, retired                       string
	person, personYesterday, personOn    string // "confirmed by a person today"
	holiday                              string // "check: holiday"
	tonightFrom, noonFrom, morningsBegin Clock
}

// Freshness says when a list last named the meeting, in days of the meeting's
// own zone: "on AA's list this morning". who is whose list it is. Where no list
// did for a day or more and a person confirmed it since, it says that instead.
// doubt is true where a reader had better call first: from seven days on.
func (w *Words) Freshness(m *Meeting, who string, now time.Time) (text string, doubt bool) {
	whose := w.fresh.list(who)
	if !m.Retired.IsZero() {
		return say(w.fresh.retired, whose), true
	}
	loc, err := Zone(m.Schedule.Zone)
	if err != nil {
		loc = time.UTC
	}
	if text := w.byPerson(m, loc, now); text != "" {
		return text, false
	}
	if m.LastConfirmed.IsZero() {
		return w.fresh.never, true
	}
	confirmed := m.LastConfirmed.In(loc)
	switch days := int(DateOf(now.In(loc)) - DateOf(confirmed)); {
	case days <= 0:
		return say(w.fresh.partOfDay(clockOf(confirmed)), whose), false
	case days == 1:
		return say(w.fresh.yesterday, whose), false
	case days < doubtAfter:
		return say(w.fresh.onDay, whose, w.weekday[confirmed.Weekday()]), false
	default:
		return say(w.fresh.stale, days), true
	}
}

// byPerson says that a person confirmed the meeting after its list did, "" where
// nobody did or it is too long ago to go by.
func (w *Words) byPerson(m *Meeting, loc *time.Location, now time.Time) string {
	today, verified := DateOf(now.In(loc)), DateOf(m.Verified.In(loc))
	days := int(today - verified)
	if m.Verified.IsZero() || days >= doubtAfter || !m.LastConfirmed.IsZero() && DateOf(m.LastConfirmed.In(loc)) >= verified {
		return ""
	}
	switch {
	case days <= 0:
		return w.fresh.person
	case days == 1:
		return w.fresh.personYesterday
	}
	return say(w.fresh.personOn, w.weekday[verified.Weekday()])
}

// Check says what a reader had better make sure of on a day: "check: holiday";
// "" where there is nothing.
func (w *Words) Check(m *Meeting, day Date) string {
	if m.CheckHoliday(day) {
		return w.fresh.holiday
	}
	return ""
}

func (f *freshWords) list(who string) string {
	switch who = oneLine(who); {
	case who == "":
		return f.anyone
	case who[len(who)-1] == 's':
		return say(f.whoseS, who)
	}
	return say(f.whose, who)
}

func (f *freshWords) partOfDay(c Clock) string {
	switch {
	case c < f.morningsBegin:
		return f.today
	case c < f.noonFrom:
		return f.morning
	case c < f.tonightFrom:
		return f.afternoon
	}
	return f.tonight
}
