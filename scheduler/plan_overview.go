package scheduler

import (
	"slices"
	"time"

	"openchair/meeting"
)

// overview plans the letters about all that is ahead, of a day or a week from
// the day they leave on. A day or week in which nothing is held has none. It
// helps on that day, until the last start.
func (pl *planning) overview() {
	r := &pl.p.Reminder
	home := pl.home()
	if home == nil {
		return // no meetings: nothing to tell until the calendar changes
	}
	today := meeting.DateOf(pl.now.In(home))
	for day := today; day <= today+8; day++ {
		at := meeting.At(day, r.OverviewAt, home)
		if r.Overview == meeting.WeeklyOverview && day.Weekday() != r.OverviewDay {
			continue
		}
		if at.After(pl.until) {
			pl.soonest(at)
			return
		}
		// Whoever just asked for it has seen what is ahead today.
		owed := !pl.p.Due.IsZero() && !at.Before(pl.p.Due)
		if owed || pl.p.Stale && at.After(pl.now) {
			pl.tellAhead(day, at, home)
		}
	}
}

func (pl *planning) tellAhead(day meeting.Date, at time.Time, home *time.Location) {
	end := meeting.At(day+pl.p.Reminder.OverviewDays(), 0, home)
	helps := pl.lastStart(laterOf(at, pl.now), end)
	if helps.IsZero() {
		return
	}
	if tomorrow := meeting.At(day+1, 0, home); helps.After(tomorrow) {
		helps = tomorrow
	}
	pl.letters = append(pl.letters, meeting.Letter{
		Kind: meeting.OverviewLetter, Reminder: pl.p.Reminder.ID, Date: day,
		SendAt: laterOf(at, pl.now).UTC(), Expires: helps.UTC(),
	})
}

// lastStart returns the last start in (from, to); zero = none.
func (pl *planning) lastStart(from, to time.Time) (last time.Time) {
	for i := range pl.p.Meetings {
		m := &pl.p.Meetings[i]
		if !pl.p.Reminder.Wants(m.ID) {
			continue
		}
		for o := range m.Occurrences(from.Add(1), to) {
			last = laterOf(last, o.Start)
		}
	}
	return last
}

// home is the clock the reader lives by: of a reader without a zone, that of the
// first meeting they want letters of.
func (pl *planning) home() *time.Location {
	i := slices.IndexFunc(pl.p.Meetings, func(m meeting.Meeting) bool { return pl.p.Reminder.Wants(m.ID) })
	if i < 0 {
		return nil
	}
	first, err := meeting.Zone(pl.p.Meetings[i].Schedule.Zone)
	if err != nil {
		first = time.UTC
	}
	return pl.p.Reminder.Home(first)
}

func laterOf(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
