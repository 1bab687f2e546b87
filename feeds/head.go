package feeds

import (
	"cmp"
	"strings"

	"github.com/emersion/go-ical"
)

// head writes the calendar's own properties. A calendar that was given up or
// emptied in haste keeps no name that could tell what it was.
func (f *feed) head() {
	setRaw(f.cal, ical.PropVersion, "2.0")
	setRaw(f.cal, ical.PropProductID, productID)
	setRaw(f.cal, ical.PropCalendarScale, "GREGORIAN")
	setRaw(f.cal, ical.PropMethod, "PUBLISH")
	name, about := cut(oneLine(cmp.Or(f.c.Name, f.phrases.name)), maxSummary), f.about()
	switch {
	case f.c.Moved:
		name, about = f.phrases.noName, f.phrases.moved
	case !f.c.Panicked.IsZero():
		name, about = f.phrases.noName, ""
	}
	setText(f.cal, ical.PropName, name)
	setText(f.cal, "X-WR-CALNAME", name)
	setText(f.cal, ical.PropDescription, about)
	setText(f.cal, "X-WR-CALDESC", about)
	f.cal.Props[ical.PropRefreshInterval] = []ical.Prop{{
		Name: ical.PropRefreshInterval, Params: valueIs(ical.ValueDuration), Value: refresh,
	}}
	setRaw(f.cal, "X-PUBLISHED-TTL", refresh)
}

// about says in words which chosen meetings are not in the calendar, and why.
func (f *feed) about() string {
	var lines []string
	if f.c.LeftOut > 0 {
		lines = append(lines, f.phrases.leftOut(f.c.LeftOut))
	}
	if len(f.unsure) > 0 {
		lines = append(lines, f.phrases.unsure(f.titles(f.unsure)))
	}
	if len(f.paused) > 0 {
		lines = append(lines, f.phrases.paused(f.titles(f.paused)))
	}
	return cut(strings.Join(lines, "\n"), maxText)
}

func valueIs(t ical.ValueType) ical.Params {
	return ical.Params{ical.ParamValue: {string(t)}}
}
