package feeds

import (
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

func localProp(name, local, zone string) ical.Prop {
	return ical.Prop{Name: name, Params: ical.Params{ical.PropTimezoneID: {zone}}, Value: local}
}

func setLocal(e *ical.Component, name, local, zone string) {
	e.Props[name] = []ical.Prop{localProp(name, local, zone)}
}

// localOf writes a day and a clock as a zone's clocks show them.
func localOf(d meeting.Date, c meeting.Clock) string { return wallAfter(d, c, 0) }

// wallAfter is what clocks show so many minutes later, if nobody sets them.
func wallAfter(d meeting.Date, c meeting.Clock, minutes int) string {
	y, m, day := d.Civil()
	return time.Date(y, m, day, c.Hour(), c.Minute()+minutes, 0, 0, time.UTC).Format(localText)
}

func compact(d meeting.Date) string {
	y, m, day := d.Civil()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Format("20060102")
}

func dayStart(d meeting.Date, loc *time.Location) time.Time {
	y, m, day := d.Civil()
	return time.Date(y, m, day, 0, 0, 0, 0, loc)
}
