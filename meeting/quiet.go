package meeting

import "time"

// QuietMargin is how long before a start a letter that waited for the end of
// quiet hours must still leave to be of help.
const QuietMargin = 10 * time.Minute

// Quiet reports whether the reminder has quiet hours.
func (r *Reminder) Quiet() bool {
	return r.QuietFrom != r.QuietTo && r.QuietFrom.Valid() && r.QuietTo.Valid()
}

// Moment returns when the letter leaves that is wanted so many minutes before a
// start. Where that falls into the reader's quiet hours it waits for their end,
// if that is at least QuietMargin before the start; else it leaves a minute
// before they begin. It is never after the start.
func (r *Reminder) Moment(start time.Time, lead int) time.Time {
	t := start.Add(-time.Duration(lead) * time.Minute)
	begin, end, quiet := r.quietAt(t, start.Location())
	switch {
	case !quiet:
		return t
	case !end.After(start.Add(-QuietMargin)):
		return end
	}
	return begin.Add(-time.Minute)
}

// Awake returns when a letter leaves that could leave at t: at the end of quiet
// hours where it falls into them, if that is at least margin before the start it
// must precede; else at t, for later it would not help. A zero start precedes
// nothing. home is the clock of a reader without a zone.
func (r *Reminder) Awake(t, start time.Time, margin time.Duration, home *time.Location) time.Time {
	_, end, quiet := r.quietAt(t, home)
	if quiet && (start.IsZero() || !end.After(start.Add(-margin))) {
		return end.In(t.Location())
	}
	return t
}

// Home returns the zone whose clock the reader lives by: its own, else the one
// given.
func (r *Reminder) Home(otherwise *time.Location) *time.Location {
	if r.Zone != "" {
		if loc, err := Zone(r.Zone); err == nil {
			return loc
		}
	}
	return otherwise
}

// quietAt returns the quiet hours that t falls into.
func (r *Reminder) quietAt(t time.Time, otherwise *time.Location) (begin, end time.Time, quiet bool) {
	if !r.Quiet() {
		return t, t, false
	}
	loc := r.Home(otherwise)
	clock := clockwork{loc: loc}
	today := DateOf(t.In(loc))
	for _, day := range [...]Date{today - 1, today} {
		last := day
		if r.QuietTo < r.QuietFrom {
			last++
		}
		begin, _ = clock.instant(day, r.QuietFrom)
		if end, _ = clock.instant(last, r.QuietTo); !t.Before(begin) && t.Before(end) {
			return begin, end, true
		}
	}
	return t, t, false
}

// At returns when a clock of a zone shows a time on a day: the first time in an
// overlap, moved forward in a gap.
func At(day Date, at Clock, loc *time.Location) time.Time {
	clock := clockwork{loc: loc}
	t, _ := clock.instant(day, at)
	return t
}
