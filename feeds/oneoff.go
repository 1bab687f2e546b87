package feeds

import (
	"slices"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

// oneOffs writes an event for every published date that is held, in UTC, and
// where the calendar wants so for those that are cancelled. Two events can't
// share a UID, so the date is part of it: the one first published, wherever it
// was moved.
func (f *feed) oneOffs(m *meeting.Meeting, s *meeting.Schedule) []*ical.Component {
	var list []*ical.Component
	for _, d := range f.dates(m, s) {
		if !calledOff(m) && d.off && !f.c.ShowCancelled {
			continue
		}
		if list = append(list, f.oneOff(m, &d.Occurrence, d.off)); len(list) == f.bound.dates {
			break
		}
	}
	return list
}

func (f *feed) oneOff(m *meeting.Meeting, o *meeting.Occurrence, off bool) *ical.Component {
	how := saying{off: off || calledOff(m), short: off}
	day := o.Date
	if !o.From.IsZero() {
		day, how.moved = o.From, o
	}
	e := f.event(m, m.ID+"-"+compact(day), how)
	setRaw(e, ical.PropDateTimeStart, utcText(o.Start))
	setRaw(e, ical.PropDateTimeEnd, utcText(o.End))
	return e
}

type published struct {
	meeting.Occurrence
	off bool // it is not held
}

// dates lists the dates of a schedule that are young enough to be kept. The last
// stays in any case: some clients refuse a feed that became empty.
func (f *feed) dates(m *meeting.Meeting, s *meeting.Schedule) []published {
	all := datesOf(s, f.since(m))
	oldest := keptFrom(&f.c, f.opts.Now)
	for len(all) > 1 && all[0].End.Before(oldest) {
		all = all[1:]
	}
	return all
}

// datesOf lists every date of a schedule from a moment's local day on, in order.
func datesOf(s *meeting.Schedule, since time.Time) []published {
	loc, err := meeting.Zone(s.Zone)
	if err != nil {
		return nil
	}
	from := dayStart(meeting.DateOf(since.In(loc)), loc)
	whole := *s
	whole.Except = nil
	var all []published
	for o := range whole.Occurrences(from, from.AddDate(lookAhead, 0, 0)) {
		off := o.From.IsZero() && slices.ContainsFunc(s.Except, func(r meeting.DateRange) bool { return r.Has(o.Date) })
		all = append(all, published{o, off})
	}
	return all
}

// keptFrom is how old what is over may be.
func keptFrom(c *meeting.Calendar, now time.Time) time.Time {
	if now.IsZero() {
		return time.Time{}
	}
	return now.AddDate(0, 0, -c.PastDays)
}

// Until is when a feed written now has to be written anew though no meeting
// changed, because a date that is over grows older than the calendar keeps it.
// The zero time means never. Series do not age: they keep their first day.
func Until(c meeting.Calendar, ms []meeting.Meeting, now time.Time) time.Time {
	var first time.Time
	for i := range ms {
		m := &ms[i]
		if m.Schedule.Kind != meeting.Dated || !m.Schedule.Confirmed {
			continue
		}
		all := datesOf(m.Timetable(), firstTime(m.FirstSeen, m.LastChanged))
		for _, d := range all[:max(0, len(all)-1)] {
			if at := d.End.UTC().AddDate(0, 0, c.PastDays); at.After(now) && (first.IsZero() || at.Before(first)) {
				first = at
			}
		}
	}
	return first
}
