package feeds

import (
	"fmt"
	"time"
)

// onset is an instant from which a zone's clocks show another offset.
type onset struct {
	at       time.Time // UTC
	from, to int       // seconds east of UTC, before and after
	name     string    // abbreviation after
	final    bool      // the zone changes no more
}

// local is the onset as clocks showed it before they were set: the time that
// a VTIMEZONE names.
func (o onset) local() time.Time { return o.at.Add(time.Duration(o.from) * time.Second) }

// onsets lists every change of offset in [from, to), in order. Neighbouring
// stretches of equal offset are one: time.Location bounds the stretches it
// makes from a zone's closing rule at 1 January, and a stretch that only
// changes its name is none to a calendar.
func onsets(loc *time.Location, from, to time.Time) []onset {
	var list []onset
	t := from.In(loc)
	name, offset := t.Zone()
	for {
		_, end := t.ZoneBounds()
		if !end.IsZero() && !end.After(t) {
			// It takes every year for 365 days: on the last of a leap year
			// the stretch would end before it began.
			end = t.AddDate(0, 0, 1)
		}
		if end.IsZero() || !end.Before(to) {
			return named(list, name)
		}
		t = end
		before := offset
		if name, offset = t.Zone(); offset != before {
			list = append(list, onset{at: t.UTC(), from: before, to: offset, name: name})
		}
	}
}

// named gives the last onset the name its offset bears in the end: a zone that
// stays on summer time for good may rename it later.
func named(list []onset, name string) []onset {
	if n := len(list); n > 0 {
		list[n-1].name = name
	}
	return list
}

// offsetText writes seconds east of UTC as RFC 5545 3.3.14 wants: +0530.
func offsetText(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	h, m, s := seconds/3600, seconds/60%60, seconds%60
	if s != 0 {
		return fmt.Sprintf("%c%02d%02d%02d", sign, h, m, s)
	}
	return fmt.Sprintf("%c%02d%02d", sign, h, m)
}
