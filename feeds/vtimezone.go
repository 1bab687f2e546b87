package feeds

import (
	"strconv"
	"sync"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

const (
	// farthestYear is the last year a VTIMEZONE is right for by every client:
	// many keep 32-bit times.
	farthestYear = 2037
	// zoneLines is the most lines of a VTIMEZONE: an import by Google failed
	// past about 200.
	zoneLines = 200
	// localText is how a part writes its onset, in local time without a zone.
	localText = "20060102T150405"
)

// longAgo begins the part of a zone that nothing changes before it matters.
var longAgo = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)

type zoneYear struct {
	zone string
	year int
}

// The VTIMEZONEs written so far: never more than the zones there are, times the
// years in which meetings were first seen. They are shared and never changed.
var writtenZones sync.Map // zoneYear → *ical.Component

// vtimezone returns the VTIMEZONE of an IANA zone for events that begin in
// firstYear or later: right from a year before to 2037, from the same zone data
// as the occurrences themselves. It fails only where meeting.Zone does.
func vtimezone(zone string, firstYear int) (*ical.Component, error) {
	key := zoneYear{zone, firstYear}
	if c, ok := writtenZones.Load(key); ok {
		return c.(*ical.Component), nil
	}
	loc, err := meeting.Zone(zone)
	if err != nil {
		return nil, err
	}
	c, _ := writtenZones.LoadOrStore(key, writeZone(zone, zoneParts(loc, firstYear)))
	return c.(*ical.Component), nil
}

// zoneParts says a zone from the year before firstYear on. The most irregular
// zones (two Ramadan changes a year) would grow too long from a distant first
// year: then their last years go.
func zoneParts(loc *time.Location, firstYear int) []part {
	if firstYear > utcYear && keepsUTC(loc, firstYear) {
		firstYear = utcYear
	}
	for last := max(farthestYear, firstYear+2); ; last-- {
		parts := zonePartsTo(loc, firstYear-1, last)
		if zoneLength(parts) <= zoneLines || last <= firstYear {
			return parts
		}
	}
}

// utcYear: vobject, and what is built on it, takes a zone for UTC if it equals
// UTC through 2019, as London would that begins its summers in 2025.
const utcYear = 2019

// keepsUTC reports whether a zone shows UTC for a part of the year only.
func keepsUTC(loc *time.Location, year int) bool {
	begin := time.Date(year, 1, 1, 0, 0, 0, 0, loc)
	for _, o := range onsets(loc, begin.AddDate(-2, 0, 0), begin.AddDate(2, 0, 0)) {
		if o.from == 0 || o.to == 0 {
			return true
		}
	}
	return false
}

// zonePartsTo looks two years back for the onset in force when year begins, and
// a year ahead for the rules that go on.
func zonePartsTo(loc *time.Location, year, last int) []part {
	begin := time.Date(year, 1, 1, 0, 0, 0, 0, loc)
	list := onsets(loc, begin.AddDate(-2, 0, 0), time.Date(last+2, 1, 1, 0, 0, 0, 0, time.UTC))
	for len(list) > 1 && !list[1].at.After(begin) {
		list = list[1:]
	}
	if len(list) == 0 || list[0].at.After(begin) {
		return append([]part{steady(begin)}, partsOf(list, last)...)
	}
	if len(list) == 1 {
		return []part{steady(begin)}
	}
	return partsOf(list, last)
}

// steady is the part of a zone that has not changed for long at t.
func steady(t time.Time) part {
	name, offset := t.Zone()
	o := onset{at: longAgo.Add(-time.Duration(offset) * time.Second), from: offset, to: offset, name: name}
	return part{first: o, last: o}
}

// zoneLength counts the lines that writeZone writes.
func zoneLength(parts []part) int {
	n := 3
	for _, p := range parts {
		n += 6
		if p.rrule() != "" {
			n++
		}
	}
	return n
}

func writeZone(zone string, parts []part) *ical.Component {
	c := ical.NewComponent(ical.CompTimezone)
	setRaw(c, ical.PropTimezoneID, zone)
	for _, p := range parts {
		c.Children = append(c.Children, p.component())
	}
	return c
}

func (p part) component() *ical.Component {
	kind := ical.CompTimezoneStandard
	if p.daylight {
		kind = ical.CompTimezoneDaylight
	}
	c := ical.NewComponent(kind)
	setRaw(c, ical.PropDateTimeStart, p.first.local().Format(localText))
	setRaw(c, ical.PropTimezoneOffsetFrom, offsetText(p.first.from))
	setRaw(c, ical.PropTimezoneOffsetTo, offsetText(p.first.to))
	setRaw(c, ical.PropTimezoneName, p.first.name)
	if rule := p.rrule(); rule != "" {
		setRaw(c, ical.PropRecurrenceRule, rule)
	}
	return c
}

// setRaw sets a value that is no text of others: numbers, times, rules. It
// leaves out the VALUE=TEXT and TZID that the package's own setters add.
func setRaw(c *ical.Component, name, value string) {
	c.Props[name] = []ical.Prop{{Name: name, Value: value}}
}

func setNumber(c *ical.Component, name string, n int) { setRaw(c, name, strconv.Itoa(n)) }
