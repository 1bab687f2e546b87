package feeds

import (
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

// events writes what a meeting becomes: one series, or a one-off for every
// date. It returns none where nothing of it has a sure time.
func (f *feed) events(m *meeting.Meeting) []*ical.Component {
	if m.Schedule.Kind == meeting.Dated {
		return f.oneOffs(m)
	}
	s, ok := newSeries(*m.Timetable(), f.since(m))
	if !ok {
		return nil
	}
	e := f.event(m, m.ID)
	zone := m.Schedule.Zone
	f.useZone(zone, s.first.Start.Year())
	setLocal(e, ical.PropDateTimeStart, localOf(s.first.Date, m.Schedule.Start), zone)
	setLocal(e, ical.PropDateTimeEnd, s.first.End.Format(localText), zone)
	setRaw(e, ical.PropRecurrenceRule, s.rule)
	for _, d := range s.except {
		p := localProp(ical.PropExceptionDates, localOf(d, m.Schedule.Start), zone)
		e.Props[p.Name] = append(e.Props[p.Name], p)
	}
	return []*ical.Component{e}
}

// oneOffs writes an event for every published date that is held, in UTC. Two
// events can't share a UID, so the date is part of it.
func (f *feed) oneOffs(m *meeting.Meeting) []*ical.Component {
	loc, err := meeting.Zone(m.Schedule.Zone)
	if err != nil {
		return nil
	}
	from := dayStart(meeting.DateOf(f.since(m).In(loc)), loc)
	var list []*ical.Component
	for o := range m.Timetable().Occurrences(from, from.AddDate(lookAhead, 0, 0)) {
		e := f.event(m, m.ID+"-"+compact(o.Date))
		setRaw(e, ical.PropDateTimeStart, utcText(o.Start))
		setRaw(e, ical.PropDateTimeEnd, utcText(o.End))
		if list = append(list, e); len(list) == maxExcept {
			break
		}
	}
	return list
}

// event writes what every event has: who it is, how new it is, and what it says.
func (f *feed) event(m *meeting.Meeting, id string) *ical.Component {
	e := &ical.Component{Name: ical.CompEvent, Props: make(ical.Props, 20)}
	changed := utcText(f.changed(m))
	setRaw(e, ical.PropUID, id+"@openchair")
	setRaw(e, ical.PropDateTimeStamp, changed)
	setRaw(e, ical.PropLastModified, changed)
	setNumber(e, ical.PropSequence, m.Sequence)
	f.say(e, m)
	return e
}

// since is the moment whose day a meeting's events begin on.
func (f *feed) since(m *meeting.Meeting) time.Time {
	return firstTime(m.FirstSeen, m.LastChanged, f.opts.Stamp)
}

func (f *feed) changed(m *meeting.Meeting) time.Time {
	return firstTime(m.LastChanged, m.FirstSeen, f.opts.Stamp)
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

func localProp(name, local, zone string) ical.Prop {
	return ical.Prop{Name: name, Params: ical.Params{ical.PropTimezoneID: {zone}}, Value: local}
}

func setLocal(e *ical.Component, name, local, zone string) {
	e.Props[name] = []ical.Prop{localProp(name, local, zone)}
}

func localOf(d meeting.Date, c meeting.Clock) string {
	y, m, day := d.Civil()
	return time.Date(y, m, day, c.Hour(), c.Minute(), 0, 0, time.UTC).Format(localText)
}

func compact(d meeting.Date) string {
	y, m, day := d.Civil()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Format("20060102")
}
