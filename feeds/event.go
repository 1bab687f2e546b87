package feeds

import (
	"strconv"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

// events writes what a meeting becomes: one series with its moved days, or a
// one-off for every date. It returns none where nothing of it has a sure time.
func (f *feed) events(m *meeting.Meeting) []*ical.Component {
	s := *m.Timetable()
	if !m.Retired.IsZero() {
		endAfter(&s, m.Retired)
	}
	if s.Kind == meeting.Dated {
		return f.oneOffs(m, &s)
	}
	x, ok := newSeries(s, f.since(m), f.bound.except)
	if !ok {
		return nil
	}
	list := []*ical.Component{f.master(m, &x)}
	for i := range x.moved {
		list = append(list, f.movedDay(m, &x, &x.moved[i]))
	}
	for _, d := range x.cancelled(f.cancelledDays()) {
		list = append(list, f.cancelledDay(m, &x, d))
	}
	for i := range x.lost {
		list = append(list, f.oneOff(m, &x.lost[i], false))
	}
	return list
}

// shownRetired is for how many days a meeting that is no longer listed is shown
// as cancelled.
const shownRetired = 60

func endAfter(s *meeting.Schedule, retired time.Time) {
	last := meeting.DateOf(retired.UTC()) + shownRetired
	if s.Until.IsZero() || s.Until > last {
		s.Until = last
	}
}

func (f *feed) cancelledDays() int {
	if !f.c.ShowCancelled {
		return 0
	}
	return f.bound.cancelled
}

// master writes the event of a series.
func (f *feed) master(m *meeting.Meeting, x *series) *ical.Component {
	e := f.event(m, m.ID, saying{off: calledOff(m)})
	zone := m.Schedule.Zone
	f.useZone(zone, x.first.Start.Year())
	setLocal(e, ical.PropDateTimeStart, localOf(x.first.Date, m.Schedule.Start), zone)
	setLocal(e, ical.PropDateTimeEnd, x.first.End.Format(localText), zone)
	setRaw(e, ical.PropRecurrenceRule, x.rule)
	shown := x.cancelled(f.cancelledDays())
	for i, d := range x.except {
		if i >= len(x.except)-len(shown) {
			break // these are shown
		}
		p := localProp(ical.PropExceptionDates, localOf(d, m.Schedule.Start), zone)
		e.Props[p.Name] = append(e.Props[p.Name], p)
	}
	return e
}

// movedDay writes the one occurrence of a series that is held at another time.
func (f *feed) movedDay(m *meeting.Meeting, x *series, o *meeting.Occurrence) *ical.Component {
	e := f.event(m, m.ID, saying{off: calledOff(m), moved: o})
	zone := m.Schedule.Zone
	f.useZone(zone, o.Start.Year())
	setLocal(e, ical.PropRecurrenceID, localOf(o.From, m.Schedule.Start), zone)
	setLocal(e, ical.PropDateTimeStart, o.Start.Format(localText), zone)
	setLocal(e, ical.PropDateTimeEnd, o.End.Format(localText), zone)
	return e
}

// cancelledDay writes a day of a series on which it is not held.
func (f *feed) cancelledDay(m *meeting.Meeting, x *series, d meeting.Date) *ical.Component {
	e := f.event(m, m.ID, saying{off: true, short: true})
	zone := m.Schedule.Zone
	start := localOf(d, m.Schedule.Start)
	setLocal(e, ical.PropRecurrenceID, start, zone)
	setLocal(e, ical.PropDateTimeStart, start, zone)
	setLocal(e, ical.PropDateTimeEnd, wallAfter(d, m.Schedule.Start, m.Schedule.Minutes), zone)
	return e
}

// event writes what every event has: who it is, how new it is, and what it says.
func (f *feed) event(m *meeting.Meeting, id string, how saying) *ical.Component {
	e := &ical.Component{Name: ical.CompEvent, Props: make(ical.Props, 20)}
	changed := utcText(f.changed(m))
	setRaw(e, ical.PropUID, id+"@openchair")
	setRaw(e, ical.PropDateTimeStamp, changed)
	setRaw(e, ical.PropLastModified, changed)
	setNumber(e, ical.PropSequence, m.Sequence+f.c.Revision)
	f.say(e, m, how)
	if how.off {
		setRaw(e, ical.PropStatus, string(ical.EventCancelled))
	} else if f.c.AlarmMinutes > 0 {
		e.Children = append(e.Children, f.alarm(e))
	}
	return e
}

// alarm reminds before the start, in the words of the event itself.
func (f *feed) alarm(e *ical.Component) *ical.Component {
	a := ical.NewComponent(ical.CompAlarm)
	setRaw(a, ical.PropAction, ical.ParamDisplay)
	setRaw(a, ical.PropDescription, e.Props[ical.PropSummary][0].Value)
	setRaw(a, ical.PropTrigger, "-PT"+strconv.Itoa(f.c.AlarmMinutes)+"M")
	return a
}

// since is the moment whose day a meeting's events begin on.
func (f *feed) since(m *meeting.Meeting) time.Time {
	return firstTime(m.FirstSeen, m.LastChanged, f.opts.Stamp)
}

// changed is when an event was last altered: by its meeting, or by a setting of
// the calendar.
func (f *feed) changed(m *meeting.Meeting) time.Time {
	t := firstTime(m.LastChanged, m.FirstSeen, f.opts.Stamp)
	if f.c.Revised.After(t) {
		return f.c.Revised
	}
	return t
}

func firstTime(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return epoch
}

// epoch stands for meetings that were never stored and options without a
// stamp: no feed is older.
var epoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
