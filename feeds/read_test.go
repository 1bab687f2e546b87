package feeds

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	golangical "github.com/arran4/golang-ical"
	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"

	"openchair/meeting"
)

// readEvent is an event as a parser saw it: values by name, as written.
type readEvent struct {
	values map[string][]string
	zones  map[string]string // TZID by name
}

func (e readEvent) one(name string) string {
	if v := e.values[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// readGoICal reads events through emersion's decoder.
func readGoICal(t testing.TB, body []byte) []readEvent {
	t.Helper()
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		t.Fatalf("go-ical: %v\n%s", err, body)
	}
	var list []readEvent
	for _, c := range cal.Events() {
		e := readEvent{map[string][]string{}, map[string]string{}}
		for name, props := range c.Props {
			for _, p := range props {
				e.values[name] = append(e.values[name], p.Value)
				e.zones[name] = p.Params.Get(ical.PropTimezoneID)
			}
		}
		list = append(list, e)
	}
	return list
}

// readGolangICal reads events through arran4's parser.
func readGolangICal(t testing.TB, body []byte) []readEvent {
	t.Helper()
	cal, err := golangical.ParseCalendar(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("golang-ical: %v\n%s", err, body)
	}
	var list []readEvent
	for _, c := range cal.Events() {
		e := readEvent{map[string][]string{}, map[string]string{}}
		for _, p := range c.Properties {
			e.values[p.IANAToken] = append(e.values[p.IANAToken], p.Value)
			if z := p.ICalParameters["TZID"]; len(z) > 0 {
				e.zones[p.IANAToken] = z[0]
			}
		}
		list = append(list, e)
	}
	return list
}

// readers are the two independent parsers.
var readers = map[string]func(testing.TB, []byte) []readEvent{"go-ical": readGoICal, "golang-ical": readGolangICal}

// expandAll lists the occurrences of all events: those of a series without the
// days that events of their own stand for, and none that is cancelled.
func expandAll(t testing.TB, events []readEvent, from, to time.Time) []meeting.Occurrence {
	t.Helper()
	replaced := map[string]bool{} // UID and the start it stands for
	for _, e := range events {
		if id := e.one("RECURRENCE-ID"); id != "" {
			replaced[e.one("UID")+" "+e.zones["RECURRENCE-ID"]+" "+id] = true
		}
	}
	var list []meeting.Occurrence
	for _, e := range events {
		switch {
		case e.one("STATUS") == "CANCELLED":
		case e.one("RECURRENCE-ID") != "":
			list = append(list, e.expand(t, from, to, nil)...)
		default:
			list = append(list, e.expand(t, from, to, func(wall time.Time) bool {
				return replaced[e.one("UID")+" "+e.zones["DTSTART"]+" "+wall.Format(localText)]
			})...)
		}
	}
	return list
}

// expand lists an event's occurrences that start in [from, to), by rrule-go. It
// is given wall clocks as if they were UTC, since it loses days whose midnight
// a zone skips; the clocks are set to the zone afterwards.
func (e readEvent) expand(t testing.TB, from, to time.Time, replaced func(wall time.Time) bool) []meeting.Occurrence {
	t.Helper()
	loc := time.UTC
	if zone := e.zones["DTSTART"]; zone != "" {
		var err error
		if loc, err = meeting.Zone(zone); err != nil {
			t.Fatal(err)
		}
	}
	start, end := readWall(t, e.one("DTSTART")), readWall(t, e.one("DTEND"))
	var set rrule.Set
	set.DTStart(start)
	if rule := e.one("RRULE"); rule != "" {
		set.RRule(readRule(t, rule, start, loc))
	} else {
		set.RDate(start)
	}
	for _, v := range e.values["EXDATE"] {
		set.ExDate(readWall(t, v))
	}
	lasts := inZone(end, loc).Sub(inZone(start, loc))
	var list []meeting.Occurrence
	for _, wall := range set.Between(from.AddDate(0, 0, -2), to.AddDate(0, 0, 2), true) {
		if replaced != nil && replaced(wall) {
			continue
		}
		if at := inZone(wall, loc); !at.Before(from) && at.Before(to) {
			list = append(list, meeting.Occurrence{Date: meeting.DateOf(at), Start: at, End: at.Add(lasts)})
		}
	}
	return list
}

func readRule(t testing.TB, rule string, start time.Time, loc *time.Location) *rrule.RRule {
	t.Helper()
	o, err := rrule.StrToROption(rule)
	if err != nil {
		t.Fatal(err)
	}
	o.Dtstart = start
	if !o.Until.IsZero() {
		u := o.Until.In(loc)
		o.Until = time.Date(u.Year(), u.Month(), u.Day(), u.Hour(), u.Minute(), u.Second(), 0, time.UTC)
	}
	r, err := rrule.NewRRule(*o)
	if err != nil {
		t.Fatal(err)
	}
	if first := r.After(start, true); !first.Equal(start) {
		t.Fatalf("DTSTART %s is off its rule %s, which begins %s", start, rule, first)
	}
	return r
}

func readWall(t testing.TB, value string) time.Time {
	t.Helper()
	at, err := time.Parse("20060102T150405", strings.TrimSuffix(value, "Z"))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func inZone(wall time.Time, loc *time.Location) time.Time {
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, loc)
}

// starts are the instants of occurrences, sorted, without those that lie near a
// change of clocks, which parsers read each in its own way.
func starts(list []meeting.Occurrence, loc *time.Location) []string {
	var out []string
	for _, o := range list {
		o.Start, o.End = o.Start.In(loc), o.End.In(loc)
		begins, ends := o.Start.ZoneBounds()
		if begins.Before(o.Start.Add(-edge)) && (ends.IsZero() || ends.After(o.End.Add(edge))) {
			out = append(out, o.Start.UTC().Format(time.RFC3339)+" "+o.End.UTC().Format(time.RFC3339))
		}
	}
	slices.Sort(out)
	return out
}
