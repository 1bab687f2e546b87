package scheduler

import (
	"cmp"
	"slices"
	"time"

	"openchair/meeting"
)

// horizon is how far ahead an occurrence is looked for to know when a reminder
// must be planned next; without one it is looked at again then.
const horizon = 35 * 24 * time.Hour

// Plan returns the letters of one reminder that are due until then: one for
// each occurrence and lead whose moment has come by until and whose start lies
// after now, and overviews. next is when the letter after them is due. Of what
// began while nobody planned a letter is there too, which has expired: so that
// the outbox tells of it.
//
// A moment before p.Due was planned before and is left alone, unless the
// reminder is stale. A moment that has passed and still helps is sent now; of
// several passed moments of one occurrence only the last is, so that nobody gets
// "in a day" and "in an hour" together. Times are UTC.
func Plan(p meeting.Planned, until, now time.Time) (letters []meeting.Letter, next time.Time) {
	if p.Reminder.Confirmed.IsZero() {
		return nil, time.Time{}
	}
	pl := planning{p: &p, until: until, now: now, leads: usableLeads(p.Reminder.Leads)}
	if len(pl.leads) > 0 {
		for i := range p.Meetings {
			if m := &p.Meetings[i]; p.Reminder.Wants(m.ID) {
				pl.missed(m)
				pl.meeting(m)
			}
		}
	}
	if p.Reminder.Overview != meeting.NoOverview {
		pl.overview()
	}
	return pl.letters, pl.next
}

// missedTold is how far back is told what began while nobody planned.
const missedTold = 24 * time.Hour

// planning is one reminder being planned.
type planning struct {
	p          *meeting.Planned
	until, now time.Time
	leads      []int // from the longest
	letters    []meeting.Letter
	next       time.Time
}

// soonest keeps the first moment that lies after until.
func (pl *planning) soonest(t time.Time) {
	if pl.next.IsZero() || t.Before(pl.next) {
		pl.next = t.UTC()
	}
}

// meeting plans occurrences up to the first whose moments all lie after until:
// those after it have later ones still.
func (pl *planning) meeting(m *meeting.Meeting) {
	for o := range m.Occurrences(pl.now.Add(1), pl.now.Add(horizon+minutes(pl.leads[0]))) {
		moments := pl.moments(o)
		pl.occurrence(m.ID, o, moments)
		if moments[0].at.After(pl.until) {
			return
		}
	}
	if m.Held() {
		pl.soonest(pl.now.Add(horizon))
	}
}

// missed plans the last letter of each occurrence that has begun since the first
// that was not planned.
func (pl *planning) missed(m *meeting.Meeting) {
	due := pl.p.Due
	if pl.p.Stale || due.IsZero() || !due.Before(pl.now) {
		return
	}
	for o := range m.Occurrences(laterOf(due, pl.now.Add(-missedTold)), pl.now.Add(1)) {
		if moments := pl.moments(o); !moments[len(moments)-1].at.Before(due) {
			pl.letters = append(pl.letters, pl.reminder(m.ID, o, moments[len(moments)-1]))
		}
	}
}

func (pl *planning) reminder(id string, o meeting.Occurrence, m moment) meeting.Letter {
	return meeting.Letter{
		Kind: meeting.ReminderLetter, Reminder: pl.p.Reminder.ID, Meeting: id, Date: o.Date, Lead: m.lead,
		SendAt: m.at.UTC(), Start: o.Start.UTC(), Expires: o.Start.UTC(),
	}
}

// moment is when the letter of one lead leaves.
type moment struct {
	lead int
	at   time.Time
}

// moments returns when the letters of an occurrence leave, in order. Where quiet
// hours bring two together, the one nearest to the start is sent.
func (pl *planning) moments(o meeting.Occurrence) []moment {
	all := make([]moment, 0, len(pl.leads))
	for _, lead := range pl.leads {
		all = append(all, moment{lead, pl.p.Reminder.Moment(o.Start, lead)})
	}
	slices.SortStableFunc(all, func(a, b moment) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.lead, b.lead)) })
	return slices.CompactFunc(all, func(a, b moment) bool { return a.at.Equal(b.at) })
}

func (pl *planning) occurrence(id string, o meeting.Occurrence, moments []moment) {
	passed := -1
	for _, m := range moments {
		switch {
		case m.at.After(pl.until):
			pl.soonest(m.at)
			return
		case !pl.p.Stale && m.at.Before(pl.p.Due):
			continue // it was planned
		}
		l := pl.reminder(id, o, m)
		if m.at.After(pl.now) {
			pl.letters = append(pl.letters, l)
			continue
		}
		l.SendAt = pl.p.Reminder.Awake(pl.now, o.Start, meeting.QuietMargin, o.Start.Location()).UTC()
		if passed >= 0 {
			pl.letters[passed] = l
			continue
		}
		passed = len(pl.letters)
		pl.letters = append(pl.letters, l)
	}
}

// usableLeads sorts from the longest, without doubles and without those at or
// after the start.
func usableLeads(leads []int) []int {
	sorted := slices.Sorted(slices.Values(leads))
	slices.Reverse(sorted)
	return slices.DeleteFunc(slices.Compact(sorted), func(lead int) bool { return lead <= 0 })
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
