package scheduler

import (
	"slices"
	"time"

	"openchair/meeting"
)

// Plan returns the letters of one reminder that are due until then: one for
// each occurrence and lead whose moment has come by until and whose start lies
// after now.
//
// A moment behind the watermark from was planned before and is left alone,
// unless the reminder is stale. A moment that has passed and still helps is
// sent now; of several passed moments of one occurrence only the last is, so
// that nobody gets "in a day" and "in an hour" together. Times are UTC.
func Plan(p meeting.Planned, from, until, now time.Time) []meeting.Letter {
	leads := usableLeads(p.Reminder.Leads)
	if p.Reminder.Confirmed.IsZero() || len(leads) == 0 {
		return nil
	}
	// The longest lead reaches farthest ahead. Both ends are nudged: a start
	// must lie after now, and a moment may lie at until.
	first, last := now.Add(1), until.Add(longest(leads)+1)
	var letters []meeting.Letter
	for i := range p.Meetings {
		m := &p.Meetings[i]
		for o := range m.Occurrences(first, last) {
			letters = appendMoments(letters, p, m.ID, o, leads, from, until, now)
		}
	}
	return letters
}

// appendMoments adds the letters of one occurrence. Leads are sorted from the
// longest, so the passed moments come first and the last of them wins.
func appendMoments(letters []meeting.Letter, p meeting.Planned, id string, o meeting.Occurrence, leads []int, from, until, now time.Time) []meeting.Letter {
	passed := -1
	for _, lead := range leads {
		moment := o.Start.Add(-minutes(lead))
		if moment.After(until) || (!p.Stale && !moment.After(from)) {
			continue
		}
		l := meeting.Letter{
			Kind: meeting.ReminderLetter, Reminder: p.Reminder.ID, Meeting: id, Date: o.Date, Lead: lead,
			SendAt: moment.UTC(), Start: o.Start.UTC(), Expires: o.Start.UTC(),
		}
		if moment.After(now) {
			letters = append(letters, l)
			continue
		}
		l.SendAt = now.UTC()
		if passed >= 0 {
			letters[passed] = l
			continue
		}
		passed = len(letters)
		letters = append(letters, l)
	}
	return letters
}

// usableLeads sorts from the longest, without doubles and without those at or
// after the start.
func usableLeads(leads []int) []int {
	sorted := slices.Sorted(slices.Values(leads))
	slices.Reverse(sorted)
	return slices.DeleteFunc(slices.Compact(sorted), func(lead int) bool { return lead <= 0 })
}

func longest(leads []int) time.Duration { return minutes(leads[0]) }

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
