package meeting

import (
	"slices"
	"time"
)

// Outbox is how the outbox fares. Times are UTC.
type Outbox struct {
	Waiting    int       // letters not yet sent, those for later included
	Due        int       // of them those that should have left
	Sending    int       // under way
	Oldest     time.Time // when the longest due of them should have left; zero = none is
	Next       time.Time // when the next of the others leaves; zero = none waits
	Suppressed int       // addresses that take no letters
	Ended      []LetterCount
	Resting    []Rest
}

// Suppression is an address that takes no letters, known by its keyed hash alone.
type Suppression struct {
	EmailHash []byte
	Why       string
	Since     time.Time
}

// Lag is how long the longest due letter has waited.
func (o *Outbox) Lag(now time.Time) time.Duration {
	if o.Oldest.IsZero() {
		return 0
	}
	return now.Sub(o.Oldest)
}

// LetterCount counts letters of the last days with one end.
type LetterCount struct {
	State   Outcome // Retry: it failed, or had to wait, and is tried again
	Kind    LetterKind
	Why     string
	Letters int
	Last    time.Time // when the newest was due
}

// Rest is why letters rest.
type Rest struct {
	Name, Why string
	Since     time.Time
}

// Wants reports whether the reminder is for letters of a meeting.
func (r *Reminder) Wants(id string) bool {
	return (len(r.Meetings) == 0 || slices.Contains(r.Meetings, id)) && !slices.Contains(r.Except, id)
}

// OverviewDays is how many days an overview tells of.
func (r *Reminder) OverviewDays() Date {
	if r.Overview == WeeklyOverview {
		return 7
	}
	return 1
}
